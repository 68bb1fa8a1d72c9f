"""How the partnership learns: its framework of reviews, audits and data."""

from reporting.narrative import NarrativeSection
from reporting.parts import LEARNING


class LearningFramework(NarrativeSection):
    key = "learning_framework"
    title = "Learning and improvement"
    order = 90
    part = LEARNING
