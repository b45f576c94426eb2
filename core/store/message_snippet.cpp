// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/message_snippet.h"

#include "base/text.h"

#include <string_view>

namespace store {
namespace {

constexpr std::size_t kSnippetGraphemes = 160;

std::string_view wordFor(model::Attachment::Kind kind) {
    switch (kind) {
    case model::Attachment::Kind::Image:
        return "[Picture]";
    case model::Attachment::Kind::Video:
        return "[Video]";
    case model::Attachment::Kind::Audio:
        return "[Sound]";
    case model::Attachment::Kind::File:
        break;
    }
    return "[File]";
}

}  // namespace

std::string snippetOf(const MessageTable::Shown& shown, std::span<const model::Attachment> attachments) {
    if (!shown.unreadable.empty()) {
        return "[Unreadable message]";
    }
    if (!base::trim(shown.text).empty()) {
        return base::snippet(shown.text, kSnippetGraphemes);
    }
    if (!attachments.empty()) {
        std::string words(wordFor(attachments.front().kind));
        words += ' ';
        words += attachments.front().description;
        return base::snippet(words, kSnippetGraphemes);
    }
    return base::snippet(shown.subject, kSnippetGraphemes);
}

}  // namespace store
