"""From a recommendation to proven change: what agencies answer, what actions led to, impact tests."""

from typing import Any

from django.urls import reverse

from partnership import models
from partnership.deadlines import DeadlineSource, add_deadline_source
from partnership.filters.learning import AnswerFilter, ImpactTestFilter, ResultFilter
from partnership.forms.impact_tests import ImpactTestForm
from partnership.forms.results import ResultForm
from partnership.learning_marks import answer_mark, proven_mark
from partnership.pages.learning import AnswerPage, ImpactTestPage, ResultPage
from partnership.policy import can
from partnership.principals import Principal
from partnership.registers import Link, Panel, Register
from partnership.registry import add_panel, add_returns, url_of
from partnership.selectors.impact_tests import looks_due
from partnership.selectors.inspection_themes import INSPECTIONS
from partnership.selectors.recommendation_answers import answers_owed
from partnership.selectors.results import came_from
from partnership.services.impact_tests import change_impact_test, create_impact_test
from partnership.services.results import change_result, create_result
from partnership.tables import impact_tests, recommendation_answers, results
from partnership.themes import add_theme_source
from partnership.work_items.recommendations import answers_returned


def _add(noun: str, words: str) -> Any:
    """The way to add what hangs on a recommendation or an action, for those who keep its plan."""

    def add(principal: Principal, row: Any) -> Link | None:
        if not can(principal, "create", row):
            return None
        what = "action" if isinstance(row, models.Action) else "recommendation"
        return Link(words, f"{reverse(f'partnership:{noun}-create')}?{what}={row.pk}")

    return add


ANSWERS = Register(
    model=models.RecommendationAnswer,
    noun="recommendation answer",
    plural="recommendation answers",
    heading="Answers to recommendations",
    place="actions",
    about="Which agencies were asked whether they take a recommendation on, and what they said.",
    table=recommendation_answers.AnswerTable,
    filterset=AnswerFilter,
    related=("recommendation", "agency", "answered_by"),
    state=lambda answer: [answer_mark(answer)],
    facts=(
        ("agency__name", "Agency"),
        ("recommendation__plan__record", "Comes from"),
        ("asked_on", "Asked"),
        ("due_on", "Answer by"),
    ),
    texts=(("recommendation__text", "The recommendation"), ("reason", "What it will do, or why it declines")),
    page=AnswerPage,
)

RESULTS = Register(
    model=models.ActionResult,
    noun="action result",
    plural="action results",
    heading="What actions led to",
    place="actions",
    about="Policies and courses that were changed, audits that were repeated, and other things that actions brought.",
    table=results.ResultTable,
    filterset=ResultFilter,
    related=("action", "record"),
    facts=("action", ("action__plan__record", "Comes from"), ("kind", "What it led to"), ("record", "On record")),
    texts=(("what", "What changed"),),
    page=ResultPage,
    form=ResultForm,
    create=create_result,
    change=change_result,
)

IMPACT_TESTS = Register(
    model=models.ImpactTest,
    noun="impact test",
    plural="impact tests",
    place="actions",
    about="Who looked whether a recommendation has made a difference, how, and what they found.",
    table=impact_tests.ImpactTestTable,
    filterset=ImpactTestFilter,
    related=("recommendation", "tested_by"),
    state=lambda test: [proven_mark(test)],
    facts=(
        "recommendation",
        ("recommendation__plan__record", "Comes from"),
        ("tested_on", "Date"),
        ("how", "How somebody looked"),
        ("again_on", "Look again on"),
        ("tested_by__name", "Written down by"),
    ),
    texts=(("found", "What was found"),),
    page=ImpactTestPage,
    form=ImpactTestForm,
    create=create_impact_test,
    change=change_impact_test,
)

REGISTERS = (ANSWERS, RESULTS, IMPACT_TESTS)

#: On the page of a recommendation, and on that of an action.
OF_RECOMMENDATION = (
    Panel(
        "What the agencies answered",
        recommendation_answers.AnswersGivenTable,
        lambda row: row.answers.select_related("recommendation__plan__record", "agency").order_by("agency__name", "pk"),
    ),
    Panel(
        "Impact tests",
        impact_tests.TestsDoneTable,
        lambda row: row.impact_tests.select_related("recommendation__plan__record").order_by("tested_on", "pk"),
        add=_add("impact-test", "Add an impact test"),
    ),
)
OF_ACTION = Panel(
    "What it led to",
    results.ActionResultTable,
    lambda row: row.results.select_related("action__plan__record", "record").order_by("pk"),
    add=_add("action-result", "Add what it led to"),
)
#: On the page of a policy, a course or an audit.
CAME_FROM = Panel("Came from", results.CameFromTable, came_from)

DEADLINES = (
    DeadlineSource(
        key="recommendation-answer",
        words="To answer",
        rows=answers_owed,
        day="due_on",
        name=lambda answer: str(answer.recommendation),
        path=url_of,
        late=answers_owed,
    ),
    DeadlineSource(
        key="impact-test",
        words="To look at again",
        rows=looks_due,
        day="again_on",
        name=lambda test: str(test.recommendation),
        path=url_of,
        late=looks_due,
    ),
)


def plug_in_learning() -> None:
    """What the way from a recommendation to proven change adds to returns, digests, calendars and other pages."""
    add_deadline_source(*DEADLINES)
    add_panel(models.Recommendation, *OF_RECOMMENDATION)
    add_panel(models.Action, OF_ACTION)
    add_panel(models.Policy, CAME_FROM)
    add_returns(answers_returned)
    add_theme_source(INSPECTIONS)
