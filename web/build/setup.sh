#!/bin/sh
# Sees to it that a tool is there: setup.sh go | node | cc | chromium | firefox
#
# Says nothing when it is, or could be installed; chromium and firefox print the path to it. Otherwise it fails,
# with one line that says what is missing.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)

fail() {
	echo "hindsight: $*" >&2
	exit 1
}

# at_least WANTED GOT: versions in numeric order.
at_least() {
	[ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]
}

# install PACKAGE...: from Debian's packages, where this may be done without asking.
install() {
	command -v apt-get >/dev/null || return 1
	as_root=
	if [ "$(id -u)" -ne 0 ]; then
		as_root='sudo -n'
		$as_root true 2>/dev/null || return 1
	fi
	echo "hindsight: installing $* with apt-get" >&2
	{
		$as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q &&
			$as_root env DEBIAN_FRONTEND=noninteractive \
				apt-get install -q -y --no-install-recommends "$@"
	} >&2
}

# go.mod's version counts. An older Go may fetch the newer one by itself, unless GOTOOLCHAIN forbids
# it: asked for its version here, it either has it then, or fails.
need_go() {
	wanted=$(sed -n 's/^go //p' "$root/go.mod")
	command -v go >/dev/null || fail "Go is missing: Go $wanted or newer is needed"
	got=$(cd "$root" && go env GOVERSION 2>/dev/null) || got=$(cd / && GOTOOLCHAIN=local go env GOVERSION)
	at_least "$wanted" "${got#go}" || fail "Go ${got#go} is too old: Go $wanted or newer is needed"
}

need_node() {
	wanted=$(sed -n 's/.*"node": ">=\([0-9.]*\)".*/\1/p' "$root/web/package.json")
	command -v node >/dev/null || fail "Node.js is missing: Node.js $wanted or newer is needed"
	got=$(node -p process.versions.node)
	at_least "$wanted" "$got" || fail "Node.js $got is too old: Node.js $wanted or newer is needed"
	command -v npm >/dev/null || fail "npm is missing: it comes with Node.js, or as a package of its own"
}

# The race detector needs a C compiler, and the C library's headers.
can_compile() {
	echo '#include <stdlib.h>' | $(go env CC) -E - >/dev/null 2>&1
}

need_cc() {
	can_compile || install gcc libc6-dev || true
	can_compile || fail "a C compiler is missing, which go test -race needs: install gcc and libc6-dev"
}

# The headless shell first: it is the same browser without its own window, which would take as much
# of the machine as the page does.
find_chromium() {
	for name in chromium-headless-shell chromium chromium-browser google-chrome; do
		command -v "$name" && return
	done
	return 1
}

need_chromium() {
	if [ -n "${CHROMIUM:-}" ]; then
		command -v "$CHROMIUM" || fail "CHROMIUM is $CHROMIUM, which can't be run"
		return
	fi
	find_chromium && return
	install chromium-headless-shell fonts-dejavu-core || install chromium fonts-dejavu-core || true
	find_chromium || fail "Chromium is missing, which the browser tests need: install it, or set CHROMIUM"
}

find_firefox() {
	command -v firefox-esr || command -v firefox
}

need_firefox() {
	if [ -n "${FIREFOX:-}" ]; then
		command -v "$FIREFOX" || fail "FIREFOX is $FIREFOX, which can't be run"
		return
	fi
	find_firefox && return
	install firefox-esr fonts-dejavu-core || true
	find_firefox || fail "Firefox is missing: install it, or set FIREFOX"
}

case "${1:-}" in
go | node | cc | chromium | firefox) "need_$1" ;;
*) fail "setup.sh: want go, node, cc, chromium or firefox, got \"${1:-}\"" ;;
esac
