// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace bench {

/// What the window is measured on: folders of profiles, as furnish() fills them.
struct FaceOptions {
    std::string large;
    std::string small;
    int starts = 15;
    int opens = 100;  ///< of each length and visibility
    int steps = 3000;
};

/// P5, P8, P9 and P10. Each is measured in a process of its own, beside an empty window of Qt where that is
/// the reference; Qt's offscreen platform draws unless QT_QPA_PLATFORM says otherwise. Where Shopbell was
/// built without Qt each says so instead.
void measureFace(nlohmann::ordered_json& result, const FaceOptions& options);

}  // namespace bench
