"""The exception tree.

    MscgraphError                 catch this to catch everything; exit code 3
      DataError                   the data folder holds findings at error level; exit code 1
      NotFoundError(LookupError)  a name or an id that the graph does not hold; exit code 1
      UndecidedError              good and bad were asked for where they cannot be told apart
      QueryError(ValueError)      a query that cannot be run, with line and column
      FormatError(ValueError)     a file suffix or a format name that nobody writes or reads
      GraphFileError              a compiled graph that is damaged, foreign or from a newer version
      MissingExtraError(ImportError)  an optional part of mscgraph is not installed

Attributes carry the data, ``str()`` builds the one line that a user reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mscgraph.findings import Report


class MscgraphError(Exception):
    """Root of all errors that mscgraph raises on purpose."""

    exit_code = 3


class DataError(MscgraphError):
    """The data folder cannot become a graph; ``report`` holds every finding."""

    exit_code = 1

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.report = report

    def __str__(self) -> str:
        return "\n".join(finding.render() for finding in self.report.errors)


class NotFoundError(MscgraphError, LookupError):
    """Nothing goes by this name; ``suggestions`` are the nearest names."""

    exit_code = 1

    def __init__(self, kind: str, text: str, suggestions: Sequence[str] = ()) -> None:
        super().__init__(kind, text)
        self.kind = kind
        self.text = text
        self.suggestions = tuple(suggestions)

    def __str__(self) -> str:
        hint = f"; did you mean {', '.join(self.suggestions)}?" if self.suggestions else ""
        return f"no {self.kind} is called {self.text!r}{hint}"


class AmbiguousNameError(NotFoundError):
    """Several entities go by this name; ``suggestions`` are their identifiers."""

    def __str__(self) -> str:
        return f"{self.text!r} is the name of several: {', '.join(self.suggestions)}; give the id"


class UndecidedError(MscgraphError):
    """Whether more of an entity is good for the patient cannot be known."""

    exit_code = 2

    def __init__(self, label: str, kind: str) -> None:
        super().__init__(label, kind)
        self.label = label
        self.kind = kind

    def __str__(self) -> str:
        return (
            f"whether more of {self.label} ({self.kind}) is good or bad cannot be known; "
            "ask for --sign + (more of it) or --sign - (less of it)"
        )


class QueryError(MscgraphError, ValueError):
    """A query that cannot be parsed or run."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column

    def __str__(self) -> str:
        place = f"line {self.line}, column {self.column}: " if self.line is not None else ""
        return place + self.message


class FormatError(MscgraphError, ValueError):
    """A format that mscgraph neither reads nor writes."""

    def __init__(self, given: str, supported: Sequence[str]) -> None:
        super().__init__(given)
        self.given = given
        self.supported = tuple(supported)

    def __str__(self) -> str:
        return f"{self.given!r} is not a format of mscgraph; it has {', '.join(self.supported)}"


class GraphFileError(MscgraphError):
    """A compiled graph that cannot be opened."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


class DataFolderError(MscgraphError):
    """No data folder where one was named or looked for."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


class MissingExtraError(MscgraphError, ImportError):
    """A part of mscgraph that was not installed."""

    def __init__(self, extra: str, module: str) -> None:
        super().__init__(extra, module)
        self.extra = extra
        self.module = module

    def __str__(self) -> str:
        return f"this needs {self.module}; install it with: pip install 'mscgraph[{self.extra}]'"
