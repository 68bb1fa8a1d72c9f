"""The partnership's workbook, in and out."""

from typing import BinaryIO

from django.db import transaction

from partnership.models import User
from partnership.principals import Principal
from partnership.workbook.engine import import_rows
from partnership.workbook.outcome import ImportResult
from partnership.workbook.problems import Problems, in_order
from partnership.workbook.reader import read_workbook
from partnership.workbook.writer import write_workbook


def import_workbook(*, file: BinaryIO, by: User | None, check: bool = False) -> ImportResult:
    """Bring a workbook in, all or nothing; with `check`, find out what would happen and store nothing.

    The result names every problem of the file, and the rows created, changed and left by sheet. `by` is None for the
    operator at the command line. Nothing is stored where there is any problem.
    """
    problems = Problems()
    content = read_workbook(file, problems)
    with transaction.atomic():
        result = import_rows(content, problems, by)
        if problems or check:
            transaction.set_rollback(True)
    result.problems = in_order(problems)
    return result


def export_workbook(*, file: BinaryIO, principal: Principal) -> dict[str, int]:
    """Write all that the principal may read as a workbook; return the number of rows by sheet.

    One snapshot: what others change meanwhile is in it wholly or not at all.
    """
    with transaction.atomic():
        return write_workbook(file, principal)
