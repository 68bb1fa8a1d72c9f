"""What every page knows: the partnership's name, the menu of the person, what is shown."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from partnership import registry
from partnership.on_behalf import principal_for
from partnership.selectors.record_access import opened_in_emergency
from partnership.showing import showing_of

_FOOTER = (
    ("Published reviews", "reviews:published-list"),
    ("Help and how-to guides", "partnership:help"),
    ("Accessibility statement", "partnership:accessibility"),
    ("Privacy", "partnership:privacy"),
    ("Contact the business unit", "partnership:contact"),
)


def portal(request: HttpRequest) -> dict[str, Any]:
    """The page furniture's context, as `templates/base.html` asks for it."""
    return {"partnership_name": settings.PARTNERSHIP_NAME, "portal": _furniture(request)}


def _furniture(request: HttpRequest) -> dict[str, Any]:
    footer = [{"title": title, "url": reverse(name)} for title, name in _FOOTER]
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {"navigation": [], "footer": footer}
    here = getattr(request, "place", "")
    principal = principal_for(request)
    items = [
        {"title": place.title, "url": url, "current": place.key == here}
        for place, url in registry.places_for(principal)
    ]
    home = {"title": "Home", "url": reverse("partnership:home"), "current": here == "home"}
    own = [{"title": entry.title, "url": reverse(entry.url_name)} for entry in registry.own_pages(principal)]
    return {
        "navigation": [home, *items],
        "own_pages": own,
        "footer": footer,
        "showing": _showing(request),
        "emergencies": opened_in_emergency(principal),
        "session_seconds": settings.SESSION_COOKIE_AGE,
    }


def _showing(request: HttpRequest) -> dict[str, str] | None:
    """The line under the menu, for those who have more than one partnership to choose from."""
    showing = showing_of(request)
    if len(showing.boards) < 2:
        return None
    here = urlencode({"next": request.path})
    title = showing.board.name if showing.board else "All partnerships"
    return {"title": title, "change_url": f"{reverse('partnership:showing')}?{here}"}
