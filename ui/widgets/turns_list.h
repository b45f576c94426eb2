// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/surface.h"

#include "view/turn_story.h"

#include "model/turn_report.h"

#include <QAbstractTableModel>

#include <vector>

class QPushButton;
class QTableView;
class QVBoxLayout;

namespace ui {

class LinkButton;

/// The turns behind a figure, as rows.
class TurnsModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Customer, Platform, Start, Stop, Time, Verdict, Count };

    explicit TurnsModel(const view::Words& words, QObject* parent = nullptr);
    void show(std::vector<model::TimedTurn> turns, model::TimeUnit unit, base::UtcTime now);
    [[nodiscard]] const model::TimedTurn* turnAt(const QModelIndex& index) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const view::Words& m_words;
    std::vector<model::TimedTurn> m_turns;
    model::TimeUnit m_unit = model::TimeUnit::Business;
    base::UtcTime m_now;
};

/// The list of turns behind a figure; the chosen one is explained line by line.
class TurnsList final : public Surface {
    Q_OBJECT
public:
    TurnsList(const Theme& theme, const view::Words& words, QWidget* parent = nullptr);

    void show(const QString& title, std::vector<model::TimedTurn> turns, model::TimeUnit unit,
              base::UtcTime now);

signals:
    void left();
    void conversationAsked(base::ConversationId conversation);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] QWidget* buildStory();
    void dress();
    void explain();
    void open();

    const view::Words& m_words;
    TurnsModel m_model;
    base::UtcTime m_now;
    LinkButton* m_back;
    PlainLabel* m_title;
    QTableView* m_table;
    PlainLabel* m_name = nullptr;
    PlainLabel* m_story = nullptr;
    QPushButton* m_open = nullptr;
};

}  // namespace ui
