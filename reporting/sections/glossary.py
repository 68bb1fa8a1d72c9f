"""Terms and abbreviations, in alphabetical order."""

from reporting.blocks import Block, Standfirst, Term
from reporting.blocks import Glossary as GlossaryBlock
from reporting.models import GlossaryTerm
from reporting.parts import AHEAD
from reporting.section import ReportPeriod, Section


class Glossary(Section):
    key = "glossary"
    title = "Glossary"
    order = 310
    part = AHEAD

    def blocks(self, period: ReportPeriod) -> list[Block]:
        rows = GlossaryTerm.objects.visible_to(period.principal).order_by("term_key")
        terms = tuple(Term(row.term, row.meaning) for row in rows)
        return [Standfirst("Abbreviations and terms of this work, in full."), GlossaryBlock(terms)] if terms else []
