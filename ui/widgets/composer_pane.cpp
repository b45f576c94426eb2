// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/composer_pane.h"

#include "ui/language.h"
#include "ui/style/shopbell_style.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/reply_banner.h"
#include "ui/widgets/reply_finder.h"
#include "ui/widgets/send_menu.h"
#include "ui/widgets/suggestion_row.h"

#include "view/sentences.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>
#include <utility>

namespace ui {
namespace {

/// From 1440 on, suggestions and editor form one column that gets no wider.
constexpr int kWidestColumn = 920 + 2 * 12;
/// Nobody reads another draft and sends it as it stands within this time.
constexpr base::Duration kSecondPress{600};

IconName iconOf(view::ComposerNotice::Kind kind) {
    switch (kind) {
    case view::ComposerNotice::Kind::WroteAgain:
        return IconName::Reply;
    case view::ComposerNotice::Kind::LooksLikeThanks:
        return IconName::BadgeNoReplyNeeded;
    case view::ComposerNotice::Kind::SameReply:
        return IconName::Canned;
    case view::ComposerNotice::Kind::PlaceholdersOpen:
    case view::ComposerNotice::Kind::TooLong:
    case view::ComposerNotice::Kind::LinkCosts:
        break;
    }
    return IconName::Warn;
}

}  // namespace

ComposerPane::ComposerPane(const WindowContext& context, ThreadModel& thread, QWidget* parent)
    : Surface(context.theme, Token::Paper, {}, parent), m_context(context), m_thread(thread),
      m_drafts(context.seam), m_suggester(context), m_timer(context.seam.clock, this),
      m_banner(new ReplyBanner(context.theme, this)), m_suggestions(new SuggestionRow(context.theme, this)),
      m_editor(new ReplyEditor(context.theme, this)),
      m_finder(new ReplyFinder(context, *m_editor, [this](const auto& reply) { return readingOf(reply); })),
      m_notices(new QWidget(this)), m_noticeLines(new QVBoxLayout(m_notices)),
      m_canned(new LinkButton(context.theme, Type::Body, Token::Text, this)),
      m_whyOff(new PlainLabel(context.theme, Type::Secondary, Token::Text2, this)),
      m_counter(new PlainLabel(context.theme, Type::Secondary, Token::Text2, this)),
      m_send(new QPushButton(this)), m_sendMenu(new QPushButton(this)) {
    setObjectName(QStringLiteral("composerPane"));
    m_notices->setObjectName(QStringLiteral("replyNotices"));
    m_noticeLines->setContentsMargins(0, theme().px(2), 0, 0);
    m_noticeLines->setSpacing(0);

    auto* column = new QWidget(this);
    column->setMaximumWidth(theme().px(kWidestColumn));
    auto* lines = new QVBoxLayout(column);
    lines->setContentsMargins(theme().px(12), theme().px(8), theme().px(12), theme().px(7));
    lines->setSpacing(0);
    lines->addWidget(m_suggestions);
    lines->addWidget(m_editor);
    lines->addWidget(m_notices);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(0, theme().px(7), 0, 0);
    foot->setSpacing(theme().px(8));
    foot->addWidget(m_canned);
    foot->addWidget(m_whyOff, 1);
    foot->addWidget(m_counter);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(1);
    buttons->addWidget(m_send);
    buttons->addWidget(m_sendMenu);
    foot->addLayout(buttons);
    lines->addLayout(foot);
    buildFoot();

    auto* centred = new QHBoxLayout;
    centred->setContentsMargins(0, 0, 0, 0);
    centred->addStretch(0);
    centred->addWidget(column, 1);
    centred->addStretch(0);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_banner);
    all->addLayout(centred);

