// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/canned_desk.h"

#include "ui/language.h"

#include "base/text.h"

#include <algorithm>
#include <utility>

namespace ui {

CannedDesk::CannedDesk(const WindowContext& context, CannedModel& library, QObject* parent)
    : QObject(parent), m_context(context), m_library(library) {}

void CannedDesk::setTitle(const QString& title) {
    m_edit.title = title.toStdString();
    emit stateChanged();
}

void CannedDesk::setText(const QString& text) {
    m_edit.text = text.toStdString();
    emit stateChanged();
}

void CannedDesk::setTags(const std::vector<std::string>& tags) {
    m_edit.tags = tags;
    emit stateChanged();
}

void CannedDesk::setVariants(const std::vector<model::CannedVariant>& variants) {
    m_edit.variants = variants;
    emit stateChanged();
}

bool CannedDesk::isDirty() const {
    return model::tidied(m_edit) != m_stored && !isBlank();
}

bool CannedDesk::isBlank() const {
    return !m_edit.id && base::trim(m_edit.title).empty() && base::trim(m_edit.text).empty() &&
           model::tidied(m_edit).variants.empty();
}

std::optional<model::CannedFault> CannedDesk::fault() const {
    return isDirty() ? model::faultOf(model::tidied(m_edit), m_library.library()) : std::nullopt;
}

bool CannedDesk::open(base::CannedReplyId reply) {
    if (reply == m_edit.id && (reply || isBlank())) {
        return true;
    }
    if (!save()) {
        return false;
    }
    show(reply);
    return true;
}

bool CannedDesk::begin(const model::CannedReply& draft) {
    if (!save()) {
        return false;
    }
    show({});
    m_edit = draft;
    emit opened();
    emit stateChanged();
    return true;
}

void CannedDesk::show(base::CannedReplyId reply) {
    const model::CannedReply* stored = m_library.reply(reply);
    m_stored = stored != nullptr ? *stored : model::CannedReply{};
    m_edit = m_stored;
    if (!m_edit.id) {
        ++m_serial;
    }
    if (auto unsaved = m_unsaved.extract(m_edit.id)) {
        m_edit = std::move(unsaved.mapped());
    }
    emit opened();
    emit stateChanged();
}

bool CannedDesk::save() {
    if (!isDirty()) {
        return true;
    }
    if (fault() || !mayWrite()) {
        return false;
    }
    const model::CannedReply reply = model::tidied(m_edit);
    if (reply.id) {
        post(reply);
    } else if (m_adding != m_serial) {
        postNew(reply);
    } else {
        m_rest = reply;
    }
    return true;
}

void CannedDesk::post(const model::CannedReply& reply) {
    ask(m_context, this, model::ChangeCannedReply{.reply = reply},
        [this, reply](const base::Result<base::ReplyId>& done) {
            if (!done) {
                refused(reply, done.error());
                return;
            }
            refresh();
        });
}

void CannedDesk::postNew(const model::CannedReply& reply) {
    m_adding = m_serial;
    m_rest.reset();
    ask(m_context, this, model::AddCannedReply{.reply = reply},
        [this, reply, serial = m_serial](const base::Result<base::ReplyId>& done) {
            m_adding = m_adding == serial ? -1 : m_adding;
            if (!done) {
                refused(m_rest ? *std::exchange(m_rest, std::nullopt) : reply, done.error());
                return;
            }
            added(serial, reply);
        });
}

/// From now on it is known by its id. Titles are unique, so that it is found by its own.
void CannedDesk::added(int serial, const model::CannedReply& reply) {
    const bool open = !m_edit.id && m_serial == serial;
    m_library.refresh();
    const auto& library = m_library.library();
    const auto found = std::ranges::find(library, reply.title, &model::CannedReply::title);
    if (found != library.end()) {
        if (open) {
            m_edit.id = found->id;
            m_stored = *found;
        }
        if (std::optional<model::CannedReply> rest = std::exchange(m_rest, std::nullopt)) {
            rest->id = found->id;
            post(*rest);
        }
    }
    emit opened();
    emit stateChanged();
}

/// Nothing that was written is lost by it.
void CannedDesk::refused(const model::CannedReply& reply, const base::Error& error) {
    const bool isOpen = m_edit.id == reply.id && (reply.id || !isBlank());
    if (!isOpen) {
        m_unsaved.insert_or_assign(reply.id, reply);
        if (!isDirty()) {
            show(reply.id);
        }
    }
    emit stateChanged();
    emit failed(asSentence(error.what()));
}

void CannedDesk::discard() {
    m_edit = m_stored;
    m_unsaved.erase(m_edit.id);
    emit opened();
    emit stateChanged();
}

bool CannedDesk::mayWrite() {
    if (m_context.seam.readOnly.empty()) {
        return true;
    }
    emit failed(asSentence(m_context.seam.readOnly));
    return false;
}

void CannedDesk::remove() {
    if (!m_edit.id) {
        discard();
        return;
    }
    if (!mayWrite()) {
        return;
    }
    const bool dirty = isDirty();
    ask(m_context, this, model::RemoveCannedReply{.reply = m_edit.id},
        [this, stored = m_stored, edit = m_edit, dirty](const base::Result<base::ReplyId>& done) {
            if (!done) {
                emit failed(asSentence(done.error().what()));
                return;
            }
            m_removed = stored;
            if (dirty) {
                m_unsaved.insert_or_assign(edit.id, edit);  // there again when it is taken back
            }
            if (m_edit.id == stored.id) {
                m_edit = m_stored;
            }
            refresh();
            emit gone();
        });
}

void CannedDesk::undoRemoval() {
    if (!m_removed || !mayWrite()) {
        return;
    }
    ask(m_context, this, model::AddCannedReply{.reply = *m_removed},
        [this, reply = *m_removed](const base::Result<base::ReplyId>& done) {
            if (!done) {
                emit failed(asSentence(done.error().what()));
                return;
            }
            m_removed.reset();
            refresh();
            open(reply.id);
            emit stateChanged();
        });
}

void CannedDesk::refresh() {
    const bool clean = !isDirty();
    m_library.refresh();
    if (!m_edit.id) {
        emit stateChanged();
        return;
    }
    const model::CannedReply* stored = m_library.reply(m_edit.id);
    if (stored == nullptr) {
        // Removed; what was typed into it stays, as a new one.
        m_stored = {};
        m_edit = clean ? model::CannedReply{} : m_edit;
        m_edit.id = {};
        ++m_serial;
        emit opened();
    } else {
        m_stored = *stored;
        if (clean && model::tidied(m_edit) != *stored) {
            m_edit = *stored;
            emit opened();
        }
    }
    emit stateChanged();
}

}  // namespace ui
