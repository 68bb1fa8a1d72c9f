"""The delivered editions of law and guidance, and which of them holds on a day."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from partnership.services.rows import archive_row, change_row
from reviews.models import ClockRule, Criterion, Edition, KindRule
from reviews.selectors.editions import criteria_of, edition_for
from reviews.services.statute import HOW, STATUTE, load_statute
from tests.factories.partnership import UserFactory
from tests.factories.reviews import CriterionFactory, EditionFactory, KindRuleFactory

pytestmark = pytest.mark.django_db
RULES = (Edition, KindRule, Criterion, ClockRule)


@pytest.fixture
def statute() -> None:
    load_statute()


def lines_in(name: str) -> int:
    return len((STATUTE / f"{name}.csv").read_text(encoding="utf-8").splitlines()) - 1


def test_every_delivered_row_is_loaded_once(statute: None) -> None:
    stored = [model.objects.count() for model in RULES]
    assert stored == [lines_in(name) for name in ("editions", "kinds", "criteria", "clocks")]
    assert load_statute() == 0
    assert [model.objects.count() for model in RULES] == stored


def test_a_delivered_row_has_its_history(statute: None) -> None:
    edition = Edition.objects.get(code="2023")
    assert [(one.history_type, one.history_change_reason) for one in edition.history.all()] == [("+", HOW)]


def test_what_the_business_manager_changed_stays(statute: None) -> None:
    by = UserFactory()
    edition = Edition.objects.get(code="2018")
    change_row(row=edition, values={"code": "WT18", "checked": True}, version=1, by=by)
    rule = ClockRule.objects.filter(edition=edition, name="Publish the local review").get()
    change_row(row=rule, values={"name": "Finish it", "limit": 9}, version=1, by=by)
    archive_row(row=KindRule.objects.get(edition=edition, kind="thematic"), reason="We have none.", by=by)
    assert load_statute() == 0
    edition.refresh_from_db()
    rule.refresh_from_db()
    assert (edition.code, edition.checked, rule.name, rule.limit) == ("WT18", True, "Finish it", 9)


def test_the_migration_loads_with_the_models_of_its_time(db: None) -> None:
    migration = import_module("reviews.migrations.0004_statute")
    migration.load(apps, None)
    assert Edition.objects.count() == lines_in("editions")


def test_a_missing_row_comes_with_the_next_load(statute: None) -> None:
    criterion = Criterion.objects.filter(edition__code="2026", letter="d").get()
    criterion.history.all().delete()
    criterion.skip_history_when_saving = True
    Criterion.objects.filter(pk=criterion.pk)._raw_delete("default")
    assert load_statute() == 1


def test_nothing_that_is_recalled_counts_as_compared(statute: None) -> None:
    """The marks are those of the source: [v] compared, [r] recalled."""
    assert {row.edition.code for row in Criterion.objects.filter(checked=True)} == {"2018", "2023", "2026"}
    names = ClockRule.objects.filter(edition__code="2026").order_by("order").values_list("name", "checked")
    assert list(names) == [
        ("Notify the Panel and the partners", True),
        ("Send the rapid review to the Panel", True),
        ("Publish the local review", True),
        ("Full report with the Panel before publication", False),
    ]


@pytest.mark.parametrize(
    ("kind", "on", "code"),
    [
        ("scr", date(2017, 6, 1), "2015"),
        ("lcspr", date(2017, 6, 1), None),
        ("scr", date(2019, 9, 28), "2015"),
        ("scr", date(2019, 9, 29), None),
        ("lcspr", date(2018, 7, 4), "2018"),
        ("plr", date(2018, 12, 1), "2018"),
        ("lcspr", date(2023, 12, 14), "2018"),
        ("lcspr", date(2023, 12, 15), "2023"),
        ("rapid_review", date(2026, 3, 17), "2023"),
        ("rapid_review", date(2026, 3, 18), "2026"),
        ("sar", date(2020, 1, 1), "care-act"),
        ("dhr", date(2020, 1, 1), "dhr"),
    ],
)
def test_the_edition_of_a_kind_on_a_day(statute: None, kind: str, on: date, code: str | None) -> None:
    found = edition_for(kind, on)
    assert (found.code if found else None) == code


def test_criteria_in_force_leave_out_what_is_archived(statute: None) -> None:
    edition = Edition.objects.get(code="2023")
    assert [one.letter for one in criteria_of(edition)] == ["a", "b", "c", "d"]
    archive_row(row=criteria_of(edition)[1], reason="Ours differ.", by=UserFactory())
    assert [one.letter for one in criteria_of(edition)] == ["a", "c", "d"]


def test_an_archived_edition_holds_no_longer(db: None) -> None:
    rule = KindRuleFactory(edition=EditionFactory(in_force_from=date(1990, 1, 1), in_force_until=date(1990, 12, 31)))
    CriterionFactory(edition=rule.edition)
    assert edition_for("lcspr", date(1990, 6, 1)) == rule.edition
    rule.edition.archived_at = "1991-01-01T00:00Z"
    rule.edition.save()
    assert edition_for("lcspr", date(1990, 6, 1)) is None
