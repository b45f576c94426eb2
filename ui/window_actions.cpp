// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window_actions.h"

#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>

namespace ui {

namespace {

/// After "g", in the order of Place.
constexpr std::array kPlaceKeys{Qt::Key_N, Qt::Key_A, Qt::Key_S, Qt::Key_D,
                                Qt::Key_L, Qt::Key_O, Qt::Key_X, Qt::Key_T};

}  // namespace

WindowActions::WindowActions(QMainWindow& window, const Theme& theme) : QObject(&window), m_window(window) {
    connectAccount = make("connectAccount", tr("&Connect account…"));
    shopNames = make("names", tr("&Names…"));
    quit = make("quit", tr("&Quit"), {QKeySequence(Qt::CTRL | Qt::Key_Q)});
    nextConversation = make("nextConversation", tr("&Next conversation"), {Qt::Key_J});
    previousConversation = make("previousConversation", tr("&Previous conversation"), {Qt::Key_K});
    openConversation = make("openConversation", tr("&Open"), {Qt::Key_Return});
    // Enter belongs to the list alone; everywhere else it means something of its own.
    openConversation->setShortcutContext(Qt::WidgetShortcut);
    reply = make("reply", tr("&Reply"), {Qt::Key_R});
    makeSending();
    makeDecisions(theme);
    undo = make("undo", tr("&Undo"), {Qt::Key_U});
    replyEarlier = make("replyEarlier", tr("Send &earlier"), {QKeySequence(Qt::ALT | Qt::Key_Up)});
    replyLater = make("replyLater", tr("Send la&ter"), {QKeySequence(Qt::ALT | Qt::Key_Down)});
    for (std::size_t i = 0; i < suggestions.size(); ++i) {
        const int digit = static_cast<int>(i) + 1;
        const auto key = static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(i));
        suggestions.at(i) =
            make(qPrintable(QStringLiteral("insertSuggestion%1").arg(digit)),
                 tr("Insert suggestion &%1").arg(digit), {QKeySequence(Qt::ALT | key), QKeySequence(key)});
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
        places.at(i) =
            make(qPrintable(QStringLiteral("goTo%1").arg(i + 1)), NavModel::titleOf(static_cast<Place>(i)),
                 {QKeySequence(Qt::Key_G, kPlaceKeys.at(i)),
                  QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(i)))});
    }
    search = make("search", tr("&Search"), {Qt::Key_Slash, QKeySequence(Qt::CTRL | Qt::Key_F)});
    nextPane = make("nextPane", tr("Next &pane"), {Qt::Key_F6});
    previousPane = make("previousPane", tr("Pre&vious pane"), {QKeySequence(Qt::SHIFT | Qt::Key_F6)});
    compact = make("compact", tr("&Compact rows"));
    compact->setCheckable(true);
    makeChoices(themes, "theme", {tr("As the &system"), tr("&Light"), tr("&Dark"), tr("&High contrast")});
    makeChoices(amounts, "suggestionAmount", {tr("&None"), tr("&Fewer"), tr("&Usual"), tr("&More")});
    checkNow = make("checkNow", tr("&Check now"), {Qt::Key_F5});
    checkNow->setIcon(theme.icon(IconName::Refresh));
    cannedReplies =
        make("cannedReplies", tr("Canned &replies"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)});
    cannedReplies->setIcon(theme.icon(IconName::Canned));
    makeTimes(theme);
    startShift = make("startShift", tr("&Start shift…"));
    endShift = make("endShift", tr("&End shift…"));
    shiftSheet = make("shiftSheet", tr("S&hift sheet"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)});
    notifications = make("notifications", tr("&Notifications"));
    stayInTray = make("stayInTray", tr("&Stay in the tray when closed"));
    metered = make("metered", tr("&Metered connection"));
    metered->setCheckable(true);
    notifications->setCheckable(true);
    stayInTray->setCheckable(true);
    keys = make("keys", tr("&Keyboard"), {Qt::Key_Question});
    buildMenus(window);
}

void WindowActions::makeChoices(std::array<QAction*, 4>& choices, const char* name,
                                const std::array<QString, 4>& texts) {
    auto* group = new QActionGroup(this);
    for (std::size_t i = 0; i < choices.size(); ++i) {
        choices.at(i) = make(qPrintable(QLatin1String(name) + QString::number(i)), texts.at(i));
        choices.at(i)->setCheckable(true);
        group->addAction(choices.at(i));
    }
}

void WindowActions::makeTimes(const Theme& theme) {
    openingHours = make("openingHours", tr("&Opening hours…"));
    targets = make("targets", tr("Response &targets…"));
    profileText = make("profileText", tr("Text for your &profile…"));
    report = make("report", tr("&Report…"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R)});
    report->setIcon(theme.icon(IconName::Chart));
    costs = make("costs", tr("C&osts…"));
}

void WindowActions::makeSending() {
    sendAndNext = make("sendAndNext", tr("Send and &next"),
                       {QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)});
    sendAndStay =
        make("sendAndStay", tr("&Send and stay"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Return)});
    sendAtOpening =
        make("sendAtOpening", tr("Send at &opening"), {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Return)});
    for (QAction* send : {sendAndNext, sendAndStay, sendAtOpening}) {
        send->setAutoRepeat(false);
    }
}

