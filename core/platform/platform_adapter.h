// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/steps.h"

#include "model/account.h"
#include "model/capabilities.h"
#include "model/incoming.h"
#include "model/reply.h"
#include "net/http.h"

#include "base/digest.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace platform {

/// The account's secrets, named as the platform names them ("access_token", …). Never logged, never stored in
/// the database.
using Secrets = std::map<std::string, std::string>;

/// What a poll starts from.
struct PollInput {
    const model::Account& account;
    const Secrets& secrets;
    std::map<std::string, std::string> cursors;
    /// The newest known messages that came by notification, newest first, to notice edits and deletions.
    struct Recent {
        std::string remoteId;
        std::string notificationId;
    };
    std::vector<Recent> recent;
    /// A first import stops after so many items of each stream, the newest first.
    int firstImportItems = 2'000;
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
    std::string parentRemoteId;
};

/// Who the account is, after a sign-in.
struct Identity {
    std::string remoteId;
    std::string handle;
    std::string name;
    std::string profileUrl;
    model::ServerFacts facts;
};

/// One line of "test connection".
struct AbilityTest {
    std::string ability;  ///< "read mentions", "read private messages", "reply"
    enum class State { Works, Missing, NotTested } state = State::NotTested;
    std::string detail;
};

/// Translates between one platform and Shopbell. Does no I/O and keeps no state: every call that needs the
/// network answers with a step list that somebody else carries out.
class PlatformAdapter {
public:
    virtual ~PlatformAdapter() = default;

    /// The folder's name, the word in the CLI and the database.
    [[nodiscard]] virtual std::string_view name() const = 0;
    /// As people write it, and the two letters of its tag.
    [[nodiscard]] virtual std::string_view displayName() const = 0;
    [[nodiscard]] virtual std::string_view tag() const = 0;

    [[nodiscard]] virtual model::Capabilities capabilities(const model::ServerFacts& facts) const = 0;
    /// The audience of a private reply, when the agent asks for one.
    [[nodiscard]] virtual std::string privateAudience() const = 0;

    /// Verifies the token and probes the server.
    [[nodiscard]] virtual std::unique_ptr<Steps<Identity>> identify(std::string server,
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
    [[nodiscard]] virtual model::FrozenReply freeze(const model::Account& account,
                                                    const model::ReplyDraft& draft, base::UtcTime now,
                                                    base::Random& random) const = 0;
    [[nodiscard]] virtual std::unique_ptr<Steps<model::SentReply>>
    send(const model::Account& account, const Secrets& secrets, const model::FrozenReply& frozen) const = 0;
    /// Own posts near the one looked for; the caller compares.
    [[nodiscard]] virtual std::unique_ptr<Steps<std::vector<SeenReply>>> lookUp(LookUpInput input) const = 0;
    /// The person's words as the platform shows them: leading mentions that it made us add are taken off.
    [[nodiscard]] virtual std::string comparableText(const model::FrozenReply& frozen) const = 0;
};

}  // namespace platform
