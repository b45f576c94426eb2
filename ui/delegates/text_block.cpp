// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/text_block.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

QTextOption optionFor(const QString& text, Qt::LayoutDirection layout) {
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    option.setAlignment((layout == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute);
    return option;
}

}  // namespace

TextBlock::TextBlock(const QString& text, const TextSetting& setting)
    : m_width(setting.width), m_layout(setting.layout) {
    qsizetype begin = 0;
    while (begin <= text.size()) {
        qsizetype end = text.indexOf(u'\n', begin);
        const bool last = end < 0;
        end = last ? text.size() : end;
        if (setting.mostLines > 0 && m_lines >= setting.mostLines) {
            break;
        }
        setParagraph(text.mid(begin, end - begin), setting, last);
        begin = end + 1;
    }
    m_height = m_lines * setting.lineHeight;
}

void TextBlock::setParagraph(const QString& paragraph, const TextSetting& setting, bool last) {
    auto layout = std::make_shared<QTextLayout>(paragraph, setting.font);
    layout->setTextOption(optionFor(paragraph, setting.layout));
    layout->setCacheEnabled(true);
    if (!setting.marks.isEmpty()) {
        layout->setFormats(setting.marks);
    }
    const int first = m_lines;
    layout->beginLayout();
    for (QTextLine line = layout->createLine(); line.isValid(); line = layout->createLine()) {
        line.setLineWidth(std::max(1, setting.width));
        const bool full = setting.mostLines > 0 && m_lines + 1 == setting.mostLines;
        const bool more = line.textStart() + line.textLength() < paragraph.size() || !last;
        if (full && more) {
            const qsizetype from = line.textStart();
            line.setNumColumns(0);
            line.setPosition(QPointF(0, -10'000));
            TextSetting rest = setting;
            for (QTextLayout::FormatRange& mark : rest.marks) {
                mark.start -= static_cast<int>(from);
            }
            setElidedRest(paragraph.mid(from) + (last ? QString() : QStringLiteral(" …")), rest);
            ++m_lines;
            break;
        }
        line.setPosition(
            QPointF(0, (m_lines - first) * setting.lineHeight + (setting.lineHeight - line.height()) / 2));
        m_naturalWidth = std::max(m_naturalWidth, static_cast<int>(std::ceil(line.naturalTextWidth())));
        ++m_lines;
    }
    layout->endLayout();
    m_paragraphs.push_back(
        {.layout = std::move(layout), .top = static_cast<qreal>(first) * setting.lineHeight});
}

void TextBlock::setElidedRest(const QString& rest, const TextSetting& setting) {
    const QString shown = QFontMetricsF(setting.font).elidedText(rest, Qt::ElideRight, setting.width);
    auto layout = std::make_shared<QTextLayout>(shown, setting.font);
    QTextOption option = optionFor(rest, setting.layout);
    option.setWrapMode(QTextOption::NoWrap);
    layout->setTextOption(option);
    layout->setCacheEnabled(true);
    QList<QTextLayout::FormatRange> marks;
    for (const QTextLayout::FormatRange& mark : setting.marks) {
        const int begin = std::max(mark.start, 0);
        const int end = std::min(mark.start + mark.length, static_cast<int>(shown.size()));
        if (begin < end) {
            marks.append({.start = begin, .length = end - begin, .format = mark.format});
        }
    }
    layout->setFormats(marks);
    layout->beginLayout();
    QTextLine line = layout->createLine();
    line.setLineWidth(setting.width);
    line.setPosition(QPointF(0, (setting.lineHeight - line.height()) / 2));
    m_naturalWidth = std::max(m_naturalWidth, static_cast<int>(std::ceil(line.naturalTextWidth())));
    layout->endLayout();
    m_paragraphs.push_back(
        {.layout = std::move(layout), .top = static_cast<qreal>(m_lines) * setting.lineHeight});
}

void TextBlock::narrow(int width) {
    m_shift += m_layout == Qt::RightToLeft ? width - m_width : 0;
    m_width = width;
}

void TextBlock::paint(QPainter& painter, const QPoint& place, const QColor& ink) const {
    painter.setPen(ink);
    for (const Line& paragraph : m_paragraphs) {
        paragraph.layout->draw(&painter, QPointF(place) + QPointF(m_shift, paragraph.top));
    }
}

int paintLine(QPainter& painter, const QRect& where, const QString& text, const QFont& font,
              const QColor& ink, Qt::LayoutDirection layout) {
    if (text.isEmpty() || where.width() <= 0) {
        return 0;
    }
    const TextBlock block(text, {.font = font,
                                 .lineHeight = where.height(),
                                 .width = where.width(),
                                 .mostLines = 1,
                                 .layout = layout});
    block.paint(painter, where.topLeft(), ink);
    return std::min(block.naturalWidth(), where.width());
}

int lineWidth(const QString& text, const QFont& font) {
    return static_cast<int>(std::ceil(QFontMetricsF(font).horizontalAdvance(text)));
}

QString isolated(const QString& text) {
    return QChar(0x2068) + text + QChar(0x2069);
}

}  // namespace ui
