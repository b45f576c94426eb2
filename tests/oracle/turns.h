// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "oracle.h"

#include <vector>

namespace oracle {

/// The message with that id, or nullptr for 0.
const Message* messageOf(const History& history, int id);

/// The conversation with that id, which is there.
const Conversation& conversationOf(const History& history, int id);

/// The message itself or the nearest above it that is not ours; nullptr if there is none.
const Message* nearestInbound(const History& history, int id);

/// All messages by time, then id.
std::vector<const Message*> inOrder(const History& history);

/// Every turn with its messages, start, end and outcome, by start and first message; without figures and
/// state.
std::vector<Turn> turnsOf(const History& history);

}  // namespace oracle
