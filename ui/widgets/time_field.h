// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

#include <optional>

namespace ui {

class Theme;

/// A time of day, up to 24:00. Up and Down move it by a quarter of an hour.
class TimeField final : public QLineEdit {
    Q_OBJECT
public:
    TimeField(const Theme& theme, const QString& objectName, QWidget* parent = nullptr);

    void setMinute(int minute);
    /// Nothing = what is written there is no time.
    [[nodiscard]] std::optional<int> minute() const;

signals:
    /// Another time was typed and the field left, or Enter pressed, or an arrow.
    void chosen();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    void finish();

    QString m_before;
};

}  // namespace ui
