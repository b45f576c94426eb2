#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The window as a screen reader sees it: walked over AT-SPI on an X server and a message bus of its own
# (accessibility.py has the claims).
#
# sh tests/live/accessibility.sh     $SHOPBELL_BIN: the folder that holds shopbell (default: build/release/bin)
# Ends 0 when it holds or had to be skipped ("SKIP accessibility: reason"), 1 when something does not hold.
set -u
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
bin=${SHOPBELL_BIN:-$here/../../build/release/bin}

skip() {
    echo "SKIP accessibility: $1"
    exit 0
}

for program in Xvfb xdotool openbox dbus-run-session timeout; do
    command -v "$program" >/dev/null 2>&1 || skip "$program is not installed"
done
# The bindings belong to the distribution's Python, which need not be the first on the path.
python=''
for candidate in python3 /usr/bin/python3; do
    if "$candidate" -c 'import gi; gi.require_version("Atspi", "2.0"); from gi.repository import Atspi' 2>/dev/null; then
        python=$candidate
        break
    fi
done
[ -n "$python" ] || skip "Python has no Atspi (packages python3-gi, gir1.2-atspi-2.0)"
ls /usr/libexec/at-spi-bus-launcher /usr/lib/*/at-spi-bus-launcher /usr/lib/at-spi2-core/at-spi-bus-launcher 2>/dev/null |
    grep -q . || skip "at-spi2-core is not installed"
[ -x "$bin/shopbell" ] || skip "the window is not built ($bin/shopbell)"

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
mkdir -m 700 "$work/run"
# Nothing of the desktop that this runs on: neither its bus nor its screen nor its settings.
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS AT_SPI_BUS_ADDRESS XDG_SESSION_TYPE
HOME=$work XDG_RUNTIME_DIR=$work/run LC_ALL=C.UTF-8 TZ=UTC NO_AT_BRIDGE=1 PYTHONDONTWRITEBYTECODE=1
export HOME XDG_RUNTIME_DIR LC_ALL TZ NO_AT_BRIDGE PYTHONDONTWRITEBYTECODE
timeout -k 5 60 dbus-run-session -- "$python" "$here/accessibility.py" "$bin/shopbell" 2>"$work/errors"
code=$?
[ $code -eq 124 ] && echo "accessibility: not done within 60 s"
if [ $code -ne 0 ]; then
    tail -n 30 "$work/errors"
    exit 1
fi
