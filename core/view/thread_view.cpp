// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/thread_view.h"

#include "view/message_row.h"
#include "view/platform_names.h"
#include "view/sentences.h"

#include "model/thread_builder.h"

#include "base/text.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

namespace view {
namespace {

/// Messages of one author that follow each other this closely form a run.
constexpr base::Duration kRun = std::chrono::minutes{5};
constexpr std::size_t kShownOfOtherEnd = 60;

/// Builds the rows from top to bottom.
class ThreadLayout {
public:
    ThreadLayout(const ThreadInput& input, const Words& words, base::UtcTime now)
        : m_input(input), m_words(words), m_now(now), m_gaps(input.gaps.begin(), input.gaps.end()) {
        const bool isPublic = input.conversation.visibility == model::Visibility::Public;
        if (isPublic) {
            m_all.assign(input.context.begin(), input.context.end());
        }
        m_contextSize = m_all.size();
        m_all.insert(m_all.end(), input.messages.begin(), input.messages.end());
        m_items = model::buildThread(m_all, input.conversation.visibility);
        for (const model::Message& message : m_all) {
            m_byId.emplace(message.id, &message);
            rememberTurn(message);
        }
        for (const model::OutboxRow& reply : input.outbox) {
            m_replies.emplace(reply.message, &reply);
        }
        std::ranges::stable_sort(m_gaps, {}, [](const model::Gap& gap) { return placeOf(gap); });
    }

    std::vector<ThreadRow> rows() {
        const int excess = levelsAbove();
        for (const model::ThreadItem& item : m_items) {
            const model::Message& message = m_all[item.index];
            const int level = std::clamp(item.depth - excess, 0, kDeepestLevel);
            addGapsBefore(message.at, level);
            addDay(message, level);
            addNew(message, level);
            // A parent with an id of ours is stored, only not loaded: nothing is gone.
            if (item.parentMissing && !message.parent) {
                m_rows.push_back({.kind = ThreadRow::Kind::MissingParent,
                                  .level = level,
                                  .text = m_words.say(Phrase::MissingParent),
                                  .spoken = m_words.say(Phrase::MissingParent)});
            }
            addCameFrom(message);
            addMessage(message, item.depth, level, item.depth - excess > kDeepestLevel);
            addMovedTo(message, level);
        }
        addGapsBefore(base::UtcTime::max(), 0);
        addElsewhere();
        return std::move(m_rows);
    }

private:
    using TurnKey = std::pair<base::ContactId, base::UtcTime>;

    static base::UtcTime placeOf(const model::Gap& gap) {
        return gap.before.value_or(gap.after ? *gap.after + base::Duration{1} : base::UtcTime::min());
    }

    void rememberTurn(const model::Message& message) {
        if (message.direction == model::Direction::Inbound && message.turn &&
            message.at == message.turn->startedAt) {
            const auto [place, isNew] =
                m_firstOfTurn.try_emplace(TurnKey(message.author, message.at), message.id);
            if (!isNew) {
                place->second = std::min(place->second, message.id);
            }
        }
    }

    /// The posts above a conversation take one level together, so that the conversation keeps its own.
    [[nodiscard]] int levelsAbove() const {
        if (m_contextSize == 0) {
            return 0;
        }
        for (const model::ThreadItem& item : m_items) {
            if (item.index >= m_contextSize) {
                return std::max(0, item.depth - 1);
            }
        }
        return 0;
    }

    void addGapsBefore(base::UtcTime at, int level) {
        for (; m_nextGap < m_gaps.size() && placeOf(m_gaps[m_nextGap]) <= at; ++m_nextGap) {
            std::string text = gapText(m_gaps[m_nextGap]);
            m_rows.push_back({.kind = ThreadRow::Kind::Gap, .level = level, .text = text, .spoken = text});
        }
    }

