#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The practice street's X and shopbell-cli, each on its side of X's own OpenAPI: prism stands between them and refuses
# whatever the published schema does not know, in requests and in answers (x.py has the claims).
#
# sh tests/live/x.sh [BIN]     BIN: the folder that holds shopbell-practice (default: $SHOPBELL_BIN, build/release/bin)
# Ends 0 when it holds or had to be skipped ("SKIP x: reason"), 1 when something does not hold.
set -u

name=x platform=x
. "$(dirname "$0")/lib_street.sh"
command -v python3 >/dev/null 2>&1 || skip "python3 is not installed"
spec=${SHOPBELL_SHARED:-$here/../../../shared}/specs/x-openapi.json
[ -f "$spec" ] || skip "no specs/x-openapi.json in ${SHOPBELL_SHARED:-../shared}"
need_packages @stoplight/prism-cli

# Leaves the address of a prism before the street STREET in the file PRISM.
start_prism() { # PRISM STREET
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    "$here/node_modules/.bin/prism" proxy "$spec" "$(url_of "$2")" --errors -h 127.0.0.1 -p "$port" >"$work/$1.log" 2>&1 &
    streets="$streets $!"
    tries=0
    while ! grep -q 'Prism is listening' "$work/$1.log" 2>/dev/null; do
        tries=$((tries + 1))
        if [ "$tries" -gt 300 ]; then
            echo "x: prism did not open: $(tail -n 3 "$work/$1.log")" >&2
            exit 1
        fi
        sleep 0.2
    done
    echo "http://127.0.0.1:$port" >"$work/$1"
}

start_street street --frozen --quiet
start_prism prism street
mkdir "$work/home"
python3 "$here/x.py" "$bin/shopbell-cli" "$(url_of street)" "$(cat "$work/prism")" "$work/home"
