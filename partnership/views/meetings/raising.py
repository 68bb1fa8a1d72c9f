"""Raising an action, a challenge or a risk in an item: each stands in its own register at once."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from partnership.exceptions import DomainError
from partnership.models import AgendaItem
from partnership.policy import can
from partnership.registers.forms import RegisterForm
from partnership.services.minutes import save_minute
from partnership.services.rows import Conflict
from partnership.views.meetings.item import KINDS, ItemPage, kinds_open_to


class RaiseIn(ItemPage):
    """The texts of the item come along in the same form and are saved with it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        item = self.item(pk)
        texts = self.texts_of(item, request.POST)
        if kind not in kinds_open_to(self.principal):
            raise PermissionDenied if kind in KINDS else Http404
        form = self.raise_form(kind, request.POST)
        if not all([form.is_valid(), texts.is_valid()]):  # each says what is wrong
            return self.item_page(item, texts, raising=form)
        try:
            self.store(item, kind, form)
            save_minute(item=item, texts=texts.texts(), version=texts.cleaned_data["version"], by=self.user)
        except Conflict:
            return self.collided(item, texts)
        except DomainError as error:
            return self.answered(item, texts, error.message, status=409)
        return redirect(f"{reverse('partnership:minute', args=[item.pk])}#raised")

    def store(self, item: AgendaItem, kind: str, form: RegisterForm) -> None:
        with transaction.atomic():
            row = KINDS[kind].service(item=item, values=form.values(), by=self.user)
            if not can(self.principal, "create", row):
                raise PermissionDenied
        messages.success(self.request, f"{row.reference} is raised and stands in the {KINDS[kind].log}.")
