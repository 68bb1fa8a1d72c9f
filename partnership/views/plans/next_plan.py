"""The next plan: what goes over is ticked, then counted and confirmed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from partnership import registry
from partnership.catalogue.plan import PLANS
from partnership.exceptions import DomainError
from partnership.forms.plan import NextPlanForm
from partnership.models import BusinessPlan
from partnership.policy import allows
from partnership.registers.base import RegisterView
from partnership.registers.rows import guarded_class, neutral_name
from partnership.selectors.next_plan import unfinished_in
from partnership.services.plans import begin_next_plan


class NextPlan(RegisterView):
    """For those who may add plans, and change the actions that go over."""

    register = PLANS
    verb = "create"

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.plan: BusinessPlan = self.load(self.rows(), pk=kwargs.pop("pk"))
        if not allows(self.principal, "change", "action"):
            raise PermissionDenied
        if guarded_class(self.plan) and not self.note(self.plan):
            return self.refuse()
        self.unfinished = unfinished_in(self.plan, self.principal)
        return super().answer(request, *args, **kwargs)

    def form(self, data: Any = None) -> NextPlanForm:
        return NextPlanForm(data, unfinished=self.unfinished)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(self.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid() or "back" in request.POST:
            return self.page(form)
        if "confirmed" not in request.POST:
            return self.page(form, template="partnership/plans/next_confirm.html", counts=counts_of(form))
        try:
            plan = begin_next_plan(plan=self.plan, by=self.user, **values_of(form))
        except DomainError as error:
            form.add_error(None, error.message)
            return self.page(form)
        messages.success(request, f"{plan.title} begun. {self.plan.title} says of each action where it goes on.")
        return redirect(registry.url_of(plan))

    def page(self, form: NextPlanForm, template: str = "partnership/plans/next.html", **context: Any) -> HttpResponse:
        base = {"plan": self.plan, "name": neutral_name(self.plan), "form": form}
        base |= {"cancel_url": registry.url_of(self.plan), "breadcrumbs": self.breadcrumbs(with_list=True)}
        return render(self.request, template, {**base, **context})


def values_of(form: NextPlanForm) -> dict[str, Any]:
    """What the service is told; a plan without objectives or actions has no boxes for them."""
    return {"priorities": [], "objectives": [], "actions": [], **form.cleaned_data}


def counts_of(form: NextPlanForm) -> list[tuple[str, int, int]]:
    """Of each kind how many go over, and how many stay."""
    chosen = values_of(form)
    return [
        (words, len(chosen[name]), len(getattr(form.unfinished, name)) - len(chosen[name]))
        for name, words in (("priorities", "Priorities"), ("objectives", "Objectives"), ("actions", "Open actions"))
    ]
