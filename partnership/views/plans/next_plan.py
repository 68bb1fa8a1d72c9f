"""The next plan: what goes over is ticked, then counted and confirmed. A later plan that exists already can take it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from partnership import registry
from partnership.catalogue.plan import PLANS
from partnership.exceptions import DomainError
from partnership.forms.plan import NextPlanForm, TakeOverForm
from partnership.models import BusinessPlan
from partnership.policy import allows
from partnership.registers.base import RegisterView
from partnership.registers.parts import Link
from partnership.registers.rows import guarded_class, neutral_name
from partnership.selectors.next_plan import later_plans, unfinished_in
from partnership.services.plans import add_to_plan, begin_next_plan

KINDS = {"priorities": "Priorities", "objectives": "Objectives", "actions": "Open actions"}


class NextPlan(RegisterView):
    """For those who may add plans, and change the actions that go over. `?into=7` names a later plan to add to."""

    register = PLANS
    verb = "create"

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.plan: BusinessPlan = self.load(self.rows(), pk=kwargs.pop("pk"))
        if not allows(self.principal, "change", "action"):
            raise PermissionDenied
        if guarded_class(self.plan) and not self.note(self.plan):
            return self.refuse()
        self.later = later_plans(self.plan, self.principal)
        self.target = self.named_target()
        self.unfinished = unfinished_in(self.plan, self.principal, self.target)
        return super().answer(request, *args, **kwargs)

    def named_target(self) -> BusinessPlan | None:
        """The later plan that the address names."""
        if "into" not in self.request.GET:
            return None
        for plan in self.later:
            if str(plan.pk) == self.request.GET["into"]:
                return plan
        raise Http404

    def form(self, data: Any = None) -> TakeOverForm:
        kind = TakeOverForm if self.target else NextPlanForm
        return kind(data, unfinished=self.unfinished, runs_until=self.plan.ends_on)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(self.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid() or "back" in request.POST:
            return self.page(form)
        if "confirmed" not in request.POST:
            return self.page(form, template="partnership/plans/next_confirm.html", **counts_of(form))
        try:
            plan = self.store(values_of(form))
        except DomainError as error:
            form.add_error(None, error.message)
            return self.page(form)
        begun = f"Added to {neutral_name(plan)}." if self.target else f"{neutral_name(plan)} begun."
        messages.success(request, f"{begun} Each action that went over says where it goes on.")
        return redirect(registry.url_of(plan))

    def store(self, values: dict[str, Any]) -> Any:
        if self.target:
            return add_to_plan(plan=self.plan, target=self.target, by=self.user, **values)
        return begin_next_plan(plan=self.plan, by=self.user, **values)

    def page(self, form: TakeOverForm, template: str = "partnership/plans/next.html", **context: Any) -> HttpResponse:
        base = {"plan": self.plan, "name": neutral_name(self.plan), "form": form}
        base |= {"cancel_url": registry.url_of(self.plan), "breadcrumbs": self.breadcrumbs(with_list=True)}
        into = neutral_name(self.target) if self.target else ""
        later = [] if self.target else [(Link(neutral_name(one), registry.url_of(one)), one) for one in self.later]
        return render(self.request, template, {**base, "into": into, "later": later, **context})


def values_of(form: TakeOverForm) -> dict[str, Any]:
    """What the service is told; a plan without objectives or actions has no boxes for them."""
    return {"priorities": [], "objectives": [], "actions": [], **form.cleaned_data}


def counts_of(form: TakeOverForm) -> dict[str, Any]:
    """Of each kind how many go over, and how many stay; of actions alone too."""
    chosen = values_of(form)
    counts = {name: (len(chosen[name]), len(getattr(form.unfinished, name)) - len(chosen[name])) for name in KINDS}
    going, staying = counts["actions"]
    return {"counts": [(KINDS[name], *count) for name, count in counts.items()], "going": going, "staying": staying}
