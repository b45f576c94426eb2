// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "ui/conversation_deeds.h"
#include "ui/desktop.h"
#include "ui/language.h"
#include "ui/shift_desk.h"
#include "ui/time_desk.h"
#include "ui/widgets/account_menu.h"
#include "ui/widgets/canned_window.h"
#include "ui/widgets/composer_pane.h"
#include "ui/widgets/connect_dialog.h"
#include "ui/widgets/decision_desk.h"
#include "ui/widgets/first_run.h"
#include "ui/widgets/inbox_pane.h"
#include "ui/widgets/keys_dialog.h"
#include "ui/widgets/names_dialog.h"
#include "ui/widgets/nav_pane.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/outbox_detail.h"
#include "ui/widgets/outbox_pane.h"
#include "ui/widgets/send_menu.h"
#include "ui/widgets/status_strip.h"
#include "ui/widgets/thread_list.h"
#include "ui/widgets/thread_pane.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/top_bar.h"
#include "ui/widgets/undo_desk.h"
#include "ui/widgets/workspace.h"
#include "ui/window_actions.h"
#include "ui/window_context.h"
#include "ui/window_look.h"

#include "view/console_source.h"

#include <QCloseEvent>
#include <QDialog>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace ui {
namespace {

/// A pause in typing after which a search starts. A keystroke costs less than a frame, but not on every
/// machine.
constexpr int kTypingPauseMs = 60;

/// In force before the first widget is made.
std::shared_ptr<Theme> themeInForce(const QSettings* settings) {
    auto theme = std::make_shared<Theme>(storedTheme(settings));
    applyTheme(theme);
    return theme;
}

}  // namespace

struct MainWindow::Parts {
    Parts(MainWindow& window, ConsoleSeam given)
        : seam(std::move(given)), theme(themeInForce(seam.settings)), words(languageOf(QLocale(), seam.zone)),
          context{.seam = seam, .theme = *theme, .words = words}, actions(new WindowActions(window, *theme)) {
    }

    ConsoleSeam seam;
    std::shared_ptr<Theme> theme;
    view::Words words;
    WindowContext context;
    WindowActions* actions;
    TopBar* top = nullptr;
    NoticeBar* notice = nullptr;
    Workspace* workspace = nullptr;
    StatusStrip* status = nullptr;
    UndoDesk* undo = nullptr;
    DecisionDesk* decisions = nullptr;
    AccountMenu* accountMenu = nullptr;
    WindowLook* look = nullptr;
    CannedWindow* canned = nullptr;  ///< once it was asked for
    Desktop* desktop = nullptr;
    QTimer searchPause;
};

MainWindow::MainWindow(ConsoleSeam seam, QWidget* parent)
    : QMainWindow(parent), m_parts(std::make_unique<Parts>(*this, std::move(seam))) {
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(QStringLiteral("Shopbell"));
    setAccessibleName(QStringLiteral("Shopbell"));
    setWindowIcon(applicationIcon());
    build();
    connectActions();
    connectPanes();
    connectChanges();
    m_parts->look->restore();
    refreshAccounts();
    m_parts->workspace->inbox().showPlace(Place::NeedsReply);
    if (!m_parts->seam.readOnly.empty()) {
        m_parts->notice->show(asSentence(m_parts->seam.readOnly), NoticeBar::Stay::ForGood);
    }
    ThreadPane& thread = m_parts->workspace->thread();
    if (thread.showsFirstRun()) {
        thread.firstRun().takeFocus();
    } else {
        m_parts->workspace->inbox().takeFocus();
    }
}

MainWindow::~MainWindow() {
    // Dialogs and panes hold references into the parts: they go first.
    qDeleteAll(findChildren<QDialog*>(QString(), Qt::FindDirectChildrenOnly));
    delete m_parts->desktop;
    delete takeCentralWidget();
}

