"""One step of a row: a page with a small form that asks what the step needs, and a service that takes it."""

from typing import Any, ClassVar

from django.http import HttpResponse

from partnership.registers.editing import ChangeRow
from partnership.registers.forms import RegisterForm


class Step(ChangeRow):
    """Changes a row as `take` does. The second of two editors sees both texts, as on every form.

    `title` heads the page, `button` says what happens, `told` what has happened.
    """

    template = "partnership/step.html"
    step: ClassVar[type[RegisterForm]]
    title: ClassVar[str]
    button: ClassVar[str]
    told: ClassVar[str]

    def take(self, form: RegisterForm, version: int) -> Any:
        """Call the service; gives the stored row."""
        raise NotImplementedError

    def form(self, data: Any = None, **kwargs: Any) -> RegisterForm:
        usual = {"instance": self.row, "without": self.shown.hidden}
        return self.step(data, principal=self.principal, **{**usual, **kwargs})

    def store(self, form: RegisterForm) -> Any:
        return self.take(form, form.cleaned_data["version"] or 0)

    def page(self, form: RegisterForm, **context: Any) -> HttpResponse:
        return super().page(form, title=self.title, button=self.button, **context)

    def done(self, row: Any, words: str) -> HttpResponse:
        return super().done(row, self.told)
