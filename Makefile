# The commands of contract: run, test, bench, lint, soak, lock. They need Python 3.11 or newer and make, nothing else.

VENV := .venv
BIN := $(VENV)/bin
JOBMATCH_PORT ?= 8000
WECHAT_PORT ?= $(shell expr $(JOBMATCH_PORT) + 10)
CLIENT := mini_program_web
# Half of the tests' time is waiting, for a browser, a database, another process: two workers a processor, and who
# has done all takes over from who has not.
WORKERS := $(shell expr $$(getconf _NPROCESSORS_ONLN) \* 2)

# PYTHON=/path/to/python3.12 make test   chooses another interpreter for a new .venv.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
ifndef PYTHON
PYTHON := $(shell for name in python3.11 python3 python3.12 python3.13 python3.14 python; do \
    $$name -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$name && break; done)
endif

export JOBMATCH_PORT
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONDONTWRITEBYTECODE := 1

.DEFAULT_GOAL := help
.PHONY: help run test bench lint soak tour lock words client clean

help:
	@echo 'make run    a fictitious county, the web server and the worker; JOBMATCH_PORT chooses the port ($(JOBMATCH_PORT))'
	@echo 'make test   the whole suite, on SQLite and on a real PostgreSQL'
	@echo 'make lint   ruff and mypy'
	@echo 'make client the mini-program for a browser, at /m/; run and test make it too'
	@echo 'make bench  the benchmarks, each with its peer beside it'
	@echo 'make soak   the long forms of the tests'
	@echo 'make tour   the pictures of docs/tour.md, of every page, by a browser of this machine'
	@echo 'make lock   requirements*.in into locks with hashes'

# A county of invented people belongs into a database of its own, whatever the environment says.
run: export JOBMATCH_DATABASE_URL := sqlite:///var/jobmatch.db
run: export JOBMATCH_KEY_FILE := var/seal.keys
run: export JOBMATCH_FICTITIOUS_IDS := 1
run: export JOBMATCH_SMS_FOLDER := var/text-messages
run: export WECHAT_API_ROOT := http://127.0.0.1:$(WECHAT_PORT)
run: export WECHAT_APPID := wxsimulated00000000
run: export WECHAT_SECRET := simulated-secret-00000000000000
run: export WECHAT_TOKEN := simulatedtoken
run: export WECHAT_AES_KEY := simulatedaeskey0000000000000000000000000000
run: export WECHAT_TEMPLATES := wechat_simulator/account.toml
run: $(VENV)/.for-running
	@$(MAKE) --no-print-directory client || echo 'The mini-program could not be built for the browser: the page /m/ says so, everything else works. Again: make client' >&2
	@$(BIN)/python -m jobmatch init
	@$(BIN)/python -m jobmatch demo --size county --if-empty
	@echo 'the mini-program in a browser: http://127.0.0.1:$(JOBMATCH_PORT)/m/, as a kiosk with ?mode=kiosk' >&2
	@echo 'what telephones would show: http://127.0.0.1:$(WECHAT_PORT)/; text messages are written to $(JOBMATCH_SMS_FOLDER)/' >&2
	@$(BIN)/python -m wechat_simulator --port $(WECHAT_PORT) --beside $$$$ \
	    --callback http://127.0.0.1:$(JOBMATCH_PORT)/wechat/callback >/dev/null & \
	exec $(BIN)/python -m jobmatch serve --host 127.0.0.1 --port $(JOBMATCH_PORT) --worker

test: $(VENV)/.for-testing client
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

soak: $(VENV)/.for-testing client
	JOBMATCH_SOAK=1 $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

tour: $(VENV)/.for-testing client
	$(BIN)/python -m pytest -q tests/browser/tour/making.py

lint: $(VENV)/.for-testing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.for-testing
	$(BIN)/python -m benchmarks

lock: $(VENV)/.for-testing
	$(BIN)/uv pip compile --quiet --no-header --no-annotate --no-emit-index-url --no-strip-extras --python-version 3.11 --generate-hashes requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --no-header --no-annotate --no-emit-index-url --no-strip-extras --python-version 3.11 --generate-hashes requirements-province.in -o requirements-province.txt
	$(BIN)/uv pip compile --quiet --no-header --no-annotate --no-emit-index-url --no-strip-extras --python-version 3.11 --generate-hashes requirements-client.in -o requirements-client.txt
	$(BIN)/uv pip compile --quiet --no-header --no-annotate --no-emit-index-url --no-strip-extras --python-version 3.11 --generate-hashes requirements-dev.in -o requirements-dev.txt

# Sentences of the pages, collected into their English file; fill in what is empty there, then run it again to compile.
words: $(VENV)/.for-testing
	@mkdir -p var
	cd desk && ../$(BIN)/pybabel -q extract -F babel.cfg -k _ -k _l --no-location --sort-output -o ../var/words.pot . ../mini_program_api ../trainers
	cd desk && ../$(BIN)/pybabel -q update -i ../var/words.pot -d translations --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	cd desk && ../$(BIN)/pybabel -q compile -d translations

# The mini-program for a browser: node comes from a wheel, the packages of its runtime from their lock, and nothing built
# is kept in the repository.
client: $(CLIENT)/built/app.js

$(CLIENT)/built/app.js: $(CLIENT)/node_modules/.installed $(wildcard $(CLIENT)/*.mjs $(CLIENT)/runtime/* $(addprefix mini_program/,*.* */*.* */*/*.*))
	$(BIN)/node $(CLIENT)/build.mjs

$(CLIENT)/node_modules/.installed: $(CLIENT)/package-lock.json $(VENV)/.for-building
	cd $(CLIENT) && ../$(BIN)/npm ci --ignore-scripts --silent
	@touch $@

clean:
	rm -rf $(VENV) $(CLIENT)/node_modules $(CLIENT)/built

# A lock that changed is installed again; nothing is fetched otherwise.
$(VENV)/.for-running: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.for-building: requirements-client.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-client.txt
	@touch $@

$(VENV)/.for-testing: requirements.txt requirements-province.txt requirements-client.txt requirements-dev.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt -r requirements-province.txt -r requirements-client.txt -r requirements-dev.txt
	@touch $(VENV)/.for-running $(VENV)/.for-building $@

$(BIN)/python:
	@test -n '$(PYTHON)' || { echo 'Python 3.11 or newer is needed, and none was found. Install it, or name it: make PYTHON=/path/to/python3.11' >&2; exit 2; }
	@'$(PYTHON)' -c '$(NEW_ENOUGH)' || { echo '$(PYTHON) is older than Python 3.11. Name a newer one: make PYTHON=/path/to/python3.11' >&2; exit 2; }
	@'$(PYTHON)' -m venv $(VENV) || { rm -rf $(VENV); echo 'This Python cannot make a virtual environment. On Debian: apt-get install python3-venv' >&2; exit 2; }
