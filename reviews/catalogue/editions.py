"""The registers of law and guidance: editions, and in each its kinds of review, criteria and clocks."""

from partnership.registers import Panel, Register
from reviews.filters import editions as filters
from reviews.forms import editions as forms
from reviews.marks.editions import checked_mark
from reviews.models import ClockRule, Criterion, Edition, KindRule
from reviews.pages.editions import EditionPage
from reviews.tables import editions as tables

EDITIONS = Register(
    model=Edition,
    noun="edition",
    plural="editions",
    place="reviews",
    about="Law and guidance on reviews, and when each was in force. You keep what it asks; the portal counts by it.",
    table=tables.EditionTable,
    filterset=filters.EditionFilter,
    state=lambda edition: [checked_mark(edition)],
    facts=(
        ("code", "Short name"),
        ("in_force_from", "In force from"),
        ("in_force_until", "In force until"),
        ("source", "Where it can be read"),
    ),
    panels=(
        Panel("Criteria", tables.CriterionTable, lambda row: row.criteria.order_by("order"), without=("edition",)),
        Panel("Kinds of review", tables.KindRuleTable, lambda row: row.kinds.order_by("order"), without=("edition",)),
        Panel("Clocks", tables.ClockRuleTable, lambda row: row.clocks.order_by("order"), without=("edition",)),
    ),
    page=EditionPage,
    form=forms.EditionForm,
)
KINDS = Register(
    model=KindRule,
    noun="kind of review",
    plural="kinds of review",
    place="reviews",
    about="Which kinds of review an edition knows, and what this area calls them.",
    table=tables.KindRuleTable,
    filterset=filters.KindRuleFilter,
    related=("edition",),
    state=lambda rule: [checked_mark(rule)],
    facts=("edition", "kind", "name", ("basis", "Where it comes from")),
    form=forms.KindRuleForm,
)
CRITERIA = Register(
    model=Criterion,
    noun="criterion",
    plural="criteria",
    place="reviews",
    about="What a case is considered against. The wording is ours; the edition says where the published text is.",
    table=tables.CriterionTable,
    filterset=filters.CriterionFilter,
    related=("edition",),
    state=lambda criterion: [checked_mark(criterion)],
    facts=("edition", "letter"),
    texts=(("words", "Criterion"),),
    form=forms.CriterionForm,
)
CLOCKS = Register(
    model=ClockRule,
    noun="clock",
    plural="clocks",
    place="reviews",
    about="How long each step may take. A review is measured by the clocks of its edition.",
    table=tables.ClockRuleTable,
    filterset=filters.ClockRuleFilter,
    related=("edition",),
    state=lambda rule: [checked_mark(rule)],
    facts=(
        "edition",
        ("starts_with", "From"),
        ("ends_with", "To"),
        ("limit", "Limit"),
        ("unit", "Counted in"),
        ("at_least", "The shortest time, not the longest"),
        ("is_aim", "An aim, not a duty"),
        ("pausable", "Stands still while the review is paused"),
    ),
    form=forms.ClockRuleForm,
)
EDITION_REGISTERS = (EDITIONS, KINDS, CRITERIA, CLOCKS)
