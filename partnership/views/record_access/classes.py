"""Restricting, opening and sealing a record."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from partnership.enums import Visibility
from partnership.forms.record_access import ClassForm
from partnership.models import ClassChange
from partnership.services.classes import change_class, classes_for
from partnership.services.versions import Conflict
from partnership.views.record_access.base import AccessForm

MOVED_ON = "Somebody changed this record while you were here. Load this page again before you go on"


class RecordClass(AccessForm):
    """Another class for a record. All that belongs to it follows at once."""

    verb = "create"
    title = "Change its class"
    button = "Change the class"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.form_page(self.form(initial={"version": self.record.version}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = self.form(request.POST)
        self.asked: Any = None
        if not form.is_valid() or not self.write(form, lambda: self.change(form)):
            return self.form_page(form)
        if isinstance(self.asked, ClassChange):
            return self.done("It waits for a second person, who has been told. Nothing has changed yet.")
        return self.done(f"It is {form.cleaned_data['to']} now, and so is all that belongs to it.")

    def form(self, *args: Any, **kwargs: Any) -> ClassForm:
        return ClassForm(*args, classes=classes_for(self.record), **kwargs)

    def change(self, form: ClassForm) -> None:
        typed = {name: form.cleaned_data[name] for name in ("to", "version", "reason")}
        try:
            self.asked = change_class(record=self.record, by=self.user, **typed)
        except Conflict:
            form.add_error(None, MOVED_ON)

    def form_page(self, form: Any, **context: Any) -> HttpResponse:
        label = Visibility(self.record.visibility).label.lower()
        lead = f"It is {label} now. Its actions, files, comments and history have the same class, from the same minute."
        lead += " To seal a record, or to open a sealed one, takes two people."
        return super().form_page(form, lead=lead, **context)
