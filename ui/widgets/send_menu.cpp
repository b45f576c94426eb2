// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/send_menu.h"

#include "ui/language.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>

namespace ui {

void openSendMenu(QPushButton& button, const SendActions& actions, const view::ComposerLater& later) {
    auto* menu = new QMenu(&button);
    menu->setObjectName(QStringLiteral("sendMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->addAction(actions.andNext);
    menu->addAction(actions.andStay);
    // The same action in words of its own, and with the same keys behind them.
    const QString keys = actions.atOpening->shortcut().toString(QKeySequence::NativeText);
    QAction* atOpening =
        menu->addAction(plainMenuText(qt(later.label)) + u'\t' + keys, actions.atOpening, &QAction::trigger);
    atOpening->setObjectName(QStringLiteral("sendMenuAtOpening"));
    atOpening->setEnabled(later.send.has_value());
    atOpening->setToolTip(plainToolTip(asSentence(later.whyOff)));
    const QRect face = button.rect();
    const QPoint corner = button.isRightToLeft() ? face.topLeft() : face.topRight();
    const QSize size = menu->sizeHint();
    menu->popup(button.mapToGlobal(corner) - QPoint(size.width(), size.height()));
}

}  // namespace ui
