// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <set>
#include <string>

namespace support {

/// A layer between SQLite and the files that lets a chosen call fail: for n = 1, 2, … until all goes well.
class FailingVfs {
public:
    enum class Call { Open, Read, Write, Sync, Truncate, Delete, MapShared };
    enum class Failure { IoError, DiskFull, ReadOnly };
    enum class Times { Once, FromThenOn };

    struct Plan {
        std::set<Call> calls = {Call::Open, Call::Write, Call::Sync};
        long at = 1;  ///< fails the n-th of these calls
        Failure failure = Failure::IoError;
        Times times = Times::FromThenOn;
    };

    /// Registers itself under a name of its own; to be given to Store::Options::vfs. Must outlive its
    /// connections.
    FailingVfs();
    ~FailingVfs();
    FailingVfs(const FailingVfs&) = delete;
    FailingVfs& operator=(const FailingVfs&) = delete;

    [[nodiscard]] const std::string& name() const;
    /// Counting starts anew.
    void arm(Plan plan);
    /// All goes well again.
    void disarm();
    /// How many of the plan's calls came since arm(), and how many of them failed.
    [[nodiscard]] long calls() const;
    [[nodiscard]] long failed() const;

    struct Parts;

private:
    std::unique_ptr<Parts> m_parts;
};

}  // namespace support
