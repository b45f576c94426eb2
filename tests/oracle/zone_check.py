#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the oracle's business times a second time, by interval arithmetic and Python's own time zones.

    zone_check.py FILE      FILE: what oracle_dump prints, one case a line

Ends 1 at the first case that differs, 77 where this Python knows no time zones.
"""

import json
import sys
from datetime import date, datetime, timedelta, timezone

try:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError
except ImportError:
    print("SKIP oracle zone check: this Python has no zoneinfo (3.9 and later)")
    sys.exit(77)

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
NAIVE_EPOCH = datetime(1970, 1, 1)
MINUTE = 60_000
DAY = 1440 * MINUTE
MILLISECOND = timedelta(milliseconds=1)


def wall_at(zone, instant):
    """The wall clock at a UTC instant, in ms since 1970 as if it were UTC."""
    local = (EPOCH + instant * MILLISECOND).astimezone(zone).replace(tzinfo=None)
    return (local - NAIVE_EPOCH) // MILLISECOND


def stretches(zone, start, end):
    """[start, end) cut at the changes of the clock: (start, end, offset to the wall clock)."""
    found = []
    while start < end:
        offset = wall_at(zone, start) - start
        # The first instant with another offset: looked for in steps of six hours, then by halving.
        step = start
        while step < end and wall_at(zone, step) - step == offset:
            step += 6 * 60 * MINUTE
        low, high = step - 6 * 60 * MINUTE, min(step, end)
        if step >= end and wall_at(zone, end - 1) - (end - 1) == offset:
            found.append((start, end, offset))
            break
        while high - low > 1:
            middle = (low + high) // 2
            if wall_at(zone, middle) - middle == offset:
                low = middle
            else:
                high = middle
        found.append((start, high, offset))
        start = high
    return found


def wall_intervals(version, first, last):
    """The open intervals of the local dates first..last in ms of the wall clock, overlaps joined."""
    exceptions = dict(version["exceptions"])
    intervals = []
    day = first
    while day <= last:
        midnight = (datetime(day.year, day.month, day.day) - NAIVE_EPOCH) // MILLISECOND
        hours = exceptions.get(day.isoformat())
        if hours is None:
            hours = [[opens, closes] for number, opens, closes in version["week"] if number == day.isoweekday()]
        for opens, closes in hours:
            length = closes - opens if closes >= opens else closes + 1440 - opens
            intervals.append((midnight + opens * MINUTE, midnight + (opens + length) * MINUTE))
        day += timedelta(days=1)
    joined = []
    for opens, closes in sorted(intervals):
        if joined and opens <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], closes)
        elif opens < closes:
            joined.append([opens, closes])
    return joined


def open_ms(version, start, end):
    if version is None or version["always_open"]:
        return end - start
    zone = ZoneInfo(version["time_zone"])
    day = date(1970, 1, 1)
    intervals = wall_intervals(version, day + timedelta(days=start // DAY - 3), day + timedelta(days=end // DAY + 3))
    total = 0
    for piece_start, piece_end, offset in stretches(zone, start, end):
        for opens, closes in intervals:
            total += max(0, min(closes, piece_end + offset) - max(opens, piece_start + offset))
    return total


def business_ms(versions, start, end):
    """Each version judges its own part; before the first it is always open."""
    bounds = [(None, -(1 << 62))] + [(version, version["valid_from"]) for version in versions]
    total = 0
    for index, (version, valid_from) in enumerate(bounds):
        valid_to = bounds[index + 1][1] if index + 1 < len(bounds) else 1 << 62
        part_start, part_end = max(start, valid_from), min(end, valid_to)
        if part_start < part_end:
            total += open_ms(version, part_start, part_end)
    return total


def main(arguments):
    if len(arguments) != 1:
        print("usage: zone_check.py FILE", file=sys.stderr)
        return 2
    count = 0
    with open(arguments[0], encoding="utf-8") as lines:
        for count, line in enumerate(lines, 1):
            case = json.loads(line)
            ours = business_ms(case["versions"], case["from"], case["to"])
            is_open = business_ms(case["versions"], case["from"], case["from"] + 1) == 1
            if ours != case["business_ms"] or is_open != case["open_at_from"]:
                print(f"case {count}: {ours} ms and open {is_open} here\n{line}")
                return 1
    if count == 0:
        print("no case in the file")
        return 1
    print(f"{count} business times are the same")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ZoneInfoNotFoundError as missing:
        print(f"SKIP oracle zone check: {missing}")
        sys.exit(77)
