// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/hit_model.h"

#include "ui/language.h"
#include "ui/models/roles.h"

#include "view/inbox_row.h"
#include "view/platform_names.h"
#include "view/sentences.h"

#include "base/text.h"

#include <algorithm>
#include <utility>

namespace ui {
namespace {

/// What is shown before the first hit, so that it is seen in its sentence.
constexpr std::size_t kBefore = 40;
constexpr std::size_t kShown = 240;

std::size_t utf16Length(std::string_view utf8) {
    return base::countUtf16(utf8);
}

}  // namespace

std::string lineAround(const std::string& text, const std::string& query) {
    const std::vector<TextRange> marks = findMarks(text, query);
    if (marks.empty() || marks.front().begin <= static_cast<int>(kBefore)) {
        return base::snippet(text, kShown);
    }
    const QString all = qt(text);
    const qsizetype from =
        all.lastIndexOf(u' ', std::max<qsizetype>(0, marks.front().begin - static_cast<int>(kBefore)));
    return "… " + base::snippet(all.mid(std::max<qsizetype>(from, 0)).toStdString(), kShown);
}

std::vector<TextRange> findMarks(const std::string& text, const std::string& query) {
    std::vector<std::string> wanted;
    for (const base::FoldedWord& word : base::foldedWords(query)) {
        wanted.push_back(word.folded);
    }
    std::vector<TextRange> marks;
    std::size_t bytes = 0;
    std::size_t units = 0;
    for (const base::FoldedWord& word : base::foldedWords(text)) {
        const bool hit = std::ranges::any_of(
            wanted, [&word](const std::string& start) { return word.folded.starts_with(start); });
        if (!hit || word.begin < bytes) {
            continue;
        }
        units += utf16Length(std::string_view(text).substr(bytes, word.begin - bytes));
        const std::size_t length =
            utf16Length(std::string_view(text).substr(word.begin, word.end - word.begin));
        marks.push_back({.begin = static_cast<int>(units), .length = static_cast<int>(length)});
        units += length;
        bytes = word.end;
    }
    return marks;
}

HitModel::HitModel(const view::ConsoleSource& source, const view::Words& words, const base::Clock& clock,
                   QObject* parent)
    : QAbstractListModel(parent), m_source(source), m_words(words), m_clock(clock) {}

int HitModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

const HitItem* HitModel::itemAt(const QModelIndex& index) const {
    return index.isValid() && index.row() < rowCount()
               ? m_items.at(static_cast<std::size_t>(index.row())).get()
               : nullptr;
}

QVariant HitModel::data(const QModelIndex& index, int role) const {
    const HitItem* item = itemAt(index);
    if (item == nullptr) {
        return {};
    }
    switch (role) {
    case ShownRole:
        return QVariant::fromValue(m_items.at(static_cast<std::size_t>(index.row())));
    case ConversationRole:
        return static_cast<qint64>(item->conversation.value);
    case MessageRole:
        return static_cast<qint64>(item->message.value);
    case Qt::DisplayRole:
        return item->name;
    case Qt::AccessibleTextRole:
        return item->spoken;
    default:
        return {};
    }
}

HitItem HitModel::itemFor(const view::ConsoleSource::Hit& hit, const std::string& query) const {
    const std::string line = lineAround(hit.text, query);
    HitItem item{.conversation = hit.conversation,
                 .message = hit.message,
                 .timeText = qt(m_words.moment(hit.at, m_clock.utcNow())),
                 .text = qt(line),
                 .marks = findMarks(line, query)};
    std::string name = view::shownName({}, {}, m_words);
    if (const auto conversation = m_source.conversation(hit.conversation)) {
        name = view::shownName(conversation->customerName, conversation->customerHandle, m_words);
        item.customer = conversation->customer;
        item.visibility = conversation->visibility;
        item.tag = qt(view::platformTag(conversation->platform));
    }
    item.name = qt(name);
    item.initials = qt(view::initialsOf(name));
    item.spoken = qt(view::sentences({name, line, item.timeText.toStdString()}, m_words));
    return item;
}

HitItem HitModel::itemFor(const model::StreamHit& hit) const {
    const std::string line = base::snippet(hit.text, kShown);
    const std::string name = view::shownName(hit.authorName, hit.authorHandle, m_words);
    HitItem item{.conversation = hit.conversation,
                 .message = hit.message,
                 .name = qt(name),
                 .initials = qt(view::initialsOf(name)),
                 .tag = qt(view::platformTag(hit.platform)),
                 .timeText = qt(m_words.moment(hit.at, m_clock.utcNow())),
                 .text = qt(line)};
    item.spoken = qt(view::sentences(
        {name, view::platformName(hit.platform), line, item.timeText.toStdString()}, m_words));
    return item;
}

QModelIndex HitModel::indexOf(base::ConversationId conversation) const {
    const auto found =
        std::ranges::find(m_items, conversation, [](const Shown& item) { return item->conversation; });
    return found == m_items.end() ? QModelIndex() : index(static_cast<int>(found - m_items.begin()));
}

void HitModel::showStreams() {
    const auto hits = m_source.streamHits(view::ConsoleSource::kMostRows);
    beginResetModel();
    m_items.clear();
    if (hits) {
        for (const model::StreamHit& hit : *hits) {
            m_items.push_back(std::make_shared<const HitItem>(itemFor(hit)));
        }
    }
    endResetModel();
    if (!hits) {
        emit failed(asSentence(hits.error().what()));
    }
}

void HitModel::search(const QString& query) {
    const std::string wanted = query.trimmed().toStdString();
    const auto hits =
        wanted.empty() ? std::vector<view::ConsoleSource::Hit>{} : m_source.search(wanted, kMostHits);
    beginResetModel();
    m_items.clear();
    if (hits) {
        for (const view::ConsoleSource::Hit& hit : *hits) {
            m_items.push_back(std::make_shared<const HitItem>(itemFor(hit, wanted)));
        }
    }
    endResetModel();
    if (!hits) {
        emit failed(asSentence(hits.error().what()));
    }
}

}  // namespace ui
