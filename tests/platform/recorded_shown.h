// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incoming.h"
#include "net/http.h"
#include "platform/platform_adapter.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

/// All that comes out of an answer as text, to see whether another answer makes a difference.
namespace recorded {

[[nodiscard]] std::string shown(const model::IncomingContact& contact);
[[nodiscard]] std::string shown(const model::IncomingMessage& message);
[[nodiscard]] std::string shown(const std::vector<model::IncomingMessage>& messages);
[[nodiscard]] std::string shown(const model::IncomingBatch& batch);
[[nodiscard]] std::string shown(const model::SentReply& sent);
[[nodiscard]] std::string shown(const platform::Identity& identity);

[[nodiscard]] net::HttpResponse ok(std::string body);
[[nodiscard]] net::HttpResponse notFound();

/// Gives the answers one after another and shows everything that was taken, or the failure.
template <class T>
std::string everythingOf(const std::unique_ptr<platform::Steps<T>>& steps,
                         const std::vector<net::HttpResponse>& responses,
                         const std::function<std::string(const T&)>& show) {
    std::string text;
    for (const auto& response : responses) {
        if (steps->finished()) {
            break;
        }
        if (const auto status = steps->accept(response, base::fromMs(0)); !status) {
            return status.error().what();
        }
        if (const auto given = steps->take()) {
            text += show(*given);
        }
    }
    return text;
}
template <class T>
std::string everythingOf(const std::unique_ptr<platform::Steps<T>>& steps,
                         const std::vector<net::HttpResponse>& responses) {
    return everythingOf<T>(steps, responses, [](const T& given) { return shown(given); });
}

}  // namespace recorded
