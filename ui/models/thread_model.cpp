// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/thread_model.h"

#include "ui/language.h"
#include "ui/models/roles.h"

#include "view/composer_view.h"

#include "model/language.h"

#include <algorithm>
#include <iterator>
#include <ranges>
#include <utility>

namespace ui {
namespace {

using Kind = view::ThreadRow::Kind;
/// Of a customer's other conversations.
constexpr int kOthersLookedAt = 20;

/// The lines of the tree, from each parent down to its last child.
void addGuides(std::vector<ThreadItem>& items) {
    std::vector<std::size_t> lastChild(items.size(), 0);
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto parent = items[i].row.parentRow;
        if (parent && *parent < i && items[*parent].row.level < items[i].row.level) {
            items[i].elbowLevel = items[*parent].row.level;
            items[*parent].stem = true;
            lastChild[*parent] = i;
        }
    }
    for (std::size_t parent = 0; parent < items.size(); ++parent) {
        const auto bit = static_cast<std::uint8_t>(1U << static_cast<unsigned>(items[parent].row.level));
        for (std::size_t i = parent + 1; i < lastChild[parent]; ++i) {
            items[i].through |= bit;
        }
    }
}

bool sameIdentity(const ThreadItem& one, const ThreadItem& other) {
    return one.row.kind == other.row.kind && one.row.message == other.row.message &&
           (one.row.kind == Kind::Message || one.row.text == other.row.text);
}

bool sameLook(const ThreadItem& one, const ThreadItem& other) {
    const auto look = [](const ThreadItem& item) {
        const view::ThreadRow& row = item.row;
        return std::tie(row.text, row.badge.text, row.badge.kind, row.window.text, row.window.kind, row.level,
                        row.author, row.roleText, row.toText, row.timeText, row.editedText, row.subject,
                        row.body, row.cut, row.continuesRun, row.delivery, row.deliveryReason, row.spoken,
                        row.url, row.formerText, item.marks, item.isTarget, item.runGoesOn, item.through,
                        item.elbowLevel, item.stem, item.inPublic, row.deeds);
    };
    return look(one) == look(other) && one.row.pictures.size() == other.row.pictures.size();
}

/// Whether they surely take the same room: all that differs is the badge, whose line is there anyhow.
bool sameHeight(const ThreadItem& one, const ThreadItem& other) {
    const auto shape = [](const ThreadItem& item) {
        const view::ThreadRow& row = item.row;
        return std::tie(row.text, row.level, row.subject, row.body, row.cut, row.continuesRun, row.delivery,
                        row.deliveryReason, row.deedText, row.deedRefusal, item.runGoesOn);
    };
    return shape(one) == shape(other) && one.row.pictures.size() == other.row.pictures.size() &&
           one.row.badge.kind == other.row.badge.kind;
}

}  // namespace

ThreadModel::ThreadModel(const view::ConsoleSource& source, const view::Words& words,
                         const base::Clock& clock, QObject* parent)
    : QAbstractListModel(parent), m_source(source), m_words(words), m_clock(clock) {}

int ThreadModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

QVariant ThreadModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const Shown& shown = m_items.at(static_cast<std::size_t>(index.row()));
    const view::ThreadRow& row = shown->row;
    switch (role) {
    case ShownRole:
        return QVariant::fromValue(shown);
    case MessageRole:
        return static_cast<qint64>(row.message.value);
    case Qt::DisplayRole:
        return qt(row.text);
    case Qt::AccessibleTextRole:
        return qt(row.spoken);
    case Qt::ToolTipRole: {
        QStringList lines;
        if (!row.formerText.empty()) {
            lines.append(qt(m_words.say(view::Phrase::FormerText, {{"text", row.formerText}})));
        }
        for (const std::string* line :
             {&row.exactTime, &row.badge.tooltip, &row.window.tooltip, &row.details}) {
            if (!line->empty()) {
                lines.append(qt(*line));
            }
        }
        return plainToolTip(lines.join(u'\n'));
    }
    default:
        return {};
    }
}

Qt::ItemFlags ThreadModel::flags(const QModelIndex& index) const {
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren
                           : Qt::NoItemFlags;
}

