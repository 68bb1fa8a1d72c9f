"""What the pages about a record's access share."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from partnership import registry
from partnership.models import Record
from partnership.outside_words import reference_alone
from partnership.policy import can
from partnership.registers.rows import guarded_class
from partnership.selectors.record_access import ACCESS, may
from partnership.views.plain_forms import PlainForm
from partnership.views.traced import TracedView


class AboutAccess(TracedView):
    """A page about who has access to one record. It says the record's reference and nothing else of it."""

    subject = ACCESS
    record: Any

    def check(self) -> None:
        """The record alone decides."""

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.record = self.the_record(kwargs["pk"])
        if not self.note(self.record if guarded_class(self.record) else None):
            return self.refuse()
        return super().answer(request, *args, **kwargs)

    def the_record(self, pk: int) -> Record:
        """The record as its own kind, for those who may see who has access to it."""
        rows: Any = Record.objects
        found = rows.visible_to(self.principal, of=ACCESS).filter(pk=pk).first()
        if found is None:
            raise Http404
        record: Record = found.child
        if self.verb != "view" and not may(self.principal, self.verb, record):
            raise PermissionDenied
        return record

    @property
    def name(self) -> str:
        return reference_alone(self.record)

    @property
    def own_url(self) -> str:
        return reverse("partnership:record-access", args=[self.record.pk])

    def breadcrumbs(self, *, to_here: bool = False) -> list[dict[str, str]]:
        """The record, for those who may open it, and who has access to it."""
        crumbs = []
        if can(self.principal, "view", self.record):
            crumbs.append({"title": self.name, "url": registry.url_of(self.record)})
        return [*crumbs, *([{"title": "Who has access", "url": self.own_url}] if to_here else [])]


class AccessForm(AboutAccess, PlainForm):
    """A form about a record's access; it leads back to the page on which everything stands."""

    title: str = ""
    button: str = ""
    lead: str = ""

    def form_page(self, form: forms.Form, **context: Any) -> HttpResponse:
        usual = {
            "title": self.title,
            "button": self.button,
            "lead": self.lead,
            "caption": self.name,
            "cancel_url": self.own_url,
            "breadcrumbs": self.breadcrumbs(to_here=True),
            "guarded": True,
        }
        return self.page(form, **{**usual, **context})

    def done(self, words: str) -> HttpResponse:
        messages.success(self.request, words)
        return redirect(self.own_url)
