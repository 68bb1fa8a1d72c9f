"""Case reviews: how many of which kind, what they taught, and what is being done. Only cleared matter is printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from partnership.disclosure import MARK, MARK_WORDS, ReleasedCount
from partnership.formats import MISSING, date_words, number_words
from reporting.action_blocks import actions_table, carried_over_blocks, recommendations_table, status_bar
from reporting.blocks import Block, Chip, Column, Columns, Entry, Heading, Register, SideBox, Status, Table
from reporting.narrative import narrative_blocks
from reporting.parts import LEARNING
from reporting.section import ReportPeriod, Section
from reporting.wording import bullets, facts, labelled, paragraphs
from reviews.enums import ReviewKind, ReviewStatus
from reviews.selectors.briefings import BriefingInYear, briefings_in_year
from reviews.selectors.cleared import ClearedReview, ClearedReviews, cleared_reviews
from reviews.selectors.timeliness import ReleasedTiming, released_timings

_SHAPES: dict[ReviewStatus, Status] = {
    ReviewStatus.REFERRED: "not_started",
    ReviewStatus.NOT_MET: "complete",
    ReviewStatus.COMMISSIONED: "not_started",
    ReviewStatus.IN_PROGRESS: "on_course",
    ReviewStatus.PAUSED: "at_risk",
    ReviewStatus.COMPLETE: "complete",
    ReviewStatus.PUBLISHED: "complete",
    ReviewStatus.CLOSED: "complete",
}
_NOT_SHOWN = "Not shown"


class CaseReviews(Section):
    key = "reviews"
    title = "Case reviews"
    order = 100
    part = LEARNING

    def blocks(self, period: ReportPeriod) -> list[Block]:
        of_year = {"board": period.board, "start": period.start, "end": period.end, "principal": period.principal}
        cleared = cleared_reviews(**{**of_year, "end": period.stands_on})
        blocks = narrative_blocks(period, self.key)
        if cleared.reviews or cleared.embargoed:
            blocks.append(_overview(cleared))
        timings = released_timings(**of_year)
        blocks += [_timings_table(timings)] if timings else []
        briefings = briefings_in_year(**of_year)
        blocks += [_briefings_table(briefings)] if briefings else []
        if cleared.reviews:
            blocks += [Heading("The reviews"), Register(tuple(_entry(review) for review in cleared.reviews))]
        tables = [table for review in cleared.reviews for table in _work(review)]
        blocks += [Heading("From learning to action"), *tables] if tables else []
        return blocks + carried_over_blocks(cleared.earlier, heading="Carried over from earlier reviews")


def _overview(cleared: ClearedReviews) -> Columns:
    """Kinds and themes, and beside them how far the actions are."""
    themed = any(review.themes for review in cleared.reviews)
    actions = [action for review in cleared.reviews for action in review.work.actions]
    bar = status_bar(actions, title="Actions of these reviews")
    return Columns(
        main=(_kinds_table(cleared), *((_themes_table(cleared.reviews),) if themed else ())),
        side=(SideBox("", (bar,)),) if bar.counts else (),
    )


def _kinds_table(cleared: ClearedReviews) -> Table:
    counts = Counter((review.kind, review.status.label) for review in cleared.reviews)
    counts.update((kind, _NOT_SHOWN) for kind in cleared.embargoed)
    order = [(kind, state) for kind in ReviewKind for state in (*ReviewStatus.labels, _NOT_SHOWN)]
    return Table(
        "Reviews by kind and state",
        (Column("Kind"), Column("State", width=40), Column("Reviews", "right", width=22)),
        tuple((kind.label, state, str(counts[kind, state])) for kind, state in order if counts[kind, state]),
        totals=(("All reviews", "", str(counts.total())),),
        note="Of a review that is not shown, only its kind may be printed." if cleared.embargoed else "",
        full=False,
    )


def _timings_table(timings: Sequence[ReleasedTiming]) -> Table:
    """A clock a row: what law and guidance ask, and how many reviews kept to it."""
    told = [count for timing in timings for count in (*timing.counts.cells.values(), timing.counts.total) if count]
    notes = ["Days on which a review was paused are not counted."]
    notes += [f"{MARK}: {MARK_WORDS}."] if any(count.mark for count in told) else []
    notes += ["Numbers are rounded to the nearest 5."] if any(count.rounded for count in told) else []
    return Table(
        "How long reviews took",
        (
            Column("Time limit"),
            *(Column(outcome, "right", width=24) for outcome in timings[0].counts.cells),
            Column("All", "right", width=18),
        ),
        tuple(
            (timing.name, *map(_count_words, timing.counts.cells.values()), _count_words(timing.counts.total))
            for timing in timings
        ),
        note=" ".join(notes),
        full=False,
    )


def _briefings_table(briefings: Sequence[BriefingInYear]) -> Table:
    """How learning was passed on: staff are counted, no children."""
    rows = tuple(
        (
            one.title,
            date_words(one.cleared_on),
            f"{number_words(one.response.answered)} of {number_words(one.response.asked)}",
            number_words(one.response.staff),
        )
        for one in briefings
    )
    columns = (
        Column("Briefing"),
        Column("Cleared", width=34),
        Column("Agencies that answered", "right", width=30),
        Column("Staff reached", "right", width=24),
    )
    return Table("Learning passed on in seven-minute briefings", columns, rows)


def _count_words(count: ReleasedCount | None) -> str:
    if count is None or count.value is None:
        return count.mark or MISSING if count else MISSING
    return number_words(count.value)


def _themes_table(reviews: Sequence[ClearedReview]) -> Table:
    counts = Counter(theme for review in reviews for theme in dict.fromkeys(review.themes))
    return Table(
        "Themes of the reviews",
        (Column("Theme"), Column("Reviews", "right", width=22)),
        tuple((theme, str(count)) for theme, count in counts.most_common()),
        note="A review can have several themes.",
        full=False,
    )


def _entry(review: ClearedReview) -> Entry:
    """Under its title; one that nobody has taken up under its kind and state."""
    state, themes = review.status.label, ("Themes", ", ".join(review.themes))
    told = (("Kind", review.kind.label), ("Publication", review.publication.label)) if review.is_taken_up else ()
    return Entry(
        title=review.title if review.is_taken_up else f"{review.kind.label}: {state.lower()}",
        chip=Chip(_SHAPES[review.status], state),
        facts=facts(*told, themes),
        markdown=paragraphs([review.public_summary, labelled("Learning", bullets(review.learning))]),
    )


def _work(review: ClearedReview) -> list[Block]:
    tables: list[Block] = []
    if review.work.recommendations:
        caption = f"Recommendations: {review.title}"
        tables.append(recommendations_table(review.work.recommendations, caption=caption))
    if review.work.actions:
        tables.append(actions_table(review.work.actions, caption=f"Actions: {review.title}"))
    return tables