base::Status ThreadModel::readSurroundings(base::ConversationId id) {
    auto conversation = m_source.conversation(id);
    if (!conversation) {
        return std::unexpected(conversation.error());
    }
    auto accounts = m_source.accounts();
    auto context = conversation->visibility == model::Visibility::Public ? m_source.context(id)
                                                                         : std::vector<model::Message>{};
    auto gaps = m_source.gaps(conversation->account, id);
    auto outbox = m_source.outbox();
    for (const auto* error : {accounts ? nullptr : &accounts.error(), context ? nullptr : &context.error(),
                              gaps ? nullptr : &gaps.error(), outbox ? nullptr : &outbox.error()}) {
        if (error != nullptr) {
            return std::unexpected(*error);
        }
    }
    m_conversation = std::move(*conversation);
    const auto account = std::ranges::find(*accounts, m_conversation.account, &model::Account::id);
    m_account = account == accounts->end()
                    ? model::Account{.id = m_conversation.account, .platform = m_conversation.platform}
                    : *account;
    m_context = std::move(*context);
    m_gaps = std::move(*gaps);
    m_outbox = std::move(*outbox);
    std::erase_if(m_outbox, [id](const model::OutboxRow& reply) { return reply.conversation != id; });
    return readHit();
}

/// What other conversations have to do with what is loaded.
base::Status ThreadModel::readConnected() {
    m_privateAnswers.clear();
    m_ofCustomer.clear();
    if (m_messages.empty() || !m_conversation.customer) {
        return {};
    }
    auto answers = m_source.privateAnswers(m_conversation.id, m_messages.front().at);
    auto others = m_source.ofCustomer(m_conversation.customer, kOthersLookedAt);
    if (!answers || !others) {
        return std::unexpected(answers ? others.error() : answers.error());
    }
    m_privateAnswers = std::move(*answers);
    m_ofCustomer = std::move(*others);
    return {};
}

/// Whoever wrote what was found stands for the customer that there is not yet.
base::Status ThreadModel::readHit() {
    m_hit = {};
    if (m_conversation.customer) {
        return {};
    }
    const auto hits = m_source.streamHits(view::ConsoleSource::kMostRows);
    if (!hits) {
        return std::unexpected(hits.error());
    }
    const auto hit = std::ranges::find(*hits, m_conversation.id, &model::StreamHit::conversation);
    if (hit != hits->end()) {
        m_hit = hit->message;
        m_conversation.customerName = hit->authorName;
        m_conversation.customerHandle = hit->authorHandle;
    }
    return {};
}

base::Status ThreadModel::read(base::ConversationId id, int count) {
    std::vector<model::Message> newest;
    std::optional<view::ConsoleSource::ThreadPlace> before;
    bool complete = false;
    while (static_cast<int>(newest.size()) < count && !complete) {
        const int wanted = std::min(view::ConsoleSource::kMostRows, count - static_cast<int>(newest.size()));
        auto page = m_source.messages(id, wanted, before);
        if (!page) {
            return std::unexpected(page.error());
        }
        complete = static_cast<int>(page->size()) < wanted;
        page->insert(page->end(), std::make_move_iterator(newest.begin()),
                     std::make_move_iterator(newest.end()));
        newest = std::move(*page);
        if (!newest.empty()) {
            before = {.at = newest.front().at, .id = newest.front().id};
        }
    }
    if (base::Status around = readSurroundings(id); !around) {
        return around;
    }
    // What was loaded before the part that was read again stays.
    if (!complete && !m_messages.empty() && !newest.empty() && m_messages.front().conversation == id) {
        const auto place = [](const model::Message& message) { return std::pair(message.at, message.id); };
        const auto earlier = std::ranges::partition_point(m_messages, [&](const model::Message& message) {
            return place(message) < place(newest.front());
        });
        newest.insert(newest.begin(), std::make_move_iterator(m_messages.begin()),
                      std::make_move_iterator(earlier));
        complete = m_complete;
    }
    m_messages = std::move(newest);
    m_complete = complete;
    return readConnected();
}

