"""Bringing a workbook in: matched by key, all or nothing, nothing done twice, and everything wrong named."""

from datetime import date

import pytest
from django.utils import timezone

from partnership.enums import Role
from partnership.models import (
    Action,
    ActionPlan,
    Agency,
    Board,
    Contribution,
    Group,
    Meeting,
    Record,
    Risk,
    RoleGrant,
    Seat,
    Tenure,
    User,
)
from partnership.services.workbook import import_workbook
from partnership.workbook.outcome import CHANGES_SHOWN, Change, Tally
from tests.partnership.workbooks import bring_in, problems, workbook

pytestmark = pytest.mark.django_db

BOARDS = [["code", "name", "kind", "area", "year_start_month"], ["B", "Board", "lscb", "Area", 4]]
AGENCIES = [["code", "name", "category"], ["POL", "Police", "police"], ["CCG", "Clinical group", "health commissioner"]]
GROUPS = [["code", "name", "boards", "kind", "purpose"], ["G", "Group", "b", "subgroup", "To meet"]]
GROUND = {"boards": BOARDS, "agencies": AGENCIES, "groups": GROUPS}
RISK = ["reference", "board", "title", "likelihood", "impact", "status", "opened_on", "closed_on", "controls"]


def test_first_import_creates_and_the_second_leaves_all_as_it_is():
    first, second = bring_in(GROUND), bring_in(GROUND)
    assert first.tallies == {"boards": Tally(1), "agencies": Tally(2), "groups": Tally(1)}
    assert second.tallies == {"boards": Tally(0, 0, 1), "agencies": Tally(0, 0, 2), "groups": Tally(0, 0, 1)}
    assert second.changes == []
    assert (first.created, first.changed, first.unchanged) == (4, 0, 0)


def test_check_says_what_would_happen_and_stores_nothing():
    result = import_workbook(file=workbook(GROUND), by=None, check=True)
    assert (result.is_sound, result.created) == (True, 4)
    assert Board.objects.count() == 0


def test_one_problem_anywhere_stores_nothing():
    found = problems(GROUND | {"glossary": [["term", "meaning"], ["CAF", None]]})
    assert found == ["glossary!2 meaning: found nothing; expected a value, which is required"]
    assert Board.objects.count() == 0


def test_blank_cell_leaves_a_value_and_a_dash_clears_it():
    bring_in(GROUND)
    bring_in({"groups": [["code", "name", "boards", "kind", "purpose"], ["G", "Group", "B", "subgroup", None]]})
    assert Group.objects.get().purpose == "To meet"
    result = bring_in({"groups": [["code", "name", "boards", "kind", "purpose"], ["G", "Group", "B", "subgroup", "-"]]})
    assert result.changes == [Change("groups", 2, "G", "purpose", "To meet", "")]
    assert Group.objects.get().purpose == ""


def test_codes_are_matched_without_case_and_keep_their_spelling():
    bring_in(GROUND)
    result = bring_in({"agencies": [["code", "name", "category"], ["pol", "Police service", "police"]]})
    assert result.tallies == {"agencies": Tally(changed=1)}
    assert list(Agency.objects.values_list("code", "name").order_by("code")) == [
        ("CCG", "Clinical group"),
        ("POL", "Police service"),
    ]


def test_references_may_stand_anywhere_in_the_file_or_the_store():
    bring_in(
        {
            "actions": [
                ["reference", "source_kind", "source", "recommendation", "title", "agency", "status"],
                ["A-1", "group", "g", 2, "Do it", "POL", "open"],
            ],
            "recommendations": [
                ["source_kind", "source", "number", "text", "agencies", "status"],
                ["group", "G", 2, "Please do it", "ccg; POL", "open"],
            ],
            "agencies": [
                ["code", "name", "category", "replaced_by"],
                ["POL", "Police", "police", "NEW"],
                ["NEW", "New", "police"],
                ["CCG", "Clinical group", "other", None],
            ],
            "groups": [
                ["code", "name", "boards", "kind", "parent"],
                ["G", "Group", "B", "subgroup", "TOP"],
                ["TOP", "Executive", "B", "executive", None],
            ],
            "boards": BOARDS,
        }
    )
    action = Action.objects.get()
    assert action.plan.record.reference == "G"
    assert (action.recommendation.number, action.agency.code) == (2, "POL")
    assert sorted(action.recommendation.agencies.values_list("code", flat=True)) == ["CCG", "POL"]
    assert Agency.objects.get(code="POL").replaced_by.code == "NEW"
    assert Group.objects.get(reference="G").parent.reference == "TOP"
    bring_in({"risks": [[*RISK, "group"], ["R", "B", "Risk", 1, 2, "open", None, None, None, "G"]]})
    assert Risk.objects.get().group.reference == "G"


