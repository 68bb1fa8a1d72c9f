"""Send the digests of a day: `send_digests [--date 2026-06-09]`."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from partnership.services.digests import send_digests


class Command(BaseCommand):
    help = "Write to everybody who has something due or late, once a person and day. The clock does it at seven."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--date", type=date.fromisoformat, dest="day", help="the day, such as 2026-06-09")

    def handle(self, *args: Any, day: date | None, **options: Any) -> None:
        day = day or timezone.localdate()
        written = send_digests(day=day, beat=lambda progress, doing: None)
        self.stdout.write(f"Digests of {day.isoformat()}: {written}")
