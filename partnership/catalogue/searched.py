"""What is found by words beside the records, which all are: by which columns, and under which name."""

from partnership import models
from partnership.searching import Searched

SEARCHED = (
    Searched(
        models.Action,
        name="title",
        texts=("progress", "impact", "owner"),
        second=("reference", "agency__name"),
        code="reference",
    ),
    Searched(models.Recommendation, name="text", texts=("response",)),
    Searched(
        models.AgendaItem,
        name="title",
        texts=("decision", "minute", "public_summary", "presenter"),
        stands_on="meeting",
    ),
    Searched(models.Objective, name="text", texts=("success_measure", "progress"), second=("number",)),
    Searched(models.PriorityProgress, name="priority__title", texts=("summary",), second=("year",)),
    Searched(
        models.QuarterlyHighlight,
        name="priority__title",
        texts=("done", "difference", "next"),
        second=("year",),
    ),
    Searched(models.Agency, name="name", second=("code",), code="code"),
    Searched(models.Person, name="name", second=("agency__name",)),
    Searched(models.Seat, name="label", texts=("job_title",), second=("group__title",)),
    Searched(models.Board, name="name", texts=("area", "vision"), second=("area",), code="code"),
    Searched(models.BudgetLine, name="category", texts=("note",), second=("financial_year",)),
)
