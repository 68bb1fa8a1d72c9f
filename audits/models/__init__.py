"""Models of audits and section 11 returns."""

from audits.models.audits import Audit, AuditGrade
from audits.models.section11 import Section11Return

__all__ = ["Audit", "AuditGrade", "Section11Return"]
