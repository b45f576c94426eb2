// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/reply_banner.h"

#include "ui/language.h"
#include "ui/style/shopbell_style.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace ui {
namespace {

IconName iconOf(model::ReplyPermission permission) {
    switch (permission) {
    case model::ReplyPermission::Allowed:
        return IconName::Allowed;
    case model::ReplyPermission::WhenOnline:
        return IconName::Offline;
    case model::ReplyPermission::WhenPauseEnds:
    case model::ReplyPermission::WhenLimitEnds:
        return IconName::Pause;
    case model::ReplyPermission::WhenLoggedIn:
    case model::ReplyPermission::PermissionMissing:
        return IconName::Key;
    case model::ReplyPermission::OnePrivateReply:
        return IconName::Lock;
    case model::ReplyPermission::PersonOnly:
    case model::ReplyPermission::NotHere:
    case model::ReplyPermission::OnlyIfAddressed:
    case model::ReplyPermission::WindowClosed:
    case model::ReplyPermission::PrivateReplyUsed:
    case model::ReplyPermission::PrivateReplyRefused:
    case model::ReplyPermission::AwaitsAnswer:
    case model::ReplyPermission::TargetDeleted:
        break;
    }
    return IconName::Warn;
}

/// What helps where a reply does not go just so.
enum class Cure { Browser, LogIn, GoOn };

Cure cureOf(model::ReplyPermission permission) {
    switch (permission) {
    case model::ReplyPermission::WhenLoggedIn:
    case model::ReplyPermission::PermissionMissing:
        return Cure::LogIn;
    case model::ReplyPermission::PrivateReplyUsed:
        return Cure::GoOn;
    default:
        return Cure::Browser;
    }
}

}  // namespace

ReplyBanner::ReplyBanner(const Theme& theme, QWidget* parent)
    : Surface(theme, Token::PublicGround, Qt::TopEdge, parent),
      m_mark(new Glyph(theme, IconName::Globe, 16, Token::PublicInk, this)),
      m_title(new PlainLabel(theme, Type::BodySemibold, Token::PublicInk, this)),
      m_where(new PlainLabel(theme, Type::Body, Token::PublicInk, this)),
      m_permissionMark(new Glyph(theme, IconName::Allowed, 14, Token::PublicInk, this)),
      m_permission(new PlainLabel(theme, Type::Secondary, Token::PublicInk, this)),
      m_window(new PlainLabel(theme, Type::Secondary, Token::PublicInk, this)),
      m_switch(new QPushButton(this)), m_cure(new QPushButton(this)) {
    setObjectName(QStringLiteral("replyBanner"));
    setFixedHeight(theme.px(31));
    m_title->setObjectName(QStringLiteral("replyBannerTitle"));
    m_where->setObjectName(QStringLiteral("replyBannerWhere"));
    m_permission->setObjectName(QStringLiteral("replyBannerPermission"));
    m_window->setObjectName(QStringLiteral("replyBannerWindow"));
    m_switch->setObjectName(QStringLiteral("replySwitch"));
    m_cure->setObjectName(QStringLiteral("replyCure"));
    for (QPushButton* button : {m_switch, m_cure}) {
        setButtonKind(*button, ButtonKind::Small);
        button->setFont(theme.font(Type::Secondary));
    }
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme.px(16), theme.px(1), theme.px(16), 0);
    layout->setSpacing(theme.px(6));
    layout->addWidget(m_mark);
    layout->addWidget(m_title);
    layout->addWidget(m_where, 1);
    layout->addWidget(m_window);
    layout->addSpacing(theme.px(4));
    layout->addWidget(m_permissionMark);
    layout->addWidget(m_permission);
    layout->addSpacing(theme.px(4));
    layout->addWidget(m_switch);
    layout->addWidget(m_cure);
    connect(m_cure, &QPushButton::clicked, this, [this] {
        switch (cureOf(m_shown)) {
        case Cure::LogIn:
            emit logInAsked();
            break;
        case Cure::GoOn:
            emit goOnAsked();
            break;
        case Cure::Browser:
            emit browserAsked();
            break;
        }
    });
    connect(m_switch, &QPushButton::clicked, this, &ReplyBanner::switchAsked);
}

void ReplyBanner::show(const view::ComposerBanner& banner, Switch other) {
    const bool isPublic = banner.visibility == model::Visibility::Public;
    const Token ink = banner.grey ? Token::Text : isPublic ? Token::PublicInk : Token::PrivateInk;
    setGround(banner.grey ? Token::Chrome : isPublic ? Token::PublicGround : Token::PrivateGround);
    m_mark->setIcon(isPublic ? IconName::Globe : IconName::Lock);
    m_mark->setInk(ink);
    for (PlainLabel* label : {m_title, m_where}) {
        label->setInk(ink);
    }
    m_title->setText(qt(banner.title));
    m_where->setText(qt(banner.where));
    m_permission->setText(qt(banner.permissionText));
    m_permission->setInk(banner.grey ? Token::Text2 : ink);
    m_hasWindow = !banner.window.empty();
    m_window->setText(qt(banner.window.text));
    m_window->setToolTip(plainToolTip(qt(banner.window.tooltip)));
    m_window->setInk(banner.window.kind == view::BadgeKind::WindowClosing ? Token::DueInk : Token::Text2);
    m_window->setType(banner.window.kind == view::BadgeKind::WindowClosing ? Type::SecondarySemibold
                                                                           : Type::Secondary);
    m_permissionMark->setIcon(iconOf(banner.permission));
    m_permissionMark->setInk(banner.grey ? Token::Text2 : ink);
    const bool offers = other != Switch::None;
    m_switch->setVisible(offers);
    if (offers) {
        m_switch->setText(other == Switch::ToPrivate ? tr("Reply privately") : tr("Reply publicly"));
        m_switch->setAccessibleName(m_switch->text());
    }
    m_shown = banner.permission;
    const Cure cure = cureOf(banner.permission);
    m_cure->setVisible(cure == Cure::LogIn || banner.blocked);
    m_cure->setText(cure == Cure::LogIn  ? tr("Log in again")
                    : cure == Cure::GoOn ? tr("Go on in private")
                                         : tr("Open in browser"));
    m_cure->setAccessibleName(m_cure->text());
    m_permissionMark->setToolTip(plainToolTip(qt(banner.permissionText)));
    m_allowed = banner.permission == model::ReplyPermission::Allowed;
    fit();
    // The whole strip reads as one sentence.
    QString said =
        QStringLiteral("%1 %2. %3").arg(qt(banner.title), qt(banner.where), qt(banner.permissionText));
    if (m_hasWindow) {
        said += QStringLiteral(". ") + qt(banner.window.spoken);
    }
    setAccessibleName(said);
}

void ReplyBanner::resizeEvent(QResizeEvent* event) {
    Surface::resizeEvent(event);
    fit();
}

void ReplyBanner::fit() {
    // Who can read it comes before the words that all is well; their glyph stays.
    const int others = m_title->sizeHint().width() + m_where->sizeHint().width() +
                       m_permission->sizeHint().width() + (m_hasWindow ? m_window->sizeHint().width() : 0) +
                       (m_switch->isHidden() ? 0 : m_switch->sizeHint().width()) +
                       (m_cure->isHidden() ? 0 : m_cure->sizeHint().width()) + theme().px(90);
    m_permission->setVisible(!m_allowed || others <= width());
    m_window->setVisible(m_hasWindow);
}

}  // namespace ui
