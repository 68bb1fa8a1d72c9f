"""Loads the demonstration partnership and prints its users."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from partnership.exceptions import DomainError
from partnership.services.demo import USERS, load_demo


class Command(BaseCommand):
    help = "Loads Northvale, a fictional partnership, with a user for each role."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--password", help="the password that all demonstration users share; made up if left out")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            password = load_demo(password=options["password"])
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"Demonstration users, all with the password {password}")
        for user in USERS:
            self.stdout.write(f"  {user.email:<48}{user.role.label}")
