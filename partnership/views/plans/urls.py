"""The addresses of the business plan beyond those that every register has."""

from django.urls import path

from partnership.views.plans.editing import HighlightCreate, ObjectiveCreate, ProgressCreate
from partnership.views.plans.next_plan import NextPlan

urls = [
    path("business-plans/<int:pk>/next/", NextPlan.as_view(), name="business-plan-next"),
    path("objectives/new/", ObjectiveCreate.as_view(), name="objective-create"),
    path("priority-years/new/", ProgressCreate.as_view(), name="priority-year-create"),
    path("quarterly-highlights/new/", HighlightCreate.as_view(), name="quarterly-highlight-create"),
]
