"""Policies, inspections, engagement, scrutiny, indicators."""

from partnership import filters, marks, models, tables
from partnership.catalogue.panels import WORK
from partnership.forms import registers as forms
from partnership.forms.performance import IndicatorForm
from partnership.pages import IndicatorPage
from partnership.registers import Register
from partnership.services.assurance import INSPECTIONS, POLICIES
from partnership.services.references import create_referenced

INDICATORS = Register(
    model=models.Indicator,
    noun="indicator",
    plural="indicators",
    place="performance",
    about="What the partnership measures, in which unit, and which direction is good for children.",
    table=tables.IndicatorTable,
    filterset=filters.IndicatorFilter,
    related=("source_agency",),
    facts=(
        "theme",
        "unit",
        ("polarity", "Which way is good"),
        "target",
        ("source_agency", "Source"),
        ("year_basis", "What a year means"),
        "small_numbers",
        ("overlapping", "Breakdowns overlap"),
    ),
    texts=("definition",),
    page=IndicatorPage,
    panels=WORK,
    form=IndicatorForm,
    create=create_referenced,
    bulk=("theme", "source_agency"),
)

REGISTERS = (
    Register(
        model=models.Policy,
        noun="policy",
        plural="policies",
        place="plan",
        about="Policies and procedures of the partnership, and when each is due for review.",
        table=tables.PolicyTable,
        filterset=filters.PolicyFilter,
        related=("owner_group",),
        state=lambda policy: [marks.policy_mark(policy)],
        facts=("owner_group", ("approved_on", "Approved"), ("review_on", "Review due"), ("url", "Where it is")),
        panels=WORK,
        form=forms.PolicyForm,
        create=POLICIES.create,
        change=POLICIES.change,
        bulk=("owner_group", "review_on"),
    ),
    Register(
        model=models.Inspection,
        noun="inspection",
        plural="inspections",
        place="plan",
        about="What inspectorates judged, and the work that followed.",
        table=tables.InspectionTable,
        filterset=filters.InspectionFilter,
        related=("agency",),
        facts=("inspectorate", "agency", ("inspected_on", "Inspected"), ("published_on", "Published"), "judgement"),
        texts=(("summary", "What the inspectorate said"),),
        panels=WORK,
        form=forms.InspectionForm,
        create=INSPECTIONS.create,
        change=INSPECTIONS.change,
    ),
    Register(
        model=models.Engagement,
        noun="engagement activity",
        plural="engagement activities",
        heading="Engagement",
        place="plan",
        about="The voice of children, families and practitioners: what we heard and what changed because of it.",
        table=tables.EngagementTable,
        filterset=filters.EngagementFilter,
        facts=(("held_on", "Held"), ("participants", "With whom"), ("number", "How many")),
        texts=(("heard", "What we heard"), ("changed", "What changed")),
        panels=WORK,
        form=forms.EngagementForm,
    ),
    Register(
        model=models.ScrutinyActivity,
        noun="scrutiny activity",
        plural="scrutiny activities",
        place="plan",
        about="Independent scrutiny: what was found and what the partnership answered.",
        table=tables.ScrutinyTable,
        filterset=filters.ScrutinyFilter,
        facts=(("held_on", "Held"),),
        texts=("finding", "response"),
        panels=WORK,
        form=forms.ScrutinyForm,
    ),
    INDICATORS,
)
