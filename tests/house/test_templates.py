"""Rules for templates: each compiles, and none carries script or style that the content security policy refuses."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted(path.relative_to(ROOT / "templates").as_posix() for path in (ROOT / "templates").rglob("*.*"))
# Print and e-mail are never sent to a browser under the policy; their readers know no linked style sheet.
OWN_STYLE = ("reporting/print/", "emails/")

INLINE = {
    "script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", re.I),
    "style element": re.compile(r"<style\b", re.I),
    "style attribute": re.compile(r"\sstyle\s*=", re.I),
    "event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "script address": re.compile(r"javascript:", re.I),
}


def inline_parts(source: str) -> list[str]:
    return [name for name, pattern in INLINE.items() if pattern.search(source)]


def test_every_template_compiles() -> None:
    assert [name for name in TEMPLATES if Path(get_template(name).origin.name) != ROOT / "templates" / name] == []


def test_templates_have_nothing_inline() -> None:
    for_browsers = [name for name in TEMPLATES if not name.startswith(OWN_STYLE)]
    assert [name for name in for_browsers if inline_parts((ROOT / "templates" / name).read_text())] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<script>x()</script>", ["script"]),
        ("<style>p {}</style>", ["style element"]),
        ('<p class="a"\n style="color: red">', ["style attribute"]),
        ('<a href="#" onclick="x()">', ["event handler"]),
        ('<a href="javascript:x()">', ["script address"]),
        ('<script src="/static/a.js"></script><script type="application/json">{}</script>', []),
    ],
)
def test_inline_parts_of_a_planted_line(source: str, found: list[str]) -> None:
    assert inline_parts(source) == found


def test_lock_file_names_no_registry() -> None:
    assert re.findall(r'"resolved"|https?://[^"]*registry', (ROOT / "package-lock.json").read_text()) == []
