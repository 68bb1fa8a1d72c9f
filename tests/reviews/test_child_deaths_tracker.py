"""The panel's tracker, its dates, and lists of registered deaths laid beside it."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook

from partnership.enums import Role
from partnership.exceptions import DomainError
from partnership.models import ReadEntry
from reviews.faults import child_death_faults
from reviews.models import ChildDeath, Reconciliation
from reviews.registered_deaths import Compared, RegisteredDeath, compared, read_registered_deaths
from reviews.services.child_deaths import reconcile
from reviews.waiting import months_between
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import BoardFactory, IndicatorFactory
from tests.factories.reviews import ChildDeathFactory, DeathPanelFactory, ReconciliationFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 2, 18)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2026, 1, 31), date(2026, 2, 27), 0),
        (date(2025, 8, 31), date(2026, 2, 28), 6),
        (date(2024, 2, 29), date(2025, 2, 28), 12),
        (date(2026, 3, 15), date(2026, 9, 14), 5),
        (date(2026, 3, 15), date(2026, 3, 1), 0),
    ],
)
def test_months_are_counted_as_people_count_them(start: date, end: date, months: int) -> None:
    assert months_between(start, end) == months


def test_a_reviewed_death_has_its_date() -> None:
    assert dict(child_death_faults({"status": "reviewed", "notified_on": DAY})) == {
        "reviewed_on": "Type the date on which the panel reviewed it"
    }


def test_a_date_of_review_needs_the_status() -> None:
    assert list(dict(child_death_faults({"status": "gathering", "reviewed_on": DAY, "notified_on": DAY}))) == ["status"]


def test_the_manager_adds_a_death_and_puts_it_before_a_panel() -> None:
    board = BoardFactory()
    panel = DeathPanelFactory(board=board, held_on=date(2026, 4, 1), theme="Deaths of babies")
    client = client_of(user_with(Role.BUSINESS_MANAGER))
    typed = {
        "died_on": "18 February 2026", "notified_on": "19/02/2026", "resident": "on", "status": "awaiting_inquest",
        "delay_reasons": ["inquest", "criminal"], "panel": panel.pk, "boards": [board.pk],
    }  # fmt: skip
    response = client.post(reverse("reviews:child-death-create"), typed)
    assert response.status_code == 302, response.content.decode()[:3000]
    death = ChildDeath.objects.get()
    assert (death.delay_reasons, death.panel, death.visibility) == (["inquest", "criminal"], panel, "restricted")
    page = page_of(client, response["Location"])
    assert "Waiting for the inquest, Criminal proceedings" in page
    assert death.reference in page_of(client, reverse("reviews:death-panel-detail", args=[panel.pk]))


@pytest.mark.parametrize(("delay", "shown"), [("inquest", True), ("panel", False)])
def test_the_list_is_narrowed_by_what_a_death_waits_for(delay: str, shown: bool) -> None:
    death = ChildDeathFactory(delay_reasons=["inquest"])
    client = client_of(user_with(Role.BUSINESS_MANAGER))
    page = page_of(client, f"{reverse('reviews:child-death-list')}?delay={delay}&open=waiting")
    assert (f">{death.reference}</a>" in page) == shown


@pytest.mark.parametrize(("delay", "shown"), [("inquest", True), ("information", False)])
def test_a_status_says_what_a_death_waits_for_without_a_tick(delay: str, shown: bool) -> None:
    panel = DeathPanelFactory()
    today = timezone.localdate()
    death = ChildDeathFactory(status="awaiting_inquest", delay_reasons=[], panel=panel, died_on=today)
    client = client_of(user_with(Role.BUSINESS_MANAGER))
    page = page_of(client, f"{reverse('reviews:child-death-list')}?delay={delay}")
    assert (f">{death.reference}</a>" in page) == shown
    record = page_of(client, reverse("reviews:child-death-detail", args=[death.pk]))
    for words in ("Waiting for the inquest", "the panel may have to take it later", "0 months"):
        assert words in record


def test_a_reason_that_the_list_of_reasons_lacks_is_left_out() -> None:
    death = ChildDeathFactory(status="notified", delay_reasons=["pandemic", "criminal"])
    client = client_of(user_with(Role.BUSINESS_MANAGER))
    for address in (reverse("reviews:child-death-list"), reverse("reviews:child-death-detail", args=[death.pk])):
        page = page_of(client, address)
        assert ("Criminal proceedings" in page, "pandemic" in page) == (True, False)


LISTED = [
    RegisteredDeath("CD-1", DAY, "male", "1-4 years"),
    RegisteredDeath("", date(2026, 3, 11), "female", "0-27 days"),
    RegisteredDeath("", date(2026, 3, 12), "male", ""),
]


def test_references_agree_first_and_then_what_is_known_of_the_child() -> None:
    ours = [
        RegisteredDeath("CD-2", date(2026, 3, 11), "", "0-27 days"),
        RegisteredDeath("cd-1", None),
        RegisteredDeath("CD-3", date(2026, 3, 12), "female"),
    ]
    assert compared(LISTED, ours) == Compared(2, (LISTED[2],), (ours[2],))


def test_one_of_ours_agrees_with_one_of_theirs_only() -> None:
    twins = [RegisteredDeath("", DAY), RegisteredDeath("", DAY)]
    assert compared(twins, [RegisteredDeath("CD-1", DAY)]).missing_here == (twins[1],)


def test_a_list_is_read_from_csv() -> None:
    text = "Reference,Died on,Gender,Name\nA-1,18/02/2026,Male,not read\n\n,11/03/2026,,\n"
    rows, problems = read_registered_deaths(io.BytesIO(text.encode()))
    assert (rows, problems) == ([RegisteredDeath("A-1", DAY, "male"), RegisteredDeath("", date(2026, 3, 11))], [])


def test_a_list_is_read_from_excel() -> None:
    book, file = Workbook(), io.BytesIO()
    book.active.append(["reference", "died_on", "age_band"])  # type: ignore[union-attr]  # a new book has a sheet
    book.active.append(["A-1", DAY, "1-4 years"])  # type: ignore[union-attr]
    book.save(file)
    file.seek(0)
    assert read_registered_deaths(file) == ([RegisteredDeath("A-1", DAY, "", "1-4 years")], [])


def test_what_is_wrong_is_said_by_its_row() -> None:
    text = "reference,died_on,gender\nA-1,31/02/2026,male\nA-2,,boy\n"
    _, problems = read_registered_deaths(io.BytesIO(text.encode()))
    assert [problem.split(":")[0] for problem in problems] == ["Row 2, died_on", "Row 3, gender"]


def test_a_list_that_is_no_table_is_refused() -> None:
    with pytest.raises(DomainError, match="cannot be read"):
        read_registered_deaths(io.BytesIO(b"\xff\xfe\x00junk"))


def test_a_comparison_keeps_what_one_side_lacks_and_not_the_list() -> None:
    board = BoardFactory()
    ChildDeathFactory(board=board, reference="CD-1", died_on=DAY)
    ChildDeathFactory(board=board, reference="CD-9", died_on=date(2026, 3, 30))
    client = client_of(user_with(Role.BUSINESS_MANAGER))
    file = SimpleUploadedFile("list.csv", b"reference,died_on\nCD-1,18/02/2026\nREG-7,20/02/2026\n")
    typed = {
        "file": file, "source": "Registrar", "period_from": "1/1/2026", "period_to": "31/3/2026", "board": board.pk,
    }  # fmt: skip
    response = client.post(reverse("reviews:reconciliation-create"), typed)
    assert response.status_code == 302, response.content.decode()[:3000]
    row = Reconciliation.objects.get()
    assert (row.listed, row.matched, row.visibility) == (2, 1, "restricted")
    assert [one["reference"] for one in row.missing_here] == ["REG-7"]
    assert [one["reference"] for one in row.missing_there] == ["CD-9"]
    page = page_of(client, response["Location"])
    assert all(words in page for words in ("REG-7", "20 February 2026", "30 March 2026"))


def test_the_list_of_comparisons_leads_to_a_new_one() -> None:
    ReconciliationFactory()
    page = page_of(client_of(user_with(Role.BUSINESS_MANAGER)), reverse("reviews:reconciliation-list"))
    assert f'href="{reverse("reviews:reconciliation-create")}"' in page
    assert "Compare a list" in page
    page = page_of(client_of(user_with(Role.SCRUTINEER)), reverse("reviews:reconciliation-list"))
    assert "Compare a list" not in page


def test_a_death_outside_the_days_of_the_list_is_refused() -> None:
    with pytest.raises(DomainError, match="1 of the listed deaths"):
        reconcile(
            board=BoardFactory(), listed=LISTED[:1], source="x", period_from=date(2025, 1, 1),
            period_to=date(2025, 12, 31), by=user_with(Role.BUSINESS_MANAGER),
        )  # fmt: skip


@pytest.mark.parametrize("role", [Role.SUPPORT_OFFICER, Role.GOVERNANCE_LEAD, Role.TRAINING_COORDINATOR])
@pytest.mark.parametrize(
    "name", ["child-death-list", "death-panel-list", "reconciliation-list", "reconciliation-create"]
)
def test_nobody_else_finds_the_panels_pages(role: Role, name: str) -> None:
    assert client_of(user_with(role)).get(reverse(f"reviews:{name}")).status_code == 404


@pytest.mark.parametrize(("years", "span"), [(1, "2025-26"), (3, "2023-24 to 2025-26")])
def test_the_tables_hide_small_numbers_and_are_pooled(years: int, span: str) -> None:
    board = BoardFactory()
    for year, deaths in ((2023, 7), (2024, 9), (2025, 12)):
        for number in range(deaths):
            ChildDeathFactory(board=board, died_on=date(year, 6, 1), notified_on=date(year, 6, 2), gender="male",
                              expected=number > 1)  # fmt: skip
    client = client_of(user_with(Role.BUSINESS_MANAGER))
    asked = f"{reverse('reviews:death-table')}?board={board.pk}&year=2025-26&years={years}"
    page = page_of(client, asked)
    assert f"Notified, {span}: {12 if years == 1 else 28}" in page
    assert ">2</td>" not in page


def test_figures_that_came_as_totals_stand_beside_the_tables() -> None:
    indicator = IndicatorFactory(theme="Child deaths", title="Deaths notified in the area")
    page = page_of(client_of(user_with(Role.BUSINESS_MANAGER)), reverse("reviews:death-table"))
    assert indicator.title in page


def test_what_a_panel_should_know_stands_in_the_log_of_the_deaths_that_it_reviews() -> None:
    panel = DeathPanelFactory(note="The mother asks to be heard")
    death = ChildDeathFactory(panel=panel)
    page = client_of(user_with("BM")).get(f"/death-panels/{panel.pk}/").content.decode()
    entries = list(ReadEntry.objects.values_list("record", flat=True))
    assert ("The mother asks" in page, entries) == (True, [death.pk])
