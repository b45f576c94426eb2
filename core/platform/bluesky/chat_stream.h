// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/bluesky/lists.h"
#include "platform/sequence.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace platform::bluesky {

struct ChatPlan {
    std::string cursor;  ///< the last revision of the log that was read; empty = never
    ImportLimit firstImportItems = kUsualImport;
    enum class Depth {
        LogAlone,
        Thorough,  ///< and the conversations are looked at for what the log may have lost
    } depth = Depth::LogAlone;
};

/// Direct messages: once the conversations, requests of strangers included, from then on the log of what
/// happened. Trouble of the chat service is told and ends nothing else: it is another server than the posts'.
class ChatStream final : public Part<model::IncomingBatch> {
public:
    static constexpr std::string_view kCursor = "chat_log";

    ChatStream(const Server& server, const std::string& me, ChatPlan plan);

    [[nodiscard]] std::optional<HttpCall> next() override;
    [[nodiscard]] base::Result<std::optional<model::IncomingBatch>> accept(const net::HttpResponse& response,
                                                                           base::UtcTime now) override;

private:
    enum class Stage { Log, Members, Convos, Messages, Done };
    using Given = base::Result<std::optional<model::IncomingBatch>>;
    /// Something of the log that waits for the people of its conversation.
    struct Happened {
        WireLog log;
        std::string json;
        base::Status read;
    };

    [[nodiscard]] Given acceptLog(const ListReader& reader, const net::HttpResponse& response);
    [[nodiscard]] Given acceptMembers(const ListReader& reader, const net::HttpResponse& response);
    [[nodiscard]] Given acceptConvos(const ListReader& reader, const net::HttpResponse& response);
    [[nodiscard]] Given acceptMessages(const ListReader& reader, const net::HttpResponse& response);
    [[nodiscard]] Given handOutLog(base::UtcTime now);
    [[nodiscard]] Given giveUp(const net::HttpResponse& response, base::Error failure);
    void noteLog(WireLog log, std::string_view json, base::Status read);
    void chooseConvos();
    [[nodiscard]] Given finishAtNewest(model::IncomingBatch batch);

    const Server& m_server;
    const std::string& m_me;
    ChatPlan m_plan;
    bool m_first;
    Stage m_stage;
    std::string m_logCursor;
    bool m_logMoved = false;
    bool m_logLost = false;  ///< the service keeps none, or no longer from our place on
    std::size_t m_logPages = 0;
    std::vector<Happened> m_happened;
    std::vector<std::string> m_unknown;  ///< conversations whose people are still to be asked for
    std::map<std::string, WireConvo> m_known;
    std::size_t m_status = 0;  ///< which kind of conversation is listed
    std::string m_pageCursor;
    std::set<std::string> m_askedFor;
    std::vector<std::string> m_toRead;
    std::size_t m_imported = 0;
};

}  // namespace platform::bluesky
