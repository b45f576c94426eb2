// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include "model/shop_names.h"

#include <QWidget>

class QLineEdit;

namespace ui {

/// What the shop is called, and who answers: two fields.
class NamesForm final : public QWidget {
    Q_OBJECT
public:
    /// `name` begins the objectNames of its parts.
    NamesForm(const Theme& theme, const QString& name, QWidget* parent = nullptr);

    void fill(const model::ShopNames& names);
    [[nodiscard]] model::ShopNames names() const;
    void setReadOnly(bool readOnly);

signals:
    /// A field was left, or Enter pressed in it.
    void edited();
    /// Enter in the last field.
    void finished();

private:
    QLineEdit* m_shop;
    QLineEdit* m_agent;
};

}  // namespace ui
