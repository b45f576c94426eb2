// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/message_table.h"

#include "model/message.h"

#include <span>
#include <string>

namespace store {

/// What the list shows of a message: its text, else what is attached, else its subject.
[[nodiscard]] std::string snippetOf(const MessageTable::Shown& shown,
                                    std::span<const model::Attachment> attachments);

}  // namespace store
