// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/remove_account_dialog.h"

#include "ui/delegates/text_block.h"
#include "ui/language.h"
#include "ui/widgets/surface.h"

#include "view/console_source.h"
#include "view/platform_names.h"
#include "view/sentences.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

RemoveAccountDialog::RemoveAccountDialog(const WindowContext& context, const model::Account& account,
                                         QWidget* parent)
    : QDialog(parent), m_keep(new QRadioButton(tr("Keep its conversations"), this)),
      m_forget(new QRadioButton(tr("Delete its conversations here"), this)) {
    const Theme& theme = context.theme;
    const QString name = qt(view::shownName(account.handle, account.name, context.words));
    setObjectName(QStringLiteral("removeAccountDialog"));
    setWindowTitle(tr("Remove account"));
    setModal(true);
    auto* lines = new QVBoxLayout(this);
    lines->setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16));
    lines->setSpacing(theme.px(4));
    const auto say = [&](Type type, Token ink, const QString& text) {
        auto* label = new PlainLabel(theme, type, ink, this);
        label->setText(text);
        label->setWordWrap(true);
        label->setMinimumWidth(theme.px(400));
        lines->addWidget(label);
        return label;
    };
    say(Type::PaneTitle, Token::Text, tr("Remove %1?").arg(isolated(name)))
        ->setObjectName(QStringLiteral("removeTitle"));
    say(Type::Body, Token::Text2,
        tr("Shopbell forgets its sign-in and checks it no more. On %1 nothing changes.")
            .arg(qt(view::platformName(account.platform))))
        ->setObjectName(QStringLiteral("removeWords"));
    lines->addSpacing(theme.px(12));
    const auto choice = [&](QRadioButton* button, const char* objectName, const QString& meaning) {
        button->setObjectName(QLatin1String(objectName));
        button->setAccessibleName(button->text());
        button->setAccessibleDescription(meaning);
        lines->addWidget(button);
        auto* row = new QHBoxLayout;
        row->addSpacing(theme.px(24));
        auto* words = new PlainLabel(theme, Type::Secondary, Token::Text2, this);
        words->setText(meaning);
        words->setObjectName(button->objectName() + QStringLiteral("Words"));
        words->setWordWrap(true);
        row->addWidget(words, 1);
        lines->addLayout(row);
        lines->addSpacing(theme.px(8));
    };
    choice(m_keep, "removeKeep", tr("They stay to be read and searched. Nothing can be sent to them."));
    choice(m_forget, "removeForget", tr("They can’t be brought back from this computer."));
    m_keep->setChecked(true);
    const auto outbox = context.seam.source.outbox();
    const auto waiting =
        outbox ? std::ranges::count(*outbox, account.id, &model::OutboxRow::account) : std::ptrdiff_t{0};
    if (waiting > 0) {
        say(Type::Body, Token::DueInk,
            tr("Replies that wait and will not be sent: %1").arg(qt(context.words.number(waiting))))
            ->setObjectName(QStringLiteral("removeWaiting"));
        lines->addSpacing(theme.px(8));
    }
    lines->addLayout(buildFoot());
    // By itself a dialog opens in two thirds of the screen at most, whatever its words need.
    const int width = lines->totalSizeHint().width();
    resize(width, lines->totalHeightForWidth(width));
    m_keep->setFocus();
}

QLayout* RemoveAccountDialog::buildFoot() {
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("removeCancel"));
    cancel->setAccessibleName(cancel->text());
    cancel->setDefault(true);
    auto* remove = new QPushButton(tr("Remove account"), this);
    remove->setObjectName(QStringLiteral("removeGo"));
    remove->setAccessibleName(remove->text());
    remove->setAutoDefault(false);
    auto* foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(remove);
    foot->addWidget(cancel);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(remove, &QPushButton::clicked, this, &QDialog::accept);
    return foot;
}

model::RemoveAccount::History RemoveAccountDialog::history() const {
    return m_forget->isChecked() ? model::RemoveAccount::History::Forgotten
                                 : model::RemoveAccount::History::Kept;
}

}  // namespace ui
