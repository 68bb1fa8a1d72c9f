"""Migrations say what the models say, and are named."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.django_db
def test_models_have_their_migrations() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_are_named() -> None:
    files = [path.stem for path in ROOT.glob("*/migrations/0*.py")]
    assert files
    assert [name for name in files if re.search(r"_auto_|_\d{8}", name)] == []
