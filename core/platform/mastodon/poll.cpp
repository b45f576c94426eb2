// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/mastodon/poll.h"

#include "platform/mastodon/conversations.h"
#include "platform/mastodon/forward_stream.h"
#include "platform/mastodon/rescan.h"

#include "net/http.h"

namespace platform::mastodon {

namespace {

constexpr std::string_view kNotifications = "notifications";
constexpr std::string_view kOwnStatuses = "own_statuses";

/// What all parts of one poll share, and the parts themselves.
class Poll final : public Steps<model::IncomingBatch> {
public:
    explicit Poll(PollInput&& input)
        : m_server(input.account.server, input.secrets), m_self(input.account), m_steps(partsFor(input)) {}

    [[nodiscard]] bool finished() const override { return m_steps.finished(); }
    [[nodiscard]] Request request() const override { return m_steps.request(); }
    [[nodiscard]] base::Status accept(const net::HttpResponse& response, base::UtcTime now) override {
        return m_steps.accept(response, now);
    }
    [[nodiscard]] std::optional<model::IncomingBatch> take() override { return m_steps.take(); }

private:
    using Parts = std::vector<std::unique_ptr<Part<model::IncomingBatch>>>;

    [[nodiscard]] Parts partsFor(PollInput& input) {
        const auto firstImportItems = static_cast<std::size_t>(std::max(input.firstImportItems, 1));
        const Parameters onlyMentions{{"types[]", "mention"}, {"include_filtered", "true"}};
        Parts parts;
        parts.push_back(std::make_unique<ForwardStream>(m_server, m_self,
                                                        StreamPlan{.name = std::string(kNotifications),
                                                                   .path = "/api/v1/notifications",
                                                                   .parameters = onlyMentions,
                                                                   .pageSize = 80,
                                                                   .read = &readNotifications,
                                                                   .cursor = cursorOf(input, kNotifications),
                                                                   .firstImportItems = firstImportItems,
                                                                   .gapWord = "mentions"},
                                                        input.thorough ? &m_newest : nullptr));
        if (!input.thorough) {
            return parts;
        }
        parts.push_back(std::make_unique<Rescan>(m_server, m_self, onlyMentions, std::move(input.recent),
                                                 cursorOf(input, Rescan::kClearedCursor), m_newest));
        parts.push_back(std::make_unique<ForwardStream>(
            m_server, m_self,
            StreamPlan{.name = std::string(kOwnStatuses),
                       .path = "/api/v1/accounts/" + net::percentEncode(input.account.remoteId) + "/statuses",
                       .parameters = {{"exclude_reblogs", "true"}},
                       .read = &readOwnStatuses,
                       .cursor = cursorOf(input, kOwnStatuses)},
            nullptr));
        parts.push_back(std::make_unique<Conversations>(
            m_server, m_self, cursorOf(input, Conversations::kCursor), firstImportItems));
        return parts;
    }

    static std::string cursorOf(const PollInput& input, std::string_view stream) {
        const auto found = input.cursors.find(std::string(stream));
        return found == input.cursors.end() ? std::string() : found->second;
    }

    Server m_server;
    Self m_self;
    NewestPage m_newest;
    Sequence<model::IncomingBatch> m_steps;
};

}  // namespace

std::unique_ptr<Steps<model::IncomingBatch>> poll(PollInput input) {
    return std::make_unique<Poll>(std::move(input));
}

}  // namespace platform::mastodon
