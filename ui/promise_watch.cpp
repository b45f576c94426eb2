// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/promise_watch.h"

#include "ui/background_reader.h"
#include "ui/language.h"
#include "ui/widgets/profile_dialog.h"

#include <QPointer>

#include <utility>

namespace ui {
namespace {

/// The start of the window has more urgent things to read.
constexpr base::Duration kFirstLook = std::chrono::seconds{30};
constexpr base::Duration kBetweenLooks = std::chrono::hours{6};

}  // namespace

PromiseWatch::PromiseWatch(const WindowContext& context, QObject* parent)
    : QObject(parent), m_context(context), m_timer(context.seam.clock, this) {
    connect(&m_timer, &TickTimer::due, this, &PromiseWatch::look);
    m_timer.wakeAt(context.seam.clock.utcNow() + kFirstLook);
}

void PromiseWatch::look() {
    const base::UtcTime now = m_context.seam.clock.utcNow();
    m_timer.wakeAt(now + kBetweenLooks);
    if (m_context.seam.background == nullptr || !publishedPromise(m_context.seam.settings)) {
        return;
    }
    const model::ReportScope scope = view::promiseScope(m_context.words, now);
    const auto [from, to] = model::readingSpan(scope.from, scope.to);
    m_context.seam.background->promisedTurns(
        from, to, [guard = QPointer<PromiseWatch>(this)](base::Result<std::vector<model::TurnFact>> turns) {
            // What can't be read now is looked at next time.
            if (guard != nullptr && turns) {
                guard->told(std::move(*turns));
            }
        });
}

void PromiseWatch::told(std::vector<model::TurnFact> turns) {
    const view::LocalTime local = m_context.words.local(m_context.seam.clock.utcNow());
    const QDate today(local.year, local.month, local.day);
    const std::string warning =
        promiseWarning(m_context, publishedPromise(m_context.seam.settings), std::move(turns));
    if (!warning.empty() && m_toldOn != today) {
        m_toldOn = today;
        emit broken(asSentence(warning));
    }
}

}  // namespace ui
