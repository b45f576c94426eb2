// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/threads/send.h"

#include "platform/graph/compose.h"
#include "platform/json_fields.h"
#include "platform/sequence.h"
#include "platform/threads/post.h"

#include "base/emoji.h"
#include "base/text.h"
#include "base/utf8.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <utility>

namespace platform::threads {
namespace {

constexpr std::int64_t kLongest = 500;
constexpr const char* kContainer = "container";
constexpr int kMostLooks = 15;
constexpr base::Duration kBetweenLooks{1'000};

struct Frozen {
    std::string container;
    std::string text;
    std::string parent;
};

std::string textIn(const nlohmann::json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Frozen thaw(const model::FrozenReply& frozen) {
    const auto read = nlohmann::json::parse(frozen.body, nullptr, false);
    return read.is_object() ? Frozen{textIn(read, kContainer), textIn(read, "text"), textIn(read, "parent")}
                            : Frozen{};
}

struct WireContainer {
    std::string status;
    std::string error;
};
constexpr std::array<json::Field<WireContainer>, 2> kContainerFields{{
    {"status",
     [](json::Value& value, WireContainer& into) { return json::readOptionalText(value, into.status); }},
    {"error_message",
     [](json::Value& value, WireContainer& into) { return json::readOptionalText(value, into.error); }},
}};

HttpCall askStatus(const graph::Server& server, const std::string& container, RequestKind kind) {
    return server.get(graph::Limit::Pages, "/" + net::percentEncode(container),
                      {{"fields", "id,status,error_message"}}, kind);
}
HttpCall askReplies(const graph::Server& server, RequestKind kind) {
    return server.get(graph::Limit::Pages, "/me/replies",
                      {{"fields", std::string(kPostWords)}, {"limit", "25"}}, kind);
}

/// Our own latest replies.
base::Result<std::vector<SeenReply>> seenIn(const graph::Server& server, const graph::Self& self,
                                            const net::HttpResponse& response, base::UtcTime now) {
    json::Reader json(response.body);
    const auto page = server.pageOf(json, RequestKind::LookUp, response, now);
    if (!page) {
        return base::fail(page.error());
    }
    std::vector<SeenReply> seen;
    for (const auto& item : page->items) {
        WirePost post;
        if (!readPost(json, item, post)) {
            continue;
        }
        const auto message = toMessage(post, self);
        seen.push_back({.sent = {.remoteId = message.remoteId,
                                 .at = message.at,
                                 .url = message.url,
                                 .audience = std::string(kPublicAudience)},
                        .text = graph::comparable(message.text),
                        .parentRemoteId = message.parentRemoteId});
    }
    return seen;
}

class MakeContainer final : public Part<Preparation> {
public:
    MakeContainer(const model::Account& account, const Secrets& secrets, const model::ReplyDraft& draft)
        : m_server(serverOf(account, secrets)), m_text(draft.text), m_parent(draft.parentRemoteId) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        if (m_done) {
            return std::nullopt;
        }
        HttpCall call =
            m_server.postFormOnce(graph::Limit::Pages, "/me/threads",
                                  {{"media_type", "TEXT"}, {"text", m_text}, {"reply_to_id", m_parent}});
        // Nobody sees a container that is not published: to make another one is no harm.
        call.kind = RequestKind::Poll;
        return call;
    }

    [[nodiscard]] base::Result<std::optional<Preparation>> accept(const net::HttpResponse& response,
                                                                  base::UtcTime now) override {
        m_done = true;
        if (auto failure = m_server.failureOf(RequestKind::Poll, response, now)) {
            if (failure->kind == base::ErrorKind::NotFound) {
                failure->kind = base::ErrorKind::Gone;
                failure->message = "The post is no longer there, or can no longer be answered.";
            }
            if (failure->kind == base::ErrorKind::Rejected || failure->kind == base::ErrorKind::Permission) {
                failure->cure = base::Cure::Never;
            }
            return base::fail(*std::move(failure));
        }
        const graph::WireSent made = graph::readSent(response.body);
        if (made.id.empty()) {
            return base::fail(m_server.notThePlatform(RequestKind::Poll, response));
        }
        return std::optional(Preparation{{kContainer, made.id}});
    }

private:
    graph::Server m_server;
    std::string m_text;
    std::string m_parent;
    bool m_done = false;
};

/// Publishes the container when it is ready. One that is published already is found among our replies.
class Publish final : public Part<model::SentReply> {
public:
    Publish(const model::Account& account, const Secrets& secrets, Frozen frozen)
        : m_server(serverOf(account, secrets)), m_self(selfOf(account)), m_frozen(std::move(frozen)) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        switch (m_stage) {
        case Stage::Status: {
            HttpCall call = askStatus(m_server, m_frozen.container, RequestKind::LookUp);
            if (m_looks > 0 && !net::isLoopback(m_server.origin())) {
                call.limitGroup = "container";
                call.pause = kBetweenLooks;
            }
            return call;
        }
        case Stage::Publish:
            return m_server.postFormOnce(graph::Limit::Pages, "/me/threads_publish",
                                         {{"creation_id", m_frozen.container}});
        case Stage::Find:
            return askReplies(m_server, RequestKind::LookUp);
        case Stage::Done:
            break;
        }
        return std::nullopt;
    }

    [[nodiscard]] base::Result<std::optional<model::SentReply>> accept(const net::HttpResponse& response,
                                                                       base::UtcTime now) override {
        switch (m_stage) {
        case Stage::Status:
            return acceptStatus(response, now);
        case Stage::Publish:
            return acceptPublished(response, now);
        default:
            return acceptFound(response, now);
        }
    }

private:
    enum class Stage { Status, Publish, Find, Done };
    using Given = base::Result<std::optional<model::SentReply>>;

    [[nodiscard]] static std::unexpected<base::Error> refused(std::string message) {
        return base::fail(base::ErrorKind::Rejected, std::move(message));
    }

    [[nodiscard]] Given acceptStatus(const net::HttpResponse& response, base::UtcTime now) {
        if (auto failure = m_server.failureOf(RequestKind::LookUp, response, now)) {
            m_stage = Stage::Done;
            return base::fail(*std::move(failure));
        }
        const auto container = json::readWhole<WireContainer>(response.body, kContainerFields);
        const std::string status = container ? container->status : std::string();
        if (status == "FINISHED") {
            m_stage = Stage::Publish;
        } else if (status == "PUBLISHED") {
            m_stage = Stage::Find;
        } else if (status == "IN_PROGRESS" && ++m_looks < kMostLooks) {
            return std::optional<model::SentReply>();
        } else if (status == "IN_PROGRESS") {
            m_stage = Stage::Done;
            return base::fail(base::Error{.kind = base::ErrorKind::ServerTrouble,
                                          .cure = base::Cure::BackOff,
                                          .message = "Threads is still getting the reply ready."});
        } else {
            m_stage = Stage::Done;
            return refused(
                status == "EXPIRED"
                    ? std::string("Threads keeps a reply that is not published for a day; this one has run "
                                  "out. Edit it and send it anew.")
                    : fmt::format("Threads could not get the reply ready{}{}.",
                                  container && !container->error.empty() ? ": " : "",
                                  container ? base::cleanName(container->error) : std::string()));
        }
        return std::optional<model::SentReply>();
    }

    [[nodiscard]] Given acceptPublished(const net::HttpResponse& response, base::UtcTime now) {
        m_stage = Stage::Done;
        if (auto failure = m_server.failureOf(RequestKind::Send, response, now)) {
            return base::fail(*std::move(failure));
        }
        const graph::WireSent sent = graph::readSent(response.body);
        if (sent.id.empty()) {
            return base::fail(unconfirmed());
        }
        return std::optional(model::SentReply{
            .remoteId = sent.id, .at = now, .url = {}, .audience = std::string(kPublicAudience)});
    }

    [[nodiscard]] Given acceptFound(const net::HttpResponse& response, base::UtcTime now) {
        m_stage = Stage::Done;
        const auto seen = seenIn(m_server, m_self, response, now);
        if (!seen) {
            return base::fail(seen.error());
        }
        for (const SeenReply& reply : *seen) {
            if (reply.text == graph::comparable(m_frozen.text) && reply.parentRemoteId == m_frozen.parent) {
                return std::optional(reply.sent);
            }
        }
        return base::fail(unconfirmed());
    }

    [[nodiscard]] static base::Error unconfirmed() {
        return {.kind = base::ErrorKind::Unknown,
                .cure = base::Cure::LookUp,
                .message = "Threads has published the reply, and does not show it yet."};
    }

    graph::Server m_server;
    graph::Self m_self;
    Frozen m_frozen;
    Stage m_stage = Stage::Status;
    int m_looks = 0;
};

/// Nothing is there unless the container was published.
class Find final : public Part<std::vector<SeenReply>> {
public:
    explicit Find(const LookUpInput& input)
        : m_server(serverOf(input.account, input.secrets)), m_self(selfOf(input.account)),
          m_frozen(thaw(input.frozen)) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        switch (m_stage) {
        case Stage::Status:
            return askStatus(m_server, m_frozen.container, RequestKind::LookUp);
        case Stage::Replies:
            return askReplies(m_server, RequestKind::LookUp);
        case Stage::Done:
            break;
        }
        return std::nullopt;
    }

