"""The register of child deaths."""

from partnership.catalogue.panels import WORK
from partnership.registers import Register
from reviews.filters.child_deaths import ChildDeathFilter
from reviews.marks.child_deaths import child_death_mark
from reviews.models import ChildDeath
from reviews.pages.child_deaths import ChildDeathPage
from reviews.tables.child_deaths import ChildDeathTable

CHILD_DEATHS = Register(
    model=ChildDeath,
    noun="child death",
    plural="child deaths",
    place="reviews",
    about="What the child death overview panel reviews. Each is shown by reference only.",
    table=ChildDeathTable,
    filterset=ChildDeathFilter,
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
        ("reviewed_on", "Reviewed"),
        ("modifiable", "Modifiable factors"),
    ),
    texts=("factors", "learning"),
    panels=WORK,
    page=ChildDeathPage,
)
