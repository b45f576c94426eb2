// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window_context.h"

#include "model/conversation.h"

#include <QObject>

#include <optional>
#include <set>
#include <vector>

namespace ui {

class Toast;

/// Done, later, no reply needed, what a message is: decides at once, says so in the toast, and takes it back
/// again and again.
class DecisionDesk final : public QObject {
    Q_OBJECT
public:
    DecisionDesk(const WindowContext& context, Toast& toast, QObject* parent = nullptr);

    void noReplyNeeded(const model::ConversationRow& conversation);
    void setDone(const model::ConversationRow& conversation);
    void snooze(const model::ConversationRow& conversation, base::UtcTime until);
    /// The customer was called and has the answer.
    void logCall(const model::ConversationRow& conversation, base::UtcTime at, const QString& words);
    /// Back from Done or Snoozed.
    void reopen(const model::ConversationRow& conversation);

    /// The kind of message, by the person's word; nothing = it is left to Shopbell. Spam leaves, and comes
    /// back.
    void setTriage(const model::ConversationRow& conversation, std::optional<model::TriageKind> kind);
    /// A post that a search found: it leaves the streams.
    void notForUs(const model::ConversationRow& conversation, base::MessageId hit);
    /// A customer's public message: hidden from others or liked, or no longer.
    void doDeed(const model::ConversationRow& conversation, const model::Message& message, model::Deed deed);
    /// What was taken for spam and moved by itself: said, and taken back as "not spam".
    void tellSetAside(const std::set<base::ConversationId>& conversations);

    /// For good: there is nothing to take back.
    void eraseCustomer(const model::ConversationRow& conversation);

    /// Takes the latest decision back that still stands.
    void undo();

signals:
    /// It leaves the view that it stood in.
    void decided(base::ConversationId conversation);
    /// It is as it was.
    void returned(base::ConversationId conversation);
    void failed(const QString& sentence);

private:
    /// What takes a decision back.
    struct Decision {
        base::ConversationId conversation;
        base::UtcTime at;  ///< by which it is known here
        std::vector<model::Intent> back;
    };
    void decide(const model::ConversationRow& conversation, model::Intent intent, base::UtcTime at,
                IconName icon, const QString& text);
    enum class Stays { No, Yes };
    void decide(Decision decision, model::Intent intent, IconName icon, const QString& text,
                Stays stays = Stays::No);
    void keep(Decision decision);
    /// This one, whatever was decided after it.
    void undo(base::UtcTime at);
    [[nodiscard]] QString nameOf(const model::ConversationRow& conversation) const;
    [[nodiscard]] base::UtcTime nextMoment();
    void post(model::Intent intent);

    const WindowContext& m_context;
    Toast& m_toast;
    std::vector<Decision> m_decisions;  ///< the latest is the last
    base::UtcTime m_latest{};
};

}  // namespace ui
