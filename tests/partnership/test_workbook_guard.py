"""Hostile files are refused quickly, in little memory, with a plain sentence."""

import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from partnership.workbook.problems import Problems
from partnership.workbook.reader import read_workbook
from tests.partnership.workbooks import workbook

SHEET = "xl/worksheets/sheet1.xml"
GOOD = {"glossary": [["term", "meaning"], ["CAF", "Common Assessment Framework"]]}
HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
ROOT = Path(__file__).parents[2]
MEASURE = """
import resource, sys, time
from partnership.workbook.problems import Problems
from partnership.workbook.reader import read_workbook
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
problems, before, start = Problems(), peak(), time.process_time()
with open(sys.argv[1], "rb") as file:
    read_workbook(file, problems)
print(*problems, time.process_time() - start, peak() - before, sep="\\n")
"""
RELATIONSHIP = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="https://example.org/x" '
    'TargetMode="External"/></Relationships>'
)


def refusal(file):
    problems = Problems()
    assert read_workbook(file, problems) == {}
    return [str(problem) for problem in problems]


def changed(parts, *, compression=zipfile.ZIP_DEFLATED):
    """A good workbook with some of its parts replaced or added."""
    file = BytesIO()
    with zipfile.ZipFile(workbook(GOOD)) as good, zipfile.ZipFile(file, "w", compression) as bad:
        for name in good.namelist():
            if name not in parts:
                bad.writestr(name, good.read(name))
        for name, text in parts.items():
            bad.writestr(name, text)
    return file


def rows_of(cells):
    return f"{HEAD}<sheetData>{cells}</sheetData></worksheet>"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "an empty file"),
        (b"term,meaning\nCAF,Common Assessment Framework\n", "a file of another kind"),
        (b"%PDF-1.7", "a file of another kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old .xls workbook"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "a workbook locked with a password",
        ),
        (b"PK\x03\x04 not a zip", "a damaged file"),
    ],
)
def test_file_of_another_kind_is_refused(content, found):
    assert refusal(BytesIO(content)) == [f"workbook!1 file: found {found}; expected an .xlsx workbook"]


def test_zip_that_is_no_workbook_is_refused():
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("word/document.xml", "<w/>")
    assert refusal(file) == ["workbook!1 file: found a zip file that holds no workbook; expected an .xlsx workbook"]


def test_truncated_workbook_is_refused():
    assert refusal(BytesIO(workbook(GOOD).getvalue()[:-200])) == [
        "workbook!1 file: found a damaged file; expected an .xlsx workbook"
    ]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("xl/vbaProject.bin", "macros"),
        ("xl/externalLinks/externalLink1.xml", "links to other workbooks"),
        ("xl/embeddings/oleObject1.bin", "embedded files"),
        ("xl/connections.xml", "connections to other data"),
        ("xl/activeX/activeX1.xml", "ActiveX controls"),
    ],
)
def test_workbook_with_active_or_outside_parts_is_refused(name, found):
    assert refusal(changed({name: "<x/>"})) == [
        f"workbook!1 file: found a workbook with {found}; expected an .xlsx workbook of plain cells"
    ]


def test_relationship_to_another_file_is_refused():
    file = changed({"xl/worksheets/_rels/sheet1.xml.rels": RELATIONSHIP.format("oleObject")})
    assert refusal(file) == [
        "workbook!1 file: found a workbook with links to other files; expected an .xlsx workbook of plain cells"
    ]


def test_hyperlink_of_a_cell_is_harmless():
    problems = Problems()
    file = changed({"xl/worksheets/_rels/sheet1.xml.rels": RELATIONSHIP.format("hyperlink")})
    assert [row.values for row in read_workbook(file, problems)["glossary"]] == [
        {"term": "CAF", "meaning": "Common Assessment Framework"}
    ]
    assert problems == []


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        (
            {SHEET: '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><w>&b;</w>'},
            "a file with declarations of its own (DOCTYPE)",
        ),
        ({SHEET: rows_of('<row r="1"><c r="A1" t="inlineStr"><is><t>a\x00b</t></is></c></row>')}, None),
        ({SHEET: rows_of('<row r="1"><c r="A1" t="inlineStr"><is><t>a&#11;b</t></is></c></row>')}, None),
        ({SHEET: rows_of("<row>")}, None),
        ({SHEET: rows_of('<row r="2"/><row r="1"/>')}, "a damaged file: rows out of order"),
        ({SHEET: rows_of('<row r="1"><c r="A1" t="s"><v>7</v></c></row>')}, "a damaged file"),
        ({"[Content_Types].xml": "<Types/>"}, "a damaged file"),
    ],
)
def test_hostile_or_broken_xml_is_refused(parts, found):
    found = found or "a damaged file, or one with control characters"
    assert refusal(changed(parts)) == [f"workbook!1 file: found {found}; expected an .xlsx workbook"]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (f'{HEAD}<dimension ref="A1:J1000000"/><sheetData/></worksheet>', "more than 1,500,000 cells"),
        (f'{HEAD}<dimension ref="A1:XFD1048576"/><sheetData/></worksheet>', "more than 1,500,000 cells"),
        (rows_of('<row r="1048576"/>'), "more than 200,000 rows in one sheet"),
        (rows_of('<row r="1"><c r="XFD1"/></row>'), "more than 702 columns in one sheet"),
        (rows_of("<row><c/></row>" * 200_001), "more than 200,000 rows in one sheet"),
        (
            rows_of("".join(f'<row r="{row}"><c r="ZZ{row}"/></row>' for row in range(1, 3_000))),
            "more than 1,500,000 cells",
        ),
        (rows_of('<row r="1">' + '<c r="A1"/>' * 703), "more than 702 columns in one sheet"),
        (rows_of("") + "<x/>" * 100_001, None),
        (rows_of("<x/>" * 100_001), "more than 100,000 elements that are not cells"),
    ],
)
def test_sheet_of_unreasonable_size_is_refused(content, found):
    expected = [f"workbook!1 file: found {found}; expected an .xlsx workbook of ordinary size"]
    damaged = ["workbook!1 file: found a damaged file, or one with control characters; expected an .xlsx workbook"]
    assert refusal(changed({SHEET: content}, compression=zipfile.ZIP_STORED)) == (expected if found else damaged)


