// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogue.h"
#include "model/incoming.h"

#include <string>
#include <vector>

/// What a whole poll brought, whatever its batches.
namespace harvest {

using model::IncomingBatch;
using Ids = std::vector<std::string>;

inline std::vector<std::string> idsOf(const dialogue::Course<IncomingBatch>& course) {
    std::vector<std::string> ids;
    for (const auto& batch : course.taken) {
        for (const auto& message : batch.messages) {
            ids.push_back(message.remoteId);
        }
    }
    return ids;
}
inline std::string cursorOf(const dialogue::Course<IncomingBatch>& course,
                            const std::string& stream = "notifications") {
    std::string cursor;
    for (const auto& batch : course.taken) {
        if (const auto found = batch.cursors.find(stream); found != batch.cursors.end()) {
            cursor = found->second;
        }
    }
    return cursor;
}
inline std::vector<model::IncomingGap> gapsOf(const dialogue::Course<IncomingBatch>& course) {
    std::vector<model::IncomingGap> gaps;
    for (const auto& batch : course.taken) {
        gaps.insert(gaps.end(), batch.gaps.begin(), batch.gaps.end());
    }
    return gaps;
}
inline std::vector<model::IncomingMessage> messagesOf(const dialogue::Course<IncomingBatch>& course) {
    std::vector<model::IncomingMessage> messages;
    for (const auto& batch : course.taken) {
        messages.insert(messages.end(), batch.messages.begin(), batch.messages.end());
    }
    return messages;
}
inline Ids deletedOf(const dialogue::Course<IncomingBatch>& course) {
    Ids deleted;
    for (const auto& batch : course.taken) {
        deleted.insert(deleted.end(), batch.deletedRemoteIds.begin(), batch.deletedRemoteIds.end());
    }
    return deleted;
}

}  // namespace harvest
