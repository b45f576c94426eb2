// SPDX-License-Identifier: GPL-3.0-or-later
#include "histories.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace oracle {
namespace {

constexpr Ms kSecond = 1'000;
constexpr Ms kMinute = 60 * kSecond;
constexpr Ms kHour = 60 * kMinute;
constexpr Ms kDay = 24 * kHour;

constexpr int kPublic = 1;
constexpr int kPrivate = 2;

class Author {
public:
    explicit Author(std::uint64_t seed) : m_dice(seed) {}

    History write() {
        const PlaceAndTime place = randomPlaceAndTime(m_dice);
        const Ms length =
            m_dice.pick(std::array<Ms, 6>{2 * kHour, 10 * kHour, 2 * kDay, 5 * kDay, 10 * kDay, 21 * kDay});
        const Ms before = m_dice.below(length + kDay);
        const Ms start = place.near - before + m_dice.below(kDay);
        m_history.hours = randomHours(m_dice, place.zone, start, start + length);
        setRules();
        const int count = m_dice.chance(10) ? 1 : m_dice.between(2, 14);
        Ms at = start;
        for (int index = 0; index < count; ++index) {
            m_history.messages.push_back(nextMessage(at));
            at += gap(length, count);
        }
        deleteSome();
        closeSome();
        if (m_dice.chance(25)) {
            renumber();
        }
        m_history.now = nowAfter(m_history.messages);
        return std::move(m_history);
    }

private:
    void setRules() {
        m_history.target.length =
            m_dice.pick(std::array<Ms, 8>{5 * kMinute, 15 * kMinute, 30 * kMinute, 60 * kMinute, 60 * kMinute,
                                          4 * kHour, 24 * kHour, 30 * kHour});
        m_history.target.unit = m_dice.chance(65) ? Unit::Business : Unit::Calendar;
        if (m_dice.chance(50)) {
            const Ms answer = m_dice.pick(std::array<Ms, 3>{2 * kHour, 24 * kHour, 7 * kDay});
            m_history.windows = {answer, answer * m_dice.pick(std::array<Ms, 3>{1, 3, 7})};
        }
        m_persons = m_dice.between(1, 4);
        // The private conversation's customer is the public one's, or a second contact that a card may join
        // to it.
        const int second = m_persons > 1 && m_dice.chance(30) ? 2 : 1;
        const int shape = m_dice.between(0, 3);
        if (shape != 0) {
            m_history.conversations.push_back({kPublic, Visibility::Public, 1});
        }
        if (shape != 1) {
            m_history.conversations.push_back({kPrivate, Visibility::Private, second});
        }
        if (m_persons > 1 && m_dice.chance(25)) {
            m_history.joined[2] = 1;
        }
        if (m_persons > 3 && m_dice.chance(20)) {
            m_history.joined[4] = m_dice.between(1, 3);
        }
    }

    Ms gap(Ms length, int count) {
        // A window closes at the very ms of a reply, or beside it; once, for histories are to be short.
        if (m_history.windows && m_history.windows->humanAgent <= 7 * kDay && !m_atWindow &&
            m_dice.chance(25)) {
            m_atWindow = true;
            return m_history.windows->humanAgent + m_dice.between(-1, 1);
        }
        switch (m_dice.below(10)) {
        case 0:
            return 0;
        case 1:
            return m_dice.between(1, 2000);
        case 2:
        case 3:
            return m_dice.below(5 * kMinute);
        case 4:
            return m_history.target.length + m_dice.between(-1, 1);
        case 5:
            return m_dice.below(2 * kHour) / kMinute * kMinute;
        default:
            return m_dice.below(2 * length / count + 1);
        }
    }

    Message nextMessage(Ms at) {
        Message message;
        message.id = static_cast<int>(m_history.messages.size()) + 1;
        message.at = m_dice.chance(15) ? at - at % kHour : at;  // on the hour: at opening, at closing
        if (!m_history.messages.empty()) {
            message.at = std::max(message.at, m_history.messages.back().at);
        }
        const Conversation& conversation = m_dice.pick(m_history.conversations);
        message.conversation = conversation.id;
        message.text = "message " + std::to_string(message.id);
        if (m_history.messages.empty() ? m_dice.chance(92) : m_dice.chance(58)) {
            writeTheirs(message, conversation);
        } else {
            writeOurs(message, conversation);
        }
        if (m_dice.chance(10)) {
            message.editedAt = message.at + m_dice.below(2 * kHour);
            message.text += ", edited";
        }
        return message;
    }

