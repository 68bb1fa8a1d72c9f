"""Making a report's PDF: asked for once, stored once, opened before it counts as ready."""

from datetime import date
from typing import Any

import pytest
from django.core.files.storage import Storage

from partnership.exceptions import DomainError
from partnership.models import Board, Job, JobState, ReleasedNumbers
from partnership.services.jobs import drain_jobs
from reporting.models import Report, ReportFile
from reporting.render import render_pdf
from reporting.selectors.reports import latest_job, newest_file, report_years
from reporting.services import reports
from reporting.services.reports import ask_for_pdf, store_pdf
from tests.clients import user_with
from tests.factories.partnership import GroupFactory, MeetingFactory, PriorityFactory, PriorityProgressFactory
from tests.factories.reporting import NarrativeFactory, ReportFactory
from tests.factories.reviews import ChildDeathFactory

pytestmark = pytest.mark.django_db
PAGE = "<!DOCTYPE html><html lang='en'><head><title>A report</title></head><body><p>{}</p></body></html>"


def pdf(words: str = "A year of change.") -> bytes:
    return render_pdf(PAGE.format(words), deadline=60)


@pytest.fixture
def report(board: Board) -> Report:
    return ReportFactory(board=board, year="2017-18")


def test_second_request_joins_the_first_while_it_waits(board: Board) -> None:
    first = ask_for_pdf(board=board, year="2017-18", by=user_with("BM"))
    second = ask_for_pdf(board=board, year="2017-18", by=user_with("BSO"))
    other_year = ask_for_pdf(board=board, year="2016-17", by=user_with("BM"))
    assert (second.pk, other_year.pk == first.pk, Report.objects.count()) == (first.pk, False, 2)


def test_request_after_the_end_is_a_new_one(board: Board) -> None:
    first = ask_for_pdf(board=board, year="2017-18", by=user_with("BM"))
    Job.objects.update(state=JobState.READY)
    assert ask_for_pdf(board=board, year="2017-18", by=user_with("BM")).pk != first.pk


def test_job_draws_stores_and_counts_the_pages(board: Board) -> None:
    NarrativeFactory(board=board, text="Neglect is our first priority.")
    job = ask_for_pdf(board=board, year="2017-18", by=user_with("BM"))
    drain_jobs()
    job.refresh_from_db()
    file = ReportFile.objects.get()
    assert (job.state, job.error, job.result) == (JobState.READY, "", {"file": file.pk})
    assert (file.pages > 0, file.file.read(5)) == (True, b"%PDF-")


def test_job_keeps_what_the_report_releases_of_small_numbers(board: Board) -> None:
    ChildDeathFactory.create_batch(12, board=board)
    for _ in range(2):
        ask_for_pdf(board=board, year="2017-18", by=user_with("BM"))
        drain_jobs()
    first = ReleasedNumbers.objects.get()
    assert (first.subject, first.scope, first.edition) == ("child_deaths", "2017-18", ReportFile.objects.get().sha256)
    ChildDeathFactory(board=board)
    ask_for_pdf(board=board, year="2017-18", by=user_with("BM"))
    drain_jobs()
    assert ReleasedNumbers.objects.count() == 2


def test_what_was_released_is_never_changed_or_deleted(board: Board) -> None:
    kept = ReleasedNumbers.objects.create(subject="child_deaths", board=board, scope="2017-18", edition="1", numbers={})
    for change in (kept.save, kept.delete):
        with pytest.raises(TypeError, match="never"):
            change()


def test_job_says_how_far_it_is(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, str]] = []

    def drawn(html: str, *, deadline: float, on_progress: Any) -> bytes:
        on_progress(0)
        on_progress(20)
        return pdf()

    monkeypatch.setattr(reports, "render_pdf", drawn)
    NarrativeFactory(board=board)
    report = ReportFactory(board=board)
    reports.make_report_pdf(report_id=report.pk, beat=lambda *told: seen.append(told))
    assert seen[3:5] == [(40, "Laying out the pages"), (65, "Laying out page 20")]
    assert [progress for progress, _ in seen] == sorted(progress for progress, _ in seen)


def test_year_that_is_none_is_told_to_the_person(board: Board) -> None:
    ask_for_pdf(board=board, year="2017-18", by=user_with("BM"))
    Report.objects.update(year="2017-19")
    drain_jobs()
    job = Job.objects.get()
    assert (job.state, "2017" in job.error) == (JobState.FAILED, True)


def test_equal_bytes_are_kept_once_and_new_ones_beside_them(report: Report) -> None:
    first = store_pdf(report=report, content=pdf())
    again = store_pdf(report=report, content=pdf())
    other = store_pdf(report=report, content=pdf("Another year."))
    assert (again.pk, other.pk == first.pk, ReportFile.objects.count()) == (first.pk, False, 2)
    assert newest_file(report).pk == other.pk


def test_file_that_does_not_come_back_whole_is_not_ready(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    keep = Storage.save

    def torn(self: Storage, name: str, content: Any, **kwargs: Any) -> str:
        content.file.truncate(100)
        return keep(self, name, content, **kwargs)

    monkeypatch.setattr(Storage, "save", torn)
    with pytest.raises(DomainError, match="could not be read back"):
        store_pdf(report=report, content=pdf())
    assert ReportFile.objects.count() == 0


def test_latest_job_is_of_this_report_alone(report: Report) -> None:
    other = ReportFactory(year="2016-17")
    job = Job.objects.create(name="reporting.make_report_pdf", arguments={"report_id": report.pk})
    Job.objects.create(name="reporting.make_report_pdf", arguments={"report_id": other.pk})
    assert latest_job(report) == job


def test_years_with_something_to_report(board: Board, principal: Any) -> None:
    NarrativeFactory(board=board, edition="2016/17")
    NarrativeFactory(board=board, report="newsletter", edition="Autumn")
    group, priority = GroupFactory(board=board), PriorityFactory(boards=[board])
    MeetingFactory(group=group, held_on=date(2018, 3, 31))
    MeetingFactory(group=group, held_on=date(2018, 4, 1))
    PriorityProgressFactory(priority=priority, year="2016-17")
    found = report_years(principal)
    assert [(one.board, one.year, one.texts, one.meetings) for one in found] == [
        (board, "2018-19", 0, 1),
        (board, "2017-18", 0, 1),
        (board, "2016-17", 2, 0),
    ]
