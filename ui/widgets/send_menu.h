// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/composer_view.h"

class QAction;
class QPushButton;

namespace ui {

/// The ways to send, by the window's own actions.
struct SendActions {
    QAction* andNext = nullptr;
    QAction* andStay = nullptr;
    QAction* atOpening = nullptr;
};

/// Opens the list of them above the button; `later` says when the opening is.
void openSendMenu(QPushButton& button, const SendActions& actions, const view::ComposerLater& later);

}  // namespace ui
