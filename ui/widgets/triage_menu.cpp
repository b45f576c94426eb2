// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/triage_menu.h"

#include <QActionGroup>

namespace ui {

QString triageName(model::TriageKind kind) {
    switch (kind) {
    case model::TriageKind::Complaint:
        return TriageMenu::tr("Complaint");
    case model::TriageKind::Question:
        return TriageMenu::tr("Question");
    case model::TriageKind::Praise:
        return TriageMenu::tr("Praise");
    case model::TriageKind::Spam:
        return TriageMenu::tr("Spam");
    case model::TriageKind::Other:
        break;
    }
    return TriageMenu::tr("Nothing special");
}

TriageMenu::TriageMenu(const model::ConversationRow& conversation, QWidget* parent) : QMenu(parent) {
    setObjectName(QStringLiteral("triageMenu"));
    setAccessibleName(tr("Kind of message"));
    setAttribute(Qt::WA_DeleteOnClose);
    const auto known = conversation.triage ? conversation.triage->kind : model::TriageKind::Other;
    auto* group = new QActionGroup(this);
    int digit = 0;
    for (const model::TriageKind kind : model::kTriageKinds) {
        QAction* action = addAction(QStringLiteral("&%1  %2").arg(++digit).arg(triageName(kind)));
        action->setObjectName(QStringLiteral("triage%1").arg(digit));
        action->setCheckable(true);
        action->setChecked(kind == known);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, kind] { emit chosen(kind); });
    }
    const bool corrected = conversation.triage.has_value() &&
                           conversation.triage->source == model::TriageMark::Source::Corrected;
    if (corrected && conversation.state != model::ConversationState::Spam) {
        addSeparator();
        QAction* told = addAction(tr("&Leave it to Shopbell"));
        told->setObjectName(QStringLiteral("triageTold"));
        connect(told, &QAction::triggered, this, [this] { emit chosen(std::nullopt); });
    }
}

}  // namespace ui
