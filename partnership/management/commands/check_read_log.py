"""Check the chain of the read log: `check_read_log`, which ends with 1 where it is broken."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from partnership.selectors.read_chain import check_chain


class Command(BaseCommand):
    help = "Read the whole read log and say whether its chain is unbroken; else name the first entry that is wrong."

    def handle(self, *args: Any, **options: Any) -> None:
        check = check_chain()
        if not check.is_whole:
            raise CommandError(f"The read log is {check.words}")
        self.stdout.write(f"The read log is {check.words}. The last one carries the mark {check.last_hash}")
