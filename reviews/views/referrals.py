"""Referring a case, and what the agency is told."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from partnership import registry
from partnership.models import Record
from partnership.on_behalf import principal_for
from partnership.policy import allows
from partnership.registers.editing import CreateRow
from partnership.registers.lists import RegisterList
from partnership.registers.views import RegisterDetail
from partnership.views.plain_forms import PlainForm
from partnership.views.scoped import SignedInView
from partnership.views.traced import TracedView
from reviews.catalogue.referrals import REFERRALS
from reviews.forms.referrals import ReferralAddForm, ReferralForm
from reviews.models import Referral
from reviews.selectors.referrals import refers_for_others
from reviews.services.referrals import add_to_referral, refer_case


class OfReferrals(SignedInView):
    """A page of referrals stands under Reviews for the business unit, under Returns for an agency."""

    @property
    def place(self) -> str:  # type: ignore[override]  # it depends on who reads
        places = [place.key for place, _ in registry.places_for(principal_for(self.request))]
        return "reviews" if "reviews" in places else "returns"


class ReferralList(OfReferrals, RegisterList):
    register = REFERRALS
    template = "reviews/referral_list.html"

    def add_url(self) -> str:
        may = allows(self.principal, "create", self.register.subject)
        return reverse("reviews:referral-create") if may else ""


class ReferralDetail(OfReferrals, RegisterDetail):
    register = REFERRALS


class ReferralCreate(OfReferrals, CreateRow):
    """What an agency writes, or the business unit for it. Nothing of it is kept in the browser."""

    register = REFERRALS
    template = "reviews/referral_form.html"

    def form(self, data: Any = None, **kwargs: Any) -> ReferralForm:
        return ReferralForm(data, principal=self.principal, **kwargs)

    def store(self, form: Any) -> Referral:
        referred_on = form.cleaned_data.get("referred_on") or timezone.localdate()
        return refer_case(values=form.values(), referred_on=referred_on, by=self.user)

    def page(self, form: Any, **context: Any) -> HttpResponse:
        words = {"for_others": refers_for_others(self.principal), "guarded": True}
        return super(CreateRow, self).page(
            form, **words, **context
        )  # what is referred is no record yet, and yet guarded

    def done(self, row: Any, words: str) -> HttpResponse:
        return super().done(row, f"Referral {row.review.reference} sent to the business unit.")


class ReferralAdd(OfReferrals, TracedView, PlainForm):
    """More about a case, after what was written before."""

    subject, verb = "referral", "create"

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.principal = principal_for(request)
        self.row = self.load(Referral.objects.select_related("review"), pk=kwargs["pk"])
        record: Record = self.row.review
        return super().answer(request, *args, **kwargs) if self.note(record) else self.refuse()

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.asked(ReferralAddForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = ReferralAddForm(request.POST)
        text = form.cleaned_data["text"] if form.is_valid() else ""
        if not text or not self.write(form, lambda: add_to_referral(referral=self.row, text=text, by=self.user)):
            return self.asked(form)
        messages.success(request, "Added to the referral. The business unit is told.")
        return redirect("reviews:referral-detail", pk)

    def asked(self, form: ReferralAddForm) -> HttpResponse:
        return self.page(
            form,
            title="Add to this referral",
            caption=str(self.row),
            lead=f"We asked: {self.row.answer}" if self.row.answer else "",
            button="Add this to the referral",
            cancel_url=reverse("reviews:referral-detail", args=[self.row.pk]),
            guarded=True,
        )


urls = [
    path("referrals/", ReferralList.as_view(), name="referral-list"),
    path("referrals/new/", ReferralCreate.as_view(), name="referral-create"),
    path("referrals/<int:pk>/", ReferralDetail.as_view(), name="referral-detail"),
    path("referrals/<int:pk>/add/", ReferralAdd.as_view(), name="referral-add"),
]
