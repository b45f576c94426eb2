// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/call_dialog.h"

#include "ui/widgets/surface.h"

#include <QDateTimeEdit>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

CallDialog::CallDialog(const Theme& theme, const QDateTime& now, QWidget* parent)
    : QDialog(parent), m_now(now), m_time(new QDateTimeEdit(this)), m_words(new QLineEdit(this)),
      m_why(new PlainLabel(theme, Type::Secondary, Token::DueInk, this)),
      m_ok(new QPushButton(tr("Log the call"), this)) {
    setObjectName(QStringLiteral("callDialog"));
    setWindowTitle(tr("Telephone call"));
    setModal(true);
    auto* what = new PlainLabel(theme, Type::Body, Token::Text, this);
    what->setObjectName(QStringLiteral("callWhat"));
    what->setText(tr("The call answers the customer. It is kept as a note and never sent."));
    // The field has no zone of its own: it shows and gives the wall clock of `now`.
    m_time->setObjectName(QStringLiteral("callTime"));
    m_time->setAccessibleName(tr("When was it?"));
    m_time->setCalendarPopup(true);
    m_time->setDisplayFormat(QLocale().dateTimeFormat(QLocale::ShortFormat));
    m_time->setDateTime(QDateTime(now.date(), now.time(), Qt::UTC));
    m_time->setTimeSpec(Qt::UTC);
    m_words->setObjectName(QStringLiteral("callWords"));
    m_words->setAccessibleName(tr("What was said?"));
    m_words->setMinimumWidth(theme.px(300));
    m_why->setObjectName(QStringLiteral("callWhy"));
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("callCancel"));
    cancel->setAccessibleName(cancel->text());
    cancel->setAutoDefault(false);
    m_ok->setObjectName(QStringLiteral("callOk"));
    m_ok->setAccessibleName(m_ok->text());
    m_ok->setDefault(true);
    auto* form = new QFormLayout;
    form->setSpacing(theme.px(8));
    form->addRow(tr("When was it?"), m_time);
    form->addRow(tr("What was said?"), m_words);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(theme.px(8));
    foot->addWidget(m_why);
    foot->addStretch(1);
    foot->addWidget(cancel);
    foot->addWidget(m_ok);
    auto* lines = new QVBoxLayout(this);
    lines->setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16));
    lines->setSpacing(theme.px(12));
    lines->addWidget(what);
    lines->addLayout(form);
    lines->addLayout(foot);
    connect(m_time, &QDateTimeEdit::dateTimeChanged, this, &CallDialog::check);
    connect(m_ok, &QPushButton::clicked, this, &QDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    m_words->setFocus();
    check();
}

QDateTime CallDialog::at() const {
    QDateTime moment = m_now;
    moment.setDate(m_time->date());
    moment.setTime(m_time->time());
    return moment;
}

QString CallDialog::words() const {
    return m_words->text().trimmed();
}

void CallDialog::check() {
    const bool made = at() <= m_now;
    m_ok->setEnabled(made);
    m_why->setText(made ? QString() : tr("This time is yet to come"));
}

}  // namespace ui
