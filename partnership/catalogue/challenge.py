"""The registers of risks, challenges and escalations."""

from partnership import filters, marks, models, tables
from partnership.catalogue.panels import WORK
from partnership.forms import registers as forms
from partnership.pages import ChallengePage, EscalationPage, RiskPage
from partnership.registers import Register
from partnership.services import challenges, escalations, risks

RISKS = Register(
    model=models.Risk,
    noun="risk",
    plural="risks",
    place="plan",
    about="What could harm children or stop the partnership’s work, how likely and how grave it is.",
    table=tables.RiskTable,
    filterset=filters.RiskFilter,
    related=("group", "owner_agency"),
    state=lambda risk: [
        marks.risk_mark(risk),
        marks.open_mark(risk),
        *([marks.review_mark(risk)] if marks.review_is_late(risk) or marks.review_is_missing(risk) else []),
    ],
    facts=(
        "group",
        ("owner_agency", "Owner"),
        "likelihood",
        "impact",
        ("score", "Score (likelihood × impact)"),
        ("target_score", "Score aimed at"),
        ("opened_on", "Opened"),
        ("review_on", "Next review"),
        ("closed_on", "Closed"),
    ),
    texts=("description", ("controls", "What we do about it")),
    panels=WORK,
    page=RiskPage,
    form=forms.RiskForm,
    create=risks.RISKS.create,
    change=risks.RISKS.change,
    bulk=("owner_agency", "group", "review_on"),
)
CHALLENGES = Register(
    model=models.Challenge,
    noun="challenge",
    plural="challenges",
    place="plan",
    about="What the board challenged whom about, what was asked and what came of it.",
    table=tables.ChallengeTable,
    filterset=filters.ChallengeFilter,
    state=lambda challenge: [marks.answer_mark(challenge)],
    facts=(("raised_on", "Raised"), "raised_by", "agencies", "responsible", ("closed_on", "Closed")),
    texts=("challenge", ("action_required", "What was asked"), ("progress", "What came of it")),
    panels=WORK,
    page=ChallengePage,
    form=forms.ChallengeForm,
    create=challenges.CHALLENGES.create,
    change=challenges.change_challenge,
    bulk=("responsible",),
)
ESCALATIONS = Register(
    model=models.Escalation,
    noun="escalation",
    plural="escalations",
    place="plan",
    about="Professional disagreements between agencies, and how they were settled.",
    table=tables.EscalationTable,
    filterset=filters.EscalationFilter,
    related=("raised_by", "with_agency"),
    state=lambda escalation: [marks.resolved_mark(escalation)],
    facts=("stage", "theme", "raised_by", "with_agency", ("raised_on", "Raised"), ("resolved_on", "Resolved")),
    texts=("outcome",),
    panels=WORK,
    page=EscalationPage,
    form=forms.EscalationForm,
    create=escalations.ESCALATIONS.create,
    change=escalations.ESCALATIONS.change,
)

REGISTERS = (RISKS, CHALLENGES, ESCALATIONS)