    connect(m_suggestions, &SuggestionRow::picked, this, &ComposerPane::insertSuggestion);
    connect(m_editor, &QPlainTextEdit::textChanged, this, &ComposerPane::textEdited);
    connect(m_editor, &ReplyEditor::escaped, this, &ComposerPane::escaped);
    connect(m_finder, &ReplyFinder::picked, this,
            [this](base::CannedReplyId reply, const QString& words, int begin, int end) {
                m_editor->replaceWords(begin, end, words);
                noteInserted(reply);
            });
    connect(m_finder, &ReplyFinder::failed, this, &ComposerPane::failed);
    connect(m_banner, &ReplyBanner::logInAsked, this, [this] { emit logInAsked(m_thread.account().id); });
    connect(m_banner, &ReplyBanner::browserAsked, this, &ComposerPane::openInBrowser);
    connect(m_banner, &ReplyBanner::goOnAsked, this,
            [this] { emit conversationAsked(m_state.banner.goOn, m_draft.privateAnswer->id); });
    connect(m_banner, &ReplyBanner::switchAsked, this, &ComposerPane::switchAudience);
    connect(&m_thread, &ThreadModel::reread, this, &ComposerPane::refresh);
    connect(&m_suggester, &Suggester::changed, this, &ComposerPane::suggestAgain);
    connect(&m_timer, &TickTimer::due, this, &ComposerPane::showState);
    readNames();
}

void ComposerPane::buildFoot() {
    m_canned->setObjectName(QStringLiteral("composerCanned"));
    m_canned->setGlyph(IconName::Canned);
    m_canned->setGlyphSize(20);
    m_canned->setPadding(5);
    m_canned->setFixedHeight(theme().px(30));
    m_whyOff->setObjectName(QStringLiteral("sendWhyOff"));
    m_counter->setObjectName(QStringLiteral("replyCounter"));
    m_send->setObjectName(QStringLiteral("sendButton"));
    m_sendMenu->setObjectName(QStringLiteral("sendMenuButton"));
    m_sendMenu->setAccessibleName(tr("More ways to send"));
    m_sendMenu->setToolTip(tr("More ways to send"));
    for (QPushButton* button : {m_send, m_sendMenu}) {
        setButtonKind(*button, ButtonKind::Primary);
        button->setFont(theme().font(Type::BodySemibold));
        button->setAutoDefault(false);
    }
    m_send->setIcon(theme().icon(IconName::Send, Token::OnAccent));
    m_sendMenu->setIcon(theme().icon(IconName::ChevronDown, Token::OnAccent));
    m_sendMenu->setFixedWidth(theme().px(26));
    connect(m_send, &QPushButton::clicked, this, [this] { send(AfterSending::Next); });
}

void ComposerPane::setSendActions(const SendActions& actions) {
    connect(m_sendMenu, &QPushButton::clicked, this, [this, actions] {
        showState();
        openSendMenu(*m_sendMenu, actions, m_state.later);
    });
}

void ComposerPane::setCannedAction(QAction* action) {
    m_canned->setAccessibleName(action->iconText());
    m_canned->setToolTip(tr("%1, or type : in the reply").arg(action->toolTip()));
    connect(m_canned, &QAbstractButton::clicked, action, &QAction::trigger);
}

void ComposerPane::conversationChanged() {
    m_drafts.flush();
    m_conversation = m_thread.conversation().id;
    m_privately = false;
    readDraftBase();
    reloadDraft();
    refreshSuggestions();
    showState();
    emit customerChanged();
}

void ComposerPane::refresh() {
    if (!m_conversation || m_thread.conversation().id != m_conversation) {
        return;
    }
    readDraftBase();
    refreshSuggestions();
    showState();
    emit customerChanged();
}

void ComposerPane::reloadDraft() {
    const QString text = m_drafts.textOf(m_conversation);
    if (m_editor->toPlainText() != text) {
        const QSignalBlocker quiet(m_editor);
        m_finder->close();
        m_editor->setPlainText(text);
        m_editor->moveCursor(QTextCursor::End);
    }
    showState();
}

void ComposerPane::namesChanged() {
    readNames();
    refreshSuggestions();
    emit customerChanged();
}

