"""One way in: whichever chart it is, `render` draws it."""

from partnership.charts.bars import draw_bars
from partnership.charts.lines import draw_lines
from partnership.charts.model import BarChart, Drawing, LineChart, ShareBar, StackedBars
from partnership.charts.shares import draw_share, draw_sparkline, draw_stacks
from partnership.charts.theme import Theme


def render(chart: Drawing, theme: Theme, width: float, height: float) -> str:
    """Return the chart as an `<svg>` element, sizes in points.

    Rows of bars and stacked bars are as high as their labels need, whatever `height` says: a box grows with its text.
    """
    match chart:
        case LineChart():
            return draw_lines(chart, theme, width, height)
        case BarChart():
            return draw_bars(chart, theme, width, height)
        case StackedBars():
            return draw_stacks(chart, theme, width)
        case ShareBar():
            return draw_share(chart, theme, width, height)
        case _:
            return draw_sparkline(chart, theme, width, height)
