// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/reply_query.h"

namespace ui {
namespace {

/// A longer one is no search any more.
constexpr int kLongest = 40;

bool isOfWord(QChar c) {
    return c.isLetterOrNumber() || c.isMark() || c.isSurrogate() || c == u'-' || c == u'_' || c == u'\'' ||
           c == QChar(0x2019) || c == QChar(0x200C) || c == QChar(0x200D);
}

bool mayStandBefore(QChar c) {
    const QChar::Category category = c.category();
    return c.isSpace() || category == QChar::Punctuation_Open ||
           category == QChar::Punctuation_InitialQuote || c == u'"' ||
           // Marks of direction are not seen.
           category == QChar::Other_Format;
}

}  // namespace

std::optional<ReplyQuery> replyQueryAt(const QString& text, int caret) {
    if (caret < 1 || caret > text.size() || (caret < text.size() && isOfWord(text.at(caret)))) {
        return std::nullopt;
    }
    int begin = caret;
    while (begin > 0 && caret - begin < kLongest && isOfWord(text.at(begin - 1))) {
        --begin;
    }
    if (begin == 0 || text.at(begin - 1) != u':' || (begin > 1 && !mayStandBefore(text.at(begin - 2)))) {
        return std::nullopt;
    }
    const QString words = text.mid(begin, caret - begin);
    constexpr QStringView kFaces = u"DPpOoXxSsCcVvBb03";
    return ReplyQuery{
        .begin = begin - 1, .words = words, .isFace = words.size() == 1 && kFaces.contains(words.at(0))};
}

}  // namespace ui
