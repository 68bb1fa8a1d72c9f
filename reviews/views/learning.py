"""From a review to proven change, on one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.functional import cached_property

from partnership import registry
from partnership.registers.page import DetailPage
from partnership.registers.rows import neutral_name
from partnership.selectors.chain import chain_of, may_read_chain
from reviews.models import Review
from reviews.views.of_review import OfReview


class ReviewLearning(OfReview):
    """Recommendations, answers, actions, what they led to, impact tests: for those who may read the review's plan."""

    def knows(self, review: Review) -> bool:
        return may_read_chain(self.principal, review)

    def note_visit(self) -> bool:
        return self.note(self.shown.to_be_logged)

    @cached_property
    def shown(self) -> DetailPage:
        return DetailPage(registry.register_of(self.review), self.review, self.principal)

    @property
    def name(self) -> str:
        return neutral_name(self.review)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        context = {
            "review": self.review,
            "name": self.name,
            "chain": chain_of(self.review, self.principal),
            "restricted": self.shown.restricted,
            "breadcrumbs": self.trail,
        }
        return render(request, "reviews/learning.html", context)


urls = [path("case-reviews/<int:pk>/learning/", ReviewLearning.as_view(), name="review-learning")]
