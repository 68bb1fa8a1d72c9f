"""The import in the browser: who may, what each step shows, what is refused; and the export."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from partnership.enums import Role
from partnership.forms import uploads as upload_forms
from partnership.models import Board, Job, JobState, ReadEntry, User, WorkbookUpload
from partnership.services.jobs import drain_jobs
from tests.clients import client_of, user_with
from tests.factories.partnership import AgencyFactory, BoardFactory, GroupFactory, RiskFactory
from tests.partnership.workbooks import cells, workbook

pytestmark = pytest.mark.django_db
HEADINGS = ["code", "name", "kind", "area", "year_start_month"]
SOUND = ["NSCP", "Northvale Safeguarding Children Partnership", "lscp", "Northvale", 4]
WRONG = ["NSAB", "Northvale Safeguarding Adults Board", "nonsense", "Northvale", 4]
OTHER_ROLES = sorted({Role.SUPPORT_OFFICER, Role.SCRUTINEER, Role.GOVERNANCE_LEAD, Role.TECHNICAL_ADMIN, Role.TRAINER})


@pytest.fixture
def manager() -> User:
    return user_with("BM")


@pytest.fixture
def browser(manager: User) -> Client:
    return client_of(manager)


def a_file(*rows: list[Any], name: str = "boards.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, workbook({"boards": [HEADINGS, *rows]}).getvalue())


def upload(browser: Client, *rows: list[Any]) -> str:
    """The address of the upload's page."""
    return browser.post(reverse("partnership:import-list"), {"file": a_file(*rows)})["Location"]


def page(browser: Client, address: str) -> str:
    return browser.get(address).content.decode()


@pytest.mark.parametrize("role", OTHER_ROLES)
def test_import_and_export_are_the_business_managers_alone(role: str, browser: Client) -> None:
    address = upload(browser, SOUND)
    stranger = client_of(user_with(role))
    answers = [
        stranger.get(reverse("partnership:import-list")),
        stranger.post(reverse("partnership:import-list"), {"file": a_file(SOUND)}),
        stranger.get(address),
        stranger.post(f"{address}confirm/"),
        stranger.post(f"{address}throw-away/"),
        stranger.get(reverse("partnership:workbook-export")),
    ]
    assert [answer.status_code for answer in answers] == [404] * 6
    assert WorkbookUpload.objects.count() == 1


def test_representative_and_chair_have_no_import() -> None:
    people = [user_with("REP", agency=AgencyFactory()), user_with("SGC", group=GroupFactory())]
    assert [client_of(one).get(reverse("partnership:import-list")).status_code for one in people] == [404, 404]


def test_upload_of_one_business_manager_is_not_there_for_another(browser: Client) -> None:
    address = upload(browser, SOUND)
    other = client_of(user_with("BM"))
    status = reverse("partnership:job-status", args=[Job.objects.get().pk])
    answers = [other.get(address), other.post(f"{address}confirm/"), other.post(f"{address}throw-away/")]
    assert [answer.status_code for answer in [*answers, other.get(status)]] == [404] * 4
    assert "boards.xlsx" not in page(other, reverse("partnership:import-list"))


def test_page_before_any_upload_says_so(browser: Client) -> None:
    assert "You have not uploaded a workbook yet" in page(browser, reverse("partnership:import-list"))


def test_import_from_upload_to_done(browser: Client) -> None:
    address = upload(browser, SOUND)
    working = page(browser, address)
    assert ("Checking the workbook" in working, "Nothing has been saved yet." in working) == (True, True)
    drain_jobs()
    checked = page(browser, address)
    assert ("Nothing has been saved yet." in checked, "Import this row" in checked) == (True, True)
    browser.post(f"{address}confirm/")
    assert "Importing the workbook" in page(browser, address)
    drain_jobs()
    done = page(browser, address)
    assert ("The workbook is imported" in done, "Make an annual report" in done) == (True, True)
    assert Board.objects.get().code == "NSCP"


def test_changed_cells_show_old_and_new_value(browser: Client) -> None:
    BoardFactory(code="NSCP", name="Old name", kind="lscp", area="Northvale")
    address = upload(browser, SOUND)
    drain_jobs()
    content = page(browser, address)
    assert "NSCP: “Old name” would become “Northvale Safeguarding Children Partnership”" in content
    assert '<del class="portal-old">Old name</del>' in content
    assert '<ins class="portal-new">Northvale Safeguarding Children Partnership</ins>' in content