    [[nodiscard]] base::Result<std::optional<std::vector<SeenReply>>>
    accept(const net::HttpResponse& response, base::UtcTime now) override {
        if (m_stage == Stage::Replies) {
            m_stage = Stage::Done;
            auto seen = seenIn(m_server, m_self, response, now);
            return seen ? base::Result<std::optional<std::vector<SeenReply>>>(*std::move(seen))
                        : base::fail(std::move(seen.error()));
        }
        const auto container = json::readWhole<WireContainer>(response.body, kContainerFields);
        const auto failure = m_server.failureOf(RequestKind::LookUp, response, now);
        const bool surelyNot = !failure && container && container->status == "FINISHED";
        m_stage = surelyNot ? Stage::Done : Stage::Replies;
        return surelyNot ? std::optional(std::vector<SeenReply>()) : std::optional<std::vector<SeenReply>>();
    }

private:
    enum class Stage { Status, Replies, Done };
    graph::Server m_server;
    graph::Self m_self;
    Frozen m_frozen;
    Stage m_stage = Stage::Status;
};

}  // namespace

std::int64_t lengthOf(std::string_view text) {
    std::u32string points;
    std::vector<std::int64_t> bytes;
    for (std::size_t at = 0; at < text.size();) {
        const base::Utf8Step step = base::utf8At(text, at);
        points.push_back(step.codePoint);
        bytes.push_back(static_cast<std::int64_t>(step.size));
        at += step.size;
    }
    std::int64_t length = 0;
    for (std::size_t at = 0; at < points.size();) {
        const std::size_t emoji = base::emojiAt(points, at);
        for (const std::size_t end = at + emoji; at < end; ++at) {
            length += bytes[at];
        }
        if (emoji == 0) {
            ++length;
            ++at;
        }
    }
    return length;
}

