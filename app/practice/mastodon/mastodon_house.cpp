// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/mastodon/mastodon_house.h"

#include "practice/mastodon/error_answers.h"
#include "practice/mastodon/routes.h"
#include "practice/mastodon/stamps.h"
#include "practice/persona.h"

#include <fmt/format.h>

#include <algorithm>

namespace app::practice::mastodon {
namespace {

/// A member that has to be text, or BadInput.
base::Result<std::string> textMember(const Json& request, const char* key) {
    const auto found = request.is_object() ? request.find(key) : request.end();
    if (!request.is_object() || found == request.end() || !found->is_string() ||
        found->get<std::string>().empty()) {
        return base::fail(base::ErrorKind::BadInput, fmt::format("\"{}\" is missing or no text", key));
    }
    return found->get<std::string>();
}

/// A member that may be missing; anything but text counts as missing.
std::string optionalText(const Json& request, const char* key) {
    const auto found = request.find(key);
    return found != request.end() && found->is_string() ? found->get<std::string>() : "";
}

}  // namespace

MastodonHouse::MastodonHouse(const HouseSettings& settings, DeliveryLog& log)
    : m_state(settings.baseUrl, settings.startMs, settings.dice, log), m_startMs(settings.startMs) {
    m_state.rateLimits = settings.rateLimits;
    m_web = m_state.oauth.registerApp("Web", "", {std::string(kOutOfBand)}, knownScopes()).id;
    const std::vector<std::string> everything{"read", "write", "follow", "push", "profile"};
    for (const Persona& persona : people()) {
        const Id account = m_state.instance.accountByKey(persona.key)->id;
        m_tokens[std::string(persona.key)] =
            m_state.oauth.issueToken(m_web, account, everything, settings.startMs).value;
    }
}

Answer MastodonHouse::answer(const Question& question, std::int64_t nowMs) {
    return answerRoute(m_state, question, nowMs);
}

Answer MastodonHouse::faultAnswer(const Fault& fault, const Question&, std::int64_t nowMs) {
    switch (fault.kind) {
    case FaultKind::RateLimit: {
        Answer answer = statusAnswer(429);
        answer.headers = rateHeaders(
            {.limit = 300, .remaining = 0, .resetMs = nowMs + fault.seconds * 1000, .exceeded = true});
        return answer;
    }
    case FaultKind::Revoked:
        return unauthorized("The access token was revoked");
    case FaultKind::Expired:
        return unauthorized("The access token expired");
    case FaultKind::Html:
        return captivePortal();
    default:
        return statusAnswer(static_cast<int>(fault.amount));
    }
}

void MastodonHouse::onShopReply(ShopReply listener) {
    m_state.onShopReply = [listener = std::move(listener)](Id parent, Id reply, std::int64_t atMs) {
        listener(std::to_string(parent), std::to_string(reply), atMs);
    };
}

Json MastodonHouse::tokens() const {
    Json customers = Json::object();
    for (const auto& [key, token] : m_tokens) {
        if (key != kShop) {
            customers[key] = token;
        }
    }
    return {{"shop", m_tokens.at(std::string(kShop))}, {"customers", customers}};
}

Post* MastodonHouse::find(const PostRef& post) {
    const auto found = m_state.instance.posts.find(parseId(post).value_or(0));
    return found == m_state.instance.posts.end() ? nullptr : &found->second;
}

bool MastodonHouse::exists(const PostRef& post) const {
    return m_state.instance.post(parseId(post).value_or(0)) != nullptr;
}

/// The text behind the handles of those it is for, as clients put them there: the author above and whom they
/// named.
std::string MastodonHouse::addressed(const Utterance& utterance, const Account& author,
                                     const Post* parent) const {
    std::vector<Id> whom;
    const auto add = [&](Id id) {
        if (id != author.id && std::ranges::find(whom, id) == whom.end()) {
            whom.push_back(id);
        }
    };
    if (parent != nullptr) {
        add(parent->author);
        std::ranges::for_each(parent->mentions, add);
    }
    if (whom.empty() && author.key != kShop) {
        whom.push_back(std::ranges::find_if(m_state.instance.accounts, [](const auto& entry) {
                           return entry.second.key == kShop;
                       })->first);
    }
    std::string text;
    for (const Id id : whom) {
        text += "@" + m_state.instance.account(id).acct() + " ";
    }
    return text + utterance.text;
}

Id MastodonHouse::picture(Id owner, const std::string& description, std::int64_t atMs) {
    const Id id = m_state.instance.ids.snowflake(atMs);
    m_state.instance.media[id] = {.id = id,
                                  .owner = owner,
                                  .description =
                                      description.empty() ? std::nullopt : std::optional(description)};
    return id;
}

void MastodonHouse::talkAside(std::string_view persona, std::int64_t atMs) {
    constexpr std::int64_t kBeforeMs = 150 * 60'000;
    if (m_aside == Aside::TooEarly && persona == kShop && atMs < m_startMs) {
        m_aside = Aside::Due;
    }
    if (m_aside != Aside::Due || atMs < m_startMs - kBeforeMs || atMs >= m_startMs) {
        return;
    }
    m_aside = Aside::Said;
    const Account& ada = *m_state.instance.accountByKey("ada");
    static_cast<void>(m_state.publishAndTell(
        {.author = ada.id,
         .app = ada.isLocal() ? m_web : 0,
         .text = "Two weeks with a pot from #KettleAndKiln and my other one sulks in the cupboard. Do they "
                 "mend lids as well?",
         .language = ada.language},
        atMs));
}

PostRef MastodonHouse::say(const Utterance& utterance, std::int64_t atMs) {
    talkAside(utterance.persona, atMs);
    const Account& author = *m_state.instance.accountByKey(utterance.persona);
    const Post* parent = find(utterance.inReplyTo);
    Draft draft{.author = author.id,
                .app = author.isLocal() ? m_web : 0,
                .inReplyTo = parent == nullptr ? 0 : parent->id,
                .text = addressed(utterance, author, parent),
                .warning = utterance.warning,
                .language = author.language};
    draft.visibility = utterance.reach == Reach::Direct ? Visibility::Direct : Visibility::Public;
    for (const std::string& description : utterance.pictures) {
        draft.media.push_back(picture(author.id, description, atMs));
    }
    return std::to_string(m_state.publishAndTell(std::move(draft), atMs).id);
}

void MastodonHouse::edit(const PostRef& ref, const std::string& text, std::int64_t atMs) {
    Post& post = *find(ref);
    const Account& author = m_state.instance.account(post.author);
    const Utterance utterance{.persona = author.key, .text = text};
    revise(m_state.instance, post,
           {.author = post.author,
            .app = post.app,
            .sensitive = post.sensitive,
            .text = addressed(utterance, author, m_state.instance.post(post.inReplyTo)),
            .warning = post.warning,
            .language = post.language,
            .media = post.media},
           atMs);
}

void MastodonHouse::remove(const PostRef& post, std::int64_t) {
    erase(m_state.instance, find(post)->id);
}

void MastodonHouse::like(std::string_view persona, const PostRef& ref, std::int64_t atMs) {
    const Id account = m_state.instance.accountByKey(persona)->id;
    Post* post = find(ref);
    if (post != nullptr && m_state.instance.visible(*post, account)) {
        favourite(m_state.instance, account, *post, atMs);
    }
}

void MastodonHouse::passOn(std::string_view persona, const PostRef& ref, std::int64_t atMs) {
    if (Post* post = find(ref); post != nullptr && post->visibility == Visibility::Public) {
        boost(m_state.instance, m_state.instance.accountByKey(persona)->id, *post, atMs);
    }
}

void MastodonHouse::follow(std::string_view persona, std::int64_t atMs) {
    mastodon::follow(m_state.instance, m_state.instance.accountByKey(persona)->id,
                     m_state.instance.accountByKey(kShop)->id, atMs);
}

Json MastodonHouse::shown(const Post& post) const {
    return Renderer(m_state.instance, m_state.oauth.names(), post.author).post(post);
}

base::Result<Post*> MastodonHouse::named(const Json& request, const char* key) {
    const base::Result<std::string> id = textMember(request, key);
    if (!id) {
        return std::unexpected(id.error());
    }
    Post* post = find(*id);
    if (post == nullptr) {
        return base::fail(base::ErrorKind::NotFound, fmt::format("there is no post {} in the street", *id));
    }
    return post;
}

base::Result<Json> MastodonHouse::say(const Json& request, std::int64_t nowMs) {
    const base::Result<std::string> who = textMember(request, "as");
    const base::Result<std::string> text = textMember(request, "text");
    if (!who || !text) {
        return std::unexpected(who ? text.error() : who.error());
    }
    const Account* author = m_state.instance.accountByKey(*who);
    if (author == nullptr) {
        return base::fail(base::ErrorKind::BadInput,
                          fmt::format("nobody in the street is called \"{}\"", *who));
    }
    Draft draft{.author = author->id,
                .app = author->isLocal() ? m_web : 0,
                .text = *text,
                .language = author->language};
    draft.warning = optionalText(request, "spoiler_text");
    if (request.contains("in_reply_to") && !request["in_reply_to"].is_null()) {
        const base::Result<Post*> parent = named(request, "in_reply_to");
        if (!parent) {
            return std::unexpected(parent.error());
        }
        draft.inReplyTo = (*parent)->id;
        draft.visibility = (*parent)->visibility;
    }
    if (const std::string asked = optionalText(request, "visibility"); !asked.empty()) {
        const std::optional<Visibility> visibility = parseVisibility(asked);
        if (!visibility) {
            return base::fail(
                base::ErrorKind::BadInput,
                fmt::format("\"{}\" is no visibility; there are public, unlisted, private and direct",
                            asked));
        }
        draft.visibility = *visibility;
    }
    if (const std::string language = optionalText(request, "language"); !language.empty()) {
        draft.language = language;
    }
    if (request.contains("media_description")) {
        draft.media.push_back(picture(author->id, optionalText(request, "media_description"), nowMs));
    }
    if (const auto refused = refusal(m_state.instance, draft, nowMs)) {
        return base::fail(base::ErrorKind::BadInput, *refused);
    }
    return shown(m_state.publishAndTell(std::move(draft), nowMs));
}

base::Result<Json> MastodonHouse::edit(const Json& request, std::int64_t nowMs) {
    const base::Result<Post*> post = named(request, "id");
    const base::Result<std::string> text = textMember(request, "text");
    if (!post || !text) {
        return std::unexpected(post ? text.error() : post.error());
    }
    Post& edited = **post;
    revise(m_state.instance, edited,
           {.author = edited.author,
            .app = edited.app,
            .sensitive = edited.sensitive,
            .text = *text,
            .warning = edited.warning,
            .language = edited.language,
            .media = edited.media},
           nowMs);
    return shown(edited);
}

base::Result<Json> MastodonHouse::remove(const Json& request, std::int64_t nowMs) {
    const base::Result<Post*> post = named(request, "id");
    if (!post) {
        return std::unexpected(post.error());
    }
    Json json = shown(**post);
    remove(std::to_string((*post)->id), nowMs);
    return json;
}

base::Result<Json> MastodonHouse::like(const Json& request, std::int64_t nowMs) {
    const base::Result<Post*> post = named(request, "id");
    const base::Result<std::string> who = textMember(request, "as");
    if (!post || !who) {
        return std::unexpected(post ? who.error() : post.error());
    }
    if (m_state.instance.accountByKey(*who) == nullptr) {
        return base::fail(base::ErrorKind::BadInput,
                          fmt::format("nobody in the street is called \"{}\"", *who));
    }
    like(*who, std::to_string((*post)->id), nowMs);
    return shown(**post);
}

}  // namespace app::practice::mastodon
