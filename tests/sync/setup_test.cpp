// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"

#include "support/scripted_transport.h"

#include "sync/account_setup.h"

#include "base/digest.h"

#include <functional>

using test::Bench;
using test::kMinute;
using test::need;
using test::page;

namespace {

/// What a call that answers later has answered: exactly once, and not from inside.
template <class T>
base::Result<T> answerOf(Bench& bench,
                         const std::function<void(std::function<void(base::Result<T>)>)>& call) {
    std::vector<base::Result<T>> answers;
    call([&](base::Result<T> answer) { answers.push_back(std::move(answer)); });
    CHECK(answers.empty());
    bench.pass(2 * kMinute);
    REQUIRE(answers.size() == 1);
    return std::move(answers.front());
}

struct Connecting : Bench {
    syncing::AccountSetup setup{services()};

    Connecting() {
        // Nothing is connected yet.
        need(store->write("remove", [&](store::WriteTx& tx) { return tx.removeAccount(account, true); }));
        secrets.kept.clear();
    }
    base::Result<base::AccountId> add(const std::string& typed, const std::string& token,
                                      const std::string& platform = "mastodon") {
        return answerOf<base::AccountId>(*this, [&](auto done) {
            setup.add({.platform = platform, .server = typed, .secrets = {{"access_token", token}}},
                      std::move(done));
        });
    }
    std::vector<model::Account> accounts() { return need(store->read().accounts()); }
    [[nodiscard]] bool secretsKept() const {
        for (const auto& [key, values] : secrets.kept) {
            if (!values.empty()) {
                return true;
            }
        }
        return false;
    }
};

}  // namespace

TEST_CASE("an account is connected with what its server says of itself") {
    Connecting bench;
    bench.server.largestPost = 800;
    const base::AccountId id = need(bench.add(" One.Example/ ", "token-one"));
    REQUIRE(bench.accounts().size() == 1);
    const model::Account account = bench.accounts().front();
    CHECK(account.id == id);
    CHECK(account.server == "https://one.example");
    CHECK(account.remoteId == "14715");
    CHECK(account.handle == "@shop@one.example");
    CHECK(account.name == "The Shop");
    CHECK(account.state == model::AccountState::Ok);
    CHECK(account.facts.software == "mastodon");
    CHECK(account.facts.largestReply == 800);
    const model::ReplyCapability* reply = account.capabilities.find(model::Visibility::Public);
    REQUIRE(reply != nullptr);
    CHECK(reply->length.limit == 800);
    CHECK(reply->repeat.kind == model::RepeatGuarantee::Kind::ForTime);
    CHECK(bench.secrets.kept.at(syncing::secretKey(id)).at("access_token") == "token-one");
}

TEST_CASE("only a server that says it is Mastodon is trusted not to double") {
    Connecting bench;
    const bool named = GENERATE(true, false);
    bench.server.software = "snac";
    if (!named) {
        bench.wire.answer("nodeinfo", page(404, "{}"), 10);
    }
    need(bench.add("one.example", "token-one"));
    const model::Account account = bench.accounts().front();
    CHECK(account.capabilities.find(model::Visibility::Public)->repeat.kind ==
          model::RepeatGuarantee::Kind::None);
    CHECK(account.capabilities.find(model::Visibility::Private)->repeat.kind ==
          model::RepeatGuarantee::Kind::None);
}

TEST_CASE("a wrong token leaves no account") {
    Connecting bench;
    const auto refused = bench.add("one.example", "token-wrong");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == base::ErrorKind::NeedsLogin);
    CHECK(bench.accounts().empty());
    CHECK_FALSE(bench.secretsKept());
    for (const std::string& line : bench.guard.lines()) {
        CHECK(line.find("token-wrong") == std::string::npos);
    }
}

TEST_CASE("a server that can't be reached or is no Mastodon leaves no account") {
    Connecting bench;
    enum class Server { Refuses, IsSilent, ShowsPages, KnowsNothing, HasTrouble };
    switch (GENERATE(Server::Refuses, Server::IsSilent, Server::ShowsPages, Server::KnowsNothing,
                     Server::HasTrouble)) {
    case Server::Refuses:
        bench.wire.fail("", test::Fault::Refused, 10);
        break;
    case Server::IsSilent:
        bench.wire.fail("", test::Fault::Silence, 10);
        break;
    case Server::ShowsPages:
        bench.wire.answer("", page(200, "<html>Hello</html>", "text/html"), 10);
        break;
    case Server::KnowsNothing:
        bench.wire.answer("", page(404, "{}"), 10);
        break;
    case Server::HasTrouble:
        bench.wire.answer("", page(500, "{}"), 10);
        break;
    }
    const auto refused = bench.add("one.example", "token-one");
    REQUIRE_FALSE(refused);
    CHECK_FALSE(refused.error().message.empty());
    CHECK(bench.accounts().empty());
    CHECK_FALSE(bench.secretsKept());
}

