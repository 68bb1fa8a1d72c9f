"""A log of many actions: what the benchmark and the slow tests of lists and exports are timed on."""

from datetime import timedelta

from django.utils import timezone

from partnership.models import Action
from tests.factories.partnership import ActionPlanFactory, AgencyFactory, BoardFactory, PriorityFactory

PROGRESS = "The protocol is written, three agencies have agreed it and two are still to answer. " * 4
PLANS = 300


def fill_action_log(count: int, first: int = 0) -> None:
    """That many actions of 20 agencies in the plans of 300 priorities, half of them open, numbered from `first`."""
    today = timezone.localdate()
    board = BoardFactory()
    agencies = [AgencyFactory() for _ in range(20)]
    plans = [ActionPlanFactory(record=PriorityFactory(board=board)) for _ in range(min(PLANS, count))]
    Action.objects.bulk_create(
        (
            Action(
                reference=f"ACT-{number:05}",
                reference_key=f"act-{number:05}",
                plan=plans[number % len(plans)],
                title=f"Agree step {number} of the protocol with every agency that refers families",
                agency=agencies[number % len(agencies)],
                owner=f"Owner {number % 97}",
                due_on=today + timedelta(days=number * 7 % 700 - 500),
                status="in_progress" if number % 2 else "complete",
                completed_on=None if number % 2 else today - timedelta(days=number % 500),
                at_risk=number % 11 == 0,
                progress=PROGRESS,
            )
            for number in range(first, first + count)
        ),
        batch_size=1000,
    )
