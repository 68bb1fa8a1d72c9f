"""Returns of agencies: whose they are, how they stand, whom a review may ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from partnership.enums import Role
from partnership.formats import date_words
from partnership.models import Agency, Interest, RoleGrant, User
from partnership.outside_words import reference_alone
from partnership.policy import can, row_of
from partnership.principals import Principal
from reviews.enums import ReturnKind, ReturnMessageKind, ReturnState
from reviews.enums.returns import NEEDING_ENTRIES, OPEN_RETURNS, WITH_ENTRIES
from reviews.models import AgencyReturn, ChronologyEntry, ReturnAnswer, ReturnMessage, Review

#: What is said about the day on which a return is due.
OF_DATES = (ReturnMessageKind.NEW_DATE, ReturnMessageKind.ANSWER)
#: What has a time of the day comes before what is known by its day alone.
IN_TIME = ("happened_on", F("happened_at").asc(nulls_last=True), "pk")
#: Whoever was reminded is left in peace for so long.
BETWEEN_REMINDERS = timedelta(days=1)


@dataclass(frozen=True)
class Question:
    """One question of a return with its answer, which is stored, blank, from the day of asking on."""

    number: int
    words: str
    answer: ReturnAnswer

    @property
    def is_answered(self) -> bool:
        return bool(self.answer.text.strip())


@dataclass(frozen=True)
class Askable:
    """An agency that can be asked, with the people who hold its representative's role today and have no conflict."""

    agency: Agency
    people: tuple[User, ...]


@dataclass(frozen=True)
class Choices:
    """Whom a review may ask; `conflicted` and `silent` agencies cannot be asked, and the page says why."""

    askable: tuple[Askable, ...]
    conflicted: tuple[Agency, ...]
    silent: tuple[Agency, ...]


def name_of_return(row: AgencyReturn) -> str:
    """Such as "Chronology and report for review NV-2026-02": of the review its reference and nothing else."""
    asked = row.get_kind_display()
    joined = " " if row.kind == ReturnKind.RAPID else " for review "
    return f"{asked}{joined}{reference_alone(row.review)}"


def is_named(principal: Principal, review: Review) -> bool:
    """Whether somebody is named on a review: a grant of theirs is for this record."""
    return any(review.pk in grant.records for grant in principal.grants)


def may_ask(principal: Principal, review: Review) -> bool:
    """Whether somebody named on a review may ask agencies for returns. The review itself was loaded by the policy."""
    return _has_when_named(principal, "create", review)


def taken_back_of(review: Review, principal: Principal) -> list[Any]:
    """Returns that were taken back, with who did it (`taken_back_by`), for those who look after returns. One query."""
    if not _has_when_named(principal, "view", review):
        return []
    archived = AgencyReturn.history.filter(id=OuterRef("pk"), archived_at=OuterRef("archived_at"))
    by = Subquery(archived.order_by("history_date").values("history_user__name")[:1])
    rows = AgencyReturn._base_manager.filter(review=review, archived_at__isnull=False).select_related("agency")
    return list(rows.annotate(taken_back_by=by).order_by("archived_at", "pk"))


def is_asked(principal: Principal, row: AgencyReturn) -> bool:
    """Whether somebody is asked for a return in person, as a representative of its agency: they see its own page."""
    agencies = {pk for grant in principal.grants if grant.role == Role.AGENCY_REPRESENTATIVE for pk in grant.agencies}
    return row.agency_id in agencies and row.people.filter(pk=principal.user.pk if principal.user else 0).exists()


def people_in_conflict(rows: Iterable[AgencyReturn], principal: Principal) -> dict[int, list[User]]:
    """Who is asked for a return and has a conflict of interest with its review, by return; for those who may know."""
    declared = Interest.objects.in_force().visible_to(principal)
    asked = AgencyReturn.people.through.objects.filter(
        agencyreturn__in=[row.pk for row in rows],
        user__interests__in=declared.values("pk"),
        user__interests__record=F("agencyreturn__review__record_ptr"),
    )
    found: dict[int, list[User]] = {}
    for one in asked.select_related("user").order_by("user__name"):
        found.setdefault(one.agencyreturn_id, []).append(one.user)
    return found


def is_of_unit(principal: Principal, row: AgencyReturn) -> bool:
    """Whether somebody looks after a return for the review: may change it, and is not asked for it."""
    return not is_asked(principal, row) and can(principal, "change", row)


def returns_listed(principal: Principal) -> QuerySet[AgencyReturn]:
    """Every return that somebody may see, those due first first, with the number of entries."""
    counted: QuerySet[AgencyReturn] = AgencyReturn.objects.visible_to(principal).annotate(
        entry_count=Count("entries", filter=Q(entries__archived_at=None), distinct=True)
    )
    return counted.select_related("review", "agency").order_by("due_on", "pk")


