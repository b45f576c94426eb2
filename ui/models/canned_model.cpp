// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/canned_model.h"

#include "ui/language.h"
#include "ui/models/roles.h"

#include "view/sentences.h"

#include "model/canned_library.h"

#include "base/text.h"

#include <QStringList>

#include <algorithm>
#include <utility>

namespace ui {
namespace {

/// A title that is longer is cut by the row anyway.
constexpr std::size_t kTitleGraphemes = 120;

/// As it reads for nobody in particular: a row that begins with braces says little.
std::string readable(const std::string& text) {
    return model::fillPlaceholders(text, {}).text;
}

QString tagsOf(const model::CannedReply& reply) {
    QStringList tags;
    for (const std::string& tag : reply.tags) {
        tags.append(qt(tag));
    }
    return tags.join(QStringLiteral(" · "));
}

}  // namespace

CannedModel::CannedModel(const view::ConsoleSource& source, const view::Words& words, QObject* parent)
    : QAbstractListModel(parent), m_source(source), m_words(words) {}

int CannedModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

QVariant CannedModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const Shown& item = m_items.at(static_cast<std::size_t>(index.row()));
    switch (role) {
    case ShownRole:
        return QVariant::fromValue(item);
    case Qt::DisplayRole:
        return item->title;
    case Qt::AccessibleTextRole:
        return item->spoken;
    default:
        return {};
    }
}

base::CannedReplyId CannedModel::idAt(const QModelIndex& index) const {
    return index.isValid() && index.row() < rowCount() ? m_items.at(static_cast<std::size_t>(index.row()))->id
                                                       : base::CannedReplyId{};
}

QModelIndex CannedModel::indexOf(base::CannedReplyId reply) const {
    const auto found =
        std::ranges::find_if(m_items, [reply](const Shown& item) { return item->id == reply; });
    return found == m_items.end() ? QModelIndex() : index(static_cast<int>(found - m_items.begin()));
}

const model::CannedReply* CannedModel::reply(base::CannedReplyId id) const {
    const auto found = std::ranges::find(m_library, id, &model::CannedReply::id);
    return found == m_library.end() ? nullptr : &*found;
}

CannedItem CannedModel::itemFor(const model::CannedReply& reply) const {
    const std::string title = base::snippet(reply.title, kTitleGraphemes);
    const std::string line = lineAround(m_reading ? m_reading(reply) : readable(reply.text), m_query);
    return {.id = reply.id,
            .title = qt(title),
            .titleMarks = findMarks(title, m_query),
            .tags = tagsOf(reply),
            .line = qt(line),
            .lineMarks = findMarks(line, m_query),
            .spoken = qt(view::sentences({title, tagsOf(reply).toStdString(), line}, m_words))};
}

void CannedModel::fill() {
    beginResetModel();
    m_items.clear();
    std::vector<const model::CannedReply*> found;
    const std::vector<std::string> query = model::searchWords(m_query);
    for (std::size_t i = 0; i < m_library.size(); ++i) {
        if (model::holdEveryWord(m_searchWords[i], query)) {
            found.push_back(&m_library[i]);
        }
    }
    if (!m_query.empty()) {
        std::ranges::stable_partition(
            found, [this](const auto* reply) { return !findMarks(reply->title, m_query).empty(); });
    }
    if (m_most > 0 && std::cmp_greater(found.size(), m_most)) {
        found.resize(static_cast<std::size_t>(m_most));
    }
    for (const model::CannedReply* reply : found) {
        m_items.push_back(std::make_shared<const CannedItem>(itemFor(*reply)));
    }
    endResetModel();
}

void CannedModel::refresh() {
    auto library = m_source.cannedReplies();
    if (!library) {
        emit failed(asSentence(library.error().what()));
        return;
    }
    m_library = std::move(*library);
    std::ranges::stable_sort(m_library, [](const model::CannedReply& one, const model::CannedReply& other) {
        return qt(one.title).localeAwareCompare(qt(other.title)) < 0;
    });
    m_searchWords.clear();
    for (const model::CannedReply& reply : m_library) {
        m_searchWords.push_back(model::searchWords(reply));
    }
    fill();
}

void CannedModel::setFilter(const QString& query) {
    m_query = query.trimmed().toStdString();
    fill();
}

}  // namespace ui
