// SPDX-License-Identifier: GPL-3.0-or-later
// Random days at the desk, with lost answers, crashes and a clock that jumps, against servers that count.
#include "desk.h"
#include "dice.h"

#include "support/catch.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <vector>

using test::Desk;
using test::Dice;
using test::kMinute;
using test::need;

namespace {

/// What a platform does with what reaches it. It remembers a key as long as it promises and a bit, in true
/// time.
class Server {
public:
    explicit Server(const model::RepeatGuarantee& promise) : m_promise(promise) {}

    struct Post {
        std::string remoteId;
        std::string text;
        std::string parent;
        base::UtcTime at;
    };
    std::string receive(const std::string& id, const model::OutboxRow& row, const std::string& parent,
                        base::SteadyTime now, base::UtcTime shown) {
        if (const auto known = m_keys.find(row.frozen.repeatKey);
            known != m_keys.end() && remembers(now - known->second.second)) {
            return known->second.first;
        }
        m_posts.push_back({.remoteId = id, .text = row.text, .parent = parent, .at = shown});
        m_keys.insert_or_assign(row.frozen.repeatKey, std::pair(id, now));
        return id;
    }
    [[nodiscard]] const model::RepeatGuarantee& promise() const { return m_promise; }
    [[nodiscard]] const std::vector<Post>& posts() const { return m_posts; }
    [[nodiscard]] int count(const std::string& text) const {
        return static_cast<int>(std::ranges::count(m_posts, text, &Post::text));
    }

private:
    [[nodiscard]] bool remembers(base::Duration age) const {
        switch (m_promise.kind) {
        case model::RepeatGuarantee::Kind::Always:
            return true;
        case model::RepeatGuarantee::Kind::ForTime:
            return age < m_promise.lasts + 10 * kMinute;
        case model::RepeatGuarantee::Kind::None:
            break;
        }
        return false;
    }

    model::RepeatGuarantee m_promise;
    std::vector<Post> m_posts;
    std::map<std::string, std::pair<std::string, base::SteadyTime>> m_keys;
};

/// One account with the customers who wrote to it.
struct Branch {
    base::AccountId account;
    Server server;
    std::vector<std::string> questions;
};

struct Written {
    base::ReplyId id;
    std::size_t branch = 0;
    std::string text;
    std::string parent;
    int resends = 0;  ///< by the agent's decision
    bool gone = false;
};

/// How often the days came to where something can go wrong: a walk that never does proves nothing.
struct Tally {
    int deliveries = 0;
    int repeats = 0;  ///< that a server recognised
    int killed = 0;   ///< between the claim's commit and the settle's
    int uncertain = 0;
    int blocked = 0;  ///< a claim that went past a conversation that is held up
    int goneUnsent = 0;
};

/// One random day.
class Day {
public:
    Day(Desk& desk, std::uint64_t seed, Tally& tally) : m_dice(seed), m_desk(desk), m_tally(tally) {
        desk.renew();
        m_branches.push_back({desk.account, Server(promise()), {"1", "2", "3"}});
        desk.take({test::says("3", "eva", 7)});
        desk.write([&](store::WriteTx& tx) {
            desk.account = need(tx.addAccount(
                {.platform = "mastodon", .server = "https://two.example", .remoteId = "1", .name = "Two"}));
        });
        m_branches.push_back({desk.account, Server(promise()), {"21", "22"}});
        desk.take({test::says("21", "mira", 5), test::says("22", "sam", 6)});
    }
    Day(const Day&) = delete;
    Day& operator=(const Day&) = delete;
    ~Day() {
        m_desk.write([&](store::WriteTx& tx) { need(tx.removeAccount(m_branches[1].account, true)); });
        m_desk.account = m_branches[0].account;
    }

