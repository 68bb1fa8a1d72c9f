"""The pages of meetings, from the agenda to the locked minutes."""

from partnership.views.meetings.urls import urls

__all__ = ["urls"]