    [[nodiscard]] std::string gapText(const model::Gap& gap) const {
        const auto moment = [this](base::UtcTime time) { return m_words.momentWithTime(time, m_now); };
        if (gap.after && gap.before) {
            return m_words.say(
                Phrase::GapBetween,
                {{"after", moment(*gap.after)}, {"before", moment(*gap.before)}, {"reason", gap.reason}});
        }
        if (gap.after) {
            return m_words.say(Phrase::GapAfter, {{"after", moment(*gap.after)}, {"reason", gap.reason}});
        }
        if (gap.before) {
            return m_words.say(Phrase::GapBefore, {{"before", moment(*gap.before)}, {"reason", gap.reason}});
        }
        return m_words.say(Phrase::GapSomewhere, {{"reason", gap.reason}});
    }

    void addDay(const model::Message& message, int level) {
        const LocalTime day = m_words.local(message.at);
        if (m_last != nullptr && day.sameDay(m_words.local(m_last->at))) {
            return;
        }
        std::string title = m_words.dayTitle(message.at, m_now);
        m_rows.push_back(
            {.kind = ThreadRow::Kind::DaySeparator, .level = level, .text = title, .spoken = title});
    }

    /// Once, above the first message that nobody has looked at. Above the very first of all it says nothing.
    void addNew(const model::Message& message, int level) {
        if (m_newShown || !m_input.newAfter || message.id <= *m_input.newAfter ||
            message.direction != model::Direction::Inbound) {
            return;
        }
        m_newShown = true;
        if (m_last == nullptr) {
            return;
        }
        m_rows.push_back({.kind = ThreadRow::Kind::NewSeparator,
                          .level = level,
                          .text = m_words.say(Phrase::NewSince),
                          .spoken = m_words.say(Phrase::SpokenNewSince)});
    }

    /// Above a private reply of ours: what it answers in public.
    void addCameFrom(const model::Message& message) {
        for (const model::PrivateAnswer& answer : m_input.privateAnswers) {
            if (answer.id == message.id && answer.conversation == m_input.conversation.id) {
                const std::string words = base::snippet(answer.toText, kShownOfOtherEnd);
                addMoved(0,
                         m_words.say(Phrase::CameFromPublic,
                                     {{"text", words.empty() ? m_words.say(Phrase::NoWords) : words}}),
                         answer.toConversation, answer.to);
            }
        }
    }

    /// Below a public message: where we answered it in private.
    void addMovedTo(const model::Message& message, int level) {
        for (const model::PrivateAnswer& answer : m_input.privateAnswers) {
            if (answer.to == message.id && answer.toConversation == m_input.conversation.id) {
                const bool sent = answer.delivery == model::Delivery::Sent;
                addMoved(std::min(level + 1, kDeepestLevel),
                         sent ? m_words.say(Phrase::MovedToPrivate,
                                            {{"time", m_words.momentWithTime(answer.at, m_now)}})
                              : m_words.say(Phrase::MovesToPrivate),
                         answer.conversation, answer.id);
            }
        }
    }

    /// Where else the customer writes: in private if this is public, and the other way round.
    void addElsewhere() {
        const model::ConversationRow& here = m_input.conversation;
        const auto other = std::ranges::find_if(m_input.ofCustomer, [&](const model::ConversationRow& row) {
            return row.id != here.id && row.visibility != here.visibility && !isOtherEnd(row.id);
        });
        if (other == m_input.ofCustomer.end() || m_rows.empty()) {
            return;
        }
        addMoved(0,
                 m_words.say(other->visibility == model::Visibility::Private ? Phrase::AlsoInPrivate
                                                                             : Phrase::AlsoInPublic,
                             {{"name", shortName(here.customerName, here.customerHandle, m_words)},
                              {"time", m_words.momentWithTime(other->lastAt, m_now)}}),
                 other->id, {});
    }

    [[nodiscard]] bool isOtherEnd(base::ConversationId conversation) const {
        return std::ranges::any_of(m_input.privateAnswers, [&](const model::PrivateAnswer& answer) {
            return answer.conversation == conversation || answer.toConversation == conversation;
        });
    }

    void addMoved(int level, const std::string& text, base::ConversationId elsewhere,
                  base::MessageId otherEnd) {
        m_rows.push_back({.kind = ThreadRow::Kind::Moved,
                          .level = level,
                          .text = text,
                          .elsewhere = elsewhere,
                          .otherEnd = otherEnd,
                          .spoken = text});
    }

