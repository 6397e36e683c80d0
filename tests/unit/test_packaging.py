"""The files that build, lock and describe the project agree with each other."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools import demo, environment, gate, hatch_build

ROOT = Path(__file__).parents[2]
LOCKS = ("run", "test", "validators", "sources", "benchmarks", "lock")


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def group(name: str) -> list[Requirement]:
    items = project()["dependency-groups"][name]
    included = [r for item in items if isinstance(item, dict) for r in group(item["include-group"])]
    return [*included, *(Requirement(item) for item in items if isinstance(item, str))]


def blocks(name: str) -> list[str]:
    """Give the locked packages, each as one line with its hashes and without comments."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    lines = re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE)
    return lines.replace("\\\n", "").splitlines()


def pins(name: str) -> dict[tuple[str, str], Requirement]:
    found = (Requirement(block.partition(" --hash")[0]) for block in blocks(name))
    return {(canonicalize_name(r.name), str(r.specifier)): r for r in found}


@pytest.mark.parametrize("name", LOCKS)
def test_lock_names_no_place_to_fetch_from(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    options = [line for line in text.splitlines() if re.match(r"\s*-(?!-hash=)", line)]
    assert options == []
    assert "://" not in text
    assert " @ " not in text


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_a_version_and_hashes(name: str) -> None:
    assert blocks(name)
    for block in blocks(name):
        assert re.match(r"[a-z0-9-]+==[^ ]+ .*--hash=sha256:[0-9a-f]{64}", block), block


def test_test_list_holds_the_run_list() -> None:
    assert pins("run").keys() <= pins("test").keys()


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("run", [Requirement(text) for text in project()["project"]["dependencies"]]),
        ("run", group("build")),
        ("test", group("test")),
        ("validators", group("validators")),
        ("sources", group("sources")),
        ("lock", group("lock")),
    ],
    ids=["dependencies", "build", "test", "validators", "sources", "lock"],
)
def test_lock_satisfies_the_project(name: str, wanted: list[Requirement]) -> None:
    locked = {package: pin for (package, _), pin in pins(name).items()}
    for requirement in wanted:
        (version,) = (s.version for s in locked[canonicalize_name(requirement.name)].specifier)
        assert requirement.specifier.contains(version), f"{requirement}: run make lock"


def test_citation_names_the_version() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == project()["project"]["version"]
    assert {"cff-version", "message", "title", "authors", "license"} <= citation.keys()


def test_recipes_are_few_and_short() -> None:
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    recipes = [i for i, line in enumerate(lines) if line.startswith("\t")]
    assert len(recipes) <= 13
    assert all(lines[i - 1][:1] not in {"\t", ""} for i in recipes)
    assert not any(lines[i].endswith("\\") for i in recipes)


def test_continuous_integration_runs_what_a_contributor_runs() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "make test"


def test_gate_names_an_unknown_step(capsys: pytest.CaptureFixture[str]) -> None:
    assert gate.main(["nonsense"]) == 2
    assert "no step is called 'nonsense'; there are lint, types" in capsys.readouterr().err


def test_gate_goes_on_after_a_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[tuple[str, ...]] = []

    def run(command: tuple[str, ...]) -> bool:
        ran.append(command)
        return command[0] != "mypy"

    monkeypatch.setattr(gate, "run", run)
    assert gate.main([]) == 1
    assert ran == [command for commands in gate.STEPS.values() for command in commands]
    assert capsys.readouterr().out.endswith("failed: types\n")


def test_demo_stops_at_a_command_that_fails(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(demo, "ROOT", tmp_path)
    monkeypatch.setattr(demo, "COMMANDS", (("echo", "a b"), ("false",), ("echo", "never")))
    assert demo.main() == 1
    assert capfd.readouterr().out == "$ echo 'a b'\na b\n\n$ false\n"


def test_an_old_python_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment, "OLDEST", (99, 0))
    assert environment.main(["run"]) == 1
    assert "make PYTHON=" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("version", "compiler", "said"),
    [
        ("editable", "#!/bin/sh\nexit 0\n", ""),
        ("standard", "#!/bin/sh\nexit 1\n", "the kernel cannot be compiled"),
    ],
    ids=["editable install", "compiler that fails"],
)
def test_the_hook_leaves_the_kernel_out(
    version: str,
    compiler: str,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    (tmp_path / "cc").write_text(compiler)
    (tmp_path / "cc").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    hook: Any = hatch_build.KernelHook
    made = hook(str(ROOT), {}, None, None, str(tmp_path), "wheel")
    data: dict[str, Any] = {"force_include": {}, "pure_python": True}
    made.initialize(version, data)
    made.finalize(version, data, "")
    assert data == {"force_include": {}, "pure_python": True}
    assert said in capsys.readouterr().err
