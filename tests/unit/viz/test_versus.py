from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mscgraph.errors import NotFoundError
from mscgraph.viz import versus
from mscgraph.viz.versus import compare
from tests.builders import FAT, FOG, KLOT, MSC, PULP, SWELLING, TNF, claim, evidence, tiny

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.compiled.graph import Graph


def test_sets_two_sources_left_and_common_ends_right(tiny_graph: Graph) -> None:
    found = compare(tiny_graph, "PSC", "fat stem cell")

    columns = dict(found.columns)
    assert found.view == "compare"
    assert found.lefts == (PULP, FAT)
    assert [columns[curie] for curie in (PULP, FAT, KLOT, TNF, FOG)] == [0, 0, 1, 1, 2]
    assert found.groups[0] == (("Claims of both (1)", "两者均有论断(1)"), (FOG,))
    assert [ids for _, ids in found.groups[1:]] == [(KLOT,), (TNF,)]


def test_draws_what_leads_on_to_a_common_end(tmp_path: Path) -> None:
    folder = tiny()
    folder.claims(claim("rev2020-050", KLOT, "decreases", FOG, evidence("bolt2011")))
    found = compare(folder.graph(tmp_path), "PSC", "fat stem cell")

    assert (KLOT, FOG) in {(link.key.source, link.key.target) for link in found.links}


def test_a_class_stands_for_all_below_it(tiny_graph: Graph) -> None:
    found = compare(tiny_graph, "MSC", "TNF")

    sources = {link.key.source for link in found.links}
    assert MSC in sources
    assert PULP not in sources


def test_names_what_there_is_no_room_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versus, "OWN", 0)
    folder = tiny()
    folder.claims(claim("rev2020-051", PULP, "decreases", SWELLING, evidence("bolt2011")))
    found = compare(folder.graph(tmp_path), "PSC", "fat stem cell")

    assert found.notes[0][0].startswith("Not drawn, only pulp stem cell: ")
    assert "swelling" in found.notes[0][0]
    assert found.entities == tuple(sorted((PULP, FAT, FOG)))


def test_declines_to_compare_a_thing_with_itself(tiny_graph: Graph) -> None:
    with pytest.raises(NotFoundError, match="second entity to compare"):
        compare(tiny_graph, "PSC", "pulp stem cell")