    [[nodiscard]] MessagePlace placeOf(const model::Message& message) const {
        MessagePlace place;
        if (const auto parent = m_byId.find(message.parent); parent != m_byId.end()) {
            place.parent = parent->second;
        }
        if (message.turn) {
            const auto first = m_firstOfTurn.find(TurnKey(message.author, message.turn->startedAt));
            place.firstOfTurn = first != m_firstOfTurn.end() && first->second == message.id;
        }
        if (const auto reply = m_replies.find(message.id); reply != m_replies.end()) {
            place.reply = reply->second;
            place.behindAnotherReply =
                std::ranges::any_of(m_input.outbox, [&](const model::OutboxRow& other) {
                    return other.place < reply->second->place && other.state != model::Delivery::Failed &&
                           other.state != model::Delivery::Sent && !other.isForLater(m_now);
                });
        }
        return place;
    }

    void addMessage(const model::Message& message, int depth, int level, bool beyondDeepest) {
        ThreadRow row = messageRow(message, placeOf(message), m_input, m_words, m_now);
        row.level = level;
        m_openRows.resize(static_cast<std::size_t>(depth));
        if (depth > 0) {
            const OpenRow& parent = m_openRows.back();
            row.parentRow = parent.row;
            if (beyondDeepest) {
                row.toText = m_words.say(
                    Phrase::ToName,
                    {{"name", shownName(parent.message->authorName, parent.message->authorHandle, m_words)}});
                row.spoken = sentences({row.toText, row.spoken}, m_words);
            }
        }
        row.continuesRun = continuesRun(message);
        m_openRows.push_back({m_rows.size(), &message});
        m_rows.push_back(std::move(row));
        m_last = &message;
    }

    [[nodiscard]] bool continuesRun(const model::Message& message) const {
        return m_input.conversation.visibility == model::Visibility::Private && m_last != nullptr &&
               m_rows.back().kind == ThreadRow::Kind::Message && m_last->direction == message.direction &&
               m_last->author == message.author && message.at - m_last->at <= kRun;
    }

    /// The row that the next deeper ones hang below, level by level.
    struct OpenRow {
        std::size_t row;
        const model::Message* message;
    };

    const ThreadInput& m_input;
    const Words& m_words;
    base::UtcTime m_now;
    std::vector<model::Gap> m_gaps;
    std::vector<model::Message> m_all;
    std::size_t m_contextSize = 0;
    std::vector<model::ThreadItem> m_items;
    std::unordered_map<base::MessageId, const model::Message*> m_byId;
    std::map<TurnKey, base::MessageId> m_firstOfTurn;
    std::unordered_map<base::MessageId, const model::OutboxRow*> m_replies;
    std::size_t m_nextGap = 0;
    bool m_newShown = false;
    std::vector<OpenRow> m_openRows;
    const model::Message* m_last = nullptr;
    std::vector<ThreadRow> m_rows;
};

}  // namespace

std::vector<ThreadRow> threadRows(const ThreadInput& input, const Words& words, base::UtcTime now) {
    return ThreadLayout(input, words, now).rows();
}

base::UtcTime nextTick(std::span<const ThreadRow> rows, const Words& words, base::UtcTime now) {
    base::UtcTime tick = words.nextDay(now);
    for (const ThreadRow& row : rows) {
        for (const BadgeText* badge : {&row.badge, &row.window}) {
            tick = std::min(tick, badge->nextTick.value_or(tick));
        }
    }
    return tick;
}

std::string threadSubtitle(const model::ConversationRow& conversation, const Words& words) {
    const bool isPublic = conversation.visibility == model::Visibility::Public;
    std::string handle = base::cleanName(conversation.customerHandle);
    if (!handle.empty() && !handle.starts_with('@')) {
        handle.insert(0, "@");
    }
    return words.say(handle.empty() ? Phrase::SubtitleNoHandle : Phrase::Subtitle,
                     {{"mark", words.say(isPublic ? Phrase::PublicMark : Phrase::PrivateMark)},
                      {"platform", platformName(conversation.platform)},
                      {"handle", handle}});
}

}  // namespace view