base::Status check(const model::ReplyDraft& draft) {
    if (base::trim(draft.text).empty()) {
        return base::fail(base::ErrorKind::BadInput, "the reply is empty");
    }
    if (draft.visibility != model::Visibility::Public || draft.fromPublic) {
        return base::fail(base::ErrorKind::Unsupported, "Threads has no private messages for programs");
    }
    if (draft.parentRemoteId.empty()) {
        return base::fail(base::ErrorKind::BadInput, "there is no post that this reply could stand under");
    }
    if (const auto length = lengthOf(draft.text); length > kLongest) {
        return base::fail(
            base::ErrorKind::TooLong,
            fmt::format("the reply counts {} on Threads (an emoji counts its bytes), which takes {} at "
                        "most",
                        length, kLongest));
    }
    return {};
}

std::unique_ptr<Steps<Preparation>> prepare(const model::Account& account, const Secrets& secrets,
                                            const model::ReplyDraft& draft) {
    return sequenceOf<Preparation>(std::make_unique<MakeContainer>(account, secrets, draft));
}

model::FrozenReply freeze(const model::ReplyDraft& draft, const Preparation& prepared) {
    const auto container = prepared.find(kContainer);
    const nlohmann::json body{{kContainer, container == prepared.end() ? std::string() : container->second},
                              {"text", draft.text},
                              {"parent", draft.parentRemoteId}};
    return {.body = body.dump(), .repeatKey = {}, .remoteId = {}};
}

std::unique_ptr<Steps<model::SentReply>> send(const model::Account& account, const Secrets& secrets,
                                              const model::FrozenReply& frozen) {
    return sequenceOf<model::SentReply>(std::make_unique<Publish>(account, secrets, thaw(frozen)));
}

std::unique_ptr<Steps<std::vector<SeenReply>>> lookUp(const LookUpInput& input) {
    return sequenceOf<std::vector<SeenReply>>(std::make_unique<Find>(input));
}

std::string textOf(const model::FrozenReply& frozen) {
    return graph::comparable(thaw(frozen).text);
}

}  // namespace platform::threads
