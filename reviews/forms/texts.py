"""Forms of drafts: the draft itself, what is said about it, the signature."""

from typing import Any

from django import forms

from partnership.forms.identifying import WarnsOfNames
from partnership.models.fields import ONE_LINE
from partnership.text import LONGEST
from reviews.models import Review
from reviews.selectors.pseudonyms import pseudonyms_of

LONGEST_COMMENT = 5_000


class OfReviewForm(WarnsOfNames, forms.Form):
    """Words about a case: the pseudonyms of the review may stand in them, names may not."""

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.review = review

    def known_names(self) -> frozenset[str]:
        return pseudonyms_of(self.review)


class DraftForm(OfReviewForm):
    """The next draft. `based_on` tells the second of two writers that there is another one."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    what_changed = forms.CharField(
        label="What changed",
        max_length=ONE_LINE,
        help_text="In one line, for those who read the draft before",
        error_messages={"required": "Type what changed"},
    )
    text = forms.CharField(
        label="Text",
        help_text="A line that begins with # is a heading, with - a point of a list. Write roles and pseudonyms, never "
        "names",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 26}),
        error_messages={
            "required": "Write the text",
            "max_length": f"The text has more than {LONGEST:,} characters. Shorten it",
        },
    )

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_first:
            del self.fields["what_changed"]

    def clean_text(self) -> str:
        """Lines end alike whatever browser they come from, or the same words would have two hashes."""
        text: str = self.cleaned_data["text"]
        return text.replace("\r\n", "\n").replace("\r", "\n")


class CommentForm(OfReviewForm):
    passage = forms.CharField(
        label="Passage (if it is about one)",
        required=False,
        max_length=ONE_LINE,
        help_text="Some words of it, or the heading above it",
    )
    words = forms.CharField(
        label="Your comment",
        help_text="Everybody who reads the draft can read it",
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write your comment before you add it"},
    )


class AnswerForm(OfReviewForm):
    answer = forms.CharField(
        label="What was done about it",
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Type what was done about it"},
    )


class SignForm(forms.Form):
    """`text_hash` is that of the words on the signer's page."""

    text_hash = forms.CharField(widget=forms.HiddenInput)
    has_read = forms.BooleanField(
        label="I have read this draft, and these are the words that I sign",
        error_messages={"required": "Tick the box if these are the words that you sign"},
    )
