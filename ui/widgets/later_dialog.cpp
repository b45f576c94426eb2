// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/later_dialog.h"

#include "ui/widgets/surface.h"

#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

LaterDialog::LaterDialog(const Theme& theme, const QDateTime& now, QWidget* parent)
    : QDialog(parent), m_now(now), m_edit(new QDateTimeEdit(this)),
      m_why(new PlainLabel(theme, Type::Secondary, Token::DueInk, this)),
      m_ok(new QPushButton(tr("Later"), this)) {
    setObjectName(QStringLiteral("laterDialog"));
    setWindowTitle(tr("Later"));
    setModal(true);
    auto* question = new PlainLabel(theme, Type::Body, Token::Text, this);
    question->setObjectName(QStringLiteral("laterQuestion"));
    question->setText(tr("When should it come back?"));
    // The field has no zone of its own: it shows and gives the wall clock of `now`.
    m_edit->setObjectName(QStringLiteral("laterTime"));
    m_edit->setAccessibleName(tr("When should it come back?"));
    m_edit->setCalendarPopup(true);
    m_edit->setDisplayFormat(QLocale().dateTimeFormat(QLocale::ShortFormat));
    m_edit->setDateTime(QDateTime(now.date().addDays(1), QTime(9, 0), Qt::UTC));
    m_edit->setTimeSpec(Qt::UTC);
    m_edit->setMinimumWidth(theme.px(240));
    m_why->setObjectName(QStringLiteral("laterWhy"));
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("laterCancel"));
    cancel->setAccessibleName(cancel->text());
    cancel->setAutoDefault(false);
    m_ok->setObjectName(QStringLiteral("laterOk"));
    m_ok->setAccessibleName(m_ok->text());
    m_ok->setDefault(true);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(theme.px(8));
    foot->addStretch(1);
    foot->addWidget(cancel);
    foot->addWidget(m_ok);
    auto* lines = new QVBoxLayout(this);
    lines->setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16));
    lines->setSpacing(theme.px(8));
    lines->addWidget(question);
    lines->addWidget(m_edit);
    lines->addWidget(m_why);
    lines->addSpacing(theme.px(8));
    lines->addLayout(foot);
    connect(m_edit, &QDateTimeEdit::dateTimeChanged, this, &LaterDialog::check);
    connect(m_ok, &QPushButton::clicked, this, &QDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    check();
}

QDateTime LaterDialog::until() const {
    QDateTime moment = m_now;
    moment.setDate(m_edit->date());
    moment.setTime(m_edit->time());
    return moment;
}

void LaterDialog::check() {
    const bool future = until() > m_now;
    m_ok->setEnabled(future);
    m_why->setText(future ? QString() : tr("This time has passed"));
}

}  // namespace ui
