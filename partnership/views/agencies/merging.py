"""One agency follows another, or several merge: chosen, read through, confirmed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from partnership import registry
from partnership.exceptions import DomainError
from partnership.forms.bodies import MergerForm
from partnership.models import Action, Contribution, Risk
from partnership.period import period_words
from partnership.policy import allows
from partnership.registers.parts import Link
from partnership.registers.rows import guarded_class
from partnership.selectors.agencies import Merger, merger_of
from partnership.services.agencies import Moving, check_merger, merge_agencies, name_of
from partnership.views.plain_forms import PlainForm

MOVED = ("actions", "seats", "people", "grants")


class AgencyMerge(PlainForm):
    """First a form, then a page that says exactly what will move, then the merger."""

    subject = "agency"
    verb = "change"
    place = "directory"
    template = "partnership/agencies/merge.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(self.form(initial={"old": request.GET.getlist("old")}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid() or not self.write(form, lambda: check_merger(**chosen(form))):
            return self.page(form)
        if "confirmed" not in request.POST:
            return self.confirm(form)
        try:
            merger = merge_agencies(
                **chosen(form), moving=moving(form), confirmed=request.POST["confirmed"], by=self.user
            )
        except DomainError as refusal:
            messages.error(request, refusal.message)
            return self.confirm(form)
        ended = " and ".join(agency.name for agency in form.cleaned_data["old"])
        messages.success(request, f"{merger.name} now follows {ended}.")
        return redirect(registry.url_of(merger))

    def form(self, data: Any = None, **kwargs: Any) -> MergerForm:
        gives_roles = allows(self.principal, "create", "user")
        return MergerForm(data, principal=self.principal, gives_roles=gives_roles, **kwargs)

    def page(self, form: Any, **context: Any) -> HttpResponse:
        crumbs = [{"title": "Agencies", "url": reverse("partnership:agency-list")}]
        return super().page(form, breadcrumbs=crumbs, cancel_url=reverse("partnership:agency-list"), **context)

    def confirm(self, form: MergerForm) -> HttpResponse:
        """What will happen, with its counts; what was typed travels along unseen."""
        new = name_of(form.successor)
        plan = merger_of(old=chosen(form)["old"], new=new, on=form.cleaned_data["on"], principal=self.principal)
        typed = [(name, value) for name, values in self.request.POST.lists() for value in values if name in form.fields]
        context = {
            "plan": plan, "new": new, "typed": typed, "form": None, "chosen": form.cleaned_data,
            "actions": [called(action) for action in plan.actions],
            "risks": [called(risk) for risk in plan.risks],
            "later": [gift_called(gift) for gift in plan.later],
        }  # fmt: skip
        return render(self.request, "partnership/agencies/confirm.html", {**context, "sentences": said(plan, form)})


def chosen(form: MergerForm) -> dict[str, Any]:
    cleaned = form.cleaned_data
    return {"old": list(cleaned["old"]), "new": form.successor, "on": cleaned["on"]}


def moving(form: MergerForm) -> Moving:
    return Moving(**{name: form.cleaned_data.get(name, False) for name in MOVED})


def called(row: Action | Risk) -> Link:
    """A reference, and the title where that is no secret."""
    title = row.reference if guarded_class(row) else f"{row.reference}, {row.title}"
    return Link(title, registry.url_of(row))


def gift_called(gift: Contribution) -> Link:
    """Whose, for which year and partnership."""
    return Link(f"{gift.agency}, {period_words(gift.financial_year)}, {gift.board}", registry.url_of(gift))


def said(plan: Merger, form: MergerForm) -> list[str]:
    """What is done with everything that is not listed row by row."""
    moved, name = moving(form), name_of(form.successor).name
    paid = plan.contributions
    stays = [f"{_counted(paid, 'contribution')} stay{_s(paid)} with the old."] if paid else []
    for kept, noun in ((plan.kept, "open action"), (plan.kept_risks, "open risk")):
        if moved.actions and kept:
            stays.append(f"{_counted(kept, noun)} that you may not change stay{_s(kept)} with the old.")
    for what, rows, noun in (
        (moved.actions, plan.actions, "open action"),
        (moved.actions, plan.risks, "open risk"),
        (moved.seats, plan.seats, "seat"),
        (moved.people, plan.people, "person"),
    ):
        if not what and rows:
            stays.append(f"{_counted(len(rows), noun)} stay{_s(len(rows))} with the old, as you chose.")
    return [*stays, f"Who speaks for {name} can read the history of the old."]


def _counted(number: int, noun: str) -> str:
    plural = "people" if noun == "person" else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"


def _s(number: int) -> str:
    return "s" if number == 1 else ""
