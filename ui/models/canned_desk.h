// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/canned_model.h"
#include "ui/window_context.h"

#include "model/canned_library.h"

#include <QObject>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ui {

/// The canned reply that is being edited. What is typed is kept here until the store has it: going on to
/// another one saves, and what the store refused is there when one comes back to it.
class CannedDesk final : public QObject {
    Q_OBJECT
public:
    CannedDesk(const WindowContext& context, CannedModel& library, QObject* parent = nullptr);

    /// As typed. Without an id it is a new one.
    [[nodiscard]] const model::CannedReply& edit() const { return m_edit; }
    void setTitle(const QString& title);
    void setText(const QString& text);
    void setTags(const std::vector<std::string>& tags);
    void setVariants(const std::vector<model::CannedVariant>& variants);

    [[nodiscard]] bool isDirty() const;
    /// A new one in which nothing is written yet.
    [[nodiscard]] bool isBlank() const;
    /// What keeps the edit from being saved; nothing when it is saved, or can be.
    [[nodiscard]] std::optional<model::CannedFault> fault() const;

    /// Saves what is open and goes on to another one, or to a new one without an id. False: what is open has
    /// to be mended or discarded first.
    bool open(base::CannedReplyId reply);
    /// Begins a new one with this in it, not saved yet. False as with open().
    bool begin(const model::CannedReply& draft);
    /// False: it has to be mended first.
    bool save();
    /// Back to what is stored.
    void discard();

    /// Removes what is open; nobody is asked, since it can be taken back.
    void remove();
    [[nodiscard]] const std::optional<model::CannedReply>& removed() const { return m_removed; }
    void undoRemoval();

    /// Reads the library again. An edit is kept.
    void refresh();

signals:
    /// The edit is another one than what was typed last.
    void opened();
    /// Dirty or not, the fault, or what was removed.
    void stateChanged();
    /// What was open has been removed.
    void gone();
    /// The store refused; one sentence.
    void failed(const QString& sentence);

private:
    void show(base::CannedReplyId reply);
    void post(const model::CannedReply& reply);
    void postNew(const model::CannedReply& reply);
    void added(int serial, const model::CannedReply& reply);
    void refused(const model::CannedReply& reply, const base::Error& error);
    [[nodiscard]] bool mayWrite();

    const WindowContext& m_context;
    CannedModel& m_library;
    model::CannedReply m_edit;
    model::CannedReply m_stored;               ///< what the edit began from
    int m_serial = 0;                          ///< of the new one that is open
    int m_adding = -1;                         ///< the new one that is on its way to the store
    std::optional<model::CannedReply> m_rest;  ///< what was typed into that one meanwhile
    std::map<base::CannedReplyId, model::CannedReply> m_unsaved;
    std::optional<model::CannedReply> m_removed;
};

}  // namespace ui
