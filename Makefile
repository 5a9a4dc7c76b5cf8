# make demo    set up .venv and run the main job on the bundled mug: out/demo.blend .glb .fbx .png
# make test    set up .venv, lint, run the whole test suite
# make lint    ruff, pyright, import-linter
# make zip     the Blender extension, one zip a platform, in dist/
# make judges  the independent readers of exported files that the tests use (needs the npm registry)
# make corpus  build the objects and grasps to train on, and their captions, anew (hours; continues where it was cut)
# make bench   print the benchmark tables
# make matrix  the Blender tests on 4.2, 4.5, 5.0 and (where Python 3.13 is found) 5.2
# make clean   remove what the others made, but not .venv
# Needs Python 3.11 and make; everything else is installed into .venv.

SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PYTHON ?= $(shell for candidate in python3.11 python3 python; do \
	"$$candidate" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null \
	&& command -v "$$candidate" && break; done)
# numpy's threads fight each other over few cores and gain nothing on arrays of this size
export OMP_NUM_THREADS ?= 1
export OPENBLAS_NUM_THREADS ?= 1
PYTEST_ARGS ?=
CORPUS_ARGS ?=

.PHONY: setup demo test lint zip judges corpus bench matrix clean
.DEFAULT_GOAL := help

help:
	@sed -n 's/^# make/make/p' Makefile

setup: $(STAMP)

$(STAMP): requirements/dev.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 was not found: install it (Debian: apt-get install python3.11 python3.11-venv) or call make PYTHON=/path/to/python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Could not make $(VENV) with $(PYTHON) (Debian: apt-get install python3.11-venv)"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@mkdir -p .cache/typing && ln -sfn ../.. .cache/typing/semgrasp
	@touch $(STAMP)

# Blender's module needs a few system libraries; said before it fails with a linker's message.
.PHONY: system
system: $(STAMP)
	@$(BIN)/python tools/check_system.py

demo: system
	@mkdir -p out
	$(BIN)/semgrasp generate examples/mug.glb --instruction "hold the mug by its handle to drink" \
		-o out/demo.blend -o out/demo.glb -o out/demo.fbx -o out/demo.png
	@ls -l out/demo.*

lint: $(STAMP)
	$(BIN)/ruff check
	PYRIGHT_PYTHON_IGNORE_WARNINGS=1 $(BIN)/pyright
	@$(BIN)/lint-imports --no-cache --config pyproject.toml

# Readers of FBX and glTF that are not ours; tests that need them are skipped where they could not be installed.
JUDGES := tools/judges/node_modules/.package-lock.json
judges: $(JUDGES)

$(JUDGES): $(STAMP) tools/judges/package-lock.json tools/judges/install.py
	@$(BIN)/python tools/judges/install.py && touch -c $@

test: system lint judges
	$(BIN)/python -m pytest $(PYTEST_ARGS)

zip: $(STAMP)
	$(BIN)/python tools/build_zips.py

# On all cores; CORPUS_ARGS="--workers 8" or "--ray HOST:PORT" is passed on to the build.
corpus: $(STAMP)
	$(BIN)/semgrasp-corpus build $(CORPUS_ARGS)
	$(BIN)/semgrasp-corpus collect
	$(BIN)/semgrasp-corpus captions --reserved tests/data/instructions.jsonl

bench: $(STAMP)
	$(BIN)/python -m benchmarks

matrix: $(STAMP)
	$(BIN)/python tools/test_matrix.py

clean:
	rm -rf build dist out .pytest_cache .ruff_cache .hypothesis .import_linter_cache *.egg-info
	find . -name __pycache__ -not -path './.venv/*' -not -path './.cache/*' -prune -exec rm -rf {} +
