import random

import pytest

from partnership.disclosure import FEWEST_VALUES, MARK, ReleasedCount, protect

MOST = 110  # people in a table of these tests
HIDDEN = ReleasedCount(None, MARK)


def shown(*counts):
    return [ReleasedCount(count) for count in counts]


def rounded(*counts):
    return [ReleasedCount(count, rounded=True) for count in counts]


def release(*counts, total="sum", overlapping=False):
    """Release a table whose cells are called by their places."""
    if total == "sum":
        total = sum(count or 0 for count in counts)
    return protect(dict(enumerate(counts)), total, overlapping=overlapping)


def printed(table):
    return [*table.cells.values(), table.total]


def readings(count, total_is_exact):
    """All that one printed number can mean to a reader who knows the rules, for tables of up to MOST people."""
    if count.rounded:
        return {value for value in range(MOST + 1) if (value + 2) // 5 * 5 == count.value}
    if count.mark:
        return set(range(1, MOST + 1 if total_is_exact else 5))
    return {count.value}


def solve(table):
    """Work out by trying, not by formula, which values of each cell agree with every number that is printed."""
    exact = table.total is not None and table.total.exact
    cells = {key: readings(count, exact) for key, count in table.cells.items()} | {"rest": readings(table.rest, exact)}
    if table.total is None:
        totals = set(range(MOST + 1))
    else:
        totals = {1, 2, 3, 4} if table.total.mark else readings(table.total, exact)
    solved = {}
    for key in table.cells:
        sums = {0}
        for other in cells:
            if other != key:
                sums = {so_far + value for so_far in sums for value in cells[other] if so_far + value <= MOST}
        solved[key] = {value for value in cells[key] if any(whole - value in sums for whole in totals)}
    return solved


def test_protect_table_without_small_numbers_prints_all():
    assert printed(release(12, 0, 5)) == shown(12, 0, 5, 17)


def test_protect_without_total_hides_small_numbers_alone():
    table = release(12, 0, 5, 4, 1, total=None)
    assert list(table.cells.values()) == [*shown(12, 0, 5), HIDDEN, HIDDEN]
    assert table.total is None


def test_protect_hides_further_cells_where_the_total_would_tell():
    assert printed(release(3, 20, 8, 11)) == [HIDDEN, *shown(20, 8), HIDDEN, *shown(42)]


def test_protect_hides_as_many_cells_as_are_needed():
    # With 1 and 5 alone, a reader who knows the rule has 6 = 1 + 5 and nothing else.
    assert printed(release(1, 30, 9, 5)) == [HIDDEN, *shown(30), HIDDEN, HIDDEN, *shown(45)]


def test_protect_several_small_numbers_may_protect_each_other():
    assert printed(release(2, 3, 2, 30)) == [HIDDEN, HIDDEN, HIDDEN, *shown(30, 37)]


def test_protect_rounds_all_where_hiding_cannot_protect():
    assert printed(release(4, 4, 0)) == rounded(5, 5, 0, 10)
    assert printed(release(1, 5)) == rounded(0, 5, 5)


def test_protect_small_total_is_hidden_too():
    assert printed(release(1, 2, 0)) == [HIDDEN, HIDDEN, *shown(0), HIDDEN]


def test_protect_withholds_the_total_where_it_would_undo_the_rounding():
    # 0 to 2 named here and 3 to 7 elsewhere cannot come to 8 to 12 unless at least one is named here.
    assert printed(release(2, total=9)) == [*rounded(0), None]
    assert printed(release(3, 4)) == [*rounded(5, 5), None]


def test_protect_counts_those_whom_no_cell_names():
    # 138 of 140 are named: that two are not is a small number, so one cell more is hidden.
    table = release(55, 22, 35, 9, 17, total=140)
    assert printed(table) == [*shown(55, 22, 35, 9), HIDDEN, *shown(140)]
    assert table.rest == HIDDEN


def test_protect_missing_count_stays_missing():
    assert printed(release(None, 7, 8)) == [ReleasedCount(None), *shown(7, 8, 15)]


@pytest.mark.parametrize("overlapping", [True, False])
def test_protect_overlapping_cells_one_by_one(overlapping):
    # 38 of 40 tells of two people as plainly as 2 of 40 does.
    table = release(38, 2, 20, 40, 0, total=40, overlapping=overlapping)
    assert printed(table) == [HIDDEN, HIDDEN, *shown(20, 40, 0, 40)]
    assert table.rest is None


def test_protect_overlapping_cells_of_a_small_total():
    table = release(3, 3, 0, total=3, overlapping=True)
    assert printed(table) == [HIDDEN, HIDDEN, *shown(0), HIDDEN]


def test_may_derive_only_from_numbers_that_are_printed_exactly():
    hidden, whole = release(3, 20, 8), release(10, 20)
    rounded_table, without_total = release(4, 4, 0), release(10, total=None)
    assert [hidden.may_derive(0), hidden.may_derive(1), hidden.may_derive(2)] == [False, True, False]
    assert [whole.may_derive(0), rounded_table.may_derive(0), without_total.may_derive(0)] == [True, False, False]


def test_protect_periods_side_by_side_each_by_its_own_total():
    periods = {"2016-17": {"Boys": 3, "Girls": 8}, "2017-18": {"Boys": 9, "Girls": 7}}
    tables = {period: protect(cells, sum(cells.values())) for period, cells in periods.items()}
    assert printed(tables["2016-17"]) == [HIDDEN, HIDDEN, *shown(11)]
    assert printed(tables["2017-18"]) == shown(9, 7, 16)


def random_tables(count):
    """Tables of one to eight cells, mostly small, every third with people whom no cell names."""
    chance = random.Random(20180331)
    for number in range(count):
        largest = chance.choice([2, 4, 6, 12])
        counts = [chance.randint(0, largest) for _ in range(chance.randint(1, 8))]
        yield counts, sum(counts) + (chance.randint(1, 8) if number % 3 == 0 else 0)


def test_protect_random_tables_leave_each_small_number_enough_values():
    for counts, total in random_tables(1000):
        table = release(*counts, total=total)
        for key, values in solve(table).items():
            assert counts[key] in values, (counts, total)
            if 0 < counts[key] < 5:
                assert len(values) >= FEWEST_VALUES, (counts, total)


def test_protect_random_tables_print_no_small_number():
    for counts, total in random_tables(1000):
        table = release(*counts, total=total)
        assert [count for count in printed(table) if count and count.value and count.value < 5] == []


def test_protect_choice_of_further_cells_does_not_depend_on_their_size():
    smaller, larger = release(3, 9, 11), release(3, 11, 9)
    assert (printed(smaller), printed(larger)) == (
        [HIDDEN, *shown(9), HIDDEN, *shown(23)],
        [HIDDEN, *shown(11), HIDDEN, *shown(23)],
    )


def test_solver_finds_what_hiding_one_cell_gives_away():
    table = release(3, 20)
    naive = type(table)({0: HIDDEN, 1: ReleasedCount(20)}, ReleasedCount(23), ReleasedCount(0))
    assert solve(naive)[0] == {3}
