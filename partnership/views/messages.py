"""Messages: which ones come, an address that stops them, and the outbox."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.generic import View

from partnership.enums import ALWAYS_SENT, MessageKind, MessageState
from partnership.exceptions import DomainError
from partnership.forms.messages import MessageChoiceForm
from partnership.message_footer import read_stop
from partnership.models import Message, User
from partnership.row_keys import is_row_key
from partnership.selectors.outbox import messages_in, state_counts
from partnership.services.messages import choose_messages, refused_kinds, send_again, stop_messages
from partnership.views.scoped import ScopedView, SignedInView

PAGE_SIZE = 25


def trail() -> list[dict[str, str]]:
    """The way back from a page behind one's name."""
    return [{"title": "Your pages", "url": reverse("partnership:own-pages")}]


class MessageChoice(SignedInView):
    """Switches the kinds of messages on and off."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(MessageChoiceForm(refused=refused_kinds(self.user)))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = MessageChoiceForm(request.POST, refused=set())
        if not form.is_valid():
            return self.page(form)
        choose_messages(kinds=set(form.cleaned_data["kinds"]), by=self.user)
        messages.success(request, "Saved. It holds from now on.")
        return redirect("partnership:message-choice")

    def page(self, form: MessageChoiceForm) -> HttpResponse:
        return render(self.request, "partnership/messages/choice.html", {"form": form, "breadcrumbs": trail()})


class MessageStop(View):
    """Where a mail's own link leads, signed in or not: one person's messages of one kind.

    Mail scanners open every link, so opening it changes nothing.
    """

    def get(self, request: HttpRequest, signed: str) -> HttpResponse:
        return self.page(*self.read(signed))

    def post(self, request: HttpRequest, signed: str) -> HttpResponse:
        user, kind = self.read(signed)
        stop_messages(kind=kind, by=user)
        return self.page(user, kind)

    def read(self, signed: str) -> tuple[User, MessageKind]:
        try:
            pk, kind = read_stop(signed)
        except ValueError as error:
            raise Http404 from error
        user = User.objects.filter(pk=pk, is_active=True).first()
        if user is None or kind in ALWAYS_SENT:
            raise Http404
        return user, kind

    def page(self, user: User, kind: MessageKind) -> HttpResponse:
        context = {"kind": kind, "stopped": kind in refused_kinds(user)}
        return render(self.request, "partnership/messages/stop.html", context)


class Outbox(ScopedView):
    """Every message by its state: to whom, when, and what went wrong."""

    subject = "outbox"

    def get(self, request: HttpRequest) -> HttpResponse:
        state = request.GET.get("state", "")
        counts = state_counts()
        shown = next((one for one in counts if one.state == state), counts[0])
        paginator = Paginator(messages_in(shown.state), PAGE_SIZE)
        paginator.count = shown.count  # counted once
        context = {"counts": counts, "shown": shown, "page": paginator.get_page(request.GET.get("page"))}
        return render(request, "partnership/messages/outbox.html", {**context, "breadcrumbs": trail()})


class OutboxAgain(ScopedView):
    """Sends failed messages again, each named by its id."""

    subject = "outbox"
    verb = "change"

    def post(self, request: HttpRequest) -> HttpResponse:
        chosen = [int(one) for one in request.POST.getlist("message") if is_row_key(one)][:PAGE_SIZE]
        sent = 0
        for message in Message.objects.filter(pk__in=chosen):
            try:
                send_again(message=message, by=self.user)
                sent += 1
            except DomainError as refusal:
                messages.error(request, f"To {message.to}: {refusal.message}")
        if sent:
            messages.success(request, self.words(sent))
        return redirect(f"{reverse('partnership:outbox-list')}?state={MessageState.FAILED}")

    def words(self, sent: int) -> str:
        return "1 message is being sent again." if sent == 1 else f"{sent} messages are being sent again."


urls: list[Any] = [
    path("messages/", MessageChoice.as_view(), name="message-choice"),
    path("messages/stop/<str:signed>/", MessageStop.as_view(), name="message-stop"),
    path("outbox/", Outbox.as_view(), name="outbox-list"),
    path("outbox/again/", OutboxAgain.as_view(), name="outbox-again"),
]
