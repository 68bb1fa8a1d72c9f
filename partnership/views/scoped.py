"""The base of every page behind sign-in: nothing is loaded but through the policy."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.generic import View

from partnership.lapsed import keep_and_sign_in
from partnership.on_behalf import principal_for
from partnership.policy import VERBS, allows, can, subjects
from partnership.principals import Principal
from partnership.row_keys import is_beyond_keys

if TYPE_CHECKING:
    from partnership.models import User


class SignedInView(View):
    """A page for everybody who is signed in, made of parts that are narrowed one by one."""

    #: The top level of the menu under which the page stands.
    place: ClassVar[str] = ""
    principal: Principal

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.place = self.place  # type: ignore[attr-defined]  # read by the context processor
        if not request.user.is_authenticated:
            return keep_and_sign_in(request)
        if any(map(is_beyond_keys, kwargs.values())):
            raise Http404
        self.principal = principal_for(request)
        return self.answer(request, *args, **kwargs)

    @property
    def user(self) -> User:
        """Who is signed in; nobody else comes this far."""
        return cast("User", self.request.user)

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """What happens for somebody who is signed in."""
        return super().dispatch(request, *args, **kwargs)


class ScopedView(SignedInView):
    """A page about one subject of the policy's table, for one verb. It cannot be routed without a row there.

    Whoever may do nothing to the subject is told that there is nothing (404); who may do something else, that this is
    not theirs to do (403). `load` does the same for one row.
    """

    subject: ClassVar[str] = ""
    verb: ClassVar[str] = "view"

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Callable[..., HttpResponseBase]:
        subject = cls(**initkwargs).subject
        if subject not in subjects():
            raise ImproperlyConfigured(f"{cls.__name__} has no row in the policy: {subject!r}")
        return super().as_view(**initkwargs)

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.check()
        return super().answer(request, *args, **kwargs)

    def check(self) -> None:
        """Refuse the page as a whole."""
        if allows(self.principal, self.verb, self.subject):
            return
        if any(allows(self.principal, verb, self.subject) for verb in VERBS.values()):
            raise PermissionDenied
        raise Http404

    def load(self, rows: Any, **lookup: Any) -> Any:
        """The one row among `rows` (a scoped queryset) that the lookup finds and the principal may see."""
        row: Model | None = rows.visible_to(self.principal).filter(**lookup).first()
        if row is None:
            raise Http404
        if self.verb != "view" and not can(self.principal, self.verb, row):
            raise PermissionDenied
        return row
