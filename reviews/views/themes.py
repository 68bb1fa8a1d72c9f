"""Themes that come again, over reviews, audits, inspections and child deaths."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from partnership import registry
from partnership.models import Record
from partnership.registers.parts import RESTRICTION_CHIPS, Link
from partnership.registers.rows import guarded_class, neutral_name
from partnership.themes import Theme, themes_seen
from partnership.views.traced import TracedView


class ThemeView(TracedView):
    """Whoever may see reviews; of restricted ones only those who may see these."""

    subject = "review"
    place = "reviews"

    def themes(self) -> list[Theme]:
        return [theme for theme in themes_seen(self.principal) if theme.is_named]

    def note_found(self, themes: Iterable[Theme]) -> bool:
        """Write down every restricted record of which these themes tell, each once."""
        rows = {one.row.pk: one.row for theme in themes for some in theme.found.values() for one in some if one.row}
        return self.note_all([row for row in rows.values() if guarded_class(row)])


class ThemeList(ThemeView):
    """Every theme with how often and when it was found, narrowed by words or to those that came again.

    A theme is in a review's own words, so each restricted one is in the read log first.
    """

    def get(self, request: HttpRequest) -> HttpResponse:
        themes = self.themes()
        words, again = request.GET.get("words", "").strip(), bool(request.GET.get("again"))
        shown = [
            theme for theme in themes if words.casefold() in theme.name.casefold() and (theme.comes_again or not again)
        ]
        if not self.note_found(shown):
            return self.refuse()
        context = {"themes": shown, "words": words, "again": again, "has_any": bool(themes)}
        return render(request, "reviews/themes/list.html", context)


class ThemeDetail(ThemeView):
    """Where one theme was found; each restricted record that it names is in the read log first."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        theme = next((one for one in self.themes() if one.slug == slug), None)
        if theme is None:
            raise Http404
        if not self.note_found([theme]):
            return self.refuse()
        context = {
            "theme": theme,
            "years": _by_year(theme),
            "counted": [source for source in theme.found if source.counted_only],
            "breadcrumbs": [{"title": "Repeat themes", "url": "../"}],
        }
        return render(request, "reviews/themes/detail.html", context)


def _by_year(theme: Theme) -> list[tuple[int | None, list[tuple[str, Link, object]]]]:
    """The records in which it was found, the latest year first; those without a year last."""
    lines = [
        (one.year, source.one, one.row) for source, some in theme.found.items() for one in some if one.row is not None
    ]
    years = sorted({year for year, _, _ in lines}, key=lambda year: -(year or 0))
    return [(year, [_line(kind, row) for at, kind, row in lines if at == year]) for year in years]


def _line(kind: str, row: Record) -> tuple[str, Link, object]:
    guarded = guarded_class(row)
    return kind, Link(neutral_name(row), registry.url_of(row)), RESTRICTION_CHIPS[guarded] if guarded else ""


urls = [
    path("themes/", ThemeList.as_view(), name="theme-list"),
    path("themes/<slug:slug>/", ThemeDetail.as_view(), name="theme-detail"),
]
