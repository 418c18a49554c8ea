# Two commands do everything on a fresh Debian or Ubuntu machine: `make demo` and `make test`.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
# Tests and the processes that they start read compiled code instead of compiling it every time.
unexport PYTHONDONTWRITEBYTECODE

VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python

.PHONY: help demo test check setup screenshots bench dist test-real soak texts format clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

demo: $(VENV)/.runtime ## open the demo event (with no display: draw its screens to build/screens)
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then \
	  $(BIN)/kiosk demo; \
	else \
	  echo "No display here: drawing the demo's screens to build/screens/*.png instead."; \
	  $(BIN)/kiosk screenshots --out build/screens; \
	fi

test: check ## all checks, then all tests that need no real server or printer
	$(PY) -m pytest -q -n auto --ignore=tests/test_shape.py --ignore=tests/test_docs.py

check: $(VENV)/.dev ## format, lint, types, arrows, shape and docs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PY) scripts/texts.py --check
	$(PY) -m pytest -q tests/test_shape.py tests/test_docs.py

test-real: $(VENV)/.dev ## tests with a real pretix, real printers (CUPS, IPP) and a real window (Xvfb)
	@scripts/system-packages.sh real
	$(PY) -m pytest -q -p no:randomly tests/real

soak: $(VENV)/.dev ## the hub at full size: 20 stations, 10,000 contested tickets, 100,000 entries, servers killed
	KIOSK_SOAK=1 $(PY) -m pytest -q -s -p no:randomly tests/real/test_hub_contest.py \
	  tests/real/test_hub_cluster.py tests/real/test_hub_cut.py tests/real/test_hub_join.py

setup: $(VENV)/.dev ## install everything a developer needs
	@[ ! -d .git ] || $(BIN)/pre-commit install

screenshots: $(VENV)/.runtime ## draw every screen to build/screens
	$(BIN)/kiosk screenshots --out build/screens

bench: $(VENV)/.dev ## measure, as ratios against named peers in the same run
	$(PY) benchmarks/run_all.py

dist: $(VENV)/.dev ## wheel, source archive and the one-folder bundle in dist/
	$(PY) -m build --outdir dist
	$(BIN)/pyinstaller --noconfirm --distpath dist --workpath build/pyinstaller build.spec
	dist/kiosk/kiosk --version

texts: $(VENV)/.dev ## collect the texts from the code into the catalogs and compile them
	$(PY) scripts/texts.py

format: $(VENV)/.dev ## format and mend what ruff can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean: ## remove what was built
	rm -rf build dist $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(PY):
	@scripts/system-packages.sh window
	@scripts/make-venv.sh $(VENV)

$(VENV)/.runtime: pyproject.toml | $(PY)
	$(PY) -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(PY)
	$(PY) -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.runtime
