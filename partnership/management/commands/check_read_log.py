"""Check the chain of the read log: `check_read_log`, which ends with 1 where it is broken or its end was cut off."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from partnership.selectors.read_chain import MARK, check_chain, holds, last_mark_sent


class Command(BaseCommand):
    help = "Read the whole read log and say whether its chain is unbroken and still holds the mark of an old message."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--mark", help="NUMBER:HASH of a monthly message; without it, of the newest that was sent")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["mark"] and not MARK.fullmatch(options["mark"]):
            raise CommandError("A mark is a number, a colon and at least 16 signs, such as 1234:0f3a9c5e7b2d4a61")
        check = check_chain()
        if not check.is_whole:
            raise CommandError(f"The read log is {check.words}")
        mark = options["mark"] or last_mark_sent()
        if mark and not holds(mark):
            raise CommandError(f"The read log no longer holds the mark {mark}: its end was cut off or written anew.")
        self.stdout.write(f"The read log is {check.words}. The last one carries the mark {check.mark}")
        self.stdout.write(f"It holds the mark {mark}" if mark else "No message has carried a mark yet")
