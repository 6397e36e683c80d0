"""The exception tree.

    MscgraphError                 catch this to catch everything; exit code 3
      DataError                   the data folder holds findings at error level; exit code 1
      NotFoundError(LookupError)  a name or an id that the graph does not hold; exit code 1
      UndecidedError              good and bad were asked for where they cannot be told apart
      QueryError(ValueError)      a query that cannot be run, with line and column
      FormatError(ValueError)     a file suffix or a format name that nobody writes or reads
      GraphFileError              a compiled graph that is damaged, foreign or from a newer version
      MissingExtraError(ImportError)  an optional part of mscgraph is not installed

Attributes carry the data, ``render()`` builds the one line that a user reads, in a language;
``str()`` is that line in English.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mscgraph.languages import Message, Said, spoken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from mscgraph.findings import Report


class MscgraphError(Exception):
    """Root of all errors that mscgraph raises on purpose."""

    exit_code = 3

    def render(self, lang: str = "en") -> str:
        """Give the one line that a user reads, in a language (``en`` or ``zh-Hans``)."""
        said = self.args[0] if self.args else ""
        # a class of another module may have nothing but a __str__
        return spoken(said, lang) if isinstance(said, Said) else str(self)

    def __str__(self) -> str:
        return self.render()


class DataError(MscgraphError):
    """The data folder cannot become a graph; ``report`` holds every finding."""

    exit_code = 1

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.report = report

    def render(self, lang: str = "en") -> str:
        """Give one line for each finding at error level."""
        return "\n".join(finding.render(lang) for finding in self.report.errors)


class NotFoundError(MscgraphError, LookupError):
    """Nothing goes by this name; ``suggestions`` are the nearest names."""

    exit_code = 1

    def __init__(self, kind: str, text: str, suggestions: Sequence[str] = ()) -> None:
        super().__init__(kind, text)
        self.kind = kind
        self.text = text
        self.suggestions = tuple(suggestions)

    def render(self, lang: str = "en") -> str:
        """Say what is not there, and what was perhaps meant."""
        near = {"names": ", ".join(self.suggestions)}
        hint = Message("; did you mean {names}?", near) if self.suggestions else ""
        said = {"kind": Message(self.kind), "text": self.text, "hint": hint}
        return Message("no {kind} is called {text!r}{hint}", said).render(lang)


class AmbiguousNameError(NotFoundError):
    """Several entities go by this name; ``suggestions`` are their identifiers."""

    def render(self, lang: str = "en") -> str:
        """Say which ones go by the name."""
        said = {"text": self.text, "ids": ", ".join(self.suggestions)}
        return Message("{text!r} is the name of several: {ids}; give the id", said).render(lang)


class UndecidedError(MscgraphError):
    """Whether more of an entity is good for the patient cannot be known.

    ``label`` is the one of the entity, by language.
    """

    exit_code = 2

    def __init__(self, label: Mapping[str, str], kind: str) -> None:
        super().__init__(label, kind)
        self.label = label
        self.kind = kind

    def render(self, lang: str = "en") -> str:
        """Say what to ask instead."""
        return Message(
            "whether more of {label} ({kind}) is good or bad cannot be known; "
            "ask for --sign + (more of it) or --sign - (less of it)",
            {"label": self.label[lang], "kind": self.kind},
        ).render(lang)


class QueryError(MscgraphError, ValueError):
    """A query that cannot be parsed or run."""

    def __init__(self, message: Said, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column

    def render(self, lang: str = "en") -> str:
        """Say where the fault is, and which."""
        at = Message("line {line}, column {column}: ", {"line": self.line, "column": self.column})
        return (at.render(lang) if self.line is not None else "") + spoken(self.message, lang)


class FormatError(MscgraphError, ValueError):
    """A format that mscgraph neither reads nor writes."""

    def __init__(self, given: Said, supported: Sequence[str]) -> None:
        super().__init__(given)
        self.given = given
        self.supported = tuple(supported)

    def render(self, lang: str = "en") -> str:
        """Say which formats there are."""
        said = {"given": spoken(self.given, lang), "known": ", ".join(self.supported)}
        return Message("{given!r} is not a format of mscgraph; it has {known}", said).render(lang)


class PlaceError(MscgraphError):
    """Something is wrong with the file or the folder at ``path``; ``reason`` says what."""

    def __init__(self, path: Path | str, reason: Said) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def render(self, lang: str = "en") -> str:
        """Say where and what."""
        return f"{self.path}: {spoken(self.reason, lang)}"


class GraphFileError(PlaceError):
    """A compiled graph that cannot be opened."""


class DataFolderError(PlaceError):
    """No data folder where one was named or looked for."""


class MissingExtraError(MscgraphError, ImportError):
    """A part of mscgraph that was not installed."""

    def __init__(self, extra: str, module: str) -> None:
        super().__init__(extra, module)
        self.extra = extra
        self.module = module

    def render(self, lang: str = "en") -> str:
        """Say how to install it."""
        how = {"module": self.module, "command": f"pip install 'mscgraph[{self.extra}]'"}
        return Message("this needs {module}; install it with: {command}", how).render(lang)
