// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/words.h"

#include <QLocale>
#include <QString>
#include <QTimeZone>

#include <string>

namespace ui {

/// view's words in the user's language, from the program's translations, their locale and their time zone.
[[nodiscard]] view::Language languageOf(const QLocale& locale, const QTimeZone& zone);

[[nodiscard]] inline QString qt(const std::string& text) {
    return QString::fromStdString(text);
}
/// A sentence for screen: begins with a capital letter. Errors are written to stand inside other sentences.
[[nodiscard]] QString asSentence(const std::string& text);
/// Tooltips read markup where they think that they see some; what this returns is shown as it is written.
[[nodiscard]] QString plainToolTip(const QString& text);
/// Menus read "&" as a key and a tab as the end of the words; what this returns is shown as it is written.
[[nodiscard]] QString plainMenuText(QString text);

}  // namespace ui
