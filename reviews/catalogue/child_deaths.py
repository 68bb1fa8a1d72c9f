"""The registers of child deaths, of the panel's dates and of reconciliations."""

from django.db.models import QuerySet

from partnership.catalogue.panels import WORK
from partnership.registers import Panel, Register
from partnership.registers.values import label_codes
from partnership.registry import Entry
from partnership.services.references import create_referenced
from reviews.enums import DEATH_CATEGORIES, ChildDeathStatus, DelayReason
from reviews.filters.child_deaths import ChildDeathFilter, DeathPanelFilter, ReconciliationFilter
from reviews.forms.child_deaths import ChildDeathForm, DeathPanelForm
from reviews.marks.child_deaths import child_death_mark
from reviews.models import ChildDeath, DeathPanel, Reconciliation
from reviews.pages.child_deaths import ChildDeathPage, DeathPanelPage, ReconciliationPage
from reviews.tables.child_deaths import ChildDeathTable, DeathPanelTable, ReconciliationTable

label_codes(ChildDeath, "category", DEATH_CATEGORIES)
label_codes(ChildDeath, "delay_reasons", dict(DelayReason.choices))


def _deaths_of(panel: DeathPanel) -> QuerySet[ChildDeath]:
    return ChildDeath.objects.filter(panel=panel).select_related("panel")


CHILD_DEATHS = Register(
    model=ChildDeath,
    noun="child death",
    plural="child deaths",
    place="reviews",
    about="What the child death overview panel reviews. Each is shown by reference only.",
    table=ChildDeathTable,
    filterset=ChildDeathFilter,
    related=("panel",),
    state=lambda death: [child_death_mark(death)],
    facts=(
        ("died_on", "Died"),
        ("notified_on", "Notified"),
        "resident",
        "age_band",
        "gender",
        "ethnicity",
        "expected",
        "joint_agency_response",
        "panel",
        ("reviewed_on", "Reviewed"),
        ("modifiable", "Modifiable factors"),
    ),
    texts=("factors", "learning"),
    panels=WORK,
    page=ChildDeathPage,
    form=ChildDeathForm,
    create=create_referenced,
    bulk=("panel", "status"),
)
DEATH_PANELS = Register(
    model=DeathPanel,
    noun="death panel",
    plural="death panels",
    heading="Panel dates",
    place="reviews",
    about="When the child death overview panel meets, and about which theme.",
    table=DeathPanelTable,
    filterset=DeathPanelFilter,
    related=("board",),
    facts=("held_on", "theme", "board"),
    texts=("note",),
    panels=(
        Panel(
            "Deaths to review",
            ChildDeathTable,
            lambda panel: _deaths_of(panel).exclude(status=ChildDeathStatus.REVIEWED),
            without=("panel",),
        ),
        Panel(
            "Reviewed deaths",
            ChildDeathTable,
            lambda panel: _deaths_of(panel).filter(status=ChildDeathStatus.REVIEWED),
            without=("panel",),
        ),
    ),
    page=DeathPanelPage,
    form=DeathPanelForm,
)
DEATH_TABLES = Entry(
    "reviews",
    "Tables of child deaths",
    "reviews:death-table",
    "child_death",
    about="The yearly tables, of one year or of three or five together. Small numbers stay hidden.",
)
RECONCILIATIONS = Register(
    model=Reconciliation,
    noun="reconciliation",
    plural="reconciliations",
    heading="Registered deaths",
    place="reviews",
    about="Lists of registered deaths laid beside our records: what we do not have, and what they do not have.",
    table=ReconciliationTable,
    filterset=ReconciliationFilter,
    facts=(
        ("compared_on", "Made"),
        ("source", "List"),
        ("period_from", "Deaths from"),
        ("period_to", "Deaths until"),
        ("listed", "Deaths on the list"),
        ("matched", "In both"),
    ),
    page=ReconciliationPage,
)
