"""Words that may tell who somebody is."""

import pytest
from django import forms

from partnership.forms.identifying import WarnsOfNames
from partnership.identifying import Telling, telling_words


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Ryan was seen at home.", "a name", "Ryan"),
        ("Mother said that Aisha Rahman did not come.", "a name", "Aisha Rahman"),
        ("It was Callum’s third visit.", "a name", "Callum"),
        ("Mr Okafor opened the door.", "a name", "Mr Okafor"),
        ("Baby Winterbourne was weighed.", "a name", "Baby Winterbourne"),
        ("The child, DOB 03/04/2019, was seen.", "a date of birth", "DOB 03/04/2019"),
        ("She was born on 3rd April 2019.", "a date of birth", "born on 3rd April 2019"),
        ("They moved to 14 Quarry Bank Lane.", "an address", "14 Quarry Bank Lane"),
        ("The family lives in NV4 7QT.", "a postcode", "NV4 7QT"),
        ("Call 01632 960 123.", "a telephone number", "01632 960 123"),
        ("Write to carer@example.org today.", "an e-mail address", "carer@example.org"),
        ("NHS number 943 476 5919.", "an NHS number", "943 476 5919"),
    ],
)
def test_words_that_tell_are_found(text: str, kind: str, words: str) -> None:
    assert telling_words(text) == [Telling(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "The class teacher asked mother, and the health visitor came on 3 April 2019.",
        "Children’s Social Care and Northvale Constabulary held a strategy meeting in May.",
        "Working Together asks for a rapid review within 15 working days.",
        "The reference is 943 476 5918 and the score 12 of 25.",
        "Will the plan mark a change? Grace and hope were not enough.",
        "",
    ],
)
def test_words_that_tell_nothing_pass(text: str) -> None:
    assert telling_words(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("When Ryan came, they left.", ["Ryan"]),
        ("On Monday Ryan Cole and Aisha came.", ["Ryan Cole", "Aisha"]),
        ("Callum Ryan came.", ["Callum Ryan"]),
    ],
)
def test_a_name_is_found_after_another_capital(text: str, words: list[str]) -> None:
    assert [one.words for one in telling_words(text)] == words


@pytest.mark.parametrize(
    "text", ["The visit to St James Hospital.", "St. Mary’s and Saint Joseph Primary were closed."]
)
def test_a_place_that_is_called_by_a_saint_tells_nothing(text: str) -> None:
    assert telling_words(text) == []


@pytest.mark.parametrize(
    "text", ["Priya Shah writes to schools.", "Dr Priya Shah and Ms Priya Shah", "priya shah’s plan"]
)
@pytest.mark.parametrize("known", ["Priya Shah", "Dr Priya Shah", "ACC Priya Shah"])
def test_a_known_full_name_passes_with_any_title(text: str, known: str) -> None:
    assert telling_words(text, known=[known]) == []


@pytest.mark.parametrize(
    ("text", "words"), [("Priya came.", "Priya"), ("Priya Shahid", "Priya Shahid"), ("14 Ash Road", "14 Ash Road")]
)
def test_a_known_name_covers_nothing_but_itself(text: str, words: str) -> None:
    assert [one.words for one in telling_words(text, known=["Priya Shah", "Ash"])] == [words]


def test_a_known_name_passes() -> None:
    assert telling_words("Ryan was seen by Ruth Adeyemi.", known=["Ryan", "Ruth Adeyemi"]) == []


class _Form(WarnsOfNames, forms.Form):
    not_watched = ("contact",)

    what = forms.CharField(widget=forms.Textarea, required=False)
    contact = forms.CharField(required=False, max_length=80)


def test_a_form_warns_and_shows_the_box() -> None:
    form = _Form({"what": "Ryan lives at 14 Quarry Bank Lane", "contact": "Ruth Adeyemi"})
    assert form.errors == {
        "what": [
            "This may be an address: “14 Quarry Bank Lane”; a name: “Ryan”. "
            "Write a role or the pseudonym, or tick the box at the end of the form"
        ]
    }
    assert not form["names_checked"].is_hidden


def test_a_ticked_box_lets_the_words_pass() -> None:
    form = _Form({"what": "Ryan", "names_checked": "on"})
    assert form.is_valid()


def test_words_that_stood_there_before_are_not_asked_about() -> None:
    assert _Form({"what": "Ryan came. He left."}, initial={"what": "Ryan came."}).is_valid()


def test_a_form_without_telling_words_has_no_box() -> None:
    form = _Form({"what": "Mother came."})
    assert form.is_valid()
    assert list(form.fields) == ["what", "contact"]


def test_the_box_stays_ticked_where_something_else_is_wrong() -> None:
    form = _Form({"what": "Ryan", "contact": "x" * 90, "names_checked": "on"})
    assert list(form.errors) == ["contact"]
    assert form["names_checked"].value() is True
