"""What the page of a review is put together from: its clock, the links to its parts, the days to come."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from partnership.formats import number_words, short_date
from partnership.principals import Principal
from partnership.registers.parts import Link
from reviews.clocks.bar import bar_of, legend_of, sentence_of
from reviews.clocks.words import by_words
from reviews.enums.returns import OPEN_RETURNS
from reviews.models import Review
from reviews.selectors.clocks import RuleClock, starts_due
from reviews.selectors.panel import next_dates
from reviews.selectors.review_page import PartCounts

DAYS_SHOWN = 6


@dataclass(frozen=True)
class MainClock:
    """The clock that heads the page, as its bar and in words."""

    of_rule: RuleClock
    mark: Any

    @property
    def title(self) -> str:
        name = self.of_rule.rule.name
        return f"Clock: {name[:1].lower()}{name[1:]} within {self.of_rule.clock.limit.words}"

    @property
    def by(self) -> str:
        return by_words(self.of_rule.rule)

    @property
    def bar(self) -> Any:
        return bar_of(self.of_rule.clock, sentence_of(self.of_rule.clock))

    @property
    def legend(self) -> list[tuple[str, str, str]]:
        return legend_of(self.of_rule.clock)


@dataclass(frozen=True)
class PartLink:
    """A part of the review, and in a word how much of it there is."""

    title: str
    url: str
    words: str = ""


@dataclass(frozen=True)
class NextDay:
    """A day to come and what happens on it: words, or a link."""

    on: date
    what: Any

    @property
    def day(self) -> str:
        return short_date(self.on)


def part_links(review: Review, counts: PartCounts, *, may: Callable[..., bool]) -> list[PartLink]:
    """The parts in the order in which a review goes through them, as far as the reader may open them."""
    parts = [
        _part(review, "Decision and criteria", "review-decision", _of(counts.criteria_met, counts.criteria, "met")),
        _part(review, "Clocks and pauses", "review-clocks"),
    ]
    if may("view", "review_text"):
        parts.append(_text(review, "Terms of reference", "terms", "version", counts.terms))
    parts.append(_part(review, "Panel and reviewer", "review-panel", _count(counts.people, "person", "people")))
    parts.append(_part(review, "Chronology", "review-chronology", _count(counts.entries, "entry", "entries")))
    parts.append(_part(review, "Themes and learning", "review-learning", _count(len(review.themes), "theme", "themes")))
    if may("view", "review_text"):
        parts.append(_text(review, "Drafts and sign-off", "report", "draft", counts.draft))
    shared = _count(counts.briefings, "briefing", "briefings") or "not yet"
    parts += [
        *([PartLink("Family’s part in the review", "#family")] if review.family_part else []),
        _part(review, "Learning shared", "review-learning", shared),
        *([_part(review, "Publication", "review-publication")] if may("view", "published_copy") else []),
        PartLink("Files", "#files", number_words(counts.files)),
        PartLink("History", "#history"),
    ]
    return parts


def next_days(
    review: Review, clocks: Iterable[RuleClock], returns: Iterable[Any], principal: Principal, today: date
) -> list[NextDay]:
    """What comes next, soonest first: returns, clocks, what has to begin for them, what runs beside the review."""
    clocks = list(clocks)
    days = [NextDay(one.due_on, f"{one.agency} return due") for one in returns if one.state in OPEN_RETURNS]
    days += [NextDay(on, f"{rule.name}: begin by this day") for on, rule in starts_due(clocks)]
    days += [NextDay(one.clock.due_on, one.rule.name) for one in clocks if one.clock.is_open and one.clock.due_on]
    days += [NextDay(on, Link(what, url)) for on, what, url in next_dates(review, principal, today)]
    ahead = sorted((one for one in days if one.on >= today), key=lambda one: one.on)
    return ahead[:DAYS_SHOWN]


def _part(review: Review, title: str, name: str, words: str = "") -> PartLink:
    return PartLink(title, _url(review, name), words)


def _text(review: Review, title: str, kind: str, noun: str, number: int) -> PartLink:
    words = f"{noun} {number}" if number else "not begun"
    return PartLink(title, reverse("reviews:review-texts", args=[review.pk, kind]), words)


def _url(review: Review, name: str) -> str:
    return reverse(f"reviews:{name}", args=[review.pk])


def _of(some: int, every: int, words: str) -> str:
    return f"{some} of {every} {words}" if every else "not yet"


def _count(number: int, one: str, many: str) -> str:
    return f"{number_words(number)} {one if number == 1 else many}" if number else ""
