"""The permission matrix is committed as text, so that every change of a power is read in review."""

from pathlib import Path

from partnership.powers import printed


def test_the_printed_powers_equal_the_committed_ones() -> None:
    assert printed() == (Path(__file__).parent / "powers.txt").read_text(encoding="utf-8")
