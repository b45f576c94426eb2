// SPDX-License-Identifier: GPL-3.0-or-later
#include "kill_lab.h"

#include "store/outbox.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/statement.h"
#include "store/store.h"
#include "store/vault.h"
#include "support/paths.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace test {
namespace {

using app::practice::Json;
using Rows = std::vector<std::vector<std::string>>;

constexpr const char* kPassphrase = "open-sesame-7f3a";
/// Runs that may go on for ever are killed after this at the latest.
constexpr int kLongestMs = 4'000;
constexpr int kOpenReplies = 3;  ///< an account, so that each run has something to send

void need(const base::Status& status) {
    if (!status) {
        throw std::runtime_error(status.error().what());
    }
}

template <class T>
T need(base::Result<T> result) {
    if (!result) {
        throw std::runtime_error(result.error().what());
    }
    return std::move(*result);
}

Json ask(const std::string& url, const std::string& method, const std::string& path, const Json& body = {}) {
    const std::string content = body.is_null() ? "" : body.dump();
    const std::string answer =
        askServer(portOf(url), fmt::format("{} {} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                                           "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
                                           method, path, content.size(), content));
    if (!answer.starts_with("HTTP/1.1 200")) {
        throw std::runtime_error("the street refuses " + path + ": " + answer);
    }
    return Json::parse(answer.substr(answer.find("\r\n\r\n") + 4));
}

std::unique_ptr<app::practice::Street> street(std::vector<std::string> platforms, unsigned seed) {
    app::practice::StreetOptions options;
    options.platforms = std::move(platforms);
    options.life = app::practice::Life::Quiet;
    options.seed = seed;
    return need(app::practice::Street::start(options));
}

/// Nothing while it runs; else its exit code, or 1000 + the signal that ended it.
std::optional<int> ended(pid_t child, int flags) {
    int status = 0;
    if (::waitpid(child, &status, flags) != child) {
        return std::nullopt;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

std::int64_t number(const std::string& text) {
    return std::stoll(text.empty() ? "0" : text);
}

}  // namespace

void Tally::add(const Tally& other) {
    kills += other.kills;
    consoles += other.consoles;
    queued += other.queued;
    delivered += other.delivered;
    written += other.written;
    uncertain += other.uncertain;
    for (std::size_t i = 0; i < kPhases; ++i) {
        phases.at(i) += other.phases.at(i);
    }
    lost.insert(lost.end(), other.lost.begin(), other.lost.end());
    doubled.insert(doubled.end(), other.doubled.begin(), other.doubled.end());
    broken.insert(broken.end(), other.broken.begin(), other.broken.end());
}

std::string Tally::words() const {
    return fmt::format("{} kills, {} of the console (start {}, before a claim {}, in a poll {}, between "
                       "claim and settle {}, after "
                       "settle {}): {} customers' messages, {} replies queued, {} delivered, {} left to a "
                       "person; {} lost, {} doubled, {} broken",
                       kills, consoles, phases[0], phases[1], phases[2], phases[3], phases[4], written,
                       queued, delivered, uncertain, lost.size(), doubled.size(), broken.size());
}

KillLab::KillLab(unsigned seed, Without without)
    : m_without(without), m_dice(seed), m_street(street({"mastodon", "bluesky"}, seed)),
      m_plain(street({"mastodon"}, seed + 1000)), m_clock(base::makeSystemClock()),
      m_log(std::make_unique<base::Log>(*m_clock, [](base::LogLevel, std::string_view) {})) {
    const Keys keys = without == Without::Keys ? Keys::Forgotten : Keys::Kept;
    m_relays.push_back(std::make_unique<KillRelay>(m_street->url("mastodon"), keys, m_trap));
    m_relays.push_back(std::make_unique<KillRelay>(m_street->url("bluesky"), Keys::Kept, m_trap));
    m_relays.push_back(std::make_unique<KillRelay>(m_plain->url("mastodon"), Keys::Forgotten, m_trap));
    need(m_plain->order("/nodeinfo", "status:404", -1));
    need(m_plain->order("/.well-known/nodeinfo", "status:404", -1));
    m_handle = ask(m_street->url("bluesky"), "GET", "/_street/tokens")["handles"]["shop"];
    connect();
}

KillLab::~KillLab() = default;

void KillLab::connect() {
    std::filesystem::create_directory(m_folder.file("profile"));
    base::SystemRandom random;
    // As many rounds as a shipped one, in a quarter of the memory: a start takes a quarter of the time.
    auto vault =
        need(store::Vault::open(m_folder.file("profile/secrets.vault"), kPassphrase, random, {.r = 2}));
    need(vault->write("lab", {}));
    vault.reset();
    const auto add = [&](const char* platform, std::size_t relay, std::vector<std::string> more,
                         const std::string& secret) {
        std::vector<std::string> words{"account", "add", platform, "--server", m_relays[relay]->url()};
        words.insert(words.end(), more.begin(), more.end());
        if (command(words, secret + "\n") != 0) {
            throw std::runtime_error(std::string(platform) + " can't be connected");
        }
    };
    add("mastodon", 0, {"--token-stdin"}, m_street->shopToken("mastodon"));
    add("bluesky", 1, {"--handle", m_handle}, m_street->shopToken("bluesky"));
    add("mastodon", 2, {"--token-stdin"}, m_plain->shopToken("mastodon"));
    for (int i = 0; i < 6; ++i) {
        say();
    }
    if (command({"sync", "--once"}) != 0) {
        throw std::runtime_error("the first sync failed");
    }
}

pid_t KillLab::start(Program program, const std::vector<std::string>& words, const std::string& input) const {
    const bool isConsole = program == Program::Console;
    const std::string path = (support::programFolder() / (isConsole ? "shopbell" : "shopbell-cli")).string();
    std::vector<std::string> all{path, "--profile", m_folder.file("profile"), "--no-keyring"};
    all.insert(all.end(), words.begin(), words.end());
    std::vector<std::string> variables{"HOME=" + m_folder.path().string(),
                                       std::string("SHOPBELL_PASSPHRASE=") + kPassphrase,
                                       "QT_QPA_PLATFORM=offscreen"};
    if (const char* path_ = std::getenv("PATH")) {
        variables.push_back(std::string("PATH=") + path_);
    }
    const auto pointers = [](std::vector<std::string>& texts) {
        std::vector<char*> list;
        for (std::string& text : texts) {
            list.push_back(text.data());
        }
        list.push_back(nullptr);
        return list;
    };
    std::ofstream(m_folder.file("stdin"), std::ios::trunc) << input;
    posix_spawn_file_actions_t files;
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawn_file_actions_addopen(&files, 0, m_folder.file("stdin").c_str(), O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(&files, 1, m_folder.file("out").c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                       0600);
    ::posix_spawn_file_actions_adddup2(&files, 1, 2);
    pid_t child = 0;
    const int failed = ::posix_spawn(&child, path.c_str(), &files, nullptr, pointers(all).data(),
                                     pointers(variables).data());
    ::posix_spawn_file_actions_destroy(&files);
    if (failed != 0) {
        throw std::runtime_error(path + " can't be started");
    }
    return child;
}

int KillLab::command(const std::vector<std::string>& words, const std::string& input) const {
    return ended(start(Program::CommandLine, words, input), 0).value_or(-1);
}

int KillLab::below(int limit) {
    return std::uniform_int_distribution<int>(0, limit - 1)(m_dice);
}

Rows KillLab::rows(int columns, const std::string& sql) const {
    // A reader leaves the file and its log as the killed program left them.
    auto connection = need(store::sqlite::Connection::open(database(), store::sqlite::Role::Reader));
    auto statement = need(connection->prepare(sql));
    Rows found;
    while (need(statement.step())) {
        auto& row = found.emplace_back();
        for (int i = 0; i < columns; ++i) {
            row.push_back(statement.text(i));
        }
    }
    return found;
}

KillLab::Counts KillLab::count() const {
    const auto row = rows(3, "SELECT (SELECT sum(attempts) FROM outbox), "
                             "(SELECT count(*) FROM outbox WHERE state = 'in_flight'), "
                             "(SELECT count(*) FROM message)")
                         .at(0);
    return {.attempts = number(row[0]), .inFlight = number(row[1]), .messages = number(row[2])};
}

void KillLab::say() {
    const std::string text = fmt::format("question {} of today", m_tally.written++);
    const int which = below(7);
    m_said.push_back(text);
    if (which == 6) {
        ask(m_street->url("bluesky"), "POST", "/_street/say",
            {{"as", "zoe"}, {"text", text}, {"visibility", "direct"}});
    } else if (which >= 4) {
        ask(m_street->url("bluesky"), "POST", "/_street/say",
            {{"as", "mira"}, {"text", "@" + m_handle + " " + text}});
    } else {
        const auto& shop = which >= 2 ? m_plain : m_street;
        ask(shop->url("mastodon"), "POST", "/_street/say", {{"as", "kai"}, {"text", "@shop " + text}});
    }
}

void KillLab::queue() {
    const auto asked = rows(
        5, "SELECT m.id, m.conversation_id, m.account_id, m.visibility, (SELECT count(*) FROM outbox o WHERE "
           "o.account_id = m.account_id AND o.state IN ('queued', 'in_flight')) FROM message m "
           "WHERE m.direction = 'inbound' AND m.text LIKE '%question%' ORDER BY random() LIMIT 6");
    std::map<std::string, int> open;
    std::unique_ptr<store::Store> store;
    for (const auto& row : asked) {
        int& waiting = open.try_emplace(row[2], static_cast<int>(number(row[4]))).first->second;
        if (waiting++ >= kOpenReplies) {
            continue;
        }
        const std::string text = fmt::format("Answer number {:06}.", m_tally.queued);
        const bool promised = row[2] != "3" && row[3] == "public";
        if (store == nullptr && below(12) == 0) {
            queueByCommand(number(row[1]), text);
            continue;
        }
        if (store == nullptr) {
            store = need(store::Store::open({.path = database(), .vfs = {}}, *m_clock, *m_log));
        }
        const base::MessageId to{number(row[0])};
        const auto draft =
            need(store->read().draftOf(base::ConversationId{number(row[1])}, to, false, "", text));
        std::int64_t id = 0;
        need(store->write("queue", [&](store::WriteTx& tx) -> base::Status {
            auto queued = store::Outbox(tx).queue(draft, to, base::Duration{0});
            if (!queued) {
                return base::fail(queued.error());
            }
            id = queued->value;
            return {};
        }));
        m_replies[text] = {.id = id, .promised = promised};
        ++m_tally.queued;
    }
}

void KillLab::queueByCommand(std::int64_t conversation, const std::string& text) {
    if (command({"reply", std::to_string(conversation), "--text", text}) != 0) {
        m_tally.broken.push_back("a reply was refused: " + support::readFile(m_folder.file("out")));
        return;
    }
    const auto row =
        rows(2, "SELECT o.id, o.account_id = 3 OR m.visibility <> 'public' FROM outbox o JOIN message m "
                "ON m.id = o.message_id WHERE m.text = '" +
                    text + "'");
    if (row.size() != 1) {
        m_tally.lost.push_back(text + " was taken and is not there");
        return;
    }
    m_replies[text] = {.id = number(row[0][0]), .promised = row[0][1] == "0"};
    ++m_tally.queued;
}

Trap::Armed KillLab::plan(pid_t victim) {
    Trap::Armed armed{.moment = Moment::AtRandom, .victim = victim};
    const int die = below(20);
    armed.moment = die < 4    ? Moment::Received
                   : die < 8  ? Moment::Acted
                   : die < 12 ? Moment::Cut
                   : die < 15 ? Moment::Polled
                   : die < 16 ? Moment::Start
                              : Moment::AtRandom;
    armed.cut = static_cast<std::size_t>(below(2) == 0 ? below(300) : below(6'000));
    armed.skip = armed.moment == Moment::Polled ? below(6) : below(3) == 0 ? 1 : 0;
    armed.actsAfter = below(2) == 0;
    return armed;
}

bool KillLab::kill(Program program) {
    say();
    queue();
    const Counts before = count();
    const auto begin = std::chrono::steady_clock::now();
    const auto passed = [&] {
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    };
    const std::vector<std::string> sync =
        below(4) == 0 ? std::vector<std::string>{"sync"} : std::vector<std::string>{"sync", "--once"};
    const pid_t child = start(program, program == Program::Console ? std::vector<std::string>{} : sync);
    const Trap::Armed armed = plan(child);
    m_trap.arm(armed);
    double latest = kLongestMs;
    if (armed.moment == Moment::AtRandom || armed.moment == Moment::Start) {
        latest = (armed.moment == Moment::Start ? 80
                  : program == Program::Console ? 1'500
                                                : m_length * 1.1) *
                 below(1'000) / 1'000;
    }
    std::optional<int> code;
    bool isTimeUp = false;
    while (!code) {
        code = ended(child, WNOHANG);
        if (!code && passed() >= latest && !isTimeUp) {
            ::kill(child, SIGKILL);
            isTimeUp = true;
        }
        if (!code) {
            ::usleep(500);
        }
    }
    m_trap.disarm();
    if (*code != 1000 + SIGKILL) {
        if (*code == 0) {
            m_length = m_length * 0.8 + passed() * 0.2;
        } else {
            m_tally.broken.push_back(
                fmt::format("ended with {}: {}", *code, support::readFile(m_folder.file("out"))));
        }
        return false;
    }
    ++m_tally.kills;
    m_tally.consoles += program == Program::Console ? 1 : 0;
    ++m_tally.phases.at(static_cast<std::size_t>(phaseOf(before)));
    sabotage();
    return true;
}

Phase KillLab::phaseOf(const Counts& before) const {
    const Counts now = count();
    if (now.attempts > before.attempts) {
        return now.inFlight > 0 ? Phase::Claimed : Phase::Settled;
    }
    if (m_trap.requests() == 0) {
        return Phase::Start;
    }
    return now.messages > before.messages ? Phase::Poll : Phase::BeforeClaim;
}

void KillLab::sabotage() {
    std::string sql;
    if (m_without == Without::Claim) {
        sql = "UPDATE outbox SET state = 'queued', attempts = 0, first_attempt_at = 0, last_attempt_at = 0, "
              "safe_until = 0, may_have_arrived = 0, frozen_body = '', repeat_key = '' "
              "WHERE state = 'in_flight'";
    } else if (m_without == Without::Rows) {
        sql =
            "CREATE TEMP TABLE gone AS SELECT id, message_id FROM outbox WHERE state = 'queued' ORDER BY id "
            "DESC LIMIT 1;"
            "DELETE FROM reply_event WHERE reply_id IN (SELECT id FROM gone);"
            "DELETE FROM outbox WHERE id IN (SELECT id FROM gone);"
            "DELETE FROM message WHERE id IN (SELECT message_id FROM gone); DROP TABLE gone";
    } else {
        return;
    }
    auto store = need(store::Store::open({.path = database(), .vfs = {}}, *m_clock, *m_log));
    need(store->write("sabotage", [&](store::WriteTx& tx) -> base::Status {
        if (base::Status off = tx.connection().execute("PRAGMA defer_foreign_keys = ON"); !off) {
            return off;
        }
        return tx.connection().execute(sql);
    }));
}

void KillLab::settleDown() {
    for (int times = 0; times < 6; ++times) {
        if (const int code = command({"sync", "--once"}); code != 0 && times == 5) {
            m_tally.broken.push_back(
                fmt::format("a quiet sync ends with {}: {}", code, support::readFile(m_folder.file("out"))));
        }
        if (number(rows(
                1,
                "SELECT count(*) FROM outbox o WHERE state = 'in_flight' OR state = 'queued' AND NOT EXISTS "
                "(SELECT 1 FROM outbox u WHERE u.conversation_id = o.conversation_id AND u.state = "
                "'uncertain')")[0][0]) == 0) {
            return;
        }
    }
}

std::map<std::string, int> KillLab::arrived() const {
    std::map<std::string, int> times;
    for (const auto* shop : {&m_street, &m_plain}) {
        const Json log = ask((*shop)->url("mastodon"), "GET", "/_street/log");
        for (const Json& one : log["deliveries"]) {
            const std::string text = one["text"];
            if (const auto at = text.find("Answer number "); at != std::string::npos && one["by"] == "shop") {
                ++times[text.substr(at, 21)];
            }
        }
    }
    return times;
}

void KillLab::judge() {
    settleDown();
    judgeReplies();
    judgeCustomers();
    if (const int code = command({"check"}); code != 0) {
        m_tally.broken.push_back("check: " + support::readFile(m_folder.file("out")));
    }
}

void KillLab::judgeUnheard() {
    settleDown();
    say();
    judgeCustomers();
}

void KillLab::judgeReplies() {
    const auto times = arrived();
    std::map<std::string, std::string> states;
    for (auto& row : rows(2, "SELECT m.text, o.state FROM outbox o JOIN message m ON m.id = o.message_id")) {
        states[row[0]] = row[1];
    }
    m_tally.delivered = static_cast<int>(times.size());
    std::vector<std::int64_t> doubtful;
    for (const auto& [text, reply] : m_replies) {
        const auto found = times.find(text);
        const int count = found == times.end() ? 0 : found->second;
        const std::string state = states.contains(text) ? states[text] : "gone";
        const std::string what =
            fmt::format("{} (reply {}) is {} and arrived {} times", text, reply.id, state, count);
        if (count > 1) {
            m_tally.doubled.push_back(what);
        } else if (count == 0 && state != "queued" && state != "failed" && state != "uncertain") {
            m_tally.lost.push_back(what);
        } else if (reply.promised && (state != "sent" || count != 1)) {
            m_tally.broken.push_back(what);
        } else if (state == "uncertain") {
            doubtful.push_back(reply.id);
            if (count != 0) {
                m_tally.broken.push_back(what + ", and was not found there");
            }
        }
    }
    // The owner looks at the platform, does not see it there, and has it sent again.
    for (const std::int64_t id : doubtful) {
        ++m_tally.uncertain;
        if (command({"outbox", "send-again", std::to_string(id)}) != 0) {
            m_tally.broken.push_back("send-again: " + support::readFile(m_folder.file("out")));
        }
    }
}

void KillLab::judgeCustomers() {
    std::map<std::string, int> stored;
    for (const auto& row : rows(1, "SELECT text FROM message WHERE direction = 'inbound'")) {
        if (const auto at = row[0].find("question "); at != std::string::npos) {
            ++stored[row[0].substr(at)];
        }
    }
    for (const std::string& text : m_said) {
        const int count = stored.contains(text) ? stored[text] : 0;
        if (count == 0) {
            m_tally.lost.push_back("a customer's " + text);
        } else if (count > 1) {
            m_tally.doubled.push_back("a customer's " + text);
        }
    }
}

}  // namespace test
