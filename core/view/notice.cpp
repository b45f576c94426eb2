// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/notice.h"

#include "view/inbox_row.h"
#include "view/phrases.h"

#include <algorithm>

namespace view {
namespace {

Urgency urgencyOf(const InboxRow& row) {
    return row.badge.kind == BadgeKind::Overdue || row.badge.kind == BadgeKind::DueSoon ? Urgency::Critical
                                                                                        : Urgency::Normal;
}

}  // namespace

bool NoticeBoard::isNew(const model::ConversationRow& conversation) {
    if (conversation.state != model::ConversationState::NeedsReply || !conversation.customer ||
        conversation.lastDirection != model::Direction::Inbound || !conversation.waitingSince ||
        *conversation.waitingSince < m_since) {
        return false;
    }
    const auto [told, first] = m_told.try_emplace(conversation.id, *conversation.waitingSince);
    if (!first && told->second >= *conversation.waitingSince) {
        return false;
    }
    told->second = *conversation.waitingSince;
    return true;
}

std::vector<Notice> NoticeBoard::news(const std::vector<model::ConversationRow>& changed,
                                      base::ConversationId inView, base::UtcTime now) {
    std::vector<Notice> notices;
    Urgency most = Urgency::Normal;
    for (const model::ConversationRow& conversation : changed) {
        // Told of or seen: either way this turn is no news any more.
        if (!isNew(conversation) || conversation.id == inView) {
            continue;
        }
        InboxRow row = inboxRow(conversation, m_words, now);
        most = std::max(most, urgencyOf(row));
        notices.push_back({.conversation = conversation.id,
                           .title = std::move(row.name),
                           .body = std::move(row.snippet),
                           .urgency = urgencyOf(row)});
    }
    if (notices.size() > kMostAtOnce) {
        const auto customers = static_cast<std::int64_t>(notices.size());
        return {{.title = m_words.count(Phrase::CustomersWrote, customers), .urgency = most}};
    }
    return notices;
}

std::string escapeMarkup(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        switch (c) {
        case '&':
            escaped += "&amp;";
            break;
        case '<':
            escaped += "&lt;";
            break;
        case '>':
            escaped += "&gt;";
            break;
        default:
            escaped += c;
        }
    }
    return escaped;
}

TrayState trayState(int needsReply, int overdue, Reach reach, const Words& words) {
    constexpr int kMostShown = 99;
    TrayState state;
    if (needsReply > 0) {
        state.level = overdue > 0 ? TrayLevel::Overdue : TrayLevel::Waiting;
        state.chip = needsReply > kMostShown ? std::to_string(kMostShown) + "+" : std::to_string(needsReply);
        state.tooltip = words.count(Phrase::NeedReplyCount, needsReply);
    } else {
        state.tooltip = words.say(Phrase::NobodyWaits);
    }
    const auto add = [&](const std::string& rest) {
        state.tooltip = words.say(Phrase::CountsPair, {{"first", state.tooltip}, {"second", rest}});
    };
    if (overdue > 0) {
        add(words.count(Phrase::OverdueCount, overdue));
    }
    if (reach == Reach::Offline) {
        state.level = TrayLevel::Offline;
        add(words.say(Phrase::Offline));
    }
    return state;
}

}  // namespace view
