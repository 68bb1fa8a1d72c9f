"""Makes the handlers of reporting known wherever jobs are run."""

from reporting.services import reports

__all__ = ["reports"]
