// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/mastodon/lists.h"
#include "platform/mastodon/poll.h"
#include "platform/sequence.h"

#include <set>

namespace platform::mastodon {

namespace {

constexpr std::size_t kMostChecks = 10;

class Thread final : public Part<model::IncomingBatch> {
public:
    Thread(const model::Account& account, const Secrets& secrets, std::string remoteId,
           std::vector<std::string> known)
        : m_server(account.server, secrets), m_self(account), m_remoteId(std::move(remoteId)),
          m_known(std::move(known)) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        switch (m_stage) {
        case Stage::Status:
            return m_server.get(pathOf(m_remoteId));
        case Stage::Around:
            return m_server.get(pathOf(m_remoteId) + "/context");
        case Stage::Missing:
            if (m_checked < m_missing.size()) {
                return m_server.get(pathOf(m_missing[m_checked]));
            }
            break;
        case Stage::Done:
            break;
        }
        return std::nullopt;
    }

    [[nodiscard]] base::Result<std::optional<model::IncomingBatch>> accept(const net::HttpResponse& response,
                                                                           base::UtcTime now) override {
        const ListReader reader{m_server, m_self, now};
        switch (m_stage) {
        case Stage::Status:
            return acceptStatus(reader, response);
        case Stage::Around:
            return acceptAround(reader, response);
        case Stage::Missing:
            return acceptMissing(reader, response);
        case Stage::Done:
            break;
        }
        return std::optional<model::IncomingBatch>();
    }

private:
    enum class Stage { Status, Around, Missing, Done };
    using Given = base::Result<std::optional<model::IncomingBatch>>;

    static std::string pathOf(const std::string& id) { return "/api/v1/statuses/" + net::percentEncode(id); }

    Given acceptStatus(const ListReader& reader, const net::HttpResponse& response) {
        auto message = readOneStatus(reader, response);
        if (!message) {
            if (message.error().kind != base::ErrorKind::NotFound) {
                return base::fail(std::move(message.error()));
            }
            m_stage = Stage::Done;
            model::IncomingBatch batch;
            batch.deletedRemoteIds.push_back(m_remoteId);
            batch.threadsRead.push_back(m_remoteId);
            return std::optional(std::move(batch));
        }
        m_stage = Stage::Around;
        m_harvest.messages.push_back(*std::move(message));
        return std::optional<model::IncomingBatch>();
    }

    Given acceptAround(const ListReader& reader, const net::HttpResponse& response) {
        m_stage = Stage::Missing;
        // Deleted in between, or a server that has no threads: the post itself is what there is.
        if (response.status != 404 && response.status != 410 && response.status != 501) {
            auto around = readThreadAround(reader, response);
            if (!around) {
                return base::fail(std::move(around.error()));
            }
            for (auto& message : *around) {
                m_harvest.messages.push_back(std::move(message));
            }
        }
        std::set<std::string> present{m_remoteId};
        for (const auto& message : m_harvest.messages) {
            present.insert(message.remoteId);
        }
        for (auto& id : m_known) {
            if (m_missing.size() < kMostChecks && !id.empty() && !present.contains(id)) {
                m_missing.push_back(std::move(id));
            }
        }
        m_harvest.threadsRead.push_back(m_remoteId);
        return std::optional(std::move(m_harvest));
    }

    /// A thread may simply be too long for one answer: only what is asked for and not there is deleted.
    Given acceptMissing(const ListReader& reader, const net::HttpResponse& response) {
        const auto& id = m_missing[m_checked++];
        auto message = readOneStatus(reader, response);
        model::IncomingBatch batch;
        if (message) {
            batch.messages.push_back(*std::move(message));
        } else if (message.error().kind == base::ErrorKind::NotFound) {
            batch.deletedRemoteIds.push_back(id);
        } else {
            return base::fail(std::move(message.error()));
        }
        return std::optional(std::move(batch));
    }

    Server m_server;
    Self m_self;
    std::string m_remoteId;
    std::vector<std::string> m_known;
    Stage m_stage = Stage::Status;
    model::IncomingBatch m_harvest;
    std::vector<std::string> m_missing;
    std::size_t m_checked = 0;
};

}  // namespace

std::unique_ptr<Steps<model::IncomingBatch>> readThread(const model::Account& account, const Secrets& secrets,
                                                        std::string remoteId,
                                                        std::vector<std::string> known) {
    return sequenceOf<model::IncomingBatch>(
        std::make_unique<Thread>(account, secrets, std::move(remoteId), std::move(known)));
}

}  // namespace platform::mastodon