def test_shared_texts_are_counted():
    texts = "<sst>" + "<si><t>a</t></si>" * 3 + "</sst>"
    problems = Problems()
    assert len(read_workbook(changed({"xl/sharedStrings.xml": texts}), problems)["glossary"]) == 1
    assert problems == []
    assert refusal(changed({"xl/sharedStrings.xml": "<sst>" + "<si/>" * 500_001}, compression=zipfile.ZIP_STORED)) == [
        "workbook!1 file: found more than 500,000 texts; expected an .xlsx workbook of ordinary size"
    ]


def test_encrypted_part_is_refused():
    content = bytearray(changed({}).getvalue())
    entry = content.index(b"PK\x01\x02")
    content[entry + 8] |= 1
    assert refusal(BytesIO(bytes(content))) == [
        "workbook!1 file: found a workbook locked with a password; expected an .xlsx workbook"
    ]


def test_file_too_large_is_refused_with_its_size():
    assert refusal(BytesIO(b"PK\x03\x04" + bytes(31 * 2**20))) == [
        "workbook!1 file: found a file of 31 MB; expected at most 30 MB"
    ]


def test_unknown_compression_is_refused():
    assert refusal(changed({SHEET: rows_of("")}, compression=zipfile.ZIP_LZMA)) == [
        "workbook!1 file: found a damaged file; expected an .xlsx workbook"
    ]


def test_cell_of_megabytes_is_refused():
    content = rows_of(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * 2**21}</t></is></c></row>')
    assert refusal(changed({SHEET: content}, compression=zipfile.ZIP_STORED)) == [
        "workbook!1 file: found a cell of more than a million characters; expected an .xlsx workbook"
    ]


def test_part_that_unfolds_a_thousandfold_is_refused():
    assert refusal(changed({SHEET: rows_of(" " * 20_000_000)})) == [
        "workbook!1 file: found a file that unpacks to far more than a workbook; expected an .xlsx workbook"
    ]


def test_zip_of_too_many_parts_is_refused():
    assert refusal(changed({f"xl/media/{number}.png": "" for number in range(2_001)})) == [
        "workbook!1 file: found a file that unpacks to far more than a workbook; expected an .xlsx workbook"
    ]


def test_zip_with_a_huge_directory_is_refused_before_it_is_read():
    file = changed({f"xl/media/{'n' * 200}{number}.png": "" for number in range(5_000)})
    assert refusal(file) == ["workbook!1 file: found a zip of too many parts; expected an .xlsx workbook"]


def test_two_parts_of_one_name_are_refused():
    assert refusal(changed({"XL/worksheets/SHEET1.xml": "<x/>"})) == [
        "workbook!1 file: found a damaged file: two parts of one name; expected an .xlsx workbook"
    ]


@pytest.mark.parametrize(
    ("rows", "compression", "found"),
    [
        (100_000, zipfile.ZIP_DEFLATED, "a file that unpacks to far more than a workbook; expected an .xlsx workbook"),
        (15_001, zipfile.ZIP_STORED, "more than 1,500,000 cells; expected an .xlsx workbook of ordinary size"),
    ],
)
def test_millions_of_cells_are_refused_within_five_seconds_and_200_megabytes(rows, compression, found, tmp_path):
    row = f"<row>{'<c><v>1</v></c>' * 100}</row>".encode()
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(changed({SHEET: HEAD.encode() + b"<sheetData>" + row * rows}, compression=compression).getvalue())
    # In a process of its own, whose peak is this file's alone; its own seconds, for other tests run beside it.
    done = subprocess.run([sys.executable, "-c", MEASURE, path], capture_output=True, text=True, check=True, cwd=ROOT)
    message, seconds, megabytes = done.stdout.splitlines()
    assert message == f"workbook!1 file: found {found}"
    assert float(seconds) < 5
    assert float(megabytes) < 200
