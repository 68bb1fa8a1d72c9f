"""What a quarterly highlight begins with: the priority's actions of the quarter, and what its year says already."""

from dataclasses import dataclass
from datetime import date, timedelta

from partnership.enums import OPEN_ACTIONS, ActionStatus
from partnership.models import Action, Priority
from partnership.period import Period, resolve, year_label
from partnership.principals import Principal

QUARTER = timedelta(days=92)
LATEST_FINISHED = timedelta(days=31)  # into a quarter, people still write of the one before


@dataclass(frozen=True)
class Draft:
    """The first words of a highlight; somebody reads and changes them before they are stored."""

    year: str
    quarter: int
    rag: str
    done: str
    difference: str
    next: str


def draft_highlight(priority: Priority, *, today: date, principal: Principal) -> Draft:
    """The highlight of the quarter that has just ended or runs. Four queries."""
    board = priority.boards.order_by("code_key").first()
    quarter = quarter_of(today - LATEST_FINISHED, board.year_start_month if board else 4)
    year, _, number = quarter.label.partition(" Q")
    progress = priority.progress.visible_to(principal).filter(year=year).first()
    actions = Action.objects.visible_to(principal).filter(plan__record=priority.pk).order_by("due_on", "pk")
    done = list(actions.filter(status=ActionStatus.COMPLETE, completed_on__range=(quarter.start, quarter.end)))
    coming = actions.filter(status__in=OPEN_ACTIONS, due_on__range=(quarter.end, quarter.end + QUARTER))
    return Draft(
        year=year,
        quarter=int(number),
        rag=progress.rag if progress else "",
        done=_lines([action.title for action in done] or (progress.did if progress else [])),
        difference=_lines(
            [action.impact for action in done if action.impact] or (progress.difference if progress else [])
        ),
        next=_lines([action.title for action in coming] or (progress.next if progress else [])),
    )


def quarter_of(day: date, first_month: int) -> Period:
    """The quarter of the board's year in which a day lies."""
    year = year_label(day, first_month)
    quarters = (resolve(f"{year} Q{number}", basis="reporting", first_month=first_month) for number in (1, 2, 3, 4))
    return next(quarter for quarter in quarters if quarter.start <= day <= quarter.end)


def _lines(texts: list[str]) -> str:
    return "\n".join(f"- {text}" for text in texts)
