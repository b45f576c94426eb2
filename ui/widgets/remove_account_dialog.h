// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window_context.h"

#include "model/account.h"

#include <QDialog>

class QLayout;
class QRadioButton;

namespace ui {

/// What stays of an account that is removed.
class RemoveAccountDialog final : public QDialog {
    Q_OBJECT
public:
    RemoveAccountDialog(const WindowContext& context, const model::Account& account,
                        QWidget* parent = nullptr);

    [[nodiscard]] model::RemoveAccount::History history() const;

private:
    [[nodiscard]] QLayout* buildFoot();

    QRadioButton* m_keep;
    QRadioButton* m_forget;
};

}  // namespace ui
