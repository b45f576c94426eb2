// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/ranking/word_vectors.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace model {
namespace {

using base::ErrorKind;

constexpr std::size_t kNumber = 4;
constexpr double kScaleUnit = 1e-7;

std::uint32_t numberAt(std::string_view bytes, std::size_t at) {
    std::uint32_t number = 0;
    for (std::size_t i = kNumber; i > 0; --i) {
        number = number << 8U | static_cast<std::uint8_t>(bytes[at + i - 1]);
    }
    return number;
}

std::unexpected<base::Error> notReadable(const std::string& why) {
    return base::fail(ErrorKind::BadInput, "these are no word vectors: " + why);
}

}  // namespace

base::Result<WordVectors> WordVectors::read(std::string bytes) {
    std::size_t at = kHead.size() + 2 * kNumber;
    if (!bytes.starts_with(kHead) || bytes.size() < at ||
        bytes.size() > std::numeric_limits<std::uint32_t>::max()) {
        return notReadable("the file does not begin as one of them");
    }
    const std::uint32_t count = numberAt(bytes, kHead.size());
    if (const std::uint32_t dimensions = numberAt(bytes, kHead.size() + kNumber); dimensions != kDimensions) {
        return notReadable(std::to_string(dimensions) + " dimensions instead of " +
                           std::to_string(kDimensions));
    }
    WordVectors vectors;
    vectors.m_bytes = std::move(bytes);
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::size_t length =
            at < vectors.m_bytes.size() ? static_cast<std::uint8_t>(vectors.m_bytes[at]) : 0;
        const std::size_t end = at + 1 + length + kNumber + kDimensions;
        if (length == 0 || end > vectors.m_bytes.size()) {
            return notReadable("the file ends at word " + std::to_string(i + 1) + " of " +
                               std::to_string(count));
        }
        const auto place = static_cast<std::uint32_t>(at);
        if (!vectors.m_words.empty() && vectors.wordAt(place) <= vectors.wordAt(vectors.m_words.back())) {
            return notReadable("word " + std::to_string(i + 1) + " is not in order");
        }
        vectors.m_words.push_back(place);
        at = end;
    }
    if (at != vectors.m_bytes.size()) {
        return notReadable("there is more behind the last word");
    }
    return vectors;
}

std::string_view WordVectors::wordAt(std::uint32_t place) const {
    return std::string_view(m_bytes).substr(place + 1, static_cast<std::uint8_t>(m_bytes[place]));
}

std::optional<WordVectors::Vector> WordVectors::find(std::string_view word) const {
    const auto found =
        std::ranges::lower_bound(m_words, word, {}, [this](std::uint32_t place) { return wordAt(place); });
    if (found == m_words.end() || wordAt(*found) != word) {
        return std::nullopt;
    }
    const std::size_t behind = *found + 1 + word.size();
    return Vector{.scale = kScaleUnit * numberAt(m_bytes, behind),
                  .values = std::string_view(m_bytes).substr(behind + kNumber, kDimensions)};
}

}  // namespace model
