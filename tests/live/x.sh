#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Proves the practice street and shopbell-cli by X's own OpenAPI: prism stands between the client and the house and looks at
# both (x/contract.test.mjs, x.py).
#
# sh tests/live/x.sh [BIN]     BIN: the folder that holds shopbell-practice (default: $SHOPBELL_BIN, build/release/bin)
# Ends 0 when it holds or had to be skipped ("SKIP x: reason"), 1 when something does not hold.
set -u

name=x platform=x
. "$(dirname "$0")/lib_street.sh"
. "$(dirname "$0")/lib_contract.sh"
need_contract x-openapi.json
need_packages @stoplight/prism-cli
command -v python3 >/dev/null 2>&1 || skip "python3 is not installed"

start_street quiet --quiet --frozen --start-at 1777885200000
start_contract quiet
export STREET_URL CONTRACT_URL
STREET_URL=$(url_of quiet)
CONTRACT_URL=$(contract_url_of quiet)
node --test "$here/x/contract.test.mjs" || {
    grep -i 'violation' "$work/quiet.contract" | head -n 20
    exit 1
}

start_street shop --quiet --frozen
start_contract shop
mkdir "$work/home"
python3 "$here/x.py" "$bin/shopbell-cli" "$(url_of shop)" "$(contract_url_of shop)" "$work/home"