def open_returns(principal: Principal, today: date) -> QuerySet[Any]:
    """Returns that are not in yet, of those who are asked and of those who chase them.

    `date_asked` is the kind of what was last said about the date, a request that waits or an answer; `date_asked_at` is
    when it was said.
    """
    mine: QuerySet[Any] = AgencyReturn.objects.visible_to(principal, "change").filter(state__in=OPEN_RETURNS)
    said = ReturnMessage.objects.filter(agency_return=OuterRef("pk"), kind__in=OF_DATES).order_by("-written_at", "-pk")
    rows = mine.annotate(
        date_asked=Subquery(said.values("kind")[:1]), date_asked_at=Subquery(said.values("written_at")[:1])
    )
    return rows.select_related("review", "agency").order_by("due_on", "pk")


def returns_to_check(principal: Principal, today: date) -> QuerySet[AgencyReturn]:
    """Returns that were sent and wait to be looked at; for the business unit, since whoever sent one has done it."""
    mine: QuerySet[AgencyReturn] = AgencyReturn.objects.visible_to(principal, "change")
    rows = mine.filter(state=ReturnState.SENT).select_related("review", "agency").order_by("sent_at", "pk")
    return rows.exclude(people=principal.user) if principal.user else rows


def questions_of(row: AgencyReturn) -> list[Question]:
    """The questions in their order, each with its answer. One query."""
    answers = {answer.number: answer for answer in row.answers.all()}
    return [
        Question(number, words, answers[number])
        for number, words in enumerate(row.questions, start=1)
        if number in answers
    ]


def entries_of(row: AgencyReturn) -> QuerySet[ChronologyEntry]:
    """What happened, in order of time; what was removed is left out."""
    found: QuerySet[ChronologyEntry] = row.entries.filter(archived_at=None)
    return found.order_by(*IN_TIME)


def has_chronology(row: AgencyReturn) -> bool:
    return row.kind in WITH_ENTRIES


def needs_chronology(row: AgencyReturn) -> bool:
    return row.kind in NEEDING_ENTRIES


def date_asked_for(row: AgencyReturn) -> ReturnMessage | None:
    """The request for a new date that waits for an answer."""
    last: ReturnMessage | None = row.messages.filter(kind__in=OF_DATES).select_related("written_by").first()
    return last if last and last.kind == ReturnMessageKind.NEW_DATE else None


def reminded_lately(row: AgencyReturn) -> bool:
    """Whether a reminder was sent within a day."""
    since = timezone.now() - BETWEEN_REMINDERS
    return row.messages.filter(kind=ReturnMessageKind.REMINDER, written_at__gt=since).exists()


def whom_to_ask(review: Review, today: date) -> Choices:
    """Agencies and their representatives of today; without those who have a conflict of interest with the review."""
    interests = list(Interest.objects.in_force().filter(record=review))
    lost, left_out = {one.agency_id for one in interests}, {one.user_id for one in interests}
    people: dict[int, dict[int, User]] = {}
    for grant in _representatives(today):
        people.setdefault(grant.agency_id or 0, {})[grant.user_id] = grant.user
    askable, conflicted, silent = [], [], []
    for agency in Agency.objects.filter(replaced_by=None, archived_at=None).order_by("name"):
        free = tuple(user for pk, user in people.get(agency.pk, {}).items() if pk not in left_out)
        if agency.pk in lost:
            conflicted.append(agency)
        elif free:
            askable.append(Askable(agency, free))
        else:
            silent.append(agency)
    return Choices(tuple(askable), tuple(conflicted), tuple(silent))


def people_of(review: Review, agency: Agency, today: date) -> tuple[User, ...]:
    """Who of an agency can be asked; nobody where the agency has a conflict of interest."""
    return next((one.people for one in whom_to_ask(review, today).askable if one.agency == agency), ())


def who_sees(row: AgencyReturn, reader: User | None) -> str:
    """Who can open a return, in words, as its agency reads it."""
    others = [person.name for person in row.people.all() if person != reader]
    asked = in_words(["You", *others] if reader else others)
    panel = "the review panel" if row.locked_at else "once we have locked it the review panel"
    return f"{asked}, the business unit and the reviewer named on this review, and {panel}. Nobody else in your agency."


def in_words(names: Iterable[str]) -> str:
    """Such as "You, Alison Price and Priya Nair"."""
    *first, last = list(names) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def period_words(row: AgencyReturn) -> str:
    """The period whose records are asked for; nothing where none was set."""
    first, last = row.period_from, row.period_to
    if first and last:
        return f"{date_words(first)} to {date_words(last)}"
    if first:
        return f"from {date_words(first)}"
    return f"until {date_words(last)}" if last else ""


def _has_when_named(principal: Principal, verb: str, review: Review) -> bool:
    """Whether being named on a review gives somebody this power over all of its returns."""
    row = row_of(AgencyReturn.policy_subject, review.visibility)
    return any(
        review.pk in grant.records and (verb, "named") in row.get(grant.role, frozenset()) for grant in principal.grants
    )


def _representatives(today: date) -> QuerySet[RoleGrant]:
    grants = RoleGrant.objects.in_force(today).filter(role=Role.AGENCY_REPRESENTATIVE, record=None)
    return grants.select_related("user").order_by("user__name", "pk")
