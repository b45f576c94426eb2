#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# shopbell-cli against real Bluesky servers: PLC, PDS and AppView from npm's @atproto/dev-env, the AppView with PostgreSQL
# and redis (bluesky.py has the claims). Servers and client run in a network of their own, on loopback alone.
#
# sh tests/live/bluesky.sh [--install]     --install: only fetch and compile the servers
#
# The servers are kept compiled for the next time, 370 MB, in SHOPBELL_TEST_CACHE (default: shopbell-tests in the user's
# cache folder). Ends 0 when all holds or had to be skipped ("SKIP bluesky: reason"), 1 when something does not hold.
set -u
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
bin=${SHOPBELL_BIN:-$here/../../build/release/bin}

skip() {
    echo "SKIP bluesky: $1"
    exit 0
}

node_is_new_enough() {
    command -v node >/dev/null 2>&1 && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 18 ]
}

# Native modules are compiled with the headers of the very Node that runs them: beside it, or npm's own node package.
headers_of_node() {
    program=$(node -p 'require("fs").realpathSync(process.execPath)')
    for folder in "$(dirname "$program")/.." "$(dirname "$program")"/../node_modules/node-*; do
        version=$folder/include/node/node_version.h
        if [ -f "$version" ] &&
            [ "$(awk '$2 ~ /^NODE_(MAJOR|MINOR|PATCH)_VERSION$/ { printf "%s%s", dot, $3; dot = "." }' "$version")" = \
                "$(node -p process.versions.node)" ]; then
            (CDPATH='' cd -- "$folder" && pwd)
            return
        fi
    done
}

# In a folder named after the lock file and Node's binary interface, so that another of either is installed anew.
install_servers() {
    cache=${SHOPBELL_TEST_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/shopbell-tests}/bluesky
    name=$(cksum <"$here/bluesky/package-lock.json" | cut -d ' ' -f 1)-node$(node -p process.versions.modules)
    if [ ! -d "$cache/$name" ]; then
        headers=$(headers_of_node)
        [ -n "$headers" ] || skip "Node $(node --version) has no headers here to compile better-sqlite3 with (libnode-dev)"
        for program in g++ make python3; do
            command -v $program >/dev/null 2>&1 || skip "$program is not installed, and better-sqlite3 is compiled with it"
        done
        new=$cache/making-$$
        mkdir -p "$new" && cp "$here/bluesky/package.json" "$here/bluesky/package-lock.json" "$here/bluesky/.npmrc" "$new" ||
            skip "$cache can't be written"
        if ! (cd "$new" && npm_config_nodedir=$headers npm ci --no-audit --no-fund --loglevel=error) >&2; then
            rm -rf "$new"
            skip "npm could not fetch or compile @atproto/dev-env"
        fi
        # Another run may have been quicker. Those of other lock files will not be asked for again.
        if [ -d "$cache/$name" ]; then rm -rf "$new"; else mv "$new" "$cache/$name"; fi
        for other in "$cache"/*-node*; do
            [ "$other" = "$cache/$name" ] || rm -rf "$other"
        done
    fi
    rm -rf "$here/bluesky/node_modules"
    ln -s "$cache/$name/node_modules" "$here/bluesky/node_modules"
}

node_is_new_enough || PATH="$here/node_modules/.bin:$PATH"
node_is_new_enough || skip "Node 18 or newer is not installed"
command -v npm >/dev/null 2>&1 || skip "npm is not installed"
install_servers
[ "${1:-}" = --install ] && exit 0

for folder in /usr/lib/postgresql/*/bin; do
    PATH="$folder:$PATH" # of several the newest, which comes last
done
for program in python3 redis-server postgres initdb unshare setpriv; do
    command -v $program >/dev/null 2>&1 || skip "$program is not installed"
done
# PostgreSQL refuses to run as root, real or mapped.
if [ "$(id -u)" -eq 0 ]; then
    id postgres >/dev/null 2>&1 || skip "there is no user postgres"
    alone='unshare -n' owner=postgres
    postgres='setpriv --reuid=postgres --regid=postgres --clear-groups --pdeathsig QUIT'
else
    alone='unshare -rn' owner=-
    postgres="unshare -U --map-user=$(id -u) --map-group=$(id -g) setpriv --pdeathsig QUIT"
fi
$alone $postgres true 2>/dev/null || skip "a private network can't be made here ($alone)"
if [ ! -x "$bin/shopbell-cli" ]; then
    echo "$bin/shopbell-cli is not built" >&2
    exit 1
fi

exec $alone python3 -B "$here/bluesky.py" "$bin/shopbell-cli" $owner $postgres
