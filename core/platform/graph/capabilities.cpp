// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/graph/capabilities.h"

#include "platform/graph/compose.h"
#include "platform/graph/settings.h"

#include "base/word_list.h"

namespace platform::graph {
namespace {

/// A comment takes one private reply for so long; the usual window opens when they answer.
constexpr base::Duration kPrivateReplyWithin = std::chrono::days{7};

std::string missing(const model::Account& account, std::string_view scope) {
    return base::holds(account.facts.lacks, scope) ? std::string(scope) : std::string();
}

}  // namespace

std::vector<std::string> lackingOf(std::span<const Permission> permissions, const WireTokenFacts& facts) {
    std::vector<std::string> lacking;
    if (!facts.given || facts.scopes.empty()) {
        return lacking;
    }
    for (const Permission& permission : permissions) {
        if (!base::holds(facts.scopes, permission.scope)) {
            lacking.emplace_back(permission.scope);
        }
    }
    return lacking;
}

model::ReplyCapability commentCapability(const model::Account& account, const model::LengthRule& length,
                                         std::string_view scope) {
    return {.visibility = model::Visibility::Public,
            .length = length,
            .repeat = {},
            .missingPermission = missing(account, scope)};
}

model::ReplyCapability messageCapability(const model::Account& account, const model::LengthRule& length,
                                         std::string_view scope) {
    model::ReplyCapability message{.visibility = model::Visibility::Private,
                                   .length = length,
                                   .repeat = {},
                                   .window = kWindow,
                                   .onePrivateReplyWithin = kPrivateReplyWithin,
                                   .missingPermission = missing(account, scope)};
    if (personsMayAnswer(account)) {
        message.personWindow = kPersonWindow;
    }
    return message;
}

}  // namespace platform::graph
