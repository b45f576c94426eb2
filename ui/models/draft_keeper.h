// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/console.h"

#include "view/console_source.h"

#include <QHash>
#include <QObject>
#include <QString>
#include <QTimer>

#include <optional>

namespace ui {

/// The text begun in each conversation. What is typed goes to the store a moment later, also while typing goes
/// on, and at once when another conversation is opened; until then it is true here.
class DraftKeeper final : public QObject {
    Q_OBJECT
public:
    /// From the first key that is not stored to the store.
    static constexpr int kPauseMs = 400;

    explicit DraftKeeper(const ConsoleSeam& seam, QObject* parent = nullptr);
    ~DraftKeeper() override;

    [[nodiscard]] QString textOf(base::ConversationId conversation);
    /// When the text that stands there was begun.
    [[nodiscard]] std::optional<base::UtcTime> begunAt(base::ConversationId conversation) const;
    void edited(base::ConversationId conversation, const QString& text);
    /// The text has left for the outbox, which forgets the stored draft itself.
    void sent(base::ConversationId conversation);
    /// The text comes back, before whatever was begun since.
    void putBack(base::ConversationId conversation, const QString& text);
    /// The customer's newer message was read: the draft counts as begun now.
    void begunAgain(base::ConversationId conversation);
    /// Posts what is not stored yet.
    void flush();

private:
    void keepSoon();

    struct Draft {
        QString text;
        std::optional<base::UtcTime> begunAt;
        bool stored = true;
    };

    const ConsoleSeam& m_seam;
    QHash<qint64, Draft> m_drafts;
    QTimer m_pause;
};

}  // namespace ui
