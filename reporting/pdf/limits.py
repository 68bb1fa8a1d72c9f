"""What both sides of the laying-out process agree on: its limits and the codes with which it ends."""

import resource

SCHEME = "rp:"  # under which a report names our fonts and symbols
LONGEST_HTML = 12_000_000  # characters
MEMORY = 2**30  # address space in bytes; a report of 110 pages takes a third of it
# Deeper and wider than any page of ours, and far from where the layout engine overflows or never ends.
DEEPEST = 60
WIDEST = 60

REFUSED = 3
TOO_COMPLEX = 4
NO_FONTS = 5


def limit_self(seconds: int) -> None:
    """Hold this process to so much memory and so many seconds of work; nothing of it is left behind if it dies."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
