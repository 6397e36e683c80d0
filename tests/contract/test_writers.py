"""Every registered writer: deterministic, at ease with an empty graph and with any text."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
import rdflib
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from mscgraph.formats.registry import FORMATS, write
from mscgraph.formats.whole import PARTS
from mscgraph.rdf.prefixes import VOCABULARY
from tests.contract.readers import READERS, atoms, dumped

if TYPE_CHECKING:
    from collections.abc import Callable

    from mscgraph.compiled.graph import Graph
    from mscgraph.kb.load import KnowledgeBase

ROOT = Path(__file__).parents[2]

HOSTILE = (
    "a\"b\\c <d>&amp; 'e' |f\tg\nh \x07 \u2028 \u202e \U0001f9ec é 间充质",
    '\'; DROP """; \\" \\',
    "\x7f \x80 \x9f \x0b \x0c \x1c \x1d \x1e \x1f \ufdd0 \ufffe \uffff \U0010ffff \ue000 A\u0301",
    "[x]{y}(z) $%&#_^~ @article{evil,",
    "one\nline\r\nand\ranother",
    "\u202eturned\u202c \u200fright\u200e \u2066to\u2069 left",
    "]]> <![CDATA[ --> <!-- &lt; &#13;",
    "</script><script>alert(1)</script>",
    "a|b,c;d||,,;;",
    " blanks at the ends ",
    "=1+1 \ufeff \x85 \u2029 \u0000A %41 {{x}}".replace("\u0000", "\x1f"),
    "长" * 5000 + "x" * 5000,
)
"""Quotes, markup, brackets, separators, control characters, line ends, directions, 10,000 signs."""

REFERENCES = ("bibtex", "ris", "csl-json")
"""Formats of the references alone."""


def blanks(text: str) -> str:
    """Give a text on one line with single blanks, as a field of BibTeX and RIS has it."""
    return " ".join(text.split())


_NO_XML = {*map(chr, range(32)), "\ufffe", "\uffff"} - {"\t", "\n", "\r"}


def xml(text: str) -> str:
    """Show as unknown what XML has no place for."""
    return "".join("\ufffd" if c in _NO_XML else c for c in text)


def cells(text: str) -> str:
    """Keep a text in its cell: nothing escapes a tab, a line end or a bar there."""
    return text.translate(str.maketrans("\t\n\r|", "   \N{BROKEN BAR}"))


HOLDS: dict[str, Callable[[str], str]] = {
    "graphml": xml,
    "kgx-tsv": cells,
    "sssom": blanks,
    "bibtex": blanks,
    "ris": blanks,
}
"""What is left of a text where a format cannot hold all; the others hold everything."""


def texts(kb: KnowledgeBase, fmt: str) -> set[str]:
    """Give texts that a format must hold: titles, statements, or labels and synonyms too."""
    if fmt in REFERENCES:
        return {reference.title for reference in kb.references.values()}
    if fmt == "sssom":
        return {e.label["en"] for e in kb.entities.values() if e.xrefs or e.close_xrefs}
    found = {
        e.statement[lang] for c in kb.active_claims for e in c.evidence for lang in e.statement
    }
    if fmt == "nanopub":
        return found
    for entity in kb.entities.values():
        found |= {*entity.label.values(), *(n for names in entity.synonyms.values() for n in names)}
    return found


def missing(kb: KnowledgeBase, fmt: str) -> set[str]:
    """Give the texts that a file of the format has lost."""
    hold = HOLDS.get(fmt, str)
    return {hold(text) for text in texts(kb, fmt)} - {""} - held(kb, fmt)


def held(source: KnowledgeBase | Graph, fmt: str) -> set[str]:
    """Give all values that the format's own parser finds in a file."""
    return {value for _, value in atoms(fmt, dumped(source, fmt))}


def spoilt(kb: KnowledgeBase, text: str) -> KnowledgeBase:
    """Put a text wherever a text goes: label, synonym, note, statement and title."""
    entity = next(entity for entity in kb.entities.values() if entity.xrefs)
    claim = kb.active_claims[0]
    reference = next(iter(kb.references.values()))
    both: Any = {"en": text, "zh-Hans": text}
    evidence = tuple(replace(item, statement=both) for item in claim.evidence)
    return replace(
        kb,
        entities={
            **kb.entities,
            entity.id: replace(entity, label=both, synonyms={"en": (text,)}, note=text),
        },
        claims={**kb.claims, claim.id: replace(claim, evidence=evidence, note=text)},
        references={**kb.references, reference.id: replace(reference, title=text)},
    )


def test_every_writer_is_tested_and_offered() -> None:
    from mscgraph.cli.cmd_export import FORMATS as OFFERED

    assert set(READERS) == set(FORMATS) == set(OFFERED)
    assert all(found.label["en"] and found.label["zh-Hans"] for found in FORMATS.values())


