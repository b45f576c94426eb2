// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace support {

/// SQLite's allocator, of which a chosen call finds no memory: for n = 1, 2, … until all goes well. One for
/// the whole program, since SQLite has only one; for use on one thread.
class FailingMemory {
public:
    enum class Times { Once, FromThenOn };

    /// Takes the place of SQLite's own allocator, and lets every allocation come here. Only before the
    /// program's first use of SQLite; false when it was too late.
    [[nodiscard]] static bool install();
    /// Fails the n-th allocation from now on.
    static void arm(long at, Times times);
    /// All goes well again.
    static void disarm();
    /// How many allocations came since arm(), and how many of them failed.
    [[nodiscard]] static long calls();
    [[nodiscard]] static long failed();
};

}  // namespace support
