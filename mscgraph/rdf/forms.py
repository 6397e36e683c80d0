"""The forms in which a value of a record stands in RDF, each with its way back.

A value is read as text, whatever it is; the schema gives it its type, as it does for YAML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from rdflib import Literal, URIRef

from mscgraph.rdf.namespaces import OWL, XSD
from mscgraph.rdf.rows import Form, Found
from mscgraph.rdf.terms import iri_of
from mscgraph.terms import CONTROLS

if TYPE_CHECKING:
    from collections.abc import Callable

    from mscgraph.rdf.rows import Scope
    from mscgraph.rdf.terms import Terms


_TRUE = Literal("true", datatype=XSD.boolean)


def _text(_terms: Terms, found: Found) -> str:
    return found.text


def _curie(terms: Terms, found: Found) -> str:
    return terms.curie(found.text) if found.is_iri else found.text


def _word(terms: Terms, found: Found) -> str | None:
    return terms.word(found.text)


def _last(_terms: Terms, found: Found) -> str:
    """Give the id at the end of a record's IRI."""
    return unquote(found.text.rpartition("/")[2])


def _typed(datatype: URIRef) -> Callable[[Scope, Any], Literal]:
    return lambda _scope, value: Literal(
        str(value).lower() if isinstance(value, bool) else str(value),
        datatype=datatype,
        normalize=False,
    )


def _year(_scope: Scope, text: str) -> Literal:
    is_year = len(text) == 4 and text.isascii() and text.isdigit()
    return Literal(text, datatype=XSD.gYear, normalize=False) if is_year else Literal(text)


WORD = Form(lambda _scope, value: Literal(str(value)), _text)
"""A plain string."""
WHOLE = Form(_typed(XSD.integer), _text)
FLAG = Form(_typed(XSD.boolean), _text)
YEAR = Form(_year, _text)
"""A year where it is one, else a plain string."""
CURIE = Form(lambda scope, curie: scope.terms.of(curie), _curie)
PREDICATE = Form(lambda scope, ident: scope.terms.predicate(ident), _word)
KIND = Form(lambda scope, ident: scope.terms.kind(ident), _word)
CONTROL = Form(lambda _scope, value: Literal(value) if value in CONTROLS else None, _text)
"""A comparator that is a control."""
PRODUCT = Form(lambda scope, value: None if value in CONTROLS else scope.terms.of(value), _curie)
"""A comparator that is none."""
ARM = Form(lambda scope, arm: iri_of("study", scope.study or "none", "arm", arm), _last)
"""An arm of the study around it."""
MERGED = Form(
    lambda _scope, status: _TRUE if status == "merged" else None,
    lambda _terms, found: "merged" if found.text == "true" else None,
)
SYMMETRIC = Form(
    lambda _scope, value: OWL.SymmetricProperty if value else None,
    lambda _terms, found: "true" if found.text == str(OWL.SymmetricProperty) else None,
)


def link(kind: str) -> Form:
    """Give the form of the id of another record."""
    return Form(lambda _scope, ident: iri_of(kind, ident), _last)
