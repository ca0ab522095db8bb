# Everything here runs in .venv, which `make` builds from the locks. All that a machine needs is Python 3.11 or newer
# with its venv module, make and git. Written for GNU make 3.81 and newer, and for paths with spaces.

PYTHON ?= python3
SERVE ?= 127.0.0.1:8000
# loadfile: the tests of one file share what is costly to make, such as a built site.
PYTEST_FLAGS ?= --numprocesses auto --dist loadfile
# Set it empty to keep the locked versions and only add or drop what pyproject.toml asks for.
LOCK_FLAGS ?= --upgrade

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input

export PYTHONUTF8 := 1
# No notice about MkDocs 2 in every build: the version ranges in pyproject.toml have answered it.
export NO_MKDOCS_2_WARNING := 1
# The date in the sitemap is that of the commit, not of the build, so that two builds of a commit are equal.
ifndef SOURCE_DATE_EPOCH
COMMIT_TIME := $(shell git log -1 --format=%ct 2>/dev/null)
ifneq ($(COMMIT_TIME),)
export SOURCE_DATE_EPOCH := $(COMMIT_TIME)
endif
endif

# An empty address is none: then that of mkdocs.yml counts.
ifeq ($(SITE_URL),)
unexport SITE_URL
endif

# The manifest names the commit of the data, if they are as they were committed.
ifndef GONGKAI_COMMIT
export GONGKAI_COMMIT := $(shell git diff --quiet HEAD -- reports 2>/dev/null && \
	test -z "$$(git ls-files --others -- reports)" && git rev-parse HEAD)
endif

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help site verify serve check test bench lint format docs lock clean

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r target text; do \
		printf '  make %-8s %s\n' "$$target" "$$text"; done

site: $(VENV)/project ## Build the site into site/; any warning fails the build
	$(BIN)/mkdocs build --strict

verify: $(VENV)/project ## Read site/ again and hold it against the data
	$(BIN)/gongkai verify site

serve: $(VENV)/project ## Show the site at SERVE (127.0.0.1:8000); saved changes show at once
	$(BIN)/mkdocs serve --livereload --dev-addr '$(SERVE)'

check: lint ## Fast: lint, types, layers, the tests without browser and Java, a strict build, verified
	$(BIN)/pytest $(PYTEST_FLAGS) -m 'not browser and not java and not long and not alone'
	$(BIN)/mkdocs build --strict --quiet
	$(BIN)/gongkai verify site

test: lint ## Everything; what cannot run on this machine is named at the end, with the reason
	$(BIN)/pytest $(PYTEST_FLAGS) -m 'not alone'
	$(BIN)/pytest -m alone
	$(BIN)/mkdocs build --strict --quiet
	$(BIN)/gongkai verify site

bench: $(VENV)/dev ## Measure the finder of wrong cells, and what checks and downloads cost
	$(BIN)/python -m tests.benchmarks finder
	$(BIN)/python -m tests.benchmarks cost
	$(BIN)/python -m tests.benchmarks downloads

lint: $(VENV)/dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --cache-dir .cache/import-linter
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-actions .github/actions/*/action.yml
	$(BIN)/zizmor --offline --quiet .github

format: $(VENV)/dev ## Format the code, and mend what ruff can mend
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

docs: $(VENV)/dev ## Renew the generated parts of docs/
	$(BIN)/python -m tests.docs.generate

# uv makes one lock for every Python and platform. It is only needed here, so only here is it installed.
UV := .cache/lock/bin/uv pip compile pyproject.toml --quiet --no-config --universal --python-version 3.11 \
	--generate-hashes --no-annotate --custom-compile-command 'make lock' $(LOCK_FLAGS) --group build

lock: $(VENV)/made-in ## Renew requirements.lock and requirements-dev.lock
	$(BIN)/python -m venv .cache/lock
	.cache/lock/bin/python -m pip --disable-pip-version-check install --quiet uv==0.13.9
	$(UV) --output-file requirements.lock
	$(UV) --group dev --all-extras --constraints requirements.lock --output-file requirements-dev.lock

clean: ## Remove all that was made: site/, .venv, .cache
	rm -rf site .cache $(VENV) dist build
	find plugins tests -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# --- The environment -------------------------------------------------------------------------------------------------
# Each step leaves a file in .venv, so that nothing is installed twice and a changed lock is installed.

# $(call quietly,COMMAND): its output is shown only when it fails.
quietly = $(1) >$(VENV)/log 2>&1 || { cat $(VENV)/log >&2; exit 1; }

# A virtual environment works only in the folder that it was made in, and only as long as its Python is there: a moved
# or copied tree makes a new one.
ifneq "$(shell test -x $(BIN)/python && cat $(VENV)/made-in 2>/dev/null)" "$(shell pwd -P)"
.PHONY: $(VENV)/made-in
endif

$(VENV)/made-in:
	@command -v '$(PYTHON)' >/dev/null || { \
		echo 'gongkai needs Python 3.11 or newer, and $(PYTHON) is not there. Name another: make PYTHON=python3.12' >&2; \
		exit 1; }
	@'$(PYTHON)' -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "gongkai needs Python 3.11 or newer; $(PYTHON) is $$('$(PYTHON)' --version 2>&1)." \
			'Name a newer one: make PYTHON=python3.12' >&2; \
		exit 1; }
	@'$(PYTHON)' -m venv --clear $(VENV)
	@pwd -P >$@

$(VENV)/runtime: $(VENV)/made-in requirements.lock
	@echo 'Installing the locked packages into $(VENV)'
	@$(call quietly,$(PIP) install --require-hashes -r requirements.lock)
	@touch $@

$(VENV)/project: $(VENV)/runtime pyproject.toml
	@$(call quietly,$(PIP) install --no-deps --no-build-isolation --editable .)
	@touch $@

$(VENV)/dev: $(VENV)/project requirements-dev.lock
	@echo 'Installing the locked development tools into $(VENV)'
	@$(call quietly,$(PIP) install --require-hashes -r requirements-dev.lock)
	@touch $@