    void step() {
        use(static_cast<std::size_t>(m_dice.below(2)));
        switch (m_dice.below(14)) {
        case 0:
        case 1:
        case 2:
            return write();
        case 3:
        case 4:
        case 5:
        case 6:
            return send();
        case 7:
            if (!behind()) {
                m_desk.crash();
            }
            return;
        case 8:
            return poll();
        case 9:
        case 10:
            return decide();
        case 11:
            m_desk.clock.advance(m_dice.below(70) * kMinute);
            return;
        case 12:
            return setClock();
        default:
            m_desk.clock.advance(m_dice.below(90) * base::Duration{1000});
            return;
        }
    }

    /// What must hold at any moment.
    void check() {
        for (const Written& reply : m_written) {
            INFO(reply.text);
            REQUIRE(delivered(reply) <= 1 + reply.resends);
            const std::string state = m_desk.state(reply.id);
            if (reply.gone) {
                REQUIRE(state.empty());
                continue;
            }
            // In the outbox under its own words, and none is called sent or failed that is not.
            REQUIRE(
                m_desk.text("SELECT text FROM message WHERE id = (SELECT message_id FROM outbox WHERE id = " +
                            std::to_string(reply.id.value) + ")") == reply.text);
            REQUIRE((state != "sent" || delivered(reply) >= 1));
            REQUIRE((state != "failed" || delivered(reply) == 0 || reply.resends > 0));
        }
    }

    void checkFaults() { REQUIRE(m_desk.faults() == ""); }

    /// The quiet evening: everything is looked up, and nothing is lost or shown twice.
    void end() {
        if (!behind()) {
            m_desk.crash();
        }
        pollAll();
        for (const Written& reply : m_written) {
            if (!reply.gone && m_desk.state(reply.id) == "uncertain") {
                lookUp(reply);
            }
        }
        pollAll();
        check();
        for (const Written& reply : m_written) {
            INFO(reply.text);
            if (!reply.gone && m_desk.state(reply.id) == "sent") {
                CHECK(rowsWith(reply.text) == delivered(reply));
            }
            if (reply.gone) {
                CHECK(rowsWith(reply.text) == delivered(reply));
            }
        }
        checkFaults();
        m_tally.deliveries +=
            static_cast<int>(m_branches[0].server.posts().size() + m_branches[1].server.posts().size());
    }

private:
    model::RepeatGuarantee promise() {
        const std::array promises{test::kNone, test::kFiftyMinutes, test::kFiftyMinutes, test::kAlways};
        return promises[static_cast<std::size_t>(m_dice.below(4))];
    }

    void use(std::size_t branch) {
        m_branch = branch;
        m_desk.account = m_branches[branch].account;
        m_desk.guarantee = m_branches[branch].server.promise();
    }
    Branch& branch() { return m_branches[m_branch]; }
    [[nodiscard]] int delivered(const Written& reply) const {
        return m_branches[reply.branch].server.count(reply.text);
    }

