// SPDX-License-Identifier: GPL-3.0-or-later
// What canned replies say to the customer at hand, and how they get into the reply.
#include "ui/language.h"
#include "ui/widgets/composer_pane.h"
#include "ui/widgets/reply_editor.h"
#include "ui/widgets/suggestion_row.h"

#include "view/reply_values.h"
#include "view/sentences.h"

#include "model/canned_wording.h"

#include <algorithm>

namespace ui {

void ComposerPane::insertSuggestion(int digit) {
    const auto suggestion = m_suggestions->suggestion(digit);
    if (suggestion && m_editor->toPlainText() == suggestion->text) {
        m_editor->setFocus();  // it stands there already
    } else if (suggestion) {
        insert(suggestion->reply, suggestion->text);
    }
}

void ComposerPane::insert(base::CannedReplyId reply, const QString& words) {
    m_editor->setFocus();
    m_editor->insertWords(words);
    noteInserted(reply);
}

void ComposerPane::noteInserted(base::CannedReplyId reply) {
    std::vector<base::CannedReplyId>& inserted = m_inserted[m_conversation];
    if (reply && std::ranges::find(inserted, reply) == inserted.end()) {
        inserted.push_back(reply);
    }
}

model::PlaceholderValues ComposerPane::placeholderValues() const {
    if (m_thread.isOpen()) {
        return view::replyValues(m_names, m_fields, m_thread.conversation(), m_thread.account(),
                                 m_context.words, m_context.seam.clock.utcNow());
    }
    model::PlaceholderValues values = model::placeholderValues({}, {}, m_names.shop, m_names.agent);
    model::addOwnFields(values, m_fields);
    return values;
}

ComposerPane::Preview ComposerPane::previewOf(const std::string& text) const {
    Preview preview{.hasCustomer = m_thread.isOpen(),
                    .customer = {},
                    .filled = model::fillPlaceholders(text, placeholderValues()),
                    .counter = {},
                    .overFrom = {}};
    if (preview.hasCustomer) {
        const model::ConversationRow& row = m_thread.conversation();
        preview.customer = qt(view::shownName(row.customerName, row.customerHandle, m_context.words));
        model::ReplyDraft draft = m_draft;
        draft.text = preview.filled.text;
        const view::ComposerState state = stateOf(draft);
        preview.counter = state.counter;
        preview.overFrom = state.overFrom;
    }
    return preview;
}

void ComposerPane::insertReply(const model::CannedReply& reply) {
    insertReply(reply, wordingFor(reply));
}

void ComposerPane::insertReply(const model::CannedReply& reply, std::size_t wording) {
    if (m_thread.isOpen()) {
        const std::string& text = model::wordingAt(reply, wording);
        insert(reply.id, qt(model::fillPlaceholders(text, placeholderValues()).text));
    }
}

std::string ComposerPane::readingOf(const model::CannedReply& reply) const {
    return model::fillPlaceholders(model::wordingAt(reply, wordingFor(reply)), placeholderValues()).text;
}

std::size_t ComposerPane::wordingFor(const model::CannedReply& reply) const {
    if (reply.variants.empty() || !m_thread.isOpen()) {
        return 0;
    }
    const model::ReplyPlace place{.platform = m_thread.account().platform,
                                  .language = m_thread.languageOfCustomer()};
    return model::wordingFor(reply, place, [this](const std::string& text) {
        return previewOf(text).counter.level != view::ComposerCounter::Level::Over;
    });
}

}  // namespace ui
