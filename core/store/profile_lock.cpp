// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/profile_lock.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <string_view>
#include <system_error>
#include <utility>

namespace store {

namespace {

/// The process id that the file holds, 0 when there is none to be read.
long holderOf(int file) {
    std::array<char, 32> bytes{};
    const ssize_t count = ::pread(file, bytes.data(), bytes.size(), 0);
    long holder = 0;
    if (count > 0) {
        std::from_chars(bytes.data(), bytes.data() + count, holder);
    }
    return holder;
}

void writeHolder(int file) {
    const std::string text = fmt::format("{}\n", ::getpid());
    // Only the sentence for people depends on it, the lock does not.
    if (::ftruncate(file, 0) == 0) {
        static_cast<void>(::pwrite(file, text.data(), text.size(), 0));
    }
}

}  // namespace

base::Result<ProfileLock> ProfileLock::take(const std::string& folder) {
    const std::string path = folder + "/lock";
    // Programs that we start must not inherit the lock and keep it when we are gone.
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) {
        return base::fail(base::ErrorKind::Database,
                          fmt::format("the profile folder {} can't be written to ({})", folder,
                                      std::generic_category().message(errno)));
    }
    int taken = 0;
    do {
        taken = ::flock(file, LOCK_EX | LOCK_NB);
    } while (taken != 0 && errno == EINTR);
    if (taken == 0) {
        writeHolder(file);
        return ProfileLock(file);
    }
    const int trouble = errno;
    const long holder = holderOf(file);
    ::close(file);
    if (trouble != EWOULDBLOCK) {
        return base::fail(base::ErrorKind::Database,
                          fmt::format("the profile in {} can't be locked ({})", folder,
                                      std::generic_category().message(trouble)));
    }
    return base::fail(base::ErrorKind::InUse, holder > 0
                                                  ? fmt::format("profile is in use by process {}", holder)
                                                  : std::string("profile is in use by another process"));
}

ProfileLock::ProfileLock(ProfileLock&& other) noexcept : m_file(std::exchange(other.m_file, -1)) {}

ProfileLock& ProfileLock::operator=(ProfileLock&& other) noexcept {
    std::swap(m_file, other.m_file);
    return *this;
}

ProfileLock::~ProfileLock() {
    if (m_file >= 0) {
        ::close(m_file);
    }
}

}  // namespace store
