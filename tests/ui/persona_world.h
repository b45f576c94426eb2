// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fake_source.h"

#include "support/fake_clock.h"

#include "model/account.h"

#include <vector>

namespace uitest {

/// A shop where every kind of customer and message occurs once, on Tuesday, 17 March 2026 at 14:20 in Berlin.
struct PersonaWorld {
    static constexpr base::ConversationId kEverythingPublic{1};
    static constexpr base::ConversationId kEverythingPrivate{2};
    static constexpr base::ConversationId kScripts{3};
    static constexpr base::ConversationId kLong{4};
    static constexpr int kLongCount = 10'000;

    PersonaWorld();

    support::FakeClock clock;
    FakeSource source;
    std::vector<model::AccountPulse> pulses;

private:
    model::ConversationRow& addConversation(std::int64_t id, const std::string& name,
                                            model::Visibility visibility, model::ConversationState state);
    /// Of the customer, so many minutes ago.
    model::Message& hears(base::ConversationId conversation, const std::string& text, int minutesAgo);
    /// Of the shop.
    model::Message& says(base::ConversationId conversation, const std::string& text, int minutesAgo,
                         model::Delivery delivery = model::Delivery::Sent);
    model::OutboxRow& queue(const model::Message& message, model::Delivery state);
    void addAccounts();
    void addPeople();
    void addPublicThread();
    void addPrivateThread();
    void addScripts();
    void addLongThread();
    [[nodiscard]] base::UtcTime ago(int minutes) const;

    std::int64_t m_nextMessage = 1;
    std::int64_t m_nextReply = 1;
};

}  // namespace uitest
