// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/draft_keeper.h"
#include "ui/models/suggester.h"
#include "ui/models/thread_model.h"
#include "ui/models/tick_timer.h"
#include "ui/widgets/reply_editor.h"
#include "ui/widgets/surface.h"
#include "ui/window_context.h"

#include "view/composer_view.h"

#include <map>
#include <optional>
#include <vector>

class QAction;
class QBoxLayout;
class QPushButton;

namespace ui {

class LinkButton;
class ReplyBanner;
class ReplyFinder;
class SuggestionRow;
struct SendActions;

/// Where a reply is written. Typing is never blocked; sending is, and it says why.
class ComposerPane final : public Surface {
    Q_OBJECT
public:
    enum class AfterSending { Next, Stay };
    /// The time in which a sent reply can be taken back, as people feel it.
    static constexpr base::Duration kUndoTime{8'000};
    struct Leaving {
        base::ConversationId conversation;
        QString customer;
        AfterSending after = AfterSending::Next;
        std::optional<base::UtcTime> sendAt;  ///< nothing = at once
    };

    ComposerPane(const WindowContext& context, ThreadModel& thread, QWidget* parent = nullptr);

    /// The thread shows another conversation.
    void conversationChanged();
    /// What is known of the conversation, its account or the time has changed.
    void refresh();
    /// Only the time or what the core knows of the account has moved on.
    void refreshTime() { showState(); }
    /// Reads the draft of the conversation that is shown again.
    void reloadDraft();
    /// The names in canned replies have changed.
    void namesChanged();
    /// Replies were written, sent or taken back.
    void repliesChanged() { m_habit.reset(); }
    [[nodiscard]] Suggester& suggester() { return m_suggester; }

    void send(AfterSending after);
    /// When the shop opens, sooner if the reply window would close before. Says so where there is no later.
    void sendAtOpening();
    /// 1 … 3
    void insertSuggestion(int digit);
    void focusEditor();
    /// Puts a canned reply, filled, where the caret stands, and goes to what is still to be filled.
    /// In the wording for this customer, or in this one.
    void insertReply(const model::CannedReply& reply);
    void insertReply(const model::CannedReply& reply, std::size_t wording);
    /// Which of its wordings a canned reply has for this customer: model::wordingFor().
    [[nodiscard]] std::size_t wordingFor(const model::CannedReply& reply) const;

    /// How a canned reply reads for the customer of this conversation.
    struct Preview {
        bool hasCustomer = false;  ///< false: no conversation is open, it is for nobody in particular
        QString customer;
        model::FilledReply filled;
        view::ComposerCounter counter;
        std::optional<std::size_t> overFrom;  ///< byte where it gets too long
    };
    [[nodiscard]] Preview previewOf(const std::string& text) const;
    /// What fills the placeholders here.
    [[nodiscard]] model::PlaceholderValues placeholderValues() const;
    void setTitleOnly(bool titleOnly);
    void setSendActions(const SendActions& actions);
    /// Opens the canned replies.
    void setCannedAction(QAction* action);

    [[nodiscard]] ReplyEditor& editor() { return *m_editor; }
    [[nodiscard]] DraftKeeper& drafts() { return m_drafts; }
    [[nodiscard]] const view::ComposerState& state() const { return m_state; }
    /// The words of the reply that left last.
    [[nodiscard]] const QString& lastSent() const { return m_lastSent; }

signals:
    /// A reply left the editor; it is not queued yet.
    void leaving(const ui::ComposerPane::Leaving& reply, int sending);
    /// It is queued: now it can be taken back.
    void queued(int sending, base::ReplyId reply);
    void failed(const QString& sentence);
    void escaped();
    void readFirstAsked();
    void noReplyNeededAsked();
    void logInAsked(base::AccountId account);
    /// The message, where the platform has no form for the reply.
    void browserAsked();
    /// Where it goes on instead.
    void conversationAsked(base::ConversationId conversation, base::MessageId message);
    /// A canned reply reads differently now: another customer, or another way to reach them.
    void customerChanged();

private:
    void buildFoot();
    void textEdited();
    void readDraftBase();
    void readNames();
    void refreshSuggestions();
    void suggestAgain();
    void insert(base::CannedReplyId reply, const QString& words);
    void noteInserted(base::CannedReplyId reply);
    void showState();
    [[nodiscard]] view::ComposerState stateOf(const model::ReplyDraft& draft) const;
    void showNotices();
    void followNotice(view::ComposerNotice::Kind kind);
    void switchAudience();
    void openInBrowser();
    /// In the wording for this customer, filled.
    [[nodiscard]] std::string readingOf(const model::CannedReply& reply) const;
    [[nodiscard]] base::Duration holdBack() const;
    void sendNotBefore(std::optional<base::UtcTime> moment, AfterSending after);
    [[nodiscard]] bool isSecondPress() const;
    [[nodiscard]] QString whyOff() const;
    [[nodiscard]] bool offersPrivate() const;

    const WindowContext& m_context;
    ThreadModel& m_thread;
    DraftKeeper m_drafts;
    Suggester m_suggester;
    TickTimer m_timer;
    base::ConversationId m_conversation;
    std::optional<model::SuggestionsMade> m_suggested;  ///< for the message that is answered
    /// Canned replies that were put into the drafts, for suggestions to learn from.
    std::map<base::ConversationId, std::vector<base::CannedReplyId>> m_inserted;
    bool m_privately = false;
    model::ReplyDraft m_draft;
    std::optional<model::ReplyHabit> m_habit;  ///< nothing = to be read before it is asked
    model::ShopNames m_names;
    std::vector<model::OwnField> m_fields;
    view::ComposerState m_state;
    int m_sendings = 0;
    std::optional<base::SteadyTime> m_sentAt;  ///< and nothing was typed since
    QString m_lastSent;

    ReplyBanner* m_banner;
    SuggestionRow* m_suggestions;
    ReplyEditor* m_editor;
    ReplyFinder* m_finder;
    QWidget* m_notices;
    QBoxLayout* m_noticeLines;
    LinkButton* m_canned;
    PlainLabel* m_whyOff;
    PlainLabel* m_counter;
    QPushButton* m_send;
    QPushButton* m_sendMenu;
};

}  // namespace ui
