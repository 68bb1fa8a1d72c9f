"""The audits of a year: what was looked at, how it was graded, what was found, and what is owed for it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch

from audits.enums import AuditKind, AuditStatus, Grade
from audits.models import Audit, AuditGrade
from partnership.models import Board, Group
from partnership.principals import Principal
from partnership.selectors.actions import Work, work_of
from partnership.selectors.carried_over import CarriedOver, carried_over
from partnership.selectors.in_year import lies_in


@dataclass(frozen=True)
class Grades:
    """How many grades of each point were given: by the agencies themselves, and overall after moderation.

    Counts of grades, never of children; no case, agency or comment is told.
    """

    moderated: Counter[Grade]
    own: Counter[Grade]


@dataclass(frozen=True)
class AuditView:
    """An audit. `led_by` is the group or agency that made it; `state` is None where nobody said, as on the last day
    of the year."""

    title: str
    kind: AuditKind
    theme: str
    led_by: str
    state: AuditStatus | None
    completed_on: date | None
    cases: int | None
    escalated_cases: int | None
    method: str
    strengths: tuple[str, ...]
    areas_for_improvement: tuple[str, ...]
    impact: str
    grades: Grades
    work: Work


def audits_in_year(*, board: Board, start: date, end: date, principal: Principal) -> tuple[AuditView, ...]:
    """Audits started or completed between `start` and `end`, or without any date.

    At most seven queries, whatever the number of audits; one where there is none.
    """
    audits = [
        audit
        for audit in Audit.objects.visible_to(principal)
        .filter(boards=board)
        .select_related("agency")
        .prefetch_related(Prefetch("lead_group", Group.objects.visible_to(principal)))
        .order_by("pk")
        if _is_of_year(audit, start, end)
    ]
    if not audits:
        return ()
    keys = [audit.pk for audit in audits]
    grades = _grades_of(keys, principal)
    work = work_of(records=keys, start=start, end=end, principal=principal)
    return tuple(_audit(audit, grades[audit.pk], work[audit.pk], end) for audit in audits)


def owed_on_earlier_audits(*, board: Board, start: date, end: date, principal: Principal) -> tuple[CarriedOver, ...]:
    """What audits that began before `start` and are not of the year still owe. At most four queries."""
    names = {
        audit.pk: f"the audit “{audit.title}”"
        for audit in Audit.objects.visible_to(principal).filter(boards=board).order_by("pk")
        if not _is_of_year(audit, start, end) and lies_in(date.min, start, audit.started_on, audit.completed_on)
    }
    return carried_over(records=names, start=start, end=end, principal=principal)


def _is_of_year(audit: Audit, start: date, end: date) -> bool:
    dated = bool(audit.started_on or audit.completed_on)
    return not dated or lies_in(start, end, audit.started_on, audit.completed_on)


def _grades_of(audits: Iterable[int], principal: Principal) -> Mapping[int, Grades]:
    found: dict[int, Grades] = defaultdict(lambda: Grades(Counter(), Counter()))
    counted = (
        AuditGrade.objects.visible_to(principal)
        .filter(audit__in=audits)
        .order_by()
        .values_list("audit", "grade", "agency")
        .annotate(Count("pk"))
    )
    for audit, grade, agency, count in counted:
        grades = found[audit].own if agency else found[audit].moderated
        grades[Grade(grade)] += count
    return found


def _audit(audit: Audit, grades: Grades, work: Work, end: date) -> AuditView:
    completed_later = audit.completed_on is not None and audit.completed_on > end
    state = AuditStatus.IN_PROGRESS if completed_later else AuditStatus(audit.state) if audit.state else None
    group = audit.lead_group.title if audit.lead_group else ""
    return AuditView(
        title=audit.title,
        kind=AuditKind(audit.audit_kind),
        theme=audit.theme,
        led_by=", ".join(part for part in (audit.agency.name if audit.agency else "", group) if part),
        state=state,
        completed_on=None if completed_later else audit.completed_on,
        cases=audit.cases,
        escalated_cases=audit.escalated_cases,
        method=audit.method,
        strengths=tuple(audit.strengths),
        areas_for_improvement=tuple(audit.areas_for_improvement),
        impact=audit.impact,
        grades=grades,
        work=work,
    )
