"""Makes the handlers of reporting known wherever jobs are run."""

from reporting.services import documents, reports

__all__ = ["documents", "reports"]
