"""Workbooks on their way in, and what their check and import said."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from partnership.models import Job, JobState, User, WorkbookUpload
from partnership.selectors.jobs import is_finished

#: Where the importer puts an error of the file as a whole.
WHOLE_FILE = ("workbook", "file")
NAMES_OF_BODIES = {("boards", "name"), ("agencies", "name"), ("groups", "name")}


def uploads_of(user: User) -> "QuerySet[WorkbookUpload]":
    """A person's own uploads, newest first: nobody else may see what stands in them."""
    return WorkbookUpload.objects.filter(uploaded_by=user).select_related("check_job", "import_job")


@dataclass(frozen=True)
class Outcome:
    """What a check or an import found, from its job's result."""

    result: dict[str, Any]

    @property
    def created(self) -> int:
        return self.result["created"]

    @property
    def changed(self) -> int:
        return self.result["changed"]

    @property
    def unchanged(self) -> int:
        return self.result["unchanged"]

    @property
    def rows_to_import(self) -> int:
        return self.created + self.changed

    @property
    def problem_count(self) -> int:
        return self.result["problem_count"]

    @property
    def is_sound(self) -> bool:
        return self.problem_count == 0

    @cached_property
    def problems(self) -> list[dict[str, Any]]:
        """The first errors, each with sheet, row, column, found and expected."""
        return self.result["problems"]

    @property
    def refusal(self) -> dict[str, Any] | None:
        """Why the file as a whole cannot be used; None where it could be read."""
        first = next(iter(self.problems), None)
        return first if first and (first["sheet"], first["column"]) == WHOLE_FILE else None

    @cached_property
    def changes(self) -> list[tuple[str, list[dict[str, Any]]]]:
        """By sheet: cells of rows that are there already, with their old and new value."""
        by_sheet = groupby(self.result["changes"], key=lambda change: change["sheet"])
        return [(sheet, list(rows)) for sheet, rows in by_sheet]

    @property
    def renamed(self) -> list[dict[str, Any]]:
        """Bodies that would bear another name: perhaps the file uses a code that is somebody else's here."""
        return [change for change in self.result["changes"] if (change["sheet"], change["column"]) in NAMES_OF_BODIES]

    @property
    def sheets(self) -> list[dict[str, Any]]:
        """Sheets with rows that are new or changed, with how many."""
        tallies = self.result["tallies"].items()
        return [{"sheet": sheet, **tally} for sheet, tally in tallies if tally["created"] or tally["changed"]]

    @property
    def sheets_left_alone(self) -> int:
        """How many sheets hold nothing that is not here already."""
        return len(self.result["tallies"]) - len(self.sheets)


class Step(StrEnum):
    """How far an upload has come; each step is a page of its own."""

    WORKING = "working"
    FAILED = "failed"
    CHECKED = "checked"
    DONE = "done"


def step_of(upload: WorkbookUpload) -> Step:
    """Checked covers an import that found errors, too: nothing was saved, and they are shown as the check's are."""
    job = latest_job(upload)
    if job is None or not is_finished(job):
        return Step.WORKING
    if job.state == JobState.FAILED:
        return Step.FAILED
    return Step.DONE if upload.import_job and Outcome(job.result).is_sound else Step.CHECKED


def latest_job(upload: WorkbookUpload) -> Job | None:
    """The import, or before that the check."""
    return upload.import_job or upload.check_job


def outcome_of(job: Job | None) -> Outcome | None:
    """What a job of the importer found; None before it is ready."""
    return Outcome(job.result) if job and job.state == JobState.READY else None
