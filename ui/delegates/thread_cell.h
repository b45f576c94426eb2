// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/delegates/text_block.h"
#include "ui/models/thread_model.h"
#include "ui/style/icon_set.h"
#include "ui/style/tokens.h"

#include <QRect>
#include <QString>

#include <optional>
#include <vector>

namespace ui {

class Theme;

/// What can be asked for in the thread itself, by a click on its words or from the row's menu.
enum class ThreadAction {
    ShowAll,
    OpenInBrowser,
    ItArrived,
    SendAgain,
    Edit,
    SendNow,
    Discard,
    ReopenTurn,   ///< it was closed by hand and needs a reply after all
    GoElsewhere,  ///< to the other end of a private reply
};

[[nodiscard]] QString threadActionText(ThreadAction action, const ThreadItem& item);
/// What this row offers, the safest first.
[[nodiscard]] std::vector<ThreadAction> threadActions(const ThreadItem& item);

/// Where everything of a thread row stands, from left to right: it is mirrored when it is painted. Relative
/// to the top left of the row's column.
struct ThreadCell {
    enum class Shape { TreeRow, Bubble, Line, DaySeparator, Gap };
    /// A line of its own below or above the body.
    struct Extra {
        QRect rect;
        std::optional<IconName> icon{};
        QString text;
        Token ink = Token::Text2;
    };
    struct Link {
        QRect rect;
        ThreadAction action;
        QString text;
    };

    Shape shape = Shape::TreeRow;
    int width = 0;
    int height = 0;
    QRect box;  ///< the ground: a row of ours, the reply target, a bubble
    QRect disc;
    QRect author;  ///< name · role · time · edited
    QRect badge;
    QRect window;
    QRect bodyRect;
    TextBlock body;
    QRect under;  ///< of a bubble: time and what else
    QString underText;
    std::vector<Extra> extras;
    std::vector<Link> links;
};

/// Lays out one row in a column of `width`.
[[nodiscard]] ThreadCell layOutThreadRow(const ThreadItem& item, int width, const Theme& theme,
                                         Qt::LayoutDirection layout);

/// The x of the guide below the discs of a level.
[[nodiscard]] int guideX(int level, const Theme& theme);

}  // namespace ui
