// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/delegates/text_block.h"
#include "ui/delegates/thread_action.h"
#include "ui/models/thread_model.h"
#include "ui/style/icon_set.h"
#include "ui/style/tokens.h"

#include <QRect>
#include <QString>

#include <optional>
#include <vector>

namespace ui {

class Theme;

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
    /// A button of the strip that is shown while the row is hovered or focused.
    struct StripButton {
        QRect rect;
        ThreadAction action;
        IconName icon;
        bool on = false;  ///< what it does is done
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
    TextBlock refusal;  ///< of a deed
    QRect refusalRect;
    std::vector<StripButton> strip;
};

/// Lays out one row in a column of `width`.
[[nodiscard]] ThreadCell layOutThreadRow(const ThreadItem& item, int width, const Theme& theme,
                                         Qt::LayoutDirection layout);

/// The x of the guide below the discs of a level.
[[nodiscard]] int guideX(int level, const Theme& theme);

}  // namespace ui
