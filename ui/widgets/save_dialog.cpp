// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/save_dialog.h"

#include "ui/language.h"
#include "ui/widgets/dialog_foot.h"
#include "ui/widgets/surface.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace ui {

SaveDialog::SaveDialog(const WindowContext& context, const char* name, const QString& title,
                       const QString& saveWords, QWidget* parent)
    : QDialog(parent), m_context(context), m_body(new QVBoxLayout),
      m_words(new PlainLabel(context.theme, Type::Secondary, Token::Text2, this)) {
    const QString prefix = QLatin1String(name);
    setObjectName(prefix + QStringLiteral("Dialog"));
    setWindowTitle(title);
    setAccessibleName(title);
    setModal(true);
    const Theme& theme = context.theme;
    m_words->setObjectName(prefix + QStringLiteral("Words"));
    m_words->setWordWrap(true);
    m_body->setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16));
    m_body->setSpacing(theme.px(12));
    auto* foot = new DialogFoot(theme, this);
    QPushButton* cancel = foot->add(qPrintable(prefix + QStringLiteral("Cancel")), tr("Cancel"));
    m_save = foot->addPrimary(qPrintable(prefix + QStringLiteral("Save")), saveWords);
    m_save->setEnabled(mayWrite());
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, [this] { save(); });
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(m_body, 1);
    all->addWidget(foot);
}

void SaveDialog::explain(const QString& sentence) {
    m_words->setText(mayWrite() ? sentence : asSentence(m_context.seam.readOnly));
}

void SaveDialog::complain(const QString& sentence) {
    m_words->setInk(Token::Trouble);
    m_words->setText(sentence);
}

void SaveDialog::fit() {
    const int width = layout()->totalSizeHint().width();
    resize(width, layout()->totalHeightForWidth(width));
}

void SaveDialog::post(model::Intent intent) {
    ask(m_context, this, std::move(intent), [this](const base::Result<base::ReplyId>& done) {
        if (done) {
            accept();
        } else {
            complain(asSentence(done.error().what()));
        }
    });
}

}  // namespace ui
