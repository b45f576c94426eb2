// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/standing_section.h"

#include "ui/language.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/standing_dialog.h"
#include "ui/widgets/surface.h"

#include <QBoxLayout>
#include <QPointer>
#include <QSettings>

#include <utility>

namespace ui {

StandingSection::StandingSection(const WindowContext& context, QWidget* parent)
    : QWidget(parent), m_context(context) {
    setObjectName(QStringLiteral("standing"));
    const Theme& theme = context.theme;
    const auto label = [&](const char* name, Type type, Token ink) {
        auto* made = new PlainLabel(theme, type, ink, this);
        made->setObjectName(QLatin1String(name));
        made->setWordWrap(true);
        return made;
    };
    auto* title = label("standingTitle", Type::BodySemibold, Token::Text);
    title->setWordWrap(false);
    title->setText(tr("Very responsive to messages, simulated"));
    m_change = new LinkButton(theme, Type::SecondaryMedium, Token::Accent, this);
    m_change->setObjectName(QStringLiteral("standingChange"));
    m_change->setText(tr("Numbers…"));
    m_change->setAccessibleName(tr("Numbers of the simulated standing"));
    m_verdict = label("standingVerdict", Type::BodyMedium, Token::Text);
    m_plan = label("standingPlan", Type::BodyMedium, Token::DueInk);
    m_figures = label("standingFigures", Type::Body, Token::Text2);
    m_shown = label("standingShown", Type::Body, Token::Text2);
    auto* head = new QHBoxLayout;
    head->addWidget(title);
    head->addWidget(m_change);
    head->addStretch(1);
    auto* lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(theme.px(3));
    lines->addLayout(head);
    for (PlainLabel* line : {m_verdict, m_plan, m_figures, m_shown}) {
        lines->addWidget(line);
    }
    connect(m_change, &QAbstractButton::clicked, this, &StandingSection::changeRule);
    readRule();
    show({.verdict = tr("Being counted").toStdString()});
}

void StandingSection::readRule() {
    if (const QSettings* settings = m_context.seam.settings) {
        m_rule = storedStandingRule(*settings);
    }
}

void StandingSection::changeRule() {
    auto* dialog = new StandingDialog(m_context.theme, m_rule, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_rule = dialog->rule();
        if (QSettings* settings = m_context.seam.settings) {
            storeStandingRule(*settings, m_rule);
        }
        refresh();
    });
    dialog->open();
}

void StandingSection::refresh() {
    if (m_context.seam.background == nullptr || !m_reading.begin()) {
        return;
    }
    m_context.seam.background->standing(m_rule, m_context.seam.clock.utcNow(),
                                        [guard = QPointer<StandingSection>(this),
                                         rule = m_rule](const base::Result<model::Standing>& standing) {
                                            if (guard != nullptr) {
                                                guard->read(rule, standing);
                                            }
                                        });
}

void StandingSection::read(const model::StandingRule& rule, const base::Result<model::Standing>& standing) {
    if (m_reading.end()) {
        refresh();
    }
    // The numbers may have changed since.
    if (!(rule == m_rule)) {
        return;
    }
    if (standing) {
        show(view::standingCard(*standing, rule, m_context.words, m_context.seam.clock.utcNow()));
    } else {
        show({.verdict = asSentence(standing.error().what()).toStdString()});
    }
}

void StandingSection::show(view::StandingCard card) {
    m_card = std::move(card);
    const auto put = [](PlainLabel& label, const std::string& words) {
        label.setText(qt(words));
        label.setVisible(!words.empty());
    };
    put(*m_verdict, m_card.verdict);
    put(*m_plan, m_card.plan);
    put(*m_figures, m_card.figures);
    put(*m_shown, m_card.shown);
}

}  // namespace ui