void MainWindow::build() {
    Parts& parts = *m_parts;
    const Theme& theme = *parts.theme;
    auto* centre = new QWidget(this);
    parts.top = new TopBar(theme, parts.actions->checkNow, parts.actions->cannedReplies,
                           parts.actions->report, centre);
    parts.notice = new NoticeBar(theme, centre);
    parts.workspace = new Workspace(parts.context, centre);
    parts.status = new StatusStrip(parts.context, *parts.actions->metered, centre);
    parts.undo = new UndoDesk(parts.context, parts.workspace->thread().composer(),
                              parts.workspace->inbox().toast(), centre);
    parts.decisions = new DecisionDesk(parts.context, parts.workspace->inbox().toast(), centre);
    new ConversationDeeds(parts.context, *parts.actions, *parts.workspace, *parts.decisions, centre);
    parts.accountMenu = new AccountMenu(parts.context, this);
    parts.look = new WindowLook(*this, parts.theme, *parts.actions, *parts.workspace, parts.seam.settings);
    auto* times = new TimeDesk(parts.context, *parts.actions, *parts.status, *this);
    connect(times, &TimeDesk::conversationAsked, this, &MainWindow::openConversation);
    connect(times, &TimeDesk::noticed, this, &MainWindow::complain);
    connectShifts(*new ShiftDesk(parts.context, *parts.actions, *parts.status, *this));
    parts.desktop = new Desktop(parts.context, *parts.actions, *this);
    connect(parts.desktop, &Desktop::conversationAsked, this, &MainWindow::openConversation);
    auto* lines = new QVBoxLayout(centre);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    lines->addWidget(parts.top);
    lines->addWidget(parts.notice);
    lines->addWidget(parts.workspace, 1);
    lines->addWidget(parts.status);
    setCentralWidget(centre);
    setMinimumSize(theme.px(900), theme.px(600));
    resize(theme.px(1280), theme.px(800));
    parts.searchPause.setSingleShot(true);
    parts.searchPause.setInterval(kTypingPauseMs);
}

