"""Recommendations and actions of the workbook: each stands in the action plan of the record that is its source."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from partnership.models import Action, Recommendation
from partnership.workbook.importer import Importer, Link, Stored, importers
from partnership.workbook.record_importer import RecordImporter
from partnership.workbook.resolver import References

_SLASHED_YEAR = re.compile(r"/(\d{4})/(\d{2})/")  # a year may be written 2017/18, in a section 11 source too


class PlannedImporter(Importer):
    """A sheet whose rows name their record by `source_kind` and `source`."""

    attributes = {"source_kind": "plan__record__kind", "source": "plan__record__reference"}
    computed = frozenset({"source_kind", "source"})
    caseless = frozenset({"source"})

    @cached_property
    def sheets_of_sources(self) -> dict[str, str]:
        kinds = self.definition.by_name["source_kind"].choices
        return {
            importer.model.record_kind: importer.sheet
            for importer in importers()
            if isinstance(importer, RecordImporter) and importer.model.record_kind in kinds
        }

    @property
    def needs(self) -> set[str]:
        return super().needs | set(self.sheets_of_sources.values())

    def key_of(self, values: Mapping[str, Any]) -> str:
        return super().key_of({**values, "source": canonical_source(values.get("source", ""))})

    def is_same(self, name: str, old: Stored, new: Stored) -> bool:
        return super().is_same(name, old, canonical_source(new) if name == "source" and isinstance(new, str) else new)

    def resolve_more(self, references: References) -> None:
        values = references.row.values
        kind, source = values.get("source_kind"), values.get("source")
        if kind is None or source is None:
            return
        key = canonical_source(str(source))
        record = references.look_up(
            self.sheets_of_sources[str(kind)], key.casefold(), ("source_kind", "source"), source
        )
        if record is not None:
            references.links["plan"] = references.resolver.plan_of(record)


def canonical_source(source: str) -> str:
    return _SLASHED_YEAR.sub(r"/\1-\2/", source)


class RecommendationImporter(PlannedImporter):
    sheet = "recommendations"
    model = Recommendation


class ActionImporter(PlannedImporter):
    sheet = "actions"
    model = Action
    links = {"recommendation": Link("recommendations", ("source_kind", "source", "recommendation"))}
