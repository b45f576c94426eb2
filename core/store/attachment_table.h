// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include "model/message.h"

#include "base/error.h"
#include "base/ids.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace store {

/// "image", "video", "audio", "file".
[[nodiscard]] std::string_view attachmentColumn(model::Attachment::Kind kind);
[[nodiscard]] model::Attachment::Kind attachmentKindOf(std::string_view word);

/// The descriptions, a line each: what full-text search finds of attachments.
[[nodiscard]] std::string describedBy(std::span<const model::Attachment> attachments);

class AttachmentTable {
public:
    explicit AttachmentTable(sqlite::Connection& connection) : m_connection(connection) {}

    [[nodiscard]] base::Result<std::vector<model::Attachment>> of(base::MessageId message);
    [[nodiscard]] base::Status add(base::MessageId message, std::span<const model::Attachment> attachments);
    [[nodiscard]] base::Status removeAll(base::MessageId message);

private:
    sqlite::Connection& m_connection;
};

}  // namespace store
