// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/graph/compose.h"

#include "base/text.h"

#include <nlohmann/json.hpp>

namespace platform::graph {
namespace {

constexpr const char* kMessage = "message";
constexpr const char* kPrivateReply = "private_reply";
constexpr const char* kComment = "comment";
constexpr const char* kOpen = "open";
constexpr const char* kPersonIfClosed = "person_if_closed";
constexpr const char* kPerson = "person";

std::string textIn(const nlohmann::json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

const char* nameOf(Frozen::Kind kind) {
    switch (kind) {
    case Frozen::Kind::Message:
        return kMessage;
    case Frozen::Kind::PrivateReply:
        return kPrivateReply;
    case Frozen::Kind::Comment:
        break;
    }
    return kComment;
}

const char* nameOf(Frozen::Window window) {
    switch (window) {
    case Frozen::Window::Open:
        return kOpen;
    case Frozen::Window::PersonIfClosed:
        return kPersonIfClosed;
    case Frozen::Window::Person:
        break;
    }
    return kPerson;
}

}  // namespace

model::FrozenReply freeze(const Frozen& reply) {
    const nlohmann::json body{{"kind", nameOf(reply.kind)}, {"path", reply.path},
                              {"text", reply.text},         {"to", reply.to},
                              {"author", reply.author},     {"parent", reply.parent},
                              {"to_post", reply.toPost},    {"window", nameOf(reply.window)}};
    return {.body = body.dump(), .repeatKey = {}, .remoteId = {}};
}

Frozen thaw(const model::FrozenReply& frozen) {
    const auto read = nlohmann::json::parse(frozen.body, nullptr, false);
    if (!read.is_object()) {
        return {};
    }
    const std::string kind = textIn(read, "kind");
    const std::string window = textIn(read, "window");
    return {.kind = kind == kPrivateReply ? Frozen::Kind::PrivateReply
                    : kind == kComment    ? Frozen::Kind::Comment
                                          : Frozen::Kind::Message,
            .path = textIn(read, "path"),
            .text = textIn(read, "text"),
            .to = textIn(read, "to"),
            .author = textIn(read, "author"),
            .parent = textIn(read, "parent"),
            .toPost = read.value("to_post", nlohmann::json(false)) == true,
            .window = window == kPerson           ? Frozen::Window::Person
                      : window == kPersonIfClosed ? Frozen::Window::PersonIfClosed
                                                  : Frozen::Window::Open};
}

Frozen::Window windowAt(std::optional<base::UtcTime> customerWroteAt, base::UtcTime now,
                        bool personsMayAnswer) {
    if (!personsMayAnswer || !customerWroteAt) {
        return Frozen::Window::Open;
    }
    const base::Duration since = now - *customerWroteAt;
    if (since < kWindow) {
        return Frozen::Window::PersonIfClosed;
    }
    return since < kPersonWindow ? Frozen::Window::Person : Frozen::Window::Open;
}

std::string comparable(std::string_view text) {
    return base::composed(base::trim(text));
}

}  // namespace platform::graph
