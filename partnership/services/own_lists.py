"""What somebody keeps of a list for themselves: views of it under names, and the columns that they want to see."""

from collections.abc import Sequence

from django.db import transaction

from partnership.exceptions import DomainError
from partnership.models import ColumnChoice, SavedView, User

#: Each view is a tab whose rows are counted whenever the list is opened.
MOST_VIEWS = 8


@transaction.atomic
def save_view(*, list_name: str, name: str, query: str, by: User) -> SavedView:
    """Keep a list as it stands: `query` are its filters and sorting. DomainError for a ninth one, or a name twice."""
    if by.saved_views.filter(list_name=list_name).count() >= MOST_VIEWS:
        raise DomainError(f"You have {MOST_VIEWS} views of this list, which is the most. Remove one of them first.")
    return _store(SavedView(user=by, list_name=list_name, query=query), name)


@transaction.atomic
def rename_view(*, view: SavedView, name: str, by: User) -> SavedView:
    """Give a view of one's own another name. DomainError where one has another view of that name."""
    return _store(by.saved_views.get(pk=view.pk), name)


def remove_view(*, view: SavedView, by: User) -> None:
    """Forget a view of one's own; the rows that it showed stay."""
    by.saved_views.filter(pk=view.pk).delete()


@transaction.atomic
def choose_columns(*, list_name: str, columns: Sequence[str], by: User) -> ColumnChoice:
    """Remember which columns of a list somebody wants to see."""
    choice, _ = ColumnChoice.objects.update_or_create(user=by, list_name=list_name, defaults={"columns": list(columns)})
    return choice


def forget_columns(*, list_name: str, by: User) -> None:
    """Show somebody a list as everybody finds it."""
    by.column_choices.filter(list_name=list_name).delete()


def _store(view: SavedView, name: str) -> SavedView:
    others = view.user.saved_views.filter(list_name=view.list_name).exclude(pk=view.pk)
    if name.casefold() in {other.casefold() for other in others.values_list("name", flat=True)}:
        raise DomainError(f"You have a view called {name} already. Choose another name.")
    view.name = name
    view.save()
    return view
