// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/graph/deed.h"

#include "platform/json_fields.h"
#include "platform/sequence.h"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace platform::graph {
namespace {

struct WireDone {
    bool success = false;
};
constexpr std::array<json::Field<WireDone>, 1> kDoneFields{{
    {"success",
     [](json::Value& value, WireDone& into) -> base::Status {
         return value.kind() == json::Kind::Flag ? value.flag(into.success) : base::Status{};
     }},
}};

class TellOnce final : public Part<Acknowledged> {
public:
    TellOnce(Server server, HttpCall call) : m_server(std::move(server)), m_call(std::move(call)) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        return m_done ? std::nullopt : std::optional(m_call);
    }

    [[nodiscard]] base::Result<std::optional<Acknowledged>> accept(const net::HttpResponse& response,
                                                                   base::UtcTime now) override {
        m_done = true;
        if (auto failure = m_server.failureOf(RequestKind::Send, response, now)) {
            return base::fail(*std::move(failure));
        }
        const auto done = json::readWhole<WireDone>(response.body, kDoneFields);
        if (!done) {
            return base::fail(m_server.notThePlatform(RequestKind::Poll, response));
        }
        if (!done->success) {
            return base::fail(base::ErrorKind::Rejected,
                              fmt::format("{} did not do it, and does not say why", m_server.platform()));
        }
        return std::optional(Acknowledged{});
    }

private:
    Server m_server;
    HttpCall m_call;
    bool m_done = false;
};

}  // namespace

std::unique_ptr<Steps<Acknowledged>> tellOnce(Server server, HttpCall call) {
    return sequenceOf<Acknowledged>(std::make_unique<TellOnce>(std::move(server), std::move(call)));
}

HttpCall postForm(const Server& server, std::string_view path, Parameters fields) {
    HttpCall call = server.postFormOnce(Limit::Pages, path, std::move(fields));
    call.request.once = false;
    return call;
}

}  // namespace platform::graph
