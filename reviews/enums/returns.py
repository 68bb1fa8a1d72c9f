"""What an agency is asked, by kind of return: what it has to bring, and the questions that a form begins with."""

from reviews.enums.conduct import ReturnKind, ReturnState

#: Kinds that hold a chronology; of the rapid review it may be short, or empty.
WITH_ENTRIES = (ReturnKind.RAPID, ReturnKind.CHRONOLOGY, ReturnKind.BOTH)
#: Kinds that are not sent without an entry, unless the agency says that it holds no record.
NEEDING_ENTRIES = (ReturnKind.CHRONOLOGY, ReturnKind.BOTH)
#: The agency writes until it has sent it, and again once it is sent back.
OPEN_RETURNS = (ReturnState.ASKED, ReturnState.STARTED)
#: What the merged chronology is made of.
HANDED_IN = (ReturnState.SENT, ReturnState.LOCKED)

_REPORT = (
    "What did your agency know of the family, and when?",
    "What did your agency do well?",
    "What would your agency do otherwise?",
    "How did your agency work with others?",
    "What has your agency changed since?",
)
#: Questions that stand in the form at first; whoever asks changes them.
QUESTIONS: dict[str, tuple[str, ...]] = {
    ReturnKind.RAPID: (
        "What was your agency’s contact with the child and the family?",
        "Is any other child at risk now, and what has been done about it?",
        "What did your agency do well?",
        "What raises a question about how agencies worked together?",
        "What should change at once?",
    ),
    ReturnKind.CHRONOLOGY: (),
    ReturnKind.REPORT: _REPORT,
    ReturnKind.BOTH: _REPORT,
}
