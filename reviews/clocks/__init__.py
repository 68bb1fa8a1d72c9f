"""Clocks of a review: `clock` how long one has run and what is left, `days` how they are counted, `words`, `bar`."""

from reviews.clocks.clock import Clock, ClockState, clock_of

__all__ = ["Clock", "ClockState", "clock_of"]
