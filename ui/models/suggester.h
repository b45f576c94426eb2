// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/console_source.h"

#include "model/canned_reply.h"
#include "model/ranking/reply_ranker.h"

#include <QString>

#include <optional>
#include <vector>

namespace ui {

/// A canned reply that fits the message at hand, with its placeholders filled for this customer.
struct ShownSuggestion {
    QString title;
    QString reason;  ///< "because of: nut, allergic"
    QString text;
};

/// Ranks the canned replies. Reads them once, and again after they changed.
class Suggester {
public:
    static constexpr std::size_t kMost = 3;

    explicit Suggester(const view::ConsoleSource& source) : m_source(source) {}

    [[nodiscard]] std::vector<ShownSuggestion> suggest(const std::string& message,
                                                       const model::PlaceholderValues& values);
    void repliesChanged() { m_ranker.reset(); }

private:
    const view::ConsoleSource& m_source;
    std::vector<model::CannedReply> m_replies;
    std::optional<model::ReplyRanker> m_ranker;
};

}  // namespace ui
