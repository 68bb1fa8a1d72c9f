"""Contributions, one by one, under their rule."""

from partnership.faults import contribution_faults
from partnership.services.ruled import Ruled

CONTRIBUTIONS = Ruled(contribution_faults)
