// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/graph/direct_messages.h"

#include "platform/answer.h"

#include "base/text.h"
#include "base/word_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <ranges>
#include <utility>

namespace platform::graph {
namespace {

constexpr int kConversationsAPage = 25;
constexpr int kFewestAPage = 5;
/// Graph tells no more of any conversation.
constexpr int kReadable = 20;
constexpr int kMostPagesOfOne = 5;
constexpr std::size_t kMostListPages = 200;
/// What is written while a poll runs may show up late.
constexpr base::Duration kOverlap{10 * 60'000};
/// Graph tells times in whole seconds: what moved just now may have moved once more.
constexpr base::Duration kUnsettled{30'000};

std::int64_t msIn(std::string_view text) {
    std::int64_t ms = 0;
    std::from_chars(text.data(), text.data() + text.size(), ms);
    return ms;
}

model::IncomingContact contactOf(const WirePerson& person, std::string_view otherwiseId) {
    return {.remoteId = person.id.empty() ? std::string(otherwiseId) : person.id,
            .handle = person.username,
            .name = person.name.empty() ? person.username : person.name};
}

void addPicture(model::IncomingMessage& message, const std::string& url, const std::string& name,
                model::Attachment::Kind kind) {
    if (!url.empty()) {
        message.attachments.push_back({.kind = kind, .url = url, .description = name});
    }
}

void addAttachments(const WireMessage& wire, model::IncomingMessage& message) {
    using Kind = model::Attachment::Kind;
    for (const WireAttachment& each : wire.attachments) {
        const bool audio = each.mimeType.starts_with("audio/");
        if (!each.image.url.empty()) {
            addPicture(message, each.image.url, {}, Kind::Image);
        } else if (!each.video.url.empty()) {
            addPicture(message, each.video.url, {}, Kind::Video);
        } else {
            addPicture(message, each.fileUrl, each.name, audio ? Kind::Audio : Kind::File);
        }
    }
    addPicture(message, wire.sticker, "a sticker", Kind::Image);
    addPicture(message, wire.story.replyTo, "your story, which this answers", Kind::File);
    addPicture(message, wire.story.mention, "a story that mentions you", Kind::File);
}

/// Links that were passed on stand below the words, unless they are the words.
void addShares(const WireMessage& wire, model::IncomingMessage& message) {
    for (const WireShare& share : wire.shares) {
        if (share.link.empty() || message.text.find(share.link) != std::string::npos) {
            continue;
        }
        message.text += message.text.empty() ? "" : "\n";
        message.text += share.name.empty() ? share.link : fmt::format("{}: {}", share.name, share.link);
    }
}

/// Is it this conversation alone that can't be read? It is gone, its owner put it away, or something about it
/// is refused.
bool isOfOneConversation(base::ErrorKind kind) {
    using base::ErrorKind;
    return kind == ErrorKind::NotFound || kind == ErrorKind::Rejected || kind == ErrorKind::Gone ||
           kind == ErrorKind::Blocked;
}

/// Unsent by its author: it is listed, and nothing of it is left.
bool isUnsent(const model::IncomingMessage& message, const WireMessage& wire) {
    return message.text.empty() && message.attachments.empty() && !wire.unsupported;
}

model::IncomingMessage toUnreadable(const json::Item& item, const base::Error& error, const WireMessage& wire,
                                    const WireConversation& conversation, const Self& self,
                                    base::UtcTime at) {
    WireMessage known = wire;
    known.createdAt = wire.createdAt.value_or(at);
    if (known.id.empty()) {
        known.id = nameOfBytes(item.json);
    }
    model::IncomingMessage message = toMessage(known, conversation, self, {});
    message.unreadable = error.message;
    message.rawJson = keptJson(item.json);
    return message;
}

}  // namespace

bool Self::is(const WirePerson& person) const {
    return (!person.id.empty() && person.id == id) ||
           (!username.empty() && base::asciiLower(person.username) == username);
}

model::IncomingMessage toMessage(const WireMessage& wire, const WireConversation& conversation,
                                 const Self& self, std::string_view webOrigin) {
    model::IncomingMessage message;
    message.remoteId = wire.id;
    message.threadId = conversation.id;
    message.visibility = model::Visibility::Private;
    message.audience = kPrivateAudience;
    message.own = self.is(wire.from);
    const auto others = [&self](const std::vector<WirePerson>& people) {
        std::vector<WirePerson> list;
        std::ranges::copy_if(people, std::back_inserter(list), [&self](const WirePerson& person) {
            return !self.is(person) && !person.id.empty();
        });
        return list;
    };
    const std::vector<WirePerson> participants = others(conversation.participants);
    WirePerson author = wire.from;
    if (author.id.empty() && participants.size() == 1) {
        author = participants.front();  // two talk, and it is not ours
    }
    message.author = contactOf(author, "unknown:" + wire.id);
    if (message.own) {
        for (const WirePerson& person : participants.empty() ? others(wire.to) : participants) {
            message.addressees.push_back(contactOf(person, {}));
        }
    }
    for (const WirePerson& person : participants) {
        const bool addressed = message.own && participants.size() == 1;
        if (person.id != author.id && !addressed) {
            message.otherReaders.push_back(person.id);
        }
    }
    message.text = wire.text;
    addShares(wire, message);
    addAttachments(wire, message);
    if (wire.unsupported) {
        message.unreadable = "a kind of message that the platform does not show to other programs";
    }
    if (!conversation.link.empty() && !webOrigin.empty()) {
        message.url = conversation.link.starts_with('/') ? fmt::format("{}{}", webOrigin, conversation.link)
                                                         : conversation.link;
    }
    message.at = wire.createdAt.value_or(base::UtcTime{});
    return message;
}

DirectMessages::DirectMessages(const Server& server, const Self& self, MessagePlan plan)
    : m_server(server), m_self(self), m_plan(std::move(plan)), m_first(m_plan.cursor.empty()),
      m_limit(kConversationsAPage) {
    for (const std::string& word : base::wordsOf(m_plan.cursor)) {
        const auto equals = word.rfind('=');
        if (equals == std::string::npos) {
            m_boundary = base::fromMs(msIn(word)) - kOverlap;
        } else {
            m_remembered[word.substr(0, equals)] = msIn(std::string_view(word).substr(equals + 1));
        }
    }
}

std::optional<HttpCall> DirectMessages::next() {
    if (m_done) {
        return std::nullopt;
    }
    if (!m_listed) {
        Parameters parameters{{"platform", m_plan.platformWord},
                              {"fields", m_plan.listFields},
                              {"limit", std::to_string(m_limit)}};
        if (!m_listAfter.empty()) {
            parameters.emplace_back("after", m_listAfter);
        }
        return m_server.get(Limit::Messenger, m_plan.list, std::move(parameters));
    }
    const Moved& moved = m_moved.back();
    Parameters parameters{{"fields", m_plan.messageFields}, {"limit", std::to_string(kReadable)}};
    if (!moved.after.empty()) {
        parameters.emplace_back("after", moved.after);
    }
    return m_server.get(Limit::Messenger,
                        fmt::format("/{}/messages", net::percentEncode(moved.conversation.id)),
                        std::move(parameters));
}

base::Result<std::optional<model::IncomingBatch>> DirectMessages::accept(const net::HttpResponse& response,
                                                                         base::UtcTime now) {
    return m_listed ? acceptMessages(response, now) : acceptList(response, now);
}

/// Whether the list is to be read on.
bool DirectMessages::noteRow(const WireConversation& conversation, base::UtcTime now) {
    const base::UtcTime at = *conversation.updatedAt;
    if (m_boundary && at < *m_boundary) {
        return false;
    }
    m_seen[conversation.id] = base::toMs(at);
    if (at <= now && now - at < kUnsettled) {
        m_unsettled.insert(conversation.id);
    }
    const auto known = m_remembered.find(conversation.id);
    if (known == m_remembered.end() || known->second != base::toMs(at)) {
        m_moved.push_back({.conversation = conversation, .after = {}});
    }
    return true;
}

DirectMessages::Given DirectMessages::acceptList(const net::HttpResponse& response, base::UtcTime now) {
    if (asksForLess(response) && m_limit > kFewestAPage) {
        m_limit = std::max(kFewestAPage, m_limit / 2);
        return std::optional<model::IncomingBatch>();
    }
    json::Reader json(response.body);
    const auto page = m_server.pageOf(json, RequestKind::Poll, response, now);
    if (!page) {
        return base::fail(page.error());
    }
    model::IncomingBatch batch;
    bool more = page->more && !page->after.empty() && m_askedFor.insert(page->after).second &&
                m_askedFor.size() < kMostListPages;
    for (const auto& item : page->items) {
        WireConversation conversation;
        std::string_view messages;
        if (const auto read = readConversation(json, item, conversation, messages); !read) {
            batch.problem = m_server.unreadable(RequestKind::Poll, read.error()).message;
            continue;
        }
        more = noteRow(conversation, now) && more;
    }
    if (m_first && m_moved.size() >= m_plan.firstImportItems.items()) {
        m_stopped = more;
        more = false;
    }
    m_listAfter = page->after;
    m_listed = !more;
    // The oldest first: when the line breaks, what was read is without holes.
    if (m_listed) {
        std::ranges::stable_sort(m_moved, std::ranges::greater{},
                                 [](const Moved& moved) { return *moved.conversation.updatedAt; });
    }
    return handOut(std::move(batch), now);
}

void DirectMessages::readPageOf(json::Reader& json, const WirePage& page, Moved& moved,
                                model::IncomingBatch& batch, base::UtcTime now) {
    for (const auto& item : page.items) {
        WireMessage wire;
        const auto read = readMessage(json, item, wire);
        const bool beyond = moved.read >= kReadable;
        if (beyond && !wire.createdAt) {
            continue;  // an id without anything behind it
        }
        const base::UtcTime at = wire.createdAt.value_or(moved.oldestAt.value_or(now));
        moved.oldestAt = std::min(moved.oldestAt.value_or(at), at);
        ++moved.read;
        model::IncomingMessage message =
            read ? toMessage(wire, moved.conversation, m_self, m_plan.webOrigin)
                 : toUnreadable(item, read.error(), wire, moved.conversation, m_self, at);
        if (!message.unreadable.empty() && message.rawJson.empty()) {
            message.rawJson = keptJson(item.json);
        }
        if (read && isUnsent(message, wire)) {
            if (!beyond) {
                batch.deletedRemoteIds.push_back(message.remoteId);
            }
            continue;
        }
        ++m_imported;
        batch.messages.push_back(std::move(message));
    }
}

/// Whether this conversation is to be read on.
bool DirectMessages::goesOn(const WirePage& page, Moved& moved, model::IncomingBatch& batch) {
    ++moved.pages;
    const bool complete =
        m_first || !page.more || (moved.oldestAt && m_boundary && *moved.oldestAt < *m_boundary);
    if (complete) {
        return false;
    }
    const bool news = moved.after != page.after && !page.after.empty();
    if (news && moved.read >= kReadable * moved.pages && moved.pages < kMostPagesOfOne) {
        moved.after = page.after;
        return true;
    }
    batch.gaps.push_back({.after = m_boundary,
                          .before = moved.oldestAt,
                          .reason = fmt::format("{} shows only its newest 20 messages of a conversation.",
                                                m_server.platform())});
    return false;
}

DirectMessages::Given DirectMessages::acceptMessages(const net::HttpResponse& response, base::UtcTime now) {
    Moved& moved = m_moved.back();
    model::IncomingBatch batch;
    json::Reader json(response.body);
    const auto page = m_server.pageOf(json, RequestKind::Poll, response, now);
    if (page) {
        readPageOf(json, *page, moved, batch, now);
        if (goesOn(*page, moved, batch)) {
            return handOut(std::move(batch), now);
        }
    } else if (isOfOneConversation(page.error().kind)) {
        // Beyond what Graph shows it claims that messages are deleted; of a first page, the conversation is
        // gone, or something about it is refused.
        if (moved.pages == 0 && page.error().kind == base::ErrorKind::Rejected) {
            batch.problem = page.error().message;
        }
        if (moved.pages > 0) {
            batch.gaps.push_back(
                {.after = m_boundary,
                 .before = moved.oldestAt,
                 .reason = fmt::format("{} shows only its newest 20 messages of a conversation.",
                                       m_server.platform())});
        }
    } else {
        return base::fail(page.error());
    }
    m_moved.pop_back();
    return handOut(std::move(batch), now);
}

DirectMessages::Given DirectMessages::handOut(model::IncomingBatch batch, base::UtcTime now) {
    if (m_listed && m_moved.empty()) {
        m_done = true;
        if (m_stopped) {
            batch.gaps.push_back(
                {.before = base::fromMs(std::ranges::min(std::views::values(m_seen))),
                 .reason = fmt::format("The first import stops after {} direct messages; older "
                                       "ones were not read.",
                                       m_imported)});
        }
        if (const std::string cursor = cursorText(now); cursor != m_plan.cursor) {
            batch.cursors[std::string(kCursor)] = cursor;
        }
    }
    const bool nothing = batch.messages.empty() && batch.cursors.empty() && batch.gaps.empty() &&
                         batch.deletedRemoteIds.empty() && batch.problem.empty();
    return nothing ? std::optional<model::IncomingBatch>() : std::optional(std::move(batch));
}

/// "NEWEST id=updated …" of what lies behind the next boundary.
std::string DirectMessages::cursorText(base::UtcTime now) const {
    std::int64_t newest = m_boundary ? base::toMs(*m_boundary + kOverlap) : 0;
    for (const auto& [id, at] : m_seen) {
        newest = std::max(newest, at);
    }
    if (newest == 0) {
        newest = base::toMs(now);  // the list was read, and nobody had written
    }
    std::string text = std::to_string(newest);
    for (const auto& [id, at] : m_seen) {
        if (at >= newest - kOverlap.count() && !m_unsettled.contains(id)) {
            text += fmt::format(" {}={}", id, at);
        }
    }
    return text;
}

}  // namespace platform::graph
