// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/draft_keeper.h"

#include <utility>

namespace ui {

DraftKeeper::DraftKeeper(const ConsoleSeam& seam, QObject* parent) : QObject(parent), m_seam(seam) {
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &DraftKeeper::flush);
}

DraftKeeper::~DraftKeeper() {
    flush();
}

QString DraftKeeper::textOf(base::ConversationId conversation) {
    if (!m_drafts.contains(conversation.value)) {
        const auto stored = m_seam.source.draft(conversation);
        const QString text = stored ? QString::fromStdString(*stored) : QString();
        m_drafts.insert(
            conversation.value,
            {.text = text, .begunAt = text.isEmpty() ? std::nullopt : std::optional(m_seam.clock.utcNow())});
    }
    return m_drafts.value(conversation.value).text;
}

std::optional<base::UtcTime> DraftKeeper::begunAt(base::ConversationId conversation) const {
    return m_drafts.value(conversation.value).begunAt;
}

void DraftKeeper::edited(base::ConversationId conversation, const QString& text) {
    Draft& draft = m_drafts[conversation.value];
    if (draft.text == text) {
        return;
    }
    if (text.isEmpty()) {
        draft.begunAt.reset();
    } else if (!draft.begunAt) {
        draft.begunAt = m_seam.clock.utcNow();
    }
    draft.text = text;
    draft.stored = false;
    keepSoon();
}

void DraftKeeper::sent(base::ConversationId conversation) {
    m_drafts.insert(conversation.value, {});
}

void DraftKeeper::putBack(base::ConversationId conversation, const QString& text) {
    const QString since = textOf(conversation);
    edited(conversation, since.isEmpty() || since == text ? text : text + QStringLiteral("\n\n") + since);
    // Stored or not: the core may have put back its own.
    m_drafts[conversation.value].stored = false;
    keepSoon();
}

void DraftKeeper::begunAgain(base::ConversationId conversation) {
    Draft& draft = m_drafts[conversation.value];
    if (draft.begunAt) {
        draft.begunAt = m_seam.clock.utcNow();
    }
}

/// Not put off by the next key: who types without a pause would lose all of it in a crash.
void DraftKeeper::keepSoon() {
    if (!m_pause.isActive()) {
        m_pause.start();
    }
}

void DraftKeeper::flush() {
    m_pause.stop();
    for (auto draft = m_drafts.begin(); draft != m_drafts.end(); ++draft) {
        if (!std::exchange(draft->stored, true)) {
            m_seam.post(model::SaveDraft{.conversation = base::ConversationId{draft.key()},
                                         .text = draft->text.toStdString()},
                        {});
        }
    }
}

}  // namespace ui
