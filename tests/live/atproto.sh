#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Proves the practice street's Bluesky by npm's @atproto/api, the vendor's own client with the vendor's lexicons.
#
# sh tests/live/atproto.sh [BIN]     BIN: the folder that holds shopbell-practice (default: $SHOPBELL_BIN, build/release/bin)
# Ends 0 when it holds or had to be skipped ("SKIP atproto: reason"), 1 when something does not hold.
set -u

name=atproto platform=bluesky
. "$(dirname "$0")/lib_street.sh"
need_packages @atproto/api

start_street lively --frozen --seed 5
start_street limited --quiet --frozen --rate-limits
shared=${SHOPBELL_SHARED:-$here/../../../shared}
[ -d "$shared/captures/bluesky" ] || echo "SKIP atproto recordings: no captures/bluesky in $shared"
export STREET_URL LIVELY_STREET_URL LIMITED_STREET_URL
LIVELY_STREET_URL=$(url_of lively)
LIMITED_STREET_URL=$(url_of limited)
failed=0
for part in session posts chat recorded; do
    start_street "$part" --quiet --frozen
    STREET_URL=$(url_of "$part")
    node --test "$here/atproto/$part.test.mjs" || failed=1
done
exit $failed
