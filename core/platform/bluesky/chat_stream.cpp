// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bluesky/chat_stream.h"

#include "platform/bluesky/message.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace platform::bluesky {

namespace {

constexpr std::size_t kPageSize = 100;
/// The next poll goes on where the log was left.
constexpr std::size_t kMostLogPages = 200;
constexpr std::size_t kMostConvosReadAgain = 10;
/// Whoever is not known to us lands among the requests.
constexpr std::array<std::string_view, 2> kStatuses{"accepted", "request"};

bool isDeletion(std::string_view type) {
    return type.ends_with("#deletedMessageView");
}

bool isMessage(std::string_view type) {
    return type.empty() || type.ends_with("#messageView");
}

void add(model::IncomingBatch& batch, const json::Item& item, const base::Status& read,
         const WireMessage& message, const WireConvo& convo, const ListReader& reader) {
    if (isDeletion(message.type)) {
        if (!message.id.empty()) {
            batch.deletedRemoteIds.push_back(message.id);
        }
        return;
    }
    if (read && !isMessage(message.type)) {
        return;  // "somebody joined": nothing that anybody said
    }
    batch.messages.push_back(read ? toMessage(message, convo, reader.me)
                                  : toUnreadable(item, read.error(), message, convo, reader.me));
    if (base::toMs(batch.messages.back().at) == 0) {
        batch.messages.back().at = reader.now;
    }
}

}  // namespace

ChatStream::ChatStream(const Server& server, const std::string& me, ChatPlan plan)
    : m_server(server), m_me(me), m_plan(std::move(plan)), m_first(m_plan.cursor.empty()),
      m_stage(m_first ? Stage::Convos : Stage::Log), m_logCursor(m_plan.cursor) {}

std::optional<HttpCall> ChatStream::next() {
    switch (m_stage) {
    case Stage::Log:
        return m_server.getChat("chat.bsky.convo.getLog", {{"cursor", m_logCursor}});
    case Stage::Members:
        return m_server.getChat("chat.bsky.convo.getConvo", {{"convoId", m_unknown.back()}});
    case Stage::Convos: {
        Parameters parameters{{"limit", std::to_string(kPageSize)},
                              {"status", std::string(kStatuses[m_status])}};
        if (!m_pageCursor.empty()) {
            parameters.emplace_back("cursor", m_pageCursor);
        }
        return m_server.getChat("chat.bsky.convo.listConvos", parameters);
    }
    case Stage::Messages: {
        Parameters parameters{{"convoId", m_toRead.back()}, {"limit", std::to_string(kPageSize)}};
        if (!m_pageCursor.empty()) {
            parameters.emplace_back("cursor", m_pageCursor);
        }
        return m_server.getChat("chat.bsky.convo.getMessages", parameters);
    }
    case Stage::Done:
        break;
    }
    return std::nullopt;
}

ChatStream::Given ChatStream::accept(const net::HttpResponse& response, base::UtcTime now) {
    const ListReader reader{m_server, m_me, now};
    if (auto failure = m_server.failureOf(RequestKind::Poll, response, now)) {
        const bool refused =
            failure->kind == base::ErrorKind::Rejected || failure->kind == base::ErrorKind::NotFound;
        const bool noLog = m_stage == Stage::Log && !lacksChatRight(response) &&
                           (refused || failure->kind == base::ErrorKind::Unsupported);
        if (noLog) {
            // How long a service keeps its log is its own affair: the conversations know what is new.
            m_logLost = true;
            m_stage = Stage::Convos;
            return Given(std::nullopt);
        }
        const bool convoGone = refused && m_stage != Stage::Log && m_stage != Stage::Convos;
        if (!convoGone) {
            return giveUp(response, *std::move(failure));
        }
    }
    switch (m_stage) {
    case Stage::Log:
        return acceptLog(reader, response);
    case Stage::Members:
        return acceptMembers(reader, response);
    case Stage::Convos:
        return acceptConvos(reader, response);
    case Stage::Messages:
        return acceptMessages(reader, response);
    case Stage::Done:
        break;
    }
    return std::optional<model::IncomingBatch>();
}

/// The chat has a server of its own. What concerns all of them ends the poll; the rest is told.
ChatStream::Given ChatStream::giveUp(const net::HttpResponse& response, base::Error failure) {
    m_stage = Stage::Done;
    if (failure.cure == base::Cure::RenewLogin || failure.kind == base::ErrorKind::RateLimited ||
        failure.kind == base::ErrorKind::NotThePlatform) {
        return base::fail(std::move(failure));
    }
    if (lacksChatRight(response) || failure.kind == base::ErrorKind::Unsupported) {
        return std::optional<model::IncomingBatch>();  // "test connection" says so
    }
    model::IncomingBatch batch;
    batch.problem = fmt::format("Direct messages can't be read at the moment: {}", failure.message);
    return std::optional(std::move(batch));
}

ChatStream::Given ChatStream::acceptLog(const ListReader& reader, const net::HttpResponse& response) {
    json::Reader json(response.body);
    const auto page = pageOf(reader, json, RequestKind::Poll, response, "logs");
    if (!page) {
        return base::fail(page.error());
    }
    std::string newest = page->cursor;
    for (const auto& item : page->items) {
        WireLog log;
        auto read = readLog(json, item, log);
        if (page->cursor.empty() && log.rev > newest) {
            newest = log.rev;
        }
        noteLog(std::move(log), item.json, std::move(read));
    }
    ++m_logPages;
    m_logMoved =
        !page->items.empty() && !newest.empty() && newest != m_logCursor && m_logPages < kMostLogPages;
    m_logCursor = newest.empty() ? m_logCursor : newest;
    m_stage = Stage::Members;
    return m_unknown.empty() ? handOutLog(reader.now) : Given(std::nullopt);
}

