// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/json.h"
#include "practice/street.h"

#include "support/catch.h"
#include "support/temporary_folder.h"

#include "sync/account_setup.h"
#include "sync/sync_engine.h"

#include "net/core_loop.h"
#include "store/store.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace test {

using Json = app::practice::Json;

/// The value, or the test ends with the error's sentence.
template <class T>
T need(base::Result<T> result) {
    if (!result) {
        FAIL(result.error().what());
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(*result);
    }
}

/// The real transport, overheard: notes what is asked, may send a host's requests to another port, and never
/// waits as long as it was told.
class Wiretap final : public net::HttpTransport {
public:
    Wiretap();
    RequestId start(net::HttpRequest request, base::Duration deadline, OnDone onDone) override;
    void cancel(RequestId request) override { m_real->cancel(request); }
    void wake() override { m_real->wake(); }
    void pump(base::Duration longest) override { m_real->pump(longest); }
    [[nodiscard]] bool busy() const override { return m_real->busy(); }

    /// Requests for one origin go to another.
    void divert(const std::string& origin, const std::string& to) { m_diverted[origin] = to; }
    /// The network is gone from the moment on in which a request that begins with this ("POST /api") has
    /// left; "" = it is back.
    void darkAfter(const std::string& request);
    /// The requests that left, "GET /path?query"; those into the dark are not among them.
    [[nodiscard]] const std::vector<std::string>& asked() const { return m_asked; }
    /// Those to one origin.
    [[nodiscard]] std::vector<std::string> askedOf(const std::string& origin) const;
    /// Answers of status 429 since the beginning.
    [[nodiscard]] int refusedForHaste() const { return m_tooMany; }
    void forget() {
        m_asked.clear();
        m_origins.clear();
    }
    /// How long an answer of this origin is waited for, in real time; by default 3 s.
    void wait(const std::string& origin, base::Duration patience) { m_patience[origin] = patience; }

private:
    std::unique_ptr<net::HttpTransport> m_real;
    std::map<std::string, std::string> m_diverted;
    std::vector<std::string> m_asked;
    std::vector<std::string> m_origins;  ///< of each
    std::map<std::string, base::Duration> m_patience;
    std::string m_darkAfter;
    bool m_dark = false;
    int m_tooMany = 0;
};

/// Secrets in memory.
class OpenSecrets final : public store::SecretStore {
public:
    base::Result<std::map<std::string, std::string>> read(const std::string& key) override {
        return m_kept[key];
    }
    base::Status write(const std::string& key, const std::map<std::string, std::string>& secrets) override {
        m_kept[key] = secrets;
        return {};
    }
    base::Status remove(const std::string& key) override {
        m_kept.erase(key);
        return {};
    }

private:
    std::map<std::string, std::map<std::string, std::string>> m_kept;
};

/// Whether the street refuses requests beyond its platforms' rate limits.
enum class Limits { Shown, Enforced };

/// The whole core in this process, over real sockets, with an account at each platform of a practice street
/// whose time stands still unless it is moved on. Both have the same clock.
class StreetShop {
public:
    /// `traits` are switched on at Mastodon's server before its account is connected: {match, kind}.
    explicit StreetShop(const std::vector<std::pair<std::string, std::string>>& traits = {},
                        const std::vector<std::string>& platforms = {"mastodon", "bluesky"},
                        Limits limits = Limits::Shown);

    [[nodiscard]] app::practice::Street& street() { return *m_street; }
    [[nodiscard]] Wiretap& wire() { return m_wire; }
    [[nodiscard]] store::Store& store() { return *m_store; }
    [[nodiscard]] base::AccountId account(const std::string& platform) const {
        return m_accounts.at(platform);
    }

    /// A customer speaks to the shop; the platform's own id of it. Where strangers only write below the
    /// shop's own posts, below the first of them; where there are no direct messages, in public.
    std::string say(const std::string& platform, const std::string& persona, const std::string& text,
                    bool directly = false);
    /// A fault strikes from now on; see app/practice/README.md.
    void fault(const std::string& match, const std::string& kind, int times = 1);
    /// All faults end; the traits stay.
    void mend();
    void advance(base::Duration time);
    /// What `sync --once` does; nothing when it does not end within 30 real seconds.
    std::optional<std::vector<syncing::RoundReport>> sync();
    /// Begins the same, and goes on until `seen` or for `longest` of real time. True when it was seen.
    bool syncUntil(const std::function<bool()>& seen, base::Duration longest);

    /// Signs in (again) and probes the server; the error's sentence, or "" when all went well.
    std::string connect(const std::string& platform);
    /// Probes the server of a connected account; the error's sentence, or "".
    std::string test(const std::string& platform);
    void carryOut(const model::Intent& intent) { need(m_engine->carryOut(intent)); }
    /// The customer's message that ends with this text.
    [[nodiscard]] model::Message message(const std::string& text);
    [[nodiscard]] model::Account accountRow(const std::string& platform) {
        return need(m_store->read().account(account(platform)));
    }

    /// Queues an answer to the customer's message of this text.
    base::ReplyId reply(const std::string& to, const std::string& text, bool privately = false);
    /// A person may answer for a week there, as the street and the account's settings have it.
    void allowPersons(const std::string& platform);
    [[nodiscard]] model::OutboxRow row(base::ReplyId reply) { return need(m_store->read().reply(reply)); }
    /// How often a reply's history holds this.
    [[nodiscard]] int events(base::ReplyId reply, model::ReplyEvent::Kind kind);
    /// How often the street has this text from the shop.
    [[nodiscard]] int delivered(const std::string& text);
    /// A customer likes what somebody wrote; the message as the street has it then.
    Json liked(const std::string& platform, const std::string& id) {
        return ask("POST", m_street->url(platform) + "/_street/like", {{"as", "bo"}, {"id", id}});
    }
    /// All that was written through the platforms' APIs.
    [[nodiscard]] Json deliveries();
    /// What a platform that takes money bills for this month, and what we count; in millionths of a dollar.
    [[nodiscard]] std::int64_t billed(const std::string& platform);
    [[nodiscard]] std::int64_t cost(const std::string& platform);
    /// How many requests were refused because there were too many.
    [[nodiscard]] int refusedForHaste() const { return m_wire.refusedForHaste(); }
    /// How many messages in the store hold this text.
    [[nodiscard]] std::int64_t stored(const std::string& text);
    [[nodiscard]] std::string log() const { return m_lines; }

private:
    Json ask(const std::string& method, const std::string& url, const Json& body = {});
    [[nodiscard]] std::int64_t number(const std::string& sql);
    [[nodiscard]] syncing::Services services();

    support::TemporaryFolder m_folder;
    std::unique_ptr<app::practice::Street> m_street;
    std::vector<std::pair<std::string, std::string>> m_traits;
    std::string m_lines;
    base::Log m_log;
    Wiretap m_wire;
    std::unique_ptr<net::HttpTransport> m_desk;
    net::CoreLoop m_loop;
    OpenSecrets m_secrets;
    platform::Registry m_platforms;
    base::SeededRandom m_random{7};
    syncing::LoginKeeper m_logins;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<syncing::AccountSetup> m_setup;
    std::unique_ptr<syncing::SyncEngine> m_engine;
    std::map<std::string, base::AccountId> m_accounts;
    std::map<std::string, std::string> m_posts;  ///< of the shop, where one is written below
    Json m_skyNames;
};

}  // namespace test
