"""A rendering can reach nothing but our own assets: no file, no address, no attachment.

Each way out is tried twice: with our fetcher, where nothing may be reached, and with WeasyPrint's own, where the same
page must reach the bait, so that a way out that never worked cannot pass for a closed one.
"""

import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

import pikepdf
import pytest
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from reporting.pdf.assets import AssetFetcher, RefusedFetchError, font_faces

# Each holds the place of an address.
WAYS_OUT = {
    "image": '<img src="{}" alt="x">',
    "image in a picture": '<svg xmlns="http://www.w3.org/2000/svg"><image href="{}" width="5" height="5"/></svg>',
    "old image in a picture": '<svg xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="{}"/></svg>',
    "object": '<object data="{}"></object>',
    "embed": '<embed src="{}">',
    "stylesheet": '<link rel="stylesheet" href="{}">',
    "imported stylesheet": '<style>@import url("{}");</style>',
    "background": '<p style="background: url({})">x</p>',
    "border": '<p style="border: 9px solid; border-image: url({}) 3">x</p>',
    "marker": '<ul style="list-style-image: url({})"><li>x</ul>',
    "generated content": '<style>p::before {{ content: url("{}") }}</style><p>x</p>',
    "page background": '<style>@page {{ background: url("{}") }}</style><p>x</p>',
    "page margin": '<style>@page {{ @top-left {{ content: url("{}") }} }}</style><p>x</p>',
    "font": '<style>@font-face {{ font-family: bait; src: url("{}") }}</style><p style="font-family: bait">x</p>',
    "attachment of the page": '<link rel="attachment" href="{}">',
    "attachment of a link": '<p><a rel="attachment" href="{}">x</a></p>',
    "relative to a base": '<base href="{}"><img src="" alt="x"><img src="?" alt="x">',
}
NOT_OURS = [
    "",
    "rp:",
    "rp:settings.py",
    "rp:../../partnership/settings.py",
    "rp:present.12414c.svg/../../secret",
    "rp:present.svg",
    "rp:present.12414C.svg",
    "rp:nobody.12414c.svg",
    "rp:numeral-1234.12414c.svg",
    "rp:numeral-.12414c.svg",
    "rp:numeral-é.12414c.svg",
    "RP:source-sans-3-latin-400-normal.woff2",
    "rp:source-sans-3-latin-400-normal.woff2?x",
    "rp://source-sans-3-latin-400-normal.woff2",
    "source-sans-3-latin-400-normal.woff2",
    "file:///etc/passwd",
    "FILE:///etc/passwd",
    "file:source-sans-3-latin-400-normal.woff2",
    "http://169.254.169.254/latest/meta-data/",
    "https://example.org/",
    "ftp://example.org/x",
    "data:text/plain,x",
    "data:image/svg+xml,<svg/>",
    "//example.org/x",
    "\\\\server\\share",
    "gopher://example.org/",
    "jar:file:///x!/y",
]

opened = []
watching = threading.Event()


def watch(event, arguments):
    if watching.is_set() and event == "open":
        opened.append(str(arguments[0]))


sys.addaudithook(watch)


@pytest.fixture(scope="module")
def server():
    """An address that counts who comes."""

    class Bait(BaseHTTPRequestHandler):
        def do_GET(self):
            self.server.visits.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *arguments):
            """Nobody reads it."""

    found = ThreadingHTTPServer(("127.0.0.1", 0), Bait)
    found.visits = []
    threading.Thread(target=found.serve_forever, daemon=True).start()
    yield found
    found.shutdown()
    found.server_close()


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text("the bait")
    return path


def render(body, fetcher):
    fonts = FontConfiguration()
    one_font = font_faces().split("}")[0] + "}"
    faces = CSS(string=one_font, url_fetcher=AssetFetcher(), font_config=fonts)
    page = HTML(string=f"<html lang=en><title>t</title>{body}", base_url=None, url_fetcher=fetcher)
    return page.write_pdf(font_config=fonts, stylesheets=[faces])


def reached(body, fetcher, server, secret):
    """Which baits the page reached: "address", "file"; and how many files went into the PDF."""
    server.visits.clear()
    opened.clear()
    attached = 0
    for address in (f"http://127.0.0.1:{server.server_port}/x", secret.as_uri()):
        watching.set()
        try:
            pdf = render(body.format(address), fetcher)
        except RefusedFetchError:
            continue
        finally:
            watching.clear()
        with pikepdf.open(BytesIO(pdf)) as made:
            attached += len(made.attachments)
    return {*(["address"] if server.visits else []), *(["file"] if str(secret) in opened else [])}, attached


@pytest.mark.parametrize("way", WAYS_OUT)
def test_nothing_is_reached_and_the_attempt_is_kept(way, server, secret):
    fetcher = AssetFetcher()
    assert reached(WAYS_OUT[way], fetcher, server, secret) == (set(), 0)
    assert len(fetcher.refused) >= 1


@pytest.mark.parametrize("way", WAYS_OUT)
def test_with_the_usual_fetcher_the_same_page_gets_out(way, server, secret):
    found, attached = reached(WAYS_OUT[way], URLFetcher(), server, secret)
    assert (found, attached) == ({"address", "file"}, way == "attachment of the page")


@pytest.mark.parametrize("address", NOT_OURS)
def test_an_address_that_is_not_ours_is_refused_and_kept(address):
    fetcher = AssetFetcher()
    with pytest.raises(RefusedFetchError):
        fetcher.fetch(address)
    assert fetcher.refused == [address]


def test_a_refusal_is_no_exception_that_could_be_swallowed():
    assert not issubclass(RefusedFetchError, Exception)


def test_a_symbol_comes_in_the_colours_of_the_brand():
    fetcher = AssetFetcher()
    petrol, plum = (fetcher.fetch(f"rp:present.{brand}.svg").read() for brand in ("12414c", "4b1d52"))
    assert (petrol.count(b"#12414c"), plum.count(b"#12414c"), plum.count(b"#4b1d52")) == (1, 0, 1)
    assert fetcher.refused == []


def test_every_declared_font_can_be_fetched():
    fetcher = AssetFetcher()
    names = [part.split('"')[0] for part in font_faces().split('url("')[1:]]
    assert [fetcher.fetch(name).content_type for name in names] == ["font/woff2"] * 12
