"""The addresses of the action log beyond those that every register has."""

from django.urls import path

from partnership.views.actions.due_dates import DueDateAnswer, DueDateAsk
from partnership.views.actions.editing import ActionChange, ActionCreate, RecommendationCreate
from partnership.views.actions.learning import urls as learning
from partnership.views.actions.lists import MovedDates, WaitingForImpact
from partnership.views.actions.steps import ActionComplete, ActionReopen, ImpactWrite, ProgressNoteAdd, RatingOverride

urls = [
    path("actions/new/", ActionCreate.as_view(), name="action-create"),
    path("actions/<int:pk>/change/", ActionChange.as_view(), name="action-change"),
    path("actions/<int:pk>/note/", ProgressNoteAdd.as_view(), name="action-note"),
    path("actions/<int:pk>/impact/", ImpactWrite.as_view(), name="action-impact"),
    path("actions/<int:pk>/complete/", ActionComplete.as_view(), name="action-complete"),
    path("actions/<int:pk>/reopen/", ActionReopen.as_view(), name="action-reopen"),
    path("actions/<int:pk>/rating/", RatingOverride.as_view(), name="action-rating"),
    path("actions/<int:pk>/new-date/", DueDateAsk.as_view(), name="action-ask"),
    path("due-date-requests/<int:pk>/answer/", DueDateAnswer.as_view(), name="action-answer"),
    path("moved-dates/", MovedDates.as_view(), name="action-with-a-moved-date-list"),
    path("waiting-for-impact/", WaitingForImpact.as_view(), name="action-without-impact-list"),
    path("recommendations/new/", RecommendationCreate.as_view(), name="recommendation-create"),
    *learning,
]
