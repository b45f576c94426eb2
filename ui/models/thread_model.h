// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/hit_model.h"

#include "view/console_source.h"
#include "view/thread_view.h"
#include "view/words.h"

#include "model/change.h"

#include <QAbstractListModel>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace ui {

/// A row of the thread with what its neighbours mean for it.
struct ThreadItem {
    view::ThreadRow row;
    bool inPublic = false;
    bool isTarget = false;           ///< the next reply answers it
    std::vector<TextRange> marks{};  ///< what the search found in its text
    bool runGoesOn = false;          ///< private: the row below continues the run, which shares one time
    // Guides of the tree
    std::uint8_t through = 0;         ///< levels whose line runs through the whole row
    std::optional<int> elbowLevel{};  ///< the line that bends into this row
    bool stem = false;                ///< a line begins below its disc
};

/// One conversation as it is shown. Loads the latest messages first and earlier ones on demand.
class ThreadModel final : public QAbstractListModel {
    Q_OBJECT
public:
    using Shown = std::shared_ptr<const ThreadItem>;
    static constexpr int kPage = 50;
    /// After a change no more of the latest messages than this are read again.
    static constexpr int kReread = 1000;

    ThreadModel(const view::ConsoleSource& source, const view::Words& words, const base::Clock& clock,
                QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

    void open(base::ConversationId conversation);
    void close();
    /// One page before what is loaded.
    void loadEarlier();
    void apply(const model::Change& change);
    void showAll(base::MessageId message);
    /// Marks where this occurs; empty = nothing is marked.
    void setQuery(const std::string& query);
    /// Which message the next reply answers; 0 = the customer's latest.
    void setTarget(base::MessageId message);

    [[nodiscard]] bool isOpen() const { return static_cast<bool>(m_conversation.id); }
    [[nodiscard]] bool hasEarlier() const { return !m_complete; }
    [[nodiscard]] const model::ConversationRow& conversation() const { return m_conversation; }
    [[nodiscard]] const model::Account& account() const { return m_account; }
    [[nodiscard]] const model::Message* message(base::MessageId id) const;
    /// As chosen; 0 = the customer's latest.
    [[nodiscard]] base::MessageId target() const { return m_target; }
    /// What a search found in a conversation that no view lists; 0 = nothing.
    [[nodiscard]] base::MessageId hit() const { return m_hit; }
    /// The customer's latest message that is still there, or what a search found; else nullptr.
    [[nodiscard]] const model::Message* latestOfCustomer() const;
    /// As their words tell, the latest first; empty = they do not tell. See model::languageOf().
    [[nodiscard]] std::string languageOfCustomer() const;
    /// All that waits here asks for nothing, as far as words tell.
    [[nodiscard]] bool onlyThanksWait() const;
    [[nodiscard]] const ThreadItem& item(int row) const { return *m_items.at(static_cast<std::size_t>(row)); }
    [[nodiscard]] QModelIndex indexOf(base::MessageId message) const;

    [[nodiscard]] base::UtcTime nextTick() const { return m_nextTick; }
    /// Makes the rows again and announces those that look different.
    void tick();

signals:
    /// The conversation, its account or its messages were read again.
    void reread();
    void failed(const QString& sentence);

private:
    [[nodiscard]] base::Status read(base::ConversationId id, int count);
    [[nodiscard]] base::Status readSurroundings(base::ConversationId id);
    void readFormerTexts();
    [[nodiscard]] base::Status readHit();
    [[nodiscard]] base::Status readConnected();
    [[nodiscard]] bool concerns(const model::Change& change) const;
    void rebuild();
    void exchange(std::vector<Shown> items);

    const view::ConsoleSource& m_source;
    const view::Words& m_words;
    const base::Clock& m_clock;
    model::ConversationRow m_conversation;
    base::MessageId m_hit;
    model::Account m_account;
    std::vector<model::Message> m_context;
    std::vector<model::Message> m_messages;
    std::vector<model::Gap> m_gaps;
    std::vector<model::OutboxRow> m_outbox;
    std::vector<model::PrivateAnswer> m_privateAnswers;
    std::vector<model::ConversationRow> m_ofCustomer;
    std::set<base::MessageId> m_expanded;
    base::MessageId m_target;
    std::string m_query;
    std::optional<base::MessageId> m_newAfter;  ///< as it was when the conversation was opened
    struct FormerText {
        base::UtcTime editedAt;
        std::string text;
    };
    std::map<base::MessageId, FormerText> m_former;
    bool m_complete = true;
    std::vector<Shown> m_items;
    base::UtcTime m_nextTick = base::UtcTime::max();
};

}  // namespace ui

Q_DECLARE_METATYPE(ui::ThreadModel::Shown)
