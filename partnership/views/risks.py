"""The risk register: where the risks sit now or should come to, above the list of them; and the steps of one risk."""

from typing import Any

from django.db.models import QuerySet
from django.urls import path

from partnership import registry
from partnership.catalogue.challenge import RISKS
from partnership.forms.registers import IMPACTS, LIKELIHOODS
from partnership.forms.steps import RiskCloseForm, RiskMoveForm, RiskReviewForm
from partnership.models import Risk
from partnership.rag import risk_rating
from partnership.registers.filters import RegisterFilter
from partnership.registers.forms import RegisterForm
from partnership.registers.lists import RegisterList
from partnership.services.risks import close_risk, move_risk, note_risk_review
from partnership.views.steps import Step

TARGET = "target"


class RiskList(RegisterList):
    """The list with its matrix: both obey one filter. `matrix=target` shows where the risks should come to."""

    register = RISKS
    template = "partnership/risks.html"

    def context(self, filters: RegisterFilter) -> dict[str, Any]:
        aimed_at = self.request.GET.get("matrix") == TARGET
        shown = {"impacts": IMPACTS, "aimed_at": aimed_at, "matrix": matrix(filters.qs, aimed_at=aimed_at)}
        return {**super().context(filters), **shown, "other_matrix": self.other_matrix(aimed_at)}

    def other_matrix(self, aimed_at: bool) -> str:
        """The address of the same list under the other matrix."""
        query = self.request.GET.copy()
        query.pop("matrix", None)
        if not aimed_at:
            query["matrix"] = TARGET
        return f"?{query.urlencode()}"


def matrix(risks: QuerySet, *, aimed_at: bool = False) -> list[dict[str, Any]]:
    """Rows from the likeliest down: {likelihood, words, cells}, a cell {score, word, risks} for each impact.

    Risks go by their references, as on every list; `aimed_at` places them by their targets, those without one left
    out. Nothing at all where there are no risks. One query.
    """
    placed: dict[tuple[int, int], list[dict[str, str]]] = {}
    for risk in risks.order_by("reference"):
        link = {"reference": risk.reference, "url": registry.url_of(risk)}
        place = (risk.target_likelihood, risk.target_impact) if aimed_at else (risk.likelihood, risk.impact)
        placed.setdefault(place, []).append(link)
    if not placed:
        return []
    return [
        {
            "likelihood": likelihood,
            "words": words,
            "cells": [_cell(likelihood, impact, placed) for impact, _ in IMPACTS],
        }
        for likelihood, words in reversed(LIKELIHOODS)
    ]


def _cell(likelihood: int, impact: int, placed: dict[tuple[int, int], list[dict[str, str]]]) -> dict[str, Any]:
    rating = risk_rating(likelihood, impact)
    return {"score": rating.score, "word": rating.word, "risks": placed.get((likelihood, impact), [])}


class RiskMove(Step):
    """A new score, with the reason that its history keeps."""

    register = RISKS
    step = RiskMoveForm
    title, button, told = "Move this risk", "Move this risk", "Risk moved."

    def take(self, form: RegisterForm, version: int) -> Risk:
        values = {"likelihood": self.row.likelihood, "impact": self.row.impact, "review_on": self.row.review_on}
        return move_risk(
            risk=self.row,
            **{**values, **form.values()},
            reason=form.cleaned_data["reason"],
            version=version,
            by=self.user,
        )


class RiskReview(Step):
    """It was looked at and its score stands."""

    register = RISKS
    step = RiskReviewForm
    title, button, told = "Review done", "Save the review", "Review saved."

    def take(self, form: RegisterForm, version: int) -> Risk:
        review_on = form.values().get("review_on", self.row.review_on)
        found = form.cleaned_data["reason"]
        return note_risk_review(risk=self.row, review_on=review_on, found=found, version=version, by=self.user)


class RiskClose(Step):
    """It is a risk no longer."""

    register = RISKS
    step = RiskCloseForm
    title, button, told = "Close this risk", "Close this risk", "Risk closed."

    def take(self, form: RegisterForm, version: int) -> Risk:
        closed_on = form.values().get("closed_on", self.row.closed_on)
        reason = form.cleaned_data["reason"]
        return close_risk(risk=self.row, closed_on=closed_on, reason=reason, version=version, by=self.user)


urls = [
    path("risks/", RiskList.as_view(), name="risk-list"),
    path("risks/<int:pk>/move/", RiskMove.as_view(), name="risk-move"),
    path("risks/<int:pk>/review/", RiskReview.as_view(), name="risk-review"),
    path("risks/<int:pk>/close/", RiskClose.as_view(), name="risk-close"),
]
