"""Modules and functions stay small; there are no exceptions."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("partnership", "reviews", "audits", "training", "reporting")
FUNCTION_LIMIT = 40
HANDLER_LIMIT = 25
LIMITS = {
    "models": 300, "selectors": 300, "services": 300, "forms": 300, "tables": 300, "filters": 300, "views": 300,
    "tasks": 120, "registrations": 150, "sections": 200, "importers": 300,
}  # fmt: skip
LEAF_LIMIT = 200
LEAVES = ("enums", "workflow", "rag", "period", "workdays", "disclosure", "formats", "text")
OTHER_LIMIT = 300
TEST_LIMIT = 400


def modules() -> list[Path]:
    found = [path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]
    return sorted([*found, *(ROOT / "tests").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")])


def limit_of(path: Path) -> int:
    """The limit of a module, by its folder or its name."""
    if path.is_relative_to(ROOT / "tests") or path.is_relative_to(ROOT / "benchmarks"):
        return TEST_LIMIT
    names = [*path.relative_to(ROOT).parts[1:-1], path.stem]
    if path.stem in LEAVES:
        return LEAF_LIMIT
    return next((LIMITS[name] for name in names if name in LIMITS), OTHER_LIMIT)


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def long_functions(path: Path) -> list[str]:
    """Such as "answer: 52 lines"."""
    handler_limit = HANDLER_LIMIT if "views" in path.parts else FUNCTION_LIMIT
    long = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            limit = handler_limit if node.name in {"get", "post", "dispatch"} else FUNCTION_LIMIT
            long += [f"{node.name}: {length} lines"] if length > limit else []
    return long


def test_modules_are_within_their_limits() -> None:
    assert {str(path): lines_of(path) for path in modules() if lines_of(path) > limit_of(path)} == {}


def test_functions_are_short() -> None:
    assert {str(path): long for path in modules() if (long := long_functions(path))} == {}
