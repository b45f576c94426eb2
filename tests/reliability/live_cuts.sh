#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The answers of real servers to a send, cut at fifty places each: tests/live says what has to hold, and does five of them
# every day. Ends 0 when all holds or had to be skipped ("SKIP name: reason").
set -u
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
export SHOPBELL_RELIABILITY=1

code=0 figures=''
for name in snac2 bluesky; do
    said=$(sh "$here/../live/$name.sh")
    ended=$?
    printf '%s\n' "$said"
    cuts=$(printf '%s\n' "$said" | grep -cE '^ok  .* cut (before|after|within|right)')
    if [ $ended -ne 0 ]; then
        code=1
    elif [ "$cuts" -gt 0 ]; then
        figures="${figures}figure: $name, answers cut and every claim held: $cuts
"
    fi
done
# At the end, where tests/run.sh shows them.
printf '%s' "$figures"
exit $code
