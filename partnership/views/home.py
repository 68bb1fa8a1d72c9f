"""Home: your work by date, your groups, what changed."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from partnership import registry
from partnership.formats import date_words
from partnership.policy import Principal
from partnership.registers.tables import RegisterTable
from partnership.selectors.work import actions_due, changed_lately
from partnership.tables import ChangeTable, WorkTable
from partnership.views.scoped import SignedInView

CHANGES_SHOWN = 8


class Home(SignedInView):
    """Asked by date and not by module, since the day is what people think in."""

    place = "home"

    def get(self, request: HttpRequest) -> HttpResponse:
        today = timezone.localdate()
        changes = ChangeTable(changed_lately(self.principal)[:CHANGES_SHOWN], principal=self.principal, orderable=False)
        work = _by_date(self.principal, today)
        context = {
            "today": today,
            "work": work if any(len(span["table"].rows) for span in work) else [],
            "changes": changes,
            "tiles": [
                (tile.template, content) for tile in registry.tiles() if (content := tile.content(self.principal))
            ],
        }
        return render(request, "partnership/home.html", context)


def _by_date(principal: Principal, today: date) -> list[dict[str, Any]]:
    """What is late, what is due this week and next, each with its table."""
    sunday = today + timedelta(days=6 - today.weekday())
    next_monday, next_sunday = sunday + timedelta(days=1), sunday + timedelta(days=7)
    return [
        {"title": "Overdue", "second": "before today", "table": _table(principal, None, today - timedelta(days=1))},
        {"title": "Due this week", "second": f"by {date_words(sunday)}", "table": _table(principal, today, sunday)},
        {
            "title": "Due next week",
            "second": f"{date_words(next_monday)} to {date_words(next_sunday)}",
            "table": _table(principal, next_monday, next_sunday),
        },
    ]


def _table(principal: Principal, start: date | None, end: date) -> RegisterTable:
    return WorkTable(actions_due(principal, start=start, end=end), principal=principal, orderable=False)
