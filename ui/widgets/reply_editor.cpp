// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/reply_editor.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QTextBlock>

#include <algorithm>
#include <iterator>

namespace ui {
namespace {

/// What follows needs no space: behind white space and brackets, and in scripts that have none between words.
bool standsApart(QChar before) {
    constexpr char16_t kFirstWithoutSpaces = 0x2E80;
    return before.isSpace() || before.category() == QChar::Punctuation_Open ||
           before.unicode() >= kFirstWithoutSpaces;
}

}  // namespace

ReplyEditor::ReplyEditor(const Theme& theme, QWidget* parent) : QPlainTextEdit(parent), m_theme(theme) {
    setObjectName(QStringLiteral("replyEditor"));
    setAccessibleName(tr("Reply"));
    viewport()->setObjectName(QStringLiteral("replyEditorText"));
    setFrameShape(QFrame::StyledPanel);
    setTabChangesFocus(true);
    setFont(theme.font(Type::Body));
    document()->setDocumentMargin(0);
    setViewportMargins(theme.px(8), theme.px(5), theme.px(8), theme.px(5));
    viewport()->setAutoFillBackground(false);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            &ReplyEditor::fit);
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, &ReplyEditor::paintMarks);
    connect(&theme, &Theme::changed, this, [this] {
        setFont(m_theme.font(Type::Body));
        paintMarks();
        fit();
    });
}

void ReplyEditor::setLines(int fewest, int most) {
    m_fewest = fewest;
    m_most = most;
    fit();
}

void ReplyEditor::takeRoom() {
    m_takesRoom = true;
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setMinimumHeight(0);
    setMaximumHeight(QWIDGETSIZE_MAX);
}

void ReplyEditor::fit() {
    if (m_takesRoom) {
        return;
    }
    updateGeometry();
    const int wanted = sizeHint().height();
    if (height() != wanted) {
        setFixedHeight(wanted);
    }
}

QSize ReplyEditor::sizeHint() const {
    // The layout of plain text counts in lines.
    const int lines = std::clamp(static_cast<int>(document()->size().height()), m_fewest, m_most);
    return {m_theme.px(200),
            lines * fontMetrics().lineSpacing() + 2 * m_theme.px(5) + 2 * frameWidth() + m_theme.px(4)};
}

QSize ReplyEditor::minimumSizeHint() const {
    if (m_takesRoom) {
        return {m_theme.px(120), 2 * fontMetrics().lineSpacing() + 2 * m_theme.px(5) + 2 * frameWidth()};
    }
    return {m_theme.px(120), sizeHint().height()};
}

qsizetype ReplyEditor::unitsBefore(qsizetype bytes) const {
    return QString::fromUtf8(toPlainText().toUtf8().left(bytes)).size();
}

void ReplyEditor::mark(const std::vector<Range>& placeholders, qsizetype overFrom) {
    m_placeholders.clear();
    for (const Range& range : placeholders) {
        m_placeholders.push_back({.begin = unitsBefore(range.begin), .end = unitsBefore(range.end)});
    }
    m_overFrom = overFrom < 0 ? -1 : unitsBefore(overFrom);
    paintMarks();
}

void ReplyEditor::paintMarks() {
    QList<QTextEdit::ExtraSelection> marks;
    const auto add = [&](qsizetype begin, qsizetype end, const QTextCharFormat& format) {
        // The text may have become shorter since the marks were made; new ones are on their way.
        const auto last = static_cast<qsizetype>(document()->characterCount()) - 1;
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(document());
        mark.cursor.setPosition(static_cast<int>(std::min(begin, last)));
        mark.cursor.setPosition(static_cast<int>(std::min(end, last)), QTextCursor::KeepAnchor);
        mark.format = format;
        marks.append(mark);
    };
    const int caret = textCursor().position();
    for (const Range& range : m_placeholders) {
        const bool here = caret >= range.begin && caret <= range.end;
        QTextCharFormat format;
        format.setBackground(m_theme.color(here ? Token::Selected : Token::DueGround));
        format.setForeground(m_theme.color(here ? Token::Text : Token::DueInk));
        add(range.begin, range.end, format);
    }
    if (m_overFrom >= 0) {
        QTextCharFormat format;
        format.setForeground(m_theme.color(Token::Trouble));
        format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
        format.setUnderlineColor(m_theme.color(Token::Trouble));
        add(m_overFrom, document()->characterCount() - 1, format);
    }
    setExtraSelections(marks);
}

bool ReplyEditor::goToPlaceholder(From from) {
    if (m_placeholders.empty()) {
        return false;
    }
    const QTextCursor caret = textCursor();
    auto next = m_placeholders.begin();
    if (from == From::Caret) {
        next = std::ranges::find_if(
            m_placeholders, [end = caret.selectionEnd()](const Range& range) { return range.begin >= end; });
        next = next == m_placeholders.end() ? m_placeholders.begin() : next;
    } else if (from == From::BeforeCaret) {
        next = std::ranges::find_if(m_placeholders, [begin = caret.selectionStart()](const Range& range) {
            return range.end > begin;
        });
        next = std::prev(next == m_placeholders.begin() ? m_placeholders.end() : next);
    }
    select(*next);
    return true;
}

void ReplyEditor::select(const Range& range) {
    QTextCursor cursor = textCursor();
    cursor.setPosition(static_cast<int>(range.begin));
    cursor.setPosition(static_cast<int>(range.end), QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    setFocus();
}

void ReplyEditor::insertWords(const QString& words) {
    if (toPlainText().trimmed().isEmpty()) {
        replaceWords(0, document()->characterCount() - 1, words);
    } else {
        const int begin = textCursor().selectionStart();
        const bool apart = begin == 0 || standsApart(document()->characterAt(begin - 1));
        replaceWords(begin, textCursor().selectionEnd(), apart ? words : QLatin1Char(' ') + words);
    }
}

void ReplyEditor::replaceWords(int begin, int end, const QString& words) {
    QTextCursor cursor = textCursor();
    cursor.setPosition(begin);
    cursor.setPosition(end, QTextCursor::KeepAnchor);
    cursor.insertText(words);
    setTextCursor(cursor);
    const auto first = std::ranges::find_if(m_placeholders, [&](const Range& range) {
        return range.begin >= begin && range.end <= cursor.position();
    });
    if (first != m_placeholders.end()) {
        select(*first);
    }
}

void ReplyEditor::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        emit escaped();
        event->accept();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

/// Qt moves the focus before it tells of the key.
bool ReplyEditor::focusNextPrevChild(bool next) {
    const bool gone = !m_takesRoom && goToPlaceholder(next ? From::Caret : From::BeforeCaret);
    return gone || QPlainTextEdit::focusNextPrevChild(next);
}

bool ReplyEditor::canInsertFromMimeData(const QMimeData* source) const {
    return source->hasText();
}

void ReplyEditor::insertFromMimeData(const QMimeData* source) {
    if (source->hasText()) {
        insertPlainText(source->text());
    }
}

}  // namespace ui
