#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The answers of real servers to a send, cut at fifty places each: tests/live says what has to hold, and does five of them
# every day. Ends 0 when all holds or had to be skipped ("SKIP name: reason").
set -u
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
export SHOPBELL_RELIABILITY=1

code=0
for name in snac2 bluesky; do
    said=$(sh "$here/../live/$name.sh") || code=1
    printf '%s\n' "$said"
    cuts=$(printf '%s\n' "$said" | grep -cE '^ok  .* cut (before|after|within|right)')
    [ "$cuts" -eq 0 ] || echo "figure: $name, cut answers that hold: $cuts"
done
exit $code