void MainWindow::connectActions() {
    WindowActions& actions = *m_parts->actions;
    Workspace& workspace = *m_parts->workspace;
    ComposerPane& composer = workspace.thread().composer();
    const auto on = [this](const QAction* action, auto work) {
        connect(action, &QAction::triggered, this, work);
    };
    on(actions.connectAccount, [this] { connectAccount(); });
    on(actions.shopNames, [this] {
        auto* dialog = new NamesDialog(m_parts->context, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    on(actions.quit, [this] { m_parts->desktop->quit(); });
    on(actions.nextConversation, [this] { step(1); });
    on(actions.previousConversation, [this] { step(-1); });
    RowList& list = workspace.inbox().list();
    list.addAction(actions.openConversation);
    on(actions.openConversation, [&list] {
        if (list.currentIndex().isValid()) {
            emit list.chosen(list.currentIndex());
        }
    });
    on(actions.reply, [this] { m_parts->workspace->thread().answerCurrent(); });
    on(actions.sendAndNext, [&composer] { composer.send(ComposerPane::AfterSending::Next); });
    on(actions.sendAndStay, [&composer] { composer.send(ComposerPane::AfterSending::Stay); });
    on(actions.sendAtOpening, [&composer] { composer.sendAtOpening(); });
    composer.setSendActions({actions.sendAndNext, actions.sendAndStay, actions.sendAtOpening});
    on(actions.undo, [this] {
        Toast& toast = m_parts->workspace->inbox().toast();
        if (toast.canUndo()) {
            toast.undo();
        } else {
            m_parts->decisions->undo();
        }
    });
    for (std::size_t i = 0; i < actions.suggestions.size(); ++i) {
        on(actions.suggestions.at(i),
           [&composer, digit = static_cast<int>(i) + 1] { composer.insertSuggestion(digit); });
    }
    for (std::size_t i = 0; i < actions.places.size(); ++i) {
        on(actions.places.at(i), [this, i] { goTo(static_cast<int>(i)); });
    }
    on(actions.search, [this] {
        m_parts->top->search().setFocus(Qt::ShortcutFocusReason);
        m_parts->top->search().selectAll();
    });
    on(actions.nextPane, [this] { m_parts->workspace->walk(1); });
    on(actions.previousPane, [this] { m_parts->workspace->walk(-1); });
    on(actions.checkNow, [this] { m_parts->seam.post(model::CheckNow{}, {}); });
    on(actions.cannedReplies, [this] { showCannedReplies(); });
    composer.setCannedAction(actions.cannedReplies);
    on(actions.costs, [this] { m_parts->accountMenu->showCosts({}); });
    on(actions.keys, [this] { showKeys(); });
}

void MainWindow::connectPanes() {
    Parts& parts = *m_parts;
    Workspace& workspace = *parts.workspace;
    InboxPane& inbox = workspace.inbox();
    ThreadPane& thread = workspace.thread();
    connect(&workspace.nav(), &NavPane::placeChosen, this,
            [this](Place place) { goTo(static_cast<int>(place)); });
    connect(&workspace.nav(), &NavPane::accountChosen, parts.accountMenu, &AccountMenu::show);
    connect(parts.accountMenu, &AccountMenu::logInAsked, this, &MainWindow::logInAgain);
    connect(parts.accountMenu, &AccountMenu::failed, this, &MainWindow::complain);
    connect(&inbox, &InboxPane::conversationChosen, &thread, &ThreadPane::open);
    connect(&inbox, &InboxPane::conversationOpened, this, [&thread](auto conversation, auto message) {
        thread.open(conversation, message);
        thread.list().setFocus();
    });
    connect(&thread, &ThreadPane::connectAsked, this, &MainWindow::connectAccount);
    connect(&thread, &ThreadPane::repliesAsked, this, &MainWindow::showCannedReplies);
    connect(&inbox, &InboxPane::placeRequested, this, [this](Place place) { goTo(static_cast<int>(place)); });
    connect(&inbox, &InboxPane::failed, this, &MainWindow::complain);
    connect(&thread, &ThreadPane::failed, this, &MainWindow::complain);
    connect(&thread, &ThreadPane::conversationAsked, this, &MainWindow::openConversation);
    connect(&thread.composer(), &ComposerPane::logInAsked, this, &MainWindow::logInAgain);
    connect(&thread.composer(), &ComposerPane::browserAsked, parts.actions->openInBrowser, &QAction::trigger);
    connect(&thread.composer(), &ComposerPane::escaped, this, [&inbox] { inbox.takeFocus(); });
    connect(&thread.composer(), &ComposerPane::leaving, this, [this](const ComposerPane::Leaving& reply) {
        if (reply.after == ComposerPane::AfterSending::Next) {
            goOnAfter(reply.conversation);
        }
    });
    for (const auto& [action, way] : {std::pair(parts.actions->replyEarlier, model::MoveReply::Way::Earlier),
                                      std::pair(parts.actions->replyLater, model::MoveReply::Way::Later)}) {
        connect(action, &QAction::triggered, this, [this, way = way] {
            if (m_parts->workspace->showsOutbox()) {
                m_parts->workspace->outbox().detail().move(way);
            }
        });
    }
    UndoDesk& undo = *parts.undo;
    connect(&undo, &UndoDesk::failed, this, &MainWindow::complain);
    connect(&undo, &UndoDesk::returned, this, [this, &thread](base::ConversationId conversation) {
        openConversation(conversation);
        thread.composer().reloadDraft();
        thread.composer().focusEditor();
    });
    DecisionDesk& decisions = *parts.decisions;
    connect(&decisions, &DecisionDesk::failed, this, &MainWindow::complain);
    connect(&decisions, &DecisionDesk::decided, this, &MainWindow::leave);
    connect(&decisions, &DecisionDesk::returned, this, &MainWindow::openConversation);
    connect(&thread, &ThreadPane::editAsked, &undo, &UndoDesk::edit);
    connect(&thread, &ThreadPane::sendAgainAsked, &undo,
            [this, &undo](base::ReplyId reply) { undo.sendAgain(reply, this); });
    connect(&workspace, &Workspace::outboxMade, this, &MainWindow::connectOutbox);
    connect(parts.status, &StatusStrip::outboxPressed, this, &MainWindow::showOutbox);
    connect(parts.status, &StatusStrip::connectionPressed, parts.actions->checkNow, &QAction::trigger);
    connect(parts.status, &StatusStrip::problemPressed, this,
            [&workspace] { workspace.nav().list().setFocus(Qt::TabFocusReason); });
    connectSearch();
}

void MainWindow::connectShifts(ShiftDesk& shifts) {
    connect(&shifts, &ShiftDesk::conversationAsked, this, [this](base::ConversationId conversation) {
        openConversation(conversation);
        activateWindow();
        m_parts->workspace->thread().composer().focusEditor();
    });
    connect(&shifts, &ShiftDesk::draftAsked, this,
            [this](base::ConversationId conversation, const model::CannedReply& reply) {
                openConversation(conversation);
                activateWindow();
                m_parts->workspace->thread().composer().insertReply(reply);
            });
    connect(&shifts, &ShiftDesk::logInAsked, this, &MainWindow::logInAgain);
}

void MainWindow::connectOutbox(OutboxPane& outbox) {
    UndoDesk& undo = *m_parts->undo;
    connect(&outbox, &OutboxPane::failed, this, &MainWindow::complain);
    connect(&outbox, &OutboxPane::editAsked, &undo, &UndoDesk::edit);
    connect(&outbox, &OutboxPane::sendAgainAsked, &undo,
            [this, &undo](base::ReplyId reply) { undo.sendAgain(reply, this); });
    connect(&outbox, &OutboxPane::conversationOpened, this,
            [this](base::ConversationId conversation, base::MessageId message) {
                openConversation(conversation);
                m_parts->workspace->thread().open(conversation, message);
            });
}

void MainWindow::connectSearch() {
    Parts& parts = *m_parts;
    InboxPane& inbox = parts.workspace->inbox();
    SearchField& search = parts.top->search();
    connect(&search, &QLineEdit::textChanged, &parts.searchPause, qOverload<>(&QTimer::start));
    connect(&parts.searchPause, &QTimer::timeout, this, [this, &search, &inbox] {
        m_parts->workspace->showConversations();
        inbox.search(search.text());
        m_parts->workspace->thread().model().setQuery(search.text().trimmed().toStdString());
    });
    connect(&search, &SearchField::leftForHits, this, [&inbox] { inbox.takeFocus(); });
    connect(&search, &SearchField::escaped, this, [this, &search, &inbox] {
        search.clear();
        inbox.search({});
        m_parts->workspace->thread().model().setQuery({});
        inbox.takeFocus();
    });
}

void MainWindow::connectChanges() {
    ChangeRelay& changes = m_parts->seam.changes;
    connect(&changes, &ChangeRelay::changed, this, &MainWindow::apply);
    connect(&changes, &ChangeRelay::pulsesChanged, this, &MainWindow::refreshAccounts);
    connect(&changes, &ChangeRelay::trouble, this,
            [this](const QString& words) { complain(asSentence(words.toStdString())); });
}

void MainWindow::apply(const model::Change& change) {
    Workspace& workspace = *m_parts->workspace;
    ThreadPane& thread = workspace.thread();
    const bool stoodInFirstSteps = thread.showsFirstRun() && thread.firstRun().isAncestorOf(focusWidget());
    workspace.inbox().apply(change);
    thread.apply(change);
    m_parts->decisions->tellSetAside(change.setAside);
    if (stoodInFirstSteps && !thread.showsFirstRun()) {
        workspace.inbox().takeFocus();  // else the keyboard would stay on a page that has nothing to press
    }
    if (workspace.showsOutbox()) {
        workspace.outbox().refresh();  // also for a customer who wrote again, or an account heard again
    }
    m_parts->desktop->apply(change, workspace.thread().conversation());
    refreshAccounts();
}

void MainWindow::refreshAccounts() {
    NavPane& nav = m_parts->workspace->nav();
    nav.refresh();
    m_parts->actions->checkNow->setEnabled(nav.hasAccounts());
    m_parts->status->refresh();
    m_parts->workspace->inbox().refreshAccounts();
    m_parts->desktop->refresh();
    m_parts->workspace->thread().composer().refreshTime();
}

void MainWindow::openConversation(base::ConversationId conversation) {
    Workspace& workspace = *m_parts->workspace;
    workspace.showConversations();
    if (workspace.nav().place() == Place::Outbox) {
        workspace.nav().choose(Place::NeedsReply);
    }
    workspace.inbox().select(conversation);
    workspace.thread().open(conversation);
}

void MainWindow::showOutbox() {
    goTo(static_cast<int>(Place::Outbox));
}

void MainWindow::goTo(int place) {
    const auto wanted = static_cast<Place>(place);
    Workspace& workspace = *m_parts->workspace;
    m_parts->top->search().clear();
    workspace.inbox().search({});
    workspace.thread().model().setQuery({});
    workspace.nav().choose(wanted);
    if (wanted == Place::Outbox) {
        workspace.showOutbox();
        return;
    }
    workspace.showConversations();
    workspace.inbox().showPlace(wanted);
}

void MainWindow::step(int by) {
    Workspace& workspace = *m_parts->workspace;
    if (workspace.showsOutbox()) {
        workspace.outbox().list().stepBy(by);
    } else {
        workspace.inbox().step(by);
    }
}

void MainWindow::goOnAfter(base::ConversationId conversation) {
    Workspace& workspace = *m_parts->workspace;
    const base::ConversationId next = workspace.inbox().neighbourOf(conversation);
    if (!next) {
        workspace.inbox().takeFocus();
        return;
    }
    openConversation(next);
    workspace.thread().composer().focusEditor();
}

void MainWindow::leave(base::ConversationId conversation) {
    Workspace& workspace = *m_parts->workspace;
    // Where it stays in sight there is nothing to go on from.
    const bool leaves = workspace.nav().place() != Place::All && !workspace.inbox().isSearching();
    const base::ConversationId next =
        leaves ? workspace.inbox().neighbourOf(conversation) : base::ConversationId{};
    if (next) {
        openConversation(next);
    }
    workspace.inbox().takeFocus();
}

void MainWindow::connectAccount() {
    if (findChild<ConnectDialog*>() == nullptr && m_parts->seam.connect.start) {
        openDialog(new ConnectDialog(m_parts->context, this));
    }
}

void MainWindow::logInAgain(base::AccountId id) {
    const auto accounts = m_parts->seam.source.accounts();
    if (!accounts || findChild<ConnectDialog*>() != nullptr || !m_parts->seam.connect.start) {
        return;
    }
    const auto account = std::ranges::find(*accounts, id, &model::Account::id);
    if (account != accounts->end()) {
        openDialog(new ConnectDialog(m_parts->context, *account, this));
    }
}

void MainWindow::openDialog(ConnectDialog* dialog) {
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConnectDialog::connected, this, [this] {
        refreshAccounts();
        goTo(static_cast<int>(Place::NeedsReply));
        m_parts->workspace->inbox().takeFocus();
    });
    dialog->open();
}

void MainWindow::showCannedReplies() {
    if (m_parts->canned == nullptr) {
        m_parts->canned = new CannedWindow(m_parts->context, m_parts->workspace->thread().composer(), this);
        connect(m_parts->canned, &CannedWindow::inserted, m_parts->workspace, &Workspace::showConversations);
    }
    m_parts->canned->find();
}

void MainWindow::showKeys() {
    auto* dialog = new KeysDialog(*m_parts->theme, m_parts->actions->groups(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::complain(const QString& sentence) {
    m_parts->notice->show(sentence, NoticeBar::Stay::UntilClosed);
}

void MainWindow::tellPresence() {
    const bool active = isActiveWindow();
    m_parts->seam.post(
        model::Presence{.windowActive = active, .open = m_parts->workspace->thread().conversation()}, {});
}

void MainWindow::changeEvent(QEvent* event) {
    QMainWindow::changeEvent(event);
    if (m_parts == nullptr) {
        return;  // still being built
    }
    if (event->type() == QEvent::ActivationChange && m_parts->workspace != nullptr) {
        tellPresence();
    }
    if (event->type() == QEvent::ThemeChange && m_parts->look != nullptr) {
        m_parts->look->systemChanged();
    }
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    m_parts->look->fit();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (m_parts->canned != nullptr && !m_parts->canned->close()) {
        // Something is written there that can't be saved as it is.
        m_parts->canned->activateWindow();
        event->ignore();
        return;
    }
    m_parts->workspace->thread().composer().drafts().flush();
    m_parts->look->save();
    if (m_parts->desktop->staysWhenClosed()) {
        hide();
        event->ignore();
        return;
    }
    if (m_parts->desktop->asksBeforeEnding()) {
        event->ignore();
        return;
    }
    QMainWindow::closeEvent(event);
}

}  // namespace ui
