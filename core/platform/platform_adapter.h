// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/import_limit.h"
#include "platform/steps.h"

#include "model/account.h"
#include "model/capabilities.h"
#include "model/conversation.h"
#include "model/cost.h"
#include "model/deed.h"
#include "model/incoming.h"
#include "model/reply.h"
#include "net/http.h"

#include "base/digest.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace platform {

/// The account's secrets, named as the platform names them ("access_token", …). Never logged, never stored in
/// the database.
using Secrets = std::map<std::string, std::string>;

/// A first import stops after so many items of each stream.
inline constexpr int kUsualImport = 2'000;

/// What a poll starts from.
struct PollInput {
    const model::Account& account;
    const Secrets& secrets;
    std::map<std::string, std::string> cursors;
    /// Of one stream; empty = never read.
    [[nodiscard]] std::string cursor(std::string_view stream) const;
    /// The newest known messages that came by notification, newest first, to notice edits and deletions.
    struct Recent {
        std::string remoteId;
        std::string notificationId;
    };
    std::vector<Recent> recent;
    /// People whose names are known here, by remote id; of those that wrote lately. Only where the platform
    /// takes money for names.
    std::set<std::string> named{};
    base::UtcTime now{};
    ImportLimit firstImportItems = kUsualImport;
    /// Rarer streams (own posts from other apps, private conversations, re-scan) are part of this poll.
    bool thorough = true;
};

/// Text and key to look for when nobody knows whether a reply arrived.
struct LookUpInput {
    const model::Account& account;
    const Secrets& secrets;
    model::ReplyDraft draft;
    model::FrozenReply frozen;
    base::UtcTime firstAttemptAt;
};

/// A post that may be the reply looked for.
struct SeenReply {
    model::SentReply sent;
    std::string text;  ///< as the platform shows it, without the mentions that the platform made us add
    /// Nothing: messages of this kind don't say what they answer.
    std::optional<std::string> parentRemoteId{};
};

/// What the platform was asked before a reply is worded, by the adapter's own names.
using Preparation = std::map<std::string, std::string>;

/// The platform took our word.
struct Acknowledged {};

/// Something that the owner can set for one account.
struct Setting {
    std::string_view name;
    std::string_view usual;    ///< the value as long as nothing was set
    std::string_view meaning;  ///< one sentence; "{dm_read}" stands for the price of that kind
    std::string_view label{};  ///< on screen; empty = the name
};

/// Something that the platform takes money for. The owner may correct it by the setting "price_" + kind, in
/// US dollars.
struct Price {
    std::string_view kind;  ///< of a model::Charge
    model::Micros micros = 0;
    std::string_view meaning;  ///< "a mention read"
};

/// Who the account is, after a sign-in.
struct Identity {
    std::string remoteId;
    std::string handle;
    std::string name;
    std::string profileUrl;
    model::ServerFacts facts;
    /// What opens the account from now on, where that is not what was given: a Page's own token.
    std::optional<Secrets> secrets{};
};

/// One line of "test connection".
struct AbilityTest {
    std::string ability;  ///< "read mentions", "read private messages", "reply"
    /// Soon: it works, and ends within a week.
    enum class State { Works, Missing, NotTested, Soon } state = State::NotTested;
    std::string detail;
};

/// Translates between one platform and Shopbell. Does no I/O and keeps no state: every call that needs the
/// network answers with a step list that somebody else carries out.
class PlatformAdapter {
public:
    virtual ~PlatformAdapter() = default;

    /// The folder's name, the word in the CLI and the database.
    [[nodiscard]] virtual std::string_view name() const = 0;
    /// As people write it.
    [[nodiscard]] virtual std::string_view displayName() const = 0;
    [[nodiscard]] virtual std::vector<Setting> settings() const { return {}; }
    /// Refuses a value that makes no sense, and says what to write instead. `name` is one of settings().
    [[nodiscard]] virtual base::Status checkSetting(std::string_view name, std::string_view value) const;

    /// By the account's facts and settings.
    [[nodiscard]] virtual model::Capabilities capabilities(const model::Account& account) const = 0;
    /// The audience of a private reply, when the agent asks for one.
    [[nodiscard]] virtual std::string privateAudience() const = 0;

