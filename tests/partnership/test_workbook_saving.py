"""What the database refuses is told apart from the rows beside it, and put in words."""

import pytest
from django.db import IntegrityError

from partnership.importers.money import ContributionImporter
from partnership.models import Agency, Board, BudgetLine, Risk
from partnership.workbook.importer import Importer, register
from partnership.workbook.saving import create_rows, refusal_of, save_row
from tests.partnership.workbooks import bring_in, problems

pytestmark = pytest.mark.django_db

BOARDS = [["code", "name", "kind", "area", "year_start_month"], ["B", "Board", "lscb", "Area", 4]]


def agency(code, **fields):
    return Agency(code=code, name=code, category="police", **fields)


def test_one_bad_row_among_many_is_found_and_the_others_are_stored():
    bad = agency("BAD", active_from="2018-03-31", active_to="2018-03-01")
    assert create_rows([agency("A"), bad, agency("C")], None) == [(bad, ("active_to", "no date before active_from"))]
    assert list(Agency.objects.order_by("pk").values_list("code_key", flat=True)) == ["a", "c"]
    assert Agency.history.count() == 2


def test_row_that_another_session_stored_first_is_refused_in_words():
    save_row(agency("POL"), None)
    assert save_row(agency("pol"), None) == ("code", "a row that is not stored yet")
    line = {"board": Board.objects.create(code="B", name="B", kind="csp", area="A", year_start_month=4)}
    line |= {"financial_year": "2017-18", "kind": "income", "category": "Grant"}
    save_row(BudgetLine(**line), None)
    assert save_row(BudgetLine(**line), None) == ("category", "a row that is not stored yet")


def test_unknown_choice_is_refused_in_words():
    board = Board(code="B", name="Board", kind="parish", area="Area", year_start_month=4)
    assert save_row(board, None) == ("kind", "a value of its list")


def test_refusal_without_a_constraint_is_not_hidden():
    with pytest.raises(IntegrityError):
        refusal_of(agency("A"))


def test_contribution_of_an_agency_that_is_wrong_itself_is_named_once():
    assert problems(
        {
            "boards": BOARDS,
            "agencies": [["code", "name", "category"], ["POL", None, "police"]],
            "contributions": [["board", "financial_year", "contributor", "agreed"], ["B", "2017-18", "pol", 1]],
        }
    ) == ["agencies!2 name: found nothing; expected a value, which is required"]


def test_names_longer_than_their_field_are_named():
    assert problems(
        {
            "boards": BOARDS,
            "groups": [["code", "name", "boards", "kind"], ["G", "Group", "B", "panel"]],
            "seats": [["group", "label", "role", "holder"], ["G", "Chair", "chair", "x" * 301]],
            "contributions": [["board", "financial_year", "contributor", "agreed"], ["B", "2017-18", "x" * 301, 1]],
            "policies": [["board", "title"], ["B", "x" * 499]],
        }
    ) == [
        "seats!2 holder: found “" + "x" * 80 + "…”; expected at most 300 characters",
        "contributions!2 contributor: found “" + "x" * 80 + "…”; expected at most 300 characters",
        "policies!2 title: found “" + "x" * 80 + "…”; expected a shorter text",
    ]


def test_link_and_list_are_cleared_by_a_dash():
    head = ["reference", "board", "title", "likelihood", "impact", "status", "owner_agency"]
    risk = ["R", "B", "Risk", 1, 1, "open"]
    agencies = {"agencies": [["code", "name", "category"], ["POL", "Police", "police"]]}
    challenge = ["reference", "board", "challenge", "status", "agencies"]
    challenges = {"challenges": [challenge, ["C", "B", "Why?", "open", "POL"]]}
    bring_in({"boards": BOARDS, "risks": [head, [*risk, "POL"]]} | agencies | challenges)
    result = bring_in({"risks": [head, [*risk, "-"]], "challenges": [challenge, ["C", "B", "Why?", "open", "-"]]})
    found = Risk.objects.get()
    assert (result.changed, found.owner_agency, found.version) == (2, None, 2)
    assert Agency.objects.get().challenges.count() == 0


def test_second_importer_of_a_sheet_is_a_mistake():
    with pytest.raises(ValueError, match="contributions is registered twice"):
        register(ContributionImporter)


def test_importer_of_an_undefined_sheet_is_a_mistake():
    class Other(Importer):
        sheet = "others"

    with pytest.raises(ValueError, match="others is registered twice or not defined"):
        register(Other)
