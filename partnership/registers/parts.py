"""What pages of a register are put together from: small values that templates draw."""

from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from partnership.enums import Visibility
from partnership.formats import capital
from partnership.templatetags.portal import chip, score


class Drawn:
    """Something that templates draw by its `__html__`."""

    def __html__(self) -> SafeString:
        raise NotImplementedError

    def __str__(self) -> str:
        return self.__html__()


@dataclass(frozen=True)
class Chip(Drawn):
    """A word with the colour and the shape of its meaning (`look` rules in the stylesheet)."""

    colour: str
    words: str

    def __html__(self) -> SafeString:
        return chip(self.colour, self.words)


@dataclass(frozen=True)
class Score(Drawn):
    """A risk score and its word."""

    number: int
    word: str

    def __html__(self) -> SafeString:
        return score(self.number, self.word)


@dataclass(frozen=True)
class Kind(Drawn):
    """A kind of record: a plain grey word without a shape."""

    words: str

    def __html__(self) -> SafeString:
        return format_html('<span class="portal-kind">{}</span>', capital(self.words))


@dataclass(frozen=True)
class Link(Drawn):
    """A way to another page."""

    title: str
    url: str

    def __html__(self) -> SafeString:
        return format_html('<a class="govuk-link" href="{}">{}</a>', self.url, self.title)


@dataclass(frozen=True)
class Button(Drawn):
    """A way to a page on which something is done, drawn as a button; green for what most people do next."""

    title: str
    url: str
    primary: bool = False

    def __html__(self) -> SafeString:
        kind = "govuk-button" if self.primary else "govuk-button govuk-button--secondary"
        return format_html(
            '<a class="{}" href="{}" role="button" draggable="false" data-module="govuk-button">{}</a>',
            kind,
            self.url,
            self.title,
        )


@dataclass(frozen=True)
class Fact:
    """A row of a summary."""

    label: str
    value: Any
    second: Any = ""


def bullets(items: list[str]) -> SafeString:
    """A list of one-line texts."""
    return format_html(
        '<ul class="govuk-list govuk-list--bullet">{}</ul>', format_html_join("", "<li>{}</li>", ((i,) for i in items))
    )


RESTRICTION_CHIPS = {
    Visibility.RESTRICTED: Chip("purple", "Restricted"),
    Visibility.SEALED: Chip("purple", "Sealed"),
}
