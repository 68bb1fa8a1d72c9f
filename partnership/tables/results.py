"""What actions led to."""

from partnership.registers.tables import Name, Plain, Reference, RegisterTable


class ResultTable(RegisterTable):
    """The list: of a restricted plan the action's reference and the kind of result."""

    kind = Name("kind", "What it led to", second="action__plan__record")
    what = Plain("what", "What changed", second="record")
    action = Reference("action__reference", "Action", sort="action__reference_key")

    class Meta:
        order_by = "action"


class ActionResultTable(RegisterTable):
    """On the page of the action itself."""

    kind = Name("kind", "What it led to")
    what = Plain("what", "What changed", neutral=True)
    record = Plain("record", "On record", neutral=True)


class CameFromTable(RegisterTable):
    """On the page of a policy, a course or an audit: whose action led to it, by its neutral name."""

    kind = Name("kind", "Result")
    source = Plain("action__plan__record", "Came from", neutral=True)
    action = Reference("action__reference", "Action")
