// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/steps.h"
#include "platform/x/server.h"

#include "model/incoming.h"

#include <optional>
#include <set>
#include <string>
#include <utility>

namespace platform::x {

/// A batch that waits for the names of people who are not known here. Where a list can leave the authors out,
/// only they are asked for, and paid for.
class NameQuestion {
public:
    NameQuestion(std::set<std::string> ids, model::IncomingBatch&& batch)
        : m_ids(std::move(ids)), m_batch(std::move(batch)) {}

    [[nodiscard]] HttpCall call(const Server& server) const;
    /// The batch with the names that the answer has. Without an answer it goes on nameless: what was written
    /// matters more.
    [[nodiscard]] model::IncomingBatch answeredBy(const net::HttpResponse& response);

private:
    std::set<std::string> m_ids;
    model::IncomingBatch m_batch;
};

/// Who in the batch has no name and is not in `known`; as many as can be asked for at once.
[[nodiscard]] std::set<std::string> namelessIn(const model::IncomingBatch& batch,
                                               const std::set<std::string>& known);

/// The batch, unless a question about it has to be asked first.
[[nodiscard]] std::optional<model::IncomingBatch> questionOr(model::IncomingBatch&& batch,
                                                             const std::set<std::string>& known,
                                                             std::optional<NameQuestion>& question);

}  // namespace platform::x
