"""The business plan."""

from partnership import filters, marks, models, tables
from partnership.catalogue.panels import WORK
from partnership.forms.plan import BusinessPlanForm, HighlightForm, ObjectiveForm, PriorityForm, ProgressForm
from partnership.pages import BusinessPlanPage, PriorityPage
from partnership.registers import Panel, Register

PLANS = Register(
    model=models.BusinessPlan,
    noun="business plan",
    plural="business plans",
    place="plan",
    about="The plans that boards work to, and their priorities.",
    table=tables.BusinessPlanTable,
    filterset=filters.BusinessPlanFilter,
    facts=(("starts_on", "From"), ("ends_on", "To")),
    panels=(
        Panel(
            "Priorities",
            tables.PriorityTable,
            lambda row: row.priorities.select_related("plan", "lead_group"),
            without=("plan",),
        ),
        *WORK,
    ),
    page=BusinessPlanPage,
    form=BusinessPlanForm,
)

PRIORITIES = Register(
    model=models.Priority,
    noun="priority",
    plural="priorities",
    place="plan",
    about="What the partnership has set itself to change for children, and how far it has come.",
    table=tables.PriorityTable,
    filterset=filters.PriorityFilter,
    related=("plan", "lead_group"),
    facts=("number", "plan", "lead_group", "cross_cutting"),
    texts=("description", "outcomes_sought"),
    panels=(
        Panel(
            "Objectives",
            tables.ObjectiveTable,
            lambda row: row.objectives.select_related("priority", "lead_agency", "lead_group"),
            without=("priority",),
        ),
        Panel(
            "Year by year",
            tables.ProgressTable,
            lambda row: row.progress.select_related("priority"),
            without=("priority",),
        ),
        Panel(
            "Quarterly highlights",
            tables.HighlightTable,
            lambda row: row.highlights.select_related("priority").order_by("-year", "-quarter"),
            without=("priority",),
        ),
        *WORK,
    ),
    page=PriorityPage,
    form=PriorityForm,
    bulk=("lead_group",),
)

OBJECTIVES = Register(
    model=models.Objective,
    noun="objective",
    plural="objectives",
    place="plan",
    about="What each priority sets out to do, and how we shall know that it is done.",
    table=tables.ObjectiveTable,
    filterset=filters.ObjectiveFilter,
    related=("lead_agency", "lead_group"),
    state=lambda objective: [marks.rating_mark(objective)],
    facts=("number", "priority", "lead_group", "lead_agency", ("due_on", "Due")),
    texts=(("text", "Objective"), ("success_measure", "How we shall know"), "progress"),
    panels=(
        Panel(
            "Measures",
            tables.IndicatorTable,
            lambda row: row.measures.select_related("source_agency").order_by("reference"),
        ),
    ),
    form=ObjectiveForm,
    bulk=("lead_group", "lead_agency", "due_on", "rag"),
)

YEARS = Register(
    model=models.PriorityProgress,
    noun="priority year",
    plural="priority years",
    heading="Progress by year",
    place="plan",
    about="What each priority brought in a year: done, learned, what difference it made, what is still to be done.",
    table=tables.ProgressTable,
    filterset=filters.ProgressFilter,
    state=lambda progress: [marks.rating_mark(progress)],
    facts=("priority", "year"),
    texts=(
        ("summary", "In short"),
        ("did", "What we did"),
        ("learned", "What we learned"),
        ("difference", "What difference it made"),
        ("next", "What is still to be done"),
    ),
    form=ProgressForm,
)

HIGHLIGHTS = Register(
    model=models.QuarterlyHighlight,
    noun="quarterly highlight",
    plural="quarterly highlights",
    place="plan",
    about="What each priority brought in a quarter, in a few sentences for the board’s meeting.",
    table=tables.HighlightTable,
    filterset=filters.HighlightFilter,
    state=lambda highlight: [marks.rating_mark(highlight)],
    facts=("priority", "year", "quarter"),
    texts=(("done", "What was done"), ("difference", "What difference it made"), ("next", "What comes next")),
    form=HighlightForm,
)

REGISTERS = (PLANS, PRIORITIES, OBJECTIVES, YEARS, HIGHLIGHTS)
