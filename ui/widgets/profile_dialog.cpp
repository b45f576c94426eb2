// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/profile_dialog.h"

#include "ui/background_reader.h"
#include "ui/language.h"
#include "ui/widgets/dialog_foot.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/surface.h"

#include "view/console_source.h"
#include "view/platform_names.h"

#include "base/text.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>

#include <algorithm>

namespace ui {
namespace {

/// "5 minutes" is not said by "15 minutes", nor by "1 hour 5 minutes".
bool says(const QString& text, const QString& span) {
    static const QRegularExpression goesOnBefore(QStringLiteral("\\p{N}[.,:]?$|\\p{N}\\s*\\p{L}+\\s+$"));
    static const QRegularExpression goesOnBehind(QStringLiteral("^\\s*\\p{N}"));
    for (qsizetype at = text.indexOf(span); at >= 0; at = text.indexOf(span, at + 1)) {
        if (!goesOnBefore.match(text.left(at)).hasMatch() &&
            !goesOnBehind.match(text.mid(at + span.size())).hasMatch()) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::optional<view::PublishedPromise> publishedPromise(const QSettings* settings) {
    const qint64 within =
        settings == nullptr ? 0 : settings->value(QLatin1String(ProfileDialog::kWithin)).toLongLong();
    if (within <= 0) {
        return std::nullopt;
    }
    return view::PublishedPromise{
        .within = base::Duration{within},
        .account = {settings->value(QLatin1String(ProfileDialog::kAccount)).toLongLong()},
        .at = base::fromMs(settings->value(QLatin1String(ProfileDialog::kAt)).toLongLong())};
}

std::string promiseWarning(const WindowContext& context,
                           const std::optional<view::PublishedPromise>& published,
                           std::vector<model::TurnFact> turns) {
    if (!published) {
        return {};
    }
    const base::UtcTime now = context.seam.clock.utcNow();
    const auto grounds =
        view::promiseGrounds(context.seam.source, std::move(turns), published->account, context.words, now);
    return view::promiseWarning(*published, grounds.figures, context.words, now);
}

ProfileDialog::ProfileDialog(const WindowContext& context, QWidget* parent)
    : QDialog(parent), m_context(context), m_accounts(new QComboBox(this)),
      m_basis(new PlainLabel(context.theme, Type::Secondary, Token::Text2, this)),
      m_text(new QPlainTextEdit(this)),
      m_length(new PlainLabel(context.theme, Type::Secondary, Token::Text2, this)),
      m_anew(new LinkButton(context.theme, Type::SecondaryMedium, Token::Accent, this)),
      m_warning(new PlainLabel(context.theme, Type::Body, Token::DueInk, this)),
      m_said(new PlainLabel(context.theme, Type::Secondary, Token::Text2, this)) {
    setObjectName(QStringLiteral("profileDialog"));
    setWindowTitle(tr("Text for your profile"));
    setAccessibleName(windowTitle());
    setModal(true);
    build();
    fillAccounts();
    ask();
    m_text->setFocus();
}

void ProfileDialog::build() {
    const Theme& theme = m_context.theme;
    m_accounts->setObjectName(QStringLiteral("profileAccounts"));
    m_accounts->setAccessibleName(tr("Account"));
    m_basis->setObjectName(QStringLiteral("profileBasis"));
    m_warning->setObjectName(QStringLiteral("profileWarning"));
    m_said->setObjectName(QStringLiteral("profileSaid"));
    m_length->setObjectName(QStringLiteral("profileLength"));
    for (PlainLabel* label : {m_basis, m_warning, m_said}) {
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignTop);
        label->setMinimumWidth(theme.px(420));
    }
    m_text->setObjectName(QStringLiteral("profileText"));
    m_text->setAccessibleName(tr("Text for a profile or a pinned post"));
    m_text->setTabChangesFocus(true);
    m_text->setMinimumHeight(theme.px(96));
    m_anew->setObjectName(QStringLiteral("profileAnew"));
    m_anew->setText(tr("Propose anew"));
    m_anew->setAccessibleName(m_anew->text());
    auto* below = new QHBoxLayout;
    below->addWidget(m_anew);
    below->addStretch(1);
    below->addWidget(m_length);
    auto* body = new QVBoxLayout;
    body->setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16));
    body->setSpacing(theme.px(8));
    body->addWidget(m_accounts, 0, Qt::AlignLeading);
    body->addWidget(m_basis);
    body->addWidget(m_text, 1);
    body->addLayout(below);
    body->addWidget(m_warning);
    body->addWidget(m_said);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(body, 1);
    all->addWidget(buildFoot());
    resize(theme.px(500), theme.px(380));
    connect(m_accounts, &QComboBox::activated, this, &ProfileDialog::propose);
    connect(m_anew, &QAbstractButton::clicked, this, &ProfileDialog::propose);
    connect(m_text, &QPlainTextEdit::textChanged, this, &ProfileDialog::refreshWords);
}

QWidget* ProfileDialog::buildFoot() {
    auto* foot = new DialogFoot(m_context.theme, this);
    QPushButton* close = foot->add("profileClose", tr("Close"));
    m_copy = foot->addPrimary("profileCopy", tr("Copy"));
    m_copy->setAccessibleName(tr("Copy the text"));
    m_copy->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_copy, &QPushButton::clicked, this, &ProfileDialog::copy);
    return foot;
}

