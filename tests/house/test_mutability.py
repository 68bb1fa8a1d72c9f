"""Each model is on one of two lists: what people change keeps its history, the rest is never changed by people."""

from django.apps import apps

#: Changed by people; each change leaves a row that says who.
MUTABLE = {
    "partnership": {
        "Action", "ActionResult", "AgendaItem", "Agency", "Attachment", "Attendance", "Board", "BudgetLine",
        "BusinessPlan",
        "Challenge", "ClassChange", "Comment", "Contribution", "Decision", "DueDateRequest", "Engagement", "Escalation",
        "FundingShare", "Group", "ImpactTest", "Indicator", "IndicatorValue", "Inspection",
        "Interest", "Meeting", "NamingRequest", "Objective", "Person",
        "Policy", "Priority", "PriorityProgress", "QuarterlyHighlight", "Recommendation",
        "RecommendationAnswer", "Record", "Reserve", "Risk",
        "RoleGrant", "ScrutinyActivity", "Seat", "StandingItem", "Tenure", "User",
    },
    "reviews": {
        "AgencyReturn", "Briefing", "BriefingReceipt", "Child", "ChildDeath", "ChronologyEntry", "ClockRule",
        "Consideration", "Criterion", "CriterionAnswer", "DeathPanel", "Edition", "IdentityKey", "KindRule",
        "LearningEvent", "Notification", "PanelMember", "ParallelProcess", "Pause", "PublishedCopy", "Reconciliation",
        "Referral", "ReturnAnswer", "Review",
    },
    "audits": {"Audit", "AuditGrade", "Section11Return"},
    "training": {"Booking", "Course", "CourseEvent", "EvaluationTotal", "TrainingTotal", "WorkforceTraining"},
    "reporting": {"AgencyStatement", "GlossaryTerm", "GroupReport", "Narrative", "Recipient", "Report"},
}  # fmt: skip

#: Written by the portal itself, never changed once written, or somebody's own and nobody else's business.
IMMUTABLE = {
    "partnership": {
        "ActionPlan", "CalendarLink", "ColumnChoice", "Job", "KeptText", "LastVisit", "Message", "MessageRefusal",
        "ReadEntry", "ReadLogHead", "ReleasedNumbers", "SavedView", "WorkbookUpload",
    },
    "reviews": {"ClockOverride", "ReturnMessage", "ReviewText", "SignOff", "TextComment"},
    "reporting": {"Document", "ReportFile"},
}  # fmt: skip


def models_of(app: str) -> dict[str, bool]:
    """Names of an app's own models, and whether each keeps a history."""
    kept = {}
    for model in apps.get_app_config(app).get_models():
        if not model.__name__.startswith("Historical") and not model._meta.auto_created:
            kept[model.__name__] = hasattr(model, "history")
    return kept


def test_each_model_is_classified() -> None:
    for app, mutable in MUTABLE.items():
        assert set(models_of(app)) == mutable | IMMUTABLE.get(app, set())


def test_what_people_change_keeps_its_history() -> None:
    for app, mutable in MUTABLE.items():
        assert {name for name, has_history in models_of(app).items() if has_history} == mutable
