#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Proves the practice street by npm's masto, the JavaScript client of Mastodon's API.
#
# sh tests/live/masto.sh [BIN]     BIN: the folder that holds shopbell-practice (default: $SHOPBELL_BIN, build/release/bin)
# Ends 0 when it holds or had to be skipped ("SKIP masto: reason"), 1 when something does not hold.
set -u

name=masto platform=mastodon
. "$(dirname "$0")/lib_street.sh"
need_packages masto ajv ajv-formats

start_street quiet --quiet
start_street lively --frozen --seed 5
export STREET_URL LIVELY_STREET_URL
STREET_URL=$(url_of quiet)
LIVELY_STREET_URL=$(url_of lively)
shared=${SHOPBELL_SHARED:-$here/../../../shared}
if [ ! -f "$shared/specs/mastodon-openapi.json" ]; then
    echo "SKIP masto contract: no specs/mastodon-openapi.json in $shared"
fi
node --test "$here/masto/street.test.mjs" || exit 1
