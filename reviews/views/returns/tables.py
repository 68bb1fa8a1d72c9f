"""Many entries at once: pasted from Excel or uploaded in the template, looked at first, then saved all or none."""

import tempfile
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.registers.exports import CONTENT_TYPES
from partnership.templatetags.words import counted
from reviews.chronology_sheet import Checked, check_text, read_template, write_template
from reviews.forms.chronology import PasteForm, TemplateForm
from reviews.selectors.returns import entries_of
from reviews.services.chronology import add_entries
from reviews.views.returns.base import AgencyStep, OfReturn

#: The button that saves what the preview has shown.
SAVE = "save"
UNCHECKED = "Look at the words below that may be a name, then tick the box or change them"


class EntryPaste(AgencyStep):
    """Rows from Excel. Nothing is saved before it was shown, and nothing with a fault in it."""

    template = "reviews/return_paste.html"
    title, button = "Paste entries from Excel", "Look at these rows"

    def form(self, data: Any = None) -> Any:
        return PasteForm(data)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = PasteForm(request.POST)
        if not form.is_valid():
            return self.page(form)
        table = form.cleaned_data["table"]
        if form.cleaned_data["shown"] != form.mark:  # what was said of another text is not said of this one
            form = PasteForm({"table": table})
            form.is_valid()
        return self.preview(form, self.checked(table))

    def checked(self, table: str) -> Checked:
        there = entries_of(self.row).values_list("happened_on", "happened_at", "source", "what")
        return check_text(table, today=timezone.localdate(), there=list(there))

    def preview(self, form: PasteForm, checked: Checked) -> HttpResponse:
        if SAVE in self.request.POST and checked.is_sound and form.cleaned_data["shown"] == form.mark:
            if checked.telling and not form.cleaned_data["names_checked"]:
                form.add_error("names_checked", UNCHECKED)
            elif self.write(form, lambda: self.save(checked)):
                words = counted(len(checked.entries), "entry,entries")
                self.told = f"{words} saved."  # type: ignore[misc]  # said of this answer alone
                return self.done()
        self.template = "reviews/return_preview.html"
        return self.page(form, checked=checked)

    def save(self, checked: Checked) -> int:
        return add_entries(agency_return=self.row, entries=checked.entries, by=self.user)


class EntryUpload(EntryPaste):
    """The filled-in template, shown as what was pasted is. The file itself is not kept."""

    template = "reviews/return_upload.html"
    title, button = "Upload the template", "Look at this file"

    def form(self, data: Any = None) -> Any:
        return TemplateForm(data, self.request.FILES if data is not None else None)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form)
        try:
            table = read_template(form.cleaned_data["file"])
        except DomainError as error:
            form.add_error("file", error.message)
            return self.page(form)
        pasted = PasteForm({"table": table})
        if pasted.is_valid():
            return self.preview(pasted, self.checked(table))
        form.add_error("file", pasted.errors["table"])
        return self.page(form)


class EntryTemplate(OfReturn):
    """The empty template; of the review it says nothing, not even its reference."""

    verb = "change"

    def check_part(self) -> None:
        if not self.asked:
            raise PermissionDenied

    def get(self, request: HttpRequest, pk: int) -> FileResponse:
        file = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it once it is sent
        write_template(file)
        file.seek(0)
        return FileResponse(file, as_attachment=True, filename="chronology.xlsx", content_type=CONTENT_TYPES["xlsx"])