    /// What the platform takes money for, by its published list; empty: nothing.
    [[nodiscard]] virtual std::vector<Price> prices() const { return {}; }
    /// The most that a request can cost, asked before it goes.
    [[nodiscard]] virtual std::vector<model::Charge> mostCharges(const net::HttpRequest& request) const;
    /// What an answer was charged for.
    [[nodiscard]] virtual std::vector<model::Charge> charges(const net::HttpRequest& request,
                                                             const net::HttpResponse& response) const;

    /// When a person has to sign in again, as the secrets themselves say; nothing = they don't.
    [[nodiscard]] virtual std::optional<base::UtcTime> loginEndsAt(const Secrets& secrets) const;
    /// When the access is to be renewed before it runs out; nothing: it is renewed when it has, if at all.
    [[nodiscard]] virtual std::optional<base::UtcTime> renewAt(const Secrets& secrets) const;
    /// Fresh secrets for those whose access has run out (Cure::RenewLogin). nullptr: nothing renews them.
    [[nodiscard]] virtual std::unique_ptr<Steps<Secrets>> renew(const model::Account& account,
                                                                const Secrets& secrets) const;

    /// Verifies the token and probes the server. Of `account` server and settings are given.
    [[nodiscard]] virtual std::unique_ptr<Steps<Identity>> identify(const model::Account& account,
                                                                    const Secrets& secrets) const = 0;
    [[nodiscard]] virtual std::unique_ptr<Steps<std::vector<AbilityTest>>>
    testAbilities(const model::Account& account, const Secrets& secrets) const = 0;
    /// Each accepted step may yield a batch that is committed at once.
    [[nodiscard]] virtual std::unique_ptr<Steps<model::IncomingBatch>> poll(PollInput input) const = 0;
    /// The messages around one message: ancestors, the message itself, descendants; those among `known`
    /// (remote ids in that thread, stored here) that are gone are reported as deleted.
    [[nodiscard]] virtual std::unique_ptr<Steps<model::IncomingBatch>>
    readThread(const model::Account& account, const Secrets& secrets, std::string remoteId,
               std::vector<std::string> known) const = 0;

    /// Refuses what the platform would refuse (too long, a private reply that would reach somebody new), in
    /// words.
    [[nodiscard]] virtual base::Status check(const model::Account& account,
                                             const model::ReplyDraft& draft) const = 0;
    /// Address of the platform's own form for this reply, with its words in it: for what can only be sent
    /// there. Empty: it has none.
    [[nodiscard]] virtual std::string replyPage(const model::ReplyDraft& draft) const;
    /// What only the platform knows and the wording needs: ids, whether a reply is allowed. Asked before each
    /// first attempt; nothing is sent by it. nullptr: nothing needs to be asked.
    [[nodiscard]] virtual std::unique_ptr<Steps<Preparation>> prepare(const model::Account& account,
                                                                      const Secrets& secrets,
                                                                      const model::ReplyDraft& draft,
                                                                      base::UtcTime now) const;
    [[nodiscard]] virtual model::FrozenReply freeze(const model::Account& account,
                                                    const model::ReplyDraft& draft,
                                                    const Preparation& prepared, base::UtcTime now,
                                                    base::Random& random) const = 0;
    [[nodiscard]] virtual std::unique_ptr<Steps<model::SentReply>>
    send(const model::Account& account, const Secrets& secrets, const model::FrozenReply& frozen) const = 0;
    /// Own posts near the one looked for; the caller compares.
    [[nodiscard]] virtual std::unique_ptr<Steps<std::vector<SeenReply>>> lookUp(LookUpInput input) const = 0;
    /// Tells the platform what the owner has read. nullptr: it is not to be told of this one.
    [[nodiscard]] virtual std::unique_ptr<Steps<Acknowledged>>
    markRead(const model::Account& account, const Secrets& secrets, const model::ReadMark& mark) const;
    /// Hides a customer's message from others, likes it, or takes that back; whoever did it before. A refusal
    /// of this one is a sentence for the agent. nullptr: the platform has no such deed.
    [[nodiscard]] virtual std::unique_ptr<Steps<Acknowledged>>
    tellDeed(const model::Account& account, const Secrets& secrets, const model::DeedWish& wish) const;
    /// The person's words as the platform shows them: leading mentions that it made us add are taken off.
    [[nodiscard]] virtual std::string comparableText(const model::FrozenReply& frozen) const = 0;
};

}  // namespace platform
