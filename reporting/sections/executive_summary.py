"""The year in two pages: key successes and areas for development."""

from reporting.narrative import NarrativeSection
from reporting.parts import IN_BRIEF


class ExecutiveSummary(NarrativeSection):
    key = "executive_summary"
    title = "Executive summary"
    order = 30
    part = IN_BRIEF
