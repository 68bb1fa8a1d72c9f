"""What a section can put on the page: frozen dataclasses that turn to JSON and back.

Screen, PDF and Word draw the same blocks. A block holds finished text: numbers are computed, formatted and
cleared by disclosure control before they get here.
"""

from .codec import Block, from_json, register, to_json
from .figures import Chart, Figures, Headline, StatusBar, StatusCount
from .layout import Columns, PriorityOpener, SideBox, Statement, Tree, TreeBox
from .marks import STATUS_WORDS, Change, Chip, Status
from .tables import Cell, Column, Entry, Fact, Mark, Matrix, MatrixRow, Register, Table
from .text import Bullets, Callout, Glossary, Heading, Prose, Quote, Standfirst, Term

__all__ = [
    "STATUS_WORDS", "Block", "Bullets", "Callout", "Cell", "Change", "Chart", "Chip", "Column", "Columns", "Entry",
    "Fact", "Figures", "Glossary", "Heading", "Headline", "Mark", "Matrix", "MatrixRow", "PriorityOpener", "Prose",
    "Quote", "Register", "SideBox", "Standfirst", "Statement", "Status", "StatusBar", "StatusCount", "Table", "Term",
    "Tree", "TreeBox", "from_json", "register", "to_json",
]  # fmt: skip
