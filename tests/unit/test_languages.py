"""Messages in both languages, and the tool that keeps the catalogue whole."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from mscgraph import errors
from mscgraph.languages import Message, spoken, translator
from tools import messages

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.errors import MscgraphError


def test_a_message_puts_the_messages_in_it_into_its_language() -> None:
    said = Message("cannot be read: {reason}", {"reason": Message("Permission denied")})
    assert said.render("zh-Hans") == "无法读取:权限不足"
    assert str(said) == said.render() == "cannot be read: Permission denied"


def test_words_of_other_programs_stay_as_they_are() -> None:
    assert spoken("a } of {theirs}", "zh-Hans") == "a } of {theirs}"
    assert Message("a } of {theirs}").render("zh-Hans") == "a } of {theirs}"
    assert spoken("", "zh-Hans") == ""


def test_english_is_not_looked_up() -> None:
    assert translator("en")("entity") == "entity"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (errors.NotFoundError("claim", "x"), "没有名为 'x' 的论断"),
        (
            errors.AmbiguousNameError("entity", "x", ["A:1", "B:2"]),
            "'x' 是多个实体的名称:A:1, B:2;请给出标识",
        ),
        (
            errors.UndecidedError({"en": "swelling", "zh-Hans": "肿胀"}, "Process"),
            "肿胀(Process)增强是好是坏无从判断;请改用 --sign +(使之增强)或 --sign -(使之减弱)",
        ),
        (
            errors.QueryError("only SELECT gives a table", 2, 5),
            "第 2 行第 5 列:只有 SELECT 给出表格",
        ),
        (errors.FormatError("xls", ["json"]), "'xls' 不是 mscgraph 的格式;可用 json"),
        (errors.GraphFileError("g", "damaged"), "g: 已损坏"),
        (errors.MscgraphError("damaged"), "已损坏"),
        (errors.MscgraphError(), ""),
        (
            errors.MissingExtraError("web", "starlette"),
            "此功能需要 starlette;请安装:pip install 'mscgraph[web]'",
        ),
    ],
)
def test_an_error_in_chinese(error: MscgraphError, said: str) -> None:
    assert error.render("zh-Hans") == said


def test_an_error_that_has_only_a_str() -> None:
    class Odd(errors.MscgraphError):
        def __str__(self) -> str:
            return f"{self.args[0]} too many"

    assert Odd(5).render("zh-Hans") == "5 too many"


def test_the_sentences_of_a_source_are_found(tmp_path: Path) -> None:
    (tmp_path / "some.py").write_text(
        'Message("one {x}", {"x": Message("two")})\n'
        'raise errors.GraphFileError(f"{name}", reason or "three")\n'
        'ngettext("four", "five", 4); folder(refusal="six"); Message("{only}{places}")\n'
        'UsageError(_("seven")); Other("eight"); QueryError(f"nine {x}")\n'
    )
    found = set(messages.spoken_in(tmp_path))
    assert found == {"one {x}", "two", "three", "four", "six", "seven", "nine "}


def test_click_must_be_given_what_is_translated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    (tmp_path / "some.py").write_text('raise click.UsageError(f"{x} is wrong")\n')
    with pytest.raises(SyntaxError, match=r"some\.py:1: put what UsageError says into _\(\)"):
        list(messages.spoken_in(tmp_path))


def test_a_catalogue_with_faults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "mscgraph.po"
    shutil.copyfile(messages.SOURCE, source)
    text = source.read_text("utf-8").replace('msgid "damaged"', 'msgid "demaged"')
    text = text.replace("没有名为 {text!r} 的{kind}{hint}", "没有名为 {text} 的{kind}{hint}")
    source.write_text(text, "utf-8")
    monkeypatch.setattr(messages, "SOURCE", source)
    assert messages.main(["--check"]) == 1
    assert not source.with_suffix(".mo").exists()
    assert capsys.readouterr().out.splitlines() == [
        "no Chinese for:",
        'msgid "damaged"',
        'msgstr ""',
        "nobody says: demaged",
        "other places to fill in: no {kind} is called {text!r}{hint}",
        "mscgraph.mo is stale; run: python tools/messages.py",
    ]
    assert messages.main([]) == 1
    assert source.with_suffix(".mo").is_file()
