"""Search over all that somebody may see, and nothing else."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from partnership.formats import number_words
from partnership.searching import FEWEST_LETTERS, Asked
from partnership.selectors.search import Found, counts_by_kind, titles_by_kind
from partnership.views.scoped import SignedInView

PAGE_SIZE = 25
LONGEST = 200  # characters of what is searched for


class Search(SignedInView):
    """Everybody who is signed in may search; each finds what they may see."""

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = Asked.of(request.GET.get("words", "")[:LONGEST])
        context: dict[str, Any] = {"asked": asked, "fewest": FEWEST_LETTERS}
        if asked.is_enough:
            context |= self.results(asked, request.GET.get("kind", ""))
        return render(request, "partnership/search.html", context)

    def results(self, asked: Asked, kind: str) -> dict[str, Any]:
        counts, titles = counts_by_kind(self.principal, asked), titles_by_kind()
        kind = kind if kind in titles else ""
        found = Found(self.principal, asked, kind, counts)
        pages: Paginator[Any] = Paginator(found, PAGE_SIZE)  # type: ignore[arg-type]  # it is sliced and counted
        page = pages.get_page(self.request.GET.get("page"))
        return {
            "page": page,
            "hits": list(page),
            "count": f"{number_words(len(found))} {'result' if len(found) == 1 else 'results'}",
            "kinds": [
                _line("Everything", "", sum(counts.values()), asked, kind),
                *(_line(title, one, counts[one], asked, kind) for one, title in titles.items() if one in counts),
            ],
            "empty": None if len(found) else _nothing(asked, kind, titles),
        }


def _line(title: str, kind: str, count: int, asked: Asked, chosen: str) -> dict[str, Any]:
    return {"title": title, "count": count, "url": _url(asked.text, kind), "current": kind == chosen}


def _nothing(asked: Asked, kind: str, titles: Any) -> dict[str, Any]:
    """What was asked, and what may be left out of it."""
    links = [{"title": "Search everything", "url": _url(asked.text)}] if kind else []
    if len(asked.phrases) > 1:
        links += [{"title": f"Search for “{phrase}” alone", "url": _url(phrase)} for phrase in asked.phrases]
    among = f"{titles[kind]} that" if kind else "Nothing that"
    return {
        "title": "Nothing matches",
        "text": f"{among} you may see {'do not hold' if kind else 'holds'} “{asked.text}”. "
        "A restricted record is found by its whole reference only.",
        "links": links,
    }


def _url(words: str, kind: str = "") -> str:
    return f"?{urlencode({'words': words, **({'kind': kind} if kind else {})})}"
