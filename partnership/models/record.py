"""The spine: what every record of a partnership has in common."""

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from simple_history.models import HistoricalRecords

from partnership.enums import Visibility
from partnership.models.fields import ONE_LINE, in_choices
from partnership.models.maintained import Maintained
from partnership.policy import ScopedQuerySet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnership.models.bodies import Board
    from partnership.models.users import User


class RecordQuerySet(ScopedQuerySet):
    """Records, always to be narrowed by `visible_to` before they leave the server."""

    def matching(self, words: str) -> Self:
        """Records whose searchable text holds every word."""
        found = self
        for word in words.casefold().split():
            found = found.filter(search_text__contains=word)
        return found


class Record(Maintained):
    """What actions, files, comments, restriction and search hang on.

    One concrete parent, one level deep. Whatever is a matter of one kind (state, dates, owner) stays on the child.
    `key` is the casefolded natural key of the workbook row, unique within a kind; `visibility` is decided here once
    for the record and for everything that hangs on it.
    """

    record_kind: ClassVar[str] = ""
    #: Lookups from the model to what the policy asks for; see partnership/policy.py.
    record_path: ClassVar[str] = ""
    body_lookups: ClassVar[tuple[str, ...]] = ()
    agency_lookups: ClassVar[tuple[str, ...]] = ()
    search_fields: ClassVar[tuple[str, ...]] = ()
    #: Relations whose rows' codes the key is composed of, for kinds without a reference of their own.
    key_sources: ClassVar[tuple[str, ...]] = ()

    kind = models.CharField(max_length=30, editable=False)
    reference = models.CharField(max_length=ONE_LINE)
    key = models.CharField(max_length=500, editable=False)
    title = models.CharField(max_length=500)
    boards = models.ManyToManyField("partnership.Board", related_name="records")
    visibility = models.CharField(max_length=12, choices=Visibility.choices, default=Visibility.PARTNERSHIP)
    search_text = models.TextField(editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    history = HistoricalRecords(inherit=True)
    #: Who makes the change that is about to be saved; simple-history reads it.
    _history_user: "User | None"

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["reference"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="record_key_unique_in_kind"),
            in_choices("visibility", Visibility, "record_visibility_known"),
        ]
        indexes = [models.Index(fields=["kind", "visibility"])]

    def __str__(self) -> str:
        return f"{self.reference}: {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.kind = self.record_kind
        self.search_text = self._searchable()
        super().save(*args, **kwargs)

    @property
    def composes_key(self) -> bool:
        """Whether reference and key are made of what the record belongs to, and follow it."""
        return bool(self.key_sources)

    def made_title(self) -> str:
        """The title of a kind that has none of its own; empty where people write it."""
        return ""

    def inherited_boards(self) -> "Sequence[Board] | None":
        """The boards of a kind that has them from what it belongs to; None where people choose them."""
        return None

    def natural_key(self, boards: "Sequence[Board]") -> str:
        """The workbook's key of this row; kinds without a reference of their own compose it."""
        return self.reference

    def default_visibility(self) -> str:
        """The class that a record of this kind has from its own state."""
        return Visibility.PARTNERSHIP

    @property
    def child(self) -> "Record":
        """The record as its own kind; one query where this is the bare parent."""
        for relation in Record._meta.related_objects:
            if relation.one_to_one and getattr(relation.related_model, "record_kind", "") == self.kind:
                return getattr(self, relation.get_accessor_name() or "")
        raise ObjectDoesNotExist(self.kind)

    def _searchable(self) -> str:
        parts = [self.reference, self.title, *(getattr(self, name) for name in self.search_fields)]
        texts = ["\n".join(part) if isinstance(part, list) else str(part or "") for part in parts]
        return "\n".join(texts).casefold()
