"""Reports in the browser: who may, what the pages show, and what the PDF's response forbids."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.models import Board, Job, JobState
from reporting.models import Report, ReportFile
from reporting.selectors.reports import MAKE_PDF
from tests.clients import client_of, user_with
from tests.factories.partnership import AgencyFactory, BoardFactory, GroupFactory, RiskFactory
from tests.factories.reporting import NarrativeFactory, ReportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser() -> Client:
    return client_of(user_with("BM"))


@pytest.fixture
def report(board: Board) -> Report:
    NarrativeFactory(board=board, text="Neglect is our first priority.")
    return ReportFactory(board=board, year="2017-18")


def a_file(report: Report, content: bytes = b"%PDF-1.7") -> ReportFile:
    row = ReportFile(report=report, kind="pdf", sha256=str(len(content)), pages=84, made_at=timezone.now())
    row.file.save("report.pdf", ContentFile(content))
    return row


def a_job(report: Report, **fields: Any) -> Job:
    return Job.objects.create(name=MAKE_PDF, arguments={"report_id": report.pk}, **fields)


def addresses(report: Report) -> list[str]:
    names = ("detail", "progress", "pdf", "preview")
    return [
        reverse("reporting:report-list"),
        *[reverse(f"reporting:report-{name}", args=[report.pk]) for name in names],
    ]


def page(browser: Client, name: str, *args: Any) -> str:
    return browser.get(reverse(f"reporting:report-{name}", args=args)).content.decode()


def test_scrutineer_reads_every_page_and_makes_nothing(report: Report) -> None:
    a_file(report)
    a_job(report, state=JobState.READY)
    browser = client_of(user_with("SCR"))
    assert [browser.get(address).status_code for address in addresses(report)] == [200] * 5
    make = reverse("reporting:report-make")
    assert [browser.get(make).status_code, browser.post(make).status_code] == [403, 403]
    assert "Make it again" not in page(browser, "detail", report.pk)


def test_people_without_power_find_nothing(report: Report) -> None:
    a_file(report)
    people = [
        user_with("REP", agency=AgencyFactory()),
        user_with("SGC", group=GroupFactory()),
        *[user_with(role) for role in ("TC", "TR", "ADM", "IG")],
    ]
    every = [*addresses(report), reverse("reporting:report-make")]
    assert {client_of(one).get(address).status_code for one in people for address in every} == {404}


def test_manager_of_one_board_finds_nothing_of_another(report: Report) -> None:
    a_file(report)
    browser = client_of(user_with("BM", board=BoardFactory()))
    assert [browser.get(address).status_code for address in addresses(report)] == [200, 404, 404, 404, 404]
    assert "NSCP" not in page(browser, "list")
    typed = {"board": "NSCP", "year": "2017-18"}
    assert browser.post(reverse("reporting:report-make"), typed).status_code == 200
    assert Job.objects.count() == 0


def test_empty_portal_leads_to_the_import(browser: Client) -> None:
    content = page(browser, "list")
    assert ("No year to report on yet" in content, reverse("partnership:import-list") in content) == (True, True)


def test_list_shows_years_and_what_was_made(browser: Client, report: Report, board: Board) -> None:
    a_file(report)
    NarrativeFactory(board=board, edition="2016-17")
    content = page(browser, "list")
    assert ("NSCP 2017–18" in content, "84 pages" in content) == (True, True)
    assert (content.count("Not made"), "?board=NSCP&amp;year=2016-17" in content) == (1, True)


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_at_one_and_three(count: int, browser: Client, django_assert_num_queries: Any) -> None:
    for _ in range(count):
        a_file(ReportFactory())
    with django_assert_num_queries(12):
        browser.get(reverse("reporting:report-list"))


def test_make_asks_for_the_pdf_and_shows_how_far_it_is(browser: Client, report: Report) -> None:
    answer = browser.post(reverse("reporting:report-make"), {"board": "NSCP", "year": "2017-18"})
    assert answer["Location"] == reverse("reporting:report-detail", args=[report.pk])
    Job.objects.update(state=JobState.RUNNING, progress=40, doing="Laying out page 12")
    content = page(browser, "detail", report.pk)
    progress = reverse("reporting:report-progress", args=[report.pk])
    assert ("Laying out page 12" in content, f'data-job="{progress}"' in content) == (True, True)
    assert browser.get(progress).json() == {"progress": 40, "doing": "Laying out page 12", "finished": False}


def test_progress_of_what_nobody_asked_for_is_not_there(browser: Client, report: Report) -> None:
    assert browser.get(reverse("reporting:report-progress", args=[report.pk])).status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Choose a board"),
        ({"board": "NSCP"}, "Choose a year"),
        ({"board": "NSAB", "year": "2017-18"}, "has no records of 2017–18. Choose one of 2016–17"),
    ],
)
def test_choice_that_does_not_fit_is_told(typed: dict[str, str], said: str, browser: Client, report: Report) -> None:
    NarrativeFactory(board=BoardFactory(code="NSAB"), edition="2016-17")
    content = browser.post(reverse("reporting:report-make"), typed).content.decode()
    assert (said in content, Job.objects.count()) == (True, 0)


def test_form_opens_with_what_was_chosen_in_the_list(browser: Client, report: Report) -> None:
    content = browser.get(reverse("reporting:report-make"), {"board": "NSCP", "year": "2017-18"}).content.decode()
    assert '<option value="2017-18" selected>' in content


def test_report_that_is_ready_says_how_long_it_is(browser: Client, report: Report) -> None:
    a_file(report)
    content = page(browser, "detail", report.pk)
    assert ("84 pages" in content, "Download the PDF" in content, "Make it again" in content) == (True, True, True)


def test_failure_says_why_and_keeps_what_was_made_before(browser: Client, report: Report) -> None:
    a_file(report)
    a_job(report, state=JobState.FAILED, error="The report took too long to lay out.")
    content = page(browser, "detail", report.pk)
    assert ("The report took too long to lay out." in content, "84 pages" in content) == (True, True)


def test_pdf_is_sent_as_a_private_download(browser: Client, report: Report) -> None:
    a_file(report, b"%PDF-1.6 old")
    a_file(report, b"%PDF-1.7 newest")
    response = browser.get(reverse("reporting:report-pdf", args=[report.pk]))
    assert b"".join(response.streaming_content) == b"%PDF-1.7 newest"
    headers = (
        "Content-Type",
        "Content-Disposition",
        "X-Content-Type-Options",
        "Content-Security-Policy",
        "Cache-Control",
    )
    assert [response[name] for name in headers] == [
        "application/pdf",
        'attachment; filename="NSCP-annual-report-2017-18.pdf"',
        "nosniff",
        "sandbox; default-src 'none'",
        "no-store",
    ]


def test_pdf_that_was_not_made_is_not_there(browser: Client, report: Report) -> None:
    assert browser.get(reverse("reporting:report-pdf", args=[report.pk])).status_code == 404


def test_preview_shows_one_section_and_the_list_of_all(browser: Client, report: Report) -> None:
    content = page(browser, "section", report.pk, "foreword")
    assert "Neglect is our first priority." in content
    assert content.count('aria-current="page"') == 1


def test_preview_opens_at_the_first_section(browser: Client, report: Report) -> None:
    NarrativeFactory(board=report.board, section="introduction", text="Who we are.")
    context = browser.get(reverse("reporting:report-preview", args=[report.pk])).context
    assert [line["current"] for line in context["sections"]] == [True, *[False] * (len(context["sections"]) - 1)]
    assert (context["before"], context["after"]) == (None, context["sections"][1])


def test_preview_of_an_unknown_section_is_not_there(browser: Client, report: Report) -> None:
    assert browser.get(reverse("reporting:report-section", args=[report.pk, "nonsense"])).status_code == 404


def test_preview_is_the_publics_even_for_the_manager(browser: Client, report: Report, board: Board) -> None:
    RiskFactory(board=board, title="Canary restricted", visibility="restricted", opened_on="2017-05-01")
    RiskFactory(board=board, title="Open matter", opened_on="2017-05-01")
    every = [
        browser.get(line["url"]).content.decode() for line in browser.get(addresses(report)[4]).context["sections"]
    ]
    assert [any(words in one for one in every) for words in ("Canary restricted", "Open matter")] == [False, True]


def test_preview_of_an_empty_year_says_so(browser: Client) -> None:
    empty = ReportFactory(year="1999-00")
    content = page(browser, "preview", empty.pk)
    assert ("Nothing to print yet" in content, 'class="report"' in content) == (True, False)
