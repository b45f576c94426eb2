#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# shopbell-cli against snac2, a small real server with a rough dialect of Mastodon's API (snac2.py has the claims).
# Server and client run in a network of their own: snac2 talks to whoever is named in a post.
set -u
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
bin=${SHOPBELL_BIN:-$here/../../build/release/bin}

skip() {
    echo "SKIP snac2: $1"
    exit 0
}

command -v snac >/dev/null 2>&1 || skip "snac is not installed (Debian's backports, package snac2)"
command -v python3 >/dev/null 2>&1 || skip "python3 is not installed"
command -v unshare >/dev/null 2>&1 || skip "unshare is not installed"
if [ "$(id -u)" -eq 0 ]; then
    alone='unshare -n'
else
    alone='unshare -rn'
fi
$alone true 2>/dev/null || skip "a private network can't be made here ($alone)"
if [ ! -x "$bin/shopbell-cli" ]; then
    echo "$bin/shopbell-cli is not built" >&2
    exit 1
fi

exec $alone python3 -B "$here/snac2.py" "$bin/shopbell-cli"
