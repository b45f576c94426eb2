// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/failing_vfs.h"

#include <sqlite3.h>

#include <atomic>
#include <mutex>
#include <new>
#include <optional>
#include <string>

namespace support {

struct FailingVfs::Parts {
    std::string name;
    sqlite3_vfs vfs{};
    sqlite3_vfs* below = nullptr;
    std::mutex mutex;
    std::optional<Plan> plan;
    long calls = 0;
    long failed = 0;

    /// SQLite's code when this call is to fail.
    std::optional<int> fails(Call call, int ioError) {
        const std::lock_guard guard(mutex);
        if (!plan || !plan->calls.contains(call)) {
            return std::nullopt;
        }
        ++calls;
        const bool now = plan->times == Times::Once ? calls == plan->at : calls >= plan->at;
        if (!now) {
            return std::nullopt;
        }
        ++failed;
        const bool writes = call == Call::Write || call == Call::MapShared || call == Call::Truncate;
        if (plan->failure == Failure::ReadOnly && writes) {
            return SQLITE_READONLY;
        }
        return plan->failure == Failure::DiskFull && writes ? SQLITE_FULL : ioError;
    }
};

namespace {

using Call = FailingVfs::Call;

/// An open file: ours in front, the real one behind it in the same piece of memory.
struct File {
    sqlite3_file base;
    FailingVfs::Parts* owner;
    sqlite3_file* real;
};

File* own(sqlite3_file* file) {
    return reinterpret_cast<File*>(file);
}

sqlite3_file* real(sqlite3_file* file) {
    return own(file)->real;
}

FailingVfs::Parts* ownerOf(sqlite3_vfs* vfs) {
    return static_cast<FailingVfs::Parts*>(vfs->pAppData);
}

int closeFile(sqlite3_file* file) {
    return real(file)->pMethods->xClose(real(file));
}

int readFile(sqlite3_file* file, void* buffer, int count, sqlite3_int64 offset) {
    const std::optional<int> code = own(file)->owner->fails(Call::Read, SQLITE_IOERR_READ);
    return code ? *code : real(file)->pMethods->xRead(real(file), buffer, count, offset);
}

int writeFile(sqlite3_file* file, const void* buffer, int count, sqlite3_int64 offset) {
    const std::optional<int> code = own(file)->owner->fails(Call::Write, SQLITE_IOERR_WRITE);
    return code ? *code : real(file)->pMethods->xWrite(real(file), buffer, count, offset);
}

int truncateFile(sqlite3_file* file, sqlite3_int64 size) {
    const std::optional<int> code = own(file)->owner->fails(Call::Truncate, SQLITE_IOERR_TRUNCATE);
    return code ? *code : real(file)->pMethods->xTruncate(real(file), size);
}

// No power is cut here: waiting for the disk would only take minutes.
int syncFile(sqlite3_file* file, int /*flags*/) {
    return own(file)->owner->fails(Call::Sync, SQLITE_IOERR_FSYNC).value_or(SQLITE_OK);
}

int fileSize(sqlite3_file* file, sqlite3_int64* size) {
    return real(file)->pMethods->xFileSize(real(file), size);
}

int lockFile(sqlite3_file* file, int level) {
    return real(file)->pMethods->xLock(real(file), level);
}

int unlockFile(sqlite3_file* file, int level) {
    return real(file)->pMethods->xUnlock(real(file), level);
}

int checkReserved(sqlite3_file* file, int* taken) {
    return real(file)->pMethods->xCheckReservedLock(real(file), taken);
}

int fileControl(sqlite3_file* file, int what, void* value) {
    return real(file)->pMethods->xFileControl(real(file), what, value);
}

int sectorSize(sqlite3_file* file) {
    return real(file)->pMethods->xSectorSize(real(file));
}

int characteristics(sqlite3_file* file) {
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
}

int mapShared(sqlite3_file* file, int page, int size, int extend, void volatile** where) {
    if (extend != 0) {
        if (const std::optional<int> code = own(file)->owner->fails(Call::MapShared, SQLITE_IOERR_SHMSIZE)) {
            return *code;
        }
    }
    return real(file)->pMethods->xShmMap(real(file), page, size, extend, where);
}

int lockShared(sqlite3_file* file, int offset, int count, int flags) {
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}

void sharedBarrier(sqlite3_file* file) {
    real(file)->pMethods->xShmBarrier(real(file));
}

int unmapShared(sqlite3_file* file, int remove) {
    return real(file)->pMethods->xShmUnmap(real(file), remove);
}

// Version 2: shared memory for the WAL, no memory-mapped reading.
constexpr sqlite3_io_methods kMethods = {
    2,          closeFile,     readFile,      writeFile,   truncateFile, syncFile,        fileSize,
    lockFile,   unlockFile,    checkReserved, fileControl, sectorSize,   characteristics, mapShared,
    lockShared, sharedBarrier, unmapShared,   nullptr,     nullptr,
};

int openFile(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* outFlags) {
    FailingVfs::Parts* owner = ownerOf(vfs);
    file->pMethods = nullptr;
    if (const std::optional<int> code = owner->fails(Call::Open, SQLITE_CANTOPEN)) {
        return *code;
    }
    File* opened = own(file);
    opened->owner = owner;
    opened->real = reinterpret_cast<sqlite3_file*>(opened + 1);
    const int code = owner->below->xOpen(owner->below, name, opened->real, flags, outFlags);
    if (opened->real->pMethods != nullptr) {
        file->pMethods = &kMethods;
    }
    return code;
}

int deleteFile(sqlite3_vfs* vfs, const char* name, int syncFolder) {
    FailingVfs::Parts* owner = ownerOf(vfs);
    const std::optional<int> code = owner->fails(Call::Delete, SQLITE_IOERR_DELETE);
    return code ? *code : owner->below->xDelete(owner->below, name, syncFolder);
}

int accessFile(sqlite3_vfs* vfs, const char* name, int flags, int* answer) {
    sqlite3_vfs* below = ownerOf(vfs)->below;
    return below->xAccess(below, name, flags, answer);
}

int fullName(sqlite3_vfs* vfs, const char* name, int size, char* out) {
    sqlite3_vfs* below = ownerOf(vfs)->below;
    return below->xFullPathname(below, name, size, out);
}

int randomness(sqlite3_vfs* vfs, int size, char* out) {
    sqlite3_vfs* below = ownerOf(vfs)->below;
    return below->xRandomness(below, size, out);
}

int pauseFor(sqlite3_vfs* vfs, int microseconds) {
    sqlite3_vfs* below = ownerOf(vfs)->below;
    return below->xSleep(below, microseconds);
}

int currentTime(sqlite3_vfs* vfs, sqlite3_int64* now) {
    sqlite3_vfs* below = ownerOf(vfs)->below;
    return below->xCurrentTimeInt64(below, now);
}

int lastError(sqlite3_vfs* vfs, int, char*) {
    sqlite3_vfs* below = ownerOf(vfs)->below;
    return below->xGetLastError(below, 0, nullptr);
}

std::string nextName() {
    static std::atomic<int> count{0};
    return "failing-" + std::to_string(++count);
}

}  // namespace

FailingVfs::FailingVfs() : m_parts(std::make_unique<Parts>()) {
    Parts& parts = *m_parts;
    parts.name = nextName();
    parts.below = sqlite3_vfs_find(nullptr);
    sqlite3_vfs& vfs = parts.vfs;
    vfs.iVersion = 2;
    vfs.szOsFile = static_cast<int>(sizeof(File)) + parts.below->szOsFile;
    vfs.mxPathname = parts.below->mxPathname;
    vfs.zName = parts.name.c_str();
    vfs.pAppData = &parts;
    vfs.xOpen = openFile;
    vfs.xDelete = deleteFile;
    vfs.xAccess = accessFile;
    vfs.xFullPathname = fullName;
    vfs.xRandomness = randomness;
    vfs.xSleep = pauseFor;
    vfs.xGetLastError = lastError;
    vfs.xCurrentTimeInt64 = currentTime;
    sqlite3_vfs_register(&vfs, 0);
}

FailingVfs::~FailingVfs() {
    sqlite3_vfs_unregister(&m_parts->vfs);
}

const std::string& FailingVfs::name() const {
    return m_parts->name;
}

void FailingVfs::arm(Plan plan) {
    const std::lock_guard guard(m_parts->mutex);
    m_parts->plan = std::move(plan);
    m_parts->calls = 0;
    m_parts->failed = 0;
}

void FailingVfs::disarm() {
    const std::lock_guard guard(m_parts->mutex);
    m_parts->plan.reset();
}

long FailingVfs::calls() const {
    const std::lock_guard guard(m_parts->mutex);
    return m_parts->calls;
}

long FailingVfs::failed() const {
    const std::lock_guard guard(m_parts->mutex);
    return m_parts->failed;
}

}  // namespace support
