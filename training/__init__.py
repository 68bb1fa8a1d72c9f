"""Multi-agency training: courses, events, bookings, evaluation, and agencies' own workforce training."""
