"""The process that opens PDFs which people uploaded: counts their pages, or joins them to ours.

It limits itself before it opens anything, loads no settings and no database. Of a paper only what is printed comes
over: no scripts, no attachments, no forms, no links but to the web and mail.
"""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Name, OutlineItem, Page, Pdf

from reporting.pdf.limits import limit_self

MOST_PAGES = 1_000
_SAFE = ("https://", "http://", "mailto:")
#: What a page may carry besides what is printed.
_NOT_PRINTED = ("/AA", "/StructParents", "/PieceInfo", "/Thumb", "/Metadata", "/B", "/PresSteps", "/Trans", "/AF")


def look(folder: Path) -> int:
    """Print the number of pages."""
    with pikepdf.open(folder / "paper.pdf") as pdf:
        count = len(pdf.pages)
        for page in pdf.pages:
            _ = page.mediabox
    if not 0 < count <= MOST_PAGES:
        return 1
    sys.stdout.write(str(count))
    return 0


def join(folder: Path) -> int:
    """Write `joined.pdf`: our pages, and after each of the last title pages the papers that belong to it."""
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    with ExitStack() as opened:
        pdf = opened.enter_context(Pdf.open(folder / "base.pdf"))
        with pdf.open_outline() as outline:
            titles = outline.root[len(outline.root) - len(plan) :] if plan else []
            starts = [_page_number(pdf, item) for item in titles]
        ends = [*starts[1:], len(pdf.pages)]
        added = {}
        for at in reversed(range(len(plan))):
            papers = [(opened.enter_context(Pdf.open(folder / file)), title) for file, title in plan[at]]
            added[at] = _insert(pdf, ends[at], papers)
        _bookmark(pdf, added)
        _claim_less(pdf)
        pdf.save(folder / "joined.pdf", deterministic_id=True)
    return 0


def _page_number(pdf: Pdf, item: OutlineItem) -> int:
    destination: Any = item.destination or item.action.D  # type: ignore[union-attr]  # ours have one or the other
    return int(pdf.pages.index(Page(destination[0])))


def _insert(pdf: Pdf, before: int, papers: list[tuple[Pdf, str]]) -> list[tuple[str, Page]]:
    """Put the papers in front of a page; gives the first page of each."""
    firsts, at = [], before
    for paper, title in papers:
        if Name.AcroForm in paper.Root:
            paper.flatten_annotations("print")
        for page in paper.pages:
            _clean(page)
            pdf.pages.insert(at, page)
            at += 1
        firsts.append((title, pdf.pages[at - len(paper.pages)]))
    return firsts


def _clean(page: Page) -> None:
    for key in _NOT_PRINTED:
        if key in page.obj:
            del page.obj[key]
    kept = [note for note in page.obj.get("/Annots", []) if _is_safe_link(note)]
    if Name.Annots in page.obj:
        del page.obj["/Annots"]
    if kept:
        page.obj.Annots = pikepdf.Array([_link(note) for note in kept])


def _is_safe_link(note: pikepdf.Object) -> bool:
    if not isinstance(note, pikepdf.Dictionary) or note.get("/Subtype") != Name.Link:
        return False
    action = note.get("/A")
    return (
        isinstance(action, pikepdf.Dictionary)
        and action.get("/S") == Name.URI
        and str(action.get("/URI", "")).lower().startswith(_SAFE)
        and "/Rect" in note
    )


def _link(note: pikepdf.Object) -> pikepdf.Dictionary:
    """The link written anew, with nothing but its place and its address."""
    return pikepdf.Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=note.Rect,
        Border=[0, 0, 0],
        A=pikepdf.Dictionary(S=Name.URI, URI=note.A.URI),
    )


def _bookmark(pdf: Pdf, added: dict[int, list[tuple[str, Page]]]) -> None:
    """Each paper under the title page that it follows."""
    with pdf.open_outline() as outline:
        titles = outline.root[len(outline.root) - len(added) :] if added else []
        for at, item in enumerate(titles):
            for title, page in added[at]:
                child = OutlineItem(title, page_location="Fit", destination=pdf.pages.index(page))
                item.children.append(child)
            item.is_closed = False


def _claim_less(pdf: Pdf) -> None:
    """What others wrote need not be accessible, so a file that holds it must not say so."""
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for key in [key for key in metadata if "pdf/ua" in key]:
            del metadata[key]


def main(what: str, folder: str, seconds: str) -> int:
    limit_self(int(seconds))
    try:
        return {"look": look, "join": join}[what](Path(folder))
    except (pikepdf.PdfError, MemoryError, RecursionError, ValueError, KeyError, AttributeError, TypeError, IndexError):
        return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
