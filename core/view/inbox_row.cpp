// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/inbox_row.h"

#include "view/platform_names.h"
#include "view/sentences.h"

#include "model/text_entities.h"

#include "base/text.h"
#include "base/utf8.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace view {
namespace {

constexpr std::size_t kSnippetGraphemes = 160;

/// Arabic, Syriac, Mongolian and their like join their letters: two of them side by side would read as a
/// word.
bool joinsLetters(char32_t c) {
    return (c >= 0x600 && c <= 0x8FF) || (c >= 0x1800 && c <= 0x18AF) || (c >= 0xFB50 && c <= 0xFEFC);
}

bool isLetterLike(char32_t c) {
    if (c < 0x80) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
    return c >= 0xC0 && !(c >= 0x2000 && c <= 0x2BFF) && !(c >= 0x3000 && c <= 0x303F) &&
           !(c >= 0xE000 && c <= 0xF8FF) && !(c >= 0xFE00 && c <= 0xFE0F) && c < 0x1D400;
}

/// The first grapheme of a word, in capitals where that is plain ASCII.
std::string initialOf(std::string_view word) {
    std::string initial = base::firstGraphemes(word, 1, 2);
    if (initial.size() == 1 && initial[0] >= 'a' && initial[0] <= 'z') {
        initial[0] = static_cast<char>(initial[0] - 'a' + 'A');
    }
    return initial;
}

std::string shownSnippet(const model::ConversationRow& conversation, const Words& words) {
    std::string text = base::snippet(model::behindLeadingMentions(conversation.snippet),
                                     kSnippetGraphemes);
    if (text.empty()) {
        text = words.say(Phrase::NoWords);
    }
    return conversation.lastDirection == model::Direction::Inbound
               ? text
               : words.say(Phrase::YouWrote, {{"text", std::move(text)}});
}

}  // namespace

std::string initialsOf(std::string_view name) {
    const std::string clean = base::cleanName(name);
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < clean.size();) {
        const std::size_t end = std::min(clean.find(' ', at), clean.size());
        const std::string_view word = std::string_view(clean).substr(at, end - at);
        if (!word.empty() && isLetterLike(base::utf8At(word, 0).codePoint)) {
            words.push_back(word);
        }
        at = end + 1;
    }
    if (words.empty()) {
        return "?";
    }
    std::string initials = initialOf(words.front());
    if (words.size() > 1 && !joinsLetters(base::utf8At(words.front(), 0).codePoint)) {
        initials += initialOf(words.back());
    }
    return initials;
}

InboxRow inboxRow(const model::ConversationRow& conversation, const Words& words, base::UtcTime now) {
    InboxRow row{.conversation = conversation.id,
                 .customer = conversation.customer,
                 .name = shownName(conversation.customerName, conversation.customerHandle, words),
                 .platformTag = platformTag(conversation.platform),
                 .visibility = conversation.visibility,
                 .snippet = shownSnippet(conversation, words),
                 .timeText = words.moment(conversation.lastAt, now),
                 .exactTime = words.exactMoment(conversation.lastAt),
                 .unread = conversation.unread,
                 .badge = conversationBadge(conversation, words, now),
                 .window = windowBadge(conversation.windowClosesAt, words, now),
                 .chip = triageChip(conversation, words)};
    row.initials = initialsOf(row.name);
    if (conversation.state == model::ConversationState::Spam) {
        // Nobody is waited for there.
        row.badge = {};
        row.window = {};
    }
    if (conversation.snoozedUntil) {
        row.timeText =
            words.say(Phrase::ComesBack, {{"time", words.momentWithTime(*conversation.snoozedUntil, now)}});
    }
    const Phrase mark =
        row.visibility == model::Visibility::Public ? Phrase::PublicMark : Phrase::PrivateMark;
    row.spoken =
        sentences({row.name, row.badge.spoken, row.window.spoken, row.chip.text,
                   row.unread > 0 ? words.count(Phrase::UnreadCount, row.unread) : std::string{}, row.snippet,
                   words.say(Phrase::CountsPair,
                             {{"first", words.say(mark)}, {"second", platformName(conversation.platform)}}),
                   row.timeText},
                  words);
    row.nextTick = words.nextDay(now);
    for (const BadgeText* badge : {&row.badge, &row.window}) {
        row.nextTick = std::min(row.nextTick, badge->nextTick.value_or(row.nextTick));
    }
    return row;
}

std::string inboxCountsLine(int open, int overdue, int dueSoon, TallyScope scope, const Words& words) {
    const bool all = scope == TallyScope::All;
    std::string rest;
    if (overdue > 0) {
        rest = words.count(all ? Phrase::OverdueCount : Phrase::AtLeastOverdue, overdue);
    }
    if (dueSoon > 0) {
        std::string soon = words.count(all ? Phrase::DueSoonCount : Phrase::AtLeastDueSoon, dueSoon);
        rest = rest.empty() ? soon : words.say(Phrase::CountsPair, {{"first", rest}, {"second", soon}});
    }
    std::string line = words.count(Phrase::OpenCount, open);
    return rest.empty() ? line : words.say(Phrase::CountsLine, {{"open", line}, {"rest", rest}});
}

}  // namespace view
