# The one entrance: `make` lists what there is. Each target sets up what it needs.

SHELL := /bin/sh
SETUP := sh web/build/setup.sh
NPX := cd web && npx --no-install
WASM := GOOS=js GOARCH=wasm

# Where `make run` listens, as host:port; empty is the server's own default.
ADDR ?=
export ADDR

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run build test lint lint-go lint-page test-go test-wasm test-unit test-page screenshots fmt \
	bench bench-page bench-go fuzz soak kills measure firefox clean have-go have-node have-cc

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## build everything and serve the page (ADDR=host:port for another address)
	@go build -buildvcs=false -o hindsight . && exec ./hindsight

build: have-go web/node_modules/.installed ## build the page into web/dist and show its size
	@cd web && node build.mjs

test: ## run every check there is, and tell how long each part took
	@for part in lint test-go test-wasm test-unit test-page; do \
		began=$$(date +%s); \
		$(MAKE) --no-print-directory $$part || exit 1; \
		took="$$took$$part $$(($$(date +%s) - began)) s, "; \
	done; echo "make test: every check passed ($${took%, })."

lint: lint-go lint-page ## check formatting and run the linters

lint-go: have-go ## gofmt, go vet, staticcheck
	@echo '== gofmt'
	@unformatted=$$(gofmt -l *.go core wasm web/bench/generate) && if [ -n "$$unformatted" ]; then \
		echo "not formatted (make fmt does it):" $$unformatted >&2; exit 1; fi
	@echo '== go vet'
	@go vet ./...
	@$(WASM) go vet ./wasm/... ./core/...
	@echo '== staticcheck'
	@go tool staticcheck ./...
	@staticcheck=$$(go tool -n staticcheck) && $(WASM) "$$staticcheck" ./wasm/...

lint-page: web/node_modules/.installed ## Biome, the TypeScript compiler
	@echo '== biome'
	@$(NPX) biome check --error-on-warnings .
	@echo '== tsc'
	@$(NPX) tsc --noEmit
	@$(NPX) tsc --noEmit -p e2e

test-go: have-go have-cc ## the Go tests, with the race detector
	@echo '== go test -race'
	@CGO_ENABLED=1 go test -race ./...

test-wasm: have-go have-node ## the tests of the bindings, as WebAssembly in Node.js
	@echo '== go test, js/wasm'
	@$(WASM) go test -exec="$$(go env GOROOT)/lib/wasm/go_js_wasm_exec" ./wasm/...

test-unit: web/node_modules/.installed ## the page's own tests, in Node.js
	@echo '== node --test'
	@cd web && npm run --silent unit

test-page: build ## the browser tests, against the real server (CHROMIUM=path for another browser)
	@echo '== playwright'
	@CHROMIUM=$$($(SETUP) chromium) && export CHROMIUM && \
		go build -buildvcs=false -o hindsight . && $(NPX) playwright test

screenshots: build ## take the pictures again that the browser tests hold the page against
	@CHROMIUM=$$($(SETUP) chromium) && export CHROMIUM && \
		go build -buildvcs=false -o hindsight . && \
		$(NPX) playwright test e2e/screenshots.spec.ts --update-snapshots=changed

fmt: have-go web/node_modules/.installed ## format all sources
	@gofmt -w *.go core wasm web/bench/generate
	@$(NPX) biome check --write .

bench: build web/bench/node_modules/.installed ## measure the page beside its peers (N, SEED, PEERS, ROUNDS, RESULTS, OTHER)
	@$(NPX) tsc --noEmit -p bench
	@CHROMIUM=$$($(SETUP) chromium) && export CHROMIUM && \
		go build -buildvcs=false -o hindsight . && node web/bench/run.mjs

bench-page: build ## measure what has a budget, beside plain JavaScript (N=1000000, ROUNDS, OTHER=another hindsight)
	@CHROMIUM=$$($(SETUP) chromium) && export CHROMIUM && \
		go build -buildvcs=false -o hindsight . && node web/bench/run.mjs --page

bench-go: have-go ## the Go benchmarks
	@go test -run '^$$' -bench . -benchmem ./core/...

fuzz: have-go ## every fuzz target for FUZZTIME (10s) each
	@sh .ci/soak fuzz

soak: have-go have-cc kills ## long runs of what is random: kills, fuzz targets, property tests (KILLS, FUZZTIME, CHECKS)
	@FUZZTIME=$${FUZZTIME:-5m} sh .ci/soak fuzz
	@sh .ci/soak properties

measure: build ## measure, with a million events, what the page's work and keeping the log take
	@CHROMIUM=$$($(SETUP) chromium) && export CHROMIUM && \
		go build -buildvcs=false -o hindsight . && export MEASURE=1 && $(NPX) playwright test --workers=1

kills: build ## kill the browser in the middle of appends, KILLS (100) times
	@CHROMIUM=$$($(SETUP) chromium) && export CHROMIUM && \
		go build -buildvcs=false -o hindsight . && export KILLS=$${KILLS:-100} && \
		$(NPX) playwright test e2e/crash.spec.ts

firefox: build web/firefox/node_modules/.installed ## try own projections in Firefox (FIREFOX=path for another one)
	@$(NPX) tsc --noEmit -p firefox
	@FIREFOX=$$($(SETUP) firefox) && export FIREFOX && \
		go build -buildvcs=false -o hindsight . && cd web/firefox && npm run --silent try

clean: ## remove all that was built or installed here
	@rm -rf hindsight web/.cache web/node_modules web/e2e/results web/firefox/.cache web/firefox/node_modules web/bench/node_modules web/bench/results
	@find web/dist -mindepth 1 ! -name .gitkeep -delete

have-go:
	@$(SETUP) go

have-node:
	@$(SETUP) node

have-cc:
	@$(SETUP) cc

web/bench/node_modules/.installed: web/bench/package-lock.json web/bench/package.json | have-node
	@cd web/bench && npm ci
	@touch $@

web/firefox/node_modules/.installed: web/firefox/package-lock.json web/firefox/package.json | have-node
	@cd web/firefox && npm ci
	@touch $@

web/node_modules/.installed: web/package-lock.json web/package.json | have-node
	@cd web && npm ci
	@touch $@
