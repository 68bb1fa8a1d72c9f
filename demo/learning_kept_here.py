"""Learning of the demonstration: briefing and receipts, answers, results, impact tests; the child death panel."""

from collections.abc import Mapping
from datetime import date, timedelta

from partnership.enums import Proven, ResultKind
from partnership.models import Action, ActionResult, Agency, Board, ImpactTest, Policy, Recommendation, User
from partnership.services.impact_tests import create_impact_test
from partnership.services.recommendation_answers import answer_recommendation, ask_agencies
from partnership.services.results import create_result
from partnership.services.rows import change_row, create_row
from reviews.enums import ChildDeathStatus, DelayReason
from reviews.models import Briefing, ChildDeath, DeathPanel, Review
from reviews.registered_deaths import RegisteredDeath, of_panel
from reviews.selectors.briefings import words_hash
from reviews.services.briefings import clear_briefing, create_briefing
from reviews.services.child_deaths import reconcile
from reviews.services.receipts import answer_receipt, ask_for_receipts

People = Mapping[str, User]

BRIEFING = {
    "title": "Neglect seen late: seven minutes for your team",
    "background": "A learning review of 2025 looked at how services saw neglect in one family over two years.",
    "concerns": "Missed appointments, a home without heating, a child often tired and hungry at school.",
    "what_happened": "Each service recorded what it saw. What had changed since last time was not asked.",
    "the_review": "Two learning days with 31 practitioners, and a conversation with the family.",
    "findings": "- “Did not attend” hides that a child was not brought.\n- Schools saw most and could not call a meeting."
    "\n- Four services used four tools.",
    "what_to_do": "- Ask in supervision what has changed for the child.\n- Record “was not brought” and ring the parents "
    "within five working days.\n- Any school can call a meeting of the professionals around a family.",
    "questions": "- Whom in our work do we see most and ask least?\n- What would this child say about last week?",
    "links": ["https://northvale.example.org/neglect"],
    "is_public": True,
}
RECEIPTS = {
    "Priya Nair": ("ICB", "Four practices and the dental helpline", 46, "“Was not brought” is a code of its own now."),
    "DCI Paul Harker": ("POL", "Neighbourhood teams north and south", 112, "Officers ask who the school is."),
    "Alison Price": ("EDU", "Designated leads of 58 schools", 61, "Schools know how to call a meeting."),
}
ANSWERS = {
    ("NV-2026-02", 1, "CSC"): (True, "The duty team names one worker for each family."),
    ("NV-2026-02", 1, "HOS"): (True, "Ward sisters do it from February."),
    ("NV-2026-02", 2, "EDU"): (True, "Each school names who comes in its place."),
}
TESTS = (
    (1, "20 supervision records of two services", Proven.PARTLY, "In 14 of 20 the question was asked and answered."),
    (3, "All meetings that schools called", Proven.YES, "26 meetings; in 22 the plan for the child changed."),
)


def add_learning(people: People, today: date) -> None:
    """What was learned, who was told, what changed, and how it is known."""
    manager = people["Ruth Adeyemi"]
    _briefing(people, manager, today)
    _answers(manager, today)
    _proof(people, manager, today)
    _deaths(manager, today)


def _briefing(people: People, manager: User, today: date) -> None:
    review = Review.objects.get(reference="LR-2025-03")
    briefing = create_briefing(row=Briefing(), values={**BRIEFING, "of_review": review}, by=manager)
    briefing = Briefing.objects.get(pk=briefing.pk)
    chair = people["Dr Margaret Oyelaran"]
    clear_briefing(briefing=briefing, words=words_hash(briefing), version=briefing.version, by=chair)
    codes = ("CSC", "EDU", "HOS", "ICB", "MINDS", "POL")
    receipts = ask_for_receipts(
        briefing=Briefing.objects.get(pk=briefing.pk),
        agencies=Agency.objects.filter(code__in=codes),
        due_on=today + timedelta(days=21),
        by=manager,
    )
    by_code = {receipt.agency.code: receipt for receipt in receipts}
    for name, (code, teams, staff, changed) in RECEIPTS.items():
        row = by_code[code]
        answer_receipt(
            receipt=row, teams=teams, staff=staff, what_changed=changed, version=row.version, by=people[name]
        )


def _answers(manager: User, today: date) -> None:
    for number in (1, 2):
        recommendation = _recommendation("NV-2026-02", number)
        asked = ask_agencies(
            recommendation=recommendation,
            agencies=recommendation.agencies.all(),
            due_on=today + timedelta(days=30),
            by=manager,
        )
        for row in asked:
            answer = ANSWERS.get(("NV-2026-02", number, row.agency.code))
            if answer:
                accepted, reason = answer
                answer_recommendation(answer=row, accepted=accepted, reason=reason, version=row.version, by=manager)


def _proof(people: People, manager: User, today: date) -> None:
    """A policy that was changed, and two looks at whether children notice."""
    action = Action.objects.filter(plan__record__reference="LR-2025-03").order_by("pk").first()
    policy = Policy.objects.order_by("pk").first()
    if action and policy:
        values = {"kind": ResultKind.POLICY, "record": policy.record_ptr, "what": "A chapter on children not brought"}
        create_result(row=ActionResult(action=action), values=values, by=manager)
    for number, how, proven, found in TESTS:
        values = {
            "tested_on": today - timedelta(days=40),
            "how": how,
            "found": found,
            "proven": proven,
            "again_on": today + timedelta(days=150) if proven is Proven.PARTLY else None,
        }
        test = ImpactTest(recommendation=_recommendation("LR-2025-03", number), tested_by=people["Helen Strand"])
        create_impact_test(row=test, values=values, by=people["Helen Strand"])


def _recommendation(reference: str, number: int) -> Recommendation:
    return Recommendation.objects.get(plan__record__reference=reference, number=number)


def _deaths(manager: User, today: date) -> None:
    """The panel's dates, one about a theme; what each death waits for; and the registrar's list laid beside ours."""
    board = Board.objects.get(code="NSCP")
    dates = ((today + timedelta(days=26), ""), (today + timedelta(days=96), "Deaths of babies under 28 days"))
    panels = [
        create_row(row=DeathPanel(), values={"board": board, "held_on": day, "theme": theme}, by=manager)
        for day, theme in dates
    ]
    waits = {
        ChildDeathStatus.AWAITING_INQUEST: DelayReason.INQUEST,
        ChildDeathStatus.AWAITING_INFORMATION: DelayReason.INFORMATION,
    }
    for death in ChildDeath.objects.exclude(status__in=(ChildDeathStatus.REVIEWED, ChildDeathStatus.TRANSFERRED)):
        values: dict[str, object] = {"delay_reasons": [waits[status]] if (status := death.status) in waits else []}
        if death.status == ChildDeathStatus.READY_FOR_PANEL:
            values["panel"] = panels[0]
        elif death.age_band == "0-27 days":
            values["panel"] = panels[1]
        change_row(row=death, values=values, version=death.version, by=manager)
    year = (date(2025, 4, 1), date(2026, 3, 31))
    ours = [of_panel(death) for death in ChildDeath.objects.filter(died_on__range=year).order_by("died_on")]
    listed = [*ours[:-1], RegisteredDeath("", date(2026, 1, 29), "female", "0-27 days")]
    reconcile(
        board=board, listed=listed, source="Registrar, deaths registered in 2025–26",
        period_from=year[0], period_to=year[1], by=manager,
    )  # fmt: skip
