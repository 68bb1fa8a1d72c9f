"""Chips of answers to recommendations and of impact tests."""

from partnership.enums import Proven
from partnership.models import ImpactTest, RecommendationAnswer
from partnership.registers import Chip

_PROVEN_COLOURS = {Proven.YES: "blue", Proven.PARTLY: "amber", Proven.NOT_YET: "grey"}


def answer_mark(answer: RecommendationAnswer) -> Chip:
    """Whether an agency takes a recommendation on."""
    if answer.answered_at is None:
        return Chip("grey", "Waiting for an answer")
    return Chip("green", "Accepted") if answer.accepted else Chip("red", "Declined")


def proven_mark(test: ImpactTest) -> Chip:
    """What a look at the difference found."""
    words = {Proven.YES: "Proven", Proven.PARTLY: "Proven in part", Proven.NOT_YET: "Not proven yet"}
    return Chip(_PROVEN_COLOURS[Proven(test.proven)], words[Proven(test.proven)])
