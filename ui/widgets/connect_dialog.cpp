// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/connect_dialog.h"

#include "ui/language.h"
#include "ui/style/shopbell_style.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/surface.h"

#include "view/platform_names.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>

namespace ui {
namespace {

constexpr const char* kPlatform = "mastodon";

}  // namespace

ConnectDialog::ConnectDialog(const WindowContext& context, QWidget* parent)
    : QDialog(parent), m_context(context) {
    setObjectName(QStringLiteral("connectDialog"));
    setWindowTitle(tr("Connect account"));
    setModal(true);
    build();
    enter(Step::Asking);
    m_server->setFocus();
}

ConnectDialog::~ConnectDialog() {
    if (m_step == Step::Working || m_step == Step::WaitingForCode) {
        m_context.seam.connect.cancel();
    }
}

QWidget* ConnectDialog::buildWays() {
    auto* ways = new QWidget(this);
    auto* lines = new QVBoxLayout(ways);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(m_context.theme.px(6));
    const auto make = [&](const QString& name, const QString& text) {
        auto* way = new QRadioButton(text, ways);
        way->setObjectName(name);
        way->setAccessibleName(text);
        lines->addWidget(way);
        connect(way, &QRadioButton::toggled, this, [this] { enter(Step::Asking); });
        return way;
    };
    m_browser = make(QStringLiteral("connectByBrowser"), tr("Sign in with the browser"));
    m_code = make(QStringLiteral("connectByCode"), tr("Sign in and paste a code"));
    m_token = make(QStringLiteral("connectByToken"), tr("Paste a token"));
    m_browser->setChecked(true);
    return ways;
}

void ConnectDialog::build() {
    const Theme& theme = m_context.theme;
    auto* title = new PlainLabel(theme, Type::DialogTitle, Token::Text, this);
    title->setObjectName(QStringLiteral("connectTitle"));
    title->setText(tr("Connect %1").arg(qt(view::platformName(kPlatform))));
    auto* body = new QVBoxLayout;
    body->setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16));
    body->setSpacing(theme.px(16));
    body->addWidget(title);
    body->addLayout(buildForm());
    body->addLayout(buildStatus());
    body->addStretch(1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(body);
    all->addWidget(buildFoot());
    resize(theme.px(540), theme.px(340));
}

QLayout* ConnectDialog::buildForm() {
    const Theme& theme = m_context.theme;
    const auto label = [&](const QString& text, QWidget* buddy) {
        auto* made = new PlainLabel(theme, Type::Body, Token::Text, this);
        made->setText(text);
        made->setBuddy(buddy);
        return made;
    };
    m_server = new QLineEdit(this);
    m_server->setObjectName(QStringLiteral("connectServer"));
    m_server->setAccessibleName(tr("Server"));
    m_server->setAccessibleDescription(tr("The address of your server, for example mastodon.example"));
    m_server->setPlaceholderText(QStringLiteral("mastodon.example"));
    m_secret = new QLineEdit(this);
    m_secret->setObjectName(QStringLiteral("connectSecret"));
    m_secretLabel = label({}, m_secret);
    auto* form = new QGridLayout;
    form->setHorizontalSpacing(theme.px(16));
    form->setVerticalSpacing(theme.px(12));
    form->addWidget(label(tr("Server"), m_server), 0, 0);
    form->addWidget(m_server, 0, 1);
    form->addWidget(label(tr("How"), nullptr), 1, 0, Qt::AlignTop);
    form->addWidget(buildWays(), 1, 1);
    form->addWidget(m_secretLabel, 2, 0);
    form->addWidget(m_secret, 2, 1);
    form->setColumnMinimumWidth(0, theme.px(90));
    form->setColumnStretch(1, 1);
    connect(m_server, &QLineEdit::textChanged, this, [this] { enter(m_step); });
    connect(m_secret, &QLineEdit::textChanged, this, [this] { enter(m_step); });
    return form;
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

ConnectRequest::Way ConnectDialog::way() const {
    if (m_token->isChecked()) {
        return ConnectRequest::Way::PasteToken;
    }
    return m_code->isChecked() ? ConnectRequest::Way::PasteCode : ConnectRequest::Way::Browser;
}

void ConnectDialog::enter(Step step) {
    m_step = step;
    if (m_go == nullptr) {
        return;  // still being built
    }
    const bool asking = step == Step::Asking;
    const bool code = step == Step::WaitingForCode;
    const bool token = asking && way() == ConnectRequest::Way::PasteToken;
    m_server->setEnabled(asking);
    for (QRadioButton* choice : {m_browser, m_code, m_token}) {
        choice->setEnabled(asking);
    }
    m_secretLabel->setText(code ? tr("Code") : tr("Token"));
    m_secret->setAccessibleName(m_secretLabel->text());
    m_secret->setEchoMode(code ? QLineEdit::Normal : QLineEdit::Password);
    m_secretLabel->setVisible(token || code);
    m_secret->setVisible(token || code);
    m_openPage->setVisible(!asking && !m_page.empty());
    m_go->setText(code ? tr("Connect") : token ? tr("Connect") : tr("Sign in"));
    m_go->setAccessibleName(m_go->text());
    const bool complete =
        asking ? !m_server->text().trimmed().isEmpty() && (!token || !m_secret->text().trimmed().isEmpty())
               : code && !m_secret->text().trimmed().isEmpty();
    m_go->setEnabled(complete);
    m_go->setToolTip(complete || !asking ? QString() : tr("Write the address of the server first"));
    if (asking && m_status->text().isEmpty()) {
        say(tr("Shopbell keeps what it gets in your system’s keyring or its own vault, never in plain text."),
            false);
    }
}

void ConnectDialog::press() {
    if (m_step == Step::Asking) {
        begin();
    } else if (m_step == Step::WaitingForCode) {
        giveCode();
    }
}

void ConnectDialog::begin() {
    m_page.clear();
    const ConnectRequest request{.platform = kPlatform,
                                 .server = m_server->text().trimmed().toStdString(),
                                 .way = way(),
                                 .token = way() == ConnectRequest::Way::PasteToken
                                              ? m_secret->text().trimmed().toStdString()
                                              : std::string()};
    m_secret->clear();
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
    const std::string code = m_secret->text().trimmed().toStdString();
    m_secret->clear();
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
        m_secret->setFocus();
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
        m_server->setFocus();
        return;
    }
    enter(Step::Done);
    emit connected(*account);
    accept();
}

void ConnectDialog::say(const QString& sentence, bool trouble) {
    m_status->setText(sentence);
    m_status->setInk(trouble ? Token::Trouble : Token::Text2);
    m_statusGlyph->setIcon(trouble                  ? IconName::Error
                           : m_step == Step::Asking ? IconName::Key
                                                    : IconName::Refresh);
    m_statusGlyph->setInk(trouble ? Token::Trouble : Token::Text2);
    setAccessibleDescription(sentence);
}

void ConnectDialog::reject() {
    if (m_step == Step::Working || m_step == Step::WaitingForCode) {
        m_context.seam.connect.cancel();
        enter(Step::Asking);
    }
    QDialog::reject();
}

}  // namespace ui
