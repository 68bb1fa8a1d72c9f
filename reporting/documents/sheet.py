"""An agency's sheet before a board: one A4 page of what is asked of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.conf import settings

from partnership.formats import date_words, money_words, needs_pence, percent_words
from partnership.models import Action, Challenge, Contribution
from partnership.period import period_words
from partnership.selectors.agency_sheet import AgencySheet, GroupTally, is_answered
from partnership.text import shortened, to_plain
from reporting.blocks import Block, Cell, Chip, Column, Figures, Heading, Headline, Prose, Table
from reporting.documents.audience import Holds
from reporting.documents.paper import Paper, Part
from reporting.theme import Theme
from reporting.wording import count_words, facts, plain

NOT_HERE = "Nothing of restricted records stands on this sheet."
_LONGEST_TITLE = 110


def sheet_paper(sheet: AgencySheet, *, rows: int, holds: Holds) -> Paper:
    """The sheet with at most so many rows a table; what stands in it is noted in `holds`."""
    holds.note("actions", sheet.overdue[:rows])
    holds.note("contributions", sheet.contributions[:rows])
    holds.note("challenges", _challenges(sheet)[:rows])
    blocks = [_headlines(sheet), *_actions(sheet, rows), *_others(sheet, rows), Prose(plain(NOT_HERE))]
    part = Part(
        title=sheet.agency.name,
        blocks=tuple(blocks),
        caption="Agency summary",
        compact=True,
        facts=facts(("As it stood on", date_words(sheet.today)), ("Attendance since", date_words(sheet.start))),
    )
    boards = dict.fromkeys(row.board.name for row in sheet.contributions)
    return Paper(
        board_name=", ".join(boards) or settings.PARTNERSHIP_NAME,
        name=f"Agency summary: {sheet.agency.name}, {date_words(sheet.today)}",
        header=date_words(sheet.today),
        dated=sheet.today,
        parts=(part,),
        theme=Theme(settings.PARTNERSHIP_BRAND),
    )


def _headlines(sheet: AgencySheet) -> Figures:
    attendance = sheet.attendance
    rate = percent_words(attendance.attended, attendance.due)
    return Figures(
        (
            Headline("Attendance", rate, note=f"{attendance.attended} of {attendance.due} seats due"),
            Headline("Late actions", str(len(sheet.overdue)), note=f"of {sheet.open_actions} open"),
            Headline("Returns due", str(len(sheet.returns))),
            Headline("Challenges waiting", str(len(sheet.waiting)), note=f"{len(sheet.answered)} answered"),
        ),
        style="strip",
    )


def _actions(sheet: AgencySheet, rows: int) -> list[Block]:
    if not sheet.overdue:
        return [Heading("Late actions"), Prose("No action is late.")]
    columns = (Column("No.", width=22), Column("Action"), Column("Due", width=30), Column("Late", width=30))
    shown = tuple(_action(action, sheet.today) for action in sheet.overdue[:rows])
    return [Heading("Late actions"), Table("", columns, shown, note=_more(sheet.overdue, rows))]


def _action(action: Action, today: date) -> tuple[Cell, ...]:
    due = action.due_on or today
    return (
        Cell(action.reference),
        Cell(shortened(action.title, _LONGEST_TITLE), second=action.owner),
        Cell(date_words(due)),
        Cell(chip=Chip("overdue", f"{count_words((today - due).days, 'day')} late")),
    )


def _others(sheet: AgencySheet, rows: int) -> list[Block]:
    """Attendance by group, returns, money, challenges; what there is nothing of is left out."""
    blocks: list[Block] = []
    if sheet.groups:
        lines = tuple(
            (one.group, f"{one.tally.attended} of {one.tally.due}", percent_words(one.tally.attended, one.tally.due))
            for one in sorted(sheet.groups, key=_share)[:rows]
        )
        columns = (Column("Group"), Column("Seats filled", "right", 40), Column("Share", "right", 30))
        blocks += [Heading("Attendance"), Table("", columns, lines, note=_more(sheet.groups, rows))]
    if sheet.returns:
        returns = tuple((due.title, due.words) for due in sheet.returns[:rows])
        blocks += [
            Heading("Returns due"),
            Table("", (Column("Return"), Column("What is missing", width=90)), returns),
        ]
    if sheet.contributions:
        blocks += [Heading("Contributions"), _money(sheet.contributions, rows)]
    if sheet.challenges:
        blocks += [Heading("Challenges"), _challenge_table(sheet, rows)]
    return blocks


def _share(one: GroupTally) -> float:
    """Groups whose seats were empty most often come first."""
    return one.tally.attended / one.tally.due


def _money(contributions: Sequence[Contribution], rows: int) -> Table:
    pence = needs_pence([amount for row in contributions for amount in (row.agreed, row.received)])
    lines = tuple(
        (
            Cell(period_words(row.financial_year), second=row.board.name),
            money_words(row.agreed, pence=pence),
            "Not recorded" if row.received is None else money_words(row.received, pence=pence),
            row.get_invoice_display(),
        )
        for row in contributions[:rows]
    )
    columns = (
        Column("Year"),
        Column("Agreed", "right", 28),
        Column("Received", "right", 28),
        Column("Invoice", width=36),
    )
    return Table("", columns, lines, note=_more(contributions, rows))


def _challenges(sheet: AgencySheet) -> tuple[Challenge, ...]:
    """Those waiting first."""
    return (*sheet.waiting, *sheet.answered)


def _challenge_table(sheet: AgencySheet, rows: int) -> Table:
    found = _challenges(sheet)
    lines = tuple(
        (
            Cell(challenge.reference),
            Cell(shortened(to_plain(challenge.challenge), _LONGEST_TITLE)),
            Cell(chip=Chip("complete", "Answered") if is_answered(challenge) else Chip("at_risk", "Waiting")),
        )
        for challenge in found[:rows]
    )
    columns = (Column("No.", width=26), Column("Challenge"), Column("Answer", width=34))
    return Table("", columns, lines, note=_more(found, rows))


def _more(rows: Sequence[object], shown: int) -> str:
    """How many are not on the sheet."""
    return f"And {len(rows) - shown} more in the portal." if len(rows) > shown else ""
