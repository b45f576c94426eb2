// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/canned_library.h"

#include "base/text.h"

#include <algorithm>
#include <utility>

namespace model {
namespace {

/// What two titles have in common that people would take for the same.
std::string comparable(const std::string& title) {
    return base::asciiLower(base::normalizeForCompare(title));
}

}  // namespace

std::optional<CannedFault> faultOf(const CannedReply& reply, const std::vector<CannedReply>& library) {
    if (base::trim(reply.title).empty()) {
        return CannedFault::NoTitle;
    }
    if (base::trim(reply.text).empty()) {
        return CannedFault::NoText;
    }
    const std::string title = comparable(reply.title);
    const auto before = std::ranges::find(library, reply.id, &CannedReply::id);
    if (reply.id && before != library.end() && comparable(before->title) == title) {
        return std::nullopt;
    }
    const bool taken = std::ranges::any_of(library, [&](const CannedReply& other) {
        return other.id != reply.id && comparable(other.title) == title;
    });
    return taken ? std::optional(CannedFault::TitleTaken) : std::nullopt;
}

std::vector<std::string> tidiedTags(const std::vector<std::string>& tags) {
    std::vector<std::string> kept;
    for (const std::string& tag : tags) {
        const std::string tidy = base::normalizeForCompare(base::sanitizeUtf8(tag));
        const bool doubled = std::ranges::any_of(
            kept, [&](const std::string& other) { return comparable(other) == comparable(tidy); });
        if (!tidy.empty() && !doubled) {
            kept.push_back(tidy);
        }
    }
    return kept;
}

CannedReply tidied(CannedReply reply) {
    reply.title = base::normalizeForCompare(base::sanitizeUtf8(reply.title));
    reply.text = base::sanitizeUtf8(reply.text);
    reply.tags = tidiedTags(reply.tags);
    std::vector<CannedVariant> variants;
    for (CannedVariant& variant : reply.variants) {
        variant.text = base::sanitizeUtf8(variant.text);
        variant.platform = base::asciiLower(base::normalizeForCompare(base::sanitizeUtf8(variant.platform)));
        variant.language = base::asciiLower(base::normalizeForCompare(base::sanitizeUtf8(variant.language)));
        if (!base::trim(variant.text).empty() && std::ranges::find(variants, variant) == variants.end()) {
            variants.push_back(std::move(variant));
        }
    }
    reply.variants = std::move(variants);
    return reply;
}

CannedReply joined(CannedReply reply, const CannedReply& other) {
    reply.tags.insert(reply.tags.end(), other.tags.begin(), other.tags.end());
    reply.variants.insert(reply.variants.end(), other.variants.begin(), other.variants.end());
    return tidied(std::move(reply));
}

std::vector<std::string> searchWords(std::string_view text) {
    std::vector<std::string> words;
    for (base::FoldedWord& word : base::foldedWords(text)) {
        words.push_back(std::move(word.folded));
    }
    return words;
}

std::vector<std::string> searchWords(const CannedReply& reply) {
    std::string all = reply.title + '\n' + fillPlaceholders(reply.text, {}).text;
    for (const std::string& tag : reply.tags) {
        all += '\n' + tag;
    }
    for (const CannedVariant& variant : reply.variants) {
        all += '\n' + fillPlaceholders(variant.text, {}).text;
    }
    return searchWords(all);
}

bool holdEveryWord(const std::vector<std::string>& words, const std::vector<std::string>& query) {
    return std::ranges::all_of(query, [&words](const std::string& wanted) {
        return std::ranges::any_of(words,
                                   [&wanted](const std::string& word) { return word.starts_with(wanted); });
    });
}

}  // namespace model
