// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "open_store.h"

#include "model/incoming.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace test {

/// A store with one account, and short words for what customers and the shop write.
struct Shop : OpenStore {
    base::AccountId account;
    std::string server;
    bool hurries = false;

    explicit Shop(const std::string& server = "https://shop.example");

    /// Commits no longer wait for the disk: for stories of very many commits.
    void hurry();
    /// Forgets everything and begins anew: cheaper than another database.
    void renew();
    store::Ingested take(const model::IncomingBatch& batch);
    store::Ingested take(std::vector<model::IncomingMessage> messages);
    void erase(const std::vector<std::string>& remoteIds);

    /// Of the conversation that holds this message.
    [[nodiscard]] model::ConversationRow conversationOf(const std::string& remoteId);
    [[nodiscard]] std::string keyOf(const std::string& remoteId);
    [[nodiscard]] model::Message message(const std::string& remoteId);
    /// "needs_reply"…; "context" when it is not listed.
    [[nodiscard]] std::string stateOf(const std::string& remoteId);
    [[nodiscard]] std::set<std::string> wanted();

    /// Everything that the order of arrival must not change, as text, by remote ids.
    [[nodiscard]] std::string picture();
    /// What is wrong in the database: counters, inbox rows, turns, full-text index, links. Empty = nothing.
    [[nodiscard]] std::string faults();
};

/// Minutes after the start of all stories.
base::UtcTime minute(int minutes);
model::IncomingContact person(const std::string& name);

/// A public message of a customer; `parent` is a remote id.
model::IncomingMessage says(const std::string& remoteId, const std::string& who, int minutes,
                            const std::string& parent = {},
                            model::MentionOfUs mention = model::MentionOfUs::Leading);
/// A public message of ours.
model::IncomingMessage weSay(const std::string& remoteId, int minutes, const std::string& parent = {});
/// A private message of a customer.
model::IncomingMessage whispers(const std::string& remoteId, const std::string& who, int minutes,
                                const std::string& parent = {});
/// A private message of ours to one person.
model::IncomingMessage weWhisper(const std::string& remoteId, const std::string& toWhom, int minutes,
                                 const std::string& parent = {});

}  // namespace test
