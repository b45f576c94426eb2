// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/workspace.h"

#include "ui/widgets/composer_pane.h"
#include "ui/widgets/inbox_pane.h"
#include "ui/widgets/nav_pane.h"
#include "ui/widgets/outbox_pane.h"
#include "ui/widgets/thread_list.h"
#include "ui/widgets/thread_pane.h"

#include <QApplication>
#include <QDataStream>
#include <QHBoxLayout>
#include <QIODevice>
#include <QSplitter>
#include <QStackedWidget>

#include <algorithm>

namespace ui {
namespace {

constexpr int kRailBelow = 1080;  ///< width of the window
constexpr int kWideFrom = 1920;
constexpr int kLowBelow = 680;  ///< height

struct Widths {
    int nav;
    int list;
};

Widths usualWidths(int window) {
    return window >= kWideFrom ? Widths{240, 440} : Widths{224, 348};
}

}  // namespace

Workspace::Workspace(const WindowContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_nav(new NavPane(context, this)),
      m_inbox(new InboxPane(context, this)), m_thread(new ThreadPane(context, this)),
      m_outer(new QSplitter(this)), m_inner(new QSplitter(this)), m_pages(new QStackedWidget(this)) {
    setObjectName(QStringLiteral("workspace"));
    m_outer->setObjectName(QStringLiteral("outerSplitter"));
    m_inner->setObjectName(QStringLiteral("innerSplitter"));
    m_inner->addWidget(m_inbox);
    m_inner->addWidget(m_thread);
    m_pages->addWidget(m_inner);
    m_outer->addWidget(m_nav);
    m_outer->addWidget(m_pages);
    for (QSplitter* splitter : {m_outer, m_inner}) {
        splitter->setChildrenCollapsible(false);
        splitter->setStretchFactor(0, 0);
        splitter->setStretchFactor(1, 1);
    }
    const Theme& theme = context.theme;
    m_inbox->setMinimumWidth(theme.px(300));
    m_inbox->setMaximumWidth(theme.px(480));
    m_thread->setMinimumWidth(theme.px(440));
    connect(m_pages, &QStackedWidget::currentChanged, this, &Workspace::pageChanged);
    auto* all = new QHBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_outer);
}

bool Workspace::showsOutbox() const {
    return m_outbox != nullptr && m_pages->currentWidget() == m_outbox;
}

void Workspace::showOutbox() {
    if (m_outbox == nullptr) {
        m_outbox = new OutboxPane(m_context, this);
        m_pages->addWidget(m_outbox);
        emit outboxMade(*m_outbox);
    }
    m_pages->setCurrentWidget(m_outbox);
    m_outbox->refresh();
}

void Workspace::showConversations() {
    m_pages->setCurrentWidget(m_inner);
}

void Workspace::fit(const QSize& window) {
    const Theme& theme = m_context.theme;
    const bool rail = window.width() < theme.px(kRailBelow);
    const Widths usual = usualWidths(window.width());
    if (!rail && !m_rail && m_nav->width() >= theme.px(200)) {
        m_navWidth = m_nav->width();
    }
    m_nav->setRail(rail ? NavDelegate::Width::Rail : NavDelegate::Width::Full);
    m_nav->setMinimumWidth(theme.px(rail ? 48 : 200));
    m_nav->setMaximumWidth(theme.px(rail ? 48 : 280));
    if (!m_placed || rail != m_rail) {
        const int nav = rail ? theme.px(48) : m_placed && m_navWidth > 0 ? m_navWidth : theme.px(usual.nav);
        m_outer->setSizes({nav, std::max(theme.px(740), window.width() - nav)});
        if (!m_placed || rail) {
            const int list = theme.px(rail ? 300 : usual.list);
            m_inner->setSizes({list, std::max(theme.px(440), window.width() - nav - list)});
        }
    }
    m_rail = rail;
    m_placed = true;
    m_thread->composer().setTitleOnly(window.height() < theme.px(kLowBelow));
}

QList<QWidget*> Workspace::stops() const {
    QList<QWidget*> all{&m_nav->list()};
    if (showsOutbox()) {
        all.append(&m_outbox->list());
    } else {
        all.append({&m_inbox->list(), &m_thread->list(), &m_thread->composer().editor()});
    }
    all.removeIf([](const QWidget* widget) { return !widget->isVisible(); });
    return all;
}

void Workspace::walk(int step) {
    const QList<QWidget*> all = stops();
    if (all.isEmpty()) {
        return;
    }
    const QWidget* focus = QApplication::focusWidget();
    const auto here = std::ranges::find_if(all, [focus](const QWidget* stop) { return stop == focus; });
    const qsizetype count = all.size();
    const qsizetype place =
        here == all.end() ? (step > 0 ? 0 : count - 1) : ((here - all.begin()) + step + count) % count;
    all.at(place)->setFocus(Qt::TabFocusReason);
}

QByteArray Workspace::saveLayout() const {
    QByteArray layout;
    QDataStream stream(&layout, QIODevice::WriteOnly);
    stream << m_outer->saveState() << m_inner->saveState();
    return layout;
}

void Workspace::restoreLayout(const QByteArray& layout) {
    QDataStream stream(layout);
    QByteArray outer;
    QByteArray inner;
    stream >> outer >> inner;
    if (stream.status() == QDataStream::Ok && !inner.isEmpty()) {
        m_placed = m_outer->restoreState(outer) && m_inner->restoreState(inner);
    }
}

}  // namespace ui
