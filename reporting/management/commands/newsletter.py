"""Draw an edition of a board's newsletter as a PDF, from the command line of the server."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from partnership.exceptions import DomainError
from reporting.management.printing import DEADLINE, board_of
from reporting.render import document_html, render_pdf
from reporting.services.newsletter import build_newsletter


class Command(BaseCommand):
    """`newsletter HSCB "Summer 2018" --out newsletter.pdf`: exit code 1 and a sentence where that cannot be done."""

    help = "Write an edition of a board's newsletter as a PDF, as the public may read it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("board", help="code of the board, such as HSCB")
        parser.add_argument("edition", help='name of the edition, such as "Summer 2018"')
        parser.add_argument("--out", type=Path, required=True, help="file for the PDF")

    def handle(self, *args: Any, board: str, edition: str, out: Path, **options: Any) -> None:
        try:
            page = document_html(build_newsletter(board=board_of(board), edition=edition))
            out.write_bytes(render_pdf(page, deadline=DEADLINE))
        except DomainError as error:
            raise CommandError(error.message) from error
        except OSError as error:
            raise CommandError(f"The newsletter could not be written to {out}: {error.strerror}.") from error
        self.stdout.write(f"Wrote {out}")
