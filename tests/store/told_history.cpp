// SPDX-License-Identifier: GPL-3.0-or-later
#include "told_history.h"

#include "store/conversation_book.h"

#include "model/response_time.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

namespace test {
namespace {

namespace sqlite = store::sqlite;
using oracle::Kind;
using oracle::Message;

std::string nameOf(int person) {
    return "p" + std::to_string(person);
}

std::string remoteIdOf(int message) {
    return "m" + std::to_string(message);
}

std::string textOf(int message) {
    return "call" + std::to_string(message);
}

std::string shown(std::optional<std::int64_t> value) {
    return value ? std::to_string(*value) : "nothing";
}

std::optional<std::int64_t> msOf(const std::optional<base::UtcTime>& time) {
    return time ? std::optional(base::toMs(*time)) : std::nullopt;
}

std::optional<std::int64_t> msOf(const std::optional<base::Duration>& duration) {
    return duration ? std::optional(duration->count()) : std::nullopt;
}

}  // namespace

model::HoursVersion versionOf(const oracle::HoursVersion& given) {
    model::HoursVersion version;
    version.validFrom = base::fromMs(given.validFrom);
    version.timeZone = given.zone;
    if (given.rule == oracle::Rule::AlwaysOpen) {
        return version;
    }
    for (const oracle::WeekInterval& each : given.week) {
        if (each.from != each.to) {
            version.week.push_back({.day = each.day, .open = {.from = each.from, .to = each.to}});
        }
    }
    for (const oracle::DatedHours& each : given.exceptions) {
        int year = 0;
        unsigned month = 0;
        unsigned day = 0;
        std::from_chars(each.date.data(), each.date.data() + 4, year);
        std::from_chars(each.date.data() + 5, each.date.data() + 7, month);
        std::from_chars(each.date.data() + 8, each.date.data() + 10, day);
        model::HoursException exception{
            .date = {std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)}, .open = {}};
        for (const oracle::Interval& open : each.open) {
            if (open.from != open.to) {
                exception.open.push_back({.from = open.from, .to = open.to});
            }
        }
        version.exceptions.push_back(std::move(exception));
    }
    if (version.alwaysOpen()) {
        // A shop that never opens: hours are kept, and there are none.
        version.exceptions.push_back({.date = std::chrono::year(1970) / 1 / 1, .open = {}});
    }
    return version;
}

oracle::History tellable(oracle::History history) {
    history.joined.clear();
    std::map<int, oracle::Conversation> conversations;
    for (const oracle::Conversation& each : history.conversations) {
        conversations[each.id] = each;
    }
    std::vector<Message*> order;
    for (Message& each : history.messages) {
        order.push_back(&each);
    }
    std::ranges::sort(order, {}, [](const Message* each) { return std::pair(each->at, each->id); });
    std::map<int, Message*> tops;
    for (Message* each : order) {
        const oracle::Conversation& where = conversations.at(each->conversation);
        const bool isPublic = where.visibility == oracle::Visibility::Public;
        if (isPublic && !tops.contains(where.id)) {
            tops[where.id] = each;
            const Message was = *each;
            *each = {.id = was.id,
                     .conversation = was.conversation,
                     .at = was.at,
                     .author = where.customer,
                     .mentionsUs = true,
                     .deletedAt = was.deletedAt,
                     .text = was.text,
                     .editedAt = was.editedAt};
        } else if (isPublic && each->parent == 0 && each->kind == Kind::Message) {
            each->parent = tops.at(where.id)->id;
        } else if (!isPublic && each->author != 0) {
            each->author = where.customer;
        }
    }
    // Calls are told last, so that nothing else of their millisecond can come behind them.
    for (Message* each : order) {
        while (each->kind == Kind::PhoneCall && std::ranges::any_of(order, [each](const Message* other) {
                   return other != each && other->at == each->at;
               })) {
            ++each->at;
        }
    }
    // What is called, or answered in private, is the customer's.
    for (Message* each : order) {
        const Message* above = each;
        while (above != nullptr && above->author == 0) {
            above = above->parent == 0 ? nullptr
                                       : &history.messages.at(static_cast<std::size_t>(above->parent) - 1);
        }
        const oracle::Conversation& where = conversations.at(each->conversation);
        if (each->author == 0 && where.visibility == oracle::Visibility::Private && above != nullptr &&
            above->author != where.customer) {
            each->parent = 0;
        }
    }
    return history;
}

