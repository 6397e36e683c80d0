# One line per recipe; whatever needs more is a script in tools/.
# `make demo` and `make test` set up all they need on a machine with git, make and python3-venv.
PYTHON ?= python3
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help demo test lint check fmt system lock wheel benchmark clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' Makefile

demo: .venv/.run ## ask the graph how gingival MSCs act on lupus nephritis
	@.venv/bin/python tools/demo.py

test: system .venv/.test .venv-validators/.done ## run every check there is, as the continuous integration does
	@.venv/bin/python tools/gate.py

lint: .venv/.test ## check style, types and layers only
	@.venv/bin/python tools/gate.py lint types layers

check: .venv/.run ## check the curated data
	@.venv/bin/mscgraph check

fmt: .venv/.test ## bring code and data into their one spelling
	@.venv/bin/ruff format . && .venv/bin/ruff check --fix . && .venv/bin/mscgraph fmt

system: ## install the Debian packages that the tests need; a plain user is told which
	@$(PYTHON) tools/system.py

lock: ## resolve requirements/*.txt anew; ARGS=--upgrade for the newest of everything
	@$(PYTHON) tools/lock.py $(ARGS)

wheel: .venv/.test ## build the wheel into build/wheel
	@.venv/bin/python -m build --wheel --no-isolation --outdir build/wheel

benchmark: .venv-benchmarks/.done ## measure path search against its rivals; ARGS=--help says more
	@.venv-benchmarks/bin/python benchmarks/paths.py $(ARGS)

clean: ## remove all that these targets made
	@rm -rf .venv .venv-validators .venv-benchmarks build .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

.venv/.%: requirements/%.txt pyproject.toml tools/environment.py
	@$(PYTHON) tools/environment.py $*

.venv-%/.done: requirements/run.txt requirements/%.txt requirements/sources.txt pyproject.toml tools/environment.py
	@$(PYTHON) tools/environment.py $*
