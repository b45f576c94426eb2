// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop.h"

#include "ui/delegates/text_block.h"
#include "ui/language.h"
#include "ui/widgets/question_dialog.h"
#include "ui/widgets/tray_icon.h"
#include "ui/window_actions.h"

#include "view/badge.h"
#include "view/console_source.h"
#include "view/sentences.h"

#include <QGuiApplication>
#include <QPointer>
#include <QSettings>
#include <QSystemTrayIcon>
#include <QTimer>

#include <algorithm>

namespace ui {
namespace {

/// More replies than these are only counted in the list at the end.
constexpr std::size_t kMostNamed = 6;

/// Of a switch that the system has taken over nothing is remembered: it is disabled then.
void remember(QAction* action, QSettings* settings, const QString& key, bool otherwise) {
    action->setChecked(settings == nullptr ? otherwise : settings->value(key, otherwise).toBool());
    QObject::connect(action, &QAction::toggled, action, [settings, key, action](bool on) {
        if (settings != nullptr && action->isEnabled()) {
            settings->setValue(key, on);
        }
    });
}

}  // namespace

Desktop::Desktop(const WindowContext& context, WindowActions& actions, QMainWindow& window)
    : QObject(&window), m_context(context), m_actions(actions), m_window(window),
      m_board(context.seam.clock.utcNow(), context.words) {
    remember(actions.notifications, context.seam.settings, QStringLiteral("notifications"), true);
    followNetwork();
    remember(actions.stayInTray, context.seam.settings, QStringLiteral("stay-in-tray"), false);
    const bool tray = context.seam.desktop.tray == DesktopSeam::Tray::WhereThereIsOne &&
                      QSystemTrayIcon::isSystemTrayAvailable();
    // What can't be had here is not offered.
    actions.stayInTray->setVisible(tray);
    actions.notifications->setVisible(tray || context.seam.desktop.notify != nullptr);
    if (tray) {
        m_tray = new TrayIcon(context.theme, actions.checkNow, actions.quit, this);
        connect(m_tray, &TrayIcon::openAsked, this, [this] { openFrom({}); });
    }
}

void Desktop::followNetwork() {
    QAction* const switched = m_actions.metered;
    remember(switched, m_context.seam.settings, QStringLiteral("metered"), false);
    const auto tellCore = [this, switched] {
        using Cost = model::UseNetwork::Cost;
        m_context.seam.post(model::UseNetwork{.cost = switched->isChecked() ? Cost::Metered : Cost::Free},
                            {});
    };
    connect(switched, &QAction::toggled, this, tellCore);
    if (switched->isChecked()) {
        tellCore();
    }
    if (const auto& watch = m_context.seam.desktop.watchMetered) {
        watch([self = QPointer<Desktop>(this)](bool metered) {
            if (self != nullptr) {
                self->systemIsMetered(metered);
            }
        });
    }
}

/// What the system knows is not asked of the person, who goes on with their own choice afterwards.
void Desktop::systemIsMetered(bool metered) {
    QAction* const switched = m_actions.metered;
    if (metered != switched->isEnabled()) {
        return;  // said before
    }
    if (metered) {
        m_meteredByHand = switched->isChecked();
        switched->setEnabled(false);
        switched->setChecked(true);
        switched->setText(tr("&Metered connection, says the system"));
    } else {
        switched->setChecked(m_meteredByHand);
        switched->setEnabled(true);
        switched->setText(tr("&Metered connection"));
    }
}

void Desktop::apply(const model::Change& change, base::ConversationId open) {
    m_open = open;
    if (!change.conversations.empty()) {
        QTimer::singleShot(m_context.seam.desktop.newsAfter, this,
                           [this, news = change.conversations] { tellNews(news); });
    }
}

void Desktop::tellNews(const std::set<base::ConversationId>& news) {
    // More at once are an import or a night offline: their turns began before anyway, or are summed up.
    std::vector<model::ConversationRow> changed;
    for (const base::ConversationId id : news) {
        if (changed.size() >= static_cast<std::size_t>(view::ConsoleSource::kMostRows)) {
            break;
        }
        if (auto row = m_context.seam.source.conversation(id)) {
            changed.push_back(std::move(*row));
        }
    }
    const base::ConversationId inView = m_window.isActiveWindow() ? m_open : base::ConversationId{};
    const auto notices = m_board.news(changed, inView, m_context.seam.clock.utcNow());
    if (m_actions.notifications->isChecked()) {
        std::ranges::for_each(notices, [this](const view::Notice& notice) { tell(notice); });
    }
}

void Desktop::tell(const view::Notice& notice) {
    const auto open = [self = QPointer<Desktop>(this), conversation = notice.conversation] {
        if (self != nullptr) {
            self->openFrom(conversation);
        }
    };
    const auto& notify = m_context.seam.desktop.notify;
    if ((!notify || !notify(notice, open)) && m_tray != nullptr) {
        m_tray->say(notice, open);
    }
}

void Desktop::openFrom(base::ConversationId conversation) {
    if (m_window.isMinimized()) {
        m_window.showNormal();
    } else {
        m_window.show();
    }
    m_window.raise();
    m_window.activateWindow();
    if (conversation) {
        emit conversationAsked(conversation);
    }
}

view::TrayState Desktop::state() const {
    const view::ConsoleSource& source = m_context.seam.source;
    const auto counts = source.counts();
    // Those that are due first: whoever is overdue is among them, if not so many are that the number says
    // nothing.
    const auto rows = source.inbox(model::ConversationState::NeedsReply, view::ConsoleSource::kMostRows,
                                   std::nullopt, model::InboxOrder::DueNext);
    const auto accounts = source.accounts().value_or(std::vector<model::Account>{});
    const base::UtcTime now = m_context.seam.clock.utcNow();
    const auto overdue =
        rows ? std::ranges::count_if(*rows,
                                     [now, &words = m_context.words](const model::ConversationRow& row) {
                                         return view::conversationBadge(row, words, now).kind ==
                                                view::BadgeKind::Overdue;
                                     })
             : 0;
    const bool offline =
        !accounts.empty() && std::ranges::all_of(accounts, [](const model::Account& account) {
            return account.state == model::AccountState::Offline;
        });
    return view::trayState(counts ? counts->needsReply : 0, static_cast<int>(overdue),
                           offline ? view::Reach::Offline : view::Reach::Online, m_context.words);
}

void Desktop::refresh() {
    if (m_tray != nullptr) {
        m_tray->show(state());
    }
}

bool Desktop::staysWhenClosed() const {
    return m_tray != nullptr && !m_quitting && m_actions.stayInTray->isChecked();
}

void Desktop::quit() {
    m_quitting = true;
    m_window.close();
}

bool Desktop::asksBeforeEnding() {
    const std::vector<QString> unsent =
        m_context.seam.readOnly.empty() ? unsentLines() : std::vector<QString>{};
    // Where the system itself ends the session nobody could answer.
    if (unsent.empty() || m_unsentSeen || qGuiApp->isSavingSession()) {
        return false;
    }
    if (m_question != nullptr && m_question->isVisible()) {
        m_question->raise();
        m_question->activateWindow();
        return true;
    }
    QString list;
    for (std::size_t i = 0; i < std::min(unsent.size(), kMostNamed); ++i) {
        list += QStringLiteral("\n") + unsent[i];
    }
    if (unsent.size() > kMostNamed) {
        list += QStringLiteral("\n") + tr("and %n more", "", static_cast<int>(unsent.size() - kMostNamed));
    }
    if (!m_window.isVisible()) {
        openFrom({});  // it was asked for from the tray
    }
    auto* question = new QuestionDialog(
        m_context.theme,
        {.title = unsent.size() == 1 ? tr("A reply has not been sent")
                                     : tr("%1 replies have not been sent").arg(unsent.size()),
         .consequence = tr("What is not sent is kept, and goes out when Shopbell runs again.") +
                        QStringLiteral("\n") + list,
         .yes = tr("Quit"),
         .no = tr("Keep running")},
        &m_window);
    question->setObjectName(QStringLiteral("unsentDialog"));
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &QDialog::accepted, this, [this] {
        m_unsentSeen = true;
        m_window.close();
    });
    connect(question, &QDialog::rejected, this, [this] { m_quitting = false; });
    m_question = question;
    question->open();
    return true;
}

/// One line a reply that waits; those that need a decision wait with Shopbell running just as well.
std::vector<QString> Desktop::unsentLines() const {
    const base::UtcTime now = m_context.seam.clock.utcNow();
    std::vector<QString> lines;
    for (const model::OutboxRow& row :
         m_context.seam.source.outbox().value_or(std::vector<model::OutboxRow>{})) {
        if (row.state != model::Delivery::Queued && row.state != model::Delivery::InFlight) {
            continue;
        }
        if (lines.size() >= kMostNamed) {
            lines.emplace_back();  // counted, not named
            continue;
        }
        const auto conversation = m_context.seam.source.conversation(row.conversation);
        const std::string name = conversation ? view::shownName(conversation->customerName,
                                                                conversation->customerHandle, m_context.words)
                                              : view::shownName({}, {}, m_context.words);
        const view::BadgeText badge = view::deliveryBadge(row.state, &row, m_context.words, now);
        lines.push_back(
            tr("%1: %2", "whom a reply goes to: what it waits for").arg(isolated(qt(name)), qt(badge.text)));
    }
    return lines;
}

}  // namespace ui
