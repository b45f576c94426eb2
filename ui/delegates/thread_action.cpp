// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/thread_action.h"

#include <QCoreApplication>

namespace ui {
namespace {

using view::ThreadRow;

QString translated(const char* text) {
    return QCoreApplication::translate("Thread", text);
}

}  // namespace

QString threadActionText(ThreadAction action, const ThreadItem& item) {
    switch (action) {
    case ThreadAction::ShowAll:
        return translated(item.row.body == ThreadRow::Body::Unsent ? QT_TRANSLATE_NOOP("Thread", "Show text")
                                                                   : QT_TRANSLATE_NOOP("Thread", "Show all"));
    case ThreadAction::OpenInBrowser:
        return translated(QT_TRANSLATE_NOOP("Thread", "Open in browser"));
    case ThreadAction::ItArrived:
        return translated(QT_TRANSLATE_NOOP("Thread", "It arrived"));
    case ThreadAction::SendAgain:
        return translated(QT_TRANSLATE_NOOP("Thread", "Send again…"));
    case ThreadAction::Edit:
        return translated(QT_TRANSLATE_NOOP("Thread", "Edit"));
    case ThreadAction::SendNow:
        return item.row.delivery == model::Delivery::Failed
                   ? translated(QT_TRANSLATE_NOOP("Thread", "Try again"))
                   : translated(QT_TRANSLATE_NOOP("Thread", "Send now"));
    case ThreadAction::Discard:
        return translated(QT_TRANSLATE_NOOP("Thread", "Discard"));
    case ThreadAction::ReopenTurn:
        return translated(QT_TRANSLATE_NOOP("Thread", "Undo"));
    case ThreadAction::GoElsewhere:
        return translated(item.inPublic ? QT_TRANSLATE_NOOP("Thread", "Open the private conversation")
                                        : QT_TRANSLATE_NOOP("Thread", "Open the public conversation"));
    case ThreadAction::Reply:
        return translated(QT_TRANSLATE_NOOP("Thread", "Reply to this message"));
    case ThreadAction::Like:
        return item.row.deeds.liked ? translated(QT_TRANSLATE_NOOP("Thread", "Take like back"))
                                    : translated(QT_TRANSLATE_NOOP("Thread", "Like"));
    case ThreadAction::Hide:
        return item.row.deeds.hidden ? translated(QT_TRANSLATE_NOOP("Thread", "Show to others again"))
                                     : translated(QT_TRANSLATE_NOOP("Thread", "Hide from others"));
    }
    return {};
}

std::vector<ThreadAction> threadActions(const ThreadItem& item) {
    std::vector<ThreadAction> actions;
    const ThreadRow& row = item.row;
    if (row.kind == ThreadRow::Kind::Moved) {
        return {ThreadAction::GoElsewhere};
    }
    if (row.kind != ThreadRow::Kind::Message) {
        return actions;
    }
    if (row.cut) {
        actions.push_back(ThreadAction::ShowAll);
    }
    if (row.reply) {
        switch (row.delivery) {
        case model::Delivery::Uncertain:
            actions.insert(actions.end(),
                           {ThreadAction::ItArrived, ThreadAction::SendAgain, ThreadAction::Discard});
            break;
        case model::Delivery::Failed:
        case model::Delivery::Queued:
            actions.insert(actions.end(), {ThreadAction::Edit, ThreadAction::SendNow, ThreadAction::Discard});
            break;
        case model::Delivery::None:
        case model::Delivery::InFlight:
        case model::Delivery::Sent:
            break;
        }
    }
    if (row.badge.kind == view::BadgeKind::NoReplyNeeded) {
        actions.push_back(ThreadAction::ReopenTurn);
    }
    if (row.deeds.canLike) {
        actions.push_back(ThreadAction::Like);
    }
    if (row.deeds.canHide) {
        actions.push_back(ThreadAction::Hide);
    }
    if (!row.url.empty()) {
        actions.push_back(ThreadAction::OpenInBrowser);
    }
    return actions;
}

}  // namespace ui