TEST_CASE("what can't be an address or a platform is refused before anything is asked") {
    Connecting bench;
    const std::string typed = GENERATE("", "http://one.example", "ftp://one.example", "one.example/path?x=1",
                                       "https://me:secret@one.example", "two words");
    CHECK_FALSE(bench.add(typed, "token-one"));
    CHECK_FALSE(bench.add("one.example", "token-one", "pigeons"));
    CHECK(bench.wire.requests().empty());
    CHECK(bench.accounts().empty());
}

TEST_CASE("secrets that can't be kept leave no account") {
    Connecting bench;
    bench.secrets.locked = true;
    const auto refused = bench.add("one.example", "token-one");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == base::ErrorKind::Secret);
    CHECK(bench.accounts().empty());
    CHECK(bench.number("SELECT count(*) FROM account") == 0);
}

TEST_CASE("the same account once more gets the new token and keeps its history") {
    Connecting bench;
    const base::AccountId id = need(bench.add("one.example", "token-one"));
    bench.account = id;
    const std::string question = bench.server.says("mira", "are you open?");
    REQUIRE_FALSE(bench.syncAccount().trouble);
    bench.server.token = "token-two";
    REQUIRE(bench.syncAccount().trouble);
    CHECK(bench.accountRow().state == model::AccountState::NeedsLogin);
    CHECK(need(bench.add("https://one.example/", "token-two")) == id);
    CHECK(bench.accounts().size() == 1);
    CHECK(bench.accountRow().state == model::AccountState::Ok);
    CHECK(bench.secrets.kept.at(syncing::secretKey(id)).at("access_token") == "token-two");
    CHECK_FALSE(bench.syncAccount().trouble);
    CHECK(bench.stored(question) == 1);
}

TEST_CASE("testing an account probes its server again and changes no pause") {
    Connecting bench;
    const base::AccountId id = need(bench.add("one.example", "token-one"));
    bench.account = id;
    need(bench.store->write("pause", [&](store::WriteTx& tx) {
        return tx.setAccountState(id, model::AccountState::Paused, {});
    }));
    bench.server.largestPost = 1'000;
    const auto abilities = need(answerOf<std::vector<platform::AbilityTest>>(
        bench, [&](auto done) { bench.setup.test(id, std::move(done)); }));
    REQUIRE(abilities.size() == 5);
    for (const platform::AbilityTest& ability : abilities) {
        INFO(ability.ability << ": " << ability.detail);
        CHECK(ability.state == platform::AbilityTest::State::Works);
    }
    CHECK(bench.accountRow().facts.largestReply == 1'000);
    CHECK(bench.accountRow().state == model::AccountState::Paused);
    CHECK(bench.accounts().size() == 1);
}

TEST_CASE("a token that has come to be somebody else's makes no second account") {
    Connecting bench;
    const base::AccountId id = need(bench.add("one.example", "token-one"));
    bench.server.accountId = "99";
    const auto refused = answerOf<std::vector<platform::AbilityTest>>(
        bench, [&](auto done) { bench.setup.test(id, std::move(done)); });
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == base::ErrorKind::NeedsLogin);
    CHECK(bench.accounts().size() == 1);
    CHECK(bench.accounts().front().remoteId == "14715");
}

TEST_CASE("an account that is not there can't be tested") {
    Connecting bench;
    const auto refused = answerOf<std::vector<platform::AbilityTest>>(
        bench, [&](auto done) { bench.setup.test({4711}, std::move(done)); });
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == base::ErrorKind::NotFound);
}

