// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/names_dialog.h"

#include "ui/language.h"
#include "ui/widgets/dialog_foot.h"
#include "ui/widgets/names_form.h"
#include "ui/widgets/surface.h"

#include "view/console_source.h"

#include <QBoxLayout>
#include <QPushButton>

namespace ui {

NamesDialog::NamesDialog(const WindowContext& context, QWidget* parent)
    : QDialog(parent), m_context(context),
      m_form(new NamesForm(context.theme, QStringLiteral("names"), this)),
      m_words(new PlainLabel(context.theme, Type::Secondary, Token::Text2, this)) {
    setObjectName(QStringLiteral("namesDialog"));
    setWindowTitle(tr("Names"));
    setAccessibleName(windowTitle());
    setModal(true);
    const Theme& theme = context.theme;
    const std::string& readOnly = context.seam.readOnly;
    m_words->setObjectName(QStringLiteral("namesWords"));
    m_words->setWordWrap(true);
    m_words->setText(readOnly.empty() ? tr("They stand in canned replies where a placeholder asks for them.")
                                      : asSentence(readOnly));
    m_form->fill(context.seam.source.names().value_or(model::ShopNames{}));
    m_form->setReadOnly(!readOnly.empty());
    auto* body = new QVBoxLayout;
    body->setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16));
    body->setSpacing(theme.px(12));
    body->addWidget(m_form);
    body->addWidget(m_words);
    body->addStretch(1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(body, 1);
    all->addWidget(buildFoot());
    // By itself a dialog opens in two thirds of the screen at most, whatever its fields need.
    m_words->setMinimumWidth(theme.px(380));
    const int width = all->totalSizeHint().width();
    resize(width, all->totalHeightForWidth(width));
    m_form->setFocus();
}

QWidget* NamesDialog::buildFoot() {
    auto* foot = new DialogFoot(m_context.theme, this);
    QPushButton* cancel = foot->add("namesCancel", tr("Cancel"));
    m_save = foot->addPrimary("namesSave", tr("Save"));
    m_save->setEnabled(m_context.seam.readOnly.empty());
    connect(cancel, &QPushButton::clicked, this, &NamesDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &NamesDialog::save);
    connect(m_form, &NamesForm::finished, m_save, &QPushButton::click);
    return foot;
}

void NamesDialog::save() {
    ask(m_context, this, model::SaveNames{.names = m_form->names()},
        [this](const base::Result<base::ReplyId>& done) {
            if (done) {
                accept();
                return;
            }
            m_words->setInk(Token::Trouble);
            m_words->setText(asSentence(done.error().what()));
        });
}

}  // namespace ui
