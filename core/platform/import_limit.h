// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>

namespace platform {

/// How many items of each stream a first import reads, the newest first. Copies are one limit: whoever
/// started the import can stop it while its steps run. What was read by then is kept, and the place is a gap.
class ImportLimit {
public:
    // NOLINTNEXTLINE(google-explicit-constructor): a number of items is a limit
    ImportLimit(int items)
        : m_items(std::make_shared<std::size_t>(static_cast<std::size_t>(std::max(items, 0)))) {}

    [[nodiscard]] std::size_t items() const { return *m_items; }
    /// After the page that is being read.
    void stop() { *m_items = std::min<std::size_t>(*m_items, 1); }

private:
    std::shared_ptr<std::size_t> m_items;
};

}  // namespace platform
