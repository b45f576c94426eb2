// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/thread_header.h"

#include "ui/delegates/disc_painter.h"
#include "ui/language.h"
#include "ui/widgets/chip_button.h"
#include "ui/widgets/link_button.h"

#include "view/inbox_row.h"
#include "view/platform_names.h"
#include "view/sentences.h"
#include "view/thread_view.h"
#include "view/triage_view.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace ui {

ThreadHeader::ThreadHeader(const Theme& theme, const view::Words& words, QWidget* parent)
    : Surface(theme, Token::Paper, Qt::BottomEdge, parent), m_words(words),
      m_name(new PlainLabel(theme, Type::PaneTitle, Token::Text, this)), m_chip(new ChipButton(theme, this)),
      m_mark(new Glyph(theme, IconName::Globe, 14, Token::PublicInk, this)),
      m_visibility(new PlainLabel(theme, Type::SecondaryMedium, Token::PublicInk, this)),
      m_rest(new PlainLabel(theme, Type::Secondary, Token::Text2, this)), m_row(new QHBoxLayout(this)),
      m_more(new LinkButton(theme, Type::Body, Token::Text, this)) {
    setObjectName(QStringLiteral("threadHeader"));
    setFixedHeight(theme.px(54));
    m_name->setObjectName(QStringLiteral("threadName"));
    m_chip->setObjectName(QStringLiteral("threadTriage"));
    m_visibility->setObjectName(QStringLiteral("threadVisibility"));
    m_rest->setObjectName(QStringLiteral("threadPlatform"));

    auto* second = new QHBoxLayout;
    second->setContentsMargins(0, 0, 0, 0);
    second->setSpacing(theme.px(4));
    second->addWidget(m_mark);
    second->addWidget(m_visibility);
    // Between words of two directions a dot of its own stays between them.
    auto* dot = new PlainLabel(theme, Type::Secondary, Token::Text2, this);
    dot->setObjectName(QStringLiteral("threadDot"));
    dot->setText(QStringLiteral("·"));
    second->addWidget(dot);
    second->addWidget(m_rest, 1);
    auto* lines = new QVBoxLayout;
    lines->setContentsMargins(0, theme.px(8), 0, theme.px(9));
    lines->setSpacing(0);
    auto* first = new QHBoxLayout;
    first->setContentsMargins(0, 0, 0, 0);
    first->setSpacing(theme.px(6));
    first->addWidget(m_name);
    first->addWidget(m_chip);
    first->addStretch(1);
    lines->addLayout(first);
    lines->addLayout(second);
    // Margins are not mirrored from right to left; what is added is.
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(0);
    m_row->addSpacing(theme.px(16 + 36 + 12));
    m_row->addLayout(lines, 1);
    m_row->addSpacing(theme.px(8));
    m_more->setObjectName(QStringLiteral("threadMore"));
    m_more->setAccessibleName(tr("More for this conversation"));
    m_more->setToolTip(tr("More for this conversation"));
    dress(*m_more, IconName::More);
    m_more->setGlyphSize(20);
}

void ThreadHeader::dress(LinkButton& button, IconName glyph) const {
    button.setGlyph(glyph);
    button.setGlyphSize(16);
    button.setPadding(8);
    button.setMinimumHeight(theme().px(30));
}

void ThreadHeader::setDeeds(const std::vector<Deed>& deeds) {
    for (const Deed& deed : deeds) {
        auto* button = new LinkButton(theme(), Type::Body, Token::Text, this);
        button->setObjectName(QStringLiteral("thread_") + deed.action->objectName());
        dress(*button, deed.glyph);
        button->follow(deed.action);
        m_row->addWidget(button);
        m_deeds.push_back({.deed = deed, .button = button});
    }
    m_row->addWidget(m_more);
    if (!m_deeds.empty()) {
        setTabOrder(m_deeds.back().button, m_more);
    }
    m_row->addSpacing(theme().px(12));
}

QWidget* ThreadHeader::buttonOf(const QAction* action) const {
    const auto found =
        std::ranges::find_if(m_deeds, [action](const Placed& one) { return one.deed.action == action; });
    return found == m_deeds.end() ? nullptr : found->button;
}

void ThreadHeader::resizeEvent(QResizeEvent* event) {
    Surface::resizeEvent(event);
    for (const Placed& one : m_deeds) {
        one.button->setText(width() >= theme().px(one.deed.wordsFrom) ? one.deed.action->iconText()
                                                                      : QString());
    }
}

void ThreadHeader::show(const model::ConversationRow& conversation, base::UtcTime now) {
    const std::string name = view::shownName(conversation.customerName, conversation.customerHandle, m_words);
    m_name->setText(qt(name));
    m_initials = qt(view::initialsOf(name));
    m_tag = qt(view::platformTag(conversation.platform));
    m_customer = conversation.customer.value;
    const bool isPublic = conversation.visibility == model::Visibility::Public;
    const Token ink = isPublic ? Token::PublicInk : Token::PrivateInk;
    m_mark->setIcon(isPublic ? IconName::Globe : IconName::Lock);
    m_mark->setInk(ink);
    m_visibility->setInk(ink);
    m_visibility->setText(qt(m_words.say(isPublic ? view::Phrase::PublicMark : view::Phrase::PrivateMark)));
    QString rest = qt(view::threadSubtitle(conversation, m_words));
    // The mark has its own colour; what follows does not.
    if (rest.startsWith(m_visibility->text())) {
        rest.remove(0, m_visibility->text().size());
    }
    if (rest = rest.trimmed(); rest.startsWith(u'·')) {
        rest = rest.mid(1).trimmed();
    }
    if (conversation.snoozedUntil) {
        rest += QStringLiteral(" · ") +
                tr("comes back %1").arg(qt(m_words.momentWithTime(*conversation.snoozedUntil, now)));
    } else if (conversation.state == model::ConversationState::Done) {
        rest += QStringLiteral(" · ") + tr("done");
    } else if (conversation.state == model::ConversationState::Spam) {
        rest += QStringLiteral(" · ") + tr("set aside as spam");
    }
    m_rest->setText(rest);
    m_chip->show(view::triageChip(conversation, m_words));
    setAccessibleName(qt(name) + QStringLiteral(", ") + m_visibility->text() + QStringLiteral(", ") + rest);
    update();
}

void ThreadHeader::paintEvent(QPaintEvent* event) {
    Surface::paintEvent(event);
    QPainter painter(this);
    const QRect disc(theme().px(16), (height() - theme().px(36)) / 2, theme().px(36), theme().px(36));
    paintDisc(painter, QStyle::visualRect(layoutDirection(), rect(), disc),
              {.contact = m_customer, .initials = m_initials, .tag = m_tag}, theme(), layoutDirection());
}

}  // namespace ui
