// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shop.h"

#include "oracle/histories.h"
#include "oracle/oracle.h"

#include <map>
#include <string>
#include <vector>

namespace test {

/// The oracle's hours as the program has them.
[[nodiscard]] model::HoursVersion versionOf(const oracle::HoursVersion& given);

/// A history of the oracle as far as a platform can tell it: a public conversation begins with its customer,
/// private messages are between that customer and us, and nobody's accounts are joined.
[[nodiscard]] oracle::History tellable(oracle::History history);

/// Tells a shop a history, and compares what it keeps of it with what the oracle says.
class ToldHistory {
public:
    ToldHistory(Shop& shop, const oracle::History& history);

    /// In this order of delivery. With `hoursLast` the opening hours become known when all has happened.
    void tell(const std::vector<oracle::Delivery>& deliveries, bool hoursLast);
    /// The first difference in words; empty = there is none.
    [[nodiscard]] std::string difference(const oracle::Result& expected) const;

private:
    void connect();
    void setHours();
    void arrive(const oracle::Message& message);
    void call(const oracle::Message& message);
    void erase(const oracle::Message& message);
    void close(const oracle::Message& message);
    [[nodiscard]] model::IncomingMessage incoming(const oracle::Message& message) const;
    [[nodiscard]] model::MentionOfUs mentionIn(const oracle::Message& message) const;
    [[nodiscard]] std::int64_t rowOf(const oracle::Message& message) const;
    [[nodiscard]] const oracle::Message& messageOf(int id) const;
    [[nodiscard]] bool isPrivate(const oracle::Message& message) const;
    [[nodiscard]] std::string differenceOf(const oracle::Message& message,
                                           const oracle::Badge& expected) const;
    [[nodiscard]] std::string differenceOf(const oracle::Conversation& conversation,
                                           const oracle::ConversationResult& expected) const;

    Shop& m_shop;
    const oracle::History& m_history;
    std::vector<oracle::Message> m_calls;  ///< to be logged when all else is known
};

}  // namespace test
