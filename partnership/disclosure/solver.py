"""The whole-number solver that is asked where the search for another world gives up: HiGHS, which proves what it says.

Imported only then: most tables never need it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .worlds import Equation

SECONDS = 5.0  # one question; without an answer by then there is no other world
FARTHEST = 50  # how far a count may move that is to be hidden
_BY_PLACE = 1e-4  # of two choices of the same price, the one offered first


def solve(
    equations: Sequence[Equation], bounds: Sequence[tuple[int, int]], prices: Mapping[int, float] | None = None
) -> list[int] | None:
    """Counts within bounds that agree with all equations, at the least cost; None where there are none."""
    import highspy
    import numpy as np

    size = len(bounds)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = size, len(equations)
    lp.col_cost_ = np.array([(prices or {}).get(place, 0.0) for place in range(size)])
    lp.col_lower_ = np.array([low for low, _ in bounds], dtype=float)
    lp.col_upper_ = np.array([high for _, high in bounds], dtype=float)
    lp.row_lower_ = lp.row_upper_ = np.zeros(len(equations))
    lp.integrality_ = [highspy.HighsVarType.kInteger] * size
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(equation) for equation in equations)])
    lp.a_matrix_.index_ = np.array([place for equation in equations for place, _ in equation], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([sign for equation in equations for _, sign in equation], dtype=float)
    answer = _answer(highspy, lp)
    return answer if answer and _adds_up(answer, equations) else None


def _answer(highspy: Any, lp: Any) -> list[int] | None:
    model = highspy.Highs()
    for option, value in {"output_flag": False, "threads": 1, "random_seed": 0, "time_limit": SECONDS}.items():
        model.setOptionValue(option, value)
    model.passModel(lp)
    model.run()
    if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return [round(value) for value in model.getSolution().col_value]


def _adds_up(answer: Sequence[int], equations: Sequence[Equation]) -> bool:
    return not any(sum(sign * answer[place] for place, sign in equation) for equation in equations)


def cheapest(
    equations: Sequence[Equation], bounds: Sequence[tuple[int, int]], spare: Sequence[tuple[int, int]]
) -> tuple[float, list[int]] | None:
    """Which of the `spare` places must move so that there is a world within bounds, and at what price.

    A count that moves up or down has two columns for it and one that says that it moves at all.
    """
    columns, rows, prices = list(bounds), list(equations), {}
    moves = {}
    for rank, (place, price) in enumerate(spare):
        count, _ = bounds[place]
        columns[place] = count - FARTHEST, count + FARTHEST
        moves[place] = first = len(columns)
        columns += [(0, 1), (count, count), (0, 2 * FARTHEST), (0, 2 * FARTHEST)]
        # place - count lies between minus and plus FARTHEST times the switch
        rows.append(((place, 1), (first + 1, -1), (first, FARTHEST), (first + 2, -1)))
        rows.append(((place, 1), (first + 1, -1), (first, -FARTHEST), (first + 3, 1)))
        prices[first] = price + rank * _BY_PLACE
    answer = solve(rows, columns, prices)
    if answer is None:
        return None
    taken = [place for place, first in moves.items() if answer[first]]
    return sum(prices[moves[place]] for place in taken), taken
