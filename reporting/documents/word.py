"""A paper as a Word file: a heading for each part, then the blocks as a report writes them."""

from __future__ import annotations

from reporting.documents.paper import Paper
from reporting.pdf.bounds import check_bounds
from reporting.render import Place
from reporting.word.blocks import write_all
from reporting.word.document import head_and_foot, packed, set_properties
from reporting.word.story import Story, set_page
from reporting.word.styles import empty_document


def paper_docx(paper: Paper) -> bytes:
    """The paper as a .docx; equal papers give equal bytes. DomainError if a table or text is beyond its bounds."""
    report = paper.as_report
    check_bounds(report)
    document = empty_document(paper.theme)
    set_properties(document, report)
    story = Story(document)
    set_page(document.sections[0], turned=False)
    head_and_foot(document.sections[0], report)
    for number, part in enumerate(paper.parts):
        story.place = Place()
        story.heading(part.title, 1).paragraph_format.page_break_before = number > 0
        if part.notice:
            story.paragraph(part.notice, "Panel Title")
        if part.caption:
            story.paragraph(part.caption, "Standfirst")
        for fact in part.facts:
            story.labelled(fact.label, fact.text)
        write_all(part.blocks, story)
    return packed(document)
