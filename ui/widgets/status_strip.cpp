// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/status_strip.h"

#include "ui/language.h"
#include "ui/widgets/link_button.h"

#include "view/badge.h"
#include "view/console_source.h"
#include "view/shift_view.h"
#include "view/trouble_view.h"

#include "model/reply_permission.h"

#include <QAction>
#include <QHBoxLayout>

#include <algorithm>
#include <ranges>

namespace ui {

StatusStrip::StatusStrip(const WindowContext& context, const QAction& metered, QWidget* parent)
    : Surface(context.theme, Token::Chrome, Qt::TopEdge, parent), m_context(context), m_metered(metered),
      m_connection(new LinkButton(context.theme, Type::Secondary, Token::Text2, this)),
      m_hint(new PlainLabel(context.theme, Type::Secondary, Token::Text2, this)),
      m_outbox(new LinkButton(context.theme, Type::Secondary, Token::Text, this)),
      m_problem(new LinkButton(context.theme, Type::Secondary, Token::Text, this)),
      m_hours(new LinkButton(context.theme, Type::Secondary, Token::Text2, this)),
      m_shift(new LinkButton(context.theme, Type::Secondary, Token::Text2, this)) {
    setObjectName(QStringLiteral("statusStrip"));
    setFixedHeight(theme().px(26));
    m_connection->setObjectName(QStringLiteral("statusConnection"));
    m_hint->setObjectName(QStringLiteral("statusHint"));
    m_outbox->setObjectName(QStringLiteral("statusOutbox"));
    m_problem->setObjectName(QStringLiteral("statusProblem"));
    m_hours->setObjectName(QStringLiteral("statusHours"));
    m_shift->setObjectName(QStringLiteral("statusShift"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(theme().px(6), 1, theme().px(6), 0);
    row->setSpacing(theme().px(8));
    row->addWidget(m_connection);
    row->addWidget(m_hint);
    row->addWidget(m_outbox);
    row->addWidget(m_problem);
    row->addStretch(1);
    row->addWidget(m_hours);
    row->addWidget(m_shift);
    connect(m_connection, &QAbstractButton::clicked, this, &StatusStrip::connectionPressed);
    connect(m_outbox, &QAbstractButton::clicked, this, &StatusStrip::outboxPressed);
    connect(m_problem, &QAbstractButton::clicked, this, &StatusStrip::problemPressed);
    connect(m_hours, &QAbstractButton::clicked, this, &StatusStrip::hoursPressed);
    connect(m_shift, &QAbstractButton::clicked, this, &StatusStrip::shiftPressed);
    connect(&metered, &QAction::toggled, this, &StatusStrip::refresh);
}

std::optional<base::UtcTime> StatusStrip::offlineSince(const std::vector<model::Account>& accounts) {
    const auto working = [](const model::Account& account) {
        return account.state != model::AccountState::Paused;
    };
    const bool offline = std::ranges::any_of(accounts, working) &&
                         std::ranges::all_of(accounts, [&](const model::Account& account) {
                             return !working(account) || view::isOffline(account);
                         });
    if (!offline) {
        m_offlineSince.reset();
    } else if (!m_offlineSince) {
        // Since the last time that one of them could be reached.
        std::optional<base::UtcTime> latest;
        for (const model::AccountPulse& pulse : m_context.seam.pulses()) {
            if (pulse.lastCheckedAt && (!latest || *pulse.lastCheckedAt > *latest)) {
                latest = pulse.lastCheckedAt;
            }
        }
        m_offlineSince = latest.value_or(m_context.seam.clock.utcNow());
    }
    return m_offlineSince;
}

/// The first window to close among replies that do not get out by themselves at the moment.
std::optional<base::UtcTime> StatusStrip::closesNext(const std::vector<model::OutboxRow>& outbox,
                                                     const std::vector<model::Account>& accounts) const {
    constexpr std::size_t kMostLookedAt = 50;
    const base::UtcTime now = m_context.seam.clock.utcNow();
    std::optional<base::UtcTime> first;
    for (const model::OutboxRow& reply : outbox | std::views::take(kMostLookedAt)) {
        const bool stuck = reply.state == model::Delivery::Queued &&
                           (m_offlineSince || reply.attempts > 0 || reply.waitsForAuthor(now));
        if (!stuck && reply.state != model::Delivery::Failed) {
            continue;
        }
        const auto account = std::ranges::find(accounts, reply.account, &model::Account::id);
        const auto row = m_context.seam.source.conversation(reply.conversation);
        if (row && account != accounts.end()) {
            first = view::earliest(first, model::windowToMeet(reply, *row, *account, now));
        }
    }
    return first;
}

void StatusStrip::show(LinkButton& button, const view::StatusItem& item, IconName quiet) {
    button.setVisible(!item.text.empty());
    button.setText(qt(item.text));
    button.setAccessibleName(item.hint.empty() ? qt(item.text)
                                               : qt(item.text) + QStringLiteral(". ") + qt(item.hint));
    switch (item.level) {
    case view::StatusLevel::Quiet:
        button.setGlyph(quiet);
        button.setInk(&button == m_outbox ? Token::Text : Token::Text2);
        button.setType(Type::Secondary);
        break;
    case view::StatusLevel::Attention:
        button.setGlyph(&button == m_connection ? IconName::Offline
                        : &button == m_outbox   ? IconName::Outbox
                                                : IconName::Warn);
        button.setInk(Token::DueInk);
        button.setType(Type::SecondarySemibold);
        break;
    case view::StatusLevel::Trouble:
        button.setGlyph(IconName::Error);
        button.setInk(Token::Trouble);
        button.setType(Type::SecondarySemibold);
        break;
    }
}

void StatusStrip::refresh() {
    const auto accounts = m_context.seam.source.accounts().value_or(std::vector<model::Account>{});
    const auto outbox = m_context.seam.source.outbox().value_or(std::vector<model::OutboxRow>{});
    const std::vector<model::AccountPulse> pulses = m_context.seam.pulses();
    const auto offline = offlineSince(accounts);  // first: closesNext() asks for it
    const view::StatusStrip strip = view::statusStrip(
        accounts, outbox, offline, m_context.words, m_context.seam.clock.utcNow(),
        {.pulses = pulses, .metered = m_metered.isChecked(), .closesNext = closesNext(outbox, accounts)});
    show(*m_connection, strip.connection, IconName::Online);
    m_hint->setText(qt(strip.connection.hint));
    m_hint->setVisible(!strip.connection.hint.empty());
    show(*m_outbox, strip.outbox, IconName::Outbox);
    show(*m_problem, strip.problem, IconName::Warn);
    showShift();
}

void StatusStrip::showShift() {
    const base::UtcTime now = m_context.seam.clock.utcNow();
    const auto versions = m_context.seam.source.hours({}).value_or(std::vector<model::HoursVersion>{});
    const auto shifts = m_context.seam.source.shifts(1).value_or(std::vector<model::Shift>{});
    const bool runs = !shifts.empty() && !shifts.front().endedAt;
    const std::string hours = view::hoursLine(model::BusinessHours(versions), m_context.words, now);
    const std::string shift = view::shiftLine(runs ? &shifts.front() : nullptr, m_context.words, now);
    for (const auto& [button, text] : {std::pair(m_hours, &hours), std::pair(m_shift, &shift)}) {
        button->setText(qt(*text));
        button->setAccessibleName(qt(*text));
        button->setVisible(!text->empty());
    }
}

}  // namespace ui
