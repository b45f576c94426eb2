// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/words.h"

#include "model/reply_promise.h"

#include <optional>
#include <string>

/// The text for a profile or a pinned post, made of opening hours and of real response times.
namespace view {

/// What was copied to be published.
struct PublishedPromise {
    base::Duration within;
    model::TimeUnit unit = model::TimeUnit::Business;
    base::UtcTime at;
    bool operator==(const PublishedPromise&) const = default;
};

struct PromiseView {
    std::string text;  ///< the proposal; the owner may word it anew
    std::string
        basis;  ///< "Nine in ten of 214 answers of the last 30 days came within 41 m, in opening hours"
};
/// `hours` as they are now; nullptr = none are kept.
[[nodiscard]] PromiseView promiseView(const model::ReplyPromise& figures, const model::HoursVersion* hours,
                                      const Words& words);

/// "Mon to Fri 09:00 to 12:00 and 13:00 to 17:00, Sat 10:00 to 14:00"; empty when it never opens.
[[nodiscard]] std::string weekInWords(const std::vector<model::WeekInterval>& week, const Words& words);

/// Why what was published should be changed; empty while the figures bear it out.
[[nodiscard]] std::string promiseWarning(const std::optional<PublishedPromise>& published,
                                         const model::ReplyPromise& figures, const Words& words,
                                         base::UtcTime now);

}  // namespace view
