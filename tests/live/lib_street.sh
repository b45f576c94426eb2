# SPDX-License-Identifier: GPL-3.0-or-later
# For scripts that prove a house of the practice street by somebody else's client. To be read with ".", with $name and
# $platform set; gives $here, $bin, skip, need_packages, start_street and url_of.

here=$(cd "$(dirname "$0")" && pwd) || exit 1
bin=${1:-${SHOPBELL_BIN:-$here/../../build/release/bin}}
[ -x "$bin/shopbell-practice" ] || bin="$bin/bin"
if [ ! -x "$bin/shopbell-practice" ]; then
    echo "$name: there is no shopbell-practice in ${1:-${SHOPBELL_BIN:-build/release/bin}}" >&2
    exit 1
fi

skip() {
    echo "SKIP $name: $1"
    exit 0
}

need_packages() { # PACKAGE…
    command -v npm >/dev/null 2>&1 && command -v node >/dev/null 2>&1 || skip "Node and npm are not installed"
    [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 18 ] || skip "Node $(node --version) is too old, 18 is needed"
    for package in "$@"; do
        if [ ! -d "$here/node_modules/$package" ]; then
            (cd "$here" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) || skip "npm could not fetch the packages"
            break
        fi
    done
}

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

# Starts a street and leaves its address in the file STREET.
start_street() { # STREET [OPTION…]
    street=$1
    shift
    "$bin/shopbell-practice" --port-base 0 --platforms "$platform" "$@" >"$work/$street" 2>"$work/$street.err" &
    streets="$streets $!"
    tries=0
    while ! grep -q "\"$platform\"" "$work/$street" 2>/dev/null; do
        tries=$((tries + 1))
        if [ "$tries" -gt 100 ]; then
            echo "$name: the street did not open: $(cat "$work/$street.err")" >&2
            exit 1
        fi
        sleep 0.1
    done
}
url_of() {
    sed "s/.*\"$platform\":\"\([^\"]*\)\".*/\1/" "$work/$1"
}
