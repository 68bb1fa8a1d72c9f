"""Reviews with everything that can hang on them, and a word of its own in every field that holds words.

`Leaking` is one such review, `Worlds` three of them on one board: under embargo, to be published, sealed. They are for
the tests that must find none of these words in anything that leaves for somebody else.
"""

import io
import re
import subprocess
import zipfile
from collections.abc import Iterable
from datetime import date
from typing import Any

import pikepdf
from django.apps import apps
from django.db.models import CharField, JSONField, Model, TextField

from partnership.models import Agency, Board, Record, RoleGrant
from partnership.policy import ScopedQuerySet
from reviews.registered_deaths import RegisteredDeath
from tests.factories import partnership as ground
from tests.factories import reviews as made

WORD = "zqcanary"
_A_WORD = re.compile(rf"{WORD}\d+q\d+x")
YEAR = 2017
#: What the portal itself writes there: chosen from lists, computed, or a name of somebody's account.
_NOT_WORDS = {
    "kind", "key", "reference", "reference_key", "role", "visibility", "version", "text_hash", "sha256", "file",
    "ciphertext", "cleared_hash", "number", "code", "code_key", "search_text",
}  # fmt: skip


class Leaking:
    """The rows, and the words by where each stands."""

    def __init__(self, board: Board, agency: Agency, *, number: int, **review: Any) -> None:
        self.board, self.agency, self.number = board, agency, number
        self.words: dict[str, str] = {}
        self.review = made.ReviewFactory(
            boards=[board],
            status="in_progress",
            screening="go_on",
            reference=f"NV-2026-{number}",
            referred_on=date(YEAR, 5, 1),
            referred_by=agency,
            **review,
        )
        self.review.agencies.add(agency)
        self.rows: list[Any] = [self.review]
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
        recommendation = ground.RecommendationFactory(plan=plan, accepted=False)
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
            word = f"{WORD}{self.number}q{len(self.words)}x"
            self.words[word] = f"{row._meta.label}.{field.name}"
            changed[field.attname] = _value(field, word)
        for name, value in changed.items():
            setattr(row, name, value)
        own = row._meta.model._base_manager.filter(pk=row.pk)
        own.update(**changed)
        if isinstance(row, Record):
            own.update(search_text=row._searchable())
        history = getattr(type(row), "history", None)
        if history is not None:
            kept = {field.name for field in history.model._meta.concrete_fields}
            of_row = {name: value for name, value in changed.items() if name in kept}
            history.filter(**{row._meta.pk.name: row.pk}).update(**of_row)


class Deaths(Leaking):
    """A child's death and a list laid beside the records: no review, and no less restricted."""

    def __init__(self, board: Board, *, number: int) -> None:
        self.board, self.number = board, number
        self.words = {}
        death = made.ChildDeathFactory(boards=[board], reference=f"CD-2026-{number}")
        self.rows = [death, made.ReconciliationFactory(boards=[board])]
        for row in self.rows:
            self._mark(row)


class Worlds:
    """Three reviews and a child's death of one board, by which much is guarded."""

    def __init__(self) -> None:
        self.board, self.agency = ground.BoardFactory(), ground.AgencyFactory()
        self.embargoed = Leaking(self.board, self.agency, number=77, publication="embargoed")
        self.to_publish = Leaking(self.board, self.agency, number=78, publication="to_publish", visibility="restricted")
        self.sealed = Leaking(self.board, self.agency, number=79, publication="to_publish", visibility="sealed")
        self.deaths = Deaths(self.board, number=80)
        self.all: tuple[Leaking, ...] = (self.embargoed, self.to_publish, self.sealed, self.deaths)
        self.rows: list[Any] = [row for one in self.all for row in one.rows]
        self.words = {word: place for one in self.all for word, place in one.words.items()}

    @property
    def reviews(self) -> tuple[Leaking, ...]:
        return self.all[:3]

    def keys(self) -> set[int]:
        """Every number under which some row of these can be asked for."""
        return {int(row.pk) for row in self.rows}

    def found_in(self, *parts: bytes | str) -> dict[str, str]:
        """The words of these worlds that stand somewhere in what has left, and where each was written."""
        text = "\n".join(part.decode("utf-8", "ignore") if isinstance(part, bytes) else part for part in parts)
        return {word: self.words[word] for word in sorted(set(_A_WORD.findall(text.casefold()))) if word in self.words}


def _value(field: Any, word: str) -> Any:
    if field.name in ("missing_here", "missing_there"):
        return [RegisteredDeath(word, None).as_text()]
    return [word] if isinstance(field, JSONField) else word


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
