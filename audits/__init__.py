"""Multi-agency audits and section 11 self-assessment."""
