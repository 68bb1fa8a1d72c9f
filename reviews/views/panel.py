"""The panel and the reviewer, learning events and what runs beside a review."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from partnership.forms.archiving import ArchiveForm
from partnership.forms.users import in_a_year
from partnership.models import Agency
from partnership.registers.forms import RegisterForm
from partnership.registers.history import history_of
from partnership.services.rows import Conflict, archive_row, change_row, create_row
from reviews.forms.panel import ChangeMemberForm, EndPartForm, EventForm, MemberForm, ProcessForm
from reviews.models import LearningEvent, PanelMember, ParallelProcess
from reviews.selectors.panel import events_of, parts_of, people_for_panel, processes_of
from reviews.services.panel import add_member, archive_member, end_part, still_named
from reviews.views.clocks import ClockStep, OfClocks

MOVED_ON = "Somebody else has changed this since you opened it. Read it in another window, then save yours again"


@dataclass(frozen=True)
class Kind:
    """What a review has beside its people: its model and form, and how it is called."""

    model: Any
    form: type[RegisterForm]
    noun: str


EVENT = Kind(LearningEvent, EventForm, "meeting or event")
PROCESS = Kind(ParallelProcess, ProcessForm, "parallel process")


class ReviewPanel(OfClocks):
    """Who carries a review out, what they meet for, and what runs beside it."""

    template = "reviews/panel.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        today = timezone.localdate()
        now, ended = parts_of(self.review, self.principal, today)
        return self.page(
            parts=now,
            ended=ended,
            events=events_of(self.review, self.principal),
            processes=processes_of(self.review, self.principal),
            today=today,
            may={verb: self.may(verb) for verb in ("create", "change", "archive")},
        )


class PanelStep(ClockStep):
    """A page with one form about the panel."""

    template = "reviews/panel_form.html"

    @property
    def back(self) -> str:
        return reverse("reviews:review-panel", args=[self.review.pk])

    def post(self, request: HttpRequest, **kwargs: int) -> HttpResponse:
        try:
            return super().post(request, **kwargs)
        except Conflict:
            data = request.POST.copy()
            data["version"] = str(self.row().version)
            form = self.form(data)
            form.add_error(None, MOVED_ON)
            response = self.form_page(form)
            response.status_code = 409
            return response

    @property
    def row_id(self) -> int | None:
        return self.kwargs.get("row")

    def row(self) -> Any:
        """The row in the address."""
        return self.load(self.rows().filter(review=self.review), pk=self.row_id)

    def rows(self) -> Any:
        return PanelMember.objects.select_related("review", "user", "agency", "grant__record")

    def agencies(self) -> Any:
        return Agency.objects.visible_to(self.principal).filter(replaced_by=None).order_by("name")

    def form_page(self, form: forms.Form, **context: Any) -> HttpResponse:
        entries = history_of(self.row(), self.principal, ("grant",)) if self.row_id else []
        return super().form_page(form, history=entries, **context)


class MemberAdd(PanelStep):
    verb = "create"
    title, button, told = "Add somebody to the panel", "Add them", "They have their part, and have been told."
    lead = "Whoever has an account can open this review alone, as long as their part lasts."

    def form(self, data: Any) -> MemberForm:
        today = timezone.localdate()
        people = people_for_panel(self.review, self.user, today)
        initial = {"joined_on": today, "ends_on": in_a_year(today)}
        return MemberForm(data, people=people, agencies=self.agencies(), initial=initial)

    def store(self, form: MemberForm) -> Any:
        return add_member(review=self.review, values=form.values(), ends_on=form.cleaned_data["ends_on"], by=self.user)


class MemberChange(PanelStep):
    verb = "change"
    title, button, told = "Change this part", "Save the part", "Part changed."

    def form(self, data: Any) -> ChangeMemberForm:
        row = self.row()
        initial = {name: getattr(row, name) for name in ("part", "agency", "joined_on", "version")}
        return ChangeMemberForm(data, agencies=self.agencies(), initial=initial)

    def store(self, form: ChangeMemberForm) -> Any:
        return change_row(row=self.row(), values=form.values(), version=form.cleaned_data["version"], by=self.user)


class MemberLeave(PanelStep):
    verb = "change"
    title, button, told = "End this part", "End this part", "Their part ends, and with it their sight of the review."

    def form(self, data: Any) -> EndPartForm:
        yesterday = timezone.localdate() - timedelta(days=1)
        return EndPartForm(data, initial={"left_on": yesterday, "version": self.row().version})

    def store(self, form: EndPartForm) -> Any:
        member = end_part(member=self.row(), by=self.user, **form.cleaned_data)
        if still_named(member):
            words = f"{member} is named on this review apart from this part: take them off on “Who has access”."
            messages.warning(self.request, words)
        return member


class MemberArchive(PanelStep):
    verb = "archive"
    title, button, told = "Archive this part", "Archive this part", "Part archived."
    lead = "For a part that was entered by mistake. Whoever was named by it no longer is."

    def form(self, data: Any) -> ArchiveForm:
        self.row()
        return ArchiveForm(data)

    def store(self, form: ArchiveForm) -> Any:
        return archive_member(member=self.row(), reason=form.cleaned_data["reason"], by=self.user)


class OfKind(PanelStep):
    """A step of a meeting, or of what runs beside the review."""

    kind: Kind = None  # type: ignore[assignment]  # as_view gives it
    does: ClassVar[str]
    done: ClassVar[str]

    @property
    def title(self) -> str:  # type: ignore[override]  # the kind words it
        return f"{self.does} {'this' if self.row_id else 'a'} {self.kind.noun}"

    @property
    def button(self) -> str:  # type: ignore[override]  # and this
        return f"{self.does} this {self.kind.noun}"

    @property
    def told(self) -> str:  # type: ignore[override]  # and this
        return f"{self.kind.noun.capitalize()} {self.done}."

    def rows(self) -> Any:
        return self.kind.model.objects.select_related("review")

    def form(self, data: Any) -> Any:
        row = self.row() if self.row_id else self.kind.model(review=self.review)
        return self.kind.form(data, instance=row, principal=self.principal)


class KindAdd(OfKind):
    verb, does, done = "create", "Add", "added"

    def store(self, form: Any) -> Any:
        return create_row(row=self.kind.model(review=self.review), values=form.values(), by=self.user)


class KindChange(OfKind):
    verb, does, done = "change", "Change", "changed"

    def store(self, form: Any) -> Any:
        version = form.cleaned_data["version"] or 0
        return change_row(row=self.row(), values=form.values(), version=version, by=self.user)


class KindArchive(OfKind):
    verb, does, done = "archive", "Archive", "archived"

    def form(self, data: Any) -> ArchiveForm:
        self.row()
        return ArchiveForm(data)

    def store(self, form: ArchiveForm) -> Any:
        return archive_row(row=self.row(), reason=form.cleaned_data["reason"], by=self.user)


_PANEL = "case-reviews/<int:pk>/panel/"
_OF_KINDS = (("events", "event", EVENT), ("processes", "process", PROCESS))
urls: list[URLPattern] = [
    path(_PANEL, ReviewPanel.as_view(), name="review-panel"),
    path(f"{_PANEL}people/new/", MemberAdd.as_view(), name="panel-member-create"),
    path(f"{_PANEL}people/<int:row>/change/", MemberChange.as_view(), name="panel-member-change"),
    path(f"{_PANEL}people/<int:row>/leave/", MemberLeave.as_view(), name="panel-member-leave"),
    path(f"{_PANEL}people/<int:row>/archive/", MemberArchive.as_view(), name="panel-member-archive"),
]
for _folder, _name, _kind in _OF_KINDS:
    urls += [
        path(f"{_PANEL}{_folder}/new/", KindAdd.as_view(kind=_kind), name=f"panel-{_name}-create"),
        path(f"{_PANEL}{_folder}/<int:row>/change/", KindChange.as_view(kind=_kind), name=f"panel-{_name}-change"),
        path(f"{_PANEL}{_folder}/<int:row>/archive/", KindArchive.as_view(kind=_kind), name=f"panel-{_name}-archive"),
    ]
