"""What follows from the year."""

from reporting.narrative import NarrativeSection
from reporting.parts import AHEAD


class Conclusions(NarrativeSection):
    key = "conclusions"
    title = "Conclusions and areas for development"
    order = 290
    part = AHEAD
