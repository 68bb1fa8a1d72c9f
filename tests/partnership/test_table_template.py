"""The list template: who can read it with ears, sort it, and page through it."""

import re

import django_tables2 as tables
import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import RequestFactory


class Actions(tables.Table):
    reference = tables.Column(attrs={"cell": {"class": "portal-plain"}})
    title = tables.Column(attrs={"cell": {"class": "portal-name"}})
    moved = tables.Column(attrs={"cell": {"class": "portal-number"}})
    owner = tables.Column(orderable=False)


def page_of(count: int, address: str = "/?sort=-moved") -> str:
    request = RequestFactory().get(address)
    request.user = AnonymousUser()
    rows = [{"reference": f"ACT-{n}", "title": f"Title {n}", "moved": n, "owner": "Ruth"} for n in range(count)]
    table = Actions(rows)
    tables.RequestConfig(request, paginate={"per_page": 25}).configure(table)
    template = Template("{% load django_tables2 %}{% render_table table %}")
    return template.render(Context({"table": table, "request": request, "count": f"{count} actions"}))


def test_headers_say_how_they_are_sorted() -> None:
    headers = re.findall(r"<th scope=\"col\"[^>]*>", page_of(1))
    assert [re.findall(r'aria-sort="(\w+)"', header) for header in headers] == [["none"], ["none"], ["descending"], []]


def test_ascending_sort_is_announced() -> None:
    assert re.findall(r'aria-sort="(\w+)"', page_of(1, "/?sort=title")) == ["none", "ascending", "none"]


def test_name_is_the_header_of_its_row() -> None:
    assert re.findall(r'<th scope="row" role="rowheader" class="portal-name">(.*?)</th>', page_of(2)) == [
        "Title 1",
        "Title 0",
    ]


def test_region_that_scrolls_is_named_and_can_be_focused() -> None:
    assert re.findall(r'<div class="portal-scroll"[^>]*>', page_of(3)) == [
        '<div class="portal-scroll" role="region" aria-label="3 actions" tabindex="0">'
    ]


def test_sorting_goes_back_to_the_first_page() -> None:
    links = re.findall(r'portal-sort" href="([^"]*)"', page_of(60, "/?sort=title&page=2"))
    assert links == ["?sort=reference", "?sort=-title", "?sort=moved"]


@pytest.mark.parametrize(("count", "pages"), [(25, []), (26, ["1", "2"]), (60, ["1", "2", "3"])])
def test_pages_are_numbered_beyond_25_rows(count: int, pages: list[str]) -> None:
    assert re.findall(r'aria-label="Page (\d+)"', page_of(count)) == pages


def test_page_links_keep_the_sort() -> None:
    assert re.findall(r'href="([^"]*)" aria-label="Page 2"', page_of(30)) == ["?sort=-moved&amp;page=2"]
