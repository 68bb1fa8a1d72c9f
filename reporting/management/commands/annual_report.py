"""Draw the annual report of a board and a year as a PDF, and in other forms, from the command line of the server."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from partnership.exceptions import DomainError
from reporting.management.printing import DEADLINE, board_of
from reporting.render import document_html, render_pdf
from reporting.services.annual_report import build_document
from reporting.word import document_docx


class Command(BaseCommand):
    """`annual_report HSCB 2017-18 --out report.pdf`: exit code 1 and a sentence where that cannot be done."""

    help = "Write the annual report of a board and a reporting year as a PDF, as the public may read it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("board", help="code of the board, such as HSCB")
        parser.add_argument("year", help="reporting year, such as 2017-18")
        parser.add_argument("--out", type=Path, required=True, help="file for the PDF")
        parser.add_argument("--html", type=Path, help="file for the same report as one HTML page")
        parser.add_argument("--docx", type=Path, help="file for the same report for Word")

    def handle(
        self, *args: Any, board: str, year: str, out: Path, html: Path | None, docx: Path | None, **options: Any
    ) -> None:
        try:
            document = build_document(board=board_of(board), year=year)
            page = document_html(document)
            pdf = render_pdf(page, deadline=DEADLINE)
            if docx:
                docx.write_bytes(document_docx(document))
            if html:
                html.write_text(page, encoding="utf-8")
            out.write_bytes(pdf)
        except DomainError as error:
            raise CommandError(error.message) from error
        except OSError as error:
            raise CommandError(f"The report could not be written to {error.filename}: {error.strerror}.") from error
        self.stdout.write(f"Wrote {out}")
