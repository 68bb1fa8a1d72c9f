"""The page of an item on which its minute is written, and what can be raised there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.urls import reverse

from partnership.forms.identifying import CHECKED
from partnership.forms.meetings import MinuteForm, RaiseActionForm, RaiseChallengeForm, RaiseRiskForm
from partnership.models import AgendaItem
from partnership.pages.meetings import raised_in
from partnership.policy import allows
from partnership.principals import Principal
from partnership.registers.forms import RegisterForm
from partnership.registers.history import history_of
from partnership.selectors.meetings import agenda_of
from partnership.services.minutes import raise_action, raise_challenge, raise_risk
from partnership.views.meetings.base import MeetingView
from partnership.views.takes_kept import TakesKeptText

#: How the page of a collision names its choices (templates/registers/conflict.html).
KEEP = "keep-"


@dataclass(frozen=True)
class Raisable:
    """A kind of row that can be raised in an item: its form, its service, and where it then stands."""

    one: str
    form: type[RegisterForm]
    service: Callable[..., Any]
    log: str


KINDS = {
    "action": Raisable("an action", RaiseActionForm, raise_action, "action log"),
    "challenge": Raisable("a challenge", RaiseChallengeForm, raise_challenge, "challenge log"),
    "risk": Raisable("a risk", RaiseRiskForm, raise_risk, "risk register"),
}


@dataclass(frozen=True)
class Difference:
    """A text of an item in which two writers differ."""

    input_name: str
    label: str
    theirs: str
    mine: str


@dataclass(frozen=True)
class Collided:
    """What the page of a collision shows of an item's texts."""

    item: AgendaItem
    texts: MinuteForm
    last: dict[str, Any]

    @property
    def differences(self) -> list[Difference]:
        return [
            Difference(f"{KEEP}{name}", str(self.texts.fields[name].label), getattr(self.item, name), text)
            for name, text in self.texts.texts().items()
            if getattr(self.item, name) != text
        ]

    def hidden_fields(self) -> list[tuple[str, str]]:
        """What was sent, to be sent again with the version that is stored."""
        checked = [(CHECKED, "on")] if self.texts.cleaned_data[CHECKED] else []
        return [*self.texts.texts().items(), ("version", str(self.item.version)), *checked]


class ItemPage(MeetingView, TakesKeptText):
    """One item with its texts and, in the same form, what can be raised: nothing that was typed is left behind."""

    @property
    def by_script(self) -> bool:
        return self.request.headers.get("Accept") == "application/json"

    def item_page(
        self, item: AgendaItem, texts: MinuteForm, *, raising: RegisterForm | None = None, status: int = 200
    ) -> HttpResponse:
        """`raising` is what somebody was about to raise."""
        boxes = [(kind, KINDS[kind], self.raise_form(kind)) for kind in kinds_open_to(self.principal)]
        if raising:
            boxes = [(kind, one, raising if kind == raising.prefix else form) for kind, one, form in boxes]
        read = agenda_of(item.meeting, self.principal).filter(pk=item.pk).first()
        return self.page(
            "minute.html",
            item.meeting,
            status=status,
            item=item,
            kept=self.kept(),
            texts=texts,
            form=raising if raising and raising.errors else texts,
            boxes=boxes,
            raising=raising.prefix if raising else "action",
            raised=raised_in(read) if read else [],
        )

    def texts_of(self, item: AgendaItem, data: Any = None) -> MinuteForm:
        return MinuteForm(data, item=item, principal=self.principal)

    def raise_form(self, kind: str, data: Any = None) -> RegisterForm:
        return KINDS[kind].form(data, principal=self.principal, prefix=kind)

    def answered(self, item: AgendaItem, texts: MinuteForm, words: str, *, status: int) -> HttpResponse:
        """A refusal; what was typed stays on the page."""
        if self.by_script:
            return JsonResponse({"refused": words}, status=status)
        messages.error(self.request, words)
        return self.item_page(item, texts, status=status)

    def asked(self, item: AgendaItem, texts: MinuteForm) -> HttpResponse:
        """Words that may be a name: nothing is saved before somebody has looked at them."""
        if self.by_script:
            words = ". ".join(str(sentence) for errors in texts.errors.values() for sentence in errors)
            return JsonResponse({"refused": f"{words}.", "names": True}, status=400)
        return self.item_page(item, texts)

    def collided(self, item: AgendaItem, texts: MinuteForm) -> HttpResponse:
        """Both texts of each field, what was saved chosen at first."""
        item = self.item(item.pk)
        last = next(iter(history_of(item, self.principal, ())), {})
        if self.by_script:
            words = f"{last.get('by') or 'Somebody'} changed this item meanwhile. Your text is kept on this page."
            return JsonResponse({"refused": words, "both": True}, status=409)
        return self.page(
            "collided.html",
            item.meeting,
            status=409,
            item=item,
            conflicted=Collided(item, texts, last),
            cancel_url=reverse("partnership:minute", args=[item.pk]),
        )


def kinds_open_to(principal: Principal) -> list[str]:
    """What somebody may raise at all."""
    return [kind for kind in KINDS if allows(principal, "create", kind)]
