// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/profile.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace app {
namespace {

std::string defaultFolder() {
    if (const char* data = std::getenv("XDG_DATA_HOME"); data != nullptr && *data == '/') {
        return std::string(data) + "/shopbell";
    }
    const char* home = std::getenv("HOME");
    return std::string(home != nullptr ? home : "") + "/.local/share/shopbell";
}

}  // namespace

base::Result<Profile> Profile::open(const std::string& folder) {
    const std::string path = folder.empty() ? defaultFolder() : folder;
    std::error_code error;
    const bool existed = std::filesystem::exists(path, error);
    std::filesystem::create_directories(path, error);
    if (error || !std::filesystem::is_directory(path)) {
        return base::fail(base::ErrorKind::BadInput,
                          "the profile folder " + path + " can't be created: " +
                              (error ? error.message() : std::string("something else has that name")));
    }
    if (!existed && ::chmod(path.c_str(), S_IRWXU) != 0) {
        return base::fail(base::ErrorKind::BadInput,
                          "the profile folder " + path + " can't be made private: " + std::strerror(errno));
    }
    return Profile(std::filesystem::absolute(path).lexically_normal().string());
}

}  // namespace app
