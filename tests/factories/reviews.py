"""Case reviews and child deaths."""

from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

import factory
from factory.django import DjangoModelFactory

from reviews import models
from reviews.selectors.publication import words_hash
from tests.factories.base import RecordFactory
from tests.factories.partnership import AgencyFactory, BoardFactory, UserFactory


class ReviewFactory(RecordFactory):
    class Meta:
        model = models.Review

    reference = factory.Sequence(lambda n: f"REV-{n}")
    review_kind = "plr"
    status = "in_progress"
    publication = "not_for_publication"


class EditionFactory(DjangoModelFactory):
    class Meta:
        model = models.Edition

    code = factory.Sequence(lambda n: f"edition-{n}")
    title = "Guidance on learning from cases"
    in_force_from = date(2015, 4, 1)


class KindRuleFactory(DjangoModelFactory):
    class Meta:
        model = models.KindRule

    edition = factory.SubFactory(EditionFactory)
    kind = "lcspr"
    name = "Local child safeguarding practice review"


class CriterionFactory(DjangoModelFactory):
    class Meta:
        model = models.Criterion

    edition = factory.SubFactory(EditionFactory)
    letter = factory.Sequence(lambda n: f"{n}")
    words = "The case shows where practice can be better"


class ClockRuleFactory(DjangoModelFactory):
    class Meta:
        model = models.ClockRule

    edition = factory.SubFactory(EditionFactory)
    name = "Publish the review"
    starts_with = "commissioned_on"
    ends_with = "published_on"
    limit = 6
    unit = "months"


class ReferralFactory(DjangoModelFactory):
    class Meta:
        model = models.Referral

    review = factory.SubFactory(ReviewFactory, status="referred")
    agency = factory.SubFactory(AgencyFactory)
    harm = "serious_harm"
    aware_on = date(2017, 6, 1)
    what_happened = "A baby was hurt at home."
    why = "Three agencies knew of the family."


class NotificationFactory(DjangoModelFactory):
    class Meta:
        model = models.Notification

    review = factory.SubFactory(ReviewFactory)
    to = "panel"
    sent_on = date(2017, 6, 3)


class ConsiderationFactory(DjangoModelFactory):
    class Meta:
        model = models.Consideration

    review = factory.SubFactory(ReviewFactory)
    edition = factory.SubFactory(EditionFactory)
    considered_on = date(2017, 6, 20)
    met = "yes"
    outcome = "local_review"
    decided_by = "The safeguarding partners"
    reasons = "Two of the criteria are met."


class CriterionAnswerFactory(DjangoModelFactory):
    class Meta:
        model = models.CriterionAnswer

    consideration = factory.SubFactory(ConsiderationFactory)
    criterion = factory.SubFactory(CriterionFactory)
    met = True


class ParallelProcessFactory(DjangoModelFactory):
    class Meta:
        model = models.ParallelProcess

    review = factory.SubFactory(ReviewFactory)
    kind = "criminal"


class PauseFactory(DjangoModelFactory):
    class Meta:
        model = models.Pause

    review = factory.SubFactory(ReviewFactory)
    reason = "criminal"
    starts_on = date(2017, 8, 1)


class ClockOverrideFactory(DjangoModelFactory):
    class Meta:
        model = models.ClockOverride

    review = factory.SubFactory(ReviewFactory)
    rule = factory.SubFactory(ClockRuleFactory)
    due_on = date(2018, 3, 1)
    reason = "The Panel agreed to it."
    made_by = factory.SubFactory(UserFactory)


class PanelMemberFactory(DjangoModelFactory):
    class Meta:
        model = models.PanelMember

    review = factory.SubFactory(ReviewFactory)
    part = "member"
    name = "Dr Asha Lindqvist"
    joined_on = date(2017, 7, 1)


class LearningEventFactory(DjangoModelFactory):
    class Meta:
        model = models.LearningEvent

    review = factory.SubFactory(ReviewFactory)
    kind = "panel"
    held_on = date(2017, 9, 12)


class AgencyReturnFactory(DjangoModelFactory):
    class Meta:
        model = models.AgencyReturn
        skip_postgeneration_save = True

    review = factory.SubFactory(ReviewFactory)
    agency = factory.SubFactory(AgencyFactory)
    kind = "both"
    asked_on = date(2017, 7, 10)
    asked_by = factory.SubFactory(UserFactory)
    due_on = date(2017, 8, 10)
    questions = factory.LazyFunction(lambda: ["What did your agency do well?"])

    @factory.post_generation
    def people(self, create: bool, people: Any, **kwargs: Any) -> None:
        if create and people:
            self.people.set(people)  # type: ignore[attr-defined]


