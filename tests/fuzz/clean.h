// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/steps.h"

#include "base/text.h"
#include "model/incoming.h"

#include <cstdlib>
#include <memory>
#include <string>

/// What every target demands of what comes out of an answer.
namespace fuzz {

/// What is stored and shown later must be clean text, also of an item that could not be read.
inline void demandClean(const std::string& text) {
    if (!base::isValidUtf8(text) || text.find('\0') != std::string::npos) {
        std::abort();
    }
}

inline void demandStorable(const model::IncomingMessage& message) {
    if (message.remoteId.empty()) {
        std::abort();
    }
    for (const auto* text : {&message.remoteId, &message.threadId, &message.parentRemoteId, &message.text,
                             &message.subject, &message.url, &message.audience, &message.author.handle,
                             &message.author.name, &message.unreadable, &message.rawJson}) {
        demandClean(*text);
    }
}

/// Gives the same answer again and again until the list ends, or twenty times.
template <class T, class OnGiven>
void feed(const std::unique_ptr<platform::Steps<T>>& steps, const net::HttpResponse& response,
          OnGiven onGiven) {
    int answers = 0;
    while (!steps->finished() && ++answers < 20) {
        static_cast<void>(steps->request());
        if (const auto status = steps->accept(response, base::fromMs(0)); !status) {
            demandClean(status.error().what());
        }
        if (const auto given = steps->take()) {
            onGiven(*given);
        }
    }
}
template <class T>
void feed(const std::unique_ptr<platform::Steps<T>>& steps, const net::HttpResponse& response) {
    feed(steps, response, [](const T&) {});
}

}  // namespace fuzz
