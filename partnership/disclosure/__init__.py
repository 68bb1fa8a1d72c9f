"""Disclosure control: what of tables of small numbers may be published, so that no child can be found by arithmetic.

Source: "Rules that protect people" of the domain; the choices are in docs/decisions/0009-disclosure-engine.md. Counts
from 1 to 4 are not shown and are marked `c`; nought is shown. Percentages, rates, charts and sentences may only be made
of counts for which `may_derive` holds.
"""

from .counts import (
    FEWEST_VALUES,
    MARK,
    MARK_WORDS,
    THRESHOLD,
    Key,
    Range,
    Released,
    ReleasedCount,
    mark_words,
    may_share,
)
from .editions import Edition
from .protection import Means, Publication, ReleasedTable, protect_tables
from .single import protect
from .tables import ALL, Sum, Sums, Table, one_way, two_way

__all__ = [
    "ALL",
    "FEWEST_VALUES",
    "MARK",
    "MARK_WORDS",
    "THRESHOLD",
    "Edition",
    "Key",
    "Means",
    "Publication",
    "Range",
    "Released",
    "ReleasedCount",
    "ReleasedTable",
    "Sum",
    "Sums",
    "Table",
    "mark_words",
    "may_share",
    "one_way",
    "protect",
    "protect_tables",
    "two_way",
]
