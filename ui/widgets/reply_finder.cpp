// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/reply_finder.h"

#include "ui/language.h"
#include "ui/widgets/finder_popup.h"
#include "ui/widgets/reply_editor.h"
#include "ui/widgets/row_list.h"

#include <QKeyEvent>
#include <QStyleOptionViewItem>

#include <utility>

namespace ui {

ReplyFinder::ReplyFinder(const WindowContext& context, ReplyEditor& editor, CannedModel::Reading reading)
    : QObject(&editor), m_context(context), m_editor(editor), m_reading(std::move(reading)),
      m_model(context.seam.source, context.words),
      m_delegate(context.theme, CannedDelegate::Height::OneLine) {
    m_model.setMost(CannedModel::kMostFound);
    m_model.setReading(m_reading);
    editor.installEventFilter(this);
    connect(&editor, &QPlainTextEdit::textChanged, this, &ReplyFinder::textChanged);
    connect(&editor, &QPlainTextEdit::cursorPositionChanged, this, &ReplyFinder::caretMoved);
    connect(&m_model, &CannedModel::failed, this, &ReplyFinder::failed);
}

// The popup may be gone with its window by now.
ReplyFinder::~ReplyFinder() = default;

bool ReplyFinder::isOpen() const {
    return m_query.has_value();
}

void ReplyFinder::close() {
    m_left = -1;
    if (std::exchange(m_query, std::nullopt)) {
        m_popup->hide();
    }
}

void ReplyFinder::textChanged() {
    const QTextCursor caret = m_editor.textCursor();
    const auto query = caret.hasSelection() || m_editor.isReadOnly()
                           ? std::nullopt
                           : replyQueryAt(m_editor.toPlainText(), caret.position());
    if (!query) {
        close();
        return;
    }
    if (query->begin == m_left) {
        return;
    }
    m_left = -1;
    if (!m_query) {
        open();
    }
    show(*query);
}

/// Walking through a text opens nothing.
void ReplyFinder::caretMoved() {
    if (!m_query) {
        return;
    }
    const auto query = replyQueryAt(m_editor.toPlainText(), m_editor.textCursor().position());
    if (!query || query->begin != m_query->begin) {
        close();
    }
}

void ReplyFinder::open() {
    if (m_popup == nullptr) {
        m_popup = new FinderPopup(m_context.theme, m_editor.window());
        RowList& list = m_popup->list();
        list.setModel(&m_model);
        list.setItemDelegate(&m_delegate);
        connect(&list, &RowList::chosen, this, &ReplyFinder::pick);
        connect(m_popup, &QObject::destroyed, this, [this] {
            m_popup = nullptr;
            m_query.reset();
        });
    }
    m_model.refresh();
}

void ReplyFinder::show(const ReplyQuery& query) {
    m_query = query;
    m_model.setFilter(query.words);
    const bool any = m_model.rowCount() > 0;
    m_popup->setVisible(any);
    if (!any) {
        return;
    }
    m_popup->list().setCurrentIndex(query.isFace ? QModelIndex() : m_model.index(0, 0));
    place();
    m_popup->raise();
    announce();
}

void ReplyFinder::place() {
    QTextCursor at(m_editor.document());
    at.setPosition(m_query->begin);
    const QRect caret = m_editor.cursorRect(at);
    const QPoint corner = m_editor.viewport()->mapTo(m_popup->parentWidget(), caret.topLeft());
    const int row = m_delegate.sizeHint(QStyleOptionViewItem(), {}).height();
    m_popup->setLayoutDirection(m_editor.layoutDirection());
    m_popup->placeAt(QRect(corner, caret.size()), m_model.rowCount(), row);
}

void ReplyFinder::step(int by) {
    m_popup->list().stepBy(by);
    announce();
}

void ReplyFinder::announce() {
    const QString chosen = m_popup->list().currentIndex().data(Qt::AccessibleTextRole).toString();
    const int found = m_model.rowCount();
    m_popup->say(found == 1 ? tr("One canned reply. %1").arg(chosen)
                            : tr("%1 canned replies. %2").arg(found).arg(chosen));
}

void ReplyFinder::pick() {
    const model::CannedReply* reply = m_model.reply(m_model.idAt(m_popup->list().currentIndex()));
    if (reply == nullptr || !m_query) {
        return;
    }
    const int begin = m_query->begin;
    const int end = begin + 1 + static_cast<int>(m_query->words.size());
    const base::CannedReplyId id = reply->id;
    const QString words = qt(m_reading(*reply));
    close();
    emit picked(id, words, begin, end);
}

bool ReplyFinder::press(int key, Qt::KeyboardModifiers modifiers) {
    if (!m_query || !m_popup->isVisible() || (modifiers & ~Qt::KeypadModifier) != Qt::NoModifier) {
        return false;
    }
    switch (key) {
    case Qt::Key_Down:
        step(1);
        return true;
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
        if (!m_popup->list().currentIndex().isValid()) {
            return false;
        }
        pick();
        return true;
    case Qt::Key_Escape: {
        const int begin = m_query->begin;
        close();
        m_left = begin;
        return true;
    }
    default:
        return false;
    }
}

bool ReplyFinder::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
    case QEvent::KeyPress: {
        const auto* key = static_cast<QKeyEvent*>(event);
        return press(key->key(), key->modifiers());
    }
    case QEvent::FocusOut:
    case QEvent::Hide:
        close();
        break;
    case QEvent::Resize:
    case QEvent::Move:
        if (m_query && m_popup->isVisible()) {
            place();
        }
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace ui
