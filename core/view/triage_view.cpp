// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/triage_view.h"

#include "base/text.h"

#include <algorithm>
#include <optional>

namespace view {
namespace {

constexpr std::size_t kWordGraphemes = 40;

std::optional<Phrase> nameOf(model::TriageKind kind) {
    switch (kind) {
    case model::TriageKind::Complaint:
        return Phrase::TriageComplaint;
    case model::TriageKind::Question:
        return Phrase::TriageQuestion;
    case model::TriageKind::Praise:
        return Phrase::TriagePraise;
    case model::TriageKind::Spam:
        return Phrase::TriageSpam;
    case model::TriageKind::Other:
        break;
    }
    return std::nullopt;
}

/// Stored a line each; people's words are made safe to show.
std::string listed(const std::string& lines, const Words& words) {
    std::string all;
    for (std::size_t at = 0; at < lines.size();) {
        const std::size_t end = std::min(lines.find('\n', at), lines.size());
        std::string word = base::snippet(base::cleanName(lines.substr(at, end - at)), kWordGraphemes);
        if (!word.empty()) {
            all = all.empty() ? word : words.say(Phrase::ListJoin, {{"first", all}, {"second", word}});
        }
        at = end + 1;
    }
    return all;
}

}  // namespace

TriageChip triageChip(const model::ConversationRow& conversation, const Words& words) {
    const auto phrase = conversation.triage ? nameOf(conversation.triage->kind) : std::nullopt;
    if (!phrase) {
        return {};
    }
    TriageChip chip{.kind = conversation.triage->kind, .text = words.say(*phrase)};
    const std::string because = listed(conversation.triage->because, words);
    if (conversation.triage->source == model::TriageMark::Source::Corrected) {
        chip.tooltip = words.say(Phrase::TriageByWord, {{"kind", chip.text}});
    } else if (because.empty()) {
        chip.tooltip = words.say(Phrase::TriageByRules, {{"kind", chip.text}});
    } else {
        chip.tooltip = words.say(Phrase::TriageBecause, {{"kind", chip.text}, {"words", because}});
    }
    return chip;
}

}  // namespace view
