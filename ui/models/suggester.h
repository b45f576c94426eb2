// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window_context.h"

#include "model/canned_reply.h"
#include "model/message.h"
#include "model/ranking/reply_suggester.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace ui {

/// A canned reply that fits the message at hand, with its placeholders filled for this customer.
struct ShownSuggestion {
    base::CannedReplyId reply;
    QString title;
    QString reason;  ///< "because of: nut, allergic (14×)"
    QString text;
};

/// How sure suggestions have to be.
enum class SuggestionAmount { None, Fewer, Usual, More };

/// Ranks the canned replies by what the shop's log teaches. The log is read and learnt in the background, and
/// again after it has changed; until the first time there are no suggestions.
class Suggester final : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t kMost = 3;

    explicit Suggester(const WindowContext& context, QObject* parent = nullptr);

    struct Answer {
        std::vector<ShownSuggestion> shown;
        std::optional<model::SuggestionsMade>
            made;  ///< shown or not; nothing = the message resembles nothing
    };
    /// What a canned reply says to the customer at hand, whose `language` may be unknown, empty.
    using Reading = std::function<std::string(const model::CannedReply&)>;
    [[nodiscard]] Answer suggest(const model::Message& message, const std::string& language,
                                 const Reading& reading) const;
    [[nodiscard]] SuggestionAmount amount() const { return m_amount; }
    void setAmount(SuggestionAmount amount);
    /// Reads the log again.
    void refresh();

signals:
    /// Suggestions may be others now.
    void changed();

private:
    const WindowContext& m_context;
    std::vector<model::CannedReply> m_replies;
    std::shared_ptr<const model::ReplySuggester> m_suggester;
    SuggestionAmount m_amount = SuggestionAmount::Usual;
};

}  // namespace ui
