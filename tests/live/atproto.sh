#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Proves the practice street's Bluesky by npm's @atproto/api, the vendor's own client with the vendor's lexicons.
#
# sh tests/live/atproto.sh [BIN]     BIN: the folder that holds shopbell-practice (default: $SHOPBELL_BIN, build/release/bin)
# Ends 0 when it holds or had to be skipped ("SKIP atproto: reason"), 1 when something does not hold.
set -u

here=$(cd "$(dirname "$0")" && pwd) || exit 1
bin=${1:-${SHOPBELL_BIN:-$here/../../build/release/bin}}
[ -x "$bin/shopbell-practice" ] || bin="$bin/bin"
if [ ! -x "$bin/shopbell-practice" ]; then
    echo "atproto: there is no shopbell-practice in ${1:-${SHOPBELL_BIN:-build/release/bin}}" >&2
    exit 1
fi

skip() {
    echo "SKIP atproto: $1"
    exit 0
}

command -v npm >/dev/null 2>&1 && command -v node >/dev/null 2>&1 || skip "Node and npm are not installed"
[ "$(node -p 'process.versions.node.split(".")[0]')" -ge 18 ] || skip "Node $(node --version) is too old, 18 is needed"
if [ ! -d "$here/node_modules/@atproto/api" ]; then
    (cd "$here" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) || skip "npm could not fetch the packages"
fi

work=$(mktemp -d) || exit 1
streets=''
finish() {
    for pid in $streets; do
        kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null
    done
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

# Starts a street and leaves its address in the file NAME.
start_street() { # NAME [OPTION…]
    name=$1
    shift
    "$bin/shopbell-practice" --port-base 0 --platforms bluesky "$@" >"$work/$name" 2>"$work/$name.err" &
    streets="$streets $!"
    tries=0
    while ! grep -q '"bluesky"' "$work/$name" 2>/dev/null; do
        tries=$((tries + 1))
        if [ "$tries" -gt 100 ]; then
            echo "atproto: the street did not open: $(cat "$work/$name.err")" >&2
            exit 1
        fi
        sleep 0.1
    done
}
url_of() {
    sed 's/.*"bluesky":"\([^"]*\)".*/\1/' "$work/$1"
}

start_street lively --frozen --seed 5
start_street limited --quiet --frozen --rate-limits
shared=${SHOPBELL_SHARED:-$here/../../../shared}
[ -d "$shared/captures/bluesky" ] || echo "SKIP atproto recordings: no captures/bluesky in $shared"
export STREET_URL LIVELY_STREET_URL LIMITED_STREET_URL
LIVELY_STREET_URL=$(url_of lively)
LIMITED_STREET_URL=$(url_of limited)
failed=0
for name in session posts chat recorded; do
    start_street "$name" --quiet --frozen
    STREET_URL=$(url_of "$name")
    node --test "$here/atproto/$name.test.mjs" || failed=1
done
exit $failed