void ProfileDialog::fillAccounts() {
    const auto known = m_context.seam.source.accounts().value_or(std::vector<model::Account>{});
    m_accounts->addItem(tr("All accounts"), qint64{0});
    for (const model::Account& account : known) {
        const std::string name = base::cleanName(account.name.empty() ? account.handle : account.name);
        m_accounts->addItem(tr("%1 on %2").arg(qt(name), qt(view::platformName(account.platform))),
                            static_cast<qint64>(account.id.value));
    }
    m_accounts->setVisible(known.size() > 1);
}

void ProfileDialog::ask() {
    if (m_context.seam.background == nullptr) {
        show({});
        return;
    }
    m_basis->setText(tr("Reading the answers of the last %n days…", nullptr, model::kDaysOfPromise));
    m_copy->setEnabled(false);
    m_text->setReadOnly(true);  // what comes takes the place of what stands there
    const model::ReportScope scope = view::promiseScope(m_context.words, m_context.seam.clock.utcNow());
    const auto [from, to] = model::readingSpan(scope.from, scope.to);
    m_context.seam.background->promisedTurns(
        from, to, [guard = QPointer<ProfileDialog>(this)](base::Result<std::vector<model::TurnFact>> facts) {
            if (guard == nullptr) {
                return;
            }
            guard->show(facts.value_or(std::vector<model::TurnFact>{}));
            if (!facts) {
                guard->m_basis->setText(asSentence(facts.error().what()));
            }
        });
}

void ProfileDialog::show(std::vector<model::TurnFact> facts) {
    m_facts = std::move(facts);
    m_read = true;
    m_text->setReadOnly(false);
    propose();
}

void ProfileDialog::propose() {
    if (!m_read) {
        return;
    }
    const base::AccountId account{m_accounts->currentData().toLongLong()};
    const base::UtcTime now = m_context.seam.clock.utcNow();
    const auto grounds = view::promiseGrounds(m_context.seam.source, m_facts, account, m_context.words, now);
    m_figures = grounds.figures;
    const view::PromiseView proposal = view::promiseView(grounds, m_context.words);
    m_basis->setText(qt(proposal.basis));
    m_text->setPlainText(qt(proposal.text));
    m_warning->setText(
        asSentence(promiseWarning(m_context, publishedPromise(m_context.seam.settings), m_facts)));
    m_warning->setVisible(!m_warning->text().isEmpty());
    m_said->hide();
}

/// The proposed time, while the text still says it.
std::optional<base::Duration> ProfileDialog::saidTime() const {
    const bool said =
        m_figures.within && says(m_text->toPlainText(), qt(m_context.words.spokenSpan(*m_figures.within)));
    return said ? m_figures.within : std::nullopt;
}

void ProfileDialog::refreshWords() {
    const auto length = static_cast<int>(base::countGraphemes(m_text->toPlainText().toStdString()));
    m_length->setText(length == 1 ? tr("1 character") : tr("%1 characters").arg(length));
    m_copy->setEnabled(m_read && length > 0);
    m_said->hide();
}

void ProfileDialog::copy() {
    QGuiApplication::clipboard()->setText(m_text->toPlainText());
    const std::optional<base::Duration> within = saidTime();
    if (QSettings* settings = m_context.seam.settings) {
        settings->setValue(QLatin1String(kWithin), within ? static_cast<qint64>(within->count()) : qint64{0});
        settings->setValue(QLatin1String(kAccount), m_accounts->currentData());
        settings->setValue(QLatin1String(kAt),
                           static_cast<qint64>(base::toMs(m_context.seam.clock.utcNow())));
    }
    m_said->setText(within ? tr("Copied. If nine in ten answers ever take longer than %1, Shopbell says so.")
                                 .arg(qt(m_context.words.spokenSpan(*within)))
                           : tr("Copied. It names no time that Shopbell could watch."));
    m_said->show();
    m_warning->hide();
}

}  // namespace ui
