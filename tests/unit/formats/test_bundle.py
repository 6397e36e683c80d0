"""The bundle of all formats, and its description as an RO-Crate."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from mscgraph.errors import DataFolderError
from mscgraph.formats import bundle
from mscgraph.formats.bundle import DESCRIPTION, is_bundle, write_bundle
from mscgraph.formats.registry import FORMATS, write

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.compiled.graph import Graph
    from tests.conftest import Run

LICENCE = "https://example.org/licence"


def made(graph: Graph, folder: Path) -> dict[str, Any]:
    write_bundle(graph, folder, licence=LICENCE, date="2026-01-02")
    document = json.loads((folder / DESCRIPTION).read_bytes())
    return {item["@id"]: item for item in document["@graph"]}


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_format_is_there_and_described(tiny_graph: Graph, tmp_path: Path) -> None:
    items = made(tiny_graph, tmp_path / "bundle")
    held = files(tmp_path / "bundle")
    listed = [part["@id"] for part in items["./"]["hasPart"]]
    assert sorted(held) == sorted([*listed, DESCRIPTION])
    assert len(listed) >= len(FORMATS)
    for name in listed:
        assert items[name]["@type"] == "File"
        assert items[name]["contentSize"] == str(len(held[name]))
        assert "/" in items[name]["encodingFormat"]
    for name in ("json", "ttl", "nt", "graphml"):
        stream = BytesIO()
        write(tiny_graph, stream, fmt=name)
        assert held[f"graph.{name}"] == stream.getvalue()


def test_what_a_crate_must_say(tiny_graph: Graph, tmp_path: Path) -> None:
    items = made(tiny_graph, tmp_path / "bundle")
    about, root = items[DESCRIPTION], items["./"]
    assert about["about"] == {"@id": "./"}
    assert about["conformsTo"]["@id"].startswith("https://w3id.org/ro/crate/1.")
    assert root["@type"] == "Dataset"
    assert (root["datePublished"], root["license"]) == ("2026-01-02", {"@id": LICENCE})
    assert root["name"]
    assert "10 entities and 12 claims" in root["description"]
    links = (value["@id"] for item in items.values() for value in item.values() if "@id" in value)
    assert {link for link in links if not link.startswith("https://w3id.org/ro/")} <= set(items)


def test_the_same_graph_gives_the_same_bytes_and_replaces_them(
    tiny_graph: Graph, tmp_path: Path
) -> None:
    made(tiny_graph, tmp_path / "bundle")
    before = files(tmp_path / "bundle")
    made(tiny_graph, tmp_path / "bundle")
    assert files(tmp_path / "bundle") == before
    assert [path.name for path in tmp_path.iterdir()] == ["bundle"]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"@graph": [{"@id": "./"}]}', '{"@graph": 1}'])
def test_a_folder_of_something_else_is_left_alone(
    tiny_graph: Graph, tmp_path: Path, text: str
) -> None:
    (tmp_path / DESCRIPTION).write_text(text)
    with pytest.raises(DataFolderError, match="holds something that is no bundle"):
        made(tiny_graph, tmp_path)
    assert files(tmp_path) == {DESCRIPTION: text.encode()}


def test_a_file_of_the_user_in_a_bundle_saves_it(tiny_graph: Graph, tmp_path: Path) -> None:
    made(tiny_graph, tmp_path / "bundle")
    assert is_bundle(tmp_path / "bundle")
    (tmp_path / "bundle" / "thesis.txt").write_text("mine")
    with pytest.raises(DataFolderError, match="no bundle"):
        made(tiny_graph, tmp_path / "bundle")
    assert (tmp_path / "bundle" / "thesis.txt").read_text() == "mine"


def test_an_interrupted_build_leaves_the_old_one(
    tiny_graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tiny_graph, tmp_path / "bundle")
    before = files(tmp_path)

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(bundle, "_described", stopped)
    for name in ("bundle", "new"):
        with pytest.raises(KeyboardInterrupt):
            made(tiny_graph, tmp_path / name)
    assert files(tmp_path) == before


def test_the_command(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "bundle"
    done = run("build", "-o", str(place))
    assert done.exit_code == 2
    assert "say under which --licence" in done.stderr
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    done = run("build", "-o", str(place), "--licence", LICENCE)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.endswith("files and their description\n")
    assert '"datePublished": "1970-01-02"' in (place / DESCRIPTION).read_text()
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    done = run("build", "-o", str(place), "--store", str(tmp_path / "store"), "--licence", LICENCE)
    assert (done.exit_code, done.stderr.count("\n")) == (0, 2)
    assert '"datePublished": "20' in (place / DESCRIPTION).read_text()
    assert run("build", "-o", str(tmp_path), "--licence", LICENCE).exit_code == 3


@pytest.mark.kb_data
def test_our_own_graph_has_its_licence(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MSCGRAPH_DATA")
    assert run("build", "-o", str(tmp_path / "bundle")).exit_code == 0
    described = (tmp_path / "bundle" / DESCRIPTION).read_text()
    assert "https://creativecommons.org/licenses/by/4.0/" in described
