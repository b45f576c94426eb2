// SPDX-License-Identifier: GPL-3.0-or-later
// Random days at the desk, with lost answers, crashes and a clock that jumps, against a server that counts.
#include "desk.h"
#include "dice.h"

#include "support/catch.h"

#include <map>
#include <set>
#include <vector>

using test::Desk;
using test::Dice;
using test::kMinute;
using test::need;

namespace {

/// What the platform does with what reaches it. It remembers a key for an hour of true time, or not at all.
class Server {
public:
    explicit Server(bool honoursKeys) : m_honoursKeys(honoursKeys) {}

    struct Post {
        std::string remoteId;
        std::string text;
        std::string parent;
        base::UtcTime at;
    };
    std::string receive(const model::OutboxRow& row, const std::string& parent, base::SteadyTime now,
                        base::UtcTime shown) {
        if (m_honoursKeys) {
            if (const auto known = m_keys.find(row.frozen.repeatKey);
                known != m_keys.end() && now - known->second.second < 60 * kMinute) {
                return known->second.first;
            }
        }
        const std::string id = "p" + std::to_string(m_posts.size());
        m_posts.push_back({.remoteId = id, .text = row.text, .parent = parent, .at = shown});
        m_keys.insert_or_assign(row.frozen.repeatKey, std::pair(id, now));
        return id;
    }
    [[nodiscard]] const std::vector<Post>& posts() const { return m_posts; }
    [[nodiscard]] int count(const std::string& text) const {
        return static_cast<int>(std::ranges::count(m_posts, text, &Post::text));
    }

private:
    bool m_honoursKeys;
    std::vector<Post> m_posts;
    std::map<std::string, std::pair<std::string, base::SteadyTime>> m_keys;
};

struct Written {
    base::ReplyId id;
    std::string text;
    std::string parent;
    int resends = 0;  ///< by the agent's decision
    bool gone = false;
};

/// One random day.
class Day {
public:
    Day(Desk& desk, std::uint64_t seed, bool honoursKeys)
        : m_dice(seed), m_server(honoursKeys), m_desk(desk) {
        m_desk.renew();
        m_desk.guarantee = honoursKeys ? test::kFiftyMinutes : test::kNone;
    }

    void step() {
        switch (m_dice.below(12)) {
        case 0:
        case 1:
            return write();
        case 2:
        case 3:
        case 4:
            return send();
        case 5:
            m_desk.crash();
            return;
        case 6:
            return poll();
        case 7:
            return decide();
        case 8:
            m_desk.clock.advance(m_dice.below(70) * kMinute);
            return;
        case 9:
            return setClock();
        default:
            m_desk.clock.advance(m_dice.below(90) * base::Duration{1000});
            return;
        }
    }

    /// What must hold at any moment.
    void check() {
        checkDeliveries();
        REQUIRE(m_desk.faults() == "");
    }
    void checkDeliveries() {
        for (const Written& reply : m_written) {
            INFO(reply.text);
            REQUIRE(m_server.count(reply.text) <= 1 + reply.resends);
        }
    }

    /// The quiet evening: everything is looked up, and nothing is lost or shown twice.
    void end() {
        m_desk.crash();
        poll();
        for (Written& reply : m_written) {
            if (!reply.gone && m_desk.state(reply.id) == "uncertain") {
                lookUp(reply);
            }
        }
        poll();
        for (const Written& reply : m_written) {
            INFO(reply.text);
            const int delivered = m_server.count(reply.text);
            const std::string state = reply.gone ? "gone" : m_desk.state(reply.id);
            CHECK((delivered == 0 || state != "gone" || reply.resends > 0));
            CHECK((state != "sent" || delivered >= 1 || m_trusted.contains(reply.id.value)));
            if (delivered == 1 && state == "sent") {
                CHECK(rowsWith(reply.text) == 1);
            }
        }
        check();
    }

private:
    void write() {
        const std::string parent = m_dice.happens(0.7) ? "1" : "2";
        Written reply{.text = "words number " + std::to_string(m_written.size()), .parent = parent};
        reply.id = m_desk.queue(reply.text, parent);
        m_written.push_back(reply);
    }

    Written& written(base::ReplyId id) { return *std::ranges::find(m_written, id, &Written::id); }

