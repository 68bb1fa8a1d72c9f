"""The partnership's judgement of its own arrangements."""

from reporting.narrative import NarrativeSection
from reporting.parts import AHEAD


class Effectiveness(NarrativeSection):
    key = "effectiveness"
    title = "How effective are our arrangements"
    order = 280
    part = AHEAD
