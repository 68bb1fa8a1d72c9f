"""Each block as Word shows it: `write` finds the function by the block's type."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch

from docx.shared import Mm

from reporting.blocks import (
    Block,
    Bullets,
    Callout,
    Chart,
    Columns,
    Entry,
    Figures,
    Glossary,
    Heading,
    Matrix,
    PriorityOpener,
    Prose,
    Quote,
    Register,
    Standfirst,
    Statement,
    StatusBar,
    Table,
    Tree,
    TreeBox,
)

from .story import Story
from .tables import write_grid, write_table
from .words import chart_table, glossary_table, headlines_table, matrix_key, matrix_table, status_table

STEP = 6  # mm that a body in the tree stands further in than the one it reports to
TREE_KEY = "Key. A body that stands further in reports to the one above it."


def write_all(blocks: Iterable[Block], story: Story) -> None:
    """Write blocks one after the other; only a wide matrix turns the page."""
    for block in blocks:
        story.turn(isinstance(block, Matrix) and block.landscape)
        write(block, story)


@singledispatch
def write(block: Block, story: Story) -> None:
    raise TypeError(f"{type(block).__name__} cannot be written to Word")


@write.register
def _(block: Heading, story: Story) -> None:
    story.heading(block.text, story.place.heading(block.level))


@write.register
def _(block: Standfirst, story: Story) -> None:
    story.paragraph(block.text, "Standfirst")


@write.register
def _(block: Prose, story: Story) -> None:
    story.prose(block.markdown)


@write.register
def _(block: Bullets, story: Story) -> None:
    for item in block.items:
        story.paragraph(item, "List Bullet")


@write.register
def _(block: Quote, story: Story) -> None:
    story.paragraph(block.text, "Quote")
    if block.source:
        story.paragraph(block.source, "Quote Source")


@write.register
def _(block: Callout, story: Story) -> None:
    if block.kind == "difference":
        story.heading(block.title, story.place.heading(2))
    else:
        story.paragraph(block.title, "Panel Title")
    story.prose(block.markdown, "Panel")


@write.register
def _(block: Glossary, story: Story) -> None:
    write_grid(story, glossary_table(block), name="Terms and meanings")


@write.register
def _(block: Figures, story: Story) -> None:
    write_grid(story, headlines_table(block.headlines), name="Headline figures")


@write.register
def _(block: Chart, story: Story) -> None:
    """No picture: the values that it would show, in a table."""
    story.caption("Figure", block.caption)
    if block.reading:
        story.paragraph(block.reading, "Reading")
    if block.table:
        write_table(story, block.table)
    else:
        write_grid(story, chart_table(block), name=block.caption)


@write.register
def _(block: StatusBar, story: Story) -> None:
    story.paragraph(block.title, "Panel Title")
    write_grid(story, status_table(block), name=block.title)


@write.register
def _(block: Table, story: Story) -> None:
    write_table(story, block)


@write.register
def _(block: Matrix, story: Story) -> None:
    story.caption("Table", block.caption)
    if block.key:
        story.paragraph(matrix_key(block), "Note").paragraph_format.keep_with_next = True
    write_grid(story, matrix_table(block), name=block.caption)
    story.beneath(note=block.note, reading=block.reading)


@write.register
def _(block: Register, story: Story) -> None:
    for entry in block.entries:
        _entry(entry, story)


def _entry(entry: Entry, story: Story) -> None:
    story.paragraph(f"{entry.reference} {entry.title}".strip(), "Entry Title")
    if entry.chip:
        story.labelled("Status", entry.chip.text)
    for fact in entry.facts:
        story.labelled(fact.label, fact.text)
    story.prose(entry.markdown)


@write.register
def _(block: Columns, story: Story) -> None:
    """Main text, then the side column, as both are read."""
    write_all(block.main, story)
    for box in block.side:
        if box.title:
            story.paragraph(box.title, "Panel Title")
        write_all(box.blocks, story)


@write.register
def _(block: PriorityOpener, story: Story) -> None:
    story.open_part(f"Priority {block.number}: {block.title}")
    status = block.chip.text if block.chip else ""
    facts = (("Status", status), ("Led by", block.lead), ("Plan", block.plan), (block.reason_label, block.reason))
    for label, text in facts:
        if text:
            story.labelled(label, text)


@write.register
def _(block: Statement, story: Story) -> None:
    story.open_part(block.title)
    if block.headlines:
        write_grid(story, headlines_table(block.headlines), name=block.title)
    story.prose(block.markdown)
    if block.credit:
        story.paragraph(block.credit, "Note")


@write.register
def _(block: Tree, story: Story) -> None:
    """Partners, then the spine step by step, then the groups beneath it."""
    story.caption("Figure", block.caption)
    for box in block.partners:
        _box(box, 0, story)
    first = 1 if block.partners else 0
    for depth, box in enumerate(block.spine, first):
        _box(box, depth, story)
    for group in block.groups:
        _box(group, first + len(block.spine), story)
    if block.works_with:
        story.labelled("Works with", "; ".join(block.works_with))
    story.paragraph(f"{TREE_KEY} {block.note}".strip(), "Note")


def _box(box: TreeBox, depth: int, story: Story) -> None:
    paragraph = story.paragraph("", "List Bullet")
    paragraph.paragraph_format.left_indent = Mm(STEP * (depth + 1))
    paragraph.add_run(box.name).bold = True
    told = (box.detail, box.note, "limited in time" if box.temporary else "")
    paragraph.add_run("".join(f", {words}" for words in told if words))
    for below in box.below:
        _box(below, depth + 1, story)