void ComposerPane::suggestAgain() {
    if (m_conversation) {
        refreshSuggestions();
        showState();
    }
    emit customerChanged();
}

/// Every placeholder of every reply asks for them.
void ComposerPane::readNames() {
    m_names = m_context.seam.source.names().value_or(model::ShopNames{});
    m_fields = m_context.seam.source.ownFields().value_or(std::vector<model::OwnField>{});
}

/// Everything of the reply but its text, which changes with every key.
void ComposerPane::readDraftBase() {
    auto draft = m_context.seam.source.replyDraft(m_conversation, m_thread.target(), m_privately, {});
    if (!draft) {
        m_draft = {.account = m_thread.account().id,
                   .conversation = m_conversation,
                   .visibility =
                       m_privately ? model::Visibility::Private : m_thread.conversation().visibility};
        return;
    }
    m_draft = std::move(*draft);
}

void ComposerPane::textEdited() {
    m_sentAt.reset();
    m_drafts.edited(m_conversation, m_editor->toPlainText());
    if (m_editor->document()->isEmpty()) {
        m_inserted.erase(m_conversation);
    }
    showState();
}

void ComposerPane::refreshSuggestions() {
    const model::Message* chosen =
        m_thread.target() ? m_thread.message(m_thread.target()) : m_thread.latestOfCustomer();
    Suggester::Answer answer;
    // Nobody answers spam.
    if (chosen != nullptr && m_thread.conversation().state != model::ConversationState::Spam) {
        answer = m_suggester.suggest(*chosen, m_thread.languageOfCustomer(),
                                     [this](const auto& reply) { return readingOf(reply); });
    }
    m_suggested = std::move(answer.made);
    m_suggestions->show(answer.shown);
}

/// What was typed goes along where the platform takes it.
void ComposerPane::openInBrowser() {
    const ConsoleSeam& seam = m_context.seam;
    model::ReplyDraft draft = m_draft;
    draft.text = m_editor->toPlainText().toStdString();
    const bool mayBeAnsweredThere = m_state.banner.permission == model::ReplyPermission::OnlyIfAddressed;
    const std::string page = mayBeAnsweredThere && seam.accounts.replyPage && seam.openInBrowser
                                 ? seam.accounts.replyPage(m_thread.account(), draft)
                                 : std::string();
    if (page.empty()) {
        emit browserAsked();
    } else {
        seam.openInBrowser(page);
    }
}

bool ComposerPane::offersPrivate() const {
    return m_thread.conversation().visibility == model::Visibility::Public &&
           m_thread.account().capabilities.find(model::Visibility::Private) != nullptr;
}

QString ComposerPane::whyOff() const {
    return m_context.seam.readOnly.empty() ? asSentence(m_state.send.whyOff)
                                           : asSentence(m_context.seam.readOnly);
}

view::ComposerState ComposerPane::stateOf(const model::ReplyDraft& draft) const {
    const std::vector<model::AccountPulse> pulses = m_context.seam.pulses();
    const auto pulse = std::ranges::find(pulses, m_thread.account().id, &model::AccountPulse::id);
    const model::Message* latest = m_thread.latestOfCustomer();
    const model::Message* target = m_thread.target() ? m_thread.message(m_thread.target()) : latest;
    const view::ComposerInput input{
        .conversation = m_thread.conversation(),
        .account = m_thread.account(),
        .draft = draft,
        .target = target,
        .limitedUntil = pulse == pulses.end() ? std::nullopt : pulse->limitedUntil,
        .draftBegunAt = m_drafts.begunAt(m_conversation),
        .customerWroteAt = latest == nullptr ? std::nullopt : std::optional(latest->seenAt),
        .onlyThanksWait = m_context.seam.readOnly.empty() && m_thread.onlyThanksWait(),
        .repetition =
            m_habit ? m_habit->repetitionIn(draft.text, m_thread.conversation().customer) : std::nullopt};
    return view::composerState(input, m_context.words, m_context.seam.clock.utcNow());
}

