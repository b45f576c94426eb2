// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace bench {

using Json = nlohmann::ordered_json;
class PaintedApplication;

/// Times are milliseconds, memory kB. Each opens the console on a profile as the program does.
[[nodiscard]] Json measureStart(PaintedApplication& application, const std::string& profile);
[[nodiscard]] Json measureRest(PaintedApplication& application, const std::string& profile);
/// Growth of the heap while a model of all conversations is walked to its end; its reader is warm before.
[[nodiscard]] Json measureModel(const std::string& profile);
/// From the choice of a row to the end of the frame that shows the last message, by length.
[[nodiscard]] Json measureOpen(PaintedApplication& application, const std::string& profile, int times);
/// From moving the scroll bar to the end of a frame in which the whole list was painted anew.
[[nodiscard]] Json measureScroll(PaintedApplication& application, const std::string& large,
                                 const std::string& small, int steps);

}  // namespace bench
