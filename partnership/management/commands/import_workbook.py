"""Bring a workbook in: `import_workbook FILE [--check] [--by EMAIL]`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from partnership.models import User
from partnership.services.workbook import import_workbook
from partnership.workbook.outcome import ImportResult


class Command(BaseCommand):
    help = "Bring a partnership's workbook in, all or nothing. Every error of the file is named in one pass."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the workbook (.xlsx)")
        parser.add_argument("--check", action="store_true", help="say what would happen and store nothing")
        parser.add_argument("--by", metavar="EMAIL", help="the user whom the history names; else the operator")

    def handle(self, *args: Any, file: Path, check: bool, by: str | None, **options: Any) -> None:
        try:
            with file.open("rb") as workbook:
                result = import_workbook(file=workbook, by=_user(by), check=check)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        if not result.is_sound:
            for problem in result.problems:
                self.stdout.write(str(problem))
            raise SystemExit(1)
        self._print_counts(result, check=check)

    def _print_counts(self, result: ImportResult, *, check: bool) -> None:
        for sheet, tally in result.tallies.items():
            self.stdout.write(f"{sheet}: {tally.created} created, {tally.changed} changed, {tally.unchanged} unchanged")
        total = f"{result.created} created, {result.changed} changed, {result.unchanged} unchanged"
        self.stdout.write(f"Checked, nothing stored: {total}" if check else f"Imported: {total}")


def _user(email: str | None) -> User | None:
    if email is None:
        return None
    user = User.objects.filter(email=email.casefold()).first()
    if user is None:
        raise CommandError(f"Nobody signs in as {email}")
    return user
