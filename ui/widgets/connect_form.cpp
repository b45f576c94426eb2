// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/connect_form.h"

#include "ui/language.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/surface.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QRadioButton>

#include <algorithm>

namespace ui {
namespace {

QString typed(const QLineEdit* field) {
    return field->text().trimmed();
}

/// Also out of what undo would bring back, which QLineEdit::clear() leaves there.
void empty(QLineEdit* field) {
    field->setText({});
}

std::string taken(QLineEdit* field) {
    std::string secret = typed(field).toStdString();
    empty(field);
    return secret;
}

}  // namespace

ConnectForm::ConnectForm(const WindowContext& context, QWidget* parent)
    : QWidget(parent), m_context(context) {
    build();
    choosePlatform();
    setFocusProxy(m_platform);
    for (QLineEdit* field : {m_name, m_password, m_server, m_secret}) {
        connect(field, &QLineEdit::textChanged, this, &ConnectForm::edited);
    }
    for (const KeyRow& key : m_keys) {
        connect(key.field, &QLineEdit::textChanged, this, &ConnectForm::edited);
    }
    for (QRadioButton* choice : {m_browser, m_code, m_token}) {
        connect(choice, &QRadioButton::toggled, this, [this] {
            arrange();
            emit edited();
        });
    }
    connect(m_platform, &QComboBox::currentIndexChanged, this, [this] {
        choosePlatform();
        emit platformChanged();
    });
    connect(m_otherServer, &QAbstractButton::clicked, this, [this] {
        m_otherServerWanted = true;
        arrange();
        m_server->setFocus();
    });
}

QLineEdit* ConnectForm::field(const char* name) {
    auto* made = new QLineEdit(this);
    made->setObjectName(QLatin1String(name));
    return made;
}

PlainLabel* ConnectForm::label(const QString& text, QWidget* buddy) {
    auto* made = new PlainLabel(m_context.theme, Type::Body, Token::Text, this);
    made->setText(text);
    made->setBuddy(buddy);
    if (buddy != nullptr) {
        buddy->setAccessibleName(text);
        made->setObjectName(buddy->objectName() + QStringLiteral("Label"));
    }
    return made;
}

QWidget* ConnectForm::buildWays() {
    auto* ways = new QWidget(this);
    ways->setObjectName(QStringLiteral("connectWays"));
    auto* lines = new QVBoxLayout(ways);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(m_context.theme.px(6));
    const auto make = [&](const char* name, const QString& text) {
        auto* way = new QRadioButton(text, ways);
        way->setObjectName(QLatin1String(name));
        way->setAccessibleName(text);
        lines->addWidget(way);
        return way;
    };
    m_browser = make("connectByBrowser", tr("Sign in with the browser"));
    m_code = make("connectByCode", tr("Sign in and paste a code"));
    m_token = make("connectByToken", tr("Paste a token"));
    m_browser->setChecked(true);
    return ways;
}

void ConnectForm::build() {
    const Theme& theme = m_context.theme;
    m_platform = new QComboBox(this);
    m_platform->setObjectName(QStringLiteral("connectPlatform"));
    for (const ConnectPlatform& each : m_context.seam.connect.platforms) {
        m_platform->addItem(qt(each.displayName));
    }
    m_name = field("connectName");
    m_password = field("connectPassword");
    m_password->setEchoMode(QLineEdit::Password);
    m_advice = new PlainLabel(theme, Type::Secondary, Token::Text2, this);
    m_advice->setObjectName(QStringLiteral("connectAdvice"));
    m_advice->setWordWrap(true);
    m_server = field("connectServer");
    m_otherServer = new LinkButton(theme, Type::BodyMedium, Token::Accent, this);
    m_otherServer->setObjectName(QStringLiteral("connectOtherServer"));
    m_otherServer->setText(tr("Other server"));
    m_otherServer->setAccessibleName(m_otherServer->text());
    m_otherServer->setPadding(0);
    m_ways = buildWays();
    m_secret = field("connectSecret");
    auto* form = new QGridLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(theme.px(16));
    form->setVerticalSpacing(theme.px(12));
    int row = 0;
    const auto add = [&](const QString& text, QWidget* one, Qt::Alignment side = {}) {
        PlainLabel* made = label(text, one);
        form->addWidget(made, row, 0, side);
        form->addWidget(one, row++, 1);
        return made;
    };
    add(tr("Platform"), m_platform);
    m_nameLabel = add(tr("Handle"), m_name);
    m_passwordLabel = add(tr("App password"), m_password);
    form->addWidget(m_advice, row++, 1);
    m_serverLabel = add(tr("Server"), m_server);
    form->addWidget(m_otherServer, row++, 1, Qt::AlignLeading);
    m_waysLabel = add(tr("How"), m_ways, Qt::AlignTop);
    // Beside the first choice, which is taller than a line.
    const int taller = m_browser->sizeHint().height() - m_waysLabel->sizeHint().height();
    m_waysLabel->setContentsMargins(0, std::max(taller, 0) / 2, 0, 0);
    m_secretLabel = add({}, m_secret);
    for (std::size_t place = 0; place < m_keys.size(); ++place) {
        m_keys[place].field = field(qPrintable(QStringLiteral("connectKey%1").arg(place + 1)));
        m_keys[place].label = add({}, m_keys[place].field);
    }
    form->setColumnMinimumWidth(0, theme.px(100));
    form->setColumnStretch(1, 1);
}

const ConnectPlatform& ConnectForm::platform() const {
    static const ConnectPlatform none;
    const auto& platforms = m_context.seam.connect.platforms;
    const auto index = static_cast<std::size_t>(m_platform->currentIndex());
    return index < platforms.size() ? platforms[index] : none;
}

bool ConnectForm::byPassword() const {
    return platform().signIn == ConnectPlatform::SignIn::Password;
}

QString ConnectForm::platformName() const {
    return qt(platform().displayName);
}

ConnectRequest::Way ConnectForm::way() const {
    if (byPassword()) {
        return ConnectRequest::Way::Password;
    }
    if (m_token->isChecked()) {
        return ConnectRequest::Way::PasteToken;
    }
    return m_code->isChecked() ? ConnectRequest::Way::PasteCode : ConnectRequest::Way::Browser;
}

/// Nothing that was typed for one platform goes to another.
void ConnectForm::choosePlatform() {
    const ConnectPlatform& chosen = platform();
    for (QLineEdit* field : {m_name, m_password, m_server, m_secret}) {
        empty(field);
    }
    for (const KeyRow& key : m_keys) {
        empty(key.field);
    }
    m_otherServerWanted = false;
    m_name->setPlaceholderText(qt(chosen.nameExample));
    m_server->setPlaceholderText(qt(chosen.serverExample));
    m_server->setAccessibleDescription(
        chosen.usualServer ? tr("Left empty it is %1").arg(qt(chosen.serverExample))
                           : tr("The address of your server, for example %1").arg(qt(chosen.serverExample)));
    QRadioButton* first = chosen.tokenFirst ? m_token : chosen.comesBack ? m_browser : m_code;
    first->setChecked(true);
    // As Qt does when a person chooses: Tab leads to the one that is chosen.
    for (QRadioButton* way : {m_browser, m_code, m_token}) {
        way->setFocusPolicy(way == first ? Qt::StrongFocus : Qt::ClickFocus);
    }
    arrange();
}

void ConnectForm::setMode(Mode mode) {
    m_mode = mode;
    arrange();
}

void ConnectForm::arrange() {
    const bool asking = m_mode == Mode::Asking;
    const bool code = m_mode == Mode::Code;
    const bool password = byPassword();
    const bool server = !platform().usualServer || m_otherServerWanted;
    const bool oneToken = asking && pastesOneToken();
    for (QWidget* each :
         {static_cast<QWidget*>(m_platform), static_cast<QWidget*>(m_name), static_cast<QWidget*>(m_password),
          static_cast<QWidget*>(m_server), static_cast<QWidget*>(m_otherServer), m_ways}) {
        each->setEnabled(asking);
    }
    for (QWidget* each : {static_cast<QWidget*>(m_nameLabel), static_cast<QWidget*>(m_name),
                          static_cast<QWidget*>(m_passwordLabel), static_cast<QWidget*>(m_password)}) {
        each->setVisible(password);
    }
    const bool ofToken = way() == ConnectRequest::Way::PasteToken && !platform().tokenAdvice.empty();
    m_advice->setText(qt(ofToken ? platform().tokenAdvice : platform().advice));
    m_password->setAccessibleDescription(m_advice->text());
    m_advice->setVisible(!m_advice->text().isEmpty());
    m_browser->setVisible(platform().comesBack);
    m_code->setVisible(platform().codeToPaste);
    m_serverLabel->setVisible(server);
    m_server->setVisible(server);
    m_otherServer->setVisible(!server);
    m_waysLabel->setVisible(!password);
    m_ways->setVisible(!password);
    m_secretLabel->setText(code ? tr("Code") : tr("Token"));
    m_secret->setAccessibleName(m_secretLabel->text());
    m_secret->setEchoMode(code ? QLineEdit::Normal : QLineEdit::Password);
    m_secretLabel->setVisible(oneToken || code);
    m_secret->setVisible(oneToken || code);
    arrangeKeys(asking);
}

bool ConnectForm::pastesOneToken() const {
    return way() == ConnectRequest::Way::PasteToken && platform().tokenKeys.size() == 1;
}

/// What is asked for besides the one token of a platform that knows no more.
std::span<const ConnectPlatform::Key> ConnectForm::keys() const {
    if (way() == ConnectRequest::Way::PasteToken) {
        return pastesOneToken() ? std::span<const ConnectPlatform::Key>() : platform().tokenKeys;
    }
    return byPassword() ? std::span<const ConnectPlatform::Key>() : platform().appKeys;
}

void ConnectForm::arrangeKeys(bool asking) {
    const auto wanted = keys();
    for (std::size_t place = 0; place < m_keys.size(); ++place) {
        const bool shown = place < wanted.size() && m_mode != Mode::Code;
        const auto& [label, field] = m_keys[place];
        label->setVisible(shown);
        field->setVisible(shown);
        field->setEnabled(asking);
        if (shown) {
            const ConnectPlatform::Key& key = wanted[place];
            label->setText(qt(key.label));
            field->setAccessibleName(label->text());
            field->setPlaceholderText(!key.hint.empty() ? qt(key.hint)
                                      : key.optional    ? tr("if it has one")
                                                        : QString());
            field->setEchoMode(key.secret ? QLineEdit::Password : QLineEdit::Normal);
        }
    }
}

void ConnectForm::fill(const model::Account& account) {
    const auto& platforms = m_context.seam.connect.platforms;
    const auto found = std::ranges::find(platforms, account.platform, &ConnectPlatform::name);
    if (found == platforms.end()) {
        return;
    }
    m_platform->setCurrentIndex(static_cast<int>(found - platforms.begin()));
    choosePlatform();
    m_server->setText(qt(account.server));
    m_name->setText(qt(account.handle));
    m_otherServerWanted = platform().usualServer;
    arrange();
    emit edited();
}

ConnectRequest ConnectForm::takeRequest() {
    ConnectRequest request{.platform = platform().name,
                           .server = typed(m_server).toStdString(),
                           .way = way(),
                           .name = {},
                           .password = {}};
    const auto wanted = keys();
    for (std::size_t place = 0; place < wanted.size() && place < m_keys.size(); ++place) {
        if (std::string value = taken(m_keys[place].field); !value.empty()) {
            request.keys[wanted[place].name] = std::move(value);
        }
    }
    if (pastesOneToken()) {
        request.keys["access_token"] = taken(m_secret);
    } else if (request.way == ConnectRequest::Way::Password) {
        request.name = typed(m_name).toStdString();
        request.password = taken(m_password);
    }
    return request;
}

std::string ConnectForm::takeCode() {
    return taken(m_secret);
}

QString ConnectForm::missing() const {
    if (m_mode == Mode::Code) {
        return typed(m_secret).isEmpty() ? tr("Paste the code first") : QString();
    }
    if (byPassword()) {
        if (typed(m_name).isEmpty()) {
            return tr("Write the handle first");
        }
        return typed(m_password).isEmpty() ? tr("Write the app password first") : QString();
    }
    if (typed(m_server).isEmpty() && !platform().usualServer) {
        return tr("Write the address of the server first");
    }
    const auto wanted = keys();
    for (std::size_t place = 0; place < wanted.size() && place < m_keys.size(); ++place) {
        if (!wanted[place].optional && typed(m_keys[place].field).isEmpty()) {
            return tr("Fill in “%1” first").arg(qt(wanted[place].label));
        }
    }
    return pastesOneToken() && typed(m_secret).isEmpty() ? tr("Paste the token first") : QString();
}

void ConnectForm::focusField() {
    if (m_mode == Mode::Code) {
        m_secret->setFocus();
    } else if (!byPassword()) {
        (m_server->isVisibleTo(this) || keys().empty() ? m_server : m_keys.front().field)->setFocus();
    } else {
        (typed(m_name).isEmpty() ? m_name : m_password)->setFocus();
    }
}

}  // namespace ui
