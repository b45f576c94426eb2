// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bluesky/poll.h"

#include "platform/bluesky/chat_stream.h"
#include "platform/bluesky/newest_first.h"
#include "platform/bluesky/rescan.h"

#include <algorithm>

namespace platform::bluesky {

namespace {

std::string cursorIn(const PollInput& input, std::string_view name) {
    const auto found = input.cursors.find(std::string(name));
    return found == input.cursors.end() ? std::string() : found->second;
}

/// What all parts of one poll share, and the parts themselves.
class Poll final : public Steps<model::IncomingBatch> {
public:
    explicit Poll(const PollInput& input)
        : m_server(input.account, input.secrets), m_me(input.account.remoteId), m_steps(partsFor(input)) {}

    [[nodiscard]] bool finished() const override { return m_steps.finished(); }
    [[nodiscard]] Request request() const override { return m_steps.request(); }
    [[nodiscard]] base::Status accept(const net::HttpResponse& response, base::UtcTime now) override {
        return m_steps.accept(response, now);
    }
    [[nodiscard]] std::optional<model::IncomingBatch> take() override { return m_steps.take(); }

private:
    using Parts = std::vector<std::unique_ptr<Part<model::IncomingBatch>>>;

    [[nodiscard]] Parts partsFor(const PollInput& input) {
        const auto firstImportItems = static_cast<std::size_t>(std::max(input.firstImportItems, 1));
        constexpr std::string_view kNotifications = "notifications";
        constexpr std::string_view kOwnPosts = "own_posts";
        Parts parts;
        // "priority" would leave out people whom the account does not follow, which is to say customers.
        parts.push_back(
            std::make_unique<NewestFirst>(m_server, m_me,
                                          StreamPlan{.name = std::string(kNotifications),
                                                     .method = "app.bsky.notification.listNotifications",
                                                     .parameters = {{"reasons", "mention"},
                                                                    {"reasons", "reply"},
                                                                    {"reasons", "quote"},
                                                                    {"priority", "false"}},
                                                     .read = &readNotifications,
                                                     .cursor = cursorIn(input, kNotifications),
                                                     .firstImportItems = firstImportItems,
                                                     .gapWord = "mentions"}));
        if (input.thorough) {
            parts.push_back(std::make_unique<Rescan>(m_server, m_me, input.recent,
                                                     cursorIn(input, Rescan::kHiddenCursor)));
            parts.push_back(std::make_unique<NewestFirst>(
                m_server, m_me,
                StreamPlan{.name = std::string(kOwnPosts),
                           .method = "app.bsky.feed.getAuthorFeed",
                           .parameters = {{"actor", m_me}, {"filter", "posts_with_replies"}},
                           .pageSize = 50,
                           .read = &readOwnPosts,
                           .cursor = cursorIn(input, kOwnPosts),
                           .firstImportItems = firstImportItems,
                           .gapWord = "own posts"}));
        }
        if (input.account.facts.privateMessages.value_or(true)) {
            parts.push_back(std::make_unique<ChatStream>(
                m_server, m_me,
                ChatPlan{.cursor = cursorIn(input, ChatStream::kCursor),
                         .firstImportItems = firstImportItems,
                         .depth = input.thorough ? ChatPlan::Depth::Thorough : ChatPlan::Depth::LogAlone}));
        }
        return parts;
    }

    Server m_server;
    std::string m_me;
    Sequence<model::IncomingBatch> m_steps;
};

}  // namespace

std::unique_ptr<Steps<model::IncomingBatch>> poll(const PollInput& input) {
    return std::make_unique<Poll>(input);
}

}  // namespace platform::bluesky
