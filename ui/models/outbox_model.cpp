// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/outbox_model.h"

#include "ui/language.h"
#include "ui/models/roles.h"

#include "view/inbox_row.h"
#include "view/outbox_view.h"
#include "view/platform_names.h"
#include "view/sentences.h"
#include "view/trouble_view.h"

#include "base/text.h"

#include <algorithm>
#include <utility>

namespace ui {
namespace {

enum Group { Decision, Failed, Waiting, Sending, kGroups };
constexpr std::size_t kTextGraphemes = 200;
constexpr int kMostSent = 50;

Group groupOf(const model::OutboxRow& row, base::UtcTime now) {
    if (view::waitsForDecision(row, now)) {
        return Decision;
    }
    switch (row.state) {
    case model::Delivery::Failed:
        return Failed;
    case model::Delivery::InFlight:
        return Sending;
    default:
        return Waiting;
    }
}

QString groupTitle(int group) {
    switch (group) {
    case Decision:
        return OutboxModel::tr("Your decision");
    case Failed:
        return OutboxModel::tr("Failed");
    case Sending:
        return OutboxModel::tr("Sending");
    default:
        return OutboxModel::tr("Waiting");
    }
}

}  // namespace

/// What a reply stands among: all that are not confirmed, in their order, and the accounts they go out by.
struct OutboxModel::Around {
    std::vector<model::OutboxRow> replies;
    std::vector<model::Account> accounts;
    std::vector<model::AccountPulse> pulses;
    base::UtcTime now;
};

OutboxModel::OutboxModel(const view::ConsoleSource& source, Pulses pulses, const view::Words& words,
                         const base::Clock& clock, QObject* parent)
    : QAbstractListModel(parent), m_source(source), m_pulses(std::move(pulses)), m_words(words),
      m_clock(clock) {}

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

OutboxItem OutboxModel::itemFor(const model::OutboxRow& reply, const Around& around) const {
    const base::UtcTime now = around.now;
    OutboxItem item{.reply = reply,
                    .timeText = qt(m_words.moment(reply.queuedAt, now)),
                    .reason = asSentence(reply.error),
                    .reasonAndCure = asSentence(
                        view::withCure(reply.error, base::errorKindNamed(reply.errorKind), m_words))};
    std::string name;
    const auto conversation = m_source.conversation(reply.conversation);
    if (conversation) {
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
    placeAmong(item, around);
    if (item.behindAnother) {
        item.badge.text = item.badge.compact = tr("after the reply above").toStdString();
        item.badge.spoken = tr("Goes after the reply above").toStdString();
        item.badge.nextTick.reset();
    }
    const auto account = std::ranges::find(around.accounts, reply.account, &model::Account::id);
    const auto pulse = std::ranges::find(around.pulses, reply.account, &model::AccountPulse::id);
    const view::OutboxOutlook outlook = view::outboxOutlook(
        {.reply = reply,
         .conversation = conversation ? &*conversation : nullptr,
         .account = account == around.accounts.end() ? nullptr : &*account,
         .limitedUntil = pulse == around.pulses.end() ? std::nullopt : pulse->limitedUntil,
         .behindAnother = item.behindAnother},
        m_words, now);
    item.outlook = qt(outlook.text);
    item.outlookLevel = outlook.level;
    item.badge.nextTick = view::earliest(item.badge.nextTick, outlook.nextTick);
    speak(item);
    return item;
}

/// In its own conversation: whether another goes first, and with what it can change places.
void OutboxModel::placeAmong(OutboxItem& item, const Around& around) {
    const model::OutboxRow& reply = item.reply;
    const model::OutboxRow* before = nullptr;
    const model::OutboxRow* after = nullptr;
    for (const model::OutboxRow& other : around.replies) {
        if (other.conversation != reply.conversation || other.id == reply.id ||
            other.state == model::Delivery::Failed) {
            continue;
        }
        if (other.place < reply.place) {
            before = &other;
            item.behindAnother = item.behindAnother ||
                                 (groupOf(reply, around.now) == Waiting && !other.isForLater(around.now));
        } else if (after == nullptr) {
            after = &other;
        }
    }
    item.canGoEarlier = reply.canBeMoved() && before != nullptr && before->canBeMoved();
    item.canGoLater = reply.canBeMoved() && after != nullptr && after->canBeMoved();
}

void OutboxModel::speak(OutboxItem& item) const {
    item.spoken = qt(view::sentences(
        {item.title.toStdString(), item.badge.spoken, base::snippet(item.reply.text, kTextGraphemes),
         item.timeText.toStdString(), item.outlook.toStdString(), item.reason.toStdString()},
        m_words));
}

void OutboxModel::refresh() {
    const Around around{.replies = m_source.outbox().value_or(std::vector<model::OutboxRow>{}),
                        .accounts = m_source.accounts().value_or(std::vector<model::Account>{}),
                        .pulses = m_pulses(),
                        .now = m_clock.utcNow()};
    beginResetModel();
    m_items.clear();
    m_replies = 0;
    m_decisions = 0;
    m_waiting = 0;
    m_nextTick = base::UtcTime::max();
    for (int group = 0; group < kGroups; ++group) {
        addReplies(around, group);
    }
    addSentToday();
    endResetModel();
}

void OutboxModel::addReplies(const Around& around, int group) {
    const auto belongs = [&](const model::OutboxRow& row) { return groupOf(row, around.now) == group; };
    const auto count = static_cast<int>(std::ranges::count_if(around.replies, belongs));
    if (count == 0) {
        return;
    }
    addGroup(groupTitle(group), count);
    m_replies += count;
    m_decisions += group == Decision ? count : 0;
    for (const model::OutboxRow& row : around.replies) {
        if (!belongs(row)) {
            continue;
        }
        m_waiting += group == Waiting && !row.isForLater(around.now) ? 1 : 0;
        OutboxItem item = itemFor(row, around);
        m_nextTick = std::min(m_nextTick, item.badge.nextTick.value_or(m_nextTick));
        m_items.push_back(std::make_shared<const OutboxItem>(std::move(item)));
    }
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
        OutboxItem item = itemFor(row, {.replies = {}, .accounts = {}, .pulses = {}, .now = now});
        item.timeText = qt(m_words.moment(row.lastAttemptAt.value_or(row.queuedAt), now));
        item.outlook.clear();
        item.reason.clear();
        item.reasonAndCure.clear();
        item.badge = {.kind = view::BadgeKind::Sent,
                      .text = m_words.say(view::Phrase::Sent),
                      .compact = m_words.say(view::Phrase::Sent),
                      .spoken = m_words.say(view::Phrase::SpokenSent)};
        speak(item);
        m_items.push_back(std::make_shared<const OutboxItem>(std::move(item)));
    }
}

}  // namespace ui
