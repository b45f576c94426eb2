// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/question_dialog.h"

#include "ui/widgets/surface.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace ui {

QuestionDialog::QuestionDialog(const Theme& theme, const Question& question, QWidget* parent)
    : QDialog(parent) {
    setObjectName(QStringLiteral("questionDialog"));
    setWindowTitle(question.title);
    setModal(true);
    auto* title = new PlainLabel(theme, Type::PaneTitle, Token::Text, this);
    title->setObjectName(QStringLiteral("questionTitle"));
    title->setText(question.title);
    auto* words = new PlainLabel(theme, Type::Body, Token::Text, this);
    words->setObjectName(QStringLiteral("questionWords"));
    words->setText(question.consequence);
    words->setWordWrap(true);
    words->setAlignment(Qt::AlignTop);
    words->setMinimumWidth(theme.px(360));
    auto* no = new QPushButton(question.no, this);
    no->setObjectName(QStringLiteral("questionNo"));
    no->setAccessibleName(question.no);
    no->setDefault(true);
    auto* yes = new QPushButton(question.yes, this);
    yes->setObjectName(QStringLiteral("questionYes"));
    yes->setAccessibleName(question.yes);
    yes->setAutoDefault(false);
    auto* foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(yes);
    foot->addWidget(no);
    auto* lines = new QVBoxLayout(this);
    lines->setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16));
    lines->setSpacing(theme.px(12));
    lines->addWidget(title);
    lines->addWidget(words);
    lines->addLayout(foot);
    connect(yes, &QPushButton::clicked, this, &QDialog::accept);
    connect(no, &QPushButton::clicked, this, &QDialog::reject);
    no->setFocus();
}

}  // namespace ui
