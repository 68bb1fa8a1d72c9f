"""Case reviews of the demonstration, from referral to publication, through the services that the pages use.

Nobody here is real. The names under seal are invented like all others.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.utils import timezone

from demo.northvale.source import table
from partnership.enums import Role
from partnership.models import Agency, RoleGrant, User
from partnership.services.conflicts import declare_for
from partnership.services.record_access import name_person
from partnership.services.rows import change_row, create_row
from reviews.enums import EventKind, PanelPart, PauseReason, ProcessKind, ReturnKind, TextKind
from reviews.models import (
    AgencyReturn,
    Child,
    Consideration,
    Criterion,
    CriterionAnswer,
    Edition,
    LearningEvent,
    ParallelProcess,
    Referral,
    Review,
    ReviewText,
)
from reviews.selectors.publication import readiness
from reviews.services.chronology import add_entries, answer_question
from reviews.services.clocks import pause_review, resume_review
from reviews.services.decisions import note_notification, note_rapid_review
from reviews.services.identity import seal_identities
from reviews.services.panel import add_member
from reviews.services.publication import note_panel_copy, release_report
from reviews.services.returns import Asked, ask_agencies, lock_return, remind, send_return
from reviews.services.reviews import take_on
from reviews.services.texts import answer_comment, comment_on_draft, sign_draft, write_draft

FOLDER = "cases"
A_YEAR = timedelta(days=365)
CRITERIA_MET = {"a": True, "b": False, "c": True, "d": False}

People = Mapping[str, User]


def add_cases(people: People, today: date) -> None:
    """One review in the middle of its work, one paused, one published, one just referred."""
    manager = people["Ruth Adeyemi"]
    _ash(people, manager, today)
    _linden(manager, today)
    _published(people, manager, today)
    _referred(people, today)


def _ash(people: People, manager: User, today: date) -> None:
    """The review that the pictures of the portal show."""
    review = Review.objects.get(reference="NV-2026-02")
    take_on(review=review, by=manager)
    _decided(review, manager)
    for name in ("Dr Margaret Oyelaran", "Helen Strand"):
        _name(review, people[name], manager, today)
    _panel(review, people, manager, today)
    pause_review(
        review=_fresh(review), reason=PauseReason.CRIMINAL, starts_on=date(2026, 3, 2), words=TRIAL, by=manager
    )
    resume_review(review=_fresh(review), ends_on=date(2026, 4, 10), by=manager)
    pause_review(
        review=_fresh(review), reason=PauseReason.CRIMINAL, starts_on=date(2026, 7, 6), words=TRIAL, by=manager
    )
    resume_review(review=_fresh(review), ends_on=max(date(2026, 7, 7), today - timedelta(days=25)), by=manager)
    child = create_row(row=Child(review=review), values={"reference": "C1", "pseudonym": "Ash"}, by=manager)
    sealed = {"name": "Ashwin Thornbury-Vale", "born_on": "2019-02-11", "address": "1 Sample Row, Northvale"}
    seal_identities(review=review, identities={str(child.pk): sealed}, by=manager)
    _returns(_fresh(review), people, manager, today)
    _drafts(review, people)


TRIAL = "The crown prosecution service asked that witnesses are not spoken to before the trial."


def _decided(review: Review, manager: User) -> None:
    aware = date(2025, 12, 4)
    for to, sent_on in (("partner", aware), ("panel", date(2025, 12, 9))):
        note_notification(
            review=review, values={"to": to, "sent_on": sent_on, "how": "Online form"}, aware_on=aware, by=manager
        )
    fresh = _fresh(review)
    note_rapid_review(review=fresh, sent_on=date(2025, 12, 24), version=fresh.version, by=manager)
    edition = Edition.objects.get(code_key="2023")
    values = {
        "considered_on": date(2026, 1, 8),
        "met": "yes",
        "outcome": "local_review",
        "decided_by": "The three safeguarding partners",
        "reasons": "Four services held a part of the picture, and none asked the others. That was found in 2019 too.",
        "dissent": "The hospitals’ member thought a learning review enough, since the same learning is under way.",
    }
    row = create_row(row=Consideration(review=review, edition=edition), values=values, by=manager)
    for criterion in Criterion.objects.filter(edition=edition):
        answer = CriterionAnswer(consideration=row, criterion=criterion)
        create_row(row=answer, values={"met": CRITERIA_MET.get(criterion.letter)}, by=manager)


def _panel(review: Review, people: People, manager: User, today: date) -> None:
    members = (
        (PanelPart.CHAIR, people["Helen Strand"], "", ""),
        (PanelPart.REVIEWER, people["Dr Colin Ferris"], "", ""),
        (PanelPart.MEMBER, None, "Leanne Marsh", "EDU"),
        (PanelPart.MEMBER, None, "Dr Sunita Rao", "HOS"),
    )
    for part, user, name, agency in members:
        values = {"part": part, "user": user, "name": name, "joined_on": date(2026, 1, 19)}
        values["agency"] = Agency.objects.filter(code=agency).first()
        add_member(review=review, values=values, ends_on=today + A_YEAR, by=manager)
    events = (
        (EventKind.PANEL, date(2026, 1, 26), "First meeting: terms and times", None),
        (EventKind.PRACTITIONERS, date(2026, 6, 18), "What a day was like for Ash", 23),
        (EventKind.PANEL, today + timedelta(days=11), "Fourth meeting: second draft", None),
    )
    for kind, held_on, about, came in events:
        values = {"kind": kind, "held_on": held_on, "about": about, "came": came}
        create_row(row=LearningEvent(review=review), values=values, by=manager)
    trial = {"kind": ProcessKind.CRIMINAL, "where_it_stands": "Trial ended; sentence to come", "began_on": "2026-03-02"}
    trial["next_on"] = (today + timedelta(days=24)).isoformat()
    create_row(row=ParallelProcess(review=review), values=trial, by=manager)


def _returns(review: Review, people: People, manager: User, today: date) -> None:
    asked = {"POL": "DCI Paul Harker", "ICB": "Priya Nair", "EDU": "Alison Price"}
    terms = {
        "kind": ReturnKind.BOTH,
        "due_on": today + timedelta(days=20),
        "latest_on": today + timedelta(days=48),
        "period_from": date(2024, 9, 1),
        "period_to": date(2025, 11, 30),
    }
    rows = ask_agencies(
        review=review,
        asked=[Asked(Agency.objects.get(code=code), [people[name]]) for code, name in asked.items()],
        terms=terms,
        text="We told you by secure mail who the child is. The portal never shows it.",
        by=manager,
    )
    for row in rows:
        values = {"asked_on": date(2026, 4, 20), "due_on": today - timedelta(days=11)}
        change_row(row=row, values=values, version=AgencyReturn.objects.get(pk=row.pk).version, by=manager)
        if row.agency.code != "EDU":
            _answered(row, people[asked[row.agency.code]], manager, today)
    late = AgencyReturn.objects.get(review=review, agency__code="EDU")
    remind(row=late, text="We need the attendance entries for the panel’s next meeting.", by=manager)


def _answered(row: AgencyReturn, by: User, manager: User, today: date) -> None:
    """What the police and the health commissioner sent; the one is locked."""
    lines = [line for line in table(FOLDER, "chronology", today) if line["agency"] == row.agency.code]
    entries = [
        {"happened_on": date.fromisoformat(line["date"]), "source": line["source"], "what": line["what"]}
        for line in lines
    ]
    add_entries(agency_return=AgencyReturn.objects.get(pk=row.pk), entries=entries, by=by)
    for answer in row.answers.all():
        text = "See the report of our own review, sections 2 and 3. Supervision now asks about every missed contact."
        answer_question(row=answer, values={"text": text}, version=answer.version, by=by)
    fresh = AgencyReturn.objects.get(pk=row.pk)
    sent = send_return(
        row=fresh, senior="The deputy director", holds_nothing=False, version=fresh.version, by=by
    )  # fmt: skip
    if row.agency.code == "POL":
        lock_return(row=sent, version=AgencyReturn.objects.get(pk=row.pk).version, by=manager)


def _drafts(review: Review, people: People) -> None:
    colin, scrutineer, chair = (people[name] for name in ("Dr Colin Ferris", "Dr Margaret Oyelaran", "Helen Strand"))
    terms = write_draft(
        review=review, kind=TextKind.TERMS, text=_text("terms"), what_changed="", based_on=0, by=colin
    )  # fmt: skip
    for signer in (scrutineer, chair):
        sign_draft(draft=terms, shown_hash=terms.text_hash, by=signer)
    first = write_draft(
        review=review, kind=TextKind.REPORT, text=_text("report"), what_changed="", based_on=0, by=colin
    )  # fmt: skip
    comment = comment_on_draft(
        draft=first, passage="nobody asked", words="Say who could have asked, and when.", by=chair
    )  # fmt: skip
    answer_comment(comment=comment, answer="A sentence on the two meetings is in the next draft.", by=colin)
    write_draft(
        review=review,
        kind=TextKind.REPORT,
        text=_text("report") + "\n\nTwo meetings could have asked: that of the school in May and the clinic’s in June.",
        what_changed="Who could have asked, and when",
        based_on=first.number,
        by=colin,
    )


def _linden(manager: User, today: date) -> None:
    """A review that waits for an inquest; one agency has a conflict of interest."""
    review = Review.objects.get(reference="NV-2026-04")
    take_on(review=review, by=manager)
    words = "The coroner asked that interviews wait for the inquest."
    pause_review(
        review=_fresh(review), reason=PauseReason.INQUEST, starts_on=date(2026, 4, 27), words=words, by=manager
    )
    declare_for(
        record=review,
        agency=Agency.objects.get(code="CAF"),
        reason="A member of its staff gives evidence at the inquest.",
        by=manager,
    )


def _published(people: People, manager: User, today: date) -> None:
    """A review whose report the public reads."""
    review = Review.objects.get(reference="LR-2025-03")
    take_on(review=review, by=manager)
    scrutineer, chair = people["Dr Margaret Oyelaran"], people["Helen Strand"]
    for person in (scrutineer, chair):
        _name(review, person, manager, today)
    draft = write_draft(
        review=review, kind=TextKind.REPORT, text=_text("published"), what_changed="", based_on=0, by=manager
    )  # fmt: skip
    for signer in (scrutineer, chair):
        sign_draft(draft=ReviewText.objects.get(pk=draft.pk), shown_hash=draft.text_hash, by=signer)
    note_panel_copy(review=_fresh(review), sent_on=date(2025, 12, 8), by=manager)
    release_report(
        review=_fresh(review),
        title="When neglect is seen late: a learning review",
        publish_at=timezone.make_aware(datetime(2026, 1, 12, 9)),
        withdraw_on=date(2031, 1, 12),
        shown_hash=readiness(_fresh(review)).shown_hash,
        by=scrutineer,
    )


def _referred(people: People, today: date) -> None:
    """What the police wrote when they referred a case."""
    values = {
        "agency": Agency.objects.get(code="POL"),
        "harm": "serious_harm",
        "aware_on": today - timedelta(days=7),
        "what_happened": "A pupil was assaulted on the way home and is in hospital. Three pupils of another school were "
        "arrested.",
        "why": "Two of them had come to notice with four agencies in the last year.",
        "made_safe": "A meeting was held the same day. The family has a named officer.",
        "own_reference": "NVC-26-11873",
        "contact": "Detective inspector, public protection",
    }
    review = Review.objects.get(reference="NV-2026-07")
    create_row(row=Referral(review=review), values=values, by=people["DCI Paul Harker"])


def _name(review: Review, user: User, manager: User, today: date) -> None:
    roles = (Role.SCRUTINEER, Role.GROUP_CHAIR)
    held = RoleGrant.objects.filter(user=user, role__in=roles, record=None).first()
    assert held is not None  # noqa: S101 (the demonstration's own users)
    ends_on = min(today + A_YEAR, held.ends_on or today + A_YEAR)
    name_person(record=review, held=held, ends_on=ends_on, reason="Works on this review", by=manager)


def _fresh(review: Review) -> Review:
    return Review.objects.get(pk=review.pk)


def _text(name: str) -> str:
    return next(text["text"] for text in table(FOLDER, "texts", date.min) if text["name"] == name)
