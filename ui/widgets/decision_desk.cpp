// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/decision_desk.h"

#include "ui/delegates/text_block.h"
#include "ui/language.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/triage_menu.h"

#include "view/console_source.h"
#include "view/sentences.h"

#include <algorithm>
#include <utility>

namespace ui {
namespace {

/// As many as anybody takes back one after the other.
constexpr std::size_t kMostKept = 50;

}  // namespace

DecisionDesk::DecisionDesk(const WindowContext& context, Toast& toast, QObject* parent)
    : QObject(parent), m_context(context), m_toast(toast) {}

QString DecisionDesk::nameOf(const model::ConversationRow& conversation) const {
    return isolated(
        qt(view::shownName(conversation.customerName, conversation.customerHandle, m_context.words)));
}

/// Each decision has a moment of its own: it is what Reopen names.
base::UtcTime DecisionDesk::nextMoment() {
    m_latest = std::max(m_context.seam.clock.utcNow(), m_latest + base::Duration{1});
    return m_latest;
}

void DecisionDesk::noReplyNeeded(const model::ConversationRow& conversation) {
    const base::UtcTime at = nextMoment();
    decide(conversation,
           model::NoReplyNeeded{.conversation = conversation.id, .message = {}, .decidedAt = at}, at,
           IconName::BadgeNoReplyNeeded, tr("No reply needed: %1").arg(nameOf(conversation)));
}

void DecisionDesk::setDone(const model::ConversationRow& conversation) {
    const base::UtcTime at = nextMoment();
    decide(conversation, model::SetDone{.conversation = conversation.id, .decidedAt = at}, at, IconName::Tick,
           (conversation.waitingSince ? tr("Done, missed: %1") : tr("Done: %1")).arg(nameOf(conversation)));
}

void DecisionDesk::snooze(const model::ConversationRow& conversation, base::UtcTime until) {
    const QString back = qt(m_context.words.momentWithTime(until, m_context.seam.clock.utcNow()));
    decide(conversation, model::Snooze{.conversation = conversation.id, .until = until}, nextMoment(),
           IconName::Snoozed, tr("%1 comes back %2").arg(nameOf(conversation), isolated(back)));
}

void DecisionDesk::logCall(const model::ConversationRow& conversation, base::UtcTime at,
                           const QString& words) {
    // A moment of its own, by which it can be found again.
    const base::UtcTime moment = std::min(at, nextMoment());
    decide({.conversation = conversation.id,
            .at = nextMoment(),
            .back = {model::ForgetPhoneCall{.conversation = conversation.id, .at = moment}}},
           model::LogPhoneCall{
               .conversation = conversation.id, .message = {}, .at = moment, .text = words.toStdString()},
           IconName::Tick, tr("Telephone call logged: %1").arg(nameOf(conversation)));
}

void DecisionDesk::decide(const model::ConversationRow& conversation, model::Intent intent, base::UtcTime at,
                          IconName icon, const QString& text) {
    const model::Reopen back{.conversation = conversation.id,
                             .message = {},
                             .decidedAt = at,
                             .state = conversation.state,
                             .snoozedUntil = conversation.snoozedUntil.value_or(base::UtcTime{})};
    decide({.conversation = conversation.id, .at = at, .back = {back}}, std::move(intent), icon, text);
}

void DecisionDesk::keep(Decision decision) {
    m_decisions.push_back(std::move(decision));
    if (m_decisions.size() > kMostKept) {
        m_decisions.erase(m_decisions.begin());
    }
}

void DecisionDesk::decide(Decision decision, model::Intent intent, IconName icon, const QString& text,
                          Stays stays) {
    const base::ConversationId conversation = decision.conversation;
    const base::UtcTime at = decision.at;
    keep(std::move(decision));
    m_toast.show({.icon = icon, .text = [text](int) { return text; }, .undo = [this, at] { undo(at); }});
    ask(m_context, this, std::move(intent), [this, at](const base::Result<base::ReplyId>& done) {
        if (done) {
            return;
        }
        std::erase_if(m_decisions, [at](const Decision& one) { return one.at == at; });
        m_toast.dismiss();
        emit failed(asSentence(done.error().what()));
    });
    if (stays == Stays::No) {
        emit decided(conversation);
    }
}

void DecisionDesk::eraseCustomer(const model::ConversationRow& conversation) {
    const QString text = tr("%1 is erased").arg(nameOf(conversation));
    ask(m_context, this, model::EraseCustomer{.customer = conversation.customer},
        [this, text, id = conversation.id](const base::Result<base::ReplyId>& done) {
            if (!done) {
                emit returned(id);
                emit failed(asSentence(done.error().what()));
                return;
            }
            m_toast.show({.icon = IconName::Tick, .text = [text](int) { return text; }});
        });
    emit decided(conversation.id);
}

void DecisionDesk::setTriage(const model::ConversationRow& conversation,
                             std::optional<model::TriageKind> kind) {
    using model::ConversationState;
    const bool wasSpam = conversation.state == ConversationState::Spam;
    const bool toSpam = kind == model::TriageKind::Spam;
    const auto& mark = conversation.triage;
    const bool corrected = mark && mark->source == model::TriageMark::Source::Corrected;
    const model::SetTriage there{
        .conversation = conversation.id, .message = mark ? mark->message : base::MessageId{}, .kind = kind};
    const model::SetTriage back{.conversation = conversation.id,
                                .message = there.message,
                                .kind = corrected ? std::optional(mark->kind) : std::nullopt,
                                .state = conversation.state,
                                .snoozedUntil = conversation.snoozedUntil.value_or(base::UtcTime{})};
    const QString name = nameOf(conversation);
    const QString text =
        toSpam    ? tr("Spam: %1").arg(name)
        : wasSpam ? tr("Not spam: %1").arg(name)
        : kind    ? tr("%1: %2", "first: a name, second: the kind of message").arg(name, triageName(*kind))
                  : tr("Left to Shopbell: %1").arg(name);
    decide({.conversation = conversation.id, .at = nextMoment(), .back = {back}}, there, IconName::Tick, text,
           wasSpam == toSpam ? Stays::Yes : Stays::No);
}

void DecisionDesk::notForUs(const model::ConversationRow& conversation, base::MessageId hit) {
    using Verdict = model::JudgeHit::Verdict;
    decide({.conversation = conversation.id,
            .at = nextMoment(),
            .back = {model::JudgeHit{.message = hit, .verdict = Verdict::ForUs}}},
           model::JudgeHit{.message = hit, .verdict = Verdict::NotForUs}, IconName::Tick,
           tr("Not for us: %1").arg(nameOf(conversation)));
}

void DecisionDesk::doDeed(const model::ConversationRow& conversation, const model::Message& message,
                          model::Deed deed) {
    const bool hide = deed == model::Deed::Hide;
    const bool was = (hide ? message.hide : message.like).isDone();
    const QString name =
        isolated(qt(view::shownName(message.authorName, message.authorHandle, m_context.words)));
    const QString text = (hide  ? was ? tr("Shown to others again: %1") : tr("Hidden from others: %1")
                           : was ? tr("Like taken back: %1")
                                : tr("Liked: %1"))
                             .arg(name);
    const IconName icon = hide  ? was ? IconName::Show : IconName::Hide
                          : was ? IconName::Like
                                : IconName::Liked;
    decide({.conversation = conversation.id,
            .at = nextMoment(),
            .back = {model::WishDeed{.message = message.id, .deed = deed, .wanted = was}}},
           model::WishDeed{.message = message.id, .deed = deed, .wanted = !was}, icon, text, Stays::Yes);
}

void DecisionDesk::tellSetAside(const std::set<base::ConversationId>& conversations) {
    if (conversations.empty()) {
        return;
    }
    const auto count = static_cast<int>(conversations.size());
    QString text = tr("%n set aside as spam", nullptr, count);
    if (count == 1) {
        if (const auto row = m_context.seam.source.conversation(*conversations.begin())) {
            text = tr("Spam: %1").arg(nameOf(*row));
        }
    }
    Decision decision{.conversation = *conversations.begin(), .at = nextMoment(), .back = {}};
    for (const base::ConversationId id : conversations) {
        decision.back.emplace_back(
            model::SetTriage{.conversation = id, .message = {}, .kind = model::TriageKind::Other});
    }
    const base::UtcTime at = decision.at;
    keep(std::move(decision));
    // Nothing that can still be undone gives way to it; the side bar counts it as well.
    if (!m_toast.canUndo()) {
        m_toast.show(
            {.icon = IconName::Spam, .text = [text](int) { return text; }, .undo = [this, at] { undo(at); }});
    }
}

void DecisionDesk::reopen(const model::ConversationRow& conversation) {
    post(model::Reopen{.conversation = conversation.id, .message = {}});
}

void DecisionDesk::undo() {
    if (!m_decisions.empty()) {
        undo(m_decisions.back().at);
    }
}

void DecisionDesk::undo(base::UtcTime at) {
    const auto found = std::ranges::find(m_decisions, at, &Decision::at);
    if (found == m_decisions.end()) {
        return;
    }
    const Decision decision = std::move(*found);
    m_decisions.erase(found);
    m_toast.dismiss();
    // One is shown again; several are found where they were.
    const bool alone = decision.back.size() == 1;
    for (const model::Intent& back : decision.back) {
        ask(m_context, this, back,
            [this, alone, conversation = decision.conversation](const base::Result<base::ReplyId>& done) {
                if (!done) {
                    emit failed(asSentence(done.error().what()));
                } else if (alone) {
                    emit returned(conversation);
                }
            });
    }
}

void DecisionDesk::post(model::Intent intent) {
    ask(m_context, this, std::move(intent), [this](const base::Result<base::ReplyId>& done) {
        if (!done) {
            emit failed(asSentence(done.error().what()));
        }
    });
}

}  // namespace ui
