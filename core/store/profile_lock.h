// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <string>

namespace store {

/// One process at a time writes a profile: an OS lock on "lock" in its folder that the kernel releases when
/// the process dies, never a file's existence. The file holds the owner's process id, for the sentence alone.
class ProfileLock {
public:
    /// ErrorKind::InUse: "profile is in use by process N".
    [[nodiscard]] static base::Result<ProfileLock> take(const std::string& folder);
    ProfileLock(ProfileLock&& other) noexcept;
    ProfileLock& operator=(ProfileLock&& other) noexcept;
    ~ProfileLock();

private:
    explicit ProfileLock(int file) : m_file(file) {}
    int m_file = -1;
};

}  // namespace store
