"""The page of one row: what it says, in the order in which every page says it."""

from functools import cached_property
from typing import Any

from django.db.models import Count, Manager, Max, Model
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe

from partnership import registry
from partnership.formats import capital
from partnership.models import ReadEntry, Record, User
from partnership.models.maintained import Maintained
from partnership.policy import allows, can, sees_guarded
from partnership.principals import Principal
from partnership.registers.declaration import Named, Panel, Register
from partnership.registers.hanging import CommentsCard, FilesCard
from partnership.registers.history import history_of
from partnership.registers.parts import RESTRICTION_CHIPS, Button, Fact, Link
from partnership.registers.readers import readers_in_words
from partnership.registers.rows import guarded_class, neutral_name, readable, record_of
from partnership.registers.tables import RegisterTable
from partnership.registers.values import label_of, resolve, words_of
from partnership.selectors.attachments import parent_field
from partnership.text import to_html

VISITS_SHOWN = 20


class DetailPage:
    """What is shown of a row to a principal. A special page overrides a method, or brings a template of its own."""

    template = "registers/detail.html"
    #: Its rows are restricted matter whatever the class of their record, so that every reading is written down.
    logged = False

    def __init__(self, register: Register, row: Any, principal: Principal) -> None:
        self.register = register
        self.row = row
        self.principal = principal

    @cached_property
    def hidden(self) -> frozenset[str]:
        """Fields that are left out of texts, summary and history."""
        return frozenset() if sees_guarded(self.principal, self.row) else self.register.guarded

    # --- What must happen before anything is shown -------------------------------------------------------------

    @cached_property
    def to_be_logged(self) -> Record | None:
        """The record whose read log must hold this visit."""
        restricted_panels = (self.rows_of(panel).exists() for panel in self.declared if panel.logged)
        if guarded_class(self.row) or self.logged or any(restricted_panels):
            return record_of(self.row)
        return None

    # --- Title block -------------------------------------------------------------------------------------------

    @property
    def caption(self) -> str:
        return f"{capital(self.register.noun)} {getattr(self.row, 'reference', '')}".strip()

    @property
    def heading(self) -> str:
        return getattr(self.row, "title", "") or str(self.row)

    @property
    def tab_title(self) -> str:
        """The browser keeps it in its history, so it names no restricted record."""
        return neutral_name(self.row) if guarded_class(self.row) and isinstance(self.row, Record) else self.heading

    @property
    def state(self) -> list[Any]:
        guarded = guarded_class(self.row)
        return [*self.register.state(self.row), *([RESTRICTION_CHIPS[guarded]] if guarded else [])]

    @cached_property
    def restricted(self) -> dict[str, Any] | None:
        """What the purple banner says."""
        if not self.to_be_logged:
            return None
        at = timezone.localtime().strftime("%-I:%M%p").lower()
        return {
            "who": self.who_reads,
            "visit": f"Your visit at {at} is in its read log.",
            "access_url": self.access_url,
            "conflict_url": reverse("partnership:conflict-declare", args=[self.to_be_logged.pk]),
        }

    @property
    def who_reads(self) -> str:
        return f"{readers_in_words(self.row)} can open this."

    @property
    def access_url(self) -> str:
        """Where it says who has access to the record and why, for those who may know."""
        record = record_of(self.row)
        may = record is not None and allows(self.principal, "view", "record_access")
        return reverse("partnership:record-access", args=[record.pk]) if may and record else ""

    @property
    def archived(self) -> bool:
        """Taken out of every list; only those see it who may bring it back."""
        return getattr(self.row, "archived_at", None) is not None

    @property
    def restore_url(self) -> str:
        return self.register.address("restore", self.row.pk)

    @property
    def buttons(self) -> list[Button]:
        """What the principal can do next; a special page puts its own before these."""
        if self.register.form is None or self.archived:
            return []
        verbs = [("change", "Change"), ("archive", f"Archive this {self.register.noun}")]
        if not isinstance(self.row, Maintained):
            verbs = verbs[:1]
        may = [(verb, title) for verb, title in verbs if can(self.principal, verb, self.row)]
        return [Button(title, self.register.address(verb, self.row.pk)) for verb, title in may]

    # --- Content -----------------------------------------------------------------------------------------------

    @cached_property
    def readable(self) -> frozenset[int]:
        """The records named on this page that the principal may open."""
        named = [resolve(self.row, _path(fact))[0] for fact in self.register.facts]
        return readable(self.principal, [value.pk for value in named if isinstance(value, Record)])

    @property
    def texts(self) -> list[dict[str, str]]:
        """What people wrote, under its headings."""
        found = []
        for named in self.register.texts:
            value, field = resolve(self.row, _path(named))
            if value and _path(named) not in self.hidden:
                html = words_of(field, value) if isinstance(value, list) else mark_safe(to_html(value))  # noqa: S308 (cleaned)
                found.append({"heading": self._label(named), "html": html})
        return found

    @property
    def summary(self) -> list[Fact]:
        facts = [
            Fact(self._label(named), self._value(named))
            for named in self.register.facts
            if _path(named) not in self.hidden
        ]
        if isinstance(self.row, Record):
            facts.append(Fact("Partnership", ", ".join(board.name for board in self.row.boards.all())))
        way = Link("Who has access", self.access_url) if self.access_url else ""
        return [*facts, Fact("Who can see it", readers_in_words(self.row), way)]

    @property
    def declared(self) -> list[Panel]:
        """The panels of the register, and those that other floors put on its pages."""
        return [*self.register.panels, *registry.panels_on(self.register.model)]

    @property
    def telling(self) -> list[Record]:
        """The other restricted records of which its panels tell something: their read logs must hold this visit too."""
        return []

    @cached_property
    def panels(self) -> list[tuple[str, RegisterTable]]:
        """Tables of what hangs on the row and may be seen; those without rows are left out."""
        tables = [(panel.title, self._table(panel)) for panel in self.declared]
        return [(title, table) for title, table in tables if len(table.rows)]

    @property
    def adds(self) -> list[Link]:
        """The ways to add what hangs on the row."""
        found = [] if self.archived else [panel.add(self.principal, self.row) for panel in self.declared if panel.add]
        return [link for link in found if link]

    def _table(self, panel: Panel) -> RegisterTable:
        told = [self.to_be_logged.pk] if self.to_be_logged else []
        rows = self.rows_of(panel)
        return panel.table(rows, principal=self.principal, orderable=False, without=panel.without, told=told)

    @cached_property
    def files(self) -> FilesCard | None:
        """The card of files; None where nothing hangs on rows of this kind."""
        return FilesCard(self.row, self.principal) if parent_field(self.row) and not self.archived else None

    @cached_property
    def comments(self) -> CommentsCard | None:
        return CommentsCard(self.row, self.principal) if parent_field(self.row) and not self.archived else None

    @cached_property
    def documents(self) -> list[tuple[str, str]]:
        """Titles and addresses of what can be drawn from the row for this principal."""
        return [] if self.archived else registry.documents_for(self.row, self.principal)

    @property
    def history(self) -> list[dict[str, Any]]:
        return history_of(self.row, self.principal, self.hidden) if hasattr(self.row, "history") else []

    @property
    def visits(self) -> list[dict[str, Any]]:
        """Who read it, whoever did so last first, with how often; for those who may read the read log. One query."""
        record = self.to_be_logged
        if not record or not allows(self.principal, "view", "read_log"):
            return []
        people = ReadEntry.objects.filter(record=record).values("user", "user__name")
        return list(people.annotate(last=Max("read_at"), times=Count("pk")).order_by("-last", "user")[:VISITS_SHOWN])

    def rows_of(self, panel: Panel) -> Any:
        rows: Any = panel.rows(self.row)
        return rows.visible_to(self.principal)

    def link(self, related: Model) -> Any:
        """The name of a related row, as a link where the principal may open it; of a record nothing otherwise."""
        if isinstance(related, Record):
            return Link(neutral_name(related), registry.url_of(related)) if related.pk in self.readable else ""
        if isinstance(related, User):
            return self._account(related)
        return Link(str(related), registry.url_of(related)) if can(self.principal, "view", related) else str(related)

    def _account(self, user: User) -> Any:
        """Accounts have a page for those who look after them, and no rows in the policy."""
        may = allows(self.principal, "view", "user")
        return Link(str(user), reverse("partnership:user-detail", args=[user.pk])) if may else str(user)

    def _value(self, named: Named) -> Any:
        value, field = resolve(self.row, _path(named))
        if isinstance(value, Manager):
            return ", ".join(str(one) for one in value.all())
        return self.link(value) if isinstance(value, Model) else words_of(field, value)

    def _label(self, named: Named) -> str:
        return label_of(type(self.row), named) if isinstance(named, str) else named[1]


def _path(named: Named) -> str:
    return named if isinstance(named, str) else named[0]
