// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backfill.h"
#include "measure.h"

namespace bench {

/// The newest 50 rows of the inbox, both stores in turn so that both meet the same noise. Milliseconds.
struct InboxFigures {
    Spread large;
    Spread small;
};
[[nodiscard]] InboxFigures askInbox(const store::Store& large, const store::Store& small, int times);

/// Words as they are typed, from the first letter on, each keystroke a search. Milliseconds.
struct SearchFigures {
    Spread keystrokes;
    std::size_t withHits = 0;
};
[[nodiscard]] SearchFigures typeWords(const store::Store& store, int words, std::uint64_t seed);

/// A reply queued durably, and 4 kB written to the same disk, in turn. Milliseconds.
struct EnqueueFigures {
    Spread enqueue;
    Spread disk;
};
[[nodiscard]] EnqueueFigures enqueueReplies(store::Store& store, const std::string& folder, int times);

}  // namespace bench
