"""The section of case reviews."""

import json
import re
from datetime import date

import pytest

from partnership.models import Board
from reporting.blocks import Columns, Fact, Heading, Register, Table, to_json
from reporting.section import ReportPeriod
from reporting.sections.reviews import CaseReviews
from tests.factories.partnership import ActionFactory, ActionPlanFactory, AgencyFactory, RecommendationFactory
from tests.factories.reporting import NarrativeFactory
from tests.factories.reviews import ReviewFactory

CLEARED = {
    "title": "CANARY-title",
    "themes": ["CANARY-theme"],
    "learning": ["CANARY-learning"],
    "public_summary": "CANARY-summary",
}


def canary_review(board: Board, *, accepted: bool | None = None, **fields) -> None:
    """A review with a canary in every text that is not cleared in every case, its plan's included."""
    agency = AgencyFactory(name="CANARY-agency")
    review = ReviewFactory(
        board=board,
        reference="CANARY-reference",
        referred_by=agency,
        paused_reason="CANARY-paused",
        reviewer="CANARY-reviewer",
        method="CANARY-method",
        restricted_summary="CANARY-restricted",
        **fields,
    )
    review.agencies.add(agency)
    plan = ActionPlanFactory(record=review)
    recommendation = RecommendationFactory(
        plan=plan, text="Renew the policy.", status="implemented", accepted=accepted, response="CANARY-response"
    )
    recommendation.agencies.add(AgencyFactory(name="CANARY-addressee"))
    ActionFactory(
        plan=plan,
        reference="CANARY-action",
        title="Renew it",
        agency=AgencyFactory(name="CANARY-doer"),
        owner="CANARY-owner",
        progress="CANARY-progress",
        impact="CANARY-impact",
        rag_override="red",
        rag_override_reason="CANARY-reason",
    )


def printed(period: ReportPeriod) -> str:
    return json.dumps(to_json(CaseReviews().blocks(period)))


def canaries(period: ReportPeriod) -> list[str]:
    """Which canaries are printed, each as often as it is."""
    return sorted(re.findall(r"CANARY-(\w+)", printed(period)))


def test_reviews_of_an_empty_year_print_nothing(period: ReportPeriod) -> None:
    assert CaseReviews().blocks(period) == []


def test_reviews_print_their_narrative_first(period: ReportPeriod) -> None:
    NarrativeFactory(board=period.board, section="reviews", heading="Kinds of review", text="We learn.")
    assert CaseReviews().blocks(period)[0] == Heading("Kinds of review")


def test_reviews_of_a_full_year_print_every_block(period: ReportPeriod) -> None:
    canary_review(period.board, title="Neglect", themes=["Neglect"])
    blocks = CaseReviews().blocks(period)
    assert [type(block) for block in blocks] == [Columns, Heading, Register, Heading, Table, Table]


def test_kinds_are_counted_with_those_not_shown(period: ReportPeriod) -> None:
    ReviewFactory.create_batch(2, board=period.board, status="complete")
    ReviewFactory(board=period.board, review_kind="scr", publication="embargoed", status="paused")
    (overview, *_) = CaseReviews().blocks(period)
    (kinds,) = overview.main
    assert kinds.rows == (
        ("Serious case review", "Not shown", "1"),
        ("Practice learning review", "Complete", "2"),
    )
    assert kinds.totals == (("All reviews", "", "3"),)


def test_themes_are_counted_by_review(period: ReportPeriod) -> None:
    ReviewFactory(board=period.board, themes=["Alcohol misuse", "Neglect"])
    ReviewFactory(board=period.board, themes=["Neglect", "Neglect"])
    (overview, *_) = CaseReviews().blocks(period)
    assert overview.main[1].rows == (("Neglect", "2"), ("Alcohol misuse", "1"))


def test_recommendation_prints_with_its_state_in_words(period: ReportPeriod) -> None:
    canary_review(period.board)
    (table,) = [block for block in CaseReviews().blocks(period) if getattr(block, "reading", "")]
    assert [cell.chip.text for cell in table.rows[0] if cell.chip] == ["Implemented"]


