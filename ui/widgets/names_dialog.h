// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/save_dialog.h"

namespace ui {

class NamesForm;

/// Changes what shop and agent are called in canned replies.
class NamesDialog final : public SaveDialog {
    Q_OBJECT
public:
    NamesDialog(const WindowContext& context, QWidget* parent);

protected:
    void save() override;

private:
    NamesForm* m_form;
};

}  // namespace ui
