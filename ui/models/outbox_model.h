// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/badge.h"
#include "view/console_source.h"
#include "view/sync_status_view.h"
#include "view/words.h"

#include "model/reply.h"

#include <QAbstractListModel>

#include <functional>
#include <memory>
#include <vector>

namespace ui {

/// A line of the outbox: a group's name, or a reply.
struct OutboxItem {
    enum class Kind { Group, Reply };
    Kind kind = Kind::Reply;
    QString title;  ///< "Your decision", or whom the reply is for
    int count = 0;  ///< of a group
    model::OutboxRow reply;
    model::Visibility visibility = model::Visibility::Public;
    base::ContactId customer;
    QString initials;
    QString platform;  ///< "Mastodon"
    QString tag;
    QString timeText;
    QString outlook;  ///< window, wrote again; begins the third line, mostly empty
    view::StatusLevel outlookLevel = view::StatusLevel::Quiet;
    QString reason;  ///< ends the third line; mostly empty
    QString reasonAndCure;
    bool behindAnother = false;  ///< of its conversation
    bool canGoEarlier = false;   ///< than another of its conversation
    bool canGoLater = false;
    view::BadgeText badge;
    QString spoken;
};

/// Every reply that is not confirmed, in groups: your decision, failed, waiting, sending. Below them what was
/// sent today.
class OutboxModel final : public QAbstractListModel {
    Q_OBJECT
public:
    using Shown = std::shared_ptr<const OutboxItem>;

    using Pulses = std::function<std::vector<model::AccountPulse>()>;
    OutboxModel(const view::ConsoleSource& source, Pulses pulses, const view::Words& words,
                const base::Clock& clock, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

    /// Reads everything again.
    void refresh();
    [[nodiscard]] const OutboxItem* itemAt(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex indexOf(base::ReplyId reply) const;
    [[nodiscard]] int replies() const { return m_replies; }
    [[nodiscard]] int waiting() const { return m_waiting; }
    [[nodiscard]] int decisions() const { return m_decisions; }
    [[nodiscard]] base::UtcTime nextTick() const { return m_nextTick; }

private:
    void addGroup(const QString& title, int count);
    struct Around;
    void addReplies(const Around& around, int group);
    void addSentToday();
    [[nodiscard]] OutboxItem itemFor(const model::OutboxRow& reply, const Around& around) const;
    static void placeAmong(OutboxItem& item, const Around& around);
    void speak(OutboxItem& item) const;

    const view::ConsoleSource& m_source;
    Pulses m_pulses;
    const view::Words& m_words;
    const base::Clock& m_clock;
    std::vector<Shown> m_items;
    int m_replies = 0;
    int m_decisions = 0;
    int m_waiting = 0;
    base::UtcTime m_nextTick = base::UtcTime::max();
};

}  // namespace ui

Q_DECLARE_METATYPE(ui::OutboxModel::Shown)
