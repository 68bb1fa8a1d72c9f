"""Somebody saved first: both texts side by side, a choice for each field, theirs chosen at first."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Manager, Model
from django.http import QueryDict

from partnership.models import Record
from partnership.registers.forms import RegisterForm
from partnership.registers.rows import neutral_name, readable
from partnership.registers.values import field_of, words_of

THEIRS, MINE = "theirs", "mine"
_PREFIX = "keep-"


@dataclass(frozen=True)
class Choices:
    """The fields whose stored text stays."""

    theirs: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """One field in which the two differ, in words."""

    name: str
    label: str
    theirs: Any
    mine: Any

    @property
    def input_name(self) -> str:
        return f"{_PREFIX}{self.name}"


@dataclass(frozen=True)
class Conflicted:
    """What the page of a conflict shows.

    `mine` is the form as it was sent, `stored` the row as it stands now, `last` the newest entry of its history.
    """

    mine: RegisterForm
    stored: Any
    last: dict[str, Any]

    @classmethod
    def chosen(cls, data: QueryDict) -> Choices | None:
        """What somebody chose on that page; None where the form came from elsewhere."""
        picked = {name.removeprefix(_PREFIX): value for name, value in data.items() if name.startswith(_PREFIX)}
        return Choices(tuple(name for name, value in picked.items() if value == THEIRS)) if picked else None

    @property
    def version(self) -> int:
        """What the next attempt says that it has read."""
        return int(self.stored.version)

    @cached_property
    def differences(self) -> list[Difference]:
        values = self.mine.values()
        found = []
        for name, mine in values.items():
            theirs = getattr(self.stored, name)
            theirs = list(theirs.all()) if isinstance(theirs, Manager) else theirs
            mine = list(mine) if isinstance(theirs, list) else mine
            if _comparable(theirs) != _comparable(mine):
                label = self.mine.plain_label(name)
                found.append(Difference(name, label, self._words(name, theirs), self._words(name, mine)))
        return found

    def hidden_fields(self) -> list[tuple[str, str]]:
        """What was sent, to be sent again; the version is the stored one."""
        data: Any = self.mine.data
        names = [name for name in data if name not in {"csrfmiddlewaretoken", "kept_for", "version"}]
        pairs = [(name, value) for name in names if not name.startswith(_PREFIX) for value in data.getlist(name)]
        return [*pairs, ("version", str(self.version))]

    def _words(self, name: str, value: Any) -> Any:
        if isinstance(value, Model):
            return self._name(value)
        if isinstance(value, list) and value and isinstance(value[0], Model):
            return ", ".join(self._name(one) for one in value)
        return words_of(field_of(type(self.stored), name), value)

    def _name(self, related: Model) -> str:
        """A related row, named only where this editor may open it."""
        hidden = isinstance(related, Record) and not readable(self.mine.principal, [related.pk])
        return "another record" if hidden else neutral_name(related)


def _comparable(value: Any) -> Any:
    if isinstance(value, list):
        return sorted(str(getattr(one, "pk", one)) for one in value)
    return value
