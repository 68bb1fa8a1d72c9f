"""What a Word file says, read back from its paragraphs and tables."""

from collections.abc import Iterator
from io import BytesIO

import docx
from docx.document import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from tests.reporting.printed import Printed, squeezed

SECTION = "Heading 1"


def opened(content: bytes) -> Document:
    return docx.Document(BytesIO(content))


def lines(document: Document) -> Iterator[tuple[str, str]]:
    """Each paragraph with its style, and each row of a table, its cells parted by " | ", with the style of tables."""
    for item in document.iter_inner_content():
        if isinstance(item, Paragraph):
            yield item.style.name, item.text
        else:
            yield from ((item.style.name, " | ".join(row)) for row in cells(item))


def cells(table: Table) -> list[list[str]]:
    width = len(table.columns)
    texts = [cell.text for cell in table._cells]
    return [texts[start : start + width] for start in range(0, len(texts), width)]


def read_docx(content: bytes) -> Printed:
    """The words of a Word file. It has no pages before it is laid out: a section of the report stands for one."""
    told: list[str] = []
    pages: list[list[str]] = [[]]
    for style, text in lines(opened(content)):
        if style == SECTION:
            pages.append([])
        told.append(squeezed(text))
        pages[-1].append(told[-1])
    return Printed(tuple(line for line in told if line), tuple(" ".join(page) for page in pages))