void WindowActions::makeDecisions(const Theme& theme) {
    noReplyNeeded = make("noReplyNeeded", tr("&No reply needed"), {Qt::Key_N});
    noReplyNeeded->setIcon(theme.icon(IconName::BadgeNoReplyNeeded));
    later = make("later", tr("&Later"), {Qt::Key_H});
    later->setIcon(theme.icon(IconName::Snoozed));
    done = make("done", tr("&Done"), {Qt::Key_E});
    done->setIcon(theme.icon(IconName::Tick));
    reopen = make("reopen", tr("&Reopen"), {QKeySequence(Qt::SHIFT | Qt::Key_E)});
    reopen->setIcon(theme.icon(IconName::Undo));
    logCall = make("logCall", tr("Log a telephone &call…"), {Qt::Key_T});
    openInBrowser = make("openInBrowser", tr("Open in &browser"), {Qt::Key_O});
    openInBrowser->setIcon(theme.icon(IconName::Open));
    likeMessage = make("likeMessage", tr("L&ike message"), {Qt::Key_L});
    likeMessage->setIcon(theme.icon(IconName::Like));
    hideMessage = make("hideMessage", tr("&Hide message from others"), {Qt::Key_V});
    hideMessage->setIcon(theme.icon(IconName::Hide));
    messageUp = make("messageUp", tr("Message &up"), {Qt::Key_BracketLeft});
    messageDown = make("messageDown", tr("Message d&own"), {Qt::Key_BracketRight});
    kindOfMessage = make("kindOfMessage", tr("&Kind of message…"), {Qt::Key_C});
    markSpam = make("markSpam", tr("Mark as &spam"), {Qt::Key_X});
    markSpam->setIcon(theme.icon(IconName::Spam));
    notSpam = make("notSpam", tr("No&t spam"), {QKeySequence(Qt::SHIFT | Qt::Key_X)});
    notSpam->setIcon(theme.icon(IconName::Undo));
    notForUs = make("notForUs", tr("Not &for us"), {Qt::Key_F});
    notForUs->setIcon(theme.icon(IconName::Tick));
    eraseCustomer = make("eraseCustomer", tr("&Erase customer…"));
    for (QAction* decision : {noReplyNeeded, later, done, reopen, kindOfMessage, markSpam, notSpam, notForUs,
                              likeMessage, hideMessage}) {
        decision->setAutoRepeat(false);
    }
}

QAction* WindowActions::make(const char* name, const QString& text, const QList<QKeySequence>& shortcuts) {
    auto* action = new QAction(text, this);
    action->setObjectName(QLatin1String(name));
    action->setShortcuts(shortcuts);
    QString plain = text;
    action->setIconText(plain.remove(u'&'));
    QStringList native;
    for (const QKeySequence& key : shortcuts) {
        native.append(key.toString(QKeySequence::NativeText));
    }
    action->setToolTip(
        native.isEmpty() ? plain : QStringLiteral("%1 (%2)").arg(plain, native.join(QStringLiteral(", "))));
    m_window.addAction(action);
    return action;
}

void WindowActions::buildMenus(QMainWindow& window) {
    QMenuBar* bar = window.menuBar();
    bar->setObjectName(QStringLiteral("menuBar"));
    bar->setAccessibleName(tr("Menus"));
    const auto add = [&](const char* name, const QString& title, std::initializer_list<QAction*> actions) {
        QMenu* menu = bar->addMenu(title);
        menu->setObjectName(QLatin1String(name));
        for (QAction* action : actions) {
            if (action == nullptr) {
                menu->addSeparator();
                continue;
            }
            menu->addAction(action);
        }
        return menu;
    };
    add("fileMenu", tr("&File"), {connectAccount, shopNames, nullptr, quit});
    add("conversationMenu", tr("&Conversation"),
        {nextConversation,
         previousConversation,
         openConversation,
         messageUp,
         messageDown,
         nullptr,
         noReplyNeeded,
         later,
         done,
         reopen,
         nullptr,
         kindOfMessage,
         markSpam,
         notSpam,
         notForUs,
         nullptr,
         logCall,
         openInBrowser,
         likeMessage,
         hideMessage,
         nullptr,
         eraseCustomer});
    add("replyMenu", tr("&Reply"),
        {reply, sendAndNext, sendAndStay, sendAtOpening, undo, replyEarlier, replyLater, nullptr,
         suggestions[0], suggestions[1], suggestions[2]});
    add("goMenu", tr("&Go"),
        {places[0], places[1], places[2], places[3], places[4], places[5], places[6], places[7], nullptr,
         search, nextPane, previousPane});
    QMenu* view = add("viewMenu", tr("&View"), {compact});
    QMenu* theme = view->addMenu(tr("&Theme"));
    theme->setObjectName(QStringLiteral("themeMenu"));
    theme->addActions({themes.begin(), themes.end()});
    QMenu* amount = view->addMenu(tr("&Suggestions"));
    amount->setObjectName(QStringLiteral("suggestionsMenu"));
    amount->addActions({amounts.begin(), amounts.end()});
    add("toolsMenu", tr("&Tools"),
        {checkNow, cannedReplies, report, nullptr, startShift, endShift, shiftSheet, nullptr, openingHours,
         targets, profileText, nullptr, costs, nullptr, metered, notifications, stayInTray});
    add("helpMenu", tr("&Help"), {keys});
}

std::vector<WindowActions::Group> WindowActions::groups() const {
    return {
        {tr("Move"),
         {nextConversation, previousConversation, openConversation, messageUp, messageDown, search}},
        {tr("Answer"), {reply, suggestions[0], suggestions[1], suggestions[2], replyEarlier, replyLater}},
        {tr("Sort out"),
         {done, later, noReplyNeeded, reopen, undo, kindOfMessage, markSpam, notSpam, notForUs, logCall,
          openInBrowser, likeMessage, hideMessage}},
        {tr("Go to"),
         {places[0], places[1], places[2], places[3], places[4], places[5], places[6], places[7]}},
        {tr("Composer"), {sendAndNext, sendAndStay, sendAtOpening, cannedReplies}},
        {tr("Windows"), {nextPane, previousPane, checkNow, report, shiftSheet, keys, quit}},
    };
}

}  // namespace ui