TEST_CASE("signing in sends the person to a page that knows the app, a state and a challenge") {
    Connecting bench;
    const std::string redirect = "http://127.0.0.1:8765/callback";
    const auto begin = [&] {
        return need(answerOf<platform::AuthorizationPage>(bench, [&](auto done) {
            bench.setup.beginSignIn("mastodon", "one.example", redirect, {}, std::move(done));
        }));
    };
    const platform::AuthorizationPage page = begin();
    CHECK(page.url.starts_with("https://one.example/oauth/authorize?"));
    CHECK(net::queryParameter(page.url, "response_type") == "code");
    CHECK(net::queryParameter(page.url, "client_id") == "app-id");
    CHECK(net::queryParameter(page.url, "redirect_uri") == redirect);
    CHECK(net::queryParameter(page.url, "state") == page.state);
    CHECK(page.state.size() >= 32);
    CHECK(net::queryParameter(page.url, "code_challenge_method") == "S256");
    const std::string verifier = page.pending.at("code_verifier");
    CHECK(verifier.size() >= 43);
    const base::Sha256 digest = base::sha256(verifier);
    CHECK(net::queryParameter(page.url, "code_challenge") ==
          base::base64Url({reinterpret_cast<const char*>(digest.data()), digest.size()}));
    // The verifier and the app's secret stay here.
    CHECK(page.url.find(verifier) == std::string::npos);
    CHECK(page.url.find("app-secret") == std::string::npos);
    // Nothing can be guessed from an earlier sign-in.
    const platform::AuthorizationPage next = begin();
    CHECK(next.state != page.state);
    CHECK(next.pending.at("code_verifier") != verifier);

    const auto finish = [&](const std::string& code) {
        return answerOf<platform::Secrets>(bench, [&](auto done) {
            bench.setup.finishSignIn("mastodon", "one.example", page, code, std::move(done));
        });
    };
    const platform::Secrets secrets = need(finish(" the-code\n"));
    const std::string body = bench.wire.requests().back().request.body;
    CHECK(body.find("code=the-code") != std::string::npos);
    CHECK(body.find("code_verifier=" + verifier) != std::string::npos);
    CHECK(secrets.at("access_token") == "token-one");
    need(bench.add("one.example", secrets.at("access_token")));

    const auto refused = finish("another-code");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == base::ErrorKind::NeedsLogin);
}

TEST_CASE("connecting is a dialogue, and no other host takes part in it") {
    Bench bench;
    support::ScriptedTransport transport(bench.executor.get());
    syncing::Services services{.clock = bench.clock,
                               .executor = *bench.executor,
                               .transport = transport,
                               .store = *bench.store,
                               .secrets = bench.secrets,
                               .platforms = bench.platforms,
                               .random = bench.random,
                               .log = bench.guard.log(),
                               .logins = bench.logins};
    using net::Method;
    transport.expect(Method::Get, "https://new.example/api/v1/accounts/verify_credentials")
        .withHeader("Authorization", "Bearer token-new")
        .answers(200, R"({"id":"7","username":"shop","acct":"shop","url":"https://new.example/@shop"})");
    transport.expect(Method::Get, "https://new.example/api/v2/instance").answers(404, "{}");
    transport.expect(Method::Get, "https://new.example/api/v1/instance")
        .answers(200, R"({"uri":"new.example"})");
    transport.expect(Method::Get, "https://new.example/.well-known/nodeinfo")
        .withoutHeader("Authorization")
        .answers(200, R"({"links":[{"rel":"http://nodeinfo.diaspora.software/ns/schema/2.0",)"
                      R"("href":"https://evil.example/nodeinfo"}]})");
    syncing::AccountSetup setup(services);
    std::vector<base::AccountId> added;
    setup.add({.platform = "mastodon", .server = "new.example", .secrets = {{"access_token", "token-new"}}},
              [&](const base::Result<base::AccountId>& id) { added.push_back(need(id)); });
    bench.settle();
    REQUIRE(added.size() == 1);
    CHECK(need(bench.store->read().account(added.front())).handle == "@shop@new.example");
}

TEST_CASE("a check is a dialogue with nothing left over") {
    Bench bench;
    support::ScriptedTransport transport(bench.executor.get());
    syncing::Services services{.clock = bench.clock,
                               .executor = *bench.executor,
                               .transport = transport,
                               .store = *bench.store,
                               .secrets = bench.secrets,
                               .platforms = bench.platforms,
                               .random = bench.random,
                               .log = bench.guard.log(),
                               .logins = bench.logins};
    using net::Method;
    const std::string origin = "https://one.example";
    transport
        .expect(Method::Get,
                origin + "/api/v1/notifications?types%5B%5D=mention&include_filtered=true&limit=80")
        .withHeader("Authorization", "Bearer token-one")
        .answers(200, "[]");
    transport.expect(Method::Get, origin + "/api/v1/accounts/14715/statuses?exclude_reblogs=true&limit=40")
        .answers(200, "[]");
    transport.expect(Method::Get, origin + "/api/v1/conversations?limit=40").answers(200, "[]");
    syncing::SyncEngine engine(services);
    int calls = 0;
    need(engine.syncOnce({}, [&](const std::vector<syncing::RoundReport>& reports) {
        ++calls;
        REQUIRE(reports.size() == 1);
        CHECK_FALSE(reports.front().trouble);
    }));
    bench.settle();
    CHECK(calls == 1);
    CHECK(transport.left() == 0);
}
