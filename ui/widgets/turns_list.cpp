// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/turns_list.h"

#include "ui/language.h"
#include "ui/style/shopbell_style.h"
#include "ui/widgets/link_button.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QTableView>

namespace ui {

TurnsModel::TurnsModel(const view::Words& words, QObject* parent)
    : QAbstractTableModel(parent), m_words(words) {}

void TurnsModel::show(std::vector<model::TimedTurn> turns, model::TimeUnit unit, base::UtcTime now) {
    beginResetModel();
    m_turns = std::move(turns);
    m_unit = unit;
    m_now = now;
    endResetModel();
}

const model::TimedTurn* TurnsModel::turnAt(const QModelIndex& index) const {
    const bool known = index.isValid() && index.row() < rowCount();
    return known ? &m_turns[static_cast<std::size_t>(index.row())] : nullptr;
}

int TurnsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_turns.size());
}

int TurnsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : Count;
}

QVariant TurnsModel::data(const QModelIndex& index, int role) const {
    const model::TimedTurn* turn = turnAt(index);
    if (turn == nullptr || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) {
        return {};
    }
    const view::TurnRowView row = view::turnRow(*turn, m_unit, m_words, m_now);
    const auto cell = [&]() -> const std::string& {
        switch (index.column()) {
        case Customer:
            return row.customer;
        case Platform:
            return row.platform;
        case Start:
            return row.start;
        case Stop:
            return row.stop;
        case Time:
            return row.time;
        default:
            return row.verdict;
        }
    };
    return role == Qt::ToolTipRole ? plainToolTip(qt(cell())) : qt(cell());
}

QVariant TurnsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Customer:
        return tr("Customer");
    case Platform:
        return tr("Platform");
    case Start:
        return tr("Start");
    case Stop:
        return tr("Stop");
    case Time:
        return tr("Time");
    default:
        return tr("Verdict");
    }
}

TurnsList::TurnsList(const Theme& theme, const view::Words& words, QWidget* parent)
    : Surface(theme, Token::Paper, {}, parent), m_words(words), m_model(words),
      m_back(new LinkButton(theme, Type::BodyMedium, Token::Accent, this)),
      m_title(new PlainLabel(theme, Type::PaneTitle, Token::Text, this)), m_table(new QTableView(this)) {
    setObjectName(QStringLiteral("turnsList"));
    setAccessibleName(tr("Turns"));
    m_back->setObjectName(QStringLiteral("turnsBack"));
    m_back->setText(tr("Back to the report"));
    m_back->setAccessibleName(m_back->text());
    m_title->setObjectName(QStringLiteral("turnsTitle"));
    m_table->setObjectName(QStringLiteral("turnsTable"));
    m_table->setAccessibleName(tr("Turns"));
    m_table->setModel(&m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(theme.px(32));
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setAccessibleName(tr("Columns"));
    m_table->horizontalHeader()->setObjectName(QStringLiteral("turnsColumns"));
    m_table->installEventFilter(this);
    connect(&theme, &Theme::changed, this, &TurnsList::dress);
    dress();
    auto* head = new QHBoxLayout;
    head->setSpacing(theme.px(16));
    head->addWidget(m_title, 1);
    head->addWidget(m_back);
    auto* panes = new QHBoxLayout;
    panes->setSpacing(theme.px(24));
    panes->addWidget(m_table, 3);
    panes->addWidget(buildStory(), 2);
    auto* lines = new QVBoxLayout(this);
    lines->setContentsMargins(theme.px(24), theme.px(16), theme.px(24), theme.px(16));
    lines->setSpacing(theme.px(12));
    lines->addLayout(head);
    lines->addLayout(panes, 1);
    connect(m_back, &QAbstractButton::clicked, this, &TurnsList::left);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &TurnsList::explain);
    connect(m_table, &QAbstractItemView::doubleClicked, this, &TurnsList::open);
}

QWidget* TurnsList::buildStory() {
    auto* pane = new Surface(theme(), Token::Paper, {}, this);
    pane->setMinimumWidth(theme().px(260));
    m_name = new PlainLabel(theme(), Type::BodySemibold, Token::Text, pane);
    m_name->setObjectName(QStringLiteral("turnName"));
    m_story = new PlainLabel(theme(), Type::Body, Token::Text, pane);
    m_story->setObjectName(QStringLiteral("turnStory"));
    m_story->setWordWrap(true);
    m_open = new QPushButton(tr("Open conversation"), pane);
    m_open->setObjectName(QStringLiteral("turnOpen"));
    m_open->setAccessibleName(m_open->text());
    m_open->setAutoDefault(false);
    setButtonKind(*m_open, ButtonKind::Primary);
    connect(m_open, &QPushButton::clicked, this, &TurnsList::open);
    auto* lines = new QVBoxLayout(pane);
    lines->setContentsMargins(0, theme().px(8), 0, 0);
    lines->setSpacing(theme().px(12));
    lines->addWidget(m_name);
    lines->addWidget(m_story);
    lines->addWidget(m_open, 0, Qt::AlignLeading);
    lines->addStretch(1);
    return pane;
}

void TurnsList::show(const QString& title, std::vector<model::TimedTurn> turns, model::TimeUnit unit,
                     base::UtcTime now) {
    m_now = now;
    m_title->setText(title);
    m_model.show(std::move(turns), unit, now);
    m_table->resizeColumnsToContents();
    if (m_table->columnWidth(TurnsModel::Customer) > theme().px(180)) {
        m_table->setColumnWidth(TurnsModel::Customer, theme().px(180));
    }
    m_table->setCurrentIndex(m_model.index(0, 0));
    explain();
    m_table->setFocus(Qt::OtherFocusReason);
}

/// Chosen rows are tinted, as in all lists.
void TurnsList::dress() {
    QPalette palette = theme().palette();
    palette.setColor(QPalette::Highlight, theme().color(Token::Selected));
    palette.setColor(QPalette::HighlightedText, theme().color(Token::Text));
    m_table->setPalette(palette);
}

void TurnsList::explain() {
    const model::TimedTurn* turn = m_model.turnAt(m_table->currentIndex());
    m_open->setEnabled(turn != nullptr);
    if (turn == nullptr) {
        m_name->clear();
        m_story->clear();
        return;
    }
    m_name->setText(qt(view::turnRow(*turn, model::TimeUnit::Calendar, m_words, m_now).customer));
    QStringList lines;
    for (const std::string& line : view::turnStory(*turn, m_words, m_now)) {
        lines.append(qt(line));
    }
    m_story->setText(lines.join(QLatin1Char('\n')));
}

void TurnsList::open() {
    if (const model::TimedTurn* turn = m_model.turnAt(m_table->currentIndex())) {
        emit conversationAsked(turn->fact.conversation);
    }
}

bool TurnsList::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            open();
            return true;
        }
    }
    return Surface::eventFilter(watched, event);
}

}  // namespace ui
