"""What the pages of a return share: the policy loads it, and the visit stands in the read log before it is shown.

Two people see two different pages of it: who is asked, and who looks after it for the review. Nothing that is typed
here is kept for a lapsed session, and nothing on the computer: the forms carry no mark of whose text it is.
"""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.registers.conflict import Conflicted
from partnership.registers.history import history_of
from partnership.services.rows import Conflict
from partnership.templatetags.words import moment
from partnership.views.plain_forms import PlainForm
from partnership.views.traced import TracedView
from reviews.enums.returns import OPEN_RETURNS
from reviews.models import AgencyReturn
from reviews.selectors.returns import is_asked, name_of_return
from reviews.services.returns import why_not

OWN = "You see your own agency’s return and nothing else of this review."
OF_UNIT = "Those named on the review can open this return."


class OfReturn(TracedView):
    """A page of one return. `asked` tells which of the two people it is."""

    subject = "agency_return"
    row: AgencyReturn
    asked: bool

    def check(self) -> None:
        """The return alone decides."""

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.row = self.find(kwargs["pk"])
        self.asked = is_asked(self.principal, self.row)
        request.place = "returns" if self.asked else "reviews"  # type: ignore[attr-defined]  # for the menu
        self.check_part()
        if not self.note(self.row.review):
            return self.refuse()
        return super().answer(request, *args, **kwargs)

    def find(self, pk: int) -> AgencyReturn:
        found: AgencyReturn = self.load(self.returns(), pk=pk)
        return found

    def returns(self) -> Any:
        return AgencyReturn.objects.select_related("review", "agency", "asked_by")

    def check_part(self) -> None:
        """Whether this page is for this one of the two."""

    def url(self) -> str:
        return reverse("reviews:return-detail", args=[self.row.pk])

    def base(self) -> dict[str, Any]:
        """What every page of the return says of it."""
        visit = f"Your visit at {moment(timezone.now()).split(', ')[1]} is recorded."
        crumbs = [{"title": "Returns for case reviews", "url": reverse("reviews:return-list")}]
        conflict_url = reverse("reviews:return-conflict", args=[self.row.pk]) if self.asked else ""
        return {
            "row": self.row,
            "name": name_of_return(self.row),
            "asked": self.asked,
            "restricted": {"who": OWN if self.asked else OF_UNIT, "visit": visit, "conflict_url": conflict_url},
            "breadcrumbs": [*crumbs, *self.more_crumbs()],
            "cancel_url": self.url(),
        }

    def more_crumbs(self) -> list[dict[str, str]]:
        return [{"title": name_of_return(self.row), "url": self.url()}]


class FormStep(OfReturn, PlainForm):
    """A step of a return: a page with one form, and a service that takes it."""

    verb = "change"
    template = "reviews/return_form.html"
    title: ClassVar[str]
    button: ClassVar[str]
    told: ClassVar[str]
    lead: str = ""
    #: The states in which there is something to do here; else the page of the return says how it stands.
    states: ClassVar[tuple[str, ...]] = OPEN_RETURNS

    def form(self, data: Any = None) -> Any:
        raise NotImplementedError

    def take(self, form: Any) -> Any:
        """Call the service."""
        raise NotImplementedError

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if self.row.state not in self.states:
            messages.error(request, why_not(self.row))
            return redirect(self.url())
        return self.page(self.form())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = self.form(request.POST)
        if form.is_valid() and self.write(form, lambda: self.take(form)):
            return self.done()
        return self.page(form)

    def done(self) -> HttpResponse:
        messages.success(self.request, self.told)
        return redirect(self.url())

    def page(self, form: Any, *, status: int = 200, **context: Any) -> HttpResponse:
        worded = {"form": form, "title": self.title, "button": self.button, "lead": self.lead}
        return render(self.request, self.template, {**self.base(), **worded, **context}, status=status)


class AgencyStep(FormStep):
    """For those who are asked."""

    def check_part(self) -> None:
        if not self.asked:
            raise PermissionDenied


class UnitStep(FormStep):
    """For those who look after the return for the review; nobody checks what they are asked for themselves."""

    def check_part(self) -> None:
        if self.asked:
            raise PermissionDenied


class RowStep(FormStep):
    """Changes one row by its form. The second of two editors sees both texts, and loses none."""

    changed: Any

    def row_form(self, data: Any = None, without: tuple[str, ...] = ()) -> Any:
        raise NotImplementedError

    def form(self, data: Any = None) -> Any:
        choices = Conflicted.chosen(data) if data is not None else None
        return self.row_form(data, choices.theirs if choices else ())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form)
        try:
            with transaction.atomic():
                self.take(form)
        except Conflict:
            return self.conflict(form)
        except DomainError as error:
            form.add_error(None, error.message)
            return self.page(form)
        return self.done()

    def conflict(self, mine: Any) -> HttpResponse:
        """Both texts, theirs chosen at first; nothing is stored."""
        self.row = self.find(self.changed.pk)  # as it is now
        last = next(iter(history_of(self.changed, self.principal, ())), {})
        self.template = "reviews/return_conflict.html"
        return self.page(mine, status=409, conflicted=Conflicted(mine=mine, stored=self.changed, last=last))
