"""What the command line says in Chinese: every error, the usage, the help."""

from __future__ import annotations

import gettext
import os
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from mscgraph.cli import COMMANDS
from mscgraph.cli.tongue import asked, speaking
from mscgraph.errors import NotFoundError
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.languages import Language
    from tests.conftest import Run, Start

CHINESE = re.compile("[\u4e00-\u9fff]")
QUOTED = re.compile(r"""'[^']*'|mscgraph( [a-z]+)*|--?[a-z-]+""")
"""What is the same in both languages: names, commands and options."""
ENGLISH = re.compile(
    r"[a-z]{2,} [a-z]{2,}|\b(Usage|Error|Try|Missing|Invalid|Got|no|not|is|are|the|of|and|or)\b"
)

WRONG = {
    "a name with a typo": (("show", "KLOTT"), "没有名为 'KLOTT' 的实体;是否指 KLOT"),
    "a name of nothing": (("find", "zzzzqq"), "没有名为 'zzzzqq' 的实体"),
    "an effect that is undecided": (
        ("path", "PSC", "swelling", "--effect", "harmful"),
        "增强是好是坏无从判断",
    ),
    "a predicate": (("claims", "--predicate", "zz"), "没有名为 'zz' 的谓词"),
    "a context key": (("path", "PSC", "KLOT", "--context", "a=b"), "没有名为 'a' 的语境键"),
    "no KEY=VALUE": (("path", "PSC", "KLOT", "--context", "a"), "不是 KEY=VALUE 的形式"),
    "no command": (("pth",), "没有命令 'pth'"),
    "no option": (("path", "--bogus"), "没有选项 '--bogus'"),
    "an option of no value": (("path", "PSC", "KLOT", "-k"), "选项 '-k' 需要 1 个取值"),
    "no argument": (("path", "PSC"), "缺少参数 'TARGET'"),
    "an argument too many": (("show", "PSC", "b"), "多余的参数(b)"),
    "no choice": (("claims", "-f", "xml"), "'xml' 不在可选值"),
    "out of range": (("path", "PSC", "KLOT", "-k", "-1"), "不在范围 0<=x<=1000 内"),
    "no number": (("path", "PSC", "KLOT", "-k", "many"), "'many' 不是有效的数字"),
    "no option that must be": (("verify",), "缺少选项 '--documents'"),
    "no folder of texts": (("verify", "--documents", "nowhere"), "'nowhere' 不存在"),
    "no data folder": (("stats", "--data", "nowhere"), "nowhere: 没有这个文件夹"),
    "a folder without data": (("stats", "--data", "tests"), "tests: 不是数据文件夹"),
    "nothing to join": (("show", "PSC", "--with", "nowhere"), "没有这个文件夹;应为导入的图谱"),
    "no query": (("query",), "请给出其一"),
    "a query that ends early": (("query", "SELECT"), "第 1 行第 7 列:此处应为其中之一"),
    "an unknown prefix": (("query", "SELECT * { ?x a foo:B }"), "foo:B 的前缀未声明"),
    "an update": (("query", "DELETE WHERE { ?a ?b ?c }"), "不接受更新"),
    "no file of a query": (("query", "some.rq"), "some.rq: 没有这个文件或文件夹"),
    "a query of no name": (("query", "--name", "contestd"), "没有名为 'contestd' 的查询"),
    "no format": (("export", "-o", "x.foo"), "'x.foo' 不是 mscgraph 的格式"),
    "no name for the output": (("export", "-o", "-"), "'未命名的流' 不是 mscgraph 的格式"),
    "a file that cannot be": (("stats", "-o", "pyproject.toml/x"), "文件已存在;请指定可写"),
    "no KGX": (("import", "README.md", "--to", "made"), "既不是 KGX 的节点也不是边"),
    "two parts": (("view", "-o", "x", "--focus", "a", "--document", "b"), "请只用其一"),
    "one twice": (("compare", "PSC", "PSC"), "有两个名称指同一实体"),
    "nothing to build": (("build",), "请指定要生成什么"),
    "no such rule": (("check", "--rules", "X"), "没有名为 'X' 的规则"),
    "nothing to cite": (("cite",), "请指定论断或参考文献"),
}


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in the repository, whatever the run stands in."""
    monkeypatch.chdir(ROOT)


def assert_chinese(text: str) -> None:
    for line in filter(None, text.splitlines()):
        rest = QUOTED.sub("", line)
        assert CHINESE.search(rest), line
        assert not ENGLISH.search(rest), line


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_command_line_is_answered_in_chinese(
    run: Run, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, said = WRONG[name]
    english = run(*words)
    monkeypatch.setenv("MSCGRAPH_LANG", "zh")
    chinese = run(*words)
    assert (chinese.exit_code, chinese.stdout) == (english.exit_code, english.stdout)
    assert english.exit_code != 0
    assert not CHINESE.search(english.stderr)
    assert said in chinese.stderr
    assert_chinese(chinese.stderr)


@pytest.mark.parametrize("words", [("--lang", "zh"), ("--lang=zh",)])
def test_the_option_counts_where_the_line_is_wrong(run: Run, words: tuple[str, ...]) -> None:
    done = run("path", *words, "--bogus")
    assert "没有选项" in done.stderr
    assert_chinese(done.stderr)


def test_findings_and_their_number(run: Run, tiny_root: Path, tmp_path: Path) -> None:
    root = shutil.copytree(tiny_root, tmp_path / "broken")
    with (root / "ontology" / "predicates.yaml").open("a") as file:
        file.write("- {id: likes, zzqx: 1}\n")
    done = run("stats", "--data", str(root), "--lang", "zh")
    assert done.exit_code == 1
    assert re.search(r"mscgraph: 数据有 \d+ 个错误;请运行 mscgraph check\n$", done.stderr)
    assert_chinese(done.stderr.replace(str(tmp_path), ""))


def test_a_damaged_graph(run: Run, tmp_path: Path) -> None:
    (tmp_path / "graph.mscg").write_bytes(b"nothing that we wrote")
    done = run("stats", "--data", str(tmp_path), "--lang", "zh")
    assert done.exit_code == 3
    assert done.stderr == f"mscgraph: {tmp_path}/graph.mscg: 不是 mscgraph 编译的图谱\n"


def test_rows_that_cannot_be_used(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "nodes.tsv").write_text("id\tcategory\nA:1\tbiolink:Gene\nA:1\tbiolink:Gene\n")
    (tmp_path / "edges.tsv").write_text("subject\tpredicate\tobject\nA:1\tp\tA:9\nA:1\tp\tA:1\n")
    monkeypatch.setenv("MSCGRAPH_LANG", "zh")
    names = [str(tmp_path / name) for name in ("nodes.tsv", "edges.tsv")]
    done = run("import", *names, "--to", str(tmp_path / "made"))
    assert done.exit_code == 0
    assert "nodes.tsv:3: 重复了节点 A:1" in done.stderr
    assert "edges.tsv:2: 所指的 A:9 不是这些文件中的节点" in done.stderr
    assert_chinese(done.stderr.replace(str(tmp_path), ""))


@pytest.mark.parametrize(
    ("words", "environment", "lang"),
    [
        ((), {}, "en"),
        (("path", "--lang", "zh"), {}, "zh-Hans"),
        (("path", "--lang=zh"), {}, "zh-Hans"),
        (("path",), {"MSCGRAPH_LANG": "zh"}, "zh-Hans"),
        (("path", "--lang", "en"), {"MSCGRAPH_LANG": "zh"}, "en"),
        (("path",), {"LANG": "zh_CN.UTF-8"}, "zh-Hans"),
        (("path",), {"LANG": "zh_CN.UTF-8", "MSCGRAPH_LANG": "en"}, "en"),
        (("path", "--lang", "fr"), {"LANG": "zh_CN.UTF-8"}, "zh-Hans"),
        (("path", "--lang"), {}, "en"),
    ],
)
def test_which_language_a_line_asks_for(
    words: tuple[str, ...],
    environment: dict[str, str],
    lang: Language,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert asked(words) == lang


@pytest.mark.parametrize("before", [None, "de"])
def test_the_process_speaks_as_before_afterwards(
    before: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if before:
        monkeypatch.setenv("LANGUAGE", before)
    domain = gettext.textdomain()
    with speaking("zh-Hans"):
        assert gettext.gettext("entity") == "实体"
        assert str(NotFoundError("entity", "x")) == "no entity is called 'x'"
    assert (gettext.textdomain(), os.environ.get("LANGUAGE")) == (domain, before)
    assert gettext.gettext("entity") == "entity"


@pytest.mark.parametrize("words", [(), *((name,) for name in COMMANDS), ("new", "claim")])
def test_help_is_chinese(start: Start, words: tuple[str, ...]) -> None:
    done = start("-m", "mscgraph", *words, "--help", MSCGRAPH_LANG="zh", COLUMNS="100")
    text = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert text.startswith("用法: mscgraph")
    # examples are the same in both languages, and end with the paragraph
    told = re.sub(r"示例:\n( .*\n)+", "", text.partition("\n")[2])
    rest = re.sub(r"\[[^\]]*\]|[A-Z]+", "", QUOTED.sub("", told))
    assert not re.search(r"[a-z]{2,} [a-z]{2,}", rest), told


def test_help_in_english_is_left_as_it_is(run: Run) -> None:
    english = run("path", "--help").stdout
    assert CHINESE.search(run("path", "--help", "--lang", "zh").stdout)
    assert run("path", "--help").stdout == english
    assert not CHINESE.search(english)