    void writeTheirs(Message& message, const Conversation& conversation) {
        const bool isCustomer =
            conversation.visibility == Visibility::Private ? m_dice.chance(93) : m_dice.chance(60);
        message.author = isCustomer ? conversation.customer : m_dice.between(1, m_persons);
        if (m_dice.chance(50)) {
            message.parent = earlier(message, Visibility::Public, Who::All);
        }
        message.mentionsUs = m_dice.chance(15);
        message.carriedMention = m_dice.chance(20);
    }

    void writeOurs(Message& message, const Conversation& conversation) {
        const bool isPublic = conversation.visibility == Visibility::Public;
        const Ms kind = m_dice.below(100);
        if (kind < 8) {
            message.kind = Kind::Note;
        } else if (kind < 16) {
            message.kind = Kind::PhoneCall;
            message.parent = m_dice.chance(60) ? earlier(message, Visibility::Public, Who::Theirs) : 0;
        } else {
            message.automatic = kind < 28;
            message.unsent = kind >= 28 && kind < 35;
            if (isPublic || m_dice.chance(25)) {
                message.parent = m_dice.chance(85) ? earlier(message, Visibility::Public, Who::All) : 0;
            }
            // A private reply to a comment.
            if (!isPublic && m_history.conversations.size() == 2 && m_dice.chance(35)) {
                message.parent = earlier(message, Visibility::Private, Who::All);
            }
            if (isPublic && m_dice.chance(25)) {
                message.mentions.push_back(m_dice.between(1, m_persons));
                if (m_dice.chance(30)) {
                    message.mentions.push_back(m_dice.between(1, m_persons));
                }
            }
        }
    }

    enum class Who { All, Theirs };

    // An earlier message that can be replied to: of the same conversation, or, seen from the private one, of
    // the public one; 0 if there is none. The latest ones are the likeliest.
    int earlier(const Message& message, Visibility from, Who who) {
        const int conversation = from == Visibility::Private ? kPublic : message.conversation;
        std::vector<int> candidates;
        for (const Message& each : m_history.messages) {
            const bool isReplyable =
                each.kind == Kind::Message && !each.unsent && (who == Who::All || each.author != 0);
            if (each.conversation == conversation && isReplyable) {
                candidates.push_back(each.id);
            }
        }
        if (candidates.empty()) {
            return 0;
        }
        return m_dice.chance(50) ? candidates.back() : m_dice.pick(candidates);
    }

    void deleteSome() {
        for (Message& each : m_history.messages) {
            if (!m_dice.chance(12) || each.unsent) {
                continue;
            }
            each.deletedAt = each.at + 1 + m_dice.below(m_dice.chance(50) ? kHour : 5 * kDay);
            // At the very ms of another message, a reply's above all.
            const Message& other = m_dice.pick(m_history.messages);
            if (m_dice.chance(30) && other.at > each.at) {
                each.deletedAt = other.at;
            }
            if (each.editedAt >= each.deletedAt) {
                each.editedAt = 0;
                each.text = "message " + std::to_string(each.id);
            }
        }
    }

    // Mostly before anything else is said in the conversation; sometimes something of before comes to light
    // later.
    void closeSome() {
        for (Message& each : m_history.messages) {
            if (each.author == 0 || !m_dice.chance(12)) {
                continue;
            }
            each.closing = m_dice.chance(50) ? Closing::Done : Closing::NoReplyNeeded;
            Ms next = each.at + 2 * kDay;
            for (const Message& other : m_history.messages) {
                if (other.conversation == each.conversation && other.at > each.at) {
                    next = std::min(next, other.at);
                }
            }
            each.closedAt = each.at + m_dice.below(m_dice.chance(85) ? next - each.at : 3 * kDay);
            if (m_dice.chance(5)) {
                each.closedAt = each.at - m_dice.below(10 * kSecond);  // this machine's clock is slow
            }
        }
    }

