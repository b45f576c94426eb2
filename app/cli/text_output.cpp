// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/text_output.h"

#include "cli/trouble.h"

#include "base/iso8601.h"
#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace cli {
namespace {

constexpr std::size_t kLine = 100;
constexpr std::size_t kBytesBefore = 60;
constexpr base::Duration kEndIsNear = std::chrono::days{7};

/// "4 h 48 m": two units at most.
std::string span(base::Duration duration) {
    // A platform whose clock is ahead of ours has not written in the future.
    duration = std::max(duration, base::Duration{0});
    const auto minutes = duration.count() / 60'000;
    if (minutes < 1) {
        return fmt::format("{} s", duration.count() / 1'000);
    }
    if (minutes < 60) {
        return fmt::format("{} m", minutes);
    }
    if (minutes < 24 * 60) {
        return fmt::format("{} h {} m", minutes / 60, minutes % 60);
    }
    return fmt::format("{} d {} h", minutes / (24 * 60), minutes / 60 % 24);
}

}  // namespace

std::string accountLine(const model::Account& account, const model::AccountPulse& pulse, base::UtcTime now) {
    std::string truth = troubleOf(account);
    if (truth.empty()) {
        truth =
            pulse.lastCheckedAt ? "checked " + span(now - *pulse.lastCheckedAt) + " ago" : "not checked yet";
    }
    std::string end;
    if (pulse.tokenEndsAt && account.state != model::AccountState::NeedsLogin) {
        const base::Duration left = *pulse.tokenEndsAt - now;
        end = left.count() <= 0    ? "    The sign-in has ended: log in again.\n"
              : left <= kEndIsNear ? "    The sign-in ends in " + span(left) + ": log in again before.\n"
                                   : "";
    }
    return fmt::format("{}  {}  {}  {}: {}\n{}", account.id.value, account.platform,
                       base::cleanName(account.handle), model::name(account.state), truth, end);
}

std::string conversationLine(const model::ConversationRow& row, base::UtcTime now) {
    const std::string waiting =
        row.waitingSince ? ", waiting " + span(now - *row.waitingSince) : std::string();
    return fmt::format("{}  {}  {} ({}){}\n    {}\n", row.id.value, model::name(row.state),
                       base::cleanName(row.customerName), model::name(row.visibility), waiting,
                       base::snippet(row.snippet, kLine));
}

std::string messageLine(const model::Message& message, const model::Badge& badge) {
    std::string marks;
    if (badge.state != model::BadgeState::None) {
        marks += fmt::format("  [{} {}]", model::name(badge.state),
                             badge.calendar ? span(*badge.calendar) : std::string());
    }
    if (message.delivery != model::Delivery::None && message.delivery != model::Delivery::Sent) {
        marks += fmt::format("  [{}]", model::name(message.delivery));
    }
    if (message.editedAt) {
        marks += "  [edited]";
    }
    if (message.deletedAt) {
        marks += "  [deleted]";
    }
    if (!message.unreadable.empty()) {
        marks += "  [unreadable: " + message.unreadable + "]";
    }
    if (message.sight != model::Sight::Shown) {
        marks += message.sight == model::Sight::Gone ? "  [no longer there]" : "  [blocked]";
    }
    const auto deed = [&marks](const model::DeedState& state, std::string_view is) {
        if (state.isDone()) {
            marks += fmt::format("  [{}{}]", is, state.wished ? ", not told yet" : "");
        } else if (state.wished) {
            marks += fmt::format("  [no longer {}, not told yet]", is);
        }
        if (!state.refusal.empty()) {
            marks += fmt::format("  [could not be {}: {}]", is, state.refusal);
        }
    };
    deed(message.hide, "hidden");
    deed(message.like, "liked");
    return fmt::format("{}  {}  {}{}\n    {}\n", message.id.value, base::toIso8601(message.at),
                       base::cleanName(message.authorName), marks, base::snippet(message.text, 4'000));
}

std::string outboxLine(const model::OutboxRow& row) {
    std::string why = row.error.empty() ? std::string() : "  (" + row.error + ")";
    if (why.empty() && row.state == model::Delivery::Queued && row.sendAt && row.attempts == 0) {
        why = "  (goes out " + base::toIso8601(*row.sendAt) + ")";
    }
    return fmt::format("{}  {}  {}{}\n", row.id.value, model::name(row.state), base::snippet(row.text, kLine),
                       why);
}

std::string streamLine(const model::StreamHit& hit) {
    return fmt::format("{}  {}  {}  {}: {}\n", hit.conversation.value, hit.message.value, hit.platform,
                       base::cleanName(hit.authorName), base::snippet(hit.text, kLine));
}

std::string suggestionLine(const model::Suggestion& suggestion, const std::string& text) {
    std::string because;
    for (const model::SuggestionReason& reason : suggestion.because) {
        if (reason.word.empty()) {
            continue;
        }
        because += (because.empty() ? "" : ", ") + reason.word;
    }
    return fmt::format("{}  {}  {:.2f}, because of: {}\n    {}\n", suggestion.reply.value, suggestion.title,
                       suggestion.score, because, base::snippet(text, kLine));
}

std::string snippetAround(std::string_view text, std::string_view query, std::size_t graphemes) {
    const std::vector<base::FoldedWord> wanted = base::foldedWords(query);
    std::size_t start = 0;
    if (!wanted.empty()) {
        for (const base::FoldedWord& word : base::foldedWords(text)) {
            if (!word.folded.starts_with(wanted.front().folded)) {
                continue;
            }
            start = word.begin > kBytesBefore ? word.begin - kBytesBefore : 0;
            break;
        }
    }
    // To the beginning of a word, so that no character is cut.
    while (start > 0 && start < text.size() && text[start - 1] != ' ' && text[start - 1] != '\n') {
        --start;
    }
    return (start > 0 ? "…" : "") + base::snippet(text.substr(start), graphemes);
}

}  // namespace cli
