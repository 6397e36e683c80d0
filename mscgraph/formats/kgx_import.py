"""Import a graph: KGX files in, one compiled graph folder out, block by block."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from mscgraph.compiled.build import new_graph_folder
from mscgraph.compiled.imported import SOURCES, publications, source_of
from mscgraph.data import COMPILED_FILE
from mscgraph.errors import GraphFileError
from mscgraph.formats.kgx import Rows, Table, fields_of, open_table
from mscgraph.formats.kgx_sections import lay_out, meta_of
from mscgraph.formats.kgx_words import (
    OURS,
    PAPERS,
    Words,
    kind_of,
    new_kind,
    new_predicate,
    profile_of,
)
from mscgraph.languages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from mscgraph.formats.kgx_words import Profile

    Progress = Callable[[str, int, int], None]
    """Is told what is done, how far it is and how far it goes."""

COLUMNS = (
    "predicate",
    "object_aspect_qualifier",
    "object_direction_qualifier",
    "negated",
    "knowledge_level",
    "agent_type",
    "original_predicate",
    "mscg_sign",
    "mscg_hedge",
)
"""Columns that decide what an edge means: the fields of :class:`Words`."""
MOST = 255
"""Predicates and kinds, at most; what comes later has only its common name."""
ROWS = "rows"
"""The file beside the graph in which the rows are gathered."""
KNOWN = 100_000
"""Combinations of words that are remembered."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import made."""

    entities: int
    claims: int
    arcs: int
    rows: Rows
    compiled: bool
    """Whether the compiled kernel did the sorting."""


def import_graph(
    files: Sequence[Path],
    folder: Path,
    vocabulary: tuple[Sequence[dict[str, Any]], Sequence[dict[str, Any]]],
    *,
    strict: bool = False,
    progress: Progress = lambda *_: None,
) -> Imported:
    """Import nodes and edges into a graph folder, which then appears whole or not at all.

    Args:
        files: KGX tables, nodes and edges in any order.
        folder: where the compiled graph goes; an imported graph that is there is replaced.
        vocabulary: the records of the predicates and of the kinds that we have.
        strict: stop at the first row that cannot be used.
        progress: is told how far it is.

    Raises:
        GraphFileError: a file is no KGX, or all files together hold no graph.
        DataFolderError: the folder cannot be written, or holds something else.
    """
    from mscgraph.graph.kernel import library

    tables = [open_table(path) for path in files]
    for part in ("nodes", "edges"):
        if not any(table.part == part for table in tables):
            raise GraphFileError(
                files[0],
                Message("comes without a file of {part}; name one beside it", {"part": part}),
            )
    with new_graph_folder(folder) as work:
        build = Gathered(Rows(strict), {p["id"]: p for p in vocabulary[0]}, progress)
        build.kinds.update((kind["id"], kind) for kind in vocabulary[1])
        for table in tables:
            if table.part == "nodes":
                build.read_nodes(table)
        build.number()
        with (work / ROWS).open("wb") as rows:
            for table in tables:
                if table.part == "edges":
                    build.read_edges(table, rows)
        if not build.subject:
            raise GraphFileError(files[0], _no_edge(build.rows))
        progress("sorting", 0, 2)
        sections, arcs = lay_out(build, work / ROWS, library())
        progress("writing", 1, 2)
        sections.write(work / COMPILED_FILE, "imported", meta_of(build))
        progress("writing", 2, 2)
    made = len(build.ids), len(build.subject), arcs
    return Imported(*made, build.rows, compiled=library() is not None)


def _no_edge(rows: Rows) -> Message:
    if not rows.shown:
        return Message("gives no edge that can be used")
    first = {"row": rows.shown[0].said}
    return Message("gives no edge that can be used; the first row that cannot: {row}", first)


@dataclass(slots=True)
class Node:
    """An entity as its file gives it."""

    kind: str
    label: str
    synonyms: tuple[str, ...]
    xrefs: tuple[str, ...]
    category: str
    label_zh: str = ""
    """Label in Chinese, if the graph was ours."""


