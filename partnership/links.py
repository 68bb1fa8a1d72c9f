"""Addresses as they stand outside the portal, in mail and calendars: absolute, from the setting `PORTAL_URL`."""

from django.conf import settings
from django.urls import reverse


def absolute(path: str) -> str:
    """The whole address of one of the portal's own paths."""
    return f"{settings.PORTAL_URL}{path}"


def link_to(url_name: str, *args: object) -> str:
    """The whole address of a page by its name: `link_to("partnership:action-detail", action.pk)`."""
    return absolute(reverse(url_name, args=args))
