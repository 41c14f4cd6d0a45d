# make run [PORT=8501] [HOST=localhost] [DEMO=no]     see README.md; without make: `python -m scripts.run`
PORT ?= 8501
HOST ?= localhost
DEMO ?= yes
ROUNDS ?= 5
MINUTES ?= 5

BIN := .venv/bin
CODE := app.py pages components documents db domain tests bench scripts

.PHONY: run test bench screenshots fix clean

run: .venv/.runtime
	@PORT="$(PORT)" HOST="$(HOST)" DEMO="$(DEMO)" $(BIN)/python -m scripts.run

test: .venv/.development
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy $(CODE)
	$(BIN)/lint-imports
	$(BIN)/python -m scripts.check_migrations
	$(BIN)/pytest -n 3 --dist loadgroup

bench: .venv/.development
	$(BIN)/python -m bench --rounds $(ROUNDS)
	$(BIN)/python -m bench.load --minutes $(MINUTES)

screenshots: .venv/.development
	$(BIN)/python -m scripts.screenshots --documentation

fix: .venv/.development
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf .venv .venv-bare .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Installed again only when what is required has changed. Development brings the runtime too.
.venv/.runtime: deploy/requirements.lock
	@sh scripts/install.sh deploy/requirements.lock
	@touch $@

.venv/.development: deploy/requirements.lock deploy/requirements-dev.lock
	@sh scripts/install.sh deploy/requirements-dev.lock
	@touch .venv/.runtime $@
