// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/connect_dialog.h"

#include "ui/language.h"
#include "ui/style/shopbell_style.h"
#include "ui/widgets/connect_form.h"
#include "ui/widgets/connect_review.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/surface.h"

#include "view/console_source.h"

#include <QBoxLayout>
#include <QPointer>
#include <QPushButton>
#include <QStackedWidget>

#include <algorithm>
#include <iterator>

namespace ui {

ConnectDialog::ConnectDialog(const WindowContext& context, QWidget* parent)
    : QDialog(parent), m_context(context) {
    setObjectName(QStringLiteral("connectDialog"));
    setWindowTitle(tr("Connect account"));
    setModal(true);
    build();
    connect(m_form, &ConnectForm::edited, this, [this] { enter(m_step); });
    connect(m_form, &ConnectForm::platformChanged, this, &ConnectDialog::welcome);
    welcome();
    m_form->setFocus();
}

ConnectDialog::ConnectDialog(const WindowContext& context, const model::Account& account, QWidget* parent)
    : ConnectDialog(context, parent) {
    m_form->fill(account);
    m_title->setText(tr("Log in again"));
    m_form->focusField();
}

ConnectDialog::~ConnectDialog() {
    if (m_step == Step::Working || m_step == Step::WaitingForCode) {
        m_context.seam.connect.cancel();
    }
}

void ConnectDialog::build() {
    const Theme& theme = m_context.theme;
    m_title = new PlainLabel(theme, Type::DialogTitle, Token::Text, this);
    m_title->setObjectName(QStringLiteral("connectTitle"));
    m_stepText = new PlainLabel(theme, Type::Secondary, Token::Text2, this);
    m_stepText->setObjectName(QStringLiteral("connectStep"));
    m_form = new ConnectForm(m_context, this);
    m_review = new ConnectReview(m_context, this);
    auto* first = new QWidget(this);
    auto* lines = new QVBoxLayout(first);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(theme.px(16));
    lines->addWidget(m_form);
    lines->addLayout(buildStatus());
    lines->addStretch(1);
    auto* second = new QWidget(this);
    auto* reviewLines = new QVBoxLayout(second);
    reviewLines->setContentsMargins(0, 0, 0, 0);
    reviewLines->addWidget(m_review);
    reviewLines->addStretch(1);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(first);
    m_pages->addWidget(second);
    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_stepText);
    auto* body = new QVBoxLayout;
    body->setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16));
    body->setSpacing(theme.px(16));
    body->addLayout(head);
    body->addWidget(m_pages, 1);
    connect(m_review, &ConnectReview::tested, this, [this] { enter(Step::Reviewing); });
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(body);
    all->addWidget(buildFoot());
    resize(theme.px(560), theme.px(500));
}

QLayout* ConnectDialog::buildStatus() {
    const Theme& theme = m_context.theme;
    m_statusGlyph = new Glyph(theme, IconName::Refresh, 16, Token::Text2, this);
    m_status = new PlainLabel(theme, Type::Body, Token::Text2, this);
    m_status->setObjectName(QStringLiteral("connectStatus"));
    m_status->setWordWrap(true);
    m_openPage = new LinkButton(theme, Type::BodyMedium, Token::Accent, this);
    m_openPage->setObjectName(QStringLiteral("connectOpenPage"));
    m_openPage->setText(tr("Open the page again"));
    m_openPage->setAccessibleName(m_openPage->text());
    m_openPage->setGlyph(IconName::Open);
    connect(m_openPage, &QAbstractButton::clicked, this, [this] {
        if (m_context.seam.openInBrowser) {
            m_context.seam.openInBrowser(m_page);
        }
    });
    auto* status = new QHBoxLayout;
    status->setSpacing(theme.px(6));
    status->addWidget(m_statusGlyph, 0, Qt::AlignTop);
    status->addWidget(m_status, 1);
    status->addWidget(m_openPage, 0, Qt::AlignTop);
    return status;
}

QWidget* ConnectDialog::buildFoot() {
    const Theme& theme = m_context.theme;
    auto* foot = new Surface(theme, Token::Chrome, Qt::TopEdge, this);
    foot->setFixedHeight(theme.px(52));
    m_cancel = new QPushButton(tr("Cancel"), foot);
    m_cancel->setObjectName(QStringLiteral("connectCancel"));
    m_cancel->setAccessibleName(tr("Cancel"));
    m_cancel->setAutoDefault(false);
    m_go = new QPushButton(foot);
    m_go->setObjectName(QStringLiteral("connectGo"));
    m_go->setDefault(true);
    m_go->setFont(theme.font(Type::BodySemibold));
    setButtonKind(*m_go, ButtonKind::Primary);
    auto* buttons = new QHBoxLayout(foot);
    buttons->setContentsMargins(theme.px(20), 0, theme.px(20), 0);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_go);
    connect(m_cancel, &QPushButton::clicked, this, &ConnectDialog::reject);
    connect(m_go, &QPushButton::clicked, this, &ConnectDialog::press);
    return foot;
}

/// Platforms differ in what has to be prepared and typed, and in how many permissions there are.
void ConnectDialog::growToFit() {
    layout()->activate();
    const int needed = layout()->totalHeightForWidth(width());
    resize(width(), std::max(height(), needed));
}