ToldHistory::ToldHistory(Shop& shop, const oracle::History& history) : m_shop(shop), m_history(history) {}

const Message& ToldHistory::messageOf(int id) const {
    return m_history.messages.at(static_cast<std::size_t>(id) - 1);
}

bool ToldHistory::isPrivate(const Message& message) const {
    return std::ranges::find(m_history.conversations, message.conversation, &oracle::Conversation::id)
               ->visibility == oracle::Visibility::Private;
}

void ToldHistory::connect() {
    m_shop.renew();
    m_shop.write([&](store::WriteTx& tx) {
        sqlite::Connection& connection = tx.connection();
        for (const char* table : {"hours_exception", "hours_interval", "hours_version"}) {
            need(sqlite::run(connection, fmt::format("DELETE FROM {}", table)));
        }
        model::Account account{.platform = "mastodon", .server = m_shop.server, .remoteId = "1"};
        account.id = m_shop.account;
        model::ReplyCapability reply{.visibility = model::Visibility::Private};
        if (m_history.windows) {
            reply.window = base::Duration(m_history.windows->answer);
            reply.personWindow = base::Duration(m_history.windows->humanAgent);
        }
        account.capabilities.replies = {reply};
        need(tx.updateAccount(account));
        const bool business = m_history.target.unit == oracle::Unit::Business;
        need(tx.saveTarget(
            {.platform = "mastodon",
             .target = {.length = base::Duration(m_history.target.length),
                        .unit = business ? model::TimeUnit::Business : model::TimeUnit::Calendar}}));
    });
}

void ToldHistory::setHours() {
    bool more = true;
    m_shop.write([&](store::WriteTx& tx) {
        for (const oracle::HoursVersion& version : m_history.hours) {
            need(tx.saveHours({}, versionOf(version)));
        }
        while (more) {
            more = need(tx.recountTimes());
        }
    });
}

/// An app carries over only what stands in the message that is answered.
model::MentionOfUs ToldHistory::mentionIn(const Message& message) const {
    if (message.mentionsUs) {
        return model::MentionOfUs::Written;
    }
    const bool carried = message.parent == 0 || messageOf(message.parent).author == 0 ||
                         mentionIn(messageOf(message.parent)) != model::MentionOfUs::None;
    return message.carriedMention && carried ? model::MentionOfUs::Leading : model::MentionOfUs::None;
}

model::IncomingMessage ToldHistory::incoming(const Message& message) const {
    model::IncomingMessage told{.remoteId = remoteIdOf(message.id),
                                .own = message.author == 0,
                                .audience = "word",
                                .text = message.text,
                                .at = base::fromMs(message.at),
                                .automatic = message.automatic};
    const oracle::Conversation& where =
        *std::ranges::find(m_history.conversations, message.conversation, &oracle::Conversation::id);
    told.visibility = isPrivate(message) ? model::Visibility::Private : model::Visibility::Public;
    if (message.parent != 0) {
        told.parentRemoteId = remoteIdOf(message.parent);
    }
    if (!told.own) {
        told.author = person(nameOf(message.author));
        told.mentionOfUs = mentionIn(message);
    } else if (isPrivate(message)) {
        told.addressees = {person(nameOf(where.customer))};
    }
    for (const int mentioned : message.mentions) {
        told.writtenMentions.push_back(person(nameOf(mentioned)).remoteId);
    }
    if (message.editedAt != 0) {
        told.editedAt = base::fromMs(message.editedAt);
    }
    return told;
}

