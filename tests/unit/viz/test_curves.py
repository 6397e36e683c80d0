from __future__ import annotations

from itertools import combinations

from mscgraph.viz.curves import BENDS, curve, fan_out, pass_by

PLACES = {"a": (0, 0), "b": (400, 0), "m": (200, 0), "up": (0, 300)}
SIZES = dict.fromkeys(PLACES, (80, 40))


def test_a_line_without_bend_is_straight() -> None:
    assert all(y == 0 for _, y in ((x, round(y, 6)) for x, y in curve((0, 0), (100, 0), 0.0)))


def test_a_line_turns_to_one_side_or_the_other() -> None:
    one = list(curve((0, 0), (100, 0), 0.4))[15]
    two = list(curve((0, 0), (100, 0), -0.4))[15]

    assert one[1] < -5 < 5 < two[1]


def test_parallel_lines_never_lie_upon_one_another() -> None:
    arcs = [("a", "b"), ("b", "a"), ("a", "b")]
    for courses in (fan_out(arcs, PLACES), pass_by(arcs, [(10, 10)] * 3, PLACES, SIZES)):
        middles = [
            list(curve(PLACES[source], PLACES[target], course.bend))[15]
            for (source, target), course in zip(arcs, courses, strict=True)
        ]
        for one, two in combinations(middles, 2):
            assert abs(one[1] - two[1]) > 10


def test_a_line_passes_beside_a_card_that_stands_in_its_way() -> None:
    (course,) = pass_by([("a", "b")], [(40, 14)], PLACES, SIZES)

    assert course.bend != 0
    assert all(
        not (160 < x < 240 and -20 < y < 20)
        for x, y in curve(PLACES["a"], PLACES["b"], course.bend)
    )


def test_a_line_within_a_column_is_bent() -> None:
    (course,) = fan_out([("a", "up")], PLACES)

    assert course.bend != 0


def test_more_lines_than_bends_are_still_drawn() -> None:
    count = len(BENDS) + 3
    arcs = [("a", "up")] * count

    assert len(pass_by(arcs, [(10, 10)] * count, PLACES, SIZES)) == count


def test_touching_cards_and_self_loops_have_a_course() -> None:
    places = {"a": (0, 0), "b": (10, 0)}

    courses = pass_by([("a", "b"), ("a", "a")], [(9, 9)] * 2, places, dict.fromkeys("ab", (80, 40)))

    assert [course.spot for course in courses] == [0.5, 0.5]
