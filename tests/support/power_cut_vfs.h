// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace support {

/// A disk in memory whose power can be cut. What was written since a file's last sync may then be there, be
/// lost, be torn or be rubbish, each sector for itself and in any order; what was synced stays. One
/// connection at a time.
class PowerCutVfs {
public:
    static constexpr std::size_t kSector = 512;

    /// What may be damaged in a sector that was being written.
    enum class Damage {
        WrittenBytes,  ///< what was written; a disk that overwrites safely, as SQLite takes disks to be
        WholeSectors,  ///< its other bytes too, though they were synced before; SQLite is told so
    };

    explicit PowerCutVfs(Damage damage = Damage::WrittenBytes);
    ~PowerCutVfs();
    PowerCutVfs(const PowerCutVfs&) = delete;
    PowerCutVfs& operator=(const PowerCutVfs&) = delete;

    /// To be given to Store::Options::vfs. Must outlive its connections.
    [[nodiscard]] const std::string& name() const;

    /// The n-th change of the disk from now on (a write, sync, truncation or deletion) is the last: it may or
    /// may not happen, and everything after it fails until reboot().
    void cutAt(long change);
    [[nodiscard]] bool isDead() const;
    /// What the changes were since cutAt(), for telling where a cut fell.
    enum class Change { Log, Database, Sync, Other };
    [[nodiscard]] Change last() const;
    [[nodiscard]] long changes() const;

    /// The power comes back. All connections must be closed.
    void reboot(std::mt19937& dice);

    using Image = std::map<std::string, std::string>;
    /// All files as they would be after everything was synced.
    [[nodiscard]] Image image() const;
    void restore(const Image& image);

    struct Parts;

private:
    std::unique_ptr<Parts> m_parts;
};

}  // namespace support
