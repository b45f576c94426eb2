// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/console_source.h"
#include "view/words.h"

#include <QAbstractListModel>

#include <memory>
#include <vector>

namespace ui {

/// A range of a QString, in UTF-16 units.
struct TextRange {
    int begin = 0;
    int length = 0;
    bool operator==(const TextRange&) const = default;
    auto operator<=>(const TextRange&) const = default;
};

/// A message that has the words looked for, or that an account's search found.
struct HitItem {
    base::ConversationId conversation;
    base::MessageId message;
    base::ContactId customer;
    QString name;
    QString initials;
    QString tag;
    model::Visibility visibility = model::Visibility::Public;
    QString timeText;
    QString text;  ///< one line around the first hit
    std::vector<TextRange> marks;
    QString spoken;
};

/// Where `query` occurs in `text`, as the search index sees words: marked on the original.
[[nodiscard]] std::vector<TextRange> findMarks(const std::string& text, const std::string& query);

/// One line of a text that has the first place of `query` in view.
[[nodiscard]] std::string lineAround(const std::string& text, const std::string& query);

/// The newest messages that have what was typed.
class HitModel final : public QAbstractListModel {
    Q_OBJECT
public:
    using Shown = std::shared_ptr<const HitItem>;
    static constexpr int kMostHits = 50;

    HitModel(const view::ConsoleSource& source, const view::Words& words, const base::Clock& clock,
             QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

    void search(const QString& query);
    /// What the accounts' searches found instead.
    void showStreams();
    [[nodiscard]] QModelIndex indexOf(base::ConversationId conversation) const;
    [[nodiscard]] const HitItem* itemAt(const QModelIndex& index) const;

signals:
    void failed(const QString& sentence);

private:
    [[nodiscard]] HitItem itemFor(const view::ConsoleSource::Hit& hit, const std::string& query) const;
    [[nodiscard]] HitItem itemFor(const model::StreamHit& hit) const;

    const view::ConsoleSource& m_source;
    const view::Words& m_words;
    const base::Clock& m_clock;
    std::vector<Shown> m_items;
};

}  // namespace ui

Q_DECLARE_METATYPE(ui::HitModel::Shown)
