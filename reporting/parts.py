"""The parts of the contents page, in their order."""

IN_BRIEF = "The year in brief"
PARTNERSHIP = "The partnership and its priorities"
LEARNING = "Learning and assurance"
VOICE = "Voice, scrutiny and challenge"
RESOURCES = "Groups, agencies and resources"
AHEAD = "Looking ahead"