@dataclass(slots=True)
class Gathered:
    """A graph on its way from rows to sections."""

    rows: Rows
    predicates: dict[str, dict[str, Any]]
    progress: Progress
    kinds: dict[str, dict[str, Any]] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)
    ids: dict[bytes, int] = field(default_factory=dict)
    subject: array[int] = field(default_factory=lambda: array("I"))
    object: array[int] = field(default_factory=lambda: array("I"))
    profile: array[int] = field(default_factory=lambda: array("I"))
    row_at: array[int] = field(default_factory=lambda: array("Q", [0]))
    profiles: dict[Profile, int] = field(default_factory=dict)
    layouts: list[dict[str, Any]] = field(default_factory=list)
    sources: Counter[str] = field(default_factory=Counter)
    """Edges by who says so."""
    cited: int = 0
    """Publications of these edges."""
    said: list[tuple[tuple[str, ...], Counter[Any]]] = field(default_factory=list)
    """Of each file, what was counted apart: by the cells of who says so, and publications."""

    # ------------------------------------------------------------------ nodes

    def read_nodes(self, table: Table) -> None:
        """Read a file of nodes; of a node that comes twice the first counts."""
        for number, line in self._numbered(table):
            row = fields_of(line, table)
            if not isinstance(row, dict):
                self.rows.reject(table, number, row)
                continue
            ident = row.get("id")
            if not isinstance(ident, str) or not ident.strip():
                self.rows.reject(table, number, Message("has no id"))
            elif ident in self.nodes:
                self.rows.reject(
                    table, number, Message("repeats the node {id}", {"id": ident[:80]})
                )
            else:
                self.nodes[ident] = self._node(ident, row)

    def _numbered(self, table: Table) -> Iterator[tuple[int, bytes]]:
        number = table.first_line
        for lines in table.lines(self._told(table)):
            for line in lines:
                if line:
                    yield number, line
                number += 1

    def _told(self, table: Table) -> Callable[[int], None]:
        size = table.path.stat().st_size
        return lambda done: self.progress(table.path.name, done, size)

    def _node(self, ident: str, row: dict[str, Any]) -> Node:
        categories = _listed(row.get("category"))
        ours = str(row.get("mscg_type") or "").removeprefix(OURS)
        kind = ours if ours in self.kinds else kind_of(categories)
        if kind not in self.kinds:
            kind = kind if len(self.kinds) < MOST else "NamedThing"
            self.kinds.setdefault(kind, new_kind(kind))
        xrefs = (*_listed(row.get("xref")), *_listed(row.get("equivalent_identifiers")))
        return Node(
            kind,
            str(row.get("name") or ident),
            tuple(_listed(row.get("synonym"))),
            tuple(x for x in dict.fromkeys(xrefs) if x != ident),
            categories[0] if categories else "biolink:NamedThing",
            str(row.get("mscg_label_zh") or ""),
        )

    def number(self) -> None:
        """Number the entities by id, as the compiled graph does."""
        self.nodes = dict(sorted(self.nodes.items()))
        self.ids = {ident.encode(): i for i, ident in enumerate(self.nodes)}

    # ------------------------------------------------------------------ edges

    def read_edges(self, table: Table, rows: Any) -> None:
        """Read a file of edges; the rows that can be used are copied as they stand."""
        columns = list(table.columns)
        about = {"first": len(self.subject), "kind": table.kind, "columns": columns}
        self.layouts.append(about)
        add = self._fast(table) if table.kind == "tsv" else self._slow(table)
        number = table.first_line
        offset = self.row_at[-1]
        for lines in table.lines(self._told(table)):
            kept = []
            for line in lines:
                if line and add(line, number):
                    kept.append(line)
                    offset += len(line)
                    self.row_at.append(offset)
                number += 1
            rows.write(b"".join(kept))

    def _fast(self, table: Table) -> Callable[[bytes, int], bool]:
        """Add rows of TSV: what was seen before is looked up, the rest goes the slow way."""
        at = {name: i for i, name in enumerate(table.columns)}
        width, subject_at, object_at = len(at), at["subject"], at["object"]
        words_of = itemgetter(*(at.get(name, at["predicate"]) for name in COLUMNS))
        papers_at = at.get("publications")
        known: dict[Any, int] = {}
        said, told_by = self._told_by(at)
        number_of, slow = self.ids.get, self._slow(table)
        add_subject, add_object = self.subject.append, self.object.append
        add_profile, profiles = self.profile.append, self.profile

        def add(line: bytes, number: int) -> bool:
            row = line.split(b"\t")
            if len(row) != width:
                return slow(line, number)
            papers = _papers(row[papers_at]) if papers_at is not None else 0
            words = min(papers, PAPERS), words_of(row)
            subject, obj = number_of(row[subject_at]), number_of(row[object_at])
            profile = known.get(words)
            if subject is None or obj is None or profile is None or not _is_text(line):
                done = slow(line, number)
                if done and len(known) < KNOWN:
                    known[words] = profiles[-1]
                return done
            add_subject(subject)
            add_object(obj)
            add_profile(profile)
            said[told_by(row), papers] += 1
            return True

        return add

    def _told_by(self, at: Mapping[str, int]) -> tuple[Counter[Any], Callable[[list[bytes]], Any]]:
        """Give a counter of a file's rows by who says so and publications, and the cells of who."""
        said: Counter[Any] = Counter()
        self.said.append((tuple(name if name in at else "" for name in SOURCES), said))
        return said, itemgetter(*(at.get(name, at["predicate"]) for name in SOURCES))

    def tally(self) -> tuple[Counter[str], int]:
        """Count the edges by who says so, and all publications."""
        sources, cited = Counter(self.sources), self.cited
        for names, said in self.said:
            for (cells, papers), count in said.items():
                row = dict(zip(names, map(bytes.decode, cells), strict=False))
                sources[source_of(row)] += count
                cited += papers * count
        return sources, cited

    def _slow(self, table: Table) -> Callable[[bytes, int], bool]:
        def add(line: bytes, number: int) -> bool:
            row = fields_of(line, table)
            reason = self._add(row) if isinstance(row, dict) else row
            if reason:
                self.rows.reject(table, number, reason)
            return not reason

        return add

    def _add(self, row: dict[str, Any]) -> Message | None:
        """Add one edge; give the reason where that is impossible."""
        ends = []
        for name in ("subject", "predicate", "object"):
            value = row.get(name)
            if not isinstance(value, str) or not value.strip():
                return Message("has no {column}", {"column": name})
            ends.append(value)
        numbers = [self.ids.get(ends[i].encode()) for i in (0, 2)]
        for curie, number in zip((ends[0], ends[2]), numbers, strict=True):
            if number is None:
                near = {"id": curie[:80]}
                return Message("names {id}, which is no node of these files", near)
        words = Words(*(_word(row.get(name)) for name in COLUMNS))
        papers = len(publications(row))
        profile = profile_of(words, min(papers, PAPERS))
        if profile.predicate not in self.predicates:
            if len(self.predicates) >= MOST:
                profile = profile._replace(predicate="related_to")
            name = profile.predicate
            self.predicates.setdefault(name, new_predicate(name))
        self.sources[source_of(row)] += 1
        self.cited += papers
        self.subject.append(numbers[0] or 0)
        self.object.append(numbers[1] or 0)
        self.profile.append(self.profiles.setdefault(profile, len(self.profiles)))
        return None


def _is_text(line: bytes) -> bool:
    if line.isascii():
        return True
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _papers(cell: bytes) -> int:
    """Count the publications of a cell, as :func:`publications` does."""
    if b"|" not in cell:
        return 1 if cell else 0
    return len(set(cell.split(b"|")) - {b""})


def _word(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value) if value is not None else ""


def _listed(value: Any) -> list[str]:
    """Give the items of a multivalued cell or list, blank ones left out."""
    items = value.split("|") if isinstance(value, str) else value if isinstance(value, list) else []
    return [item for item in map(str, items) if item.strip()]
