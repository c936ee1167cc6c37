# The two commands of the README are `make demo` and `make test`. Both set up by themselves.

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
STORE ?= build/demo.db
JOBS ?= 1

.PHONY: demo test check serve quality bench docs fix lock browser clean

demo: $(STAMP)
	@$(BIN)/vedette demo --store $(STORE)

test: $(STAMP)
	$(BIN)/python -m pytest -n 2

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) test

serve: $(STAMP) $(STORE)
	$(BIN)/vedette serve --store $(STORE)

$(STORE): | $(STAMP)
	@$(BIN)/vedette demo --store $(STORE) > /dev/null

quality: $(STAMP)
	@test -n "$(DATA)" || { echo "Say where the evaluation data lies: make quality DATA=FOLDER"; exit 2; }
	$(BIN)/python -m quality all --data $(DATA)

bench: $(STAMP)
	$(BIN)/python -m bench
	$(BIN)/python -m bench.origins
	$(BIN)/python -m bench.stories --rungs 10000 100000
	$(BIN)/python -m bench.checking

# The manual pages from help texts, tests and data; --examples also runs their examples again.
docs: $(STAMP)
	$(BIN)/python -m docs.make --examples

fix: $(STAMP)
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

# Pinned versions with digests and no registry's address; needs uv.
lock:
	uv pip compile --generate-hashes --no-emit-index-url --no-header -q --python-version 3.11 \
		requirements/dev.in -o requirements/dev.txt
	uv pip compile --generate-hashes --no-emit-index-url --no-header -q --python-version 3.11 \
		requirements/runtime.in -c requirements/dev.txt -o requirements/runtime.txt

# The modules that pages load, from browser/src; needs Node.js. What it builds is committed.
browser:
	cd browser && npm ci --silent --ignore-scripts && npm run --silent build

clean:
	rm -rf build dist $(VENV)

$(STAMP): requirements/dev.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Vedette needs Python 3.11: set PYTHON=/path/to/python3"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)
