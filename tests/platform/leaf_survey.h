// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "leaves.h"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

/// Which leaves of recorded answers are read, against the list of those that are left out on purpose.
namespace recorded {

using leaves::Json;

/// The folder of recorded answers; says that the test is skipped where there is none.
[[nodiscard]] std::optional<std::filesystem::path> capturesOrSkip();
/// The cells of a table of tests/fixtures, without its comments.
[[nodiscard]] std::vector<std::vector<std::string>> tableOf(const std::string& name, std::size_t columns);

/// The files of a folder below captures/ that recorded.tsv names, each with its use.
[[nodiscard]] std::map<std::string, std::string> filesListed(const std::string& folder);

/// Everything that comes out of one answer of an endpoint.
using Observe = std::function<std::string(const std::string& endpoint, const std::string& body)>;

/// Some fields only step in for others, so a leaf is tried again with its neighbours missing.
struct Neighbours {
    std::vector<std::string> ofLeaf;    ///< names to leave out beside it; "" = all of them
    std::vector<std::string> ofHolder;  ///< beside what holds it
    /// Never left out: without one, an item goes by the digest of its whole JSON, and everything would
    /// matter.
    std::set<std::string> identifiers;
};

class LeafSurvey {
public:
    LeafSurvey(Observe observe, Neighbours neighbours)
        : m_observe(std::move(observe)), m_neighbours(std::move(neighbours)) {}

    /// Tries the leaves of one recorded answer, each so often in all.
    void examine(const std::string& endpoint, const std::string& body, const std::string& file);
    /// Fails for a leaf that is neither read nor on the list, for one that is both, and for a row of the list
    /// that matches nothing.
    void judge(const std::string& ignoredTable) const;

    [[nodiscard]] std::size_t answers() const { return m_answers; }
    [[nodiscard]] std::size_t endpoints() const { return m_endpoints.size(); }

private:
    /// What one leaf of one endpoint has shown so far.
    struct Leaf {
        bool read = false;
        std::size_t tries = 0;
        std::string example;  ///< file where it stands
    };

    [[nodiscard]] bool matters(const std::string& endpoint, Json& document,
                               const Json::json_pointer& place) const;
    [[nodiscard]] bool mattersWithout(const std::string& neighbour, const std::string& endpoint,
                                      Json& document, const Json::json_pointer& place,
                                      const Json::json_pointer& owner, const std::string& name) const;
    [[nodiscard]] bool mattersAlone(const std::string& endpoint, Json& document,
                                    const Json::json_pointer& place) const;

    Observe m_observe;
    Neighbours m_neighbours;
    std::map<std::pair<std::string, std::string>, Leaf> m_found;
    std::set<std::string> m_endpoints;
    std::size_t m_answers = 0;
};

}  // namespace recorded
