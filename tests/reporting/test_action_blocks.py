"""Actions and recommendations as blocks, and tables without empty columns."""

from datetime import date

import pytest

from partnership.rag import Rag
from partnership.selectors.actions import ActionView, RecommendationView, Work
from reporting.action_blocks import actions_table, recommendations_table, status_bar, work_blocks
from reporting.blocks import Cell, Chip, Column, StatusBar, StatusCount, Table
from reporting.compact import without_empty_columns


def _action(rag: Rag | None, **fields: object) -> ActionView:
    plain = {
        "reference": "A-1", "title": "Train staff", "agency": "", "owner": "", "due_on": None, "completed_on": None,
        "progress": "", "impact": "", "recommendation": None, "words": "Words",
    }  # fmt: skip
    return ActionView(rag=rag, **(plain | fields))


def _recommendation(status: str, number: int = 1) -> RecommendationView:
    return RecommendationView(number, "Do.", (), None, status, "")


def test_bar_counts_the_states_in_their_fixed_order_without_cancelled_ones() -> None:
    rags = [Rag.GREY, Rag.RED, Rag.AMBER, Rag.GREEN, Rag.BLUE, Rag.BLUE, None]
    assert status_bar([_action(rag) for rag in rags], title="Actions") == StatusBar(
        "Actions",
        (
            StatusCount("complete", 2),
            StatusCount("on_course", 1),
            StatusCount("at_risk", 1),
            StatusCount("overdue", 1),
            StatusCount("not_started", 1, "No due date"),
        ),
    )


def test_action_tells_who_what_when_and_what_came_of_it() -> None:
    action = _action(
        Rag.BLUE,
        agency="Council",
        owner="Training lead",
        due_on=date(2018, 3, 1),
        completed_on=date(2018, 2, 1),
        progress="Done.",
        impact="Staff know.",
    )
    assert actions_table([action], caption="Actions").rows == (
        (
            Cell("A-1"),
            Cell("Train staff", second="Training lead, Council"),
            Cell(markdown="Done.\n\n**Impact**\n\nStaff know."),
            Cell(second="Due 1 March 2018. Done 1 February 2018", chip=Chip("complete", "Words")),
        ),
    )


def test_actions_without_words_have_no_column_for_them() -> None:
    table = actions_table([_action(Rag.GREY)], caption="Actions")
    assert [column.heading for column in table.columns] == ["No.", "Action", "Due and status"]


def test_what_actions_changed_has_the_column_where_no_progress_is_told() -> None:
    table = actions_table([_action(Rag.BLUE, impact="Staff know.")], caption="Actions")
    assert (table.columns[2].heading, table.rows[0][2]) == ("What it changed", Cell(markdown="Staff know."))


@pytest.mark.parametrize(
    ("accepted", "words"),
    [
        (True, "Do.\n\n**Response**\n\nAccepted.\n\nWhy."),
        (False, "Do.\n\n**Response**\n\nNot accepted.\n\nWhy."),
        (None, "Do.\n\n**Response**\n\nWhy."),
    ],
)
def test_recommendation_says_whether_it_is_accepted_and_why(accepted: bool | None, words: str) -> None:
    row = RecommendationView(1, "Do.", (), accepted, "open", "Why.")
    assert recommendations_table([row], caption="Recommendations").rows[0][1] == Cell(markdown=words)


def test_recommendations_are_counted_by_state() -> None:
    statuses = ["open", "in_progress", "implemented", "closed_not_implemented", "open"]
    rows = [_recommendation(status, number) for number, status in enumerate(statuses, start=1)]
    assert recommendations_table(rows, caption="Recommendations").reading == (
        "Of 5 recommendations: 1 implemented, 1 in progress, 2 open, 1 closed without being implemented."
    )


@pytest.mark.parametrize(
    ("work", "captions"),
    [
        (Work(), []),
        (Work(recommendations=(_recommendation("open"),)), ["Recommendations of Visit"]),
        (Work(actions=(_action(None),)), ["Actions of Visit"]),
    ],
)
def test_only_what_is_owed_is_printed(work: Work, captions: list[str]) -> None:
    assert [block.caption for block in work_blocks(work, of="Visit") if isinstance(block, Table)] == captions


def test_column_is_left_out_only_where_every_row_is_empty() -> None:
    columns = tuple(Column(heading) for heading in "abcd")
    rows = ((Cell("1"), Cell("—"), Cell("—"), Cell()), (Cell("2"), Cell("x"), Cell(), Cell("—")))
    assert without_empty_columns(Table("T", columns, rows)) == Table(
        "T", columns[:2], ((Cell("1"), Cell("—")), (Cell("2"), Cell("x")))
    )
