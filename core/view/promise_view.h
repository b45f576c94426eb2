// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/console_source.h"
#include "view/words.h"

#include "model/reply_promise.h"

#include <optional>
#include <string>
#include <vector>

/// The text for a profile or a pinned post, made of opening hours and of real response times.
namespace view {

/// What was copied to be published.
struct PublishedPromise {
    base::Duration within;
    base::AccountId account;  ///< whose figures bore it out; 0 = those of all
    base::UtcTime at;
    bool operator==(const PublishedPromise&) const = default;
};

/// Which turns count: those of the last days by the machine's calendar.
[[nodiscard]] model::ReportScope promiseScope(const Words& words, base::UtcTime now);

/// What the text is made of.
struct PromiseGrounds {
    model::ReplyPromise figures;
    std::optional<model::HoursVersion> hours{};  ///< as they are now; nothing = none are kept
};
/// Of an account, or of all with 0. `turns` are those of the scope, of all accounts.
[[nodiscard]] PromiseGrounds promiseGrounds(const ConsoleSource& source, std::vector<model::TurnFact> turns,
                                            base::AccountId account, const Words& words, base::UtcTime now);

struct PromiseView {
    std::string text;  ///< the proposal; the owner may word it anew
    std::string
        basis;  ///< "Nine in ten of 214 answers of the last 30 days came within 41 m, in opening hours"
};
[[nodiscard]] PromiseView promiseView(const PromiseGrounds& grounds, const Words& words);

/// "Mon to Fri 09:00 to 12:00 and 13:00 to 17:00, Sat 10:00 to 14:00"; empty when it never opens.
[[nodiscard]] std::string weekInWords(const std::vector<model::WeekInterval>& week, const Words& words);

/// Why what was published should be changed; empty while the figures bear it out.
[[nodiscard]] std::string promiseWarning(const PublishedPromise& published,
                                         const model::ReplyPromise& figures, const Words& words,
                                         base::UtcTime now);

}  // namespace view
