// SPDX-License-Identifier: GPL-3.0-or-later
#include "leaf_survey.h"

#include "cassette.h"
#include "support/catch.h"
#include "support/paths.h"

#include <sstream>
#include <string_view>

namespace recorded {

namespace {

bool covers(const std::string& pattern, const std::string& path) {
    if (!pattern.ends_with('*')) {
        return pattern == path;
    }
    // "account.roles*" covers the list itself and all below it.
    const std::string_view stem = std::string_view(pattern).substr(0, pattern.size() - 1);
    return path == stem || path.starts_with(std::string(stem) + ".") ||
           path.starts_with(std::string(stem) + "[");
}

}  // namespace

std::optional<std::filesystem::path> capturesOrSkip() {
    const auto shared = cassette::sharedFolder();
    if (!shared) {
        SUCCEED("skipped: the shared recordings are not here");
        WARN("skipped: the shared recordings are not here");
        return std::nullopt;
    }
    return *shared / "captures";
}

std::vector<std::vector<std::string>> tableOf(const std::string& name, std::size_t columns) {
    std::vector<std::vector<std::string>> rows;
    std::istringstream lines(support::readFile(support::fixture(name)));
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || line.starts_with('#')) {
            continue;
        }
        std::vector<std::string> row;
        std::istringstream cells(line);
        for (std::string cell; std::getline(cells, cell, '\t');) {
            row.push_back(cell);
        }
        CAPTURE(line);
        REQUIRE(row.size() == columns);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::map<std::string, std::string> filesListed(const std::string& folder) {
    std::map<std::string, std::string> listed;
    for (const auto& row : tableOf("recorded.tsv", 3)) {
        if (row[0] == folder) {
            CHECK(listed.emplace(row[1], row[2]).second);
        }
    }
    return listed;
}

/// Does another value at this place come out differently?
bool LeafSurvey::matters(const std::string& endpoint, Json& document, const Json::json_pointer& place) const {
    const std::string before = m_observe(endpoint, document.dump());
    Json& value = document[place];
    const Json original = value;
    bool differs = false;
    for (const auto& other : leaves::othersThan(original)) {
        value = other;
        differs = differs || m_observe(endpoint, document.dump()) != before;
    }
    value = original;
    return differs;
}

bool LeafSurvey::mattersWithout(const std::string& neighbour, const std::string& endpoint, Json& document,
                                const Json::json_pointer& place, const Json::json_pointer& owner,
                                const std::string& name) const {
    const Json whole = document[owner];
    Json fewer = whole;
    for (const auto& [each, value] : whole.items()) {
        if (each != name && !m_neighbours.identifiers.contains(each) &&
            (neighbour.empty() || each == neighbour)) {
            fewer.erase(each);
        }
    }
    if (fewer.size() == whole.size()) {
        return false;
    }
    document[owner] = std::move(fewer);
    const bool differs = matters(endpoint, document, place);
    document[owner] = whole;
    return differs;
}

bool LeafSurvey::mattersAlone(const std::string& endpoint, Json& document,
                              const Json::json_pointer& place) const {
    bool isLeaf = true;
    for (auto owner = place; !owner.empty(); isLeaf = false) {
        const std::string name = owner.back();
        owner.pop_back();
        if (!document[owner].is_object()) {
            continue;
        }
        for (const auto& neighbour : isLeaf ? m_neighbours.ofLeaf : m_neighbours.ofHolder) {
            if (mattersWithout(neighbour, endpoint, document, place, owner, name)) {
                return true;
            }
        }
    }
    return false;
}

void LeafSurvey::examine(const std::string& endpoint, const std::string& body, const std::string& file) {
    constexpr std::size_t kMostTries = 8;
    ++m_answers;
    m_endpoints.insert(endpoint);
    Json document = Json::parse(body);
    for (const auto& [path, places] : leaves::placesOf(document)) {
        auto& leaf = m_found[{endpoint, path}];
        leaf.example = file;
        for (const auto& place : places) {
            if (leaf.read || leaf.tries == kMostTries) {
                break;
            }
            ++leaf.tries;
            leaf.read = matters(endpoint, document, place) || mattersAlone(endpoint, document, place);
        }
    }
}

void LeafSurvey::judge(const std::string& ignoredTable) const {
    const auto ignored = tableOf(ignoredTable, 3);
    std::set<std::size_t> used;
    for (const auto& [key, leaf] : m_found) {
        const auto& [endpoint, path] = key;
        bool isIgnored = false;
        for (std::size_t row = 0; row < ignored.size(); ++row) {
            if (ignored[row][0] == endpoint && covers(ignored[row][1], path)) {
                isIgnored = true;
                used.insert(row);
            }
        }
        if (leaf.read == isIgnored) {
            FAIL_CHECK(endpoint << "\t" << path << "\t"
                                << (isIgnored ? "is read, yet stands on the ignore list"
                                              : "is neither read nor ignored")
                                << " (" << leaf.example << ")");
        }
    }
    for (std::size_t row = 0; row < ignored.size(); ++row) {
        if (!used.contains(row)) {
            FAIL_CHECK("stands on the ignore list for nothing: " << ignored[row][0] << "\t"
                                                                 << ignored[row][1]);
        }
    }
}

}  // namespace recorded
