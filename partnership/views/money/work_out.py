"""A year's contributions worked out from a total: asked, shown, and only then stored."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from partnership.exceptions import DomainError
from partnership.forms.money_steps import TotalForm
from partnership.models import Contribution, FundingShare
from partnership.services.money import WorkedOut, agree_worked_out, worked_out
from partnership.services.rows import Conflict
from partnership.views.money.years import MoneyView, address


class WorkOut(MoneyView):
    """What was asked is shown first; it is stored once the total that was shown is confirmed."""

    verb = "change"

    def get(self, request: HttpRequest, board: int, year: str) -> HttpResponse:
        self.begin(board=board, year=year)
        return self.page(TotalForm())

    def post(self, request: HttpRequest, board: int, year: str) -> HttpResponse:
        self.begin(board=board, year=year)
        form = TotalForm(request.POST)
        if not form.is_valid():
            return self.page(form)
        try:
            rows = self.rows(form.cleaned_data["total"])
            if request.POST.get("confirm") != str(form.cleaned_data["total"]):
                return self.page(form, rows=rows)
            changed = agree_worked_out(board=self.board, year=year, rows=rows, versions=self.versions(), by=self.user)
        except Conflict:
            form.add_error(None, "Somebody has changed a contribution. Look at the amounts again before you store them")
            return self.page(form, rows=self.rows(form.cleaned_data["total"]))
        except DomainError as error:
            form.add_error(None, error.message)
            return self.page(form)
        messages.success(request, f"{changed} contribution{'' if changed == 1 else 's'} agreed.")
        return redirect(self.back())

    def rows(self, total: Decimal) -> tuple[WorkedOut, ...]:
        of_year = {"board": self.board, "financial_year": self.year}
        shares = FundingShare.objects.visible_to(self.principal).filter(**of_year).select_related("agency")
        stored = Contribution.objects.visible_to(self.principal, self.verb).filter(**of_year).select_related("agency")
        return worked_out(amount=total, shares=list(shares), stored=list(stored))

    def versions(self) -> dict[int, int]:
        """The versions of the contributions that were shown, by agency."""
        sent = {name.removeprefix("version-"): str(value) for name, value in self.request.POST.items()}
        return {int(key): int(value) for key, value in sent.items() if key.isdigit() and value.isdigit()}

    def page(self, form: TotalForm, **context: Any) -> HttpResponse:
        shown = {"form": form, "caption": self.caption, "breadcrumbs": self.breadcrumbs, "cancel_url": self.back()}
        shown |= {"formula_url": address("formula", self.board, self.year)}
        return render(self.request, "partnership/money/work_out.html", {**shown, **context})
