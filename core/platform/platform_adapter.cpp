// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/platform_adapter.h"

namespace platform {

std::string PollInput::cursor(std::string_view stream) const {
    const auto found = cursors.find(std::string(stream));
    return found == cursors.end() ? std::string() : found->second;
}

// What a platform without these things answers.

base::Status PlatformAdapter::checkSetting(std::string_view /*name*/, std::string_view /*value*/) const {
    return {};
}

std::string PlatformAdapter::replyPage(const model::ReplyDraft& /*draft*/) const {
    return {};
}

std::vector<model::Charge> PlatformAdapter::mostCharges(const net::HttpRequest& /*request*/) const {
    return {};
}

std::vector<model::Charge> PlatformAdapter::charges(const net::HttpRequest& /*request*/,
                                                    const net::HttpResponse& /*response*/) const {
    return {};
}

std::optional<base::UtcTime> PlatformAdapter::loginEndsAt(const Secrets& /*secrets*/) const {
    return {};
}

std::optional<base::UtcTime> PlatformAdapter::renewAt(const Secrets& /*secrets*/) const {
    return std::nullopt;
}

std::unique_ptr<Steps<Secrets>> PlatformAdapter::renew(const model::Account& /*account*/,
                                                       const Secrets& /*secrets*/) const {
    return nullptr;
}

std::unique_ptr<Steps<Preparation>> PlatformAdapter::prepare(const model::Account& /*account*/,
                                                             const Secrets& /*secrets*/,
                                                             const model::ReplyDraft& /*draft*/,
                                                             base::UtcTime /*now*/) const {
    return nullptr;
}

std::unique_ptr<Steps<Acknowledged>> PlatformAdapter::markRead(const model::Account& /*account*/,
                                                               const Secrets& /*secrets*/,
                                                               const model::ReadMark& /*mark*/) const {
    return nullptr;
}

std::unique_ptr<Steps<Acknowledged>> PlatformAdapter::tellDeed(const model::Account& /*account*/,
                                                               const Secrets& /*secrets*/,
                                                               const model::DeedWish& /*wish*/) const {
    return nullptr;
}

}  // namespace platform
