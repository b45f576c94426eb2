#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Proves the practice street's Facebook and Instagram by Meta's own client (npm's facebook-nodejs-business-sdk), by the lists of fields
# that it is made from, and by recorded answers.
#
# sh tests/live/meta.sh [BIN]     BIN: the folder that holds shopbell-practice (default: $SHOPBELL_BIN, build/release/bin)
# Ends 0 when it holds or had to be skipped ("SKIP meta: reason"), 1 when something does not hold.
set -u

name=meta platform=facebook
. "$(dirname "$0")/lib_street.sh"
need_packages facebook-nodejs-business-sdk

SHOPBELL_SHARED=${SHOPBELL_SHARED:-$here/../../../shared}
[ -d "$SHOPBELL_SHARED/specs/meta-codegen" ] || echo "SKIP meta fields: no specs/meta-codegen in $SHOPBELL_SHARED"
[ -d "$SHOPBELL_SHARED/captures/recorded/facebook" ] || echo "SKIP meta recordings: no captures/recorded/facebook in $SHOPBELL_SHARED"
start_street page --frozen --seed 5
FACEBOOK_URL=$(url_of page)
platform=instagram
start_street account --frozen --seed 5
INSTAGRAM_URL=$(url_of account)
export SHOPBELL_SHARED FACEBOOK_URL INSTAGRAM_URL
failed=0
for part in sdk contract; do
    node --test "$here/meta/$part.test.mjs" || failed=1
done
exit $failed
