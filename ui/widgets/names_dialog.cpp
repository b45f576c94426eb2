// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/names_dialog.h"

#include "ui/widgets/names_form.h"
#include "ui/widgets/surface.h"

#include "view/console_source.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

NamesDialog::NamesDialog(const WindowContext& context, QWidget* parent)
    : SaveDialog(context, "names", tr("Names"), tr("Save"), parent),
      m_form(new NamesForm(context.theme, QStringLiteral("names"), this)) {
    explain(tr("They stand in canned replies where a placeholder asks for them."));
    m_form->fill(context.seam.source.names().value_or(model::ShopNames{}));
    m_form->setReadOnly(!mayWrite());
    connect(m_form, &NamesForm::finished, &saveButton(), &QPushButton::click);
    body().addWidget(m_form);
    body().addWidget(&words());
    body().addStretch(1);
    // By itself a dialog opens in two thirds of the screen at most, whatever its fields need.
    words().setMinimumWidth(context.theme.px(380));
    fit();
    m_form->setFocus();
}

void NamesDialog::save() {
    post(model::SaveNames{.names = m_form->names()});
}

}  // namespace ui
