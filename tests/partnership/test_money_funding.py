"""The funding formula: shared out to the penny, and only where the shares make 100 %."""

from decimal import Decimal

import pytest

from partnership.funding import off_by_words, shared_out


def parts(amount: str, *shares: str) -> list[Decimal]:
    return list(shared_out(Decimal(amount), {number: Decimal(share) for number, share in enumerate(shares)}).values())


@pytest.mark.parametrize(
    ("amount", "shares", "expected"),
    [
        ("100.00", ("50", "30", "20"), ["50.00", "30.00", "20.00"]),
        ("100.00", ("33.33", "33.33", "33.34"), ["33.33", "33.33", "33.34"]),
        ("0.01", ("50", "50"), ["0.01", "0.00"]),
        ("0.03", ("50", "50"), ["0.02", "0.01"]),
        ("10.00", ("33.33", "33.33", "33.34"), ["3.33", "3.33", "3.34"]),
        ("28706.49", ("45.5", "33.25", "21.25"), ["13061.45", "9544.91", "6100.13"]),
        ("1000000.01", ("12.5", "12.5", "75"), ["125000.00", "125000.00", "750000.01"]),
    ],
)
def test_a_total_is_shared_out_to_the_penny(amount: str, shares: tuple[str, ...], expected: list[str]) -> None:
    assert parts(amount, *shares) == [Decimal(one) for one in expected]


def test_the_parts_make_exactly_the_total() -> None:
    shares = [Decimal(n) for n in (17, 13, 11, 7, 5, 3, 2, 1)]
    shares += [Decimal("20.55"), Decimal("20.45")]
    for pence in range(1, 2000, 37):
        amount = Decimal(pence) / 100
        found = shared_out(amount, dict(enumerate(shares)))
        exact = [amount * share / 100 for share in shares]
        assert sum(found.values()) == amount
        assert all(abs(part - wanted) < Decimal("0.01") for part, wanted in zip(found.values(), exact, strict=True))


def test_shares_that_do_not_make_the_whole_are_refused() -> None:
    with pytest.raises(ValueError, match=r"99\.9"):
        parts("100", "99.9")


@pytest.mark.parametrize(
    ("total", "words"),
    [
        ("100.00", ""),
        ("98.50", "The shares make 98.5 %, 1.5 % short. They have to make exactly 100 %"),
        ("110", "The shares make 110 %, 10 % too much. They have to make exactly 100 %"),
        ("99.99", "The shares make 99.99 %, 0.01 % short. They have to make exactly 100 %"),
    ],
)
def test_shares_say_by_how_much_they_miss(total: str, words: str) -> None:
    assert off_by_words(Decimal(total)) == words