def test_errors_stand_in_a_table_and_leave_no_way_to_import(browser: Client) -> None:
    address = upload(browser, *[[f"B{number}", "Name", "nonsense", "Northvale", 4] for number in range(203)])
    drain_jobs()
    content = page(browser, address)
    assert ("203 errors" in content, "The first 200 are shown" in content) == (True, True)
    assert content.count('data-label="Expected"') == 200
    assert "import-confirm" not in content
    assert f"{address}confirm/" not in content
    assert "“nonsense”" in content


def test_confirm_of_a_wrong_workbook_says_why_not(browser: Client) -> None:
    address = upload(browser, WRONG)
    drain_jobs()
    content = browser.post(f"{address}confirm/", follow=True).content.decode()
    assert "This workbook has errors. Correct the file and upload it again." in content
    assert Board.objects.count() == 0


def test_file_with_nothing_new_needs_no_import(browser: Client) -> None:
    BoardFactory(code="NSCP", name=SOUND[1], kind="lscp", area="Northvale")
    address = upload(browser, SOUND)
    drain_jobs()
    content = page(browser, address)
    assert ("There is nothing to import" in content, f"{address}confirm/" in content) == (True, False)


def test_file_that_is_no_workbook_is_refused_in_one_sentence(browser: Client) -> None:
    hostile = SimpleUploadedFile("old.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000))
    address = browser.post(reverse("partnership:import-list"), {"file": hostile})["Location"]
    drain_jobs()
    content = page(browser, address)
    assert ("We cannot use this file" in content, "We found an old .xls workbook." in content) == (True, True)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (None, "Choose the workbook that you want to import"),
        (SimpleUploadedFile("report.pdf", b"%PDF-1.4"), "This is not an Excel workbook"),
        (SimpleUploadedFile("boards.xlsx", b""), "This file is empty"),
        (SimpleUploadedFile("boards.xlsx", bytes(2**20 + 1)), "This file is larger than 1 MB"),
    ],
)
def test_upload_that_cannot_be_a_workbook_is_refused_at_once(
    file: Any, said: str, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload_forms, "LARGEST_MB", 1)
    content = browser.post(reverse("partnership:import-list"), {"file": file} if file else {}).content.decode()
    assert (said in content, "<title>Error: " in content) == (True, True)
    assert WorkbookUpload.objects.count() == 0


def test_check_that_stopped_says_why(browser: Client) -> None:
    address = upload(browser, SOUND)
    Job.objects.update(state=JobState.FAILED, error="The disk is full.")
    content = page(browser, address)
    assert ("The check has stopped" in content, "The disk is full." in content) == (True, True)


def test_upload_is_thrown_away(browser: Client) -> None:
    address = upload(browser, SOUND)
    drain_jobs()
    content = browser.post(f"{address}throw-away/", follow=True).content.decode()
    assert "boards.xlsx is thrown away. Nothing of it was saved." in content
    assert WorkbookUpload.objects.count() == 0


def test_upload_under_check_is_not_thrown_away(browser: Client) -> None:
    content = browser.post(f"{upload(browser, SOUND)}throw-away/", follow=True).content.decode()
    assert "The portal is still working with this file." in content


def test_states_of_uploads_are_listed(browser: Client) -> None:
    upload(browser, SOUND)
    upload(browser, WRONG)
    drain_jobs()
    upload(browser, SOUND)
    content = page(browser, reverse("partnership:import-list"))
    marks = ("Working", "Errors found", "Not imported yet")
    assert [content.count(f"--{colour}") for colour in ("grey", "red", "amber")] == [1, 1, 1]
    assert [content.count(words) for words in marks] == [1, 1, 1]


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_uploads_asks_the_same_at_one_and_three(
    count: int, browser: Client, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        upload(browser, SOUND)
    with django_assert_num_queries(5):
        browser.get(reverse("partnership:import-list"))


def test_export_is_a_workbook_and_stands_in_the_read_log(browser: Client, manager: User) -> None:
    board = BoardFactory(code="NSCP")
    restricted = RiskFactory(board=board, visibility="restricted")
    RiskFactory(board=board)
    response = browser.post(reverse("partnership:workbook-export"), {"reason": "We move house"})
    assert response["Content-Disposition"].startswith('attachment; filename="partnership-records-')
    sheets = cells(BytesIO(b"".join(response.streaming_content)))
    assert len(sheets["risks"]) == 3
    assert list(ReadEntry.objects.values_list("record", "user")) == [(restricted.pk, manager.pk)]
