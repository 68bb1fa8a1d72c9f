"""Lists of editions and of the rules in them."""

from typing import Any

from partnership.registers.tables import Date, Marked, Name, Plain, RegisterTable
from reviews.enums import ReviewKind
from reviews.marks.editions import checked_cell
from reviews.models import ClockRule


def limit_words(rule: ClockRule) -> str:
    """Such as "At most 5 working days" or "Aim: 6 months"."""
    amount = f"{rule.limit} {rule.get_unit_display()}"
    if rule.at_least:
        return f"At least {amount}"
    return f"Aim: {amount}" if rule.is_aim else f"At most {amount}"


def kinds_words(rule: ClockRule) -> str:
    return ", ".join(str(ReviewKind(kind).label) for kind in rule.kinds) or "All kinds of the edition"


class Checked(Marked):
    """The mark of a rule that somebody compared, or has yet to."""

    def __init__(self) -> None:
        super().__init__("checked", "Published text", checked_cell)


class EditionTable(RegisterTable):
    title = Name("title", "Edition", second="source")
    code = Plain("code", "Short name")
    begins = Date("in_force_from", "In force from")
    ends = Date("in_force_until", "Until")
    checked = Checked()

    class Meta:
        order_by = "-begins"


class KindRuleTable(RegisterTable):
    name = Name("name", "What we call it", second="basis")
    kind = Plain("kind", "Kind")
    edition = Plain("edition", "Edition", sort="edition__in_force_from")
    checked = Checked()

    class Meta:
        order_by = "-edition"


class CriterionTable(RegisterTable):
    letter = Plain("letter", "Letter", sort="order")
    words = Name("words", "Criterion")
    edition = Plain("edition", "Edition", sort="edition__in_force_from")
    checked = Checked()

    class Meta:
        order_by = "-edition"


class Limit(Plain):
    """How long, and whether it is a duty or an aim."""

    def first(self, record: Any, table: RegisterTable) -> str:
        return limit_words(record)


class ClockRuleTable(RegisterTable):
    name = Name("name", "Clock", second=kinds_words, first_label="Clock", second_label="Kinds")
    starts_with = Plain("starts_with", "From")
    ends_with = Plain("ends_with", "To")
    limit = Limit("limit", "Limit")
    edition = Plain("edition", "Edition", sort="edition__in_force_from")
    checked = Checked()

    class Meta:
        order_by = "-edition"