    // Ids in another order than times: then the id decides only where times are equal.
    void renumber() {
        std::vector<int> ids(m_history.messages.size() + 1);
        std::iota(ids.begin(), ids.end(), 0);
        for (std::size_t index = ids.size() - 1; index > 1; --index) {
            std::swap(ids[index], ids[static_cast<std::size_t>(m_dice.between(1, static_cast<int>(index)))]);
        }
        for (Message& each : m_history.messages) {
            each.id = ids[static_cast<std::size_t>(each.id)];
            each.parent = ids[static_cast<std::size_t>(each.parent)];
        }
        std::sort(m_history.messages.begin(), m_history.messages.end(),
                  [](const Message& a, const Message& b) { return a.id < b.id; });
    }

    Ms nowAfter(const std::vector<Message>& messages) {
        Ms last = 0;
        for (const Message& each : messages) {
            last = std::max({last, each.at, each.deletedAt, each.closedAt});
        }
        if (m_history.windows && m_dice.chance(10)) {
            return last + m_history.windows->humanAgent + m_dice.between(-1, 1);
        }
        const Ms more =
            m_dice.pick(std::array<Ms, 6>{1, kMinute, kHour, m_history.target.length + 1, kDay, 14 * kDay});
        return m_dice.chance(5) ? last - m_dice.below(kMinute) : last + m_dice.below(more);
    }

    Dice m_dice;
    History m_history;
    int m_persons = 1;
    bool m_atWindow = false;
};

// What of a message becomes known after it arrived.
std::vector<Delivered> laterOf(const Message& message) {
    std::vector<Delivered> later;
    if (message.editedAt != 0) {
        later.push_back(Delivered::Edited);
    }
    if (message.closing != Closing::None) {
        later.push_back(Delivered::Closed);
    }
    if (message.deletedAt != 0) {
        later.push_back(Delivered::Deleted);
    }
    return later;
}

Message withoutLater(Message message) {
    if (message.editedAt != 0) {
        message.text = message.text.substr(0, message.text.find(", edited"));
    }
    message.editedAt = 0;
    message.deletedAt = 0;
    message.closing = Closing::None;
    message.closedAt = 0;
    return message;
}

void learn(Message& known, Delivered what, const Message& whole) {
    switch (what) {
    case Delivered::Arrives:
        break;
    case Delivered::Edited:
        known.text = whole.text;
        known.editedAt = whole.editedAt;
        break;
    case Delivered::Deleted:
        known.deletedAt = whole.deletedAt;
        break;
    case Delivered::Closed:
        known.closing = whole.closing;
        known.closedAt = whole.closedAt;
        break;
    }
}

}  // namespace

History randomHistory(std::uint64_t seed) {
    return Author(seed).write();
}

std::vector<Delivery> randomDeliveries(const History& history, std::uint64_t seed) {
    Dice dice(seed);
    struct Item {
        Ms when;
        Delivered what;
        const Message* message;
    };
    // In order half of the time, with some late ones; else in any order.
    const bool shuffled = dice.chance(50);
    std::vector<Item> items;
    std::map<Ms, Ms> arrivals;  // one for all messages of a ms
    for (const Message& each : history.messages) {
        const Ms late = dice.chance(30) ? dice.below(4 * kDay) : 0;
        const Ms arrival =
            arrivals.emplace(each.at, shuffled ? dice.below(1000) : each.at + late).first->second;
        items.push_back({arrival, Delivered::Arrives, &each});
        Ms when = arrival;
        for (const Delivered what : laterOf(each)) {
            when += 1 + dice.below(shuffled ? 1000 : 2 * kDay);
            items.push_back({when, what, &each});
        }
    }
    // Stable: messages stand by id.
    std::stable_sort(items.begin(), items.end(),
                     [](const Item& a, const Item& b) { return a.when < b.when; });
    std::map<int, Message> known;
    std::vector<Delivery> deliveries;
    for (const Item& each : items) {
        Message& message = known.emplace(each.message->id, withoutLater(*each.message)).first->second;
        learn(message, each.what, *each.message);
        deliveries.push_back({each.what, message});
    }
    return deliveries;
}

}  // namespace oracle
