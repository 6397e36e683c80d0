"""The wheel alone, with the dependencies that it declares, is a working mscgraph with its data.

It runs in a clean environment without network: the packages that the wheel's own metadata asks
for are linked in from this environment, so an undeclared dependency fails here. It is the pure
wheel; the one that brings the compiled kernel is built and installed beside it.
"""

from __future__ import annotations

import json
import os
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
from packaging.utils import canonicalize_name, parse_wheel_filename

from mscgraph.graph import kernel_build
from mscgraph.graph.paths import LARGE
from tools import hatch_build

ROOT = Path(__file__).parents[2]
DATA = ("ontology", "graphs")
KERNEL = f"mscgraph/graph/{kernel_build.file_name()}"

# one worker builds the wheel and keeps it for all of these
pytestmark = pytest.mark.xdist_group("wheel")


@dataclass(frozen=True)
class Installed:
    """A clean environment that holds the wheel."""

    folder: Path
    path: str = "/usr/bin:/bin"

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
            "PATH": self.path,
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


def call(*command: str | Path, path: str = os.environ["PATH"]) -> None:
    environment = os.environ | {"PATH": path}
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
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


def build(folder: Path, path: str) -> Path:
    """Build the wheel with the compiler that a PATH has, or has not."""
    command = (sys.executable, "-m", "build", "--wheel", "--no-isolation")
    call(*command, "--outdir", folder, ROOT, path=path)
    (built,) = folder.glob("mscgraph-*.whl")
    return built


def install(wheel: Path, installed: Installed) -> Installed:
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


def contents(wheel: Path) -> set[str]:
    return {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("wheel"), path=str(tmp_path_factory.mktemp("empty")))


@pytest.fixture(scope="module")
def clean(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return install(wheel, Installed(tmp_path_factory.mktemp("clean")))


@pytest.fixture(scope="module")
def compiled_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if kernel_build.find_compiler() is None:
        pytest.skip("there is no C compiler")
    return build(tmp_path_factory.mktemp("compiled"), path=os.environ["PATH"])


@pytest.fixture(scope="module")
def without_compiler(compiled_wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Give the wheel with the compiled kernel on a machine that could not compile it."""
    folder = tmp_path_factory.mktemp("without-compiler")
    (folder / "empty").mkdir()
    return install(compiled_wheel, Installed(folder, path=str(folder / "empty")))


@pytest.fixture(scope="module")
def large(without_compiler: Installed) -> str:
    """Import a graph that is large enough for the kernel."""
    folder = without_compiler.folder
    nodes, edges, graph = (folder / name for name in ("nodes.tsv", "edges.tsv", "graph"))
    entities = [f"X:{number}\tbiolink:Gene\n" for number in range(2000)]
    nodes.write_text("id\tcategory\n" + "".join(entities))
    rows = [
        f"X:{number % 2000}\tbiolink:regulates\tX:{number * (number + 7) % 1999}\n"
        for number in range(LARGE + 1000)
    ]
    edges.write_text("subject\tpredicate\tobject\n" + "".join(rows))
    done = without_compiler.run("mscgraph", "import", str(nodes), str(edges), "--to", str(graph))
    assert done.returncode == 0, done.stderr
    assert "plain Python" not in done.stderr
    return str(graph)


def test_wheel_ships_the_package_and_all_data(wheel: Path) -> None:
    names = contents(wheel)
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
    assert wheel.name.endswith("-py3-none-any.whl")


def test_where_there_is_a_compiler_the_wheel_brings_the_kernel(
    wheel: Path, compiled_wheel: Path
) -> None:
    assert contents(compiled_wheel) - contents(wheel) == {KERNEL}
    tags = parse_wheel_filename(compiled_wheel.name)[-1]
    assert set(map(str, tags)) == {f"py3-none-{hatch_build.platform()}"}
    (info,) = (path for path in ZipPath(compiled_wheel).iterdir() if path.name.endswith("-info"))
    assert "Root-Is-Purelib: false" in (info / "WHEEL").read_text(encoding="utf-8")


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


def test_the_kernel_of_the_wheel_answers_where_none_can_be_compiled(
    clean: Installed, without_compiler: Installed, large: str
) -> None:
    ask = ("mscgraph", "-v", "path", "X:1", "X:2", "--data", large)
    done = without_compiler.run(*ask)
    assert (done.returncode, done.stdout != "") == (0, True), done.stderr
    assert f"the compiled kernel is {without_compiler.package.parent / KERNEL}\n" in done.stderr
    assert not list(without_compiler.folder.glob("cache/mscgraph/kernel-*"))
    plain = Installed(clean.folder, path=without_compiler.path).run(*ask)
    assert "searching in plain Python" in plain.stderr
    assert plain.stdout == done.stdout


def test_a_kernel_of_another_source_is_left_aside(without_compiler: Installed, large: str) -> None:
    source = without_compiler.package / "graph" / "kernel.c"
    text = source.read_text(encoding="utf-8")
    source.write_text(f"{text}\n/* edited */\n", encoding="utf-8")
    try:
        done = without_compiler.run("mscgraph", "-v", "path", "X:1", "X:2", "--data", large)
    finally:
        source.write_text(text, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert "searching in plain Python" in done.stderr
