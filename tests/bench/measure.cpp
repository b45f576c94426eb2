// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure.h"

#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <stdexcept>
#include <system_error>

namespace bench {

namespace {

double clockMs(clockid_t clock) {
    timespec now{};
    ::clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

}  // namespace

double wallMs() {
    return clockMs(CLOCK_MONOTONIC);
}

double cpuMs() {
    return clockMs(CLOCK_PROCESS_CPUTIME_ID);
}

double threadCpuMs() {
    return clockMs(CLOCK_THREAD_CPUTIME_ID);
}

Spread spreadOf(std::vector<double> samples) {
    if (samples.empty()) {
        return {};
    }
    std::ranges::sort(samples);
    const auto rank = [&](double share) {
        const double position = std::ceil(share * static_cast<double>(samples.size()));
        return samples[static_cast<std::size_t>(std::max(position, 1.0)) - 1];
    };
    return {.p50 = rank(0.50), .p99 = rank(0.99), .worst = samples.back(), .count = samples.size()};
}

std::uint64_t sizeOf(const std::string& path) {
    std::error_code missing;
    const std::uintmax_t size = std::filesystem::file_size(path, missing);
    return missing ? 0 : size;
}

RawDisk::RawDisk(const std::string& path) : m_file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    if (m_file < 0) {
        throw std::runtime_error("can't write " + path);
    }
}

RawDisk::~RawDisk() {
    ::close(m_file);
}

double RawDisk::once() {
    static constexpr std::array<char, 4096> kPage{};
    const double begin = wallMs();
    if (::pwrite(m_file, kPage.data(), kPage.size(), static_cast<off_t>(m_offset)) < 0 ||
        ::fdatasync(m_file) != 0) {
        throw std::runtime_error("the disk refuses to be measured");
    }
    m_offset += kPage.size();
    return wallMs() - begin;
}

}  // namespace bench
