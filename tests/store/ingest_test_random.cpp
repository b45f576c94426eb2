// SPDX-License-Identifier: GPL-3.0-or-later
// The order in which messages arrive decides nothing: random stories, told in random order and portions.
#include "dice.h"
#include "shop.h"

#include "support/catch.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <optional>
#include <set>
#include <sstream>

using model::IncomingMessage;
using model::MentionOfUs;
using model::Visibility;
using test::Dice;
using test::minute;
using test::Shop;

namespace {

/// One delivery: a version of a message, or the news that it was deleted.
struct Delivery {
    IncomingMessage message;
    bool deletion = false;
};

const std::vector<std::string> kPeople = {"mira", "juri", "ada", "sam"};

/// What is written is decided once; how it arrives is not its business.
class Story {
public:
    explicit Story(Dice& dice, int messages) : m_dice(dice) {
        for (int number = 0; number < messages; ++number) {
            tell(number);
        }
    }
    /// Versions of messages in the order of time; deletions last.
    [[nodiscard]] std::vector<Delivery> inOrder() const {
        std::vector<Delivery> ordered = m_deliveries;
        ordered.insert(ordered.end(), m_deletions.begin(), m_deletions.end());
        return ordered;
    }
    /// Any order, but no deletion before the message is there.
    [[nodiscard]] std::vector<Delivery> shuffled(Dice& dice) const {
        std::vector<Delivery> order = m_deliveries;
        dice.shuffle(order);
        for (const Delivery& deletion : m_deletions) {
            std::size_t earliest = 0;
            for (std::size_t index = 0; index < order.size(); ++index) {
                if (order[index].message.remoteId == deletion.message.remoteId) {
                    earliest = index + 1;
                }
            }
            const int room = static_cast<int>(order.size() - earliest) + 1;
            order.insert(order.begin() + static_cast<std::ptrdiff_t>(earliest) + dice.below(room), deletion);
        }
        return order;
    }

private:
    void tell(int number) {
        IncomingMessage message{.remoteId = "s" + std::to_string(number)};
        // Some answer what came later by its own clock.
        message.at = minute(number * 7 + m_dice.below(40) * 7 - m_dice.below(7));
        while (!m_times.insert(message.at).second) {
            message.at += base::Duration{1};
        }
        message.own = m_dice.happens(0.3);
        message.automatic = message.own && m_dice.happens(0.15);
        message.text = "words " + message.remoteId;
        message.visibility = m_dice.happens(0.35) ? Visibility::Private : Visibility::Public;
        chooseParent(message, number);
        if (!message.own) {
            message.author = test::person(someone());
            message.mentionOfUs = static_cast<MentionOfUs>(m_dice.below(3));
        } else if (m_dice.happens(0.3)) {
            message.writtenMentions = {test::person(someone()).remoteId};
        }
        if (message.visibility == Visibility::Private) {
            chooseReaders(message);
        }
        deliver(message);
    }

    void chooseParent(IncomingMessage& message, int number) {
        if (number > 0 && m_dice.happens(0.75)) {
            const int back = 1 + m_dice.below(std::min(number, m_dice.happens(0.7) ? 4 : 100));
            message.parentRemoteId = "s" + std::to_string(number - back);
        } else if (m_dice.happens(0.15)) {
            message.parentRemoteId = "never" + std::to_string(m_dice.below(3));
        }
    }

    void chooseReaders(IncomingMessage& message) {
        if (!message.own) {
            if (m_dice.happens(0.15)) {
                message.otherReaders = {test::person(someone()).remoteId};
            }
            return;
        }
        const int readers = m_dice.happens(0.15) ? 2 : (m_dice.happens(0.15) ? 0 : 1);
        for (int reader = 0; reader < readers; ++reader) {
            model::IncomingContact whom = test::person(someone());
            if (m_dice.happens(0.3)) {
                whom.remoteId.clear();
                whom.profileUrl.clear();
            }
            message.addressees.push_back(whom);
        }
    }