def test_unknown_references_are_all_named_but_not_those_to_rows_that_are_wrong_themselves():
    assert problems(
        {
            "boards": BOARDS,
            "groups": [["code", "name", "boards", "kind", "parent"], ["G", None, "B; X", "subgroup", "TOP"]],
            "meetings": [["group", "date", "status"], ["G", "25/04/2017", "held"]],
            "seats": [["group", "label", "role"], ["G", "Chair", "chair"]],
            "attendance": [
                ["group", "date", "seat", "status"],
                ["G", "25/04/2017", "Chair", "present"],
                ["G", "26/04/2017", "Lay", "present"],
            ],
        }
    ) == [
        "groups!2 name: found nothing; expected a value, which is required",
        "groups!2 boards: found “X”; expected the code of a row of boards, in the file or on record",
        "groups!2 parent: found “TOP”; expected the code of a row of groups, in the file or on record",
    ]


def test_seat_of_another_group_and_day_without_meeting_are_named():
    assert problems(
        GROUND
        | {
            "groups": [*GROUPS, ["H", "Other", "B", "panel", None]],
            "meetings": [["group", "date", "status"], ["G", "25/04/2017", "held"]],
            "seats": [["group", "label", "role"], ["H", "Chair", "chair"]],
            "attendance": [["group", "date", "seat", "status"], ["G", "2017-04-26", "Chair", "present"]],
        }
    ) == [
        "attendance!2 date: found “2017-04-26”; expected the date of a row of meetings with this group, "
        "in the file or on record",
        "attendance!2 seat: found “Chair”; expected the label of a row of seats with this group, "
        "in the file or on record",
    ]


def test_unknown_source_and_recommendation_are_named():
    head = ["reference", "source_kind", "source", "recommendation", "title", "status"]
    assert problems(
        GROUND | {"actions": [head, ["A", "review", "G", 1, "T", "open"], ["B", "group", "G", 1, "T", "open"]]}
    ) == [
        "actions!2 source: found “G”; expected the reference of a row of reviews with this source_kind, in the file "
        "or on record",
        "actions!3 recommendation: found “1”; expected the number of a row of recommendations with this "
        "source_kind and source, in the file or on record",
    ]


def test_one_key_twice_is_named_with_the_first_row():
    assert problems({"boards": BOARDS, "agencies": [*AGENCIES, ["pol", "Police again", "police"]]}) == [
        "agencies!4 code: found the code of row 2 again; expected each row once"
    ]


@pytest.mark.parametrize("parents", [{"G": "G"}, {"G": "H", "H": "G"}, {"G": "H", "H": "I", "I": "H"}])
def test_groups_in_a_circle_are_named(parents):
    lines = [[code, code, "B", "panel", parents.get(code)] for code in "GHI"]
    found = problems({"boards": BOARDS, "groups": [["code", "name", "boards", "kind", "parent"], *lines]})
    assert [problem.partition("; ")[2] for problem in found] == ["expected one that does not lead back to this row"]
    assert Group.objects.count() == 0


def test_circle_with_what_is_stored_is_named():
    head = ["code", "name", "boards", "kind", "parent"]
    bring_in({"boards": BOARDS, "groups": [head, ["G", "G", "B", "panel", None], ["H", "H", "B", "panel", "G"]]})
    assert problems({"groups": [head, ["G", "G", "B", "panel", "H"]]}) == [
        "groups!2 parent: found “H”; expected one that does not lead back to this row"
    ]


def test_rules_of_the_database_are_named_for_every_row():
    assert problems(
        GROUND
        | {
            "risks": [
                RISK,
                ["R1", "B", "Risk", 6, 0, "open", None, None, None],
                ["R2", "B", "Risk", 1, 1, "closed", "2018-03-31", "2018-03-01", None],
                ["R3", "B", "x" * 501, 1, 1, "open", None, None, None],
            ],
            "plans": [
                ["code", "board", "title", "starts_on", "ends_on"],
                ["P", "B", "Plan", "2018-04-01", "2018-03-31"],
            ],
            "engagement": [["board", "date", "title", "participants", "number"], ["B", "2018-03-31", "T", "mixed", -1]],
        }
    ) == [
        "plans!2 ends_on: found “2018-03-31”; expected no date before starts_on",
        "risks!2 likelihood: found “6”; expected 5 or less",
        "risks!2 impact: found “0”; expected 1 or more",
        "risks!3 closed_on: found “2018-03-01”; expected no date before opened_on",
        "risks!4 title: found “" + "x" * 80 + "…”; expected at most 500 characters",
        "engagement!2 number: found “-1”; expected 0 or more",
    ]


def test_row_with_a_wrong_cell_has_its_other_cells_checked_too():
    assert problems(
        GROUND
        | {
            "boards": [BOARDS[0], BOARDS[1], ["C", "Board", "guild", "Area", 13]],
            "risks": [RISK, ["R", "NOWHERE", "Risk", 6, 1, "open", None, None, None]],
        }
    ) == [
        "boards!3 kind: found “guild”; expected one of lscb, lscp, sab, csp, other",
        "boards!3 year_start_month: found “13”; expected 12 or less",
        "risks!2 board: found “NOWHERE”; expected the code of a row of boards, in the file or on record",
        "risks!2 likelihood: found “6”; expected 5 or less",
    ]


