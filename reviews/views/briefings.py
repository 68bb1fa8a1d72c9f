"""Seven-minute briefings: making one, clearing its words, the page to print."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils.safestring import SafeString, mark_safe

from partnership import registry
from partnership.on_behalf import principal_for
from partnership.registers.editing import CreateRow
from partnership.registers.forms import RegisterForm
from partnership.registers.page import DetailPage
from partnership.registers.rows import guarded_class, neutral_name
from partnership.text import to_html
from partnership.views.steps import Step
from partnership.views.traced import TracedView
from reviews.catalogue.briefings import BRIEFINGS
from reviews.forms.briefings import ClearForm
from reviews.models import Briefing, Review
from reviews.selectors.briefings import PARTS, is_cleared, prefilled
from reviews.selectors.papers import reviews_to_tell
from reviews.services.briefings import clear_briefing, withdraw_clearance
from reviews.views.receipts import urls as receipts


class BriefingMake(CreateRow):
    """A new briefing, begun from the texts of a review that are cleared for print."""

    register = BRIEFINGS
    review: Review

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.review = get_object_or_404(reviews_to_tell(self.principal), pk=kwargs.pop("pk"))
        self.check()
        if not self.note(self.review if guarded_class(self.review) else None):
            return self.refuse()
        return super().answer(request, *args, **kwargs)

    def page(self, form: RegisterForm, **context: Any) -> HttpResponse:
        shown = DetailPage(registry.register_of(self.review), self.review, self.principal)
        return super().page(form, restricted=shown.restricted, **context)

    def initial(self) -> Mapping[str, Any]:
        return {"of_review": self.review.pk, **prefilled(self.review, self.principal)}

    def cancel_url(self) -> str:
        return registry.url_of(self.review)


class BriefingClear(Step):
    """Somebody who did not write the words reads them and clears them."""

    register = BRIEFINGS
    verb = "approve"
    template = "reviews/briefing_clear.html"
    step = ClearForm
    title, button, told = "Clear these words", "I have read these words and clear them", "Briefing cleared."

    def page(self, form: RegisterForm, **context: Any) -> HttpResponse:
        return super().page(form, parts=parts_of(self.row), **context)

    def take(self, form: RegisterForm, version: int) -> Briefing:
        words = form.cleaned_data["words"]
        return clear_briefing(briefing=self.row, words=words, version=version, by=self.user)


class BriefingWithdraw(Step):
    """A cleared briefing is taken back."""

    register = BRIEFINGS
    verb = "approve"
    step = ClearForm
    title, button, told = "Take the clearance back", "Take the clearance back", "The briefing is restricted again."

    def take(self, form: RegisterForm, version: int) -> Briefing:
        return withdraw_clearance(briefing=self.row, version=version, by=self.user)


class BriefingSheet(TracedView):
    """The page to print: for everybody who may see the briefing, without sign-in where the public may."""

    subject = "briefing"
    place = "reviews"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        request.place = self.place  # type: ignore[attr-defined]  # read by the context processor
        self.principal = principal_for(request)
        return self.answer(request, *args, **kwargs)

    def check(self) -> None:
        """The row alone decides: a public briefing is read by people who have no role."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        briefing = self.load(Briefing.objects.prefetch_related("boards"), pk=pk)
        if not self.note(briefing if guarded_class(briefing) else None):
            return self.refuse()
        context = {"briefing": briefing, "parts": parts_of(briefing), "is_cleared": is_cleared(briefing)}
        if request.user.is_authenticated:
            context["breadcrumbs"] = [{"title": neutral_name(briefing), "url": registry.url_of(briefing)}]
        return render(request, "reviews/briefing_page.html", context)


def parts_of(briefing: Briefing) -> list[tuple[str, SafeString]]:
    """Headings and words of the parts that were written, as safe HTML."""
    written = [(heading, getattr(briefing, name)) for name, heading in PARTS]
    return [(heading, mark_safe(to_html(words))) for heading, words in written if words]  # noqa: S308 (cleaned)


urls = [
    path("case-reviews/<int:pk>/briefing/new/", BriefingMake.as_view(), name="briefing-create"),
    path("learning-briefings/<int:pk>/clear/", BriefingClear.as_view(), name="briefing-clear"),
    path("learning-briefings/<int:pk>/take-back/", BriefingWithdraw.as_view(), name="briefing-withdraw"),
    path("learning-briefings/<int:pk>/page/", BriefingSheet.as_view(), name="briefing-page"),
    *receipts,
]
