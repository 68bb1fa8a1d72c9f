"""Pages that hand something restricted out: the trace in the read log comes first, and without it nothing goes."""

from django.db import DatabaseError, transaction
from django.http import HttpResponse
from django.shortcuts import render

from partnership.enums import ReadVerb
from partnership.models import Record
from partnership.services.read_log import note_reading, roles_in_words
from partnership.views.scoped import ScopedView


class TracedView(ScopedView):
    """A page that shows or sends what may be restricted."""

    def note(self, record: Record | None, *, verb: str = ReadVerb.OPENED, reason: str = "") -> bool:
        """Write a visit to a restricted record down, before anything of it is sent; False where that cannot be done.

        A page that is asked for in order to print it is written down as printed, whichever page it is.
        """
        if record is None:
            return True
        if verb == ReadVerb.OPENED and self.request.GET.get("print") == "1":
            verb = ReadVerb.PRINTED
        role = roles_in_words(self.principal)
        try:
            with transaction.atomic():
                note_reading(
                    record=record, address=self.request.path, by=self.user, verb=verb, reason=reason, role=role
                )
        except DatabaseError:
            return False
        return True

    def refuse(self) -> HttpResponse:
        """No content without its trace."""
        response = render(self.request, "registers/not_logged.html", status=503)
        response["Retry-After"] = "60"
        return response
