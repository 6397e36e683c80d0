"""`make system` installs what is missing or names it and stops; it never skips."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools import system

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Machine:
    """A Debian machine with some packages, and apt-get calls that are kept."""

    def __init__(self, *there: str, broken: bool = False) -> None:
        self.there = set(there)
        self.broken = broken
        self.calls: list[list[str]] = []

    def query(self, names: Sequence[str]) -> frozenset[str]:
        return frozenset(self.there & set(names))

    def run(self, arguments: Sequence[str]) -> None:
        self.calls.append(list(arguments))
        if arguments[0] == "install" and not self.broken:
            self.there |= set(arguments)

    def system(self, *, root: bool) -> int:
        return system.main(self.query, self.run, lambda: root)


def test_plain_user_is_told_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    machine = Machine("chromium", "default-jre-headless", "gettext")
    assert machine.system(root=False) == 1
    assert capsys.readouterr().err == (
        "missing: fonts-noto-cjk\nas root: apt-get install fonts-noto-cjk\n"
    )
    assert machine.calls == []


@pytest.mark.parametrize("user", ["root", "plain"])
def test_nothing_happens_where_all_is_there(user: str, capsys: pytest.CaptureFixture[str]) -> None:
    machine = Machine(*system.PACKAGES)
    assert machine.system(root=user == "root") == 0
    assert machine.calls == []
    assert capsys.readouterr() == ("", "")


def test_root_installs_only_what_is_missing() -> None:
    machine = Machine("chromium", "default-jre-headless", "gettext")
    assert machine.system(root=True) == 0
    assert machine.calls == [
        ["update"],
        ["install", "--yes", "--no-install-recommends", "fonts-noto-cjk"],
    ]


def test_an_install_that_left_a_gap_is_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    machine = Machine(broken=True)
    assert machine.system(root=True) == 1
    assert "missing: chromium default-jre-headless fonts-noto-cjk" in capsys.readouterr().err


def test_dpkg_is_asked_for_installed_packages(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake = tmp_path / "dpkg-query"
    # a removed package that left its configuration is still known to dpkg
    fake.write_text(
        "#!/bin/sh\necho installed chromium\necho config-files fonts-noto-cjk\nexit 1\n"
    )
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert system.installed(system.PACKAGES) == {"chromium"}


def test_without_dpkg_nothing_is_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert system.installed(system.PACKAGES) == frozenset()
