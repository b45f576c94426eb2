// SPDX-License-Identifier: GPL-3.0-or-later
#include "paying_platform.h"

#include "platform/account_settings.h"

#include <nlohmann/json.hpp>

namespace test {
namespace {

bool readsMentions(const net::HttpRequest& request) {
    return request.method == net::Method::Get && request.url.contains("/api/v1/notifications");
}

bool isReply(const net::HttpRequest& request) {
    return request.method == net::Method::Post && request.url.contains("/api/v1/statuses");
}

}  // namespace

model::Capabilities PayingPlatform::capabilities(const model::Account& account) const {
    model::Capabilities capabilities = m_inner.capabilities(account);
    const auto priced = platform::priced(*this, account, {{.kind = "reply"}});
    for (model::ReplyCapability& reply : capabilities.replies) {
        reply.price.plain = priced.front().each;
    }
    return capabilities;
}

std::vector<platform::Price> PayingPlatform::prices() const {
    return {{"read", kRead, "a mention read"}, {"reply", kReply, "a reply"}};
}

std::vector<model::Charge> PayingPlatform::mostCharges(const net::HttpRequest& request) const {
    if (readsMentions(request)) {
        return {{.kind = "read", .count = kMost}};
    }
    return isReply(request) ? std::vector<model::Charge>{{.kind = "reply"}} : std::vector<model::Charge>{};
}

std::vector<model::Charge> PayingPlatform::charges(const net::HttpRequest& request,
                                                   const net::HttpResponse& response) const {
    if (response.status != 200 || !readsMentions(request)) {
        return response.status == 200 ? mostCharges(request) : std::vector<model::Charge>{};
    }
    std::vector<model::Charge> charges;
    for (const auto& mention : nlohmann::json::parse(response.body)) {
        charges.push_back({.kind = "read", .item = mention.at("id").get<std::string>()});
    }
    return charges;
}

}  // namespace test
