"""The chair's own words."""

from reporting.narrative import NarrativeSection
from reporting.parts import IN_BRIEF


class Foreword(NarrativeSection):
    key = "foreword"
    title = "Foreword from the independent chair"
    order = 10
    part = IN_BRIEF