void ComposerPane::showState() {
    if (!m_conversation) {
        return;
    }
    if (!m_habit) {
        const auto latest = m_context.seam.source.latestReplies(model::ReplyHabit::kLatest);
        m_habit = latest ? model::ReplyHabit(*latest) : model::ReplyHabit();
    }
    m_draft.text = m_editor->toPlainText().toStdString();
    m_state = stateOf(m_draft);
    m_timer.wakeAt(m_state.nextTick.value_or(base::UtcTime::max()));

    using Switch = ReplyBanner::Switch;
    m_banner->show(m_state.banner, !offersPrivate() ? Switch::None
                                   : m_privately    ? Switch::ToPublic
                                                    : Switch::ToPrivate);
    m_editor->setPlaceholderText(qt(m_state.editorHint));
    std::vector<ReplyEditor::Range> open;
    for (const model::OpenPlaceholder& placeholder : m_state.placeholders) {
        open.push_back({.begin = static_cast<qsizetype>(placeholder.begin),
                        .end = static_cast<qsizetype>(placeholder.end)});
    }
    m_editor->mark(open, m_state.overFrom ? static_cast<qsizetype>(*m_state.overFrom) : -1);
    m_suggestions->mark(m_editor->toPlainText());

    using Level = view::ComposerCounter::Level;
    const Level level = m_state.counter.level;
    m_counter->setText(qt(m_state.counter.text));
    m_counter->setType(level == Level::Over ? Type::SecondarySemibold : Type::Secondary);
    m_counter->setInk(level == Level::Over   ? Token::Trouble
                      : level == Level::Near ? Token::DueInk
                                             : Token::Text2);

    const QString why = whyOff();
    const bool now = m_state.send.way == view::ComposerSend::Way::Now;
    m_send->setText(now ? tr("Send and next") : qt(m_state.send.label));
    m_send->setAccessibleName(m_send->text());
    m_send->setAccessibleDescription(why);
    m_send->setToolTip(plainToolTip(why));
    m_send->setEnabled(why.isEmpty());
    m_sendMenu->setEnabled(why.isEmpty());
    showNotices();
    const bool saidBelow = !m_state.notices.empty() && m_state.send.whyOff == m_state.notices.front().text;
    m_whyOff->setText(saidBelow || m_state.banner.blocked ? QString() : why);
}

void ComposerPane::showNotices() {
    while (QLayoutItem* old = m_noticeLines->takeAt(0)) {
        if (old->widget() != nullptr) {
            old->widget()->deleteLater();
            old->widget()->hide();
        }
        delete old;
    }
    for (const view::ComposerNotice& notice : m_state.notices) {
        auto* line = new QWidget(m_notices);
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(theme().px(6));
        const bool proposal = notice.kind == view::ComposerNotice::Kind::LooksLikeThanks;
        const Token ink = proposal ? Token::Text2 : Token::DueInk;
        row->addWidget(new Glyph(theme(), iconOf(notice.kind), 14, ink, line));
        auto* words = new PlainLabel(theme(), Type::Secondary, ink, line);
        words->setObjectName(QStringLiteral("replyNotice"));
        words->setText(qt(notice.text));
        row->addWidget(words);
        if (!notice.action.empty()) {
            auto* link = new LinkButton(theme(), Type::SecondaryMedium, Token::Accent, line);
            link->setObjectName(QStringLiteral("replyNoticeAction"));
            link->setText(qt(notice.action));
            link->setAccessibleName(link->text());
            connect(link, &QAbstractButton::clicked, this,
                    [this, kind = notice.kind] { followNotice(kind); });
            row->addWidget(link);
            if (proposal) {
                link->setKeyCap(QKeySequence(Qt::Key_N).toString(QKeySequence::NativeText));
            }
        }
        row->addStretch(1);
        m_noticeLines->addWidget(line);
    }
    m_notices->setVisible(!m_state.notices.empty());
}