void ThreadModel::open(base::ConversationId conversation) {
    beginResetModel();
    m_items.clear();
    m_messages.clear();
    m_expanded.clear();
    m_target = {};
    m_conversation = {};
    m_complete = true;
    m_newAfter.reset();
    m_former.clear();
    endResetModel();
    if (const base::Status status = read(conversation, kPage); !status) {
        close();
        emit failed(asSentence(status.error().what()));
        return;
    }
    // Where nobody ever looked all of it is new, and a line says nothing.
    if (m_conversation.unread > 0 && m_conversation.readUntil) {
        m_newAfter = m_conversation.readUntil;
    }
    rebuild();
    emit reread();
}

void ThreadModel::setQuery(const std::string& query) {
    if (m_query != query) {
        m_query = query;
        rebuild();
    }
}

/// Once for each edit: rows are made anew with every tick.
void ThreadModel::readFormerTexts() {
    for (const model::Message& message : m_messages) {
        if (!message.editedAt) {
            continue;
        }
        FormerText& former = m_former[message.id];
        if (former.editedAt != *message.editedAt) {
            former = {.editedAt = *message.editedAt,
                      .text = m_source.formerText(message.id).value_or(std::string())};
        }
    }
}

void ThreadModel::close() {
    beginResetModel();
    m_items.clear();
    m_messages.clear();
    m_context.clear();
    m_outbox.clear();
    m_privateAnswers.clear();
    m_ofCustomer.clear();
    m_gaps.clear();
    m_conversation = {};
    m_account = {};
    m_target = {};
    m_complete = true;
    m_nextTick = base::UtcTime::max();
    endResetModel();
    emit reread();
}

void ThreadModel::loadEarlier() {
    if (!isOpen() || m_complete || m_messages.empty()) {
        return;
    }
    const view::ConsoleSource::ThreadPlace before{.at = m_messages.front().at, .id = m_messages.front().id};
    auto page = m_source.messages(m_conversation.id, kPage, before);
    if (!page) {
        emit failed(asSentence(page.error().what()));
        return;
    }
    m_complete = static_cast<int>(page->size()) < kPage;
    m_messages.insert(m_messages.begin(), std::make_move_iterator(page->begin()),
                      std::make_move_iterator(page->end()));
    if (const base::Status answers = readConnected(); !answers) {
        emit failed(asSentence(answers.error().what()));
    }
    rebuild();
}

bool ThreadModel::concerns(const model::Change& change) const {
    return change.conversations.contains(m_conversation.id) ||
           change.accounts.contains(m_conversation.account) ||
           std::ranges::any_of(m_privateAnswers, [&change](const model::PrivateAnswer& answer) {
               return change.conversations.contains(answer.conversation) ||
                      change.conversations.contains(answer.toConversation);
           });
}

void ThreadModel::apply(const model::Change& change) {
    if (!isOpen() || !concerns(change)) {
        return;
    }
    // New ones may have come: one page more than was loaded.
    const int count = std::min(kReread, static_cast<int>(m_messages.size()) + kPage);
    if (const base::Status status = read(m_conversation.id, count); !status) {
        // Merged into another or erased.
        close();
        return;
    }
    rebuild();
    emit reread();
}

void ThreadModel::showAll(base::MessageId message) {
    m_expanded.insert(message);
    rebuild();
}

void ThreadModel::setTarget(base::MessageId message) {
    if (m_target == message) {
        return;
    }
    m_target = message;
    rebuild();
}

const model::Message* ThreadModel::message(base::MessageId id) const {
    for (const auto* list : {&m_messages, &m_context}) {
        const auto found = std::ranges::find(*list, id, &model::Message::id);
        if (found != list->end()) {
            return &*found;
        }
    }
    return nullptr;
}

const model::Message* ThreadModel::latestOfCustomer() const {
    if (m_hit) {
        return message(m_hit);
    }
    for (const model::Message& message : m_messages | std::views::reverse) {
        if (message.direction == model::Direction::Inbound && message.author == m_conversation.customer &&
            !message.deletedAt) {
            return &message;
        }
    }
    return nullptr;
}

std::string ThreadModel::languageOfCustomer() const {
    return model::languageOf(m_messages, m_conversation.customer);
}

bool ThreadModel::onlyThanksWait() const {
    return view::onlyThanksWait(m_messages);
}