    void deliver(const IncomingMessage& message) {
        if (m_dice.happens(0.08)) {
            IncomingMessage unread{.remoteId = message.remoteId, .at = message.at};
            unread.author = m_dice.happens(0.5) ? message.author : model::IncomingContact{};
            unread.visibility = m_dice.happens(0.5) ? message.visibility : Visibility::Public;
            unread.unreadable = "$.account: missing";
            unread.rawJson = "{}";
            m_deliveries.push_back({.message = unread});
            if (m_dice.happens(0.3)) {
                return;
            }
        }
        m_deliveries.push_back({.message = message});
        IncomingMessage version = message;
        for (int edit = 1; m_dice.happens(0.2); ++edit) {
            version.editedAt = version.at + base::Duration{edit * 1000};
            version.text = "words " + message.remoteId + " version " + std::to_string(edit);
            if (!version.own && m_dice.happens(0.3)) {
                version.mentionOfUs = static_cast<MentionOfUs>(m_dice.below(3));
            }
            m_deliveries.push_back({.message = version});
        }
        if (m_dice.happens(0.1)) {
            m_deliveries.push_back({.message = m_deliveries.back().message});
        }
        if (m_dice.happens(0.07)) {
            m_deletions.push_back({.message = {.remoteId = message.remoteId}, .deletion = true});
        }
    }

    std::string someone() {
        return kPeople[static_cast<std::size_t>(m_dice.below(static_cast<int>(kPeople.size())))];
    }

    Dice& m_dice;
    std::set<base::UtcTime> m_times;
    std::vector<Delivery> m_deliveries;
    std::vector<Delivery> m_deletions;
};

model::IncomingBatch batchOf(std::span<const Delivery> deliveries) {
    model::IncomingBatch batch;
    for (const Delivery& delivery : deliveries) {
        if (delivery.deletion) {
            batch.deletedRemoteIds.push_back(delivery.message.remoteId);
        } else {
            batch.messages.push_back(delivery.message);
        }
    }
    return batch;
}

/// Everything that must not depend on the order.
std::string outcome(Shop& shop) {
    std::string wanted;
    for (const std::string& thread : shop.wanted()) {
        wanted += thread + " ";
    }
    return shop.picture() + wanted;
}

/// For whoever has to find out what went wrong.
std::string tell(const std::vector<Delivery>& deliveries) {
    std::string text;
    for (const Delivery& delivery : deliveries) {
        const IncomingMessage& message = delivery.message;
        text += message.remoteId + (delivery.deletion ? " deleted" : "") + (message.own ? " ours" : "") +
                (message.visibility == Visibility::Private ? " private" : "") + " by " +
                message.author.remoteId + " answers " + message.parentRemoteId + " mention " +
                std::to_string(static_cast<int>(message.mentionOfUs)) + " at " +
                std::to_string(base::toMs(message.at)) + (message.unreadable.empty() ? "" : " unreadable");
        for (const auto& reader : message.addressees) {
            text += " to " + (reader.remoteId.empty() ? reader.handle : reader.remoteId);
        }
        for (const auto& reader : message.otherReaders) {
            text += " also to " + reader;
        }
        text += "\n";
    }
    return text;
}

std::string inOrderOutcome(Shop& shop, const Story& story) {
    shop.renew();
    const std::vector<Delivery> order = story.inOrder();
    for (const Delivery& delivery : order) {
        shop.take(batchOf(std::span(&delivery, 1)));
    }
    REQUIRE(shop.faults() == "");
    return outcome(shop);
}

/// The lines that only one of the two has.
std::string difference(const std::string& expected, const std::string& found) {
    const auto linesOf = [](const std::string& text) {
        std::multiset<std::string> lines;
        std::istringstream stream(text);
        for (std::string line; std::getline(stream, line);) {
            lines.insert(line);
        }
        return lines;
    };
    const auto first = linesOf(expected);
    const auto second = linesOf(found);
    std::string text;
    for (const std::string& line : first) {
        text += second.contains(line) ? "" : "- " + line + "\n";
    }
    for (const std::string& line : second) {
        text += first.contains(line) ? "" : "+ " + line + "\n";
    }
    return text;
}

/// One decision of the owner about a conversation; `back` is what takes it back.
struct Decided {
    std::function<base::Status(store::WriteTx&)> work;
    model::Reopen back;
};

Decided decide(Dice& dice, const model::ConversationRow& row, base::UtcTime now) {
    Decided decided{.back = {.conversation = row.id,
                             .decidedAt = now,
                             .state = row.state,
                             .snoozedUntil = row.snoozedUntil.value_or(base::UtcTime{})}};
    switch (row.waitingSince ? dice.below(3) : 0) {
    case 0:
        decided.work = [row, now](store::WriteTx& tx) {
            return tx.setDone({.conversation = row.id, .decidedAt = now});
        };
        break;
    case 1:
        decided.work = [row, now](store::WriteTx& tx) {
            return tx.noReplyNeeded({.conversation = row.id, .message = {}, .decidedAt = now});
        };
        break;
    default:
        decided.work = [row, now](store::WriteTx& tx) {
            return tx.snooze({.conversation = row.id, .until = now + base::Duration{3'600'000}});
        };
    }
    return decided;
}

}  // namespace