void ComposerPane::followNotice(view::ComposerNotice::Kind kind) {
    if (kind == view::ComposerNotice::Kind::PlaceholdersOpen) {
        m_editor->goToPlaceholder(ReplyEditor::From::Start);
    } else if (kind == view::ComposerNotice::Kind::LooksLikeThanks) {
        emit noReplyNeededAsked();
    } else if (kind == view::ComposerNotice::Kind::WroteAgain) {
        m_drafts.begunAgain(m_conversation);
        emit readFirstAsked();
        showState();
    }
}

void ComposerPane::switchAudience() {
    m_privately = !m_privately;
    readDraftBase();
    showState();
    m_editor->setFocus();
    emit customerChanged();
}

base::Duration ComposerPane::holdBack() const {
    // On a clock that runs faster, more of its time has to pass for the same time to undo.
    const base::Duration real = m_context.seam.clock.realDuration(kUndoTime);
    const bool standsStill = real == base::Duration::max();
    return real.count() > 0 && !standsStill ? kUndoTime * kUndoTime.count() / real.count() : kUndoTime;
}

/// Two quick presses are meant for one reply; the second must not send the draft of the conversation that
/// came next.
bool ComposerPane::isSecondPress() const {
    const base::Clock& clock = m_context.seam.clock;
    return m_sentAt && clock.realDuration(clock.steadyNow() - *m_sentAt) < kSecondPress;
}

void ComposerPane::send(AfterSending after) {
    sendNotBefore({}, after);
}

void ComposerPane::sendAtOpening() {
    if (m_conversation) {
        showState();
    }
    if (!m_state.later.send) {
        emit failed(asSentence(m_state.later.whyOff));
        return;
    }
    sendNotBefore(m_state.later.send->at, AfterSending::Next);
}

void ComposerPane::sendNotBefore(std::optional<base::UtcTime> moment, AfterSending after) {
    if (isSecondPress()) {
        return;
    }
    if (!m_conversation || !m_send->isEnabled()) {
        if (!m_editor->goToPlaceholder(ReplyEditor::From::Start)) {
            m_editor->setFocus();
        }
        return;
    }
    m_sentAt = m_context.seam.clock.steadyNow();
    const int sending = ++m_sendings;
    const base::ConversationId conversation = m_conversation;
    const QString text = m_editor->toPlainText();
    m_lastSent = text;
    model::QueueReply intent =
        view::queueReply(m_draft, m_thread.target(), m_thread.conversation().visibility, holdBack(), moment);
    if (auto inserted = m_inserted.extract(conversation)) {
        intent.inserted = std::move(inserted.mapped());
    }
    intent.suggested = m_suggested;
    m_drafts.sent(conversation);
    {
        const QSignalBlocker quiet(m_editor);
        m_finder->close();
        m_editor->clear();
    }
    m_privately = false;
    ask(m_context, this, std::move(intent),
        [this, conversation, text, sending](const base::Result<base::ReplyId>& reply) {
            if (reply) {
                emit queued(sending, *reply);
                return;
            }
            m_drafts.putBack(conversation, text);
            if (conversation == m_conversation) {
                reloadDraft();
            }
            emit failed(asSentence(reply.error().what()));
        });
    const QString customer = qt(view::shownName(m_thread.conversation().customerName,
                                                m_thread.conversation().customerHandle, m_context.words));
    readDraftBase();
    showState();
    emit leaving({.conversation = conversation, .customer = customer, .after = after, .sendAt = moment},
                 sending);
}

void ComposerPane::focusEditor() {
    m_editor->setFocus(Qt::OtherFocusReason);
}

void ComposerPane::setTitleOnly(bool titleOnly) {
    m_suggestions->setHeight(titleOnly ? SuggestionBox::Height::TitleOnly : SuggestionBox::Height::Full);
    m_editor->setLines(2, titleOnly ? 4 : 8);
}

}  // namespace ui
