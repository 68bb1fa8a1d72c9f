"""The risk register: where the risks sit, above the list of them."""

from typing import Any

from django.db.models import QuerySet

from partnership import registry
from partnership.catalogue.challenge import RISKS
from partnership.rag import risk_rating
from partnership.registers.filters import RegisterFilter
from partnership.registers.lists import RegisterList

SCALE = (1, 2, 3, 4, 5)


class RiskList(RegisterList):
    """The list with its matrix: both obey one filter."""

    register = RISKS
    template = "partnership/risks.html"

    def context(self, filters: RegisterFilter) -> dict[str, Any]:
        return {**super().context(filters), "scale": SCALE, "matrix": matrix(filters.qs)}


def matrix(risks: QuerySet) -> list[dict[str, Any]]:
    """Rows from the likeliest down: {likelihood, cells}, a cell {score, word, risks} for each impact.

    Risks go by their references, as on every list. Nothing at all where there are no risks. One query.
    """
    placed: dict[tuple[int, int], list[dict[str, str]]] = {}
    for risk in risks.order_by("reference"):
        link = {"reference": risk.reference, "url": registry.url_of(risk)}
        placed.setdefault((risk.likelihood, risk.impact), []).append(link)
    if not placed:
        return []
    return [
        {"likelihood": likelihood, "cells": [_cell(likelihood, impact, placed) for impact in SCALE]}
        for likelihood in reversed(SCALE)
    ]


def _cell(likelihood: int, impact: int, placed: dict[tuple[int, int], list[dict[str, str]]]) -> dict[str, Any]:
    rating = risk_rating(likelihood, impact)
    return {"score": rating.score, "word": rating.word, "risks": placed.get((likelihood, impact), [])}