void ToldHistory::arrive(const Message& message) {
    if (message.kind == Kind::PhoneCall) {
        m_calls.push_back(message);
    } else if (message.kind == Kind::Message && !message.unsent) {
        m_shop.take({incoming(message)});
    }
}

std::int64_t ToldHistory::rowOf(const Message& message) const {
    const std::string condition = message.kind == Kind::PhoneCall
                                      ? "text = '" + textOf(message.id) + "'"
                                      : "remote_id = '" + remoteIdOf(message.id) + "'";
    return m_shop.number("SELECT id FROM message WHERE " + condition);
}

void ToldHistory::call(const Message& message) {
    std::int64_t conversation = 0;
    for (const Message& other : m_history.messages) {
        if (other.conversation == message.conversation && other.author != 0) {
            conversation = m_shop.number("SELECT conversation_id FROM message WHERE remote_id = '" +
                                         remoteIdOf(other.id) + "'");
            break;
        }
    }
    if (conversation <= 0) {
        return;
    }
    const base::MessageId answered{message.parent == 0 ? 0 : rowOf(messageOf(message.parent))};
    m_shop.clock.setUtc(base::fromMs(m_history.now + 400LL * 24 * 3'600'000));
    m_shop.write([&](store::WriteTx& tx) {
        need(tx.logPhoneCall({.conversation = {conversation},
                              .message = answered,
                              .at = base::fromMs(message.at),
                              .text = textOf(message.id)}));
    });
}

void ToldHistory::erase(const Message& message) {
    if (message.kind == Kind::Message && !message.unsent) {
        m_shop.clock.setUtc(base::fromMs(message.deletedAt));
        m_shop.erase({remoteIdOf(message.id)});
    }
}

/// At this very message, whatever has been written since: the agent may have decided before that was known.
void ToldHistory::close(const Message& message) {
    const base::MessageId row{rowOf(message)};
    const bool done = message.closing == oracle::Closing::Done;
    const base::UtcTime at = base::fromMs(message.closedAt);
    m_shop.write([&](store::WriteTx& tx) {
        const base::ConversationId conversation =
            need(store::MessageTable(tx.connection()).facts(row))->conversation;
        need(sqlite::run(tx.connection(),
                         "INSERT INTO turn_closing (message_id, outcome, closed_at) VALUES (?, ?, ?)", row,
                         done ? "missed" : "no_reply_needed", at));
        store::ConversationBook book(tx);
        store::ConversationRecord& record = *need(book.record(conversation));
        if (done) {
            record.doneAt = at;
        }
        book.changed(conversation, base::fromMs(message.at));
        need(book.settle());
    });
}

void ToldHistory::tell(const std::vector<oracle::Delivery>& deliveries, bool hoursLast) {
    connect();
    if (!hoursLast) {
        setHours();
    }
    for (const oracle::Delivery& delivery : deliveries) {
        switch (delivery.what) {
        case oracle::Delivered::Arrives:
        case oracle::Delivered::Edited:
            arrive(delivery.message);
            break;
        case oracle::Delivered::Deleted:
            erase(delivery.message);
            break;
        case oracle::Delivered::Closed:
            close(delivery.message);
            break;
        }
    }
    for (const Message& message : m_calls) {
        call(message);
    }
    if (hoursLast) {
        setHours();
    }
}

std::string ToldHistory::differenceOf(const Message& message, const oracle::Badge& expected) const {
    const model::Message stored = need(m_shop.store->read().message({rowOf(message)}));
    model::Badge badge;
    if (stored.turn) {
        const base::UtcTime from =
            stored.direction == model::Direction::Inbound ? stored.at : stored.turn->startedAt;
        badge = model::badgeOf(*stored.turn, from, *need(m_shop.store->read().rule(m_shop.account)),
                               base::fromMs(m_history.now));
    }
    const bool same = model::name(badge.state) == oracle::nameOf(expected.state) &&
                      msOf(badge.calendar) == expected.calendarMs &&
                      msOf(badge.business) == expected.businessMs;
    return same ? std::string()
                : fmt::format("message {}: {} {} {} instead of {} {} {}\n", message.id,
                              model::name(badge.state), shown(msOf(badge.calendar)),
                              shown(msOf(badge.business)), oracle::nameOf(expected.state),
                              shown(expected.calendarMs), shown(expected.businessMs));
}