@pytest.mark.parametrize("accepted", [True, None])
@pytest.mark.parametrize(
    ("publication", "visibility"),
    [
        ("to_publish", "restricted"),
        ("not_for_publication", "restricted"),
        ("not_for_publication", "partnership"),  # opened by hand: its plan is still not that of a published review
        ("published", "restricted"),  # restricted again
    ],
)
def test_plan_of_an_unpublished_review_prints_what_is_to_be_done_alone(
    period: ReportPeriod, publication: str, visibility: str, accepted: bool | None
) -> None:
    canary_review(
        period.board, publication=publication, visibility=visibility, status="paused", accepted=accepted, themes=[]
    )
    text = printed(period)
    assert [words in text for words in ("Renew the policy.", "Renew it", "Implemented")] == [True, True, True]
    assert ("ccepted" in text, canaries(period)) == (False, [])


@pytest.mark.parametrize("publication", ["to_publish", "not_for_publication"])
def test_declined_recommendation_of_an_unpublished_review_prints_the_reason(
    period: ReportPeriod, publication: str
) -> None:
    canary_review(period.board, publication=publication, accepted=False)
    assert "Not accepted.\\n\\nCANARY-response" in printed(period)
    assert canaries(period) == ["response"]


@pytest.mark.parametrize("visibility", ["partnership", "public"])
@pytest.mark.parametrize(("accepted", "words"), [(True, "Accepted."), (False, "Not accepted.")])
def test_plan_of_a_published_review_is_told_without_persons_and_notes(
    period: ReportPeriod, visibility: str, accepted: bool, words: str
) -> None:
    canary_review(period.board, publication="published", visibility=visibility, status="published", accepted=accepted)
    text = printed(period)
    assert [part in text for part in ("Renew the policy.", "Implemented", "Renew it", "What it changed")] == [True] * 4
    assert f"{words}\\n\\nCANARY-response" in text
    assert canaries(period) == ["addressee", "doer", "impact", "response"]


def test_review_closed_before_the_year_prints_only_what_it_still_owes(period: ReportPeriod) -> None:
    canary_review(period.board, status="closed", completed_on=date(2016, 6, 1), **(CLEARED | {"title": "Neglect"}))
    heading, table = CaseReviews().blocks(period)
    assert (heading, table.caption) == (Heading("Carried over from earlier reviews"), "Actions of the review “Neglect”")
    assert canaries(period) == []


def test_embargoed_review_prints_its_kind_and_no_work(period: ReportPeriod) -> None:
    canary_review(period.board, publication="embargoed", status="paused", accepted=False, **CLEARED)
    text = printed(period)
    assert "Practice learning review" in text
    assert [word for word in ("CANARY", "Renew", "Paused", "action") if word in text] == []


@pytest.mark.parametrize(("status", "words"), [("referred", "referred"), ("not_met", "criteria not met")])
@pytest.mark.parametrize("publication", ["to_publish", "not_for_publication"])
def test_review_that_nobody_took_up_stands_under_its_kind_and_state(
    period: ReportPeriod, status: str, words: str, publication: str
) -> None:
    canary_review(period.board, status=status, publication=publication, accepted=False, **CLEARED)
    (register,) = [block for block in CaseReviews().blocks(period) if isinstance(block, Register)]
    (entry,) = register.entries
    assert (entry.title, entry.facts) == (f"Practice learning review: {words}", (Fact("Themes", "CANARY-theme"),))
    assert entry.markdown == "CANARY-summary\n\n**Learning**\n\n- CANARY\\-learning"
    assert canaries(period) == ["summary", "theme", "theme"]
    assert [word for word in ("Renew", "ction", "ublication") if word in printed(period)] == []


def test_what_was_agreed_where_the_criteria_were_not_met_is_not_carried_over(period: ReportPeriod) -> None:
    canary_review(period.board, status="not_met", considered_on=date(2016, 6, 1), accepted=False, **CLEARED)
    assert CaseReviews().blocks(period) == []


@pytest.mark.parametrize("publication", ["published", "not_for_publication"])
def test_sealed_review_prints_nothing(period: ReportPeriod, publication: str) -> None:
    canary_review(period.board, visibility="sealed", publication=publication, accepted=False, **CLEARED)
    assert CaseReviews().blocks(period) == []


def test_entry_says_in_words_whether_the_review_will_be_published(period: ReportPeriod) -> None:
    ReviewFactory(board=period.board, title="Neglect", publication="not_for_publication")
    (register,) = [block for block in CaseReviews().blocks(period) if isinstance(block, Register)]
    assert register.entries[0].facts == (
        Fact("Kind", "Practice learning review"),
        Fact("Publication", "Not for publication"),
    )
