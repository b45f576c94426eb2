// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/time_field.h"

#include "ui/language.h"
#include "ui/style/theme.h"

#include "model/hours_text.h"

#include <QKeyEvent>

#include <algorithm>

namespace ui {
namespace {

constexpr int kStep = 15;

}  // namespace

TimeField::TimeField(const Theme& theme, const QString& objectName, QWidget* parent) : QLineEdit(parent) {
    setObjectName(objectName);
    setFixedSize(theme.px(60), theme.px(28));
    setAlignment(Qt::AlignCenter);
    setMaxLength(8);
    connect(this, &QLineEdit::editingFinished, this, &TimeField::finish);
}

void TimeField::setMinute(int minute) {
    m_before = qt(model::clockText(minute));
    setText(m_before);
}

std::optional<int> TimeField::minute() const {
    return model::typedMinute(text().trimmed().toStdString());
}

void TimeField::finish() {
    if (text() != m_before) {
        if (const auto typed = minute()) {
            setText(qt(model::clockText(*typed)));
        }
        m_before = text();
        emit chosen();
    }
}

void TimeField::focusInEvent(QFocusEvent* event) {
    QLineEdit::focusInEvent(event);
    selectAll();
}

void TimeField::keyPressEvent(QKeyEvent* event) {
    const bool steps = event->key() == Qt::Key_Up || event->key() == Qt::Key_Down;
    const auto now = minute();
    if (!steps || isReadOnly() || event->modifiers() != Qt::NoModifier || !now) {
        QLineEdit::keyPressEvent(event);
        return;
    }
    const int by = event->key() == Qt::Key_Up ? kStep : -kStep;
    setText(qt(model::clockText(std::clamp(*now + by, 0, model::kMinutesOfDay))));
    selectAll();
    finish();
}

}  // namespace ui
