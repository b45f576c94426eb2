// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fake_server.h"

#include "base/clock.h"

#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace test {

/// A Bluesky server as small as sync needs it, without pages: posts, threads, records by key, chat, and
/// sign-ins that run out. It takes every renewing token once, which is stricter than the real one. Its
/// account is did:plc:shop.
class FakeBluesky final : public FakeServer {
public:
    using Json = nlohmann::ordered_json;
    FakeBluesky(const base::Clock& clock, std::string origin) : m_clock(clock), m_origin(std::move(origin)) {}

    [[nodiscard]] const std::string& origin() const override { return m_origin; }
    [[nodiscard]] net::HttpResponse answer(const net::HttpRequest& request) override;

    /// A customer mentions us. The post's address.
    std::string says(const std::string& who, const std::string& text);
    /// A customer writes to us alone. The message's id.
    std::string whispers(const std::string& who, const std::string& text);

    /// The tokens of today. The access runs out; the renewal is refused from now on.
    [[nodiscard]] std::map<std::string, std::string> secrets() const;
    void runOut() { ++m_validFrom; }
    void revoke() { m_revoked = true; }

    /// How many records, and how many direct messages of ours, have these words.
    [[nodiscard]] int records(std::string_view words) const;
    [[nodiscard]] int sentMessages(std::string_view words) const;
    [[nodiscard]] const std::vector<Json>& readMarks() const { return m_readMarks; }
    [[nodiscard]] const std::vector<Json>& seenMarks() const { return m_seenMarks; }

    bool repliesDisabled = false;
    bool chatWorks = true;
    bool showsOwnPosts = false;  ///< in the feed, which may lag behind
    bool keepsOldRenewals = false;  ///< as the real one does for two hours

private:
    struct Message {
        Json view;
        std::string convo;
    };
    [[nodiscard]] net::HttpResponse route(std::string_view method, const net::HttpRequest& request);
    [[nodiscard]] net::HttpResponse refresh(const net::HttpRequest& request);
    [[nodiscard]] net::HttpResponse put(const Json& body);
    [[nodiscard]] net::HttpResponse chat(std::string_view method, const net::HttpRequest& request);
    [[nodiscard]] net::HttpResponse send(const Json& body);
    [[nodiscard]] Json postView(const std::string& uri, bool asNotification) const;
    [[nodiscard]] Json convoView(const std::string& id) const;
    [[nodiscard]] std::string nextKey();
    [[nodiscard]] std::string now() const;

    const base::Clock& m_clock;
    std::string m_origin;
    std::map<std::string, Json> m_records;  ///< by address
    std::map<std::string, std::string> m_times;
    std::vector<std::string> m_notified;
    std::vector<Message> m_messages;
    std::vector<Json> m_readMarks;
    std::vector<Json> m_seenMarks;
    int m_generation = 1;
    int m_validFrom = 1;
    bool m_revoked = false;
    int m_lastKey = 0;
};

}  // namespace test
