"""What is made from the data or the program is fresh: run the tool and nothing changes."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from mscgraph.formats.sssom import sssom
from mscgraph.kb.load import load
from tests.conftest import ROOT
from tools import corpus, generate, ontology_page, readme

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.kb.load import KnowledgeBase

TOOLS = ("readme", "corpus", "generate", "ontology_page", "messages")


@pytest.mark.kb_data
@pytest.mark.parametrize("name", TOOLS)
def test_fresh(name: str) -> None:
    done = subprocess.run(
        [sys.executable, f"tools/{name}.py", "--check"],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        timeout=300,
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_the_ontology_the_shapes_and_the_mappings_are_generated() -> None:
    made = {f"ontology/{name}" for name in ("mscgraph.ttl", "shapes.ttl", "mappings.sssom.tsv")}
    assert made <= set(generate.FILES)


@pytest.mark.kb_data
def test_the_mappings_on_disk_are_those_of_the_writer(real_kb: KnowledgeBase) -> None:
    held = (ROOT / "ontology" / "mappings.sssom.tsv").read_bytes()
    assert held == sssom(real_kb).encode()


def test_a_stale_file_is_named_and_left_alone(
    tiny_root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The comparison bites: a check that never fails would keep nothing fresh."""
    (tmp_path / "ontology").mkdir()
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    monkeypatch.setattr(generate, "load", lambda _root: load(tiny_root))
    monkeypatch.setattr(generate, "FILES", {"ontology/mappings.sssom.tsv": sssom})
    path = tmp_path / "ontology" / "mappings.sssom.tsv"
    assert generate.main(["--check"]) == 1
    assert not path.exists()
    assert generate.main([]) == 0
    assert generate.main(["--check"]) == 0
    path.write_bytes(path.read_bytes() + b"\n")
    capsys.readouterr()
    assert generate.main(["--check"]) == 1
    assert "mappings.sssom.tsv is stale" in capsys.readouterr().out
    assert path.read_bytes().endswith(b"\n\n")


def test_a_stale_report_is_named_and_left_alone(
    tiny_kb: KnowledgeBase,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "docs").mkdir()
    monkeypatch.setattr(corpus, "ROOT", tmp_path)
    monkeypatch.setattr("mscgraph.load", lambda _root: tiny_kb)
    assert corpus.main(["--check"]) == 1
    assert not list((tmp_path / "docs").iterdir())
    assert corpus.main([]) == 0
    assert corpus.main(["--check"]) == 0
    path = tmp_path / "docs" / "corpus.zh.md"
    path.write_text(path.read_text("utf-8").replace("语料", "材料"), "utf-8")
    capsys.readouterr()
    assert corpus.main(["--check"]) == 1
    assert capsys.readouterr().out == "docs/corpus.zh.md is stale; run: python tools/corpus.py\n"


@pytest.mark.kb_data
def test_no_two_rows_of_the_audit_in_the_report_are_alike(real_kb: KnowledgeBase) -> None:
    for lang in corpus.FILES:
        rows = corpus.report(real_kb, lang).splitlines()
        heads = [n for n, row in enumerate(rows) if row.startswith("|---")]
        audit = rows[heads[-1] + 1 :]
        assert audit
        assert len(set(audit)) == len(audit)


def test_a_stale_page_of_the_ontology_is_named_and_left_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "docs").mkdir()
    for name in ("ontology", "docs/ontology.md"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.setattr(ontology_page, "ROOT", tmp_path)
    assert ontology_page.main(["--check"]) == 0
    path = tmp_path / "docs" / "ontology.md"
    old = path.read_text("utf-8").replace("a sign that is a word", "a sign")
    path.unlink()
    path.write_text(old, "utf-8")
    assert ontology_page.main(["--check"]) == 1
    assert "run: python tools/ontology_page.py" in capsys.readouterr().out
    assert path.read_text("utf-8") == old
    assert ontology_page.main([]) == 0
    assert path.read_text("utf-8") == (ROOT / "docs" / "ontology.md").read_text("utf-8")


def test_a_stale_readme_is_named_and_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(readme, "ROOT", tmp_path)
    monkeypatch.setattr(readme, "shown", lambda command: f"$ {readme.as_typed(command)}\n")
    paths = [tmp_path / name for name in readme.FILES]
    old = f"# name\n\n{readme.BEGIN}\nold\n{readme.END}\n\nthe rest\n"
    for path in paths:
        path.write_text(old, "utf-8")
    assert readme.main(["--check"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in said] == ["README.md", "README.zh.md"]
    assert all(line.endswith("run: python tools/readme.py") for line in said)
    assert [path.read_text("utf-8") for path in paths] == [old, old]
    assert readme.main([]) == 0
    english, chinese = (f"$ {readme.as_typed(c)}\n" for c in (readme.ENGLISH, readme.CHINESE))
    assert [path.read_text("utf-8") for path in paths] == [
        old.replace("old\n", f"```\n{english}\n{chinese}```\n"),
        old.replace("old\n", f"```\n{chinese}\n{english}```\n"),
    ]
    assert readme.main(["--check"]) == 0
