"""What cannot be so in the registers, for forms and services alike: the field, and what to do about it.

Each rule takes the values of a row by attribute, those that are not known left out or None.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from partnership.enums import OpenStatus

Values = Mapping[str, Any]
Faults = Iterator[tuple[str, str]]
Rule = Callable[[Values], Faults]


def risk_faults(values: Values) -> Faults:
    """Closing date and status agree; a target is whole."""
    yield from _closing(values, "opened_on", "opened")
    if (values.get("target_likelihood") is None) != (values.get("target_impact") is None):
        missing = "target_impact" if values.get("target_impact") is None else "target_likelihood"
        yield missing, "Give the target both a likelihood and an impact, or neither"


def challenge_faults(values: Values) -> Faults:
    """Closing date and status agree."""
    yield from _closing(values, "raised_on", "raised")


def escalation_faults(values: Values) -> Faults:
    """Two agencies, dates in order, and an outcome of what is resolved."""
    raised_by, with_agency = values.get("raised_by"), values.get("with_agency")
    if raised_by and raised_by == with_agency:
        yield "with_agency", "Choose another agency: nobody disagrees with itself under this policy"
    yield from _in_order(values, "raised_on", "stage_since", "It cannot be at this stage since before it was raised")
    yield from _in_order(values, "raised_on", "resolved_on", "It cannot be resolved before it was raised")
    if values.get("resolved_on") and not values.get("outcome"):
        yield "outcome", "Say how it was resolved"
    if values.get("outcome") and not values.get("resolved_on"):
        yield "resolved_on", "Type the date on which it was resolved"


def policy_faults(values: Values) -> Faults:
    """A review comes after the approval."""
    yield from _in_order(values, "approved_on", "review_on", "The review cannot be due before the policy was approved")


def inspection_faults(values: Values) -> Faults:
    """Published after it was made."""
    yield from _in_order(values, "inspected_on", "published_on", "It cannot be published before it was made")


def contribution_faults(values: Values) -> Faults:
    """An agency or another budget holder, and not both."""
    agency, holder = values.get("agency"), values.get("holder")
    if not agency and not holder:
        yield "agency", "Choose the agency, or type the name of another budget holder"
    if agency and holder:
        yield "holder", "Choose the agency or type a name, not both"


def indicator_value_faults(values: Values) -> Faults:
    """A value, or the numerator that it is computed from; nothing is divided by nought."""
    if values.get("value") is None and values.get("numerator") is None:
        yield "value", "Type a value, or a numerator and a denominator"
    if values.get("denominator") == 0:
        yield "denominator", "The denominator cannot be 0. Leave it blank where nobody was counted"
    if values.get("denominator") is not None and values.get("numerator") is None:
        yield "numerator", "Type the numerator that goes with this denominator"


def no_faults(values: Values) -> Faults:
    """The rule of what can be anything."""
    yield from ()


def _closing(values: Values, begun: str, word: str) -> Faults:
    closed_on, is_closed = values.get("closed_on"), values.get("status") == OpenStatus.CLOSED
    if is_closed and not closed_on:
        yield "closed_on", "Type the date on which it was closed"
    if closed_on and not is_closed:
        yield "status", "It has a closing date, so choose Closed, or take the date away"
    yield from _in_order(values, begun, "closed_on", f"It cannot be closed before it was {word}")


def _in_order(values: Values, first: str, last: str, sentence: str) -> Faults:
    if values.get(first) and values.get(last) and values[first] > values[last]:
        yield last, sentence