class ReturnAnswerFactory(DjangoModelFactory):
    class Meta:
        model = models.ReturnAnswer

    agency_return = factory.SubFactory(AgencyReturnFactory)
    number = factory.Sequence(lambda n: n + 1)
    text = "Visits were made on time."


class ChronologyEntryFactory(DjangoModelFactory):
    class Meta:
        model = models.ChronologyEntry

    agency_return = factory.SubFactory(AgencyReturnFactory)
    happened_on = date(2016, 11, 3)
    what = "Health visitor sees mother and baby at home."


class ReturnMessageFactory(DjangoModelFactory):
    class Meta:
        model = models.ReturnMessage

    agency_return = factory.SubFactory(AgencyReturnFactory)
    kind = "request"
    text = "We need the chronology."
    written_by = factory.SubFactory(UserFactory)


class ReviewTextFactory(DjangoModelFactory):
    class Meta:
        model = models.ReviewText

    review = factory.SubFactory(ReviewFactory)
    kind = "report"
    number = factory.Sequence(lambda n: n + 1)
    text = "Agencies knew parts of the story."
    text_hash = factory.LazyAttribute(lambda draft: sha256(draft.text.encode()).hexdigest())
    written_by = factory.SubFactory(UserFactory)


class TextCommentFactory(DjangoModelFactory):
    class Meta:
        model = models.TextComment

    text = factory.SubFactory(ReviewTextFactory)
    words = "Say when the visits stopped."
    written_by = factory.SubFactory(UserFactory)


class SignOffFactory(DjangoModelFactory):
    class Meta:
        model = models.SignOff

    text = factory.SubFactory(ReviewTextFactory)
    text_hash = factory.LazyAttribute(lambda sign_off: sign_off.text.text_hash)
    signed_by = factory.SubFactory(UserFactory)


class ChildFactory(DjangoModelFactory):
    class Meta:
        model = models.Child

    review = factory.SubFactory(ReviewFactory)
    reference = factory.Sequence(lambda n: f"C{n}")
    pseudonym = "Ash"


class IdentityKeyFactory(RecordFactory):
    class Meta:
        model = models.IdentityKey

    of_review = factory.SubFactory(ReviewFactory)
    reference = factory.LazyAttribute(lambda key: f"{key.of_review.reference}-ID")
    title = "Identity key"


class BriefingFactory(RecordFactory):
    class Meta:
        model = models.Briefing

    of_review = factory.SubFactory(ReviewFactory)
    reference = factory.Sequence(lambda n: f"BR-{n}")
    title = "When appointments are missed"
    findings = "A missed appointment was recorded, and nobody asked why."


class BriefingReceiptFactory(DjangoModelFactory):
    class Meta:
        model = models.BriefingReceipt

    briefing = factory.SubFactory(BriefingFactory)
    agency = factory.SubFactory(AgencyFactory)
    asked_on = date(2018, 1, 8)
    due_on = date(2018, 2, 28)


class PublishedCopyFactory(DjangoModelFactory):
    class Meta:
        model = models.PublishedCopy

    source = factory.SubFactory(ReviewTextFactory)
    review = factory.SelfAttribute("source.review")
    title = "What we learned"
    kind = factory.SelfAttribute("review.review_kind")
    themes = factory.SelfAttribute("review.themes")
    text = factory.SelfAttribute("source.text")
    text_hash = factory.SelfAttribute("source.text_hash")
    summary = ""
    board_names = factory.LazyFunction(list)
    words_hash = factory.LazyAttribute(
        lambda copy: words_hash(
            {name: getattr(copy, name) for name in ("title", "kind", "themes", "board_names", "summary", "text")}
        )
    )
    publish_at = datetime(2018, 3, 1, 9, tzinfo=UTC)
    released_by = factory.SubFactory(UserFactory)


class DeathPanelFactory(DjangoModelFactory):
    class Meta:
        model = models.DeathPanel

    board = factory.SubFactory(BoardFactory)
    held_on = date(2017, 10, 4)


class ChildDeathFactory(RecordFactory):
    class Meta:
        model = models.ChildDeath

    reference = factory.Sequence(lambda n: f"CDR-{n}")
    notified_on = date(2017, 6, 1)
    resident = True
    status = "notified"


class ReconciliationFactory(RecordFactory):
    class Meta:
        model = models.Reconciliation

    reference = factory.Sequence(lambda n: f"REC-{n}")
    title = "Registered deaths laid beside ours"
    compared_on = date(2018, 4, 10)
    source = "Registrar’s list"
    period_from = date(2017, 4, 1)
    period_to = date(2018, 3, 31)
    listed = 9
    matched = 8
