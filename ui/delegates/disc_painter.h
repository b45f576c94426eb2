// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QString>

class QPainter;

namespace ui {

class Theme;

/// A person's disc with their initials, or our own brass bell.
struct Disc {
    enum class Whose { Person, Ours };
    Whose whose = Whose::Person;
    std::int64_t contact = 0;  ///< picks the colour
    QString initials;
    QString tag{};  ///< the platform's letters at its lower trailing corner; empty = none
};

void paintDisc(QPainter& painter, const QRect& where, const Disc& disc, const Theme& theme,
               Qt::LayoutDirection layout);

/// Letters in a rounded outline: no logo, no colour of a vendor.
void paintPlatformTag(QPainter& painter, const QRect& where, const QString& tag, const Theme& theme);
/// Its size at a height of 14 (at a disc) or 18 (in the side bar).
enum class TagSize { Small, Large };
[[nodiscard]] QSize platformTagSize(const QString& tag, TagSize size, const Theme& theme);

}  // namespace ui