void ConnectDialog::enter(Step step) {
    m_step = step;
    const bool asking = step == Step::Asking;
    const bool code = step == Step::WaitingForCode;
    m_form->setMode(asking ? ConnectForm::Mode::Asking
                    : code ? ConnectForm::Mode::Code
                           : ConnectForm::Mode::Busy);
    m_openPage->setVisible(!asking && !m_page.empty());
    const bool reviewing = step == Step::Reviewing;
    m_pages->setCurrentIndex(reviewing ? 1 : 0);
    m_stepText->setText(reviewing ? tr("Step 2 of 2") : tr("Step 1 of 2"));
    if (reviewing) {
        const bool known = std::ranges::find(m_known, m_account) != m_known.end();
        m_cancel->setVisible(!known);
        m_go->setText(known ? tr("Close") : m_review->goOnText());
        m_go->setAccessibleName(m_go->text());
        m_go->setEnabled(true);
        m_go->setToolTip({});
        return growToFit();
    }
    const bool byPage =
        m_form->way() == ConnectRequest::Way::Browser || m_form->way() == ConnectRequest::Way::PasteCode;
    m_go->setText(byPage && !code ? tr("Sign in") : tr("Connect"));
    m_go->setAccessibleName(m_go->text());
    const QString missing = m_form->missing();
    m_go->setEnabled((asking || code) && missing.isEmpty());
    m_go->setToolTip(asking || code ? missing : QString());
    growToFit();
}

/// What holds before anything was tried.
void ConnectDialog::welcome() {
    m_page.clear();
    m_title->setText(tr("Connect %1").arg(m_form->platformName()));
    enter(Step::Asking);
    say(tr("Shopbell keeps what it gets in your system’s keyring or its own vault, never in plain text."),
        false);
}

void ConnectDialog::press() {
    if (m_step == Step::Asking) {
        begin();
    } else if (m_step == Step::WaitingForCode) {
        giveCode();
    } else if (m_step == Step::Reviewing) {
        enter(Step::Done);
        accept();
    }
}

void ConnectDialog::begin() {
    m_page.clear();
    m_known.clear();
    if (const auto accounts = m_context.seam.source.accounts()) {
        std::ranges::transform(*accounts, std::back_inserter(m_known), &model::Account::id);
    }
    const ConnectRequest request = m_form->takeRequest();
    enter(Step::Working);
    showStage(ConnectStage::AskingServer);
    const QPointer<ConnectDialog> guard(this);
    m_context.seam.connect.start(request, {.stage =
                                               [guard](ConnectStage stage) {
                                                   if (guard != nullptr) {
                                                       guard->showStage(stage);
                                                   }
                                               },
                                           .page =
                                               [guard](const std::string& address) {
                                                   if (guard != nullptr) {
                                                       guard->showPage(address);
                                                   }
                                               },
                                           .done =
                                               [guard](const base::Result<base::AccountId>& account) {
                                                   if (guard != nullptr) {
                                                       guard->finished(account);
                                                   }
                                               }});
}

void ConnectDialog::giveCode() {
    const std::string code = m_form->takeCode();
    enter(Step::Working);
    showStage(ConnectStage::CheckingSecrets);
    m_context.seam.connect.giveCode(code);
}

void ConnectDialog::showStage(ConnectStage stage) {
    switch (stage) {
    case ConnectStage::AskingServer:
        say(tr("Asking the server…"), false);
        break;
    case ConnectStage::WaitingForBrowser:
        say(tr("Allow Shopbell in the browser. This goes on by itself then."), false);
        break;
    case ConnectStage::WaitingForCode:
        say(tr("Allow Shopbell in the browser, then paste the code that the page shows."), false);
        enter(Step::WaitingForCode);
        m_form->focusField();
        break;
    case ConnectStage::CheckingSecrets:
        say(tr("Checking that it works…"), false);
        break;
    }
}

void ConnectDialog::showPage(const std::string& address) {
    m_page = address;
    m_openPage->setVisible(!m_page.empty());
}

void ConnectDialog::finished(const base::Result<base::AccountId>& account) {
    if (!account) {
        enter(Step::Asking);
        say(asSentence(account.error().what()), true);
        m_form->focusField();
        return;
    }
    emit connected(*account);
    review(*account);
}

void ConnectDialog::review(base::AccountId account) {
    m_account = account;
    if (!m_context.seam.connect.test) {
        enter(Step::Done);
        accept();
        return;
    }
    m_review->test(account);
    enter(Step::Reviewing);
    m_go->setFocus();
}

void ConnectDialog::takeBack() {
    ask(m_context, parentWidget(),
        model::RemoveAccount{.account = m_account, .history = model::RemoveAccount::History::Forgotten},
        [](const base::Result<base::ReplyId>&) {});
}

void ConnectDialog::say(const QString& sentence, bool trouble) {
    m_status->setText(sentence);
    m_status->setInk(trouble ? Token::Trouble : Token::Text2);
    m_statusGlyph->setIcon(trouble                  ? IconName::Error
                           : m_step == Step::Asking ? IconName::Key
                                                    : IconName::Refresh);
    m_statusGlyph->setInk(trouble ? Token::Trouble : Token::Text2);
    setAccessibleDescription(sentence);
    growToFit();
}

void ConnectDialog::reject() {
    if (m_step == Step::Working || m_step == Step::WaitingForCode) {
        m_context.seam.connect.cancel();
        enter(Step::Asking);
    } else if (m_step == Step::Reviewing && std::ranges::find(m_known, m_account) == m_known.end()) {
        takeBack();
    }
    QDialog::reject();
}

}  // namespace ui
