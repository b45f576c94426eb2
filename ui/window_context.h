// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/console.h"
#include "ui/style/theme.h"

#include "view/words.h"

#include <QPointer>

#include <utility>

namespace ui {

/// What every pane works with; the main window owns it and outlives them.
struct WindowContext {
    const ConsoleSeam& seam;
    const Theme& theme;
    const view::Words& words;
};

/// Posts an intent; the answer is dropped when `receiver` is gone by then.
template <class Receiver, class Answer>
void ask(const WindowContext& context, Receiver* receiver, model::Intent intent, Answer answer) {
    context.seam.post(std::move(intent), [guard = QPointer<Receiver>(receiver),
                                          answer = std::move(answer)](base::Result<base::ReplyId> result) {
        if (guard != nullptr) {
            answer(std::move(result));
        }
    });
}

}  // namespace ui
