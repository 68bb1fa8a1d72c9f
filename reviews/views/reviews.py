"""Changing a case review."""

from django.urls import path

from partnership.registers.editing import ChangeRow
from reviews.catalogue.reviews import REVIEWS
from reviews.pages.reviews import ReviewPage


class ReviewChange(ChangeRow):
    """The form asks for what the page of the review shows to this person, and for nothing else."""

    register = REVIEWS
    shown_by = ReviewPage


urls = [path("case-reviews/<int:pk>/change/", ReviewChange.as_view(), name="review-change")]
