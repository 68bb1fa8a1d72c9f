"""Conflicts of interest: one's own, somebody's, and their end."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from partnership import registry
from partnership.forms.record_access import ConflictForm, EndForm, OwnConflictForm
from partnership.models import Agency, Interest, Record
from partnership.registers.rows import neutral_name, path_to_record, record_of
from partnership.selectors.record_access import may
from partnership.services.conflicts import declare_by_way_of, declare_for, declare_own, end_interest
from partnership.views.record_access.base import AccessForm


class ConflictDeclare(AccessForm):
    """Anybody who can open a record, or one of its rows, says that they should not. They lose sight of it at once.

    An agency sees its referral, answer or action, and nothing of the record: the page then says nothing of it either,
    nor of a second row, since two rows together would tell that they belong to one case.
    """

    title = "Declare your conflict of interest"
    button = "Declare it and give up access"
    lead = (
        "From then on you see nothing of this record or of what belongs to it: no page, file, action, list or message. "
        "The business unit is told. Only the business manager or the scrutineer can end it."
    )

    def the_record(self, pk: int) -> Record:
        """For everybody who can open it, or one of its rows."""
        rows: Any = Record.objects
        found = rows.visible_to(self.principal).filter(pk=pk).first()
        self.rows = [] if found else self.rows_of(pk)
        found = found or next(map(record_of, self.rows), None)
        if found is None:
            raise Http404
        record: Record = found.child
        return record

    def rows_of(self, pk: int) -> list[Model]:
        """What the person can open of a record that they cannot open."""
        models: list[Any] = [one.model for one in registry.registers() if path_to_record(one.model)]
        found = [model.objects.visible_to(self.principal).filter(**{path_to_record(model): pk}) for model in models]
        return [row for rows in found for row in rows]

    @property
    def name(self) -> str:
        if not self.rows:
            return super().name
        return neutral_name(self.rows[0]) if len(self.rows) == 1 else ""

    @property
    def own_url(self) -> str:
        if not self.rows:
            return registry.url_of(self.record)
        return registry.url_of(self.rows[0]) if len(self.rows) == 1 else reverse("partnership:home")

    def declare(self, reason: str) -> Interest:
        if self.rows:
            return declare_by_way_of(row=self.rows[0], record=self.record, reason=reason, by=self.user)
        return declare_own(record=self.record, reason=reason, by=self.user)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.form_page(OwnConflictForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = OwnConflictForm(request.POST)
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        if not reason or not self.write(form, lambda: self.declare(reason)):
            return self.form_page(form)
        said = "Your conflict of interest is recorded. You can no longer open that record. The business unit is told."
        messages.success(request, said)
        return redirect("partnership:home")

    def breadcrumbs(self, *, to_here: bool = False) -> list[dict[str, str]]:
        return super().breadcrumbs()


class ConflictAdd(AccessForm):
    """The business manager or the scrutineer declares the conflict of a person or an agency."""

    verb = "change"
    title = "Declare somebody’s conflict of interest"
    button = "Declare it"
    lead = "They lose sight of this record and of what belongs to it at once, whatever their role."

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.form_page(self.form())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid() or not self.write(form, lambda: self.declare(form.cleaned_data)):
            return self.form_page(form)
        return self.done("The conflict of interest is recorded. They no longer see this record.")

    def form(self, *args: Any) -> ConflictForm:
        return ConflictForm(*args, agencies=Agency.objects.visible_to(self.principal).order_by("name"))

    def declare(self, typed: dict[str, Any]) -> None:
        names = ("user", "agency", "reason")
        declare_for(record=self.record, by=self.user, **{name: typed[name] for name in names})


class ConflictEnd(AccessForm):
    """Ends a conflict of interest."""

    verb = "change"
    title = "End this conflict of interest"
    button = "End it"

    def the_record(self, pk: int) -> Record:
        """Of the conflict in the address."""
        rows = Interest.objects.in_force().visible_to(self.principal).select_related("record", "user", "agency")
        found = rows.filter(pk=pk).first()
        if found is None:
            raise Http404
        self.interest: Interest = found
        record: Record = found.record.child
        if not may(self.principal, self.verb, record):
            raise PermissionDenied
        return record

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.form_page(EndForm(), lead=self.said)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = EndForm(request.POST)
        if not form.is_valid() or not self.write(form, lambda: self.end(form.cleaned_data["reason"])):
            return self.form_page(form, lead=self.said)
        return self.done("The conflict of interest has ended.")

    def end(self, reason: str) -> None:
        end_interest(interest=self.interest, reason=reason, by=self.user)

    @property
    def said(self) -> str:
        return f"{self.interest}: {self.interest.reason}"
