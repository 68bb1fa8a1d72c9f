"""Makes the handlers of reporting known wherever jobs are run."""

from reporting.services import documents, reports, review_documents

__all__ = ["documents", "reports", "review_documents"]
