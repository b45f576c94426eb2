// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/message_rows.h"

#include "store/sqlite/query.h"

namespace store {

namespace {

model::Attachment::Kind attachmentKindNamed(std::string_view word) {
    if (word == "image") {
        return model::Attachment::Kind::Image;
    }
    if (word == "video") {
        return model::Attachment::Kind::Video;
    }
    return word == "audio" ? model::Attachment::Kind::Audio : model::Attachment::Kind::File;
}

}  // namespace

model::Message readMessage(const sqlite::Statement& row) {
    model::Message message;
    message.id = row.id<base::MessageId>(0);
    message.conversation = row.id<base::ConversationId>(1);
    message.account = row.id<base::AccountId>(2);
    message.remoteId = row.text(3);
    message.parent = row.id<base::MessageId>(4);
    message.parentRemoteId = row.text(5);
    message.author = row.id<base::ContactId>(6);
    message.authorName = row.view(7).empty() ? row.text(8) : row.text(7);
    message.authorHandle = row.text(8);
    message.direction = model::directionNamed(row.view(9)).value_or(model::Direction::Inbound);
    message.automatic = row.boolean(10);
    message.visibility = model::visibilityNamed(row.view(11)).value_or(model::Visibility::Private);
    message.audience = row.text(12);
    message.subject = row.text(13);
    message.text = row.text(14);
    message.url = row.text(15);
    message.at = row.time(16);
    message.seenAt = row.time(17);
    message.editedAt = row.optionalTime(18);
    message.deletedAt = row.optionalTime(19);
    message.delivery = model::deliveryNamed(row.view(20)).value_or(model::Delivery::None);
    message.unreadable = row.text(21);
    message.phoneCall = row.boolean(27);
    message.sight = model::sightNamed(row.view(26)).value_or(model::Sight::Shown);
    if (row.integer(22) != 0 && row.integer(23) != 0) {
        message.turn = model::TurnOfMessage{
            .startedAt = row.time(23),
            .endedAt = row.optionalTime(24),
            .outcome = model::turnOutcomeNamed(row.view(25)).value_or(model::TurnOutcome::Open),
            .afterWindow = row.boolean(28),
            .answerableUntil = row.optionalTime(29),
        };
    }
    return message;
}

base::Status readAttachments(sqlite::Connection& connection, std::vector<model::Message>& messages) {
    for (model::Message& message : messages) {
        auto attachments = sqlite::all(
            connection, "SELECT kind, url, description FROM attachment WHERE message_id = ? ORDER BY id",
            [](const sqlite::Statement& row) {
                return model::Attachment{
                    .kind = attachmentKindNamed(row.view(0)), .url = row.text(1), .description = row.text(2)};
            },
            message.id);
        if (!attachments) {
            return base::fail(std::move(attachments.error()));
        }
        message.attachments = std::move(*attachments);
    }
    return {};
}

}  // namespace store
