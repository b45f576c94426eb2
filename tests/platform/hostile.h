// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogue.h"
#include "leaves.h"
#include "model/incoming.h"

#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

/// What no honest server would say, of any platform.
namespace hostile {

using leaves::Json;
/// Takes the JSON text of a changed item.
using Try = std::function<void(const std::string& text)>;

/// Odd values at every place of the item, inner ones and whole branches. Returns how many were tried.
std::size_t anyValueAnywhere(const Json& item, const Try& attempt);
/// Every named field once left out.
void anyFieldMissing(const Json& item, const Try& attempt);
/// Every named field once there twice, with the same value.
void anyFieldTwice(const Json& item, const Try& attempt);
/// The item with ten thousand lists, and again with ten thousand objects, inside one another at this place.
void tenThousandLevels(Json item, const Json::json_pointer& place, const Try& attempt);

/// Whatever it was: a message that can be stored.
void checkStorable(const model::IncomingMessage& message);

/// Gives the answers in turn, from this one on, until the list ends; it must end.
template <class T>
void drain(const std::unique_ptr<platform::Steps<T>>& steps, const std::vector<dialogue::Answer>& answers,
           std::size_t start) {
    std::size_t requests = 0;
    while (!steps->finished() && requests < 3'000) {
        const auto& answer = answers[(start + requests) % answers.size()];
        static_cast<void>(steps->request());
        static_cast<void>(steps->accept(answer.response(), dialogue::kNow));
        static_cast<void>(steps->take());
        ++requests;
    }
    CHECK(steps->finished());
}

/// Answers that are no platform's in particular.
[[nodiscard]] std::vector<dialogue::Answer> oddAnswers();

}  // namespace hostile
