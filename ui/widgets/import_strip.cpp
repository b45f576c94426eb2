// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/import_strip.h"

#include "ui/delegates/text_block.h"
#include "ui/language.h"
#include "ui/widgets/link_button.h"

#include "view/console_source.h"
#include "view/sentences.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

ImportStrip::ImportStrip(const WindowContext& context, QWidget* parent)
    : Surface(context.theme, Token::Selected, Qt::BottomEdge, parent), m_context(context),
      m_progress(new PlainLabel(context.theme, Type::SecondarySemibold, Token::Text, this)),
      m_hint(new PlainLabel(context.theme, Type::Secondary, Token::Text2, this)),
      m_stop(new LinkButton(context.theme, Type::SecondaryMedium, Token::Accent, this)) {
    setObjectName(QStringLiteral("importStrip"));
    m_progress->setObjectName(QStringLiteral("importProgress"));
    m_hint->setObjectName(QStringLiteral("importHint"));
    m_hint->setText(tr("You can already answer."));
    m_stop->setObjectName(QStringLiteral("importStop"));
    m_stop->setText(tr("Stop here"));
    m_stop->setAccessibleName(tr("Stop importing here"));
    m_stop->setToolTip(tr("What was read stays. Older messages are left on the platform."));
    m_stop->setVisible(context.seam.readOnly.empty());
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_progress);
    words->addWidget(m_hint);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(theme().px(14), theme().px(6), theme().px(8), theme().px(6));
    row->setSpacing(theme().px(8));
    row->addLayout(words, 1);
    row->addWidget(m_stop);
    connect(m_stop, &QAbstractButton::clicked, this, &ImportStrip::stop);
    hide();
}

void ImportStrip::refresh() {
    const auto pulses = m_context.seam.pulses();
    const auto pulse = std::ranges::find_if(
        pulses, [](const model::AccountPulse& one) { return one.importing.has_value(); });
    const auto accounts = pulse == pulses.end() ? base::Result<std::vector<model::Account>>{}
                                                : m_context.seam.source.accounts();
    if (!accounts || pulse == pulses.end()) {
        hide();
        return;
    }
    const auto account = std::ranges::find(*accounts, pulse->id, &model::Account::id);
    if (account == accounts->end()) {
        hide();
        return;
    }
    if (m_account != pulse->id) {
        m_account = pulse->id;
        m_stop->setEnabled(true);
    }
    const QString name = isolated(qt(view::shownName(account->handle, account->name, m_context.words)));
    m_progress->setText(tr("Importing %1: %2").arg(name, qt(m_context.words.number(*pulse->importing))));
    m_progress->setToolTip(plainToolTip(m_progress->text() + QLatin1Char('\n') +
                                        tr("Messages that the first import has brought so far")));
    setAccessibleName(m_progress->text() + QStringLiteral(". ") + m_hint->text());
    show();
}

void ImportStrip::stop() {
    m_stop->setEnabled(false);
    ask(m_context, this, model::StopImport{.account = m_account},
        [this](const base::Result<base::ReplyId>& done) {
            if (!done) {
                m_stop->setEnabled(true);
                emit failed(asSentence(done.error().what()));
            }
        });
}

}  // namespace ui
