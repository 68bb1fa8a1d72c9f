"""Creating, changing, archiving and bringing back a row of a register."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from partnership import registry
from partnership.enums import GUARDED_CLASSES
from partnership.exceptions import DomainError
from partnership.formats import capital
from partnership.forms.archiving import ArchiveForm
from partnership.models import Record
from partnership.policy import can
from partnership.registers.base import RegisterView
from partnership.registers.conflict import Conflicted
from partnership.registers.forms import RegisterForm
from partnership.registers.history import history_of
from partnership.registers.page import DetailPage
from partnership.registers.rows import guarded_class, neutral_name
from partnership.services.rows import Conflict, archive_row, change_row, create_row, restore_row
from partnership.showing import showing_of
from partnership.views.takes_kept import TakesKeptText

OUT_OF_REACH = "You may do this only for what is yours. Choose your own group or agency"
JUST_TAKEN = "Somebody stored the same just now. Look at the list before you go on"


class EditRow(RegisterView, TakesKeptText):
    """A page with the form of a register."""

    template = "registers/form.html"

    def form(self, data: Any = None, **kwargs: Any) -> RegisterForm:
        form_class = self.register.form
        assert form_class is not None  # noqa: S101 (only registers with a form have this address)
        return form_class(data, principal=self.principal, **kwargs)

    def page(self, form: RegisterForm, **context: Any) -> HttpResponse:
        base = {"register": self.register, "form": form, "kept": self.kept(), "cancel_url": self.cancel_url()}
        return render(self.request, self.template, {**base, "breadcrumbs": self.breadcrumbs(with_list=True), **context})

    def cancel_url(self) -> str:
        return self.register.list_url

    def write(self, form: RegisterForm, store: Any) -> Any:
        """Store by the register's service; None where the form was refused, with the reason in it.

        Whoever may do this for some rows only must still reach the row as it is then.
        """
        try:
            with transaction.atomic():
                row = store()
                if can(self.principal, self.verb, row):
                    return row
                transaction.set_rollback(True)
                form.add_error(None, OUT_OF_REACH)
        except Conflict:
            raise
        except DomainError as error:
            form.add_error(None, error.message)
        except IntegrityError:
            form.add_error(None, JUST_TAKEN)
        return None

    def done(self, row: Any, words: str) -> HttpResponse:
        self.forget_kept()
        messages.success(self.request, words)
        return redirect(registry.url_of(row))


class CreateRow(EditRow):
    """A new row; what it belongs to may come with the address."""

    verb = "create"

    def get(self, request: HttpRequest) -> HttpResponse:
        if (data := self.kept_data()) is not None:
            return self.page(self.form(data))
        return self.page(self.form(initial=self.initial()))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form)
        row = self.write(form, lambda: self.store(form))
        return self.done(row, f"{capital(self.register.noun)} added.") if row else self.page(form)

    def store(self, form: RegisterForm) -> Any:
        create = self.register.create or create_row
        return create(row=self.register.model(), values=form.values(), by=self.user)

    def page(self, form: RegisterForm, **context: Any) -> HttpResponse:
        new: Any = self.register.model()
        guarded = isinstance(new, Record) and new.default_visibility() in GUARDED_CLASSES
        return super().page(form, guarded=guarded, **context)

    def initial(self) -> Mapping[str, Any]:
        """What the address says, and the partnership that is shown."""
        board = showing_of(self.request).board
        shown = {"boards": [board.pk], "board": board.pk} if board else {}
        return {**shown, **self.request.GET.dict()}


class ChangeRow(EditRow):
    """An existing row. The second of two editors sees both texts, and loses none."""

    verb = "change"
    #: The page whose hidden fields the form leaves out.
    shown_by: ClassVar[type[DetailPage]] = DetailPage

    def check(self) -> None:
        """The row alone decides, as on its page."""

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.row = self.load(self.rows(), pk=kwargs["pk"])
        self.shown = self.shown_by(self.register, self.row, self.principal)
        if not self.note(self.shown.to_be_logged):
            return self.refuse()
        return super().answer(request, *args, **kwargs)

    def form(self, data: Any = None, **kwargs: Any) -> RegisterForm:
        return super().form(data, **{"instance": self.row, "without": self.shown.hidden, **kwargs})

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page(self.form(self.kept_data()))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = self.form(request.POST)
        choices = Conflicted.chosen(request.POST)
        if choices:
            form = self.form(request.POST, without=[*self.shown.hidden, *choices.theirs])
        if not form.is_valid():
            return self.page(form)
        try:
            row = self.write(form, lambda: self.store(form))
        except Conflict:
            return self.conflict(form)
        return self.done(row, f"{capital(self.register.noun)} changed.") if row else self.page(form)

    def store(self, form: RegisterForm) -> Any:
        version = form.cleaned_data["version"] or 0
        change = self.register.change or change_row
        return change(row=self.row, values=form.values(), version=version, by=self.user)

    def conflict(self, mine: RegisterForm) -> HttpResponse:
        """Both texts, theirs chosen at first; nothing is stored."""
        self.row = self.load(self.rows(), pk=self.row.pk)
        last = next(iter(history_of(self.row, self.principal, self.shown.hidden)), {})
        self.template = "registers/conflict.html"
        return self.page(mine, status=409, conflicted=Conflicted(mine=mine, stored=self.row, last=last))

    def page(self, form: RegisterForm, *, status: int = 200, **context: Any) -> HttpResponse:
        guarded = guarded_class(self.row) is not None
        named = {"row": self.row, "name": neutral_name(self.row), "restricted": self.shown.restricted}
        response = super().page(form, guarded=guarded, **named, **context)
        response.status_code = status
        return response

    def cancel_url(self) -> str:
        return registry.url_of(self.row)


class ArchiveRow(RegisterView):
    """Taking a row out of every list, with the reason; and the way back."""

    verb = "archive"
    template = "registers/archive.html"

    def check(self) -> None:
        """The row alone decides, as on its page."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page(self.load(self.rows(), pk=pk), ArchiveForm(principal=self.principal))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self.load(self.rows(), pk=pk)
        form = ArchiveForm(request.POST, principal=self.principal)
        if not form.is_valid():
            return self.page(row, form)
        try:
            archive_row(row=row, reason=form.cleaned_data["reason"], by=self.user)
        except DomainError as error:
            form.add_error(None, error.message)
            return self.page(row, form)
        messages.success(request, f"{capital(self.register.noun)} archived. You can bring it back.")
        return redirect(registry.url_of(row))

    def page(self, row: Any, form: ArchiveForm) -> HttpResponse:
        context = {"register": self.register, "row": row, "name": neutral_name(row), "form": form}
        context |= {"cancel_url": registry.url_of(row), "breadcrumbs": self.breadcrumbs(with_list=True)}
        return render(self.request, self.template, context)


class RestoreRow(RegisterView):
    """Bringing an archived row back; the button stands on its page."""

    verb = "archive"
    http_method_names = ["post"]

    def check(self) -> None:
        """The row alone decides, as on its page."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self.load_archived(pk)
        try:
            restore_row(row=row, by=self.user)
            messages.success(request, f"{capital(self.register.noun)} brought back.")
        except DomainError as error:
            messages.error(request, error.message)
        return redirect(registry.url_of(row))
