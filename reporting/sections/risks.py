"""The risk register: how likely by how grave, now, a year ago and as aimed at."""

from collections import Counter
from typing import cast

from partnership.formats import MISSING, number_words
from partnership.rag import risk_rating
from partnership.selectors.risks import RiskView, owed_on_closed_risks, risks_in_year
from reporting.action_blocks import actions_table, carried_over_blocks
from reporting.blocks import Block, Cell, Change, Chip, Column, Mark, Matrix, MatrixRow, Status, Table
from reporting.compact import without_empty_columns
from reporting.narrative import narrative_blocks
from reporting.parts import VOICE
from reporting.section import ReportPeriod, Section
from reporting.wording import day, labelled, paragraphs

_SCALE = range(1, 6)


class Risks(Section):
    key = "risks"
    title = "Risk register"
    order = 200
    part = VOICE

    def blocks(self, period: ReportPeriod) -> list[Block]:
        span = {"board": period.board, "start": period.start, "end": period.stands_on, "principal": period.principal}
        blocks = narrative_blocks(period, self.key)
        risks = risks_in_year(**span)
        standing = [risk for risk in risks if not risk.is_closed]
        if standing:
            blocks.append(_matrix(standing))
        if risks:
            blocks.append(_table(risks))
        actions = [action for risk in risks for action in risk.work.actions]
        blocks += [actions_table(actions, caption="Actions that reduce these risks")] if actions else []
        return blocks + carried_over_blocks(owed_on_closed_risks(**span), heading="Carried over from closed risks")


def _matrix(risks: list[RiskView]) -> Matrix:
    """Open risks by likelihood and impact, the likeliest on top: how many stand in each cell."""
    places = Counter((risk.likelihood, risk.impact) for risk in risks)
    rows = tuple(
        MatrixRow(str(likelihood), tuple(_mark(likelihood, impact, places) for impact in _SCALE))
        for likelihood in reversed(_SCALE)
    )
    return Matrix(
        caption="Open risks by likelihood and impact",
        row_heading="Likelihood",
        columns=tuple(f"Impact {impact}" for impact in _SCALE),
        rows=rows,
        note="Likelihood and impact go from 1 to 5. A cell holds the number of risks; its colour is their rating.",
    )


def _mark(likelihood: int, impact: int, places: Counter[tuple[int, int]]) -> Mark:
    count = places[likelihood, impact]
    return Mark(_status(risk_rating(likelihood, impact).word), str(count) if count else MISSING)


def _status(word: str) -> Status:
    return cast(Status, word.replace(" ", "_"))


def _table(risks: tuple[RiskView, ...]) -> Table:
    columns = (
        Column("No.", width=18),
        Column("Risk and controls"),
        Column("Score", width=32),
        Column("In the year", width=30),
        Column("Aim", "right", 12),
    )
    return without_empty_columns(Table("Risks of the year", columns, tuple(_row(risk) for risk in risks)))


def _row(risk: RiskView) -> tuple[Cell, ...]:
    told = paragraphs([risk.description, labelled("Controls", risk.controls)])
    who = ", ".join(part for part in (risk.group, risk.owner) if part)
    score = f"{risk.likelihood} × {risk.impact} = {risk.rating.score}"
    chip = Chip(_status(risk.rating.word), risk.rating.word.capitalize())
    state = (f"Closed {day(risk.closed_on)}" if risk.closed_on else "Closed") if risk.is_closed else ""
    return (
        Cell(risk.reference, second=state),
        Cell(risk.title, second=who, markdown=told),
        Cell(second=score, chip=chip),
        _movement(risk),
        Cell(str(risk.target) if risk.target else MISSING),
    )


def _movement(risk: RiskView) -> Cell:
    """A score that falls is better. Where no earlier score is on record, a dash."""
    if risk.before is None:
        return Cell(MISSING)
    difference = risk.rating.score - risk.before
    since = f"from {risk.before}"
    if difference == 0:
        return Cell(change=Change("level", "No change", since=since))
    if difference > 0:
        return Cell(change=Change("up", f"+{difference}", "worse", since))
    return Cell(change=Change("down", number_words(difference), "better", since))
