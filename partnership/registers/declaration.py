"""What an app declares of a kind of row; from it come addresses, pages, menu lines and tests."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet
from django.urls import reverse

from partnership.formats import a_or_an, capital
from partnership.policy import subject_of
from partnership.principals import Principal

if TYPE_CHECKING:
    from partnership.registers.filters import RegisterFilter
    from partnership.registers.forms import RegisterForm
    from partnership.registers.page import DetailPage
    from partnership.registers.parts import Link
    from partnership.registers.tables import RegisterTable

#: A field or property by name, with a label of its own where the field's says too little.
Named = str | tuple[str, str]


def nothing(row: Any) -> Iterable[Any]:
    """No state."""
    return ()


def in_person(principal: Principal) -> Principal:
    """With all that the principal holds."""
    return principal


@dataclass(frozen=True)
class Panel:
    """A table of rows that hang on a row, `without` the columns and second lines that would repeat the page's name.

    `logged`: they are restricted matter even where the record is not. `add` gives the way to add another, if any.
    """

    title: str
    table: "type[RegisterTable]"
    rows: Callable[[Any], QuerySet]
    logged: bool = False
    without: tuple[str, ...] = ()
    add: "Callable[[Principal, Any], Link | None] | None" = None


@dataclass(frozen=True)
class Register:
    """One kind of row as people meet it.

    `noun` names its addresses (`app:noun-list`, `app:noun-detail`), `place` is the top level of the menu under which
    it stands, `heading` is for a list that is not called by its plural. `related` and `prefetched` are what list and
    page read along. `facts` stand in the summary, `texts` are what people wrote, `guarded` are the fields that stay
    restricted when the row's class opens. `page` is for a special page.

    With a `form` its rows are created and changed in the browser, by the services `create` and `change` where the kind
    has rules of its own, else by `create_row` and `change_row`; `bulk` are
    the form's fields that may be changed for many rows at once, by `bulk_as`: the principal with those grants only
    that reach so far.
    """

    model: type[Model]
    noun: str
    plural: str
    place: str
    about: str
    table: "type[RegisterTable]"
    filterset: "type[RegisterFilter]"
    related: tuple[str, ...] = ()
    prefetched: tuple[str, ...] = ()
    state: Callable[[Any], Iterable[Any]] = nothing
    facts: tuple[Named, ...] = ()
    texts: tuple[Named, ...] = ()
    panels: tuple[Panel, ...] = ()
    guarded: frozenset[str] = frozenset()
    heading: str = ""
    page: "type[DetailPage] | None" = None
    form: "type[RegisterForm] | None" = None
    create: Callable[..., Any] | None = None
    change: Callable[..., Any] | None = None
    bulk: tuple[str, ...] = ()
    bulk_as: Callable[[Principal], Principal] = in_person

    @property
    def subject(self) -> str:
        """Its name in the policy's table."""
        return subject_of(self.model)

    @property
    def title(self) -> str:
        """What its list is called."""
        return self.heading or capital(self.plural)

    @property
    def one(self) -> str:
        """Such as "a risk" or "an inspection"."""
        return f"{a_or_an(self.noun)} {self.noun}"

    @property
    def slug(self) -> str:
        return self.plural.replace(" ", "-")

    @property
    def list_name(self) -> str:
        return f"{self._prefix}-list"

    @property
    def detail_name(self) -> str:
        return f"{self._prefix}-detail"

    def address(self, what: str, *args: Any) -> str:
        """The address of `create`, or with a row's key of `detail`, `change`, `archive` or `restore`."""
        return reverse(f"{self._prefix}-{what}", args=args)

    @property
    def list_url(self) -> str:
        return reverse(self.list_name)

    @property
    def _prefix(self) -> str:
        return f"{self.model._meta.app_label}:{self.noun.replace(' ', '-')}"
