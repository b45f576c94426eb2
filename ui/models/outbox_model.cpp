// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/outbox_model.h"

#include "ui/language.h"
#include "ui/models/roles.h"

#include "view/inbox_row.h"
#include "view/platform_names.h"
#include "view/sentences.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ui {
namespace {

constexpr std::array kGroups{model::Delivery::Uncertain, model::Delivery::Failed, model::Delivery::Queued,
                             model::Delivery::InFlight};
constexpr std::size_t kTextGraphemes = 200;
constexpr int kMostSent = 50;

QString groupTitle(model::Delivery state) {
    switch (state) {
    case model::Delivery::Uncertain:
        return OutboxModel::tr("Your decision");
    case model::Delivery::Failed:
        return OutboxModel::tr("Failed");
    case model::Delivery::InFlight:
        return OutboxModel::tr("Sending");
    default:
        return OutboxModel::tr("Waiting");
    }
}

}  // namespace

OutboxModel::OutboxModel(const view::ConsoleSource& source, const view::Words& words,
                         const base::Clock& clock, QObject* parent)
    : QAbstractListModel(parent), m_source(source), m_words(words), m_clock(clock) {}

int OutboxModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

const OutboxItem* OutboxModel::itemAt(const QModelIndex& index) const {
    return index.isValid() && index.row() < rowCount()
               ? m_items.at(static_cast<std::size_t>(index.row())).get()
               : nullptr;
}

QVariant OutboxModel::data(const QModelIndex& index, int role) const {
    const OutboxItem* item = itemAt(index);
    if (item == nullptr) {
        return {};
    }
    switch (role) {
    case ShownRole:
        return QVariant::fromValue(m_items.at(static_cast<std::size_t>(index.row())));
    case ConversationRole:
        return static_cast<qint64>(item->reply.conversation.value);
    case Qt::DisplayRole:
        return item->title;
    case Qt::AccessibleTextRole:
        return item->spoken;
    default:
        return {};
    }
}

Qt::ItemFlags OutboxModel::flags(const QModelIndex& index) const {
    const OutboxItem* item = itemAt(index);
    if (item == nullptr) {
        return Qt::NoItemFlags;  // the list itself has children
    }
    if (item->kind == OutboxItem::Kind::Group) {
        return Qt::ItemNeverHasChildren;
    }
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

QModelIndex OutboxModel::indexOf(base::ReplyId reply) const {
    const auto found = std::ranges::find_if(m_items, [reply](const Shown& item) {
        return item->kind == OutboxItem::Kind::Reply && item->reply.id == reply;
    });
    return found == m_items.end() ? QModelIndex() : index(static_cast<int>(found - m_items.begin()));
}

OutboxItem OutboxModel::itemFor(const model::OutboxRow& reply, bool waitsForAnother) const {
    const base::UtcTime now = m_clock.utcNow();
    OutboxItem item{.reply = reply,
                    .timeText = qt(m_words.moment(reply.queuedAt, now)),
                    .reason = asSentence(reply.error)};
    std::string name;
    if (const auto conversation = m_source.conversation(reply.conversation)) {
        name = view::shownName(conversation->customerName, conversation->customerHandle, m_words);
        item.visibility = conversation->visibility;
        item.customer = conversation->customer;
        item.platform = qt(view::platformName(conversation->platform));
        item.tag = qt(view::platformTag(conversation->platform));
    } else {
        name = view::shownName({}, {}, m_words);
    }
    item.title = qt(name);
    item.initials = qt(view::initialsOf(name));
    item.badge = view::deliveryBadge(reply.state, &reply, m_words, now);
    if (waitsForAnother) {
        item.badge.text = item.badge.compact = tr("after the reply above").toStdString();
        item.badge.spoken = tr("Goes after the reply above").toStdString();
        item.badge.nextTick.reset();
    }
    speak(item);
    return item;
}

void OutboxModel::speak(OutboxItem& item) const {
    item.spoken = qt(view::sentences({item.title.toStdString(), item.badge.spoken,
                                      base::snippet(item.reply.text, kTextGraphemes),
                                      item.timeText.toStdString(), item.reason.toStdString()},
                                     m_words));
}

void OutboxModel::refresh() {
    const auto rows = m_source.outbox();
    const base::UtcTime now = m_clock.utcNow();
    beginResetModel();
    m_items.clear();
    m_replies = 0;
    m_decisions = 0;
    m_waiting = 0;
    m_nextTick = base::UtcTime::max();
    for (const model::Delivery group : kGroups) {
        if (!rows) {
            break;
        }
        const auto count = static_cast<int>(std::ranges::count(*rows, group, &model::OutboxRow::state));
        if (count == 0) {
            continue;
        }
        addGroup(groupTitle(group), count);
        m_replies += count;
        m_waiting += static_cast<int>(std::ranges::count_if(*rows, [group, now](const model::OutboxRow& row) {
            return group == model::Delivery::Queued && row.state == group && !row.isForLater(now);
        }));
        m_decisions += group == model::Delivery::Uncertain ? count : 0;
        for (const model::OutboxRow& row : *rows) {
            if (row.state != group) {
                continue;
            }
            const bool waits = group == model::Delivery::Queued &&
                               std::ranges::any_of(*rows, [&row, now](const auto& other) {
                                   return other.conversation == row.conversation && other.id < row.id &&
                                          other.state != model::Delivery::Failed && !other.isForLater(now);
                               });
            OutboxItem item = itemFor(row, waits);
            m_nextTick = std::min(m_nextTick, item.badge.nextTick.value_or(m_nextTick));
            m_items.push_back(std::make_shared<const OutboxItem>(std::move(item)));
        }
    }
    addSentToday();
    endResetModel();
}

void OutboxModel::addGroup(const QString& title, int count) {
    m_items.push_back(
        std::make_shared<const OutboxItem>(OutboxItem{.kind = OutboxItem::Kind::Group,
                                                      .title = title,
                                                      .count = count,
                                                      .spoken = tr("%1, %2").arg(title).arg(count)}));
}

void OutboxModel::addSentToday() {
    const base::UtcTime now = m_clock.utcNow();
    const base::UtcTime midnight = m_words.nextDay(now) - std::chrono::hours{24};
    const auto sent = m_source.sentSince(midnight, kMostSent);
    if (!sent || sent->empty()) {
        return;
    }
    addGroup(tr("Sent today"), static_cast<int>(sent->size()));
    for (const model::OutboxRow& row : *sent) {
        OutboxItem item = itemFor(row, false);
        item.timeText = qt(m_words.moment(row.lastAttemptAt.value_or(row.queuedAt), now));
        item.reason.clear();
        item.badge = {.kind = view::BadgeKind::Sent,
                      .text = m_words.say(view::Phrase::Sent),
                      .compact = m_words.say(view::Phrase::Sent),
                      .spoken = m_words.say(view::Phrase::SpokenSent)};
        speak(item);
        m_items.push_back(std::make_shared<const OutboxItem>(std::move(item)));
    }
}

}  // namespace ui
