"""Each error is one line that says what, and ends the program with its exit code."""

from __future__ import annotations

import pytest

from mscgraph.errors import (
    AmbiguousNameError,
    DataError,
    DataFolderError,
    FormatError,
    GraphFileError,
    MissingExtraError,
    MscgraphError,
    NotFoundError,
    QueryError,
    UndecidedError,
)
from mscgraph.findings import Finding, Report

REPORT = Report.of(
    [
        Finding("M001", "a.yaml", 1, "x", {"key": "id"}),
        Finding("E004", "a.yaml", 2, "y", {"id": "y"}),
    ],
    {},
)


@pytest.mark.parametrize(
    ("error", "shown", "code"),
    [
        (DataError(REPORT), "a.yaml:1 x: key 'id' is missing [M001]", 1),
        (NotFoundError("entity", "CD4"), "no entity is called 'CD4'", 1),
        (
            NotFoundError("entity", "CD4", ["CD47", "CD40"]),
            "no entity is called 'CD4'; did you mean CD47, CD40?",
            1,
        ),
        (
            AmbiguousNameError("entity", "x", ["A:1", "B:2"]),
            "'x' is the name of several: A:1, B:2; give the id",
            1,
        ),
        (QueryError("no such form"), "no such form", 3),
        (QueryError("no such form", 2, 5), "line 2, column 5: no such form", 3),
        (
            FormatError("xls", ["json", "tsv"]),
            "'xls' is not a format of mscgraph; it has json, tsv",
            3,
        ),
        (GraphFileError("g.mscg", "truncated"), "g.mscg: truncated", 3),
        (DataFolderError("d", "no such folder"), "d: no such folder", 3),
        (
            UndecidedError({"en": "swelling", "zh-Hans": "肿胀"}, "Process"),
            "whether more of swelling (Process) is good or bad cannot be known; "
            "ask for --sign + (more of it) or --sign - (less of it)",
            2,
        ),
        (
            MissingExtraError("web", "starlette"),
            "this needs starlette; install it with: pip install 'mscgraph[web]'",
            3,
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, MscgraphError) else None,
)
def test_error(error: MscgraphError, shown: str, code: int) -> None:
    assert str(error) == shown
    assert error.exit_code == code


@pytest.mark.parametrize(
    ("kind", "builtin"),
    [
        (NotFoundError, LookupError),
        (QueryError, ValueError),
        (FormatError, ValueError),
        (MissingExtraError, ImportError),
    ],
)
def test_an_error_is_also_what_python_calls_it(
    kind: type[MscgraphError], builtin: type[Exception]
) -> None:
    assert issubclass(kind, builtin)
