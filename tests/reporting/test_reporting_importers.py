"""What people write for reports comes in."""

import pytest

from reporting.models import GlossaryTerm, Narrative
from tests.partnership.workbooks import bring_in, problems

pytestmark = pytest.mark.django_db

BOARDS = [["code", "name", "kind", "area", "year_start_month"], ["B", "Board", "lscb", "Area", 4]]
NARRATIVE = ["board", "report", "edition", "section", "order", "heading", "text"]


def test_narratives_keep_their_paragraphs():
    text = "First.\n\n- one\n- *two*"
    rows = [
        ["B", "Annual report", "2017-18", "foreword", 1, None, text],
        ["B", "newsletter", "Summer 2018", "news", 2, "News", "Text"],
    ]
    bring_in({"boards": BOARDS, "narratives": [NARRATIVE, *rows]})
    found = Narrative.objects.order_by("pk").values_list("report", "edition", "section", "heading", "text")
    assert list(found) == [
        ("annual_report", "2017-18", "foreword", "", text),
        ("newsletter", "Summer 2018", "news", "News", "Text"),
    ]


def test_narrative_of_an_unknown_section_is_named():
    rows = [["B", "annual_report", "2017-18", "forword", 1, None, "Text"]]
    assert problems({"boards": BOARDS, "narratives": [NARRATIVE, *rows]}) == [
        "narratives!2 section: found “forword”; expected the key of a section, such as foreword"
    ]


@pytest.mark.parametrize(("edition", "found"), [("2017-18", 0), ("2017/18", 0), ("2017-99", 1), ("Summer 2018", 1)])
def test_narrative_of_an_annual_report_needs_a_year(edition, found):
    rows = [["B", "annual_report", edition, "foreword", 1, None, "Text"]]
    expected = [f"narratives!2 edition: found “{edition}”; expected a reporting year such as 2017-18"]
    assert problems({"boards": BOARDS, "narratives": [NARRATIVE, *rows]}) == expected * found


def test_glossary_terms_are_matched_without_case():
    bring_in({"glossary": [["term", "meaning"], ["CAF", "Common"]]})
    result = bring_in({"glossary": [["term", "meaning"], ["caf", "Common Assessment Framework"]]})
    assert (result.created, result.changed) == (0, 1)
    assert GlossaryTerm.objects.get().meaning == "Common Assessment Framework"
