// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/mined_strip.h"

#include "ui/language.h"
#include "ui/models/canned_desk.h"
#include "ui/widgets/link_button.h"

#include "base/digest.h"
#include "base/text.h"

#include <QHBoxLayout>
#include <QPointer>
#include <QSettings>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace ui {
namespace {

/// Graphemes: three lines of the list's width.
constexpr std::size_t kShownLetters = 110;

QString declinedKey() {
    return QStringLiteral("canned/declined");
}

/// Settings are no place for what was written to customers.
QString digestOf(const model::MinedReply& reply) {
    const base::Sha256 digest = base::sha256(base::normalizeForCompare(reply.text));
    return QString::fromStdString(base::hex({reinterpret_cast<const char*>(digest.data()), digest.size()}));
}

}  // namespace

MinedStrip::MinedStrip(const WindowContext& context, CannedDesk& desk, QWidget* parent)
    : Surface(context.theme, Token::List, Qt::TopEdge, parent), m_context(context), m_desk(desk),
      m_times(new PlainLabel(context.theme, Type::SecondarySemibold, Token::Text, this)),
      m_more(new PlainLabel(context.theme, Type::Secondary, Token::Text2, this)),
      m_text(new PlainLabel(context.theme, Type::Secondary, Token::Text, this)),
      m_adopt(new LinkButton(context.theme, Type::SecondaryMedium, Token::Accent, this)),
      m_decline(new LinkButton(context.theme, Type::SecondaryMedium, Token::Text2, this)) {
    setObjectName(QStringLiteral("minedStrip"));
    m_times->setObjectName(QStringLiteral("minedTimes"));
    m_more->setObjectName(QStringLiteral("minedMore"));
    m_text->setObjectName(QStringLiteral("minedText"));
    m_text->setWordWrap(true);
    m_adopt->setObjectName(QStringLiteral("minedAdopt"));
    m_adopt->setText(tr("Make it a canned reply"));
    m_adopt->setGlyph(IconName::Plus);
    m_decline->setObjectName(QStringLiteral("minedDecline"));
    m_decline->setText(tr("Not this one"));
    auto* head = new QHBoxLayout;
    head->addWidget(m_times, 1);
    head->addWidget(m_more);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(theme().px(4));
    buttons->addWidget(m_adopt);
    buttons->addStretch(1);
    buttons->addWidget(m_decline);
    auto* lines = new QVBoxLayout(this);
    lines->setContentsMargins(theme().px(14), theme().px(8), theme().px(10), theme().px(6));
    lines->setSpacing(theme().px(3));
    lines->addLayout(head);
    lines->addWidget(m_text);
    lines->addLayout(buttons);
    connect(m_adopt, &QAbstractButton::clicked, this, &MinedStrip::adopt);
    connect(m_decline, &QAbstractButton::clicked, this, &MinedStrip::decline);
    connect(&context.seam.changes, &ChangeRelay::changed, this, [this](const model::Change& change) {
        if (change.cannedReplies && isVisible()) {
            refresh();
        }
    });
    if (const QSettings* settings = context.seam.settings) {
        m_declined = settings->value(declinedKey()).toStringList();
    }
    hide();
}

QList<QWidget*> MinedStrip::stops() const {
    return {m_adopt, m_decline};
}

void MinedStrip::refresh() {
    if (m_context.seam.background == nullptr || !m_context.seam.readOnly.empty()) {
        return;
    }
    m_context.seam.background->minedReplies(
        [guard = QPointer(this)](base::Result<BackgroundReader::Mined> mined) {
            // Proposals are a help: when they can't be read there are none, and the library says what is
            // wrong.
            if (guard != nullptr) {
                guard->take(mined ? std::move(*mined) : BackgroundReader::Mined{});
            }
        });
}

void MinedStrip::take(BackgroundReader::Mined mined) {
    std::erase_if(mined, [this](const model::MinedReply& one) { return m_declined.contains(digestOf(one)); });
    m_mined = std::move(mined);
    show(m_mined);
}

void MinedStrip::show(const BackgroundReader::Mined& mined) {
    setVisible(!mined.empty());
    if (mined.empty()) {
        return;
    }
    const model::MinedReply& first = mined.front();
    m_times->setText(tr("Typed %n times", nullptr, first.times));
    m_more->setText(mined.size() > 1 ? tr("1 of %1").arg(mined.size()) : QString());
    m_text->setText(qt(base::snippet(first.text, kShownLetters)));
    setToolTip(plainToolTip(qt(first.text)));
    m_adopt->setAccessibleName(tr("Make it a canned reply: %1").arg(qt(first.text)));
    m_decline->setAccessibleName(tr("Not this one: %1").arg(qt(first.text)));
}

void MinedStrip::adopt() {
    if (m_mined.empty()) {
        return;
    }
    const model::MinedReply first = m_mined.front();
    if (m_desk.begin({.id = {}, .title = first.title, .text = first.text})) {
        m_mined.erase(m_mined.begin());
        show(m_mined);
    }
}

void MinedStrip::decline() {
    if (m_mined.empty()) {
        return;
    }
    m_declined.append(digestOf(m_mined.front()));
    if (QSettings* settings = m_context.seam.settings) {
        settings->setValue(declinedKey(), m_declined);
    }
    m_mined.erase(m_mined.begin());
    show(m_mined);
}

}  // namespace ui