    void write() {
        const auto& questions = branch().questions;
        Written reply{
            .branch = m_branch,
            .text = "words number " + std::to_string(m_written.size()) + ".",
            .parent = questions[static_cast<std::size_t>(m_dice.below(static_cast<int>(questions.size())))]};
        const base::Duration holdBack{m_dice.happens(0.2) ? 10'000 : 0};
        reply.id = m_desk.queue(reply.text, reply.parent, holdBack);
        m_written.push_back(reply);
    }

    Written& written(base::ReplyId id) { return *std::ranges::find(m_written, id, &Written::id); }

    static bool isOpen(const std::string& state) {
        return state == "queued" || state == "in_flight" || state == "uncertain";
    }

    /// The first reply of each of the account's conversations whose fate is open.
    std::vector<const Written*> heads() {
        std::vector<const Written*> first;
        std::set<std::string> seen;
        for (const Written& reply : m_written) {
            if (reply.branch == m_branch && !reply.gone && !seen.contains(reply.parent) &&
                isOpen(m_desk.state(reply.id))) {
                seen.insert(reply.parent);
                first.push_back(&reply);
            }
        }
        return first;
    }

    /// Nothing to send: then every conversation waits for its own first reply, and none for another's.
    void checkNoneIsDue() {
        for (const Written* reply : heads()) {
            INFO(reply->text);
            const model::OutboxRow row = m_desk.row(reply->id);
            const bool due = row.state == model::Delivery::Queued &&
                             row.notBefore.value_or(base::UtcTime{}) <= m_desk.clock.utcNow();
            REQUIRE_FALSE(due);
        }
    }

    void checkTurn(const Written& claimed) {
        int others = 0;
        for (const Written* reply : heads()) {
            if (reply->parent == claimed.parent) {
                REQUIRE(reply->id == claimed.id);
            } else if (m_desk.state(reply->id) == "uncertain") {
                ++others;
            }
        }
        m_tally.blocked += others > 0 ? 1 : 0;
    }

    std::string arrive(const model::OutboxRow& row) {
        const std::string id = "p" + std::to_string(m_branch) + "-" + std::to_string(m_arrivals++);
        const std::string known = branch().server.receive(id, row, written(row.id).parent,
                                                          m_desk.clock.steadyNow(), m_desk.clock.utcNow());
        m_tally.repeats += known != id ? 1 : 0;
        return known;
    }

    /// An attempt, with whatever the line does to it.
    void send() {
        const auto row = m_desk.claim();
        if (!row) {
            return checkNoneIsDue();
        }
        REQUIRE(written(row->id).branch == m_branch);
        checkTurn(written(row->id));
        switch (m_dice.below(8)) {
        case 0:  // never left
        case 1:
            need(m_desk.settle(row->id, test::retryAt(m_desk.clock.utcNow() + m_dice.below(20) * kMinute)));
            return;
        case 2:  // left, and was lost
            need(m_desk.settle(row->id, test::unknown()));
            return;
        case 3:  // arrived, the answer was lost
            arrive(*row);
            m_desk.clock.advance(m_dice.below(3) * kMinute);
            need(m_desk.settle(row->id, test::unknown()));
            return;
        case 4:  // killed before anything left
            return kill(row->id);
        case 5:  // killed after it arrived
            arrive(*row);
            m_desk.clock.advance(m_dice.below(70) * kMinute);
            return kill(row->id);
        case 6:  // refused
            need(m_desk.settle(row->id, test::failed()));
            return;
        default: {
            const std::string id = arrive(*row);
            if (m_dice.happens(0.3)) {
                poll();
            }
            need(m_desk.sent(row->id, id));
            return;
        }
        }
    }

    void kill(base::ReplyId reply) {
        if (behind()) {
            return need(m_desk.settle(reply, test::unknown()));
        }
        ++m_tally.killed;
        m_desk.crash();
    }

    /// All that the server shows of us.
    void poll() {
        std::vector<model::IncomingMessage> shown;
        for (const Server::Post& post : branch().server.posts()) {
            model::IncomingMessage message = test::weSay(post.remoteId, 0, post.parent);
            message.text = "@somebody " + post.text;
            message.at = post.at;
            shown.push_back(message);
        }
        ++m_customers;
        shown.push_back(test::says("c" + std::to_string(m_customers), "ada", m_customers));
        m_desk.take(shown);
    }
    void pollAll() {
        for (std::size_t index = 0; index < m_branches.size(); ++index) {
            use(index);
            poll();
        }
    }

    void lookUp(const Written& reply) {
        for (const Server::Post& post : m_branches[reply.branch].server.posts()) {
            if (post.text == reply.text &&
                m_desk.resolve(reply.id, store::Found{{.remoteId = post.remoteId, .at = post.at}})) {
                return;
            }
        }
        static_cast<void>(m_desk.resolve(reply.id, store::NotFound{}));
    }

    /// What was taken out of the outbox was never on the platform, or the agent had it sent twice knowingly.
    void goes(Written& reply) {
        REQUIRE((delivered(reply) == 0 || reply.resends > 0));
        reply.gone = true;
        ++m_tally.goneUnsent;
    }

    void takeBack(Written& reply) {
        std::string text;
        const auto done = m_desk.change([&](store::Outbox& outbox) -> base::Status {
            const auto words = outbox.cancel(reply.id);
            text = words.value_or("");
            return words ? base::Status{} : base::fail(words.error());
        });
        if (done) {
            REQUIRE(text == reply.text);
            goes(reply);
        }
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
        const bool uncertain = m_desk.state(reply.id) == "uncertain";
        m_tally.uncertain += uncertain ? 1 : 0;
        switch (m_dice.below(6)) {
        case 0:
            return lookUp(reply);
        case 1:
            if (m_desk.resolve(reply.id, store::AgentResend{})) {
                REQUIRE(uncertain);
                ++reply.resends;
            }
            return;
        case 2:
            if (delivered(reply) > 0) {
                static_cast<void>(m_desk.resolve(reply.id, store::AgentArrived{}));
            }
            return;
        case 3:
            if (m_desk.resolve(reply.id, store::AgentDiscard{}) && m_desk.state(reply.id).empty()) {
                goes(reply);
            }
            return;
        case 4:
            static_cast<void>(m_desk.change([&](store::Outbox& outbox) { return outbox.retry(reply.id); }));
            return;
        default:
            return takeBack(reply);
        }
    }

    /// Somebody sets the clock, by up to two hours both ways. Before it goes back something is recorded at
    /// its old time, as a running console does all the time; often the program begins anew at once.
    void setClock() {
        const base::Duration distance = (m_dice.below(241) - 120) * kMinute;
        const bool restarts = !behind() && m_dice.happens(0.5);
        if (distance.count() < 0) {
            poll();
            m_ahead = std::max(m_ahead, shown());
        }
        m_desk.clock.jump(distance);
        if (restarts) {
            m_desk.crash();
        }
    }
    /// The calendar against the time that passed.
    [[nodiscard]] base::Duration shown() const {
        return m_desk.clock.utcNow().time_since_epoch() - m_desk.clock.steadyNow().time_since_epoch();
    }
    /// Has the calendar been put back? Who starts only when it shows more again than what is on record can't
    /// know.
    [[nodiscard]] bool behind() const { return shown() < m_ahead; }

    int rowsWith(const std::string& text) {
        return static_cast<int>(
            m_desk.number("SELECT count(*) FROM message WHERE direction = 'outbound' AND (text = '" + text +
                          "' OR text = '@somebody " + text + "')"));
    }

    Dice m_dice;
    Desk& m_desk;
    Tally& m_tally;
    std::vector<Branch> m_branches;
    std::size_t m_branch = 0;
    base::Duration m_ahead = base::Duration::min();
    std::vector<Written> m_written;
    int m_arrivals = 0;
    int m_customers = 0;
};

}  // namespace

TEST_CASE("no reply is lost, or delivered twice but by the agent's decision, whatever the day brings") {
    Desk desk;
    desk.hurry();
    Tally tally;
    for (std::uint64_t seed = 1; seed <= 70; ++seed) {
        INFO("seed " << seed);
        Day day(desk, seed, tally);
        for (int step = 0; step < 80; ++step) {
            day.step();
            if (step % 4 == 0) {
                day.check();
            }
            if (step % 20 == 0) {
                day.checkFaults();
            }
        }
        day.end();
    }
    INFO(tally.deliveries << " deliveries, " << tally.repeats << " repeats, " << tally.killed << " kills, "
                          << tally.uncertain << " uncertain, " << tally.blocked << " past a held up one, "
                          << tally.goneUnsent << " gone");
    CHECK(tally.deliveries > 200);
    CHECK(tally.repeats > 10);
    CHECK(tally.killed > 50);
    CHECK(tally.uncertain > 50);
    CHECK(tally.blocked > 50);
    CHECK(tally.goneUnsent > 50);
}
