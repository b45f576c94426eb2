// SPDX-License-Identifier: GPL-3.0-or-later
// All platforms at once for days: what the street says it sent and received is what the shop has.
#include "extent.h"
#include "street_shop.h"

#include "support/catch.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace {

using test::Json;

constexpr base::Duration kMinute{60'000};
constexpr base::Duration kHour = 60 * kMinute;
/// The shop's machine is off for so long every night.
constexpr int kAsleepFrom = 2;
constexpr int kAsleepTo = 8;

struct Place {
    const char* name;
    const char* api;  ///< what its requests begin with
    const char* sending;
    bool messages;  ///< people can write to it directly
    bool comments;  ///< each takes one private reply
    bool paid;
};
constexpr std::array<Place, 6> kPlaces{{{"mastodon", "/api/v1/", "POST /api/v1/statuses", true, false, false},
                                        {"bluesky", "/xrpc/", "POST /xrpc/", true, false, false},
                                        {"x", "/2/", "POST /2/tweets", true, false, true},
                                        {"facebook", "/v26.0/", "POST /v26.0/", true, true, false},
                                        {"instagram", "/v26.0/", "POST /v26.0/", true, true, false},
                                        {"threads", "/v1.0/", "POST /v1.0/", false, false, false}}};

std::vector<std::string> everywhere() {
    std::vector<std::string> names;
    for (const Place& place : kPlaces) {
        names.emplace_back(place.name);
    }
    return names;
}

/// A day in every run, the week with --long.
int days() {
    const char* value = std::getenv("SHOPBELL_LONG");
    return value != nullptr && std::string_view(value) == "1" ? 7 : 1;
}

/// What was done on one platform.
struct Book {
    int asked = 0;
    int answered = 0;
    int privately = 0;  ///< of those, to a comment
};

class Week {
public:
    Week() : m_shop(traits(), everywhere(), test::Limits::Enforced) {
        m_shop.allowPersons("facebook");
        REQUIRE(m_shop.sync());
    }

    void live(int hours) {
        for (int hour = 0; hour < hours; ++hour) {
            const bool asleep = hour % 24 >= kAsleepFrom && hour % 24 < kAsleepTo;
            speak(hour);
            m_shop.advance(kHour - 10 * kMinute);
            // Written offline, sent in the morning.
            answer(hour);
            if (!asleep) {
                trouble();
                m_shop.sync();
                m_shop.mend();
                m_shop.advance(10 * kMinute);
                m_shop.sync();
            } else {
                m_shop.advance(10 * kMinute);
            }
        }
    }

    /// Faults are over: what is still open is settled, as a person would.
    void settle() {
        m_shop.mend();
        for (int round = 0; round < 12; ++round) {
            m_shop.advance(20 * kMinute);
            m_shop.sync();
            if (std::ranges::none_of(m_answers, [&](const Answer& each) { return isOpen(each); }) &&
                round > 2) {
                return;
            }
            for (const Answer& each : m_answers) {
                decide(each, round);
            }
        }
    }

    void judge();

private:
    using Traits = std::vector<std::pair<std::string, std::string>>;
    /// None, unless the run is to do without a protection.
    static Traits traits() {
        return test::isWithout("repeat_guarantee") ? Traits{{"POST /api/v1/statuses", "forget_keys"}}
                                                   : Traits{};
    }

    struct Question {
        const Place* place = nullptr;
        std::string text;
        bool directly = false;
        int hour = 0;
        bool answered = false;
        bool late = false;  ///< answered only behind the window
        std::string who;
        base::UtcTime at;
    };
    struct Answer {
        const Place* place = nullptr;
        std::string text;
        base::ReplyId reply;
        std::string to;  ///< whom it reaches in a conversation of messages; else empty
    };

    [[nodiscard]] bool isRightlyTagged(const Json& delivery, const std::string& text) const;

    bool chance(int percent) { return std::uniform_int_distribution<int>(1, 100)(m_dice) <= percent; }

    void speak(int hour) {
        for (const Place& place : kPlaces) {
            if (chance(35)) {
                say(place, hour, false);
            }
            if (place.messages && chance(25)) {
                say(place, hour, true);
            }
        }
    }

    void say(const Place& place, int hour, bool directly) {
        static constexpr std::array kInPublic{"mira", "ada"};
        static constexpr std::array kDirectly{"bo", "etienne"};
        const auto& people = directly ? kDirectly : kInPublic;
        Question question{.place = &place,
                          .text = fmt::format("Question {} {}?", ++m_number, place.name),
                          .directly = directly,
                          .hour = hour};
        // One who is answered as a person, a day and a half later.
        question.late = directly && std::string_view(place.name) == "facebook" && chance(15);
        const char* who = question.late ? "jonas" : people.at(static_cast<std::size_t>(m_number) % 2);
        question.who = who;
        question.at = m_shop.street().clock().utcNow();
        m_shop.say(place.name, who, question.text, directly);
        ++m_books[place.name].asked;
        m_questions.push_back(std::move(question));
    }

    void answer(int hour) {
        for (Question& question : m_questions) {
            const int waits = hour - question.hour;
            const bool due = question.late ? waits >= 30 : waits >= 1 && chance(60);
            if (question.answered || !due || m_shop.stored(question.text) != 1) {
                continue;
            }
            const bool privately = !question.directly && question.place->comments && chance(30);
            const std::string text = fmt::format("Answer {} {}.", ++m_number, question.place->name);
            const base::ReplyId reply = m_shop.reply(question.text, text, privately);
            m_answers.push_back(
                {question.place, text, reply, question.directly ? question.who : std::string()});
            question.answered = true;
            Book& book = m_books[question.place->name];
            ++book.answered;
            book.privately += privately ? 1 : 0;
        }
    }

    /// Something goes wrong on one platform. On one that takes money an answer that is lost was paid for and
    /// nobody knows what it held: there only sending posts loses answers. (A lost renewal of a sign-in that
    /// renews once would need a person.)
    void trouble() {
        static constexpr std::array kAnywhere{"drop_before", "status:500", "status:503", "html"};
        static constexpr std::array kWhereFree{"drop_after", "cut_after:17", "status_after:500", "truncate"};
        if (!chance(40)) {
            return;
        }
        const Place& place =
            kPlaces.at(std::uniform_int_distribution<std::size_t>(0, kPlaces.size() - 1)(m_dice));
        const bool lost = chance(50);
        const std::size_t which = std::uniform_int_distribution<std::size_t>(0, 3)(m_dice);
        const std::string match = lost && (place.paid || chance(60)) ? std::string(place.sending)
                                  : place.paid                       ? std::string("GET ") + place.api
                                                                     : std::string(place.api);
        m_shop.fault(match, lost ? kWhereFree.at(which) : kAnywhere.at(which),
                     1 + static_cast<int>(which) / 2);
        ++m_troubles;
    }

    bool isOpen(const Answer& answer) { return m_shop.row(answer.reply).state != model::Delivery::Sent; }

    void decide(const Answer& answer, int round) {
        const model::Delivery state = m_shop.row(answer.reply).state;
        if (round < 2 || state == model::Delivery::Sent) {
            return;
        }
        ++m_decisions;
        if (state == model::Delivery::Failed) {
            m_shop.carryOut(model::RetryReply{answer.reply});
        } else if (state == model::Delivery::Uncertain) {
            if (m_shop.delivered(answer.text) == 0) {
                m_shop.carryOut(model::SendReplyAgain{answer.reply});
            } else {
                m_shop.carryOut(model::ReplyArrived{answer.reply});
            }
        }
    }

    test::StreetShop m_shop;
    std::mt19937 m_dice{20'260'504};
    int m_number = 0;
    std::vector<Question> m_questions;
    std::vector<Answer> m_answers;
    std::map<std::string, Book> m_books;
    int m_troubles = 0;
    int m_decisions = 0;
};

/// Whether a message to somebody who may be answered for a day usually and by a person for seven bears the
/// right mark: HUMAN_AGENT behind the day, and never inside.
bool Week::isRightlyTagged(const Json& delivery, const std::string& text) const {
    const auto answer = std::ranges::find(m_answers, text, &Answer::text);
    if (delivery["platform"] != "facebook" || answer == m_answers.end() || answer->to.empty()) {
        return delivery.value("tag", "") != "HUMAN_AGENT";
    }
    const base::UtcTime at = base::fromMs(delivery["at"].get<std::int64_t>());
    base::UtcTime wrote{};
    for (const Question& question : m_questions) {
        const bool theirs =
            question.directly && question.who == answer->to && question.place == answer->place;
        wrote = theirs && question.at <= at ? std::max(wrote, question.at) : wrote;
    }
    return delivery["tag"] == (at - wrote >= 24 * kHour ? "HUMAN_AGENT" : "RESPONSE");
}

void Week::judge() {
    std::map<std::string, int> times;
    std::map<std::string, int> bySeller;
    int asPerson = 0;
    for (const Json& one : m_shop.deliveries()) {
        if (one["by"] != "shop") {
            continue;
        }
        std::string text = one["text"];
        text.erase(0, std::min(text.find("Answer "), text.size()));
        ++times[text];
        ++bySeller[one["platform"]];
        asPerson += one.value("tag", "") == "HUMAN_AGENT" ? 1 : 0;
        INFO(one.dump());
        CHECK(isRightlyTagged(one, text));
    }
    for (const Question& question : m_questions) {
        if (const auto stored = m_shop.stored(question.text); stored != 1) {
            FAIL_CHECK("\"" << question.text << "\" is here " << stored << " times");
        }
    }
    for (const Answer& answer : m_answers) {
        if (times[answer.text] != 1 || isOpen(answer)) {
            FAIL_CHECK("\"" << answer.text << "\" arrived " << times[answer.text] << " times; "
                            << m_shop.row(answer.reply).error);
        }
    }
    for (const Place& place : kPlaces) {
        const Book& book = m_books[place.name];
        CAPTURE(place.name);
        CHECK(bySeller[place.name] == book.answered);
        CHECK(book.answered > 0);
        test::figure(fmt::format("{} days, {}: {} heard, {} answered, {} of them in private to a comment",
                                 days(), place.name, book.asked, book.answered, book.privately));
    }
    CHECK(m_shop.refusedForHaste() == 0);
    const std::int64_t billed = m_shop.billed("x");
    CHECK(m_shop.cost("x") == billed);
    CHECK(billed < 10'000'000);
    test::figure(
        fmt::format("{} days: {} faults, {} decisions of a person, {} replies as a person, X billed ${:.3f}",
                    days(), m_troubles, m_decisions, asPerson, static_cast<double>(billed) / 1e6));
}

}  // namespace

TEST_CASE("six platforms for days: nothing is lost, nothing doubled, and the street has the same totals") {
    Week week;
    week.live(24 * days());
    week.settle();
    week.judge();
}
