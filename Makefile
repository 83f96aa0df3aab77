# Everything a person does here is one word: make help
# Needed beforehand: make, and Python 3.11 or newer with venv. PYTHON names another one: make demo PYTHON=python3.13

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help demo up test check bench lock install install-dev

ifdef PYTHON
CHOSEN := --this-python
else
PYTHON := $(shell for each in python3 python3.13 python3.12 python3.11 python3.14 python; do \
    $$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$each && break; done)
endif
ifeq ($(PYTHON),)
# None is new enough: the one there says so itself in one line.
PYTHON := python3
endif

PY := .venv/bin/python
BOOTSTRAP = @command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed, but there is no $(PYTHON)\
 here. Install it, or name one: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; exit 1; }; \
 $(PYTHON) tools/bootstrap.py $(CHOSEN)
COMPILE = $(PY) -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
 --no-header --no-annotate pyproject.toml $(ARGS)

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-14s %s\n", $$1, $$2}'

demo: install ## Run a demonstration newsroom on this machine (PORT=8000)
	@exec $(PY) -m factcheck.supervise --with-parent --demo

up: install ## Run your own newsroom on this machine, without demonstration data (PORT=8000)
	@exec $(PY) -m factcheck.supervise --with-parent

test: install-dev ## Run all tests against real servers (ARGS goes to pytest, in place of two processes side by side)
	@command -v chromium >/dev/null || echo "Chromium is not installed, so the tests of pages in a browser are\
 skipped. On Debian: apt-get install chromium"
	@exec $(PY) -m pytest $(or $(ARGS),-n 2 --dist loadfile)

check: install-dev ## Check style, types, layers, migrations, deployment settings and the API's description
	@exec $(PY) tools/check.py

bench: install-dev ## Run the measurements of bench/
	@for each in $(filter-out %_of.py,$(wildcard bench/*.py)); do echo "== $$each"; $(PY) $$each || exit 1; done

lock: install-dev ## Write the locks anew from pyproject.toml (ARGS=--upgrade for newer versions)
	@$(PY) -c 'import uv' 2>/dev/null || $(PY) -m pip install -q --disable-pip-version-check uv
	@$(COMPILE) -o requirements.txt
	@$(COMPILE) --extra s3 -c requirements.txt -o requirements-s3.txt
	@$(COMPILE) --extra semantic -c requirements.txt -o requirements-semantic.txt
	@$(COMPILE) --extra llm -c requirements.txt -o requirements-llm.txt
	@$(COMPILE) --extra dev -c requirements.txt -o requirements-dev.txt

install:
	$(BOOTSTRAP)

install-dev:
	$(BOOTSTRAP) --dev
