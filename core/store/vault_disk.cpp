// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/vault_file.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

namespace store::vault_file {

namespace {

/// Far more than a thousand accounts need.
constexpr std::size_t kMostBytes = 16U << 20U;

class File {
public:
    explicit File(int descriptor) : m_descriptor(descriptor) {}
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() {
        if (m_descriptor >= 0) {
            ::close(m_descriptor);
        }
    }
    [[nodiscard]] int get() const { return m_descriptor; }

private:
    int m_descriptor;
};

std::unexpected<base::Error> trouble(std::string_view doing, const std::string& path, int code) {
    const base::ErrorKind kind = code == ENOSPC || code == EDQUOT || code == EFBIG ? base::ErrorKind::DiskFull
                                                                                   : base::ErrorKind::Secret;
    return base::fail(kind, fmt::format("the vault {} can't be {} ({})", path, doing,
                                        std::generic_category().message(code)));
}

int writeAll(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(file, bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR) {
            return errno;
        }
        bytes.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
    }
    return ::fsync(file) == 0 ? 0 : errno;
}

}  // namespace

base::Result<std::optional<std::string>> readBytes(const std::string& path) {
    const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) {
        if (errno == ENOENT) {
            return std::optional<std::string>{};
        }
        return trouble("read", path, errno);
    }
    struct stat status{};
    if (::fstat(file.get(), &status) != 0) {
        return trouble("read", path, errno);
    }
    if (!S_ISREG(status.st_mode) || status.st_size > static_cast<off_t>(kMostBytes)) {
        return base::fail(base::ErrorKind::Secret, fmt::format("{} is no vault", path));
    }
    if ((status.st_mode & 0077U) != 0 && ::fchmod(file.get(), 0600) != 0) {
        return trouble("made private", path, errno);
    }
    std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        const ssize_t count = ::read(file.get(), bytes.data() + filled, bytes.size() - filled);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return trouble("read", path, errno);
        }
        if (count == 0) {
            break;
        }
        filled += static_cast<std::size_t>(count);
    }
    bytes.resize(filled);
    return std::optional(std::move(bytes));
}

base::Status replaceBytes(const std::string& path, std::string_view bytes) {
    const std::string beside = path + ".new";
    // One that an interrupted write left behind may have another mode.
    ::unlink(beside.c_str());
    {
        const File file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
        if (file.get() < 0) {
            return trouble("written", path, errno);
        }
        if (const int code = writeAll(file.get(), bytes); code != 0) {
            ::unlink(beside.c_str());
            return trouble("written", path, code);
        }
    }
    if (::rename(beside.c_str(), path.c_str()) != 0) {
        const int code = errno;
        ::unlink(beside.c_str());
        return trouble("written", path, code);
    }
    // The new name is durable with its folder.
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    const File directory(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.get() < 0 || ::fsync(directory.get()) != 0) {
        return trouble("written", path, errno);
    }
    return {};
}

}  // namespace store::vault_file
