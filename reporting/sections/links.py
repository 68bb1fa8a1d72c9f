"""How the partnership works with bodies beside it."""

from reporting.narrative import NarrativeSection
from reporting.parts import PARTNERSHIP


class Links(NarrativeSection):
    key = "links"
    title = "Links with other boards and partnerships"
    order = 60
    part = PARTNERSHIP
