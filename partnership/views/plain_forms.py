"""Pages with one form that stands for itself, written by one service."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import render

from partnership.exceptions import DomainError
from partnership.views.scoped import ScopedView

JUST_TAKEN = "Somebody stored the same just now. Load this page again before you go on"


class PlainForm(ScopedView):
    """A page with a form; its template says what the context holds."""

    template = "partnership/plain_form.html"

    def page(self, form: forms.Form, **context: Any) -> HttpResponse:
        return render(self.request, self.template, {"form": form, **context})

    def write(self, form: forms.Form, store: Callable[[], Any]) -> bool:
        """Call the service; False where it refuses, with its sentence in the form."""
        try:
            with transaction.atomic():
                store()
        except DomainError as error:
            form.add_error(None, error.message)
        except IntegrityError:
            form.add_error(None, JUST_TAKEN)
        return form.is_valid()
