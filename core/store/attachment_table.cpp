// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/attachment_table.h"

#include "store/sqlite/query.h"

namespace store {

using Kind = model::Attachment::Kind;

std::string_view attachmentColumn(Kind kind) {
    switch (kind) {
    case Kind::Image:
        return "image";
    case Kind::Video:
        return "video";
    case Kind::Audio:
        return "audio";
    case Kind::File:
        break;
    }
    return "file";
}

Kind attachmentKindOf(std::string_view word) {
    for (const Kind kind : {Kind::Image, Kind::Video, Kind::Audio}) {
        if (attachmentColumn(kind) == word) {
            return kind;
        }
    }
    return Kind::File;
}

std::string describedBy(std::span<const model::Attachment> attachments) {
    std::string described;
    for (const model::Attachment& attachment : attachments) {
        if (attachment.description.empty()) {
            continue;
        }
        if (!described.empty()) {
            described += '\n';
        }
        described += attachment.description;
    }
    return described;
}

base::Result<std::vector<model::Attachment>> AttachmentTable::of(base::MessageId message) {
    std::vector<model::Attachment> attachments;
    const base::Status done = sqlite::each(
        m_connection, "SELECT kind, url, description FROM attachment WHERE message_id = ? ORDER BY id",
        [&](const sqlite::Statement& row) {
            attachments.push_back(
                {.kind = attachmentKindOf(row.view(0)), .url = row.text(1), .description = row.text(2)});
        },
        message);
    if (!done) {
        return base::fail(done.error());
    }
    return attachments;
}

base::Status AttachmentTable::add(base::MessageId message, std::span<const model::Attachment> attachments) {
    for (const model::Attachment& attachment : attachments) {
        const base::Status done = sqlite::run(
            m_connection, "INSERT INTO attachment (message_id, kind, url, description) VALUES (?, ?, ?, ?)",
            message, attachmentColumn(attachment.kind), attachment.url, attachment.description);
        if (!done) {
            return done;
        }
    }
    return {};
}

base::Status AttachmentTable::removeAll(base::MessageId message) {
    return sqlite::run(m_connection, "DELETE FROM attachment WHERE message_id = ?", message);
}

}  // namespace store
