// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/canned_reply.h"
#include "model/own_field.h"

#include "base/ids.h"

#include <vector>

/// What the agent wants of the library of canned replies: see model/intent.h.
namespace model {

/// Joins the library. With an id, the one that was removed comes back as it was, under that id.
struct AddCannedReply {
    CannedReply reply;
};
struct ChangeCannedReply {
    CannedReply reply;
};
struct RemoveCannedReply {
    base::CannedReplyId reply;
};
/// From a file: all of them join the library, or none. What is there already is not doubled.
struct ImportCannedReplies {
    std::vector<CannedReply> replies;
};
/// These and no others.
struct SaveOwnFields {
    std::vector<OwnField> fields;
};

}  // namespace model
