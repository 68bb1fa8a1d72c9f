"""What the ground floor asks of people: one module a matter, `sources` in which order, `parts` what lines share."""

from partnership.work_items.parts import late_or, restriction_of

__all__ = ["late_or", "restriction_of"]
