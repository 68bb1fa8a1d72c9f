"""Policies and inspections, under the rules of their dates."""

from partnership.faults import inspection_faults, policy_faults
from partnership.services.ruled import Ruled

POLICIES = Ruled(policy_faults)
INSPECTIONS = Ruled(inspection_faults)
