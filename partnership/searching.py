"""What somebody searches for, and how a text is shown that holds it: pure rules."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from django.db.models import Model, Q
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

FEWEST_LETTERS = 2
MOST_PHRASES = 8
#: Characters of a snippet on either side of the words that were found.
AROUND = 90

_PHRASE = re.compile(r'["“]([^"“”]+)["”]|([^\s"“”]+)')
_APOSTROPHES = "'’"
_WORD_START = r"(?<![^\W_])"  # "on" is found in "Money", and not what was looked for
_MARKUP = re.compile(r"[*_#>`~\[\]]+")


@dataclass(frozen=True)
class Searched:
    """A kind of row that is found by its words though it is no record.

    `name` is what a result is called, `second` its grey line, `texts` what is searched besides: lookups of text fields.
    `code` is a field with a casefolded shadow: searched, too, and the only way to a guarded row. A row without a page
    `stands_on` that of a record, to which this is the lookup.
    """

    model: type[Model]
    name: str
    texts: tuple[str, ...] = ()
    second: tuple[str, ...] = ()
    code: str = ""
    stands_on: str = ""

    @property
    def kind(self) -> str:
        return str(self.model._meta.model_name)


@dataclass(frozen=True)
class Asked:
    """Words and phrases in quotation marks, casefolded; all of them must be found."""

    text: str
    phrases: tuple[str, ...]

    @classmethod
    def of(cls, typed: str) -> "Asked":
        text = " ".join(typed.split())
        found = (" ".join((quoted or word).casefold().split()) for quoted, word in _PHRASE.findall(text))
        return cls(text, tuple(dict.fromkeys(phrase for phrase in found if phrase))[:MOST_PHRASES])

    @property
    def is_enough(self) -> bool:
        return sum(letter.isalnum() for phrase in self.phrases for letter in phrase) >= FEWEST_LETTERS

    @property
    def reference(self) -> str:
        """The whole of it, should it be somebody's reference."""
        return self.text.casefold()

    def in_casefolded(self, column: str) -> Q:
        """Every phrase stands in a column that holds casefolded text."""
        return self._every(lambda phrase: _any(Q(**{f"{column}__contains": form}) for form in _spellings(phrase)))

    def in_any_of(self, columns: Iterable[str]) -> Q:
        """Every phrase stands in one of these columns, in whatever case.

        SQLite compares without case in the 26 letters of English only, so words with others are asked for twice.
        """
        lookups = [f"{column}__icontains" for column in columns]
        return self._every(
            lambda phrase: _any(Q(**{lookup: form}) for lookup in lookups for form in _cases(phrase)),
        )

    def _every(self, condition: Callable[[str], Q]) -> Q:
        return reduce(and_, map(condition, self.phrases), Q())

    @property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.phrases, key=len, reverse=True)
        return re.compile(f"{_WORD_START}(?:{'|'.join(map(_either_apostrophe, longest_first))})", re.IGNORECASE)

    def marked(self, text: str) -> SafeString:
        """The text, escaped, with what was found in it marked."""
        pieces, end = [], 0
        for found in self._pattern.finditer(text):
            pieces += [escape(text[end : found.start()]), format_html("<mark>{}</mark>", found[0])]
            end = found.end()
        return mark_safe("".join([*pieces, escape(text[end:])]))  # noqa: S308 (every piece is escaped)

    def snippet(self, texts: Iterable[str]) -> SafeString:
        """The words round the first find in these texts; nothing where they hold none."""
        for text in texts:
            if found := self._pattern.search(text):
                start, end = max(0, found.start() - AROUND), found.end() + AROUND
                words = " ".join(_MARKUP.sub(" ", text[start:end]).split())
                begun = words.partition(" ")[2] if start and " " in words[:AROUND] else words
                kept = begun.rpartition(" ")[0] if end < len(text) and " " in begun[-AROUND:] else begun
                shown = f"{'… ' if start else ''}{kept}{' …' if end < len(text) else ''}"
                return self.marked(shown)
        return SafeString()


def _any(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions)


def _spellings(phrase: str) -> set[str]:
    """With the typewriter's apostrophe and with the printer's: people type one and paste the other."""
    return {re.sub(f"[{_APOSTROPHES}]", mark, phrase) for mark in _APOSTROPHES}


def _cases(phrase: str) -> set[str]:
    forms = _spellings(phrase)
    return forms if phrase.isascii() else {*forms, *(form.upper() for form in forms)}


def _either_apostrophe(phrase: str) -> str:
    return re.sub(f"[{_APOSTROPHES}]", f"[{_APOSTROPHES}]", re.escape(phrase))
