// SPDX-License-Identifier: GPL-3.0-or-later
#include "open_store.h"

#include "support/catch.h"
#include "support/paths.h"

#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <set>

using store::Reader;
using store::sqlite::Connection;
using store::sqlite::Role;
using test::need;

namespace {

/// Every question that a Reader answers, asked. A method that is not here fails the test.
std::map<std::string, std::function<void(const Reader&)>> questions() {
    const base::AccountId account{1};
    const base::ConversationId conversation{1};
    const base::MessageId message{1};
    return {
        {"accounts", [](const Reader& r) { need(r.accounts()); }},
        {"account", [=](const Reader& r) { need(r.account(account)); }},
        {"inbox",
         [](const Reader& r) {
             need(r.inbox({}, 50));
             need(r.inbox(model::ConversationState::NeedsReply, 50,
                          store::InboxPosition{.at = base::fromMs(9), .id = {9}}));
             for (const auto order : {model::InboxOrder::LongestWaiting, model::InboxOrder::DueNext,
                                      model::InboxOrder::ClosingNext, model::InboxOrder::Urgency}) {
                 need(r.inbox(model::ConversationState::NeedsReply, 50, {}, order));
             }
             need(r.inbox(model::ConversationState::Answered, 50, {}, model::InboxOrder::ClosingNext));
         }},
        {"conversation", [=](const Reader& r) { need(r.conversation(conversation)); }},
        {"streamHits",
         [=](const Reader& r) {
             need(r.streamHits({}, 50));
             need(r.streamHits(account, 50, model::StreamPlace{.at = base::fromMs(9), .message = {9}}));
         }},
        {"thread", [=](const Reader& r) { need(r.thread(conversation, 50)); }},
        {"context", [=](const Reader& r) { need(r.context(conversation)); }},
        {"message", [=](const Reader& r) { need(r.message(message)); }},
        {"ofCustomer", [](const Reader& r) { need(r.ofCustomer({1}, 20)); }},
        {"privateAnswers",
         [=](const Reader& r) { need(r.privateAnswers(conversation, base::fromMs(9), 50)); }},
        {"formerTexts", [=](const Reader& r) { need(r.formerTexts(message)); }},
        {"hours", [=](const Reader& r) { need(r.hours(account)); }},
        {"targets", [](const Reader& r) { need(r.targets()); }},
        {"rule", [=](const Reader& r) { need(r.rule(account)); }},
        {"shifts", [](const Reader& r) { need(r.shifts(5)); }},
        {"gaps", [=](const Reader& r) { need(r.gaps(account, conversation)); }},
        {"counts", [](const Reader& r) { need(r.counts()); }},
        {"nextSnoozeEnd", [](const Reader& r) { need(r.nextSnoozeEnd()); }},
        {"search",
         [](const Reader& r) {
             need(r.search("he", 50));
             need(r.search("e-mail", 50));
             need(r.search("he", 50, store::SearchOrder::BestOfNewest));
         }},
        {"outbox", [](const Reader& r) { need(r.outbox()); }},
        {"lessons", [](const Reader& r) { need(r.lessons(50)); }},
        {"suggestionLog", [](const Reader& r) { need(r.suggestionLog()); }},
        {"typedReplies", [](const Reader& r) { need(r.typedReplies({1}, {9})); }},
        {"minedReplies", [](const Reader& r) { need(r.minedReplies()); }},
        {"latestReplies", [](const Reader& r) { need(r.latestReplies(50)); }},
        {"latestMessage", [](const Reader& r) { need(r.latestMessage()); }},
        {"triageLessons", [](const Reader& r) { need(r.triageLessons(50)); }},
        {"triageLessonsMark", [](const Reader& r) { need(r.triageLessonsMark()); }},
        {"sentSince", [](const Reader& r) { need(r.sentSince(base::fromMs(1'000), 50)); }},
        {"replyEvents", [](const Reader& r) { need(r.replyEvents({1})); }},
        {"reply", [](const Reader& r) { static_cast<void>(r.reply({1})); }},
        {"nextToSend", [=](const Reader& r) { need(r.nextToSend(account, base::fromMs(1'000))); }},
        {"threadIdOf", [=](const Reader& r) { need(r.threadIdOf(conversation)); }},
        {"readMarks", [=](const Reader& r) { need(r.readMarks(account, 20)); }},
        {"deedWishes", [=](const Reader& r) { need(r.deedWishes(account, 20)); }},
        {"replyOfMessage", [=](const Reader& r) { need(r.replyOfMessage(message)); }},
        {"draftOf",
         [=](const Reader& r) {
             need(r.draftOf({1}, {}, false, "direct", "x"));
             need(r.draftOf({1}, message, false, "direct", "x"));
             need(r.draftOf({2}, {}, false, "direct", "x"));
             need(r.draftOf({3}, {}, false, "direct", "x"));
             need(r.draftOf({4}, {}, false, "direct", "x"));
         }},
        {"draft", [=](const Reader& r) { need(r.draft(conversation)); }},
        {"cannedReplies", [](const Reader& r) { need(r.cannedReplies()); }},
        {"cannedUses", [](const Reader& r) { need(r.cannedUses()); }},
        {"ownFields", [](const Reader& r) { need(r.ownFields()); }},
        {"endedTurns", [](const Reader& r) { need(r.endedTurns(base::fromMs(1), base::fromMs(9))); }},
        {"shiftCounts",
         [](const Reader& r) {
             need(r.shiftCounts(
                 {.since = base::fromMs(1), .now = base::fromMs(9), .midnight = base::fromMs(10)}));
         }},
        {"standing", [](const Reader& r) { need(r.standing({}, base::fromMs(9))); }},
        {"setting", [](const Reader& r) { need(r.setting("a")); }},
        {"names", [](const Reader& r) { need(r.names()); }},
        {"cursors", [=](const Reader& r) { need(r.cursors(account)); }},
        {"costs", [=](const Reader& r) { need(r.costs(account, 20'000)); }},
        {"costsOfMonth",
         [=](const Reader& r) { need(r.costsOfMonth(account, base::fromMs(1'777'885'200'000))); }},
        {"recentNotified", [=](const Reader& r) { need(r.recentNotified(account, 50)); }},
        {"namedContacts", [=](const Reader& r) { need(r.namedContacts(account, 50)); }},
        {"wantedThreads", [=](const Reader& r) { need(r.wantedThreads(account, 50)); }},
        {"remoteIds", [=](const Reader& r) { need(r.remoteIds(conversation, 50)); }},
    };
}

/// Tables of a handful of rows, read whole on purpose.
const std::set<std::string> kSmall = {"account", "canned_reply", "counter", "response_target"};

/// The lines of a plan that a list must not have.
std::vector<std::string> faults(Connection& connection, const std::string& sql) {
    auto statement = need(connection.prepare("EXPLAIN QUERY PLAN " + sql));
    // A numbered parameter may stand more than once.
    auto parameters = std::ranges::count(sql, '?');
    for (char number = '9'; number > '0'; --number) {
        if (sql.find(std::string("?") + number) != std::string::npos) {
            parameters = number - '0';
            break;
        }
    }
    for (auto left = parameters; left > 0; --left) {
        statement.bind(1);
    }
    std::vector<std::string> found;
    static const std::regex scan(R"(SCAN (\w+)(.*))");
    while (need(statement.step())) {
        const std::string line = statement.text(3);
        std::smatch match;
        if (line.find("TEMP B-TREE") != std::string::npos) {
            found.push_back(line);
        } else if (std::regex_match(line, match, scan)) {
            // A full-text query is no scan; without a MATCH its index string is empty.
            const bool matched =
                match[2].str().find("VIRTUAL TABLE INDEX") != std::string::npos && line.back() != ':';
            if (!matched && !kSmall.contains(match[1].str())) {
                found.push_back(line);
            }
        }
    }
    return found;
}

void fill(store::WriteTx& tx) {
    test::Rows rows(tx);
    const auto account = rows.account();
    const auto mira = rows.contact(account, "7", "mira@a.example");
    const auto top = rows.conversation(account, {.key = "top:2", .lastAt = 2, .customer = mira});
    const auto direct =
        rows.conversation(account, {.key = "private:7", .visibility = "private", .customer = mira});
    const auto ours = rows.conversation(account, {.key = "private:8", .customer = mira});
    const auto above = rows.message(account, top, {.remoteId = "1", .text = "here", .at = 1});
    rows.message(account, top, {.remoteId = "2", .text = "here", .at = 2, .author = mira, .parent = above});
    rows.message(account, direct,
                 {.remoteId = "3", .text = "here", .at = 2, .author = mira, .visibility = "private"});
    rows.message(account, ours, {.remoteId = "4", .text = "here", .at = 2, .direction = "outbound"});
    const auto around = rows.conversation(account, {.key = "context:5", .listed = false});
    rows.message(account, around, {.remoteId = "5", .text = "here", .at = 3, .author = mira});
    need(store::sqlite::run(tx.connection(), "UPDATE account SET can_hide = 1"));
}

/// What readers ask once, with a reader's own connection.
std::vector<std::string> askedSql(test::OpenStore& open) {
    open.write(fill);
    auto connection = need(Connection::open(open.path(), Role::Reader));
    Connection& recorded = *connection;
    const Reader reader(std::move(connection));
    for (const auto& [name, ask] : questions()) {
        INFO(name);
        const std::size_t before = recorded.compiledSql().size();
        ask(reader);
        // "message" asks what "context" has asked already, and so on; but every question asks something.
        const bool part = name == "message" || name == "conversation" || name == "threadIdOf" ||
                          name == "setting" || name == "rule" || name == "hours" || name == "names" ||
                          name == "typedReplies" || name == "costsOfMonth";
        CHECK((recorded.compiledSql().size() > before || part));
    }
    return recorded.compiledSql();
}

/// The literals of SQL in the sources of the readers, pieces of a concatenation put together.
std::vector<std::string> writtenSql() {
    std::vector<std::string> written;
    static const std::regex pieces(R"re("((?:[^"\\\n]|\\.)*)"(\s*"(?:[^"\\\n]|\\.)*")*)re");
    static const std::regex words(R"re("((?:[^"\\\n]|\\.)*)")re");
    for (const auto& entry : std::filesystem::directory_iterator(support::sourceFolder() / "core/store")) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with("reader") && !name.starts_with("message_rows")) {
            continue;
        }
        const std::string source = support::readFile(entry.path());
        for (std::sregex_iterator at(source.begin(), source.end(), pieces), end; at != end; ++at) {
            const std::string literal = at->str();
            std::string joined;
            for (std::sregex_iterator piece(literal.begin(), literal.end(), words); piece != end; ++piece) {
                joined += (*piece)[1].str();
            }
            if (std::regex_search(joined, std::regex(R"(\b(SELECT|FROM|WHERE|JOIN|ORDER BY|WITH)\b)"))) {
                written.push_back(joined);
            }
        }
    }
    return written;
}

}  // namespace

TEST_CASE("no list or thread query scans a table or sorts by itself") {
    test::OpenStore open;
    const std::vector<std::string> asked = askedSql(open);
    CHECK(asked.size() >= questions().size());
    const auto connection = need(Connection::open(open.path(), Role::Reader));
    for (const std::string& sql : asked) {
        INFO(sql);
        CHECK(faults(*connection, sql) == std::vector<std::string>{});
    }
}

TEST_CASE("no statement is compiled again because another value was bound") {
    // It was: a partial index "WHERE remote_id = ''" makes SQLite look at the value of "remote_id = ?". Half
    // of the time of a backfill went into the compiler.
    test::OpenStore open;
    base::AccountId account;
    open.write([&](store::WriteTx& tx) { account = test::Rows(tx).account(); });
    int messages = 0;
    const auto batch = [&] {
        model::IncomingBatch page;
        for (int i = 0; i < 20; ++i, ++messages) {
            model::IncomingMessage message;
            message.remoteId = std::to_string(messages);
            // Some answer what is there, some what comes later, some what never comes.
            message.parentRemoteId = i % 4 == 0 ? ""
                                                : std::to_string(messages + (i % 4 == 1   ? -1
                                                                             : i % 4 == 2 ? 1
                                                                                          : 5000));
            message.author = {.remoteId = "p" + std::to_string(i % 7),
                              .handle = "p" + std::to_string(i % 7) + "@a.example"};
            message.own = i % 5 == 3;
            message.visibility = i % 6 == 0 ? model::Visibility::Private : model::Visibility::Public;
            message.mentionOfUs = model::MentionOfUs::Written;
            message.text = "text " + std::to_string(messages);
            message.at = base::fromMs(1'000'000 + messages);
            message.notificationId = "n" + std::to_string(messages);
            page.messages.push_back(message);
        }
        page.cursors = {{"notifications", std::to_string(messages)}};
        return page;
    };
    const auto work = [&] {
        open.write([&](store::WriteTx& tx) { need(tx.ingest(account, batch())); });
        for (const model::ConversationRow& row : need(open.store->read().inbox({}, 50))) {
            need(open.store->read().thread(row.id, 50));
            need(open.store->read().context(row.id));
        }
    };
    const auto eachStatement = [&](const auto& look) {
        open.write([&](store::WriteTx& tx) {
            sqlite3* handle = tx.connection().handle();
            for (sqlite3_stmt* at = sqlite3_next_stmt(handle, nullptr); at != nullptr;
                 at = sqlite3_next_stmt(handle, at)) {
                look(at);
            }
        });
    };
    // The schema was new to a few when they were first used.
    work();
    work();
    eachStatement([](sqlite3_stmt* at) { sqlite3_stmt_status(at, SQLITE_STMTSTATUS_REPREPARE, 1); });
    work();
    work();
    int statements = 0;
    eachStatement([&](sqlite3_stmt* at) {
        ++statements;
        INFO(sqlite3_sql(at));
        CHECK(sqlite3_stmt_status(at, SQLITE_STMTSTATUS_REPREPARE, 0) == 0);
    });
    CHECK(statements > 25);
}

TEST_CASE("a query with a scan or a sort is found out") {
    test::OpenStore open;
    open.write(fill);
    const auto connection = need(Connection::open(open.path(), Role::Reader));
    CHECK_FALSE(faults(*connection, "SELECT id FROM message WHERE text = 'x'").empty());
    CHECK_FALSE(
        faults(*connection, "SELECT id FROM conversation WHERE listed = 1 AND state = 'done' ORDER BY due_at")
            .empty());
    CHECK_FALSE(faults(*connection, "SELECT id FROM conversation ORDER BY id LIMIT 10 OFFSET 5").empty());
    CHECK_FALSE(faults(*connection, "SELECT rowid FROM message_fts").empty());
    CHECK_FALSE(faults(*connection, "SELECT m.id FROM message_fts f JOIN message m ON m.id = f.rowid "
                                    "WHERE message_fts MATCH 'x' ORDER BY m.at DESC")
                    .empty());
}

TEST_CASE("no method of the reader and no SQL of its files escapes the test of the plans") {
    const std::string header = support::readFile(support::sourceFolder() / "core/store/reader.h");
    static const std::regex method(R"((\w+)\([^;]*?\)\s*const;)");
    std::set<std::string> declared;
    for (std::sregex_iterator at(header.begin(), header.end(), method), end; at != end; ++at) {
        declared.insert((*at)[1].str());
    }
    // A report reads all turns of its days, on a thread of its own.
    CHECK(declared.erase("turnFacts") == 1);
    std::set<std::string> asked;
    for (const auto& [name, ask] : questions()) {
        asked.insert(name);
    }
    CHECK(declared == asked);
    CHECK(declared.size() > 20);

    test::OpenStore open;
    const std::vector<std::string> compiled = askedSql(open);
    const std::vector<std::string> written = writtenSql();
    CHECK(written.size() > 15);
    for (const std::string& sql : written) {
        INFO(sql);
        CHECK(std::ranges::any_of(
            compiled, [&](const std::string& whole) { return whole.find(sql) != std::string::npos; }));
    }
}
