#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds and tests everything. Installs what is missing on Debian 12 (packaging/install_dependencies.sh).
set -u

usage() {
    cat <<'TXT'
sh tests/run.sh [OPTION…]

Without an option: the release build and all its tests, the core-only build (no Qt), and the tests against real servers
(tests/live). A live test whose server can't be had here is skipped, and named at the end.

  --sanitizers    also AddressSanitizer and UndefinedBehaviorSanitizer on everything, ThreadSanitizer on base, store and sync
  --reliability   also the tests that kill, cut and corrupt (ctest label reliability, tests/reliability/*.sh)
  --long          more of everything: SHOPBELL_LONG=1 for the tests, and every fuzz target for SHOPBELL_FUZZ_SECONDS (60)
  --help          this text

Ends 0 when nothing failed, 1 when something did, 2 for an unknown option.
TXT
}

sanitizers=no reliability=no long=no
for option in "$@"; do
    case "$option" in
        --sanitizers) sanitizers=yes ;;
        --reliability) reliability=yes ;;
        --long) long=yes ;;
        --help) usage; exit 0 ;;
        *) echo "Unknown option '$option': see sh tests/run.sh --help." >&2; exit 2 ;;
    esac
done

cd "$(dirname "$0")/.." || exit 1
root=$(pwd)
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
logs="$root/build/logs"
mkdir -p "$logs"
: >"$logs/skipped"
[ "$long" = yes ] && export SHOPBELL_LONG=1
# Tests talk to loopback alone; a proxy of the environment has no say there.
export no_proxy="127.0.0.1,localhost,::1${no_proxy:+,$no_proxy}"
export UBSAN_OPTIONS="${UBSAN_OPTIONS:-print_stacktrace=1}"

started=$(date +%s)
passed=0 failed=0 skipped=0 summary=''

note() { # RESULT NAME SECONDS
    summary="$summary
$(printf '  %-7s %5s s  %s' "$1" "$3" "$2")"
    case "$1" in
        passed) passed=$((passed + 1)) ;;
        failed) failed=$((failed + 1)) ;;
    esac
}

# Runs one part by its name and remembers how it ended. Its output goes to the screen.
part() {
    part_name=$1
    shift
    echo
    echo "== $part_name"
    part_begin=$(date +%s)
    if "$@"; then
        note passed "$part_name" $(($(date +%s) - part_begin))
    else
        note failed "$part_name" $(($(date +%s) - part_begin))
        return 1
    fi
}

finish() {
    echo
    echo "== summary after $(($(date +%s) - started)) s"
    echo "$summary" | sed '/^$/d'
    if [ -s "$logs/skipped" ]; then
        sed 's/^/  /' "$logs/skipped"
        skipped=$(wc -l <"$logs/skipped")
    fi
    echo "$passed passed, $failed failed, $((skipped)) skipped"
    [ "$failed" -eq 0 ] && exit 0
    exit 1
}

# A build is quiet when it succeeds and shows its end when it doesn't.
quiet() {
    log="$logs/$1.log"
    shift
    if ! "$@" >"$log" 2>&1; then
        grep -nE ': (fatal )?error:|undefined reference|CMake Error' "$log" | head -n 40
        echo "-- the end of $log:"
        tail -n 25 "$log"
        return 1
    fi
}

configure() { # PRESET [ARGUMENT…]
    preset=$1
    shift
    quiet "configure-$preset" cmake --preset "$preset" -DSHOPBELL_TESTS=ON "$@"
}

build() { # PRESET [ARGUMENT…]
    preset=$1
    shift
    quiet "build-$preset" cmake --build --preset "$preset" -j "$jobs" "$@"
}

# Shows what failed and the closing lines; every test's name stands in the log.
run_ctest() { # PRESET [ARGUMENT…]
    preset=$1
    shift
    log="$logs/ctest-$preset.log"
    ctest --preset "$preset" --no-tests=error -j "$jobs" "$@" >"$log" 2>&1
    code=$?
    grep -vE '^ *Start +[0-9]+:| Passed +[0-9.]+ sec$' "$log"
    # What tests measured; ctest keeps the words of those that passed in this file alone.
    grep '^figure: ' "build/$preset/Testing/Temporary/LastTest.log" | sort
    return $code
}

without_qt() {
    if grep -q '^Qt6' build/core-only/CMakeCache.txt; then
        echo "The core-only configure looked for Qt:"
        grep '^Qt6' build/core-only/CMakeCache.txt | head -n 5
        return 1
    fi
}

node_is_new_enough() {
    command -v node >/dev/null 2>&1 && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 18 ]
}

install_live() {
    sh packaging/install_dependencies.sh live || return 1
    [ -f tests/live/package-lock.json ] || return 0
    # What was installed from this very lock file is still good.
    if ! cmp -s tests/live/package-lock.json tests/live/node_modules/.installed-lock.json; then
        (cd tests/live && npm ci --no-audit --no-fund --loglevel=error) || return 1
        if ! node_is_new_enough; then
            # npm carries Node itself as a package.
            (cd tests/live && npm install --no-save --no-audit --no-fund --loglevel=error node@20) || return 1
        fi
        cp tests/live/package-lock.json tests/live/node_modules/.installed-lock.json
    fi
    if [ -x tests/live/node_modules/.bin/node ]; then
        PATH="$root/tests/live/node_modules/.bin:$PATH"
    fi
}

# A script of tests/live or tests/reliability prints "SKIP name: reason" and ends 0 where its server can't be had.
run_script() {
    script=$1
    log="$logs/$(basename "$script" .sh).log"
    SHOPBELL_BIN="$root/build/release/bin" timeout 900 sh "$script" >"$log" 2>&1 </dev/null
    code=$?
    grep '^SKIP ' "$log" >>"$logs/skipped"
    if [ $code -ne 0 ]; then
        [ $code -eq 124 ] && echo "$script did not end within 900 s"
        cat "$log"
        return 1
    fi
    tail -n 3 "$log"
}

run_scripts() { # FOLDER
    for script in "$1"/*.sh; do
        [ -f "$script" ] || continue
        # What other scripts source is no test.
        case "$script" in */lib_*) continue ;; esac
        part "$script" run_script "$script"
    done
}

