// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace app::practice {

using HeaderList = std::vector<std::pair<std::string, std::string>>;

/// One part of a multipart/form-data body.
struct FormPart {
    std::string name;
    std::string fileName;
    std::string type;
    std::string content;
};

/// A request as it came in. `path` is decoded; `target` is path and query as written.
struct Question {
    std::string method;
    std::string path;
    std::string target;
    std::string query;
    std::string body;
    HeaderList headers;
    std::vector<FormPart> parts;

    /// The first header of that name, whatever its case.
    [[nodiscard]] std::optional<std::string> header(std::string_view name) const;
};

struct Answer {
    int status = 200;
    std::string type = "application/json; charset=utf-8";  ///< "" = none, for an answer without a body
    std::string body{};
    HeaderList headers{};
};

/// How an answer leaves the house.
struct Departure {
    enum class Manner {
        Whole,
        Dropped,   ///< the connection is closed without a byte
        CutAfter,  ///< `bytes` of status line, headers and body, then the connection is closed
        Endless,   ///< after the answer its last byte again and again, until the client or the server ends
    };
    Manner manner = Manner::Whole;
    std::size_t bytes = 0;
    base::Duration delay{0};  ///< of real time
};

struct Dispatch {
    Answer answer;
    Departure departure;
};

}  // namespace app::practice
