"""A browser that follows every link and sends what nobody means, for finding pages that break (promise P17)."""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from lxml import html

#: What is typed in place of something sensible.
JUNK = (
    "", "\x00", "a\x00b", "\u202e", "\r\nX-Injected: yes", "☃" * 40, "x" * 6000, "١٢",
    "-1", "0", "1e309", "NaN", "9223372036854775808", "9" * 400,
    "31/02/2026", "2026-13-01", "29 February 2025", "1/1/1", "12:99", "2026-02-30T25:61",
    "<script>alert(1)</script>", "=cmd|'/c calc'!A1", "' OR 1=1 --", "{{ 7|add:7 }}", "../../etc/passwd",
    "on", "null", "[]", "{}", "sealed", "BM",
)  # fmt: skip
FILES = {
    "empty.pdf": b"",
    "broken.pdf": b"%PDF-1.7",
    "broken.xlsx": b"PK\x03\x04",
    "\u202efdp.exe": b"MZ",
    f"{'x' * 300}.csv": b"\xff\xfea,b\n",
}
#: Parameters that pages read besides those of their own filters.
PARAMETERS = ("page", "sort", "order", "next", "format", "record", "action", "print")
#: Numbers of rows in addresses: none has them, and no column holds the last.
BEYOND = ("0", "999999999", "9" * 20)
#: How many addresses of one shape are followed: other rows, the same page.
OF_A_SHAPE = 2
_NUMBER = re.compile(r"/[0-9]+/")


class _UndoneError(Exception):
    pass


@dataclass
class JunkBrowser:
    """Walks the portal as one person. What a request wrote is taken back, so that the next one finds what it named."""

    client: Client
    seed: int
    asked: int = 0
    #: Addresses that answered with a fault of the server, and what it was.
    faults: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.client.raise_request_exception = False
        self.random = random.Random(self.seed)  # repeatable, and guards nothing
        self._cookies = self.client.cookies.output(header="", sep=";")
        self._shapes: Counter[str] = Counter()
        self._waiting: list[str] = []

    def walk(self, begin: str, requests: int) -> None:
        """Send about so many requests, from one page on."""
        self._waiting.append(begin)
        while self._waiting and self.asked < requests:
            address = self._waiting.pop(self.random.randrange(len(self._waiting)))
            page = self._page(address)
            if page is None:
                continue
            self._follow(page, address)
            if (nowhere := _NUMBER.sub(f"/{self.random.choice(BEYOND)}/", address, count=1)) != address:
                self._ask(nowhere)
            self._ask(f"{address.split('?')[0]}?{urlencode(self._query(page))}")
            for form in page.xpath("//main//form[@method='post']"):
                for _ in range(2):
                    self._ask(form.get("action") or address, self._filled(form))

    def _page(self, address: str) -> Any:
        response = self._ask(address)
        is_page = "html" in response.headers.get("Content-Type", "") and response.content
        return html.fromstring(response.content) if is_page else None

    def _follow(self, page: Any, address: str) -> None:
        for link in page.xpath("//a/@href"):
            target = f"{address.split('?')[0]}{link}" if link.startswith("?") else link.split("#")[0]
            shape = re.sub(r"[0-9]+", "N", target)
            if target.startswith("/") and "logout" not in target and self._shapes[shape] < OF_A_SHAPE:
                self._shapes[shape] += 1
                self._waiting.append(target)

    def _query(self, page: Any) -> list[tuple[str, str]]:
        names = [*PARAMETERS, *page.xpath("//main//form[@method='get']//@name")]
        return [(self.random.choice(names), self.random.choice(JUNK)) for _ in range(3)]

    def _filled(self, form: Any) -> dict[str, Any]:
        """What stands in a form, some of it replaced, left out or sent twice."""
        fields = form.xpath(".//input[@name][not(@type='submit')] | .//select[@name] | .//textarea[@name]")
        sent: dict[str, Any] = {one.get("name"): self._sensible(one) for one in fields}
        for name in self.random.sample(sorted(sent), k=min(len(sent), self.random.randint(0, 4))):
            sent[name] = self.random.choice([self.random.choice(JUNK), self.random.choices(JUNK, k=2)])
            if self.random.random() < 0.2:
                del sent[name]
        for one in form.xpath(".//input[@type='file']/@name"):
            name, content = self.random.choice(list(FILES.items()))
            sent[one] = SimpleUploadedFile(name, content)
        return sent

    def _sensible(self, one: Any) -> str:
        if one.tag == "select":
            return str(self.random.choice([option.get("value", "") for option in one.xpath(".//option")] or [""]))
        if one.tag == "textarea":
            return one.text or "Some words"
        return one.get("value") or str(self.random.choice(["Some words", "5", "1/5/2026", "09:30", "2025-26"]))

    def _ask(self, address: str, data: dict[str, Any] | None = None) -> Any:
        self.asked += 1
        self.client.cookies = SimpleCookie(self._cookies)  # whose session ended is back
        response: Any = None
        try:
            with transaction.atomic():
                response = self.client.get(address) if data is None else self.client.post(address, data)
                response.streaming and b"".join(response.streaming_content)
                raise _UndoneError
        except _UndoneError:
            pass
        if response.status_code >= 500:
            self.faults[address] = repr(getattr(response, "exc_info", None)) + repr(data)[:500]
        return response
