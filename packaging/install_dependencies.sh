#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, and only that. The one place that knows what packages are called.
#
#   sh packaging/install_dependencies.sh GROUP…
#
#   build    compiler, build tools and the libraries of the core
#   window   Qt 6 and the system keyring
#   test     what the tests need
#   live     real servers and clients for the tests in tests/live
#
# Debian 12 and its relatives: apt, as root or with sudo. Elsewhere it names what is needed and leaves the rest to you.
set -u

build_packages='g++ cmake ninja-build ccache pkg-config libssl-dev libsqlite3-dev libcurl4-openssl-dev libutf8proc-dev
    libxml2-dev libpsl-dev libsimdjson-dev nlohmann-json3-dev libfmt-dev libcli11-dev libcpp-httplib-dev
    libhowardhinnant-date-dev tzdata'
window_packages='qt6-base-dev qt6-svg-dev libqt6svg6 qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools qtkeychain-qt6-dev
    libgl-dev fonts-dejavu-core fonts-droid-fallback fonts-noto-color-emoji'
test_packages='catch2 python3 sqlite3'
# Node, and what npm compiles native modules with; PostgreSQL, redis and util-linux run Bluesky's servers.
# The last line is a screen reader's view of the window: an X server, a window manager, a bus, keys and Python's bindings.
live_packages='nodejs npm curl g++ make python3 libnode-dev postgresql redis-server util-linux
    xvfb openbox xdotool dbus-daemon at-spi2-core python3-gi gir1.2-atspi-2.0'

# A program that is there from elsewhere need not be the distribution's package.
program_of() {
    case "$1" in
        g++ | ccache | cmake | python3 | sqlite3 | npm | curl | make | redis-server) echo "$1" ;;
        util-linux) echo setpriv ;;
        ninja-build) echo ninja ;;
        pkg-config) echo pkg-config ;;
        nodejs) echo node ;;
    esac
}

# What is neither a package of this name nor a program on the path.
is_elsewhere() {
    case "$1" in
        # A Node that is not the distribution's brings its own headers, and excludes these.
        libnode-dev) command -v node >/dev/null 2>&1 &&
            [ -f "$(node -p 'require("fs").realpathSync(process.execPath)' | xargs dirname)/../include/node/node.h" ] ;;
        postgresql) ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 ;;
        *) return 1 ;;
    esac
}

missing_of() {
    for package in "$@"; do
        program=$(program_of "$package")
        is_elsewhere "$package" && continue
        if [ -n "$program" ]; then
            command -v "$program" >/dev/null 2>&1 || echo "$package"
        elif ! dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed'; then
            # A virtual package counts when something installed provides it.
            dpkg-query -W -f '${Status}|${Provides}\n' 2>/dev/null |
                grep '^install ok installed|' | grep -qE "[|, ]$package([ ,(]|\$)" || echo "$package"
        fi
    done
}

log=$(mktemp "${TMPDIR:-/tmp}/shopbell-install.XXXXXX") || exit 1
scratch=$(mktemp -d "${TMPDIR:-/tmp}/shopbell-apt.XXXXXX") || exit 1
policy=''
trap 'rm -rf "$log" "$scratch"; forget_policy' EXIT

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

apt() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 "$@" >>"$log" 2>&1
}

# Package lists are often there already; they are fetched only when the first try fails, and once more when that fails.
install_packages() {
    echo "Installing: $*"
    apt install -y --no-install-recommends "$@" && return 0
    apt update || apt update
    apt install -y --no-install-recommends "$@" && return 0
    echo "These packages could not be installed: $*" >&2
    tail -n 20 "$log" >&2
    return 1
}

# PostgreSQL and redis are wanted as programs: the tests start their own. Debian asks this file before it starts a service.
no_services() {
    [ -e /usr/sbin/policy-rc.d ] && return
    policy=/usr/sbin/policy-rc.d
    # shellcheck disable=SC2016 # for the file to expand
    printf '#!/bin/sh\ncase "$1" in postgresql* | redis*) exit 101 ;; esac\nexit 0\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
}
forget_policy() {
    [ -z "$policy" ] || as_root rm -f "$policy"
    policy=''
}

# snac2, a small Mastodon server, is in the backports suite; the source is derived from the configured one and forgotten.
install_snac() {
    command -v snac >/dev/null 2>&1 && return 0
    sources=/etc/apt/sources.list.d/debian.sources
    if ! grep -q '^Suites:.*bookworm' "$sources" 2>/dev/null; then
        echo "snac2 comes from Debian 12's backports, and $sources does not name Debian 12: left out" >&2
        return 0
    fi
    echo "Installing: snac2 (backports)"
    cp "$sources" "$scratch/debian.sources"
    awk 'BEGIN { RS = ""; ORS = "\n\n" } /Suites: bookworm bookworm-updates/' "$sources" |
        sed 's/^Suites:.*/Suites: bookworm-backports/' >"$scratch/backports.sources"
    chmod 755 "$scratch"
    chmod 644 "$scratch"/*.sources
    # Its recommendations bring a web server.
    if ! { apt -o Dir::Etc::SourceParts="$scratch" update || apt -o Dir::Etc::SourceParts="$scratch" update; } ||
        ! apt -o Dir::Etc::SourceParts="$scratch" install -y --no-install-recommends snac2; then
        echo "snac2 could not be installed; the tests that need it will say so" >&2
        tail -n 5 "$log" >&2
    fi
    return 0
}

[ $# -gt 0 ] || { echo "Say what to install: build, window, test, live." >&2; exit 2; }
wanted=''
for group in "$@"; do
    case "$group" in
        build) wanted="$wanted $build_packages" ;;
        window) wanted="$wanted $window_packages" ;;
        test) wanted="$wanted $test_packages" ;;
        live) wanted="$wanted $live_packages" ;;
        *) echo "'$group' is not one of build, window, test, live." >&2; exit 2 ;;
    esac
done

if ! command -v apt-get >/dev/null 2>&1; then
    echo "This system has no apt-get. Needed, by their Debian names:" $wanted
    exit 0
fi
# shellcheck disable=SC2086 # lists of words
missing=$(missing_of $wanted)
if [ -n "$missing" ]; then
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null 2>&1; then
        echo "Please install as root:" $missing >&2
        exit 1
    fi
    case "$missing" in *postgresql* | *redis*) no_services ;; esac
    # shellcheck disable=SC2086
    install_packages $missing || exit 1
    forget_policy
fi
case " $* " in *" live "*) install_snac ;; esac
exit 0
