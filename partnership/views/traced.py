"""Pages that hand something restricted out: the trace in the read log comes first, and without it nothing goes."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import DatabaseError, transaction
from django.http import HttpResponse
from django.shortcuts import render

from partnership.enums import ReadVerb
from partnership.models import Record
from partnership.services.read_log import note_reading, note_readings, roles_in_words
from partnership.views.scoped import ScopedView, SignedInView


class Traced(SignedInView):
    """A page that shows or sends what may be restricted, of whatever subject."""

    def note(self, record: Record | None, *, verb: str = ReadVerb.OPENED, reason: str = "") -> bool:
        """Write a visit to a restricted record down, before anything of it is sent; False where that cannot be done.

        A page that is asked for in order to print it is written down as printed, whichever page it is.
        """
        if record is None:
            return True
        return self._noted(note_reading, record=record, verb=self._as_asked(verb), reason=reason)

    def note_all(self, records: Sequence[Record]) -> bool:
        """The same for a page that tells of several restricted records; as many queries for one as for many."""
        return not records or self._noted(note_readings, records=records, verb=self._as_asked(ReadVerb.OPENED))

    def _as_asked(self, verb: str) -> str:
        is_print = verb == ReadVerb.OPENED and self.request.GET.get("print") == "1"
        return ReadVerb.PRINTED if is_print else verb

    def _noted(self, write: Callable[..., Any], **entry: Any) -> bool:
        try:
            with transaction.atomic():
                write(address=self.request.path, by=self.user, role=roles_in_words(self.principal), **entry)
        except DatabaseError:
            return False
        return True

    def refuse(self) -> HttpResponse:
        """No content without its trace."""
        response = render(self.request, "registers/not_logged.html", status=503)
        response["Retry-After"] = "60"
        return response


class TracedView(Traced, ScopedView):
    """The same of one subject."""