TEST_CASE("a story ends the same in whatever order and portions it arrives") {
    Shop shop;
    shop.hurry();
    for (std::uint64_t seed = 1; seed <= 120; ++seed) {
        INFO("seed " << seed);
        Dice dice(seed);
        const Story story(dice, 12 + dice.below(30));
        const std::string expected = inOrderOutcome(shop, story);
        shop.renew();
        std::vector<Delivery> order = story.shuffled(dice);
        INFO(tell(order));
        for (std::size_t begin = 0; begin < order.size();) {
            const std::size_t size =
                std::min<std::size_t>(order.size() - begin, 1 + static_cast<std::size_t>(dice.below(9)));
            shop.take(batchOf(std::span(order).subspan(begin, size)));
            begin += size;
            REQUIRE(shop.faults() == "");
        }
        REQUIRE(difference(expected, outcome(shop)) == "");
        // What is known brings nothing new, however it comes again.
        shop.take(batchOf(order));
        REQUIRE(difference(expected, outcome(shop)) == "");
    }
}

TEST_CASE("decisions between the portions of a story keep the turns right and can be taken back exactly") {
    Shop shop;
    shop.hurry();
    int decisions = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        INFO("seed " << seed);
        Dice dice(seed);
        const Story story(dice, 12 + dice.below(20));
        shop.renew();
        std::vector<Delivery> order = story.shuffled(dice);
        INFO(tell(order));
        for (std::size_t begin = 0; begin < order.size();) {
            const std::size_t size =
                std::min<std::size_t>(order.size() - begin, 1 + static_cast<std::size_t>(dice.below(5)));
            shop.take(batchOf(std::span(order).subspan(begin, size)));
            begin += size;
            REQUIRE(shop.faults() == "");
            const auto rows = test::need(shop.store->read().inbox({}, 50));
            if (rows.empty()) {
                continue;
            }
            const auto& row = rows[static_cast<std::size_t>(dice.below(static_cast<int>(rows.size())))];
            shop.clock.setUtc(shop.clock.utcNow() + base::Duration{1});
            const Decided decided = decide(dice, row, shop.clock.utcNow());
            const std::string before = outcome(shop);
            shop.write([&](store::WriteTx& tx) { test::need(decided.work(tx)); });
            REQUIRE(shop.faults() == "");
            ++decisions;
            if (dice.happens(0.5)) {
                shop.write([&](store::WriteTx& tx) { test::need(tx.reopen(decided.back)); });
                REQUIRE(shop.faults() == "");
                REQUIRE(difference(before, outcome(shop)) == "");
            }
        }
    }
    CHECK(decisions > 300);
}
