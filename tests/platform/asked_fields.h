// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogue.h"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// What we ask Meta's platforms for, against the vendor's own lists of fields.
namespace asked_fields {

/// The shared facts; says that the test is skipped where they are not.
[[nodiscard]] std::optional<std::filesystem::path> sharedOrSkip();
/// Fields and edges of one kind of object, each with the kind that it leads to.
[[nodiscard]] std::map<std::string, std::string> fieldsOf(const std::filesystem::path& shared,
                                                          const std::string& kind);

/// "id,from{id},comments.limit(5){id}" as names, each with what stands in its braces.
struct Asked {
    std::string name;
    std::string inner;
};
[[nodiscard]] std::vector<Asked> namesIn(std::string_view text);

/// What no list of the vendor's has: "KIND.field" and the file below the shared folder that names it.
using Places = std::map<std::string, std::string>;
/// Of messages, which all platforms of Graph's share.
[[nodiscard]] const Places& placesOfMessages();

/// Of one kind of object; the people in it have ids and names everywhere.
class Conformance {
public:
    Conformance(std::filesystem::path shared, Places elsewhere)
        : m_shared(std::move(shared)), m_elsewhere(std::move(elsewhere)) {}

    void judge(const std::string& kind, std::string_view asked);
    /// Fails for what is named with a place and was not asked for.
    void judgePlaces() const;
    [[nodiscard]] std::size_t names() const { return m_names; }

private:
    std::filesystem::path m_shared;
    Places m_elsewhere;
    std::set<std::string> m_used;
    std::size_t m_names = 0;
};

/// The keys that the readers in a source file below core/platform know.
[[nodiscard]] std::vector<std::string> keysReadIn(const std::string& file);
/// Is it there as a word of its own?
[[nodiscard]] bool holdsWord(const std::string& text, const std::string& word);

/// The answer to an address.
using AnswerTo = std::function<dialogue::Answer(const std::string& url)>;
/// The addresses that these steps ask for.
template <class T>
void collect(const std::unique_ptr<platform::Steps<T>>& steps, const AnswerTo& answerTo,
             std::set<std::string>& urls) {
    int requests = 0;
    while (!steps->finished() && ++requests < 30) {
        const auto request = std::get<platform::HttpCall>(steps->request()).request;
        if (request.method == net::Method::Get) {
            urls.insert(request.url);
        }
        CAPTURE(request.url);
        REQUIRE(steps->accept(answerTo(request.url).response(), dialogue::kNow));
        static_cast<void>(steps->take());
    }
    CHECK(steps->finished());
}

}  // namespace asked_fields
