"""Contributions, budget lines and reserves of the workbook."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Case, F, QuerySet, When

from partnership.models import BudgetLine, Contribution, Reserve
from partnership.models.fields import ONE_LINE
from partnership.workbook.importer import Importer, Stored
from partnership.workbook.resolver import References


class ContributionImporter(Importer):
    """A contributor is an agency where the text is the code of one, else another budget holder."""

    sheet = "contributions"
    model = Contribution
    attributes = {"contributor": "contributor_text"}
    computed = frozenset({"contributor"})

    @property
    def needs(self) -> set[str]:
        return {*super().needs, "agencies"}

    def check(self, values: Mapping[str, Stored]) -> Iterator[tuple[str, str]]:
        if len(str(values.get("contributor", ""))) > ONE_LINE:
            yield "contributor", f"at most {ONE_LINE} characters"

    def annotated(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.annotate(
            contributor_text=Case(When(agency__isnull=False, then=F("agency__code")), default=F("holder"))
        )

    def resolve_more(self, references: References) -> None:
        code = str(references.row.values.get("contributor", "")).casefold()
        if pk := references.resolver.index("agencies").get(code):
            references.links["agency"] = pk
        elif references.resolver.is_declared("agencies", code):
            references.wrong.add("contributor")

    def apply(self, row: Contribution, values: Mapping[str, Stored]) -> None:
        super().apply(row, values)
        if row.agency_id is None and "contributor" in values:
            row.holder = str(values["contributor"])

    def column_of(self, attribute: str) -> str:
        return "contributor" if attribute in {"agency", "holder"} else super().column_of(attribute)


class BudgetLineImporter(Importer):
    sheet = "budget_lines"
    model = BudgetLine


class ReserveImporter(Importer):
    sheet = "reserves"
    model = Reserve
