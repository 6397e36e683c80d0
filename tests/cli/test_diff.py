"""mscgraph diff: by claim, between folders and revisions."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from mscgraph.cli.cmd_diff import _ZH, COLUMNS
from mscgraph.cli.parts import part_label
from mscgraph.kb.diff import PARTS
from tests.builders import CLAIMS_2021, PULP, REFERENCES, TNF, Folder, claim, reference, tiny

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run


def later() -> Folder:
    """The tiny folder after an afternoon's work."""
    folder = tiny()
    folder.files[CLAIMS_2021].pop(1)
    folder.claims(claim("rev2020-020", PULP, "affects", TNF, negated="true"))
    folder.item("rev2020-004")["note"] = "seen again"
    folder.item("rev2020-006").update(status="retracted", reason="a slip of ours")
    folder.item(TNF)["label"] = {"en": "TNF-α", "zh-Hans": "肿瘤坏死因子α"}
    folder.files[REFERENCES].append(reference("zahn2019"))
    folder.files["graphs/mechanisms.yaml"][0]["kind"] = "review_synthesis"
    return folder


@pytest.fixture
def after(tmp_path: Path) -> str:
    return str(later().write(tmp_path / "after"))


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_two_folders(run: Run, tiny_root: Path, after: str) -> None:
    done = run("diff", str(tiny_root), after)
    assert done.exit_code == 0
    assert rows(done.stdout) == [
        list(COLUMNS),
        ["rev2020-004", "claims", "changed", "note", "swelling increases knee fog"],
        ["rev2020-006", "claims", "retracted", "status|reason", "fat stem cell decreases TNF-α"],
        ["rev2020-020", "claims", "added", "", "not pulp stem cell affects TNF-α"],
        ["rev2021-002", "claims", "removed", "", "TNF-α binds KLOT"],
        ["HGNC:11892", "entities", "changed", "label", "TNF-α"],
        ["zahn2019", "references", "added", "", "On zahn2019"],
        ["rev2020-glow", "mechanisms", "changed", "kind", "Pulp stem cells calm swelling by GLOW"],
    ]
    assert done.stderr == (
        "1 claims added, 1 claims changed, 1 claims removed, 1 claims retracted, "
        "1 entities changed, 1 mechanisms changed, 1 references added\n"
    )


def test_in_chinese(run: Run, tiny_root: Path, after: str) -> None:
    done = run("diff", str(tiny_root), after, "--lang", "zh")
    assert "HGNC:11892\tentities\tchanged\tlabel\t肿瘤坏死因子α\n" in done.stdout
    assert done.stderr.startswith(
        "1 个论断 新增, 1 个论断 更改, 1 个论断 删除, 1 个论断 撤回, 1 个实体 更改"
    )
    same = run("diff", str(tiny_root), str(tiny_root), "--lang", "zh")
    assert (same.exit_code, same.stderr) == (0, "没有差别\n")


def test_every_part_and_kind_has_a_chinese_word() -> None:
    assert set(_ZH) == {"added", "changed", "retracted", "removed", "no difference"}
    assert all(part_label(part, "zh-Hans") != part for part in PARTS)


def test_json_holds_both_states(run: Run, tiny_root: Path, after: str) -> None:
    changed, _, added, removed, *_ = json.loads(
        run("diff", str(tiny_root), after, "-f", "json").stdout
    )
    assert (changed["before"]["note"], changed["after"]["note"]) == ("", "seen again")
    assert (added["before"], added["after"]["id"]) == (None, "rev2020-020")
    assert (removed["before"]["id"], removed["after"]) == ("rev2021-002", None)


def test_the_second_state_is_by_default_that_of_the_data(
    run: Run, tiny_root: Path, after: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # which is no data folder
    done = run("diff", after)
    assert done.exit_code == 0, done.stderr
    assert "rev2020-020\tclaims\tremoved" in done.stdout
    named = run("diff", str(tiny_root), "--data", after)
    assert "rev2020-020\tclaims\tadded" in named.stdout


def test_no_difference(run: Run, tiny_root: Path) -> None:
    done = run("diff", str(tiny_root))
    assert (done.exit_code, done.stdout) == (0, "\t".join(COLUMNS) + "\n")
    assert done.stderr == "no difference\n"


def test_a_revision(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git = shutil.which("git")
    if git is None:
        pytest.skip("git is not installed")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    root = tiny().write(tmp_path / "data")
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    for words in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "data")):
        subprocess.run([git, *identity, *words], cwd=root, check=True, capture_output=True)
    later().write(root)
    done = run("diff", "HEAD", "--data", str(root))
    assert done.exit_code == 0, done.stderr
    assert "rev2020-006\tclaims\tretracted" in done.stdout
    none = run("diff", "nonsense", "--data", str(root))
    assert (none.exit_code, none.stdout) == (3, "")
    assert none.stderr.startswith("mscgraph: nonsense: neither a folder nor a git revision")


def test_usage(run: Run) -> None:
    assert run("diff").exit_code == 2
