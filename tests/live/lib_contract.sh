# SPDX-License-Identifier: GPL-3.0-or-later
# For scripts that put a vendor's own description between a client and a house of the practice street. To be read with ".",
# after lib_street.sh; gives $contract, need_contract, start_contract and contract_url_of.

# The description's file, or the script ends here by name.
need_contract() { # FILE UNDER specs/
    shared=${SHOPBELL_SHARED:-$here/../../../shared}
    contract="$shared/specs/$1"
    [ -f "$contract" ] || skip "no specs/$1 in $shared"
}

# Starts prism before the street that start_street has opened under this name. It refuses what does not keep to the
# description, whichever side it comes from, and says so in the file STREET.contract.
start_contract() { # STREET
    street=$1
    contract_port=$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
    "$here/node_modules/.bin/prism" proxy "$contract" "$(url_of "$street")" --errors --host 127.0.0.1 --port "$contract_port" \
        >"$work/$street.contract" 2>&1 &
    streets="$streets $!"
    echo "http://127.0.0.1:$contract_port" >"$work/$street.contract_url"
    tries=0
    while ! grep -qs 'Prism is listening' "$work/$street.contract"; do
        tries=$((tries + 1))
        if [ "$tries" -gt 600 ]; then
            echo "$name: prism did not start: $(tail -n 5 "$work/$street.contract")" >&2
            exit 1
        fi
        sleep 0.1
    done
}
contract_url_of() {
    cat "$work/$1.contract_url"
}