void ChatStream::noteLog(WireLog log, std::string_view json, base::Status read) {
    const bool created = log.type.ends_with("#logCreateMessage");
    const bool deleted = log.type.ends_with("#logDeleteMessage");
    if (!(created || deleted) || log.convoId.empty()) {
        return;
    }
    if (deleted) {
        log.message.type = "#deletedMessageView";
    }
    if (created && !m_known.contains(log.convoId) &&
        std::ranges::find(m_unknown, log.convoId) == m_unknown.end()) {
        m_unknown.push_back(log.convoId);
    }
    // Kept as bytes only where somebody may have to look at them.
    m_happened.push_back({std::move(log), read ? std::string() : std::string(json), std::move(read)});
}

ChatStream::Given ChatStream::acceptMembers(const ListReader& reader, const net::HttpResponse& response) {
    auto convo = readOneConvo(response.body);
    // A conversation that we are no longer in: its messages are shown all the same.
    m_known[m_unknown.back()] = convo ? *std::move(convo) : WireConvo{.id = m_unknown.back()};
    m_unknown.pop_back();
    return m_unknown.empty() ? handOutLog(reader.now) : Given(std::nullopt);
}

ChatStream::Given ChatStream::handOutLog(base::UtcTime now) {
    const ListReader reader{m_server, m_me, now};
    model::IncomingBatch batch;
    for (const Happened& each : m_happened) {
        const auto convo = m_known.find(each.log.convoId);
        add(batch, {each.json, "logs", 0}, each.read, each.log.message,
            convo == m_known.end() ? WireConvo{.id = each.log.convoId} : convo->second, reader);
    }
    m_happened.clear();
    if (m_logMoved) {
        m_stage = Stage::Log;
    } else {
        m_stage = m_plan.depth == ChatPlan::Depth::Thorough ? Stage::Convos : Stage::Done;
    }
    if (m_logCursor != m_plan.cursor) {
        batch.cursors[std::string(kCursor)] = m_logCursor;
        m_plan.cursor = m_logCursor;
    }
    return batch.messages.empty() && batch.deletedRemoteIds.empty() && batch.cursors.empty()
               ? Given(std::nullopt)
               : Given(std::move(batch));
}

ChatStream::Given ChatStream::acceptConvos(const ListReader& reader, const net::HttpResponse& response) {
    json::Reader json(response.body);
    const auto page = pageOf(reader, json, RequestKind::Poll, response, "convos");
    if (!page) {
        return base::fail(page.error());
    }
    for (const auto& item : page->items) {
        WireConvo convo;
        if (readConvo(json, item, convo)) {
            m_known[convo.id] = std::move(convo);
        }
    }
    // Later the newest page is enough: what the log has lost is at the top.
    const bool more = m_first && !page->cursor.empty() && m_askedFor.insert(page->cursor).second;
    m_pageCursor = more ? page->cursor : std::string();
    m_status += more ? 0 : 1;
    if (m_status < kStatuses.size()) {
        return Given(std::nullopt);
    }
    chooseConvos();
    m_stage = m_toRead.empty() ? Stage::Done : Stage::Messages;
    m_askedFor.clear();
    return (m_first || m_logLost) && m_toRead.empty() ? finishAtNewest({}) : Given(std::nullopt);
}

/// The first time all of them, later those that know of something that the log did not tell. They are read
/// from the back.
void ChatStream::chooseConvos() {
    for (const auto& [id, convo] : m_known) {
        if (m_first || convo.rev > m_logCursor) {
            m_toRead.push_back(id);
        }
    }
    std::ranges::sort(m_toRead, {}, [this](const std::string& id) { return m_known[id].rev; });
    if (!m_first && !m_logLost && m_toRead.size() > kMostConvosReadAgain) {
        m_toRead.erase(m_toRead.begin(), m_toRead.end() - static_cast<std::ptrdiff_t>(kMostConvosReadAgain));
    }
}

ChatStream::Given ChatStream::acceptMessages(const ListReader& reader, const net::HttpResponse& response) {
    json::Reader json(response.body);
    model::IncomingBatch batch;
    std::string older;
    // A conversation that is refused is no longer ours; the others are read.
    if (response.status == 200) {
        const auto page = pageOf(reader, json, RequestKind::Poll, response, "messages");
        if (!page) {
            return base::fail(page.error());
        }
        for (const auto& item : page->items) {
            WireMessage message;
            const auto read = readMessage(json, item, message);
            add(batch, item, read, message, m_known[m_toRead.back()], reader);
            ++m_imported;
        }
        older = page->items.empty() ? std::string() : page->cursor;
    }
    const bool more = m_first && !older.empty() && m_imported < m_plan.firstImportItems.items() &&
                      m_askedFor.insert(m_toRead.back() + " " + older).second;
    m_pageCursor = more ? older : std::string();
    if (!more) {
        m_toRead.pop_back();
    }
    if (m_toRead.empty() || (m_first && m_imported >= m_plan.firstImportItems.items())) {
        m_stage = Stage::Done;
        return m_first || m_logLost ? finishAtNewest(std::move(batch)) : Given(std::move(batch));
    }
    return Given(std::move(batch));
}

/// The log goes on where the newest conversation stood before they were read.
ChatStream::Given ChatStream::finishAtNewest(model::IncomingBatch batch) {
    std::string newest = m_plan.cursor;
    for (const auto& [id, convo] : m_known) {
        newest = std::max(newest, convo.rev);
    }
    if (newest != m_plan.cursor) {
        batch.cursors[std::string(kCursor)] = newest;
    }
    return batch.messages.empty() && batch.cursors.empty() ? Given(std::nullopt) : Given(std::move(batch));
}

}  // namespace platform::bluesky
