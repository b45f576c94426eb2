// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_shown.h"

#include <fmt/format.h>

namespace recorded {

std::string shown(const model::IncomingContact& contact) {
    return fmt::format("({}|{}|{}|{}|{}|{})", contact.remoteId, contact.handle, contact.name,
                       contact.profileUrl, contact.bot, contact.followers);
}

std::string shown(const model::IncomingMessage& message) {
    std::string text = fmt::format(
        "{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}\n", message.remoteId, message.threadId,
        static_cast<int>(message.sight), message.parentRemoteId, shown(message.author), message.own,
        static_cast<int>(message.visibility), message.audience, static_cast<int>(message.mentionOfUs),
        fmt::join(message.writtenMentions, ","), fmt::join(message.otherReaders, ","), message.subject,
        message.text, message.url, message.notificationId, message.unreadable);
    for (const auto& contact : message.addressees) {
        text += shown(contact);
    }
    for (const auto& attachment : message.attachments) {
        text += fmt::format("[{}|{}|{}]", static_cast<int>(attachment.kind), attachment.url,
                            attachment.description);
    }
    return text + fmt::format("{} {}\n", base::toMs(message.at),
                              message.editedAt ? base::toMs(*message.editedAt) : 0);
}

std::string shown(const std::vector<model::IncomingMessage>& messages) {
    std::string text;
    for (const auto& message : messages) {
        text += shown(message);
    }
    return text;
}

std::string shown(const model::IncomingBatch& batch) {
    std::string text = shown(batch.messages) + batch.problem;
    for (const auto& [stream, cursor] : batch.cursors) {
        text += fmt::format("[{}={}]", stream, cursor);
    }
    return text + fmt::format("-{}\n", fmt::join(batch.deletedRemoteIds, ","));
}

std::string shown(const model::SentReply& sent) {
    return fmt::format("{}|{}|{}|{}", sent.remoteId, base::toMs(sent.at), sent.url, sent.audience);
}

std::string shown(const platform::Identity& identity) {
    const auto& facts = identity.facts;
    return fmt::format("{}|{}|{}|{}|{}|{}|{}|{}", identity.remoteId, identity.handle, identity.name,
                       identity.profileUrl, facts.software, facts.version, facts.largestReply.value_or(-1),
                       facts.urlLength.value_or(-1));
}

net::HttpResponse ok(std::string body) {
    net::HttpResponse response;
    response.status = 200;
    response.body = std::move(body);
    return response;
}

net::HttpResponse notFound() {
    net::HttpResponse response;
    response.status = 404;
    return response;
}

}  // namespace recorded
