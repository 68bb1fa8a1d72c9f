"""What the children of a review are called; and, under seal, who they are.

The key is opened by people named on it, with a reason, after a sign-in of the last minutes. The reading stands in the
read log before anything is shown; where it cannot be written, nothing is shown.
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse

from partnership.exceptions import DomainError
from partnership.policy import can
from partnership.services.rows import Conflict
from partnership.views.fresh import FreshSignIn
from partnership.views.traced import TracedView
from reviews.forms.identity import IdentityForm, OpenForm, VersionForm, identity_forms
from reviews.models import IdentityKey, Review
from reviews.selectors.papers import reviews_with
from reviews.services.identity import Identities, opened, seal_anew, seal_identities

#: The button that goes on from what is known to its form.
CHANGE = "change"


class IdentityPage(FreshSignIn, TracedView):
    """A page with what is under seal. What is typed here is never kept elsewhere, so its forms take the bare token."""

    place = "reviews"
    subject = "identity_key"
    template = "reviews/identity.html"

    def page(self, review: Review, *, status: int = 200, **context: Any) -> HttpResponse:
        crumbs = [{"title": review.reference, "url": reverse("reviews:review-detail", args=[review.pk])}]
        return render(self.request, self.template, {"review": review, "breadcrumbs": crumbs, **context}, status=status)


class IdentityOpen(IdentityPage):
    """Asks why, writes that down, and only then opens the key: to be read, and from there to be changed."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        key = self.load(IdentityKey.objects.select_related("of_review"), of_review=pk)
        return self.page(key.of_review, key=key, form=OpenForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        key = self.load(IdentityKey.objects.select_related("of_review"), of_review=pk)
        form = OpenForm(request.POST)
        if not form.is_valid():
            return self.page(key.of_review, key=key, form=form)
        if not self.note(key, reason=form.cleaned_data["reason"]):
            return self.refuse()
        try:
            known = opened(key)
        except DomainError as error:
            form.add_error(None, error.message)
            return self.page(key.of_review, key=key, form=form)
        forms = identity_forms(key.of_review.children.all(), known=known)
        may_change = can(self.principal, "change", key)
        known_to = {"forms": forms, "may_change": may_change, "reason": form.cleaned_data["reason"]}
        return self.page(key.of_review, key=key, changing=may_change and request.POST.get("go") == CHANGE, **known_to)


class IdentityWrite(IdentityPage):
    """Stores who the children are."""

    verb = "change"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        key = self.load(IdentityKey.objects.select_related("of_review"), of_review=pk)
        if not self.note(key, reason="Changed what is under seal"):
            return self.refuse()
        forms = identity_forms(key.of_review.children.all(), request.POST)
        if not _valid(forms):
            return self.page(key.of_review, key=key, forms=forms, changing=True)
        read = VersionForm(request.POST)
        version = read.cleaned_data["version"] if read.is_valid() else 0  # a state that no key has: 409
        try:
            seal_anew(key=key, identities=_typed(forms), version=version, by=self.user)
        except Conflict:
            key.refresh_from_db()
            return self.page(key.of_review, key=key, forms=forms, changing=True, conflict=True, status=409)
        messages.success(request, "Who the child is has been put under seal.")
        return redirect(reverse("reviews:review-detail", args=[pk]))


class IdentitySeal(IdentityPage):
    """Makes the key of a review that has none."""

    verb = "create"

    def review(self, pk: int) -> Review:
        review = self.load(reviews_with(self.subject, self.principal, "create"), pk=pk)
        if IdentityKey._base_manager.filter(of_review=review).exists():
            raise Http404
        found: Review = review
        return found

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        review = self.review(pk)
        return self.page(review, forms=identity_forms(review.children.all()), changing=True)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        review = self.review(pk)
        forms = identity_forms(review.children.all(), request.POST)
        if not forms or not _valid(forms):
            return self.page(review, forms=forms, changing=True)
        try:
            seal_identities(review=review, identities=_typed(forms), by=self.user)
        except DomainError as error:
            return self.page(review, forms=forms, changing=True, refused=error.message)
        messages.success(request, "Who the child is has been put under seal. You are the one person who can open it.")
        return redirect(reverse("reviews:review-detail", args=[pk]))


def _valid(forms: list[IdentityForm]) -> bool:
    """Each form is asked, so that all say what is wrong."""
    answers = [form.is_valid() for form in forms]
    return all(answers)


def _typed(forms: list[IdentityForm]) -> Identities:
    return {str(form.child.pk): form.as_text() for form in forms}


urls = [
    path("case-reviews/<int:pk>/identity/", IdentityOpen.as_view(), name="review-identity"),
    path("case-reviews/<int:pk>/identity/change/", IdentityWrite.as_view(), name="identity-change"),
    path("case-reviews/<int:pk>/identity/new/", IdentitySeal.as_view(), name="identity-seal"),
]
