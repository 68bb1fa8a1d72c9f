"""What people type on the pages of reports."""

from typing import Any

from django import forms

from partnership.models import Board
from partnership.period import period_words
from reporting.selectors.reports import ReportYear, years_by_board


class MakeReportForm(forms.Form):
    """A board and a year that has something to report."""

    board = forms.ChoiceField(label="Board or partnership", error_messages={"required": "Choose a board"})
    year = forms.ChoiceField(label="Reporting year", error_messages={"required": "Choose a year"})

    def __init__(self, *args: Any, years: list[ReportYear], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_board = years_by_board(years)
        self.boards = {board.code: board for board in self.by_board}
        every_year = sorted({one.year for one in years}, reverse=True)
        self.fields["board"].choices = [(code, board.name) for code, board in self.boards.items()]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["year"].choices = [(year, period_words(year)) for year in every_year]  # type: ignore[attr-defined]  # another

    def clean_board(self) -> Board:
        return self.boards[self.cleaned_data["board"]]

    def clean(self) -> dict[str, Any]:
        """A year counts only for the board that has it."""
        board, year = self.cleaned_data.get("board"), self.cleaned_data.get("year")
        if board and year and year not in self.by_board[board]:
            known = ", ".join(period_words(one) for one in self.by_board[board])
            self.add_error("year", f"{board.name} has no records of {period_words(year)}. Choose one of {known}")
        return self.cleaned_data
