"""The public surface: what ``__all__`` names is there, documented, and nothing else is."""

from __future__ import annotations

import ast
import inspect
import pkgutil
from importlib import import_module
from pathlib import Path

import pytest

import mscgraph

PACKAGE = Path(mscgraph.__file__).parent
MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages([str(PACKAGE)], "mscgraph.")
    if not module.name.endswith("__main__")
)


def type_checked_imports() -> set[str]:
    """Give the names that a type checker sees in ``mscgraph/__init__.py``."""
    tree = ast.parse((PACKAGE / "__init__.py").read_text("utf-8"))
    return {
        alias.asname or alias.name
        for branch in tree.body
        if isinstance(branch, ast.If)
        for node in branch.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def test_all_is_sorted_and_says_what_a_type_checker_sees() -> None:
    assert list(mscgraph.__all__) == sorted(mscgraph.__all__)
    assert len(set(mscgraph.__all__)) == len(mscgraph.__all__)
    assert set(mscgraph.__all__) == type_checked_imports() == set(mscgraph._HOME_OF)


@pytest.mark.parametrize("name", mscgraph.__all__)
def test_a_public_name_is_there_and_documented(name: str) -> None:
    found = getattr(mscgraph, name)
    assert found is getattr(import_module(mscgraph._HOME_OF[name]), name)
    assert found.__module__ == mscgraph._HOME_OF[name]
    assert inspect.getdoc(found)


def test_dir_lists_the_public_names() -> None:
    assert set(mscgraph.__all__) <= set(dir(mscgraph))


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="module 'mscgraph' has no attribute 'nothing'"):
        _ = mscgraph.nothing


def test_all_errors_are_public() -> None:
    from mscgraph import errors

    kinds = {
        name
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, errors.MscgraphError)
    }
    assert kinds <= set(mscgraph.__all__)


@pytest.mark.parametrize("name", MODULES)
def test_everything_public_has_a_docstring(name: str) -> None:
    module = import_module(name)
    assert module.__doc__, f"{name} says nothing of itself"
    for shown, thing in vars(module).items():
        own = getattr(thing, "__module__", None) == name
        kind = inspect.isclass(thing) or inspect.isfunction(thing)
        if own and kind and not shown.startswith("_"):
            assert thing.__doc__, f"{name}.{shown} has no docstring"
