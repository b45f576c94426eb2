// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/html_text.h"

#include <optional>
#include <string_view>

namespace platform::html {

/// What nearly every post consists of, read in one pass: paragraphs, line breaks, links, spans and emphasis,
/// properly nested, with the usual entities. Nothing when there is anything else; then the library has to
/// read it. The result equals the library's (tests compare the two on generated input).
[[nodiscard]] std::optional<HtmlText> readPlainHtml(std::string_view html);

/// The same tags out of any bytes whatever, without the library's care for broken HTML; linear. For texts so
/// long that the library would take long over a hostile one.
[[nodiscard]] HtmlText readAnyHtml(std::string_view html);

/// By the library (libxml2). Its worst cases grow with the square of the length: 26 ms at 32 kB.
[[nodiscard]] HtmlText readWithLibrary(std::string_view html);
inline constexpr std::size_t kLargestForLibrary = std::size_t{32} * 1024;

}  // namespace platform::html
