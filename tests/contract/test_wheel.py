"""The wheel alone, with the dependencies that it declares, is a working mscgraph with its data.

It runs in a clean environment without network: the packages that the wheel's own metadata asks
for are linked in from this environment, so an undeclared dependency fails here.
"""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from dataclasses import dataclass
from importlib.metadata import Distribution, PathDistribution, distribution, version
from pathlib import Path
from zipfile import Path as ZipPath
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
DATA = ("ontology", "graphs")

# one worker builds the wheel and keeps it for all of these
pytestmark = pytest.mark.xdist_group("wheel")


@dataclass(frozen=True)
class Installed:
    """A clean environment that holds the wheel."""

    folder: Path

    @property
    def package(self) -> Path:
        (site,) = self.folder.glob("venv/lib/python*/site-packages")
        return site / "mscgraph"

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment from an empty folder, as a new user would."""
        desk = self.folder / "desk"
        desk.mkdir(exist_ok=True)
        environment = {
            "HOME": str(self.folder / "home"),
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
        }
        done = subprocess.run(
            [str(self.folder / "venv" / "bin" / program), *arguments],
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=desk,
            env=environment,
            stdin=subprocess.DEVNULL,
        )
        assert list(desk.iterdir()) == []
        return done


def call(*command: str | Path) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def required(by: Distribution) -> dict[str, Distribution]:
    """Give all distributions that one needs here, and those that they need."""
    found: dict[str, Distribution] = {}
    waiting = [by]
    while waiting:
        for requirement in map(Requirement, waiting.pop().requires or ()):
            name = canonicalize_name(requirement.name)
            wanted = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
            if wanted and name not in found:
                found[name] = distribution(name)
                waiting.append(found[name])
    return found


def link(needed: Distribution, into: Path) -> None:
    """Link the top of what a distribution installed beside the standard library."""
    assert needed.files is not None
    for top in {file.parts[0] for file in needed.files} - {"..", "__pycache__"}:
        if not (into / top).exists():
            (into / top).symlink_to(Path(str(needed.locate_file(top))))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation")
    call(*build, "--outdir", folder, ROOT)
    (built,) = folder.glob("mscgraph-*.whl")
    return built


@pytest.fixture(scope="module")
def clean(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    installed = Installed(tmp_path_factory.mktemp("clean"))
    venv.create(installed.folder / "venv")
    python = installed.folder / "venv" / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check")
    call(*pip, "install", "--quiet", "--no-index", "--no-deps", wheel)
    site = installed.package.parent
    (metadata,) = site.glob("mscgraph-*.dist-info")
    libraries = installed.folder / "libraries"
    libraries.mkdir()
    for needed in required(PathDistribution(metadata)).values():
        link(needed, libraries)
    (site / "libraries.pth").write_text(f"{libraries}\n")
    return installed


def test_wheel_ships_the_package_and_all_data(wheel: Path) -> None:
    names = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    data = {
        f"mscgraph/_data/{path.relative_to(ROOT)}"
        for folder in DATA
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }
    code = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "mscgraph").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert data
    assert names == code | data
    assert "mscgraph/py.typed" in names, "without it, users' type checkers see no types"


def test_wheel_says_under_which_terms(wheel: Path) -> None:
    (info,) = (path for path in ZipPath(wheel).iterdir() if path.name.endswith(".dist-info"))
    metadata = (info / "METADATA").read_text(encoding="utf-8")
    assert "License-Expression: Apache-2.0 AND CC-BY-4.0" in metadata
    assert {path.name for path in (info / "licenses").iterdir()} == {"LICENSE", "LICENSE-data"}


def test_version(clean: Installed) -> None:
    done = clean.run("mscgraph", "--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert version("mscgraph") in done.stdout


def test_code_and_data_come_from_the_wheel(clean: Installed) -> None:
    ask = "import mscgraph.data as data; print(data.__file__, data.data_root(), sep='\\n')"
    done = clean.run("python", "-c", ask)
    code, root = map(Path, done.stdout.splitlines())
    assert code == clean.package / "data.py"
    assert root == clean.package / "_data"


def test_path(clean: Installed) -> None:
    done = clean.run("mscgraph", "path", "GMSC", "lupus nephritis", "-f", "json")
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert answer["paths"]
    assert answer["reason"] is None


def test_check(clean: Installed) -> None:
    done = clean.run("mscgraph", "check")
    assert done.returncode == 0, done.stdout + done.stderr


def test_without_its_data_the_wheel_says_so(clean: Installed) -> None:
    aside = clean.folder / "aside"
    (clean.package / "_data").rename(aside)
    try:
        done = clean.run("mscgraph", "path", "GMSC", "lupus nephritis")
    finally:
        aside.rename(clean.package / "_data")
    assert (done.returncode, done.stdout) == (3, "")
    assert "the package holds no data" in done.stderr