std::string ToldHistory::differenceOf(const oracle::Conversation& conversation,
                                      const oracle::ConversationResult& expected) const {
    std::vector<std::string> should;
    for (const oracle::Turn& turn : expected.turns) {
        const bool ended = turn.end.has_value();
        should.push_back(fmt::format("from {} to {} by {} worth {}", turn.firstMessage, shown(turn.end),
                                     turn.endedBy == 0 ? 0 : rowOf(messageOf(turn.endedBy)),
                                     ended ? turn.businessMs : 0));
    }
    std::int64_t row = 0;
    for (const Message& message : m_history.messages) {
        if (message.conversation == conversation.id && message.author != 0) {
            row = m_shop.number("SELECT conversation_id FROM message WHERE remote_id = '" +
                                remoteIdOf(message.id) + "'");
        }
    }
    if (row <= 0) {
        return should.empty() ? "" : "a conversation that was not stored\n";
    }
    std::vector<std::string> is;
    m_shop.write([&](store::WriteTx& tx) {
        need(sqlite::each(
            tx.connection(),
            "SELECT substr(m.remote_id, 2), t.ended_at, t.ended_by, t.business_ms FROM turn AS t "
            "JOIN message AS m ON m.id = t.first_message_id WHERE t.conversation_id = ? "
            "ORDER BY t.started_at, m.id",
            [&](const sqlite::Statement& found) {
                is.push_back(fmt::format("from {} to {} by {} worth {}", found.text(0),
                                         shown(msOf(found.optionalTime(1))), found.integer(2),
                                         found.integer(3)));
            },
            row));
    });
    std::ranges::sort(should);
    std::ranges::sort(is);
    if (should != is) {
        return fmt::format("turns of conversation {}:\n  {}\ninstead of\n  {}\n", conversation.id,
                           fmt::join(is, "\n  "), fmt::join(should, "\n  "));
    }
    const model::ConversationRow stored = need(m_shop.store->read().conversation({row}));
    const std::string standing =
        fmt::format("waiting since {} due {} window {}", shown(msOf(stored.waitingSince)),
                    shown(msOf(stored.dueAt)), shown(msOf(stored.windowClosesAt)));
    const std::string wanted = fmt::format("waiting since {} due {} window {}", shown(expected.waitingSince),
                                           shown(expected.dueAt), shown(expected.windowClosesAt));
    return standing == wanted
               ? std::string()
               : fmt::format("conversation {}: {}, instead of {}\n", conversation.id, standing, wanted);
}

std::string ToldHistory::difference(const oracle::Result& expected) const {
    // A private reply that ended a turn in public as well shows that of its own conversation.
    std::map<int, std::set<int>> endedIn;
    for (const auto& [id, conversation] : expected.conversations) {
        for (const oracle::Turn& turn : conversation.turns) {
            endedIn[turn.endedBy].insert(id);
        }
    }
    for (const oracle::Conversation& conversation : m_history.conversations) {
        if (std::string found = differenceOf(conversation, expected.conversations.at(conversation.id));
            !found.empty()) {
            return found;
        }
    }
    for (const Message& message : m_history.messages) {
        if (message.kind == Kind::Note || message.unsent || endedIn[message.id].size() > 1 ||
            rowOf(message) <= 0) {
            continue;
        }
        if (std::string found = differenceOf(message, expected.badges.at(message.id)); !found.empty()) {
            return found;
        }
    }
    return {};
}

}  // namespace test
