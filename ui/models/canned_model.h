// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/hit_model.h"

#include "view/console_source.h"
#include "view/words.h"

#include "model/canned_reply.h"

#include <QAbstractListModel>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace ui {

/// A row of the library.
struct CannedItem {
    base::CannedReplyId id;
    QString title;
    std::vector<TextRange> titleMarks;
    QString tags;  ///< "opening · weekend"
    QString line;  ///< of the text, with the fallbacks of its placeholders
    std::vector<TextRange> lineMarks;
    QString spoken;
};

/// The canned replies that have what is looked for, by title; those that have it there come first. Reads the
/// library in refresh() alone.
class CannedModel final : public QAbstractListModel {
    Q_OBJECT
public:
    using Shown = std::shared_ptr<const CannedItem>;

    CannedModel(const view::ConsoleSource& source, const view::Words& words, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

    /// Reads everything again.
    void refresh();
    /// Every word of it has to begin a word of title, tags or text, as in the search over messages.
    void setFilter(const QString& query);
    /// What a row says of a reply, one of its wordings; else its own text for nobody in particular.
    using Reading = std::function<std::string(const model::CannedReply& reply)>;
    void setReading(Reading reading) { m_reading = std::move(reading); }
    /// No more rows than this; 0 = all.
    void setMost(int rows) { m_most = rows; }
    /// More than anybody walks through with the arrow keys.
    static constexpr int kMostFound = 50;

    [[nodiscard]] base::CannedReplyId idAt(const QModelIndex& index) const;
    /// Not valid where it is filtered out.
    [[nodiscard]] QModelIndex indexOf(base::CannedReplyId reply) const;
    /// All of them, filtered or not.
    [[nodiscard]] const std::vector<model::CannedReply>& library() const { return m_library; }
    /// nullptr when there is none with this id.
    [[nodiscard]] const model::CannedReply* reply(base::CannedReplyId id) const;

signals:
    void failed(const QString& sentence);

private:
    void fill();
    [[nodiscard]] CannedItem itemFor(const model::CannedReply& reply) const;

    const view::ConsoleSource& m_source;
    const view::Words& m_words;
    std::string m_query;
    int m_most = 0;
    Reading m_reading;
    std::vector<model::CannedReply> m_library;            ///< by title
    std::vector<std::vector<std::string>> m_searchWords;  ///< of each; folded once, not with every key
    std::vector<Shown> m_items;
};

}  // namespace ui

Q_DECLARE_METATYPE(ui::CannedModel::Shown)