def business_manager():
    manager = User.objects.create_user("bm@example.org", name="Manager")
    RoleGrant.objects.create(user=manager, role=Role.BUSINESS_MANAGER, starts_on=timezone.localdate())
    return manager


def test_rows_that_one_may_not_read_cannot_be_guessed_at_by_an_import():
    risk = ["R", "B", "Secret title", 1, 2, "open", None, None, None]
    bring_in({"boards": BOARDS, "risks": [RISK, risk]})
    Record.objects.update(visibility="sealed")
    file = workbook({"risks": [RISK, [*risk[:2], "Guess", *risk[3:]]]})
    result = import_workbook(file=file, by=business_manager(), check=True)
    assert [str(problem) for problem in result.problems] == [
        "risks!2 reference: found “R”; expected a row that you may read"
    ]
    assert result.changes == []


def test_history_names_who_imported_and_a_version_counts_real_changes_only():
    manager = business_manager()
    lines = {"boards": BOARDS, "risks": [RISK, ["R", "B", "Risk", 1, 2, "open", None, None, None]]}
    for likelihood in (1, 1, 3):
        lines["risks"][1][3] = likelihood
        assert import_workbook(file=workbook(lines), by=manager).problems == []
    risk = Risk.objects.get()
    assert (risk.version, risk.key, risk.kind) == (2, "r", "risk")
    assert [(row.likelihood, row.history_user) for row in Risk.history.order_by("history_id")] == [
        (1, manager),
        (3, manager),
    ]
    assert [row.history_user for row in Board.history.all()] == [manager]


def test_a_review_comes_in_restricted_and_an_action_belongs_to_its_record():
    bring_in(
        GROUND
        | {
            "reviews": [
                ["reference", "board", "kind", "title", "status", "publication"],
                ["REV", "B", "scr", "Child A", "in_progress", "embargoed"],
            ],
            "actions": [["reference", "source_kind", "source", "title", "status"], ["A", "review", "rev", "T", "open"]],
        }
    )
    assert Record.objects.get(kind="review").visibility == "restricted"
    assert ActionPlan.objects.get().record.reference == "REV"


def test_records_without_a_reference_get_their_natural_key():
    bring_in(GROUND | {"meetings": [["group", "date", "status"], ["g", "25/04/2017", "held"]]})
    meeting = Meeting.objects.get()
    assert (meeting.reference, meeting.key) == ("G/2017-04-25", "g/2017-04-25")
    assert [board.code for board in meeting.boards.all()] == ["B"]


def test_contributor_is_an_agency_where_its_code_is_one():
    lines = [["board", "financial_year", "contributor", "agreed"], ["B", "2017/18", "pol", "£130,017.49"]]
    bring_in(GROUND | {"contributions": [*lines, ["B", "2017-18", "Schools grant", 0]]})
    found = Contribution.objects.order_by("pk").values_list("agency__code", "holder", "agreed")
    assert [(code, holder, str(agreed)) for code, holder, agreed in found] == [
        ("POL", "", "130017.49"),
        (None, "Schools grant", "0.00"),
    ]


def test_new_holder_of_a_seat_ends_the_tenure_before():
    head, today = ["group", "label", "role", "holder"], timezone.localdate()
    for holder in ("Ann", "Ann", None, "Bob"):
        bring_in(GROUND | {"seats": [head, ["G", "Chair", "chair", holder]]})
    tenures = Tenure.objects.order_by("pk").values_list("person__name", "starts_on", "ends_on")
    assert list(tenures) == [("Ann", None, today), ("Bob", today, None)]
    bring_in({"seats": [head, ["G", "CHAIR", "chair", "-"]]})
    assert Seat.objects.get().tenures.filter(ends_on=None).count() == 0


def test_changes_shown_are_bounded_and_counted_whole():
    terms, others = ([[f"T{number}", text] for number in range(CHANGES_SHOWN + 20)] for text in ("old", "new"))
    bring_in({"glossary": [["term", "meaning"], *terms]})
    result = bring_in({"glossary": [["term", "meaning"], ["NEW", "A new row takes no place among changes"], *others]})
    assert (result.created, result.changed, len(result.changes)) == (1, CHANGES_SHOWN + 20, CHANGES_SHOWN)
    assert {change.column for change in result.changes} == {"meaning"}


def test_rows_come_in_by_hundreds_with_few_queries(django_assert_max_num_queries):
    head = ["reference", "source_kind", "source", "title", "agency", "status", "raised_on"]
    lines = [[f"A-{number}", "group", "G", "Title", "POL", "open", date(2018, 3, 1)] for number in range(1200)]
    bring_in(GROUND)
    with django_assert_max_num_queries(80):
        bring_in({"actions": [head, *lines]})
    with django_assert_max_num_queries(30):
        assert bring_in({"actions": [head, *lines]}).unchanged == 1200
    assert Action.history.count() == 1200