QModelIndex ThreadModel::indexOf(base::MessageId message) const {
    const auto found =
        std::ranges::find(m_items, message, [](const Shown& shown) { return shown->row.message; });
    return !message || found == m_items.end() ? QModelIndex()
                                              : index(static_cast<int>(found - m_items.begin()));
}

void ThreadModel::tick() {
    if (isOpen() && m_nextTick <= m_clock.utcNow()) {
        rebuild();
    }
}

void ThreadModel::rebuild() {
    const base::UtcTime now = m_clock.utcNow();
    readFormerTexts();
    std::vector<view::ThreadRow> rows = view::threadRows({.conversation = m_conversation,
                                                          .account = m_account,
                                                          .context = m_context,
                                                          .messages = m_messages,
                                                          .gaps = m_gaps,
                                                          .outbox = m_outbox,
                                                          .expanded = m_expanded,
                                                          .newAfter = m_newAfter,
                                                          .privateAnswers = m_privateAnswers,
                                                          .ofCustomer = m_ofCustomer},
                                                         m_words, now);
    m_nextTick = view::nextTick(rows, m_words, now);
    const bool inPublic = m_conversation.visibility == model::Visibility::Public;
    const model::Message* latest = latestOfCustomer();
    const base::MessageId target = m_target || latest == nullptr ? m_target : latest->id;
    std::vector<ThreadItem> items;
    items.reserve(rows.size());
    for (view::ThreadRow& row : rows) {
        ThreadItem item{.row = std::move(row), .inPublic = inPublic};
        if (const auto former = m_former.find(item.row.message); former != m_former.end()) {
            item.row.formerText = former->second.text;
        }
        if (!m_query.empty() && item.row.kind == Kind::Message) {
            item.marks = findMarks(item.row.text, m_query);
        }
        item.isTarget = target && item.row.message == target && (inPublic || static_cast<bool>(m_target));
        if (!items.empty()) {
            items.back().runGoesOn = item.row.continuesRun;
        }
        items.push_back(std::move(item));
    }
    if (inPublic) {
        addGuides(items);
    }
    std::vector<Shown> shown;
    shown.reserve(items.size());
    for (ThreadItem& item : items) {
        shown.push_back(std::make_shared<const ThreadItem>(std::move(item)));
    }
    exchange(std::move(shown));
}

void ThreadModel::exchange(std::vector<Shown> items) {
    const auto same = [](const Shown& one, const Shown& other) { return sameIdentity(*one, *other); };
    const auto head = std::ranges::mismatch(m_items, items, same).in1 - m_items.begin();
    const auto oldTail = std::ranges::subrange(m_items.begin() + head, m_items.end()) | std::views::reverse;
    const auto newTail = std::ranges::subrange(items.begin() + head, items.end()) | std::views::reverse;
    const auto tail = std::ranges::mismatch(oldTail, newTail, same).in1 - oldTail.begin();

    const auto oldEnd = static_cast<std::ptrdiff_t>(m_items.size()) - tail;
    const auto newEnd = static_cast<std::ptrdiff_t>(items.size()) - tail;
    std::vector<int> changed;
    bool reflow = false;
    if (oldEnd > head) {
        beginRemoveRows({}, static_cast<int>(head), static_cast<int>(oldEnd) - 1);
        m_items.erase(m_items.begin() + head, m_items.begin() + oldEnd);
        endRemoveRows();
    }
    if (newEnd > head) {
        beginInsertRows({}, static_cast<int>(head), static_cast<int>(newEnd) - 1);
        m_items.insert(m_items.begin() + head, items.begin() + head, items.begin() + newEnd);
        endInsertRows();
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
        const bool kept = static_cast<std::ptrdiff_t>(i) < head || static_cast<std::ptrdiff_t>(i) >= newEnd;
        if (kept && sameLook(*m_items[i], *items[i])) {
            continue;  // the laid out row stays good
        }
        if (kept) {
            changed.push_back(static_cast<int>(i));
            reflow = reflow || !sameHeight(*m_items[i], *items[i]);
        }
        m_items[i] = std::move(items[i]);
    }
    for (const int row : changed) {
        emit dataChanged(index(row), index(row));
    }
    if (reflow) {
        emit layoutAboutToBeChanged();
        emit layoutChanged();
    }
}

}  // namespace ui