    /// An attempt, with whatever the line does to it.
    void send() {
        const auto row = m_desk.claim();
        if (!row) {
            return;
        }
        const std::string parent = written(row->id).parent;
        const auto arrive = [&] {
            return m_server.receive(*row, parent, m_desk.clock.steadyNow(), m_desk.clock.utcNow());
        };
        switch (m_dice.below(7)) {
        case 0:  // never left
            need(m_desk.settle(row->id, test::retryAt(m_desk.clock.utcNow() + m_dice.below(20) * kMinute)));
            return;
        case 1:  // left, and was lost
            need(m_desk.settle(row->id, test::unknown()));
            return;
        case 2:  // arrived, the answer was lost
            arrive();
            need(m_desk.settle(row->id, test::unknown()));
            return;
        case 3:  // killed before anything left
            m_desk.crash();
            return;
        case 4:  // killed after it arrived
            arrive();
            m_desk.clock.advance(m_dice.below(70) * kMinute);
            m_desk.crash();
            return;
        case 5:  // refused
            need(m_desk.settle(row->id, test::failed()));
            return;
        default: {
            const std::string id = arrive();
            if (m_dice.happens(0.3)) {
                poll();
            }
            need(m_desk.sent(row->id, id));
            return;
        }
        }
    }

    /// All that the server shows of us.
    void poll() {
        std::vector<model::IncomingMessage> shown;
        for (const Server::Post& post : m_server.posts()) {
            model::IncomingMessage message = test::weSay(post.remoteId, 0, post.parent);
            message.text = "@somebody " + post.text;
            message.at = post.at;
            shown.push_back(message);
        }
        ++m_customers;
        shown.push_back(test::says("c" + std::to_string(m_customers), "ada", m_customers));
        m_desk.take(shown);
    }

    void lookUp(const Written& reply) {
        for (const Server::Post& post : m_server.posts()) {
            if (post.text == reply.text &&
                m_desk.resolve(reply.id, store::Found{{.remoteId = post.remoteId, .at = post.at}})) {
                return;
            }
        }
        static_cast<void>(m_desk.resolve(reply.id, store::NotFound{}));
    }

    void decide() {
        if (m_written.empty()) {
            return;
        }
        Written& reply =
            m_written[static_cast<std::size_t>(m_dice.below(static_cast<int>(m_written.size())))];
        if (reply.gone) {
            return;
        }
        const bool wasUncertain = m_desk.state(reply.id) == "uncertain";
        switch (m_dice.below(6)) {
        case 0:
            return lookUp(reply);
        case 1:
            if (m_desk.resolve(reply.id, store::AgentResend{})) {
                REQUIRE(wasUncertain);
                ++reply.resends;
            }
            return;
        case 2:
            if (m_server.count(reply.text) > 0 && m_desk.resolve(reply.id, store::AgentArrived{})) {
                m_trusted.insert(reply.id.value);
            }
            return;
        case 3:
            reply.gone = m_desk.resolve(reply.id, store::AgentDiscard{}) && m_desk.state(reply.id).empty();
            return;
        case 4:
            static_cast<void>(m_desk.change([&](store::Outbox& outbox) { return outbox.retry(reply.id); }));
            return;
        default:
            reply.gone = m_desk
                             .change([&](store::Outbox& outbox) -> base::Status {
                                 const auto text = outbox.cancel(reply.id);
                                 return text ? base::Status{} : base::fail(text.error());
                             })
                             .has_value();
            return;
        }
    }

    /// Somebody sets the clock, by up to two hours both ways. Before it goes back something is recorded at
    /// its old time, as a running console does all the time: a clock put back while nothing ran leaves no
    /// trace of the truth.
    void setClock() {
        const base::Duration distance = (m_dice.below(241) - 120) * kMinute;
        if (distance.count() < 0) {
            poll();
        }
        m_desk.clock.jump(distance);
    }

    int rowsWith(const std::string& text) {
        return static_cast<int>(
            m_desk.number("SELECT count(*) FROM message WHERE direction = 'outbound' AND (text = '" + text +
                          "' OR text = '@somebody " + text + "')"));
    }

    Dice m_dice;
    Server m_server;
    Desk& m_desk;
    std::vector<Written> m_written;
    std::set<std::int64_t> m_trusted;
    int m_customers = 0;
};

}  // namespace

TEST_CASE("no reply is delivered twice but by the agent's decision, whatever the day brings") {
    Desk desk;
    desk.hurry();
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        for (const bool honoursKeys : {true, false}) {
            INFO("seed " << seed
                         << (honoursKeys ? ", the server remembers keys" : ", the server ignores keys"));
            Day day(desk, seed, honoursKeys);
            for (int step = 0; step < 60; ++step) {
                day.step();
                day.checkDeliveries();
                if (step % 5 == 0) {
                    day.check();
                }
            }
            day.end();
        }
    }
}