@pytest.mark.parametrize("fmt", FORMATS)
class TestEveryWriter:
    def test_the_graph_is_all_there(self, tiny_kb: KnowledgeBase, fmt: str) -> None:
        wanted = texts(tiny_kb, fmt)
        assert len(wanted) > 1
        assert wanted <= held(tiny_kb, fmt)

    def test_twice_gives_the_same_bytes(self, tiny_kb: KnowledgeBase, fmt: str) -> None:
        assert dumped(tiny_kb, fmt) == dumped(tiny_kb, fmt)

    def test_the_order_of_loading_does_not_matter(self, tiny_kb: KnowledgeBase, fmt: str) -> None:
        turned: dict[str, Any] = {
            part: dict(reversed(getattr(tiny_kb, part).items())) for part in PARTS
        }
        assert dumped(replace(tiny_kb, **turned), fmt) == dumped(tiny_kb, fmt)

    def test_an_empty_graph(self, tiny_kb: KnowledgeBase, fmt: str) -> None:
        empty: dict[str, Any] = {part: {} for part in PARTS}
        assert not held(replace(tiny_kb, **empty), fmt) & texts(tiny_kb, fmt)

    def test_hostile_text(self, tiny_kb: KnowledgeBase, fmt: str) -> None:
        lost = {text[:60]: missing(spoilt(tiny_kb, text), fmt) for text in HOSTILE}
        assert {key: [t[:60] for t in found] for key, found in lost.items() if found} == {}

    def test_a_file_holds_what_memory_does(
        self, tiny_graph: Graph, tmp_path: Path, fmt: str
    ) -> None:
        path = tmp_path / f"graph.{fmt}"
        write(tiny_graph, path)
        files = {"": path} if path.is_file() else {found.name: found for found in path.iterdir()}
        assert {name: found.read_bytes() for name, found in files.items()} == dumped(
            tiny_graph, fmt
        )
        assert [found.name for found in tmp_path.iterdir()] == [path.name]

    def test_loaded_and_compiled_give_the_same_bytes(
        self,
        tiny_root: Path,
        tiny_kb: KnowledgeBase,
        tiny_graph: Graph,
        fmt: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        from mscgraph.kb.cache import data_version

        monkeypatch.setenv("MSCGRAPH_DATA", str(tiny_root))
        version = data_version(tiny_kb.content_hash)
        compiled = replace_version(dumped(tiny_graph, fmt), "test", version)
        assert compiled == dumped(tiny_kb, fmt)


def replace_version(files: dict[str, bytes], old: str, new: str) -> dict[str, bytes]:
    return {
        name: data.replace(f'"{old}"'.encode(), f'"{new}"'.encode()) for name, data in files.items()
    }


def test_any_text_passes_through_every_format(tiny_kb: KnowledgeBase) -> None:
    phases = [Phase.explicit, Phase.reuse, Phase.generate]  # to shrink would take minutes
    texts_of_any = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)

    @settings(max_examples=15, deadline=None, phases=phases)
    @given(text=texts_of_any)
    def passes(text: str) -> None:
        kb = spoilt(tiny_kb, text)
        assert [lost for fmt in FORMATS if (lost := (fmt, missing(kb, fmt)))[1]] == []

    passes()


def test_graphml_shows_a_control_character_as_unknown(tiny_kb: KnowledgeBase) -> None:
    first = next(iter(tiny_kb.entities.values()))
    texts: Any = {"en": "a\x07b\r\nc", "zh-Hans": "x"}
    kb = replace(tiny_kb, entities={**tiny_kb.entities, first.id: replace(first, label=texts)})
    assert "a\ufffdb\r\nc" in held(kb, "graphml")


def read_graphml(data: bytes) -> Any:
    return nx.read_graphml(BytesIO(data), force_multigraph=True)


def test_graphml_keeps_every_claim_apart(tiny_kb: KnowledgeBase) -> None:
    graph = read_graphml(dumped(tiny_kb, "graphml")[""])
    assert {key for *_, key in graph.edges(keys=True)} == {c.id for c in tiny_kb.active_claims}
    signs = {key: data["sign"] for *_, key, data in graph.edges(keys=True, data=True)}
    assert signs["rev2020-003"] == "-"
    negated = {key for *_, key, data in graph.edges(keys=True, data=True) if data["negated"]}
    assert negated == {"rev2020-008"}


def test_turtle_and_ntriples_are_one_graph(tiny_kb: KnowledgeBase) -> None:
    turtle = rdflib.Graph().parse(data=dumped(tiny_kb, "ttl")[""], format="turtle")
    lines = rdflib.Graph().parse(data=dumped(tiny_kb, "nt")[""], format="nt")
    assert set(turtle) == set(lines)
    assert rdflib.URIRef(VOCABULARY + "sign") in set(lines.predicates())


@pytest.mark.kb_data
def test_the_curated_graph_is_the_same_bytes_for_every_hash_seed() -> None:
    code = (
        "import hashlib\n"
        "from mscgraph.formats.registry import FORMATS\n"
        "from mscgraph.kb.load import load\n"
        "from tests.contract.readers import dumped\n"
        f"kb = load({str(ROOT)!r})\n"
        "for fmt in FORMATS:\n"
        "    data = b''.join(dumped(kb, fmt).values())\n"
        "    print(fmt, hashlib.sha256(data).hexdigest())\n"
    )
    found = [
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin"},
        ).stdout
        for seed in ("0", "1")
    ]
    assert found[0] == found[1]
    assert len(found[0].splitlines()) == len(FORMATS)
