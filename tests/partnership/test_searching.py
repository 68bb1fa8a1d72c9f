"""What is typed into the search box, and how a find is shown."""

import pytest

from partnership.searching import MOST_PHRASES, Asked


@pytest.mark.parametrize(
    ("typed", "phrases"),
    [
        ("neglect", ("neglect",)),
        ("  Early   HELP ", ("early", "help")),
        ('"Early  help" offer', ("early help", "offer")),
        ("“Early help”", ("early help",)),
        ('half a "quote', ("half", "a", "quote")),
        ("same same Same", ("same",)),
        ("", ()),
        ('""', ()),
        ("Straße", ("strasse",)),
    ],
)
def test_what_is_typed_becomes_phrases(typed: str, phrases: tuple[str, ...]) -> None:
    assert Asked.of(typed).phrases == phrases


def test_a_whole_page_of_words_is_cut() -> None:
    assert len(Asked.of(" ".join(f"word{number}" for number in range(50))).phrases) == MOST_PHRASES


@pytest.mark.parametrize(
    ("typed", "enough"), [("", False), ("a", False), ("% _", False), ("ab", True), ("a b", True), ("3 1", True)]
)
def test_two_letters_are_enough(typed: str, enough: bool) -> None:
    assert Asked.of(typed).is_enough == enough


def test_what_was_found_is_marked_and_the_rest_escaped() -> None:
    marked = Asked.of("<b> neglect").marked("Neglect & <b>bold</b>")
    assert marked == "<mark>Neglect</mark> &amp; <mark>&lt;b&gt;</mark>bold&lt;/b&gt;"


def test_both_apostrophes_are_one() -> None:
    assert Asked.of("children's").marked("The children’s home") == "The <mark>children’s</mark> home"


def test_the_longer_of_two_phrases_is_marked_whole() -> None:
    assert Asked.of('help "help desk"').marked("help desk") == "<mark>help desk</mark>"


def test_only_the_beginning_of_a_word_is_marked() -> None:
    marked = Asked.of("on mo").marked("Money on loan, “once” _on_ 3on")
    assert marked == ("<mark>Mo</mark>ney <mark>on</mark> loan, “<mark>on</mark>ce” _<mark>on</mark>_ 3on")


def test_a_snippet_is_cut_at_words_round_the_first_find() -> None:
    text = "alpha " * 40 + "neglect " + "omega " * 40
    snippet = Asked.of("neglect").snippet(["nothing here", text])
    assert snippet.startswith("… alpha alpha")
    assert snippet.endswith("omega omega …")
    assert "alpha <mark>neglect</mark> omega" in snippet
    assert len(snippet) < 230


def test_a_snippet_leaves_out_marks_of_emphasis() -> None:
    assert Asked.of("loud").snippet(["# Title\n\n**loud** _words_"]) == "Title <mark>loud</mark> words"


def test_there_is_no_snippet_without_a_find() -> None:
    assert Asked.of("neglect").snippet(["", "nothing"]) == ""
