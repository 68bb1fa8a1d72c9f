"""From a review to proven change, on one page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from partnership import registry
from partnership.registers.page import DetailPage
from partnership.registers.rows import neutral_name
from partnership.selectors.chain import chain_of, may_read_chain
from partnership.views.traced import TracedView
from reviews.models import Review


class ReviewLearning(TracedView):
    """Recommendations, answers, actions, what they led to, impact tests: for those who may read the review's plan."""

    subject = "review"
    place = "reviews"

    def check(self) -> None:
        """The row alone decides, as on its page."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        review = self.load(Review.objects.all(), pk=pk)
        if not may_read_chain(self.principal, review):
            raise Http404
        page = DetailPage(registry.register_of(review), review, self.principal)
        if not self.note(page.to_be_logged):
            return self.refuse()
        name = neutral_name(review)
        context = {
            "review": review,
            "name": name,
            "chain": chain_of(review, self.principal),
            "restricted": page.restricted,
            "breadcrumbs": [{"title": name, "url": registry.url_of(review)}],
        }
        return render(request, "reviews/learning.html", context)


urls = [path("case-reviews/<int:pk>/learning/", ReviewLearning.as_view(), name="review-learning")]
