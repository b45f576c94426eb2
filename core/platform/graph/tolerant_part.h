// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/sequence.h"

#include "model/incoming.h"

#include <memory>
#include <utility>

namespace platform::graph {

/// A stretch of a poll that may not be allowed: a missing permission is told and ends nothing else.
class TolerantPart final : public Part<model::IncomingBatch> {
public:
    explicit TolerantPart(std::unique_ptr<Part<model::IncomingBatch>> part) : m_part(std::move(part)) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        return m_refused ? std::optional<HttpCall>() : m_part->next();
    }
    [[nodiscard]] base::Result<std::optional<model::IncomingBatch>> accept(const net::HttpResponse& response,
                                                                           base::UtcTime now) override {
        auto given = m_part->accept(response, now);
        if (given || (given.error().kind != base::ErrorKind::Permission &&
                      given.error().kind != base::ErrorKind::Unsupported)) {
            return given;
        }
        m_refused = true;
        model::IncomingBatch batch;
        batch.problem = given.error().message;
        return std::optional(std::move(batch));
    }

private:
    std::unique_ptr<Part<model::IncomingBatch>> m_part;
    bool m_refused = false;
};

}  // namespace platform::graph
