"""What factories of records share."""

from typing import Any

import factory

from partnership.models import Board, Record
from partnership.services.records import save_record


class BoardFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Board

    code = factory.Sequence(lambda n: f"B{n}")
    name = factory.LazyAttribute(lambda row: f"Board {row.code}")
    kind = "lscp"
    area = "Northvale"
    year_start_month = 4


class RecordFactory(factory.django.DjangoModelFactory):
    """Saves through the service. `boards` or `board` say who keeps the record, else a board of its own.

    `visibility` is set after the first save, as people do it.
    """

    class Meta:
        abstract = True

    title = factory.Sequence(lambda n: f"Title {n}")

    @classmethod
    def _create(cls, model_class: type[Record], *args: Any, **fields: Any) -> Record:
        board = fields.pop("board", None)
        boards = fields.pop("boards", None) or [board or BoardFactory()]
        visibility = fields.pop("visibility", None)
        record = save_record(record=model_class(**fields), boards=boards, by=None)
        if visibility:
            record.visibility = visibility
            record.save()
        return record
