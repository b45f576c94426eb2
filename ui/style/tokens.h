// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

#include <array>
#include <cstddef>

namespace ui {

enum class ThemeKind { Light, Dark, HighContrast };

/// What a colour is for. There is no third grey, and one red fill.
enum class Token {
    Paper,
    List,
    Nav,
    Chrome,
    Line,
    Edge,
    Text,
    Text2,
    Accent,
    OnAccent,
    Selected,
    Idle,
    Hover,
    BubbleIn,
    BubbleOut,
    PublicInk,
    PublicGround,
    PrivateInk,
    PrivateGround,
    WaitingInk,
    WaitingEdge,
    DueInk,
    DueGround,
    DueEdge,
    OverdueInk,
    OverdueGround,
    Trouble,  ///< red text: missed, not sent, log in again
    Answered,
    BeforeOpening,
    NoteGround,
    NoteInk,
    SearchHit,
    ToastGround,
    ToastInk,
    ToastLink,
    OursDisc,
    OursInk,  ///< our own disc: the brass bell
    Count_
};

[[nodiscard]] QColor tokenColor(ThemeKind theme, Token token);

/// The disc of a person: a light tint and dark ink, or the other way round in the dark. Chosen by the
/// contact's id, so that a person keeps theirs.
struct DiscColors {
    QColor ground;
    QColor ink;
};
[[nodiscard]] DiscColors discColors(ThemeKind theme, std::int64_t contact);
inline constexpr std::size_t kDiscCount = 8;

/// WCAG 2 contrast, 1 … 21.
[[nodiscard]] double contrast(const QColor& one, const QColor& other);

}  // namespace ui
