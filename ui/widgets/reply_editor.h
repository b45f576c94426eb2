// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include <QPlainTextEdit>

#include <vector>

namespace ui {

/// Where a reply is written: plain text with open placeholders and what is too long marked; 2 to 8 lines, or
/// as many as there is room for.
class ReplyEditor final : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit ReplyEditor(const Theme& theme, QWidget* parent = nullptr);

    /// Ranges in bytes of the text as UTF-8; `overFrom` < 0 = it fits.
    struct Range {
        qsizetype begin = 0;
        qsizetype end = 0;
    };
    void mark(const std::vector<Range>& placeholders, qsizetype overFrom);
    /// Selects the first placeholder, or the next one behind or before the caret, round and round.
    enum class From { Start, Caret, BeforeCaret };
    bool goToPlaceholder(From from);
    void setLines(int fewest, int most);
    /// For a text that is not sent from here: it takes the room that there is, and Tab leaves it.
    void takeRoom();
    /// Puts words where the caret stands, and goes to the first placeholder in them; into an empty editor,
    /// all of them.
    void insertWords(const QString& words);
    /// The same, in place of a part of the text.
    void replaceWords(int begin, int end, const QString& words);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void escaped();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void insertFromMimeData(const QMimeData* source) override;
    [[nodiscard]] bool canInsertFromMimeData(const QMimeData* source) const override;

private:
    void select(const Range& range);
    void fit();
    void paintMarks();
    [[nodiscard]] qsizetype unitsBefore(qsizetype bytes) const;

    const Theme& m_theme;
    int m_fewest = 2;
    int m_most = 8;
    bool m_takesRoom = false;
    std::vector<Range> m_placeholders;  ///< in UTF-16 units
    qsizetype m_overFrom = -1;
};

}  // namespace ui
