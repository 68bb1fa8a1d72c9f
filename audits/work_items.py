"""What audits ask of people."""

from collections.abc import Iterator
from datetime import date

from audits.enums import AuditStatus
from audits.marks import audit_mark
from audits.models import Audit
from partnership import registry
from partnership.principals import Principal
from partnership.registers.parts import Link
from partnership.registers.rows import neutral_name
from partnership.registry import WorkItem
from partnership.selectors.asked import MOST
from partnership.selectors.deadlines import answered_for
from partnership.work_items import restriction_of


def audits_asked(principal: Principal, today: date) -> Iterator[WorkItem]:
    """Audits under way, of those who answer for them: the lead group, the agency audited, the business unit."""
    under_way = Audit.objects.visible_to(principal).filter(status=AuditStatus.IN_PROGRESS)
    for audit in answered_for(principal, under_way).order_by("started_on", "pk")[:MOST]:
        yield WorkItem(
            due_on=None,
            title=Link(f"Finish the audit: {neutral_name(audit)}", registry.url_of(audit)),
            kind="Audit",
            second=f"Since {audit.started_on:%-d %B %Y}" if audit.started_on else "",
            mark=audit_mark(audit),
            restriction=restriction_of(audit),
        )
