// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/start_shift_dialog.h"

#include "ui/language.h"
#include "ui/widgets/dialog_foot.h"
#include "ui/widgets/surface.h"

#include "view/console_source.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>

namespace ui {
namespace {

/// Of so many former shifts the names are offered.
constexpr int kFormer = 100;

}  // namespace

StartShiftDialog::StartShiftDialog(const WindowContext& context, QWidget* parent)
    : QDialog(parent), m_context(context), m_name(new QComboBox(this)),
      m_words(new PlainLabel(context.theme, Type::Secondary, Token::Text2, this)) {
    setObjectName(QStringLiteral("startShiftDialog"));
    setWindowTitle(tr("Start shift"));
    setAccessibleName(windowTitle());
    setModal(true);
    const Theme& theme = context.theme;
    auto* label = new PlainLabel(theme, Type::BodyMedium, Token::Text, this);
    label->setObjectName(QStringLiteral("startShiftLabel"));
    label->setText(tr("Who answers"));
    label->setBuddy(m_name);
    m_name->setObjectName(QStringLiteral("startShiftName"));
    m_name->setAccessibleName(label->text());
    m_name->setEditable(true);
    m_name->setInsertPolicy(QComboBox::NoInsert);
    m_name->lineEdit()->setObjectName(QStringLiteral("startShiftField"));
    m_name->lineEdit()->setAccessibleName(label->text());
    m_name->lineEdit()->setMaxLength(model::kLongestName);
    m_name->setMinimumWidth(theme.px(320));
    m_words->setObjectName(QStringLiteral("startShiftWords"));
    m_words->setWordWrap(true);
    m_words->setMinimumWidth(theme.px(320));
    auto* body = new QVBoxLayout;
    body->setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16));
    body->setSpacing(theme.px(8));
    body->addWidget(label);
    body->addWidget(m_name);
    body->addWidget(m_words);
    body->addStretch(1);
    auto* foot = new DialogFoot(theme, this);
    QPushButton* cancel = foot->add("startShiftCancel", tr("Cancel"));
    m_start = foot->addPrimary("startShiftGo", tr("Start shift"));
    m_start->setDefault(true);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(body, 1);
    all->addWidget(foot);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_start, &QPushButton::clicked, this, &StartShiftDialog::start);
    connect(m_name->lineEdit(), &QLineEdit::returnPressed, this, &StartShiftDialog::start);
    fill();
}

void StartShiftDialog::fill() {
    const std::string& readOnly = m_context.seam.readOnly;
    const auto shifts = m_context.seam.source.shifts(kFormer).value_or(std::vector<model::Shift>{});
    QStringList names{qt(m_context.seam.source.names().value_or(model::ShopNames{}).agent)};
    for (const model::Shift& shift : shifts) {
        names.append(qt(shift.agent));
    }
    names.removeDuplicates();
    names.removeAll(QString());
    m_name->addItems(names);
    const bool runs = !shifts.empty() && !shifts.front().endedAt;
    m_words->setText(!readOnly.empty() ? asSentence(readOnly)
                     : runs            ? tr("The shift that is running ends with it.")
                                       : tr("The name stands on the sheets of this shift."));
    m_start->setEnabled(readOnly.empty());
    m_name->setEnabled(readOnly.empty());
    m_name->lineEdit()->selectAll();
    m_name->setFocus();
}

void StartShiftDialog::start() {
    if (!m_start->isEnabled()) {
        return;  // on its way: Enter reaches the field and the button
    }
    m_start->setEnabled(false);
    ask(m_context, this, model::StartShift{.agent = m_name->currentText().trimmed().toStdString(), .at = {}},
        [this](const base::Result<base::ReplyId>& done) {
            if (done) {
                accept();
                return;
            }
            m_start->setEnabled(true);
            m_words->setInk(Token::Trouble);
            m_words->setText(asSentence(done.error().what()));
        });
}

}  // namespace ui