fuzz_targets() {
    configure fuzz && build fuzz || return 1
    found=no
    for target in build/fuzz/bin/fuzz_*; do
        [ -x "$target" ] || continue
        found=yes
        name=$(basename "$target")
        work="build/fuzz/work/$name"
        mkdir -p "$work"
        echo "$name"
        quiet "$name" "$target" -max_total_time="${SHOPBELL_FUZZ_SECONDS:-60}" -print_final_stats=1 \
            -artifact_prefix="$work/" "$work" "tests/fuzz/corpus/${name#fuzz_}" || return 1
    done
    [ "$found" = yes ] || { echo "There is no fuzz target."; return 1; }
}

part "install" sh packaging/install_dependencies.sh build window test || finish

part "release: configure" configure release || finish
part "release: build" build release || finish
part "release: tests" run_ctest release -LE '^reliability$'

# What the release build compiled with the same words comes out of the compiler cache.
part "core-only: configure" configure core-only &&
    part "core-only: Qt was not looked for" without_qt &&
    part "core-only: build" build core-only &&
    part "core-only: tests of what differs without Qt" run_ctest core-only -L '^(base|app_core|cli)$'

# Without the network of packages the scripts still run: each knows by itself what it needs, and skips by name.
if ! install_live >"$logs/install-live.log" 2>&1; then
    tail -n 5 "$logs/install-live.log"
    echo "SKIP install for tests/live: packages could not be had here (build/logs/install-live.log)" | tee -a "$logs/skipped"
fi
run_scripts tests/live

if [ "$sanitizers" = yes ]; then
    part "asan: configure" configure asan && part "asan: build" build asan &&
        part "asan: tests" run_ctest asan -LE '^(arch|reliability)$'
    part "tsan: configure" configure tsan && part "tsan: build" build tsan --target base_test store_test sync_test &&
        part "tsan: tests" run_ctest tsan
fi
if [ "$reliability" = yes ]; then
    part "reliability: tests" run_ctest release -L '^reliability$'
    run_scripts tests/reliability
fi
if [ "$long" = yes ]; then
    part "fuzz" fuzz_targets
fi
finish
