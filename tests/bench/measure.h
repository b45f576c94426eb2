// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace bench {

/// Milliseconds since an instant of no meaning.
[[nodiscard]] double wallMs();
/// Processor time of this process, all threads.
[[nodiscard]] double cpuMs();
/// Processor time of the calling thread.
[[nodiscard]] double threadCpuMs();

struct Spread {
    double p50 = 0;
    double p99 = 0;
    double worst = 0;
    std::size_t count = 0;
};
/// Nearest rank.
[[nodiscard]] Spread spreadOf(std::vector<double> samples);

/// Of a file, 0 when there is none.
[[nodiscard]] std::uint64_t sizeOf(const std::string& path);

/// Appends 4 kB to a file and waits for the disk, `times` over: what a durable commit can't be faster than.
class RawDisk {
public:
    explicit RawDisk(const std::string& path);
    ~RawDisk();
    RawDisk(const RawDisk&) = delete;
    RawDisk& operator=(const RawDisk&) = delete;
    /// Milliseconds of one.
    [[nodiscard]] double once();

private:
    int m_file;
    std::uint64_t m_offset = 0;
};

}  // namespace bench
