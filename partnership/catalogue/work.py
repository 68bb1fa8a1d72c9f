"""Actions and recommendations."""

from partnership import filters, marks, models, panel_tables, tables
from partnership.pages import ActionPage, RecommendationPage
from partnership.registers import Panel, Register

REGISTERS = (
    Register(
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
            ("rag_override", "Rating set by hand"),
            ("rag_override_reason", "Reason for it"),
        ),
        texts=("progress", ("impact", "What difference has it made?")),
        page=ActionPage,
    ),
    Register(
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
    ),
)
