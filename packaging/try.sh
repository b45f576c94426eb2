#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# From a fresh clone to an open window: installs what is missing (Debian 12), builds, and opens Shopbell on the practice
# street, a dozen invented customers on this machine. Without a display it draws the same window into pictures and ends.
set -u

case "${1:-}" in
    '') ;;
    --help) sed -n '3,4s/^# //p' "$0"; exit 0 ;;
    *) echo "Unknown option '$1': sh packaging/try.sh takes none." >&2; exit 2 ;;
esac

cd "$(dirname "$0")/.." || exit 1
sh packaging/install_dependencies.sh build window || exit 1

log=build/logs/try.log
mkdir -p build/logs
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
echo "Building; the first time takes some minutes."
if ! { cmake --preset release && cmake --build --preset release -j "$jobs" --target shopbell shopbell-cli shopbell-practice; } >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    echo "The build failed; all of it is in $log." >&2
    exit 1
fi

if [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; then
    exec build/release/bin/shopbell --practice
fi

pictures=build/pictures
rm -rf "$pictures"
mkdir -p "$pictures"
echo "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set): the window is drawn into pictures instead."
QT_QPA_PLATFORM=offscreen build/release/bin/shopbell --practice --screenshot "$pictures" </dev/null
code=$?
if [ $code -ne 0 ]; then
    echo "shopbell --practice --screenshot ended with $code." >&2
    exit 1
fi
count=0
for picture in "$pictures"/*.png; do
    [ -f "$picture" ] || continue
    echo "  $picture"
    count=$((count + 1))
done
if [ $count -eq 0 ]; then
    echo "No picture was written." >&2
    exit 1
fi
exit 0
