"""What waits for a second person: somebody to be named on a sealed record, or a record to be sealed or unsealed."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from partnership.enums import Visibility
from partnership.formats import date_words
from partnership.forms.record_access import AnswerForm
from partnership.models import ClassChange, NamingRequest, Record
from partnership.registers.parts import Fact
from partnership.selectors.record_access import may, naming_to_lengthen
from partnership.services.classes import answer_class_change
from partnership.services.record_access import answer_naming
from partnership.templatetags.words import moment
from partnership.views.record_access.base import AccessForm


class AnswerRequest(AccessForm):
    """One request, and its answer. Whoever asked, or is to be named, reads it and cannot answer."""

    template = "partnership/record_access/request.html"
    title = "A second person is asked for"
    button = "Send your answer"
    model: ClassVar[Any]

    def the_record(self, pk: int) -> Record:
        """Of the request in the address, which has the record's class."""
        self.asked: Any = self.model.objects.visible_to(self.principal).filter(pk=pk).first()
        if self.asked is None:
            raise Http404
        record: Record = self.asked.record.child
        return record

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.form_page(AnswerForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = AnswerForm(request.POST)
        if not form.is_valid() or not self.write(form, lambda: self.store(form.cleaned_data)):
            return self.form_page(form)
        agreed = form.cleaned_data["agreed"]
        return self.done("You have confirmed it." if agreed else "You have refused it. Nothing has changed.")

    def store(self, typed: dict[str, Any]) -> None:
        self.take(request=self.asked, agreed=typed["agreed"], answer=typed["answer"], by=self.user)

    def take(self, **answer: Any) -> Any:
        raise NotImplementedError

    def facts(self) -> list[Fact]:
        """What is asked for."""
        raise NotImplementedError

    def form_page(self, form: Any, **context: Any) -> HttpResponse:
        asked = self.asked
        facts = [*self.facts(), Fact("Why", asked.reason)]
        facts.append(Fact("Asked by", asked.asked_by.name, second=moment(asked.asked_at)))
        if asked.answered_at:
            facts.append(Fact("Answer", self.answer_words(), second=moment(asked.answered_at)))
        return super().form_page(form, facts=facts, may_answer=self.may_answer(), **context)

    def may_answer(self) -> bool:
        own = self.user in (self.asked.asked_by, getattr(self.asked, "user", None))
        return self.asked.answered_at is None and not own and may(self.principal, "approve", self.record)

    def answer_words(self) -> str:
        said = "Confirmed" if self.asked.agreed else "Refused"
        return f"{said} by {self.asked.answered_by.name}. {self.asked.answer}".strip()


class NamingAnswer(AnswerRequest):
    """Somebody is to be named on a sealed record."""

    model = NamingRequest

    def take(self, **answer: Any) -> Any:
        return answer_naming(**answer)

    def facts(self) -> list[Fact]:
        until, named = date_words(self.asked.ends_on), naming_to_lengthen(self.asked, timezone.localdate())
        is_longer = named is not None and self.asked.answered_at is None
        now = f"named until {date_words(named.ends_on)} today" if is_longer and named and named.ends_on else ""
        who = Fact("Name for longer" if is_longer else "Name", self.asked.user.name, self.asked.get_role_display())
        return [who, Fact("Until", until, second=now)]


class ClassAnswer(AnswerRequest):
    """A record is to be sealed, or to be less guarded than that."""

    model = ClassChange

    def take(self, **answer: Any) -> Any:
        return answer_class_change(**answer)

    def facts(self) -> list[Fact]:
        was, to = (Visibility(value).label for value in (self.asked.was, self.asked.to))
        return [Fact("Class", f"{was} to {to.lower()}")]
