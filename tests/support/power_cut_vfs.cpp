// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/power_cut_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <new>
#include <optional>

namespace support {
namespace {

/// A change that no sync has made safe yet.
struct Pending {
    std::int64_t offset = 0;
    std::string bytes;
    bool truncates = false;  ///< to `offset`
};

struct DiskFile {
    std::string now;   ///< as the program sees it
    std::string safe;  ///< as of its last sync
    std::vector<Pending> pending;
    bool created = false;  ///< and its name is safe

    void sync() {
        safe = now;
        pending.clear();
        created = true;
    }
};

}  // namespace

struct PowerCutVfs::Parts {
    std::string name;
    sqlite3_vfs vfs{};
    sqlite3_vfs* below = nullptr;
    Damage damage = Damage::WrittenBytes;
    std::map<std::string, std::shared_ptr<DiskFile>> files;
    std::map<std::string, std::vector<std::unique_ptr<char[]>>> shared;
    long cut = 0;
    long changes = 0;
    bool dead = false;
    Change last = Change::Other;

    /// Whether the disk still takes this change; the last one begins.
    bool begins(Change change) {
        if (dead) {
            return false;
        }
        last = change;
        ++changes;
        dead = cut > 0 && changes >= cut;
        return true;
    }
};

namespace {

using Change = PowerCutVfs::Change;

/// An open file, in the memory that SQLite gives. Plain data: nobody destroys it.
struct File {
    sqlite3_file base;
    PowerCutVfs::Parts* owner;
    std::shared_ptr<DiskFile>* file;
    std::string* path;
};

File* own(sqlite3_file* file) {
    return reinterpret_cast<File*>(file);
}

DiskFile& disk(sqlite3_file* file) {
    return **own(file)->file;
}

PowerCutVfs::Parts* ownerOf(sqlite3_vfs* vfs) {
    return static_cast<PowerCutVfs::Parts*>(vfs->pAppData);
}

int closeFile(sqlite3_file* file) {
    delete own(file)->file;
    delete own(file)->path;
    return SQLITE_OK;
}

int readFile(sqlite3_file* file, void* buffer, int count, sqlite3_int64 offset) {
    const std::string& now = disk(file).now;
    const auto from = std::min(static_cast<std::size_t>(offset), now.size());
    const auto there = std::min(static_cast<std::size_t>(count), now.size() - from);
    std::memcpy(buffer, now.data() + from, there);
    std::memset(static_cast<char*>(buffer) + there, 0, static_cast<std::size_t>(count) - there);
    return there == static_cast<std::size_t>(count) ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int writeFile(sqlite3_file* file, const void* buffer, int count, sqlite3_int64 offset) {
    const bool isLog = own(file)->path->ends_with("-wal");
    if (!own(file)->owner->begins(isLog ? Change::Log : Change::Database)) {
        return SQLITE_IOERR_WRITE;
    }
    DiskFile& target = disk(file);
    const std::string bytes(static_cast<const char*>(buffer), static_cast<std::size_t>(count));
    const std::size_t end = static_cast<std::size_t>(offset) + bytes.size();
    target.now.resize(std::max(target.now.size(), end), '\0');
    target.now.replace(static_cast<std::size_t>(offset), bytes.size(), bytes);
    target.pending.push_back({.offset = offset, .bytes = bytes});
    return own(file)->owner->dead ? SQLITE_IOERR_WRITE : SQLITE_OK;
}

int truncateFile(sqlite3_file* file, sqlite3_int64 size) {
    if (!own(file)->owner->begins(Change::Other)) {
        return SQLITE_IOERR_TRUNCATE;
    }
    disk(file).now.resize(static_cast<std::size_t>(size), '\0');
    disk(file).pending.push_back({.offset = size, .bytes = {}, .truncates = true});
    return own(file)->owner->dead ? SQLITE_IOERR_TRUNCATE : SQLITE_OK;
}

int syncFile(sqlite3_file* file, int /*flags*/) {
    PowerCutVfs::Parts& parts = *own(file)->owner;
    if (!parts.begins(Change::Sync)) {
        return SQLITE_IOERR_FSYNC;
    }
    if (parts.dead) {
        return SQLITE_IOERR_FSYNC;  // cut in its middle: nothing of it is promised
    }
    disk(file).sync();
    return SQLITE_OK;
}

int fileSize(sqlite3_file* file, sqlite3_int64* size) {
    *size = static_cast<sqlite3_int64>(disk(file).now.size());
    return SQLITE_OK;
}

int lockFile(sqlite3_file* /*file*/, int /*level*/) {
    return SQLITE_OK;
}

int checkReserved(sqlite3_file* /*file*/, int* taken) {
    *taken = 0;
    return SQLITE_OK;
}

int fileControl(sqlite3_file* /*file*/, int /*what*/, void* /*value*/) {
    return SQLITE_NOTFOUND;
}

int sectorSize(sqlite3_file* /*file*/) {
    return static_cast<int>(PowerCutVfs::kSector);
}

int characteristics(sqlite3_file* file) {
    return own(file)->owner->damage == PowerCutVfs::Damage::WrittenBytes ? SQLITE_IOCAP_POWERSAFE_OVERWRITE
                                                                         : 0;
}

int mapShared(sqlite3_file* file, int region, int size, int /*extend*/, void volatile** where) {
    auto& regions = own(file)->owner->shared[*own(file)->path];
    while (regions.size() <= static_cast<std::size_t>(region)) {
        regions.push_back(std::make_unique<char[]>(static_cast<std::size_t>(size)));
    }
    *where = regions[static_cast<std::size_t>(region)].get();
    return SQLITE_OK;
}

int lockShared(sqlite3_file* /*file*/, int /*offset*/, int /*count*/, int /*flags*/) {
    return SQLITE_OK;
}

void sharedBarrier(sqlite3_file* /*file*/) {}

int unmapShared(sqlite3_file* file, int remove) {
    if (remove != 0) {
        own(file)->owner->shared.erase(*own(file)->path);
    }
    return SQLITE_OK;
}

constexpr sqlite3_io_methods kMethods = {
    2,          closeFile,     readFile,      writeFile,   truncateFile, syncFile,        fileSize,
    lockFile,   lockFile,      checkReserved, fileControl, sectorSize,   characteristics, mapShared,
    lockShared, sharedBarrier, unmapShared,   nullptr,     nullptr,
};

int openFile(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* outFlags) {
    PowerCutVfs::Parts* owner = ownerOf(vfs);
    file->pMethods = nullptr;
    const std::string path = name == nullptr ? std::string() : name;
    auto& there = owner->files[path];
    if (path.empty()) {
        there = nullptr;  // each file without a name is another one
    }
    if (there == nullptr) {
        if ((flags & SQLITE_OPEN_CREATE) == 0 || owner->dead) {
            owner->files.erase(path);
            return SQLITE_CANTOPEN;
        }
        there = std::make_shared<DiskFile>();
    }
    File* opened = own(file);
    opened->owner = owner;
    opened->file = new std::shared_ptr<DiskFile>(there);
    opened->path = new std::string(path);
    file->pMethods = &kMethods;
    if (outFlags != nullptr) {
        *outFlags = flags;
    }
    return SQLITE_OK;
}

int deleteFile(sqlite3_vfs* vfs, const char* name, int /*syncFolder*/) {
    PowerCutVfs::Parts* owner = ownerOf(vfs);
    if (!owner->begins(Change::Other)) {
        return SQLITE_IOERR_DELETE;
    }
    if (owner->dead) {
        return SQLITE_IOERR_DELETE;  // it stays
    }
    owner->files.erase(name);
    return SQLITE_OK;
}

int accessFile(sqlite3_vfs* vfs, const char* name, int /*flags*/, int* answer) {
    *answer = ownerOf(vfs)->files.contains(name) ? 1 : 0;
    return SQLITE_OK;
}

int fullName(sqlite3_vfs* /*vfs*/, const char* name, int size, char* out) {
    sqlite3_snprintf(size, out, "%s", name);
    return SQLITE_OK;
}

int randomness(sqlite3_vfs* vfs, int size, char* out) {
    sqlite3_vfs* below = ownerOf(vfs)->below;
    return below->xRandomness(below, size, out);
}

int pauseFor(sqlite3_vfs* /*vfs*/, int microseconds) {
    return microseconds;
}

int currentTime(sqlite3_vfs* vfs, sqlite3_int64* now) {
    sqlite3_vfs* below = ownerOf(vfs)->below;
    return below->xCurrentTimeInt64(below, now);
}

int lastError(sqlite3_vfs* /*vfs*/, int /*size*/, char* /*out*/) {
    return 0;
}

std::string nextName() {
    static std::atomic<int> count{0};
    return "power-cut-" + std::to_string(++count);
}

/// What is found of a file when the power comes back.
class Remains {
public:
    Remains(const DiskFile& file, PowerCutVfs::Damage damage, std::mt19937& dice)
        : m_file(file), m_damage(damage), m_dice(dice), m_bytes(file.safe) {}

    std::string take() {
        for (std::size_t i = 0; i < m_file.pending.size(); ++i) {
            const Pending& change = m_file.pending[i];
            if (!change.truncates) {
                write(i, change);
            } else if (m_dice() % 2 == 0) {
                m_bytes.resize(static_cast<std::size_t>(change.offset), '\0');
            }
        }
        return std::move(m_bytes);
    }

private:
    /// How many of the changes a sector has seen, drawn once.
    std::size_t seenBy(std::size_t sector) {
        const std::size_t all = m_file.pending.size();
        return m_seen.try_emplace(sector, m_dice() % 3 == 0 ? m_dice() % (all + 1) : m_dice() % 2 * all)
            .first->second;
    }
    void put(std::size_t at, std::string_view bytes) {
        m_bytes.resize(std::max(m_bytes.size(), at + bytes.size()), '\0');
        m_bytes.replace(at, bytes.size(), bytes);
    }
    std::string rubbish(std::size_t size) {
        std::string bytes(size, '\0');
        std::ranges::generate(bytes, [this] { return static_cast<char>(m_dice()); });
        return bytes;
    }
    void write(std::size_t number, const Pending& change) {
        std::size_t at = static_cast<std::size_t>(change.offset);
        std::string_view rest = change.bytes;
        while (!rest.empty()) {
            const std::size_t sector = at / PowerCutVfs::kSector;
            const std::string_view piece = rest.substr(0, (sector + 1) * PowerCutVfs::kSector - at);
            const std::size_t seen = seenBy(sector);
            if (number < seen) {
                put(at, piece);
            } else if (number == seen || (number + 1 == m_file.pending.size() && m_dice() % 8 == 0)) {
                damage(sector, at, piece);
            }
            at += piece.size();
            rest.remove_prefix(piece.size());
        }
    }
    /// The write that this sector was in the middle of.
    void damage(std::size_t sector, std::size_t at, std::string_view piece) {
        switch (m_dice() % 3) {
        case 0:
            put(at, piece.substr(0, m_dice() % (piece.size() + 1)));  // torn
            break;
        case 1:
            if (m_damage == PowerCutVfs::Damage::WholeSectors) {
                put(sector * PowerCutVfs::kSector, rubbish(PowerCutVfs::kSector));
            } else {
                put(at, rubbish(piece.size()));
            }
            break;
        default:
            break;  // lost
        }
    }

    const DiskFile& m_file;
    PowerCutVfs::Damage m_damage;
    std::mt19937& m_dice;
    std::string m_bytes;
    std::map<std::size_t, std::size_t> m_seen;
};

}  // namespace

PowerCutVfs::PowerCutVfs(Damage damage) : m_parts(std::make_unique<Parts>()) {
    Parts& parts = *m_parts;
    parts.name = nextName();
    parts.damage = damage;
    parts.below = sqlite3_vfs_find(nullptr);
    sqlite3_vfs& vfs = parts.vfs;
    vfs.iVersion = 2;
    vfs.szOsFile = static_cast<int>(sizeof(File));
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

PowerCutVfs::~PowerCutVfs() {
    sqlite3_vfs_unregister(&m_parts->vfs);
}

const std::string& PowerCutVfs::name() const {
    return m_parts->name;
}

void PowerCutVfs::cutAt(long change) {
    m_parts->cut = change;
    m_parts->changes = 0;
}

bool PowerCutVfs::isDead() const {
    return m_parts->dead;
}

PowerCutVfs::Change PowerCutVfs::last() const {
    return m_parts->last;
}

long PowerCutVfs::changes() const {
    return m_parts->changes;
}

void PowerCutVfs::reboot(std::mt19937& dice) {
    for (auto file = m_parts->files.begin(); file != m_parts->files.end();) {
        DiskFile& one = *file->second;
        if (file->first.empty() || (!one.created && dice() % 2 == 0)) {
            file = m_parts->files.erase(file);
            continue;
        }
        one.now = Remains(one, m_parts->damage, dice).take();
        one.sync();
        ++file;
    }
    m_parts->shared.clear();
    m_parts->dead = false;
    m_parts->cut = 0;
}

PowerCutVfs::Image PowerCutVfs::image() const {
    Image all;
    for (const auto& [path, file] : m_parts->files) {
        if (!path.empty()) {
            all[path] = file->now;
        }
    }
    return all;
}

void PowerCutVfs::restore(const Image& image) {
    m_parts->files.clear();
    m_parts->shared.clear();
    m_parts->dead = false;
    m_parts->cut = 0;
    for (const auto& [path, bytes] : image) {
        auto file = std::make_shared<DiskFile>();
        file->now = bytes;
        file->sync();
        m_parts->files[path] = std::move(file);
    }
}

}  // namespace support
