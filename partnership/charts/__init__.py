"""Charts as accessible SVG: numbers in, text out.

Source: "Charts" of the report's design rules. Text stays text in the page's font, nothing is told by colour alone, and
the drawing's title says its values in a sentence, which becomes the alternative text of the PDF.
"""

from partnership.charts.model import BarChart, LineChart, Segment, Series, ShareBar, Sparkline, Stack, StackedBars
from partnership.charts.render import render
from partnership.charts.shares import mostly_labelled
from partnership.charts.theme import PRINT, SCREEN, Theme

__all__ = [
    "PRINT",
    "SCREEN",
    "BarChart",
    "LineChart",
    "Segment",
    "Series",
    "ShareBar",
    "Sparkline",
    "Stack",
    "StackedBars",
    "Theme",
    "mostly_labelled",
    "render",
]
