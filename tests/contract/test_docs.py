"""The documents name what there is: commands, rules, files; their examples run."""

from __future__ import annotations

import doctest
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from mscgraph.cli import COMMANDS
from mscgraph.rulebook import RULES
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH, CHINESE = READMES = [ROOT / "README.md", ROOT / "README.zh.md"]
MANUAL = [*READMES, *sorted((ROOT / "docs").glob("*.md"))]
PAGES = [*MANUAL, ROOT / "CHANGELOG.md"]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def prose(path: Path) -> str:
    """Give a page without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)


def table_of_commands(path: Path) -> list[str]:
    """Give what the table of commands, a README's only one, shows as code in its first column."""
    rows = [line for line in prose(path).splitlines() if line.startswith("| `")]
    return [words for row in rows for words in re.findall(r"`([^`]+)`", row.split("|")[1])]


@pytest.mark.parametrize("page", READMES, ids=name)
def test_the_table_names_commands_that_there_are_and_each_once(page: Path) -> None:
    shown = [words.split()[0] for words in table_of_commands(page)]
    assert len(shown) > 10
    assert sorted(set(shown) - set(COMMANDS)) == []
    assert len(shown) == len(set(shown))


@pytest.mark.parametrize("page", READMES, ids=name)
def test_every_command_stands_in_the_table(page: Path) -> None:
    shown = {words.split()[0] for words in table_of_commands(page)}
    assert sorted(set(COMMANDS) - shown) == []


def letters() -> list[str]:
    return sorted({code[0] for code in RULES})


def test_the_letters_of_the_rules_are_explained() -> None:
    """A finding ends in a code such as [T002]: some page says what its letter stands for."""
    text = "\n".join(page.read_text("utf-8") for page in MANUAL)
    # a letter as code, or a whole code of the letter
    assert [x for x in letters() if not re.search(rf"`{x}`|\b{x}0\d\d\b", text)] == []


def test_every_code_that_a_page_names_is_a_rule() -> None:
    text = "\n".join(page.read_text("utf-8") for page in MANUAL)
    named = set(re.findall(rf"`([{''.join(letters())}]0\d\d)`", text))
    assert named
    assert sorted(named - set(RULES)) == []


def links(path: Path) -> list[str]:
    return re.findall(r"\]\(([^)\s]+)(?: \"[^\"]*\")?\)", prose(path))


def anchors(path: Path) -> set[str]:
    """Give the anchors of the headings, as GitHub makes them."""
    heads = re.findall(r"^#+ (.+)$", prose(path), re.MULTILINE)
    kept = (re.sub(r"[^\w\- ]", "", head.lower().replace("`", "")) for head in heads)
    return {head.strip().replace(" ", "-") for head in kept}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_relative_links_resolve(page: Path) -> None:
    broken = []
    for link in links(page):
        target, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        path = (page.parent / unquote(target)).resolve() if target else page
        there = path.exists() and path.is_relative_to(ROOT)
        if not there or (anchor and path.suffix == ".md" and anchor not in anchors(path)):
            broken.append(link)
    assert broken == []


def test_both_readmes_link_the_same_pages() -> None:
    english, chinese = ([link.replace(".zh.md", ".md") for link in links(p)] for p in READMES)
    assert len(english) > 5
    assert english == chinese


def test_the_chinese_readme_links_a_chinese_page_where_there_is_one() -> None:
    pages = [ROOT / link.partition("#")[0] for link in links(CHINESE)]
    chinese = [page.with_suffix(".zh.md") for page in pages if page != ENGLISH]
    assert [name(page) for page in chinese if page.exists()] == []


def pycon(path: Path) -> list[str]:
    return re.findall(r"^```pycon\n(.*?)^```$", path.read_text("utf-8"), re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("page", READMES, ids=name)
def test_the_readme_has_an_example_in_python(page: Path) -> None:
    assert pycon(page)


@pytest.mark.kb_data
@pytest.mark.parametrize("page", [page for page in PAGES if pycon(page)], ids=name)
def test_examples_in_python_run(page: Path) -> None:
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(verbose=False)
    said: list[str] = []
    names: dict[str, object] = {}
    for number, block in enumerate(pycon(page)):
        test = parser.get_doctest(block, names, f"{name(page)}-{number}", str(page), 0)
        assert test.examples
        test.globs = names  # a later block goes on with what an earlier one made
        runner.run(test, out=said.append, clear_globs=False)
    assert runner.summarize(verbose=False).failed == 0, "".join(said)


@pytest.mark.parametrize("page", MANUAL, ids=name)
def test_commands_that_a_page_shows_exist(page: Path) -> None:
    text = page.read_text("utf-8")
    shown = set(re.findall(r"(?:`|^\$ |^)mscgraph ([a-z]+)\b", text, re.MULTILINE))
    assert shown <= set(COMMANDS)
