"""Actions, recommendations, and requests for new dates."""

from partnership import filters, marks, models, panel_tables, tables
from partnership.forms.work import ActionForm, RecommendationForm
from partnership.pages import ActionPage, DueDateRequestPage, RecommendationPage
from partnership.registers import Panel, Register
from partnership.selectors.action_rights import as_manager
from partnership.services.actions import change_action, create_action
from partnership.services.recommendations import change_recommendation, create_recommendation

ACTIONS = Register(
    model=models.Action,
    noun="action",
    plural="actions",
    heading="Action log",
    place="actions",
    about="Every action in the partnership that you may see, from every plan.",
    table=tables.ActionTable,
    filterset=filters.ActionFilter,
    related=("agency",),
    state=lambda action: [marks.action_mark(action)],
    facts=(
        "owner",
        "agency",
        ("plan__record", "Plan of"),
        ("raised_on", "Raised"),
        ("due_on", "Due"),
        ("completed_on", "Completed"),
        "status",
        "at_risk",
    ),
    texts=("progress", ("impact", "What difference has it made?"), "no_impact_reason"),
    page=ActionPage,
    form=ActionForm,
    create=create_action,
    change=change_action,
    bulk=("owner", "agency", "due_on", "status"),
    bulk_as=as_manager,
)

RECOMMENDATIONS = Register(
    model=models.Recommendation,
    noun="recommendation",
    plural="recommendations",
    place="actions",
    about="What reviews, audits, inspections and groups recommended, and what came of it.",
    table=tables.RecommendationTable,
    filterset=filters.RecommendationFilter,
    prefetched=("agencies",),
    state=lambda recommendation: [marks.recommendation_mark(recommendation)],
    facts=("number", ("plan__record", "Comes from"), ("agencies", "Addressed to"), "accepted", "status"),
    texts=(("text", "Recommendation"), "response"),
    panels=(
        Panel(
            "Actions",
            panel_tables.PlanActionTable,
            lambda row: row.actions.select_related("plan__record", "agency").order_by("due_on", "pk"),
        ),
    ),
    page=RecommendationPage,
    form=RecommendationForm,
    create=create_recommendation,
    change=change_recommendation,
    bulk=("accepted", "status"),
)

DUE_DATE_REQUESTS = Register(
    model=models.DueDateRequest,
    noun="due date request",
    plural="due date requests",
    heading="New dates asked for",
    place="actions",
    about="Requests to move the due date of an action, and what was answered.",
    table=tables.DueDateRequestTable,
    filterset=filters.DueDateRequestFilter,
    related=("action__agency", "asked_by", "answered_by"),
    state=lambda request: [marks.request_mark(request)],
    facts=(
        "action",
        ("was_due_on", "Due date until now"),
        ("due_on", "New due date"),
        ("asked_by__name", "Asked by"),
        ("asked_at", "Asked on"),
        ("answered_by__name", "Answered by"),
        ("answered_at", "Answered on"),
    ),
    texts=(("reason", "Why the date cannot be kept"), ("answer_reason", "The answer")),
    page=DueDateRequestPage,
)

REGISTERS = (ACTIONS, RECOMMENDATIONS, DUE_DATE_REQUESTS)
