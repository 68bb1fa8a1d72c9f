"""What the board challenged whom about, and disagreements between agencies that were escalated."""

from partnership.selectors.challenges import (
    ChallengeView,
    EscalationView,
    challenges_in_year,
    escalations_in_year,
    owed_on_closed_challenges,
)
from reporting.action_blocks import actions_table, carried_over_blocks
from reporting.blocks import Block, Cell, Chip, Column, Entry, Heading, Register, Table
from reporting.narrative import narrative_blocks
from reporting.parts import VOICE
from reporting.section import ReportPeriod, Section
from reporting.wording import count_words, day, facts, labelled, paragraphs

CLOSED, OPEN = Chip("complete", "Closed"), Chip("on_course", "Open")


class Challenges(Section):
    key = "challenges"
    title = "Challenge to partner agencies"
    order = 190
    part = VOICE

    def blocks(self, period: ReportPeriod) -> list[Block]:
        span = {"board": period.board, "start": period.start, "end": period.stands_on, "principal": period.principal}
        blocks = narrative_blocks(period, self.key)
        challenges = challenges_in_year(**span)
        if challenges:
            blocks += [Heading("Challenge log"), Register(tuple(_entry(row) for row in challenges))]
        actions = [action for row in challenges for action in row.work.actions]
        if actions:
            blocks.append(actions_table(actions, caption="Actions that follow from challenges"))
        owed = owed_on_closed_challenges(**span)
        blocks += carried_over_blocks(owed, heading="Carried over from closed challenges")
        escalations = escalations_in_year(**span)
        return blocks + ([Heading("Escalations between agencies"), _escalations(escalations)] if escalations else [])


def _entry(row: ChallengeView) -> Entry:
    answers = ", ".join(part for part in (*row.agencies, row.responsible) if part)
    asked, answered = labelled("What we asked for", row.action_required), labelled("What came of it", row.progress)
    # A short challenge is its own title, which the register would only repeat.
    challenge = "" if row.title == row.challenge.strip() else row.challenge
    return Entry(
        title=row.title,
        reference=row.reference,
        chip=CLOSED if row.is_closed else OPEN,
        facts=facts(
            ("Raised by", row.raised_by),
            ("To", answers),
            ("Raised on", day(row.raised_on)),
            ("Closed on", day(row.closed_on)),
        ),
        markdown=paragraphs([challenge, asked, answered]),
    )


def _escalations(rows: tuple[EscalationView, ...]) -> Table:
    columns = (
        Column("No.", width=24),
        Column("Between", width=44),
        Column("About and outcome"),
        Column("Raised and resolved", width=34),
    )
    resolved = sum(row.resolved_on is not None for row in rows)
    return Table(
        caption="Professional disagreements under the escalation policy",
        columns=columns,
        rows=tuple(_escalation(row) for row in rows),
        reading=f"{resolved} of {count_words(len(rows), 'escalation')} resolved by the end of the year.",
    )


def _escalation(row: EscalationView) -> tuple[Cell, ...]:
    resolved = f"Resolved {day(row.resolved_on)}" if row.resolved_on else "Not resolved by the end of the year"
    return (
        Cell(row.reference, second=row.stage.label),
        Cell(f"{row.raised_by} with {row.with_agency}"),
        Cell(row.theme, markdown=row.outcome),
        Cell(day(row.raised_on), second=resolved),
    )
