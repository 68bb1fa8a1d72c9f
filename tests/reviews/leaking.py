"""A restricted review with everything that can hang on it, and a word of its own in every field that holds words.

`Leaking` is for the tests that must find none of these words in anything that leaves for somebody else.
"""

import io
import subprocess
import zipfile
from collections.abc import Iterable
from typing import Any

import pikepdf
from django.apps import apps
from django.db.models import CharField, JSONField, Model, TextField

from partnership.models import Agency, Board, Record, RoleGrant
from partnership.policy import ScopedQuerySet
from tests.factories import partnership as ground
from tests.factories import reviews as made

WORD = "zqcanary"
#: What the portal itself writes there: chosen from lists, computed, or a name of somebody's account.
_NOT_WORDS = {
    "kind", "key", "reference", "reference_key", "role", "visibility", "version", "text_hash", "sha256", "file",
    "ciphertext", "cleared_hash", "number", "code", "code_key", "search_text",
}  # fmt: skip


class Leaking:
    """The rows, by model, and the words by where each stands."""

    def __init__(self, board: Board, agency: Agency) -> None:
        self.board, self.agency = board, agency
        self.words: dict[str, str] = {}
        self.review = made.ReviewFactory(
            boards=[board], status="in_progress", publication="embargoed", reference="NV-2026-77"
        )
        self.death = made.ChildDeathFactory(boards=[board], reference="CD-2026-77")
        self.reconciliation = made.ReconciliationFactory(boards=[board])
        self.rows: list[Any] = [self.review, self.death, self.reconciliation]
        self._hang()
        for row in self.rows:
            self._mark(row)

    def _hang(self) -> None:
        review, agency, user = self.review, self.agency, ground.UserFactory()
        add = self.rows.append
        add(made.ReferralFactory(review=review, agency=agency))
        for factory in (
            made.NotificationFactory,
            made.ParallelProcessFactory,
            made.PauseFactory,
            made.ClockOverrideFactory,
            made.PanelMemberFactory,
            made.LearningEventFactory,
            made.ChildFactory,
        ):
            add(factory(review=review))
        consideration = made.ConsiderationFactory(review=review)
        add(consideration)
        add(made.CriterionAnswerFactory(consideration=consideration))
        asked = made.AgencyReturnFactory(review=review, agency=agency, people=[user])
        add(asked)
        for factory in (made.ReturnAnswerFactory, made.ChronologyEntryFactory, made.ReturnMessageFactory):
            add(factory(agency_return=asked))
        draft = made.ReviewTextFactory(review=review)
        add(draft)
        add(made.TextCommentFactory(text=draft))
        add(made.SignOffFactory(text=draft))
        add(made.PublishedCopyFactory(source=draft, publish_at="2099-01-01T09:00Z"))
        add(made.IdentityKeyFactory(of_review=review, boards=[self.board]))
        briefing = made.BriefingFactory(of_review=review, boards=[self.board])
        add(briefing)
        add(made.BriefingReceiptFactory(briefing=briefing, agency=agency))
        self._plan()

    def _plan(self) -> None:
        add, review = self.rows.append, self.review
        plan = ground.ActionPlanFactory(record=review)
        recommendation = ground.RecommendationFactory(plan=plan)
        recommendation.agencies.add(self.agency)
        action = ground.ActionFactory(plan=plan, agency=self.agency, due_on="2017-01-31", recommendation=recommendation)
        for row in (
            recommendation,
            action,
            ground.DueDateRequestFactory(action=action),
            ground.RecommendationAnswerFactory(recommendation=recommendation, agency=self.agency),
            ground.ActionResultFactory(action=action),
            ground.ImpactTestFactory(recommendation=recommendation),
            ground.InterestFactory(record=review),
            ground.AttachmentFactory(record=review),
            ground.CommentFactory(record=review),
            ground.CommentFactory(record=None, action=action),
            ground.RoleGrantFactory(role="REV", record=review),
        ):
            add(row)

    def _mark(self, row: Model) -> None:
        """Give every field that holds words one of its own; history keeps it too."""
        changed: dict[str, Any] = {}
        for field in row._meta.concrete_fields:
            if not _holds_words(field):
                continue
            word = f"{WORD}{len(self.words)}x"
            self.words[word] = f"{row._meta.label}.{field.name}"
            changed[field.attname] = [word] if isinstance(field, JSONField) else word
        for name, value in changed.items():
            setattr(row, name, value)
        own = row._meta.model._base_manager.filter(pk=row.pk)
        own.update(**changed)
        history = getattr(type(row), "history", None)
        if history is not None:
            kept = {field.name for field in history.model._meta.concrete_fields}
            of_row = {name: value for name, value in changed.items() if name in kept}
            history.filter(**{row._meta.pk.name: row.pk}).update(**of_row)

    def keys(self) -> set[int]:
        """Every number under which some row of these can be asked for."""
        return {int(row.pk) for row in self.rows}

    def found_in(self, *parts: bytes | str) -> dict[str, str]:
        """The words of this world that stand somewhere in what has left, and where each was written."""
        text = "\n".join(part.decode("utf-8", "ignore") if isinstance(part, bytes) else part for part in parts)
        if WORD not in text:
            return {}
        return {word: place for word, place in self.words.items() if word in text}


def _holds_words(field: Any) -> bool:
    if field.name in _NOT_WORDS or field.name.endswith("_hash") or getattr(field, "choices", None):
        return False
    if field.remote_field or field.primary_key:
        return False
    is_list = isinstance(field, JSONField) and field.default is list
    return is_list or (
        isinstance(field, CharField | TextField) and type(field).__name__ not in ("YearField", "UUIDField")
    )


def models_about_cases() -> Iterable[type[Model]]:
    """Every model whose rows can belong to a review: found by the policy's lookups, so that a new one is not missed."""
    of_other_kinds = {"group__", "seat__group__", "meeting__", "indicator__", "priority__", "audit__", "event__"}
    for model in apps.get_models():
        path = getattr(model, "record_path", "")
        hangs = hasattr(model, "seen_with") or (path and path not in of_other_kinds)
        about = model._meta.app_label == "reviews" and issubclass(model, Record)
        if isinstance(getattr(model, "_default_manager", None).all(), ScopedQuerySet) and (hangs or about):  # type: ignore[union-attr]
            yield model
    yield RoleGrant


def unpacked(body: bytes) -> list[bytes]:
    """A file with what is packed in it: the parts of an Office file, the streams of a PDF."""
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return [body, *(archive.read(name) for name in archive.namelist())]
    if body[:4] == b"%PDF":
        try:
            with pikepdf.open(io.BytesIO(body)) as pdf:
                streams = [one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream)]
            return [body, *streams, _words_of(body)]
        except pikepdf.PdfError:
            return [body]
    return [body]


def _words_of(pdf: bytes) -> bytes:
    """What a reader sees: the streams hold glyphs, not letters."""
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout
