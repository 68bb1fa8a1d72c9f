"""What the read log says: its entries, one's own visits, a month in counts, and whether its chain is whole.

Records are named by their reference alone, also to those who may open them; titles stand nowhere here.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from partnership.enums import ReadVerb, Visibility
from partnership.formats import date_words, number_words
from partnership.models import ReadEntry, Record, User
from partnership.outside_words import reference_alone
from partnership.policy import allows
from partnership.principals import Principal
from partnership.selectors.record_access import KEEPERS
from partnership.workdays import is_workday

#: What a record is called on one's own page once one may not open it any more.
OUT_OF_SIGHT = "A record that you may no longer open"
SEALED = "Sealed records"
THE_LOG = "The read log itself"
#: So many different records by one person within a day are worth a question.
MANY_IN_A_DAY = 20
#: London time; weekends and bank holidays count as out of hours as a whole.
OFFICE_OPENS, OFFICE_CLOSES = time(7), time(20)


@dataclass(frozen=True)
class Reader:
    """One person's month: how often they opened records, how often they took something away, of how many records."""

    name: str
    opened: int
    taken: int
    records: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Reads:
    """One record's month: how often and by how many people."""

    reference: str
    opened: int
    taken: int
    people: int


@dataclass(frozen=True)
class Month:
    """The read log of a month in counts, the busiest first, with what is unusual in it as sentences."""

    first: date
    people: tuple[Reader, ...]
    records: tuple[Reads, ...]
    unusual: tuple[str, ...]

    @property
    def total(self) -> int:
        return sum(reader.opened + reader.taken for reader in self.people)


def all_entries() -> Any:
    """The whole log, newest first, with whom and what each entry is about."""
    return ReadEntry.objects.select_related("user", "record")


def own_visits(user: User) -> Any:
    """What the log holds of one person, newest first."""
    return all_entries().filter(user=user)


def name_of(entry: ReadEntry) -> str:
    """What an entry is about."""
    return reference_alone(entry.record) if entry.record else THE_LOG


def month_of(principal: Principal, first: date, *, outside: bool = False) -> Month:
    """A month's readings: of all records for those who read the whole log, else of the records that they may open.

    Sealed records of their partnership count for these too, all under one name. `outside` is for mail, in which no
    sealed record is named.
    """
    start = timezone.make_aware(datetime.combine(first, time()))
    end = timezone.make_aware(datetime.combine(next_month(first), time()))
    rows = ReadEntry.objects.filter(record__isnull=False, read_at__gte=start, read_at__lt=end)
    nameable = Record.objects.all()
    if not allows(principal, "export", "read_log"):
        nameable = Record.objects.visible_to(principal)
        rows = rows.filter(Q(record__in=nameable.values("pk")) | Q(record__in=_sealed(principal).values("pk")))
    read = list(rows.order_by("number").values_list("user_id", "record_id", "verb", "read_at"))
    users = dict(User.objects.filter(pk__in={row[0] for row in read}).values_list("pk", "name"))
    known = nameable.exclude(visibility=Visibility.SEALED) if outside else nameable
    records = {row[1] for row in read}
    named = dict.fromkeys(records, SEALED) | {one.pk: reference_alone(one) for one in known.filter(pk__in=records)}
    return Month(first, _readers(read, users, named), _reads(read, named), tuple(_unusual(read, users, named)))


def _sealed(principal: Principal) -> QuerySet[Record]:
    """The sealed records of the partnerships of which somebody is the manager or the chair, whatever else they are."""
    boards = {grant.board for grant in principal.grants if grant.role in KEEPERS}
    rows = Record.objects.filter(visibility=Visibility.SEALED)
    return rows if None in boards else rows.filter(boards__in=boards)


def next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def month_before(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=1)


def _counted(record: int, named: dict[int, str]) -> int | str:
    """As what a record counts: those that are not named all count as one, or a figure would tell how many there are."""
    return SEALED if named[record] == SEALED else record


def _readers(read: list[Any], users: dict[int, str], named: dict[int, str]) -> tuple[Reader, ...]:
    of_person: dict[int, list[Any]] = defaultdict(list)
    for row in read:
        of_person[row[0]].append(row)
    found = []
    for person, rows in of_person.items():
        counts = Counter(named[row[1]] for row in rows)
        records = tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))
        opened = sum(row[2] == ReadVerb.OPENED for row in rows)
        found.append(Reader(users[person], opened, len(rows) - opened, records))
    return tuple(sorted(found, key=lambda one: (-one.opened - one.taken, one.name)))


def _reads(read: list[Any], named: dict[int, str]) -> tuple[Reads, ...]:
    of_record: dict[int | str, list[Any]] = defaultdict(list)
    for row in read:
        of_record[_counted(row[1], named)].append(row)
    found = []
    for record, rows in of_record.items():
        opened = sum(row[2] == ReadVerb.OPENED for row in rows)
        name = record if isinstance(record, str) else named[record]
        found.append(Reads(name, opened, len(rows) - opened, len({row[0] for row in rows})))
    return tuple(sorted(found, key=lambda one: (-one.opened - one.taken, one.reference)))


def _unusual(read: list[Any], users: dict[int, str], named: dict[int, str]) -> Iterable[str]:
    """Very many records within a day, and readings out of hours: no judgement, a reason to ask."""
    a_day: dict[tuple[date, int], set[int | str]] = defaultdict(set)
    late: dict[int, list[date]] = defaultdict(list)
    for user, record, _, read_at in read:
        local = timezone.localtime(read_at)
        a_day[local.date(), user].add(_counted(record, named))
        if not is_workday(local.date()) or not OFFICE_OPENS <= local.time() < OFFICE_CLOSES:
            late[user].append(local.date())
    for (day, user), records in sorted(a_day.items()):
        if len(records) >= MANY_IN_A_DAY:
            yield f"{users[user]} read {number_words(len(records))} different records on {date_words(day)}."
    for user, days in sorted(late.items(), key=lambda one: users[one[0]]):
        last = date_words(days[-1])
        times = f"once out of hours, on {last}"
        if len(days) > 1:
            times = f"{number_words(len(days))} times out of hours, last on {last}"
        yield f"{users[user]} read restricted records {times}."
