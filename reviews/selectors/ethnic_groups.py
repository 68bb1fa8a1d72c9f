"""The broad ethnic groups of the census, by which children may be counted; on record stands what somebody wrote."""

import re
from typing import Final

#: A group and words of which one is enough; what mentions two groups is mixed, and so asked for first.
_WORDS: Final = {
    "Mixed or multiple ethnic groups": r"mixed|multiple|white and|and white|dual heritage",
    "White": r"white|gypsy|irish|roma|traveller",
    "Asian or Asian British": r"asian|indian|pakistani|bangladeshi|chinese",
    "Black, Black British, Caribbean or African": r"black|caribbean|african",
    "Other ethnic group": r"arab|other",
}
_PATTERNS: Final = {group: re.compile(rf"\b(?:{words})\b") for group, words in _WORDS.items()}
ETHNIC_GROUPS: Final = tuple(sorted(_WORDS, key=lambda group: (group.startswith("Other"), group)))


def ethnic_group(text: str) -> str:
    """The group that a text means; empty where it means none."""
    told = text.casefold()
    return next((group for group, pattern in _PATTERNS.items() if pattern.search(told)), "")
