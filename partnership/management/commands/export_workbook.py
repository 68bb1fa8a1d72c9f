"""Take everything out: `export_workbook OUT`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from partnership.enums import Visibility
from partnership.exceptions import DomainError
from partnership.models import AgendaItem, Record
from partnership.principals import OPERATOR
from partnership.services.workbook import export_workbook


class Command(BaseCommand):
    help = "Write all records as a workbook, restricted ones included: how a partnership moves house."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("out", type=Path, help="the workbook to write (.xlsx)")

    def handle(self, *args: Any, out: Path, **options: Any) -> None:
        try:
            with out.open("wb") as workbook:
                counts = export_workbook(file=workbook, principal=OPERATOR)
        except OSError as error:
            raise CommandError(f"{out}: {error.strerror}") from error
        except DomainError as error:
            raise CommandError(error.message) from error
        for sheet, count in counts.items():
            self.stdout.write(f"{sheet}: {count}")
        self.stdout.write(f"Exported: {sum(counts.values())} rows")
        if archived := Record.objects.filter(archived_at__isnull=False).count():
            self.stdout.write(f"Left out: {archived} archived records. Bring back what is to move with you.")
        if confidential := AgendaItem.objects.filter(confidential=True, archived_at__isnull=True).count():
            self.stdout.write(
                f"Left out: {confidential} confidential agenda items, since a workbook cannot keep them so. "
                "Move them by hand."
            )
        if sealed := Record.objects.filter(visibility=Visibility.SEALED).count():
            self.stdout.write(
                f"Left out: {sealed} sealed records, since a workbook cannot carry their seal. Move them by hand."
            )
