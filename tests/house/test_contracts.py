"""The floors hold: import contracts, and foreign keys, which the import linter cannot see."""

from django.apps import apps
from importlinter.cli import lint_imports

FLOOR = {"partnership": 0, "reviews": 1, "audits": 1, "training": 1, "reporting": 2}


def test_imports_keep_the_floors() -> None:
    assert lint_imports(config_filename="pyproject.toml") == 0


def relations() -> list[tuple[str, str, str]]:
    """Every relation between models of ours: from app, to app, and its name."""
    found = []
    for model in apps.get_models():
        app = model._meta.app_label
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            target = field.related_model
            if app in FLOOR and target is not None and target._meta.app_label in FLOOR:
                found.append((app, target._meta.app_label, f"{model.__name__}.{field.name}"))
    return found


def test_foreign_keys_point_down_or_stay() -> None:
    assert [name for app, target, name in relations() if app != target and FLOOR[app] <= FLOOR[target]] == []


def test_no_generic_foreign_keys() -> None:
    generic = [f"{model.__name__}.{field.name}" for model in apps.get_models() for field in model._meta.private_fields]
    assert generic == []
