// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheet_paper.h"

#include "ui/language.h"

#include <QAbstractTextDocumentLayout>
#include <QCoreApplication>
#include <QFile>
#include <QGuiApplication>
#include <QPainter>
#include <QPdfWriter>
#include <QPrintDialog>
#include <QPrinter>
#include <QTextCursor>
#include <QTextTable>

#include <vector>

namespace ui {
namespace {

constexpr qreal kBodyPoints = 9.5;
constexpr qreal kMarginMm = 15;
constexpr qreal kFootMm = 8;
constexpr qreal kMmOfInch = 25.4;
constexpr QSizeF kA4Mm{210, 297};

using Cells = std::vector<QStringList>;

QString say(const char* text) {
    return QCoreApplication::translate("SheetPaper", text);
}

QTextCharFormat inked(qreal points, bool bold) {
    QTextCharFormat format;
    format.setFontPointSize(points);
    format.setFontWeight(bold ? QFont::DemiBold : QFont::Normal);
    format.setForeground(Qt::black);
    return format;
}

/// Alignment follows the program's direction, whatever that of the words.
QTextBlockFormat aligned() {
    QTextBlockFormat format;
    const bool fromTheRight = QGuiApplication::isRightToLeft();
    format.setAlignment((fromTheRight ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute);
    return format;
}

/// Puts a sheet into a document, piece after piece.
class Writer {
public:
    explicit Writer(QTextDocument& document) : m_cursor(&document) {}

    void line(const QString& text, qreal points, bool bold, qreal above) {
        QTextBlockFormat block = aligned();
        block.setTopMargin(above);
        m_cursor.movePosition(QTextCursor::End);
        m_cursor.insertBlock(block, inked(points, bold));
        m_cursor.insertText(text);
    }
    void title(const QString& text) { line(text, kBodyPoints + 1.5, true, 12); }
    void body(const QString& text) { line(text, kBodyPoints, false, 2); }

    /// The first row is the head; `widths` in percent.
    void table(const Cells& rows, const std::vector<int>& widths) {
        if (rows.empty()) {
            return;
        }
        m_cursor.movePosition(QTextCursor::End);
        QTextTableFormat format;
        format.setCellPadding(3);
        format.setCellSpacing(0);
        format.setBorder(1);
        format.setBorderBrush(Qt::black);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setBorderCollapse(true);
        format.setHeaderRowCount(1);
        format.setTopMargin(4);
        format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
        QList<QTextLength> columns;
        for (const int width : widths) {
            columns.append(QTextLength(QTextLength::PercentageLength, width));
        }
        format.setColumnWidthConstraints(columns);
        QTextTable* table =
            m_cursor.insertTable(static_cast<int>(rows.size()), static_cast<int>(widths.size()), format);
        for (int row = 0; row < table->rows(); ++row) {
            for (int column = 0; column < table->columns(); ++column) {
                QTextCursor cell = table->cellAt(row, column).firstCursorPosition();
                cell.setBlockFormat(aligned());
                cell.insertText(rows[static_cast<std::size_t>(row)].value(column),
                                inked(kBodyPoints, row == 0));
            }
        }
        m_cursor.movePosition(QTextCursor::End);
    }

private:
    QTextCursor m_cursor;
};

std::unique_ptr<QTextDocument> blank() {
    auto document = std::make_unique<QTextDocument>();
    document->setDocumentMargin(0);
    return document;
}

int footOf(const QPaintDevice& device) {
    return qRound(kFootMm / kMmOfInch * device.logicalDpiY());
}

/// As it stands on pages of this size, in dots of the device; the foot of each stays free.
std::unique_ptr<QTextDocument> laidOut(const QTextDocument& document, QPaintDevice& device,
                                       const QSize& page) {
    std::unique_ptr<QTextDocument> copy(document.clone());
    copy->documentLayout()->setPaintDevice(&device);
    copy->setPageSize(page - QSize(0, footOf(device)));
    return copy;
}

void paintFoot(const QTextDocument& document, QPainter& painter, int page, const QString& title) {
    const QSizeF size = document.pageSize();
    const QRectF foot(0, size.height(), size.width(), footOf(*painter.device()));
    QFont font = document.defaultFont();
    font.setPointSizeF(kBodyPoints - 1);
    painter.setFont(font);
    painter.setPen(Qt::black);
    const bool fromTheRight = QGuiApplication::isRightToLeft();
    const auto put = [&](bool leading, const QString& words) {
        painter.drawText(foot, Qt::AlignBottom | (leading != fromTheRight ? Qt::AlignLeft : Qt::AlignRight),
                         words);
    };
    put(true, title);
    put(false, say("page %1 of %2").arg(page + 1).arg(document.pageCount()));
}

void paintPage(const QTextDocument& document, QPainter& painter, int page, const QString& title) {
    paintFoot(document, painter, page, title);
    const QSizeF size = document.pageSize();
    const QRectF seen(0, page * size.height(), size.width(), size.height());
    painter.save();
    painter.translate(0, -seen.top());
    painter.setClipRect(seen);
    QAbstractTextDocumentLayout::PaintContext context;
    context.clip = seen;
    context.palette.setColor(QPalette::Text, Qt::black);
    document.documentLayout()->draw(&painter, context);
    painter.restore();
}

void writeFigures(Writer& writer, const std::vector<view::SheetFigure>& figures) {
    QStringList numbers;
    QStringList labels;
    std::vector<int> widths;
    for (const view::SheetFigure& figure : figures) {
        numbers.append(qt(figure.number));
        labels.append(qt(figure.label));
        widths.push_back(100 / static_cast<int>(figures.size()));
    }
    writer.table({numbers, labels}, widths);
}

void writeRows(Writer& writer, const std::vector<view::SheetRow>& rows, const QString& nothing) {
    if (rows.empty()) {
        writer.body(nothing);
        return;
    }
    Cells cells{{say("Window"), say("Customer"), say("Last message"), say("Clock")}};
    for (const view::SheetRow& row : rows) {
        const bool isPublic = row.visibility == model::Visibility::Public;
        const QString where =
            QStringLiteral("%1, %2").arg(isPublic ? say("public") : say("private"), qt(row.platformTag));
        cells.push_back({row.window.empty() ? qt(row.noWindow) : qt(row.window.text),
                         qt(row.name) + QStringLiteral(" (%1)").arg(where), qt(row.message),
                         row.proposal.empty()
                             ? qt(row.clock.text)
                             : QStringLiteral("%1, %2").arg(qt(row.clock.text), qt(row.proposal.text))});
    }
    writer.table(cells, {15, 25, 38, 22});
}

void writeAccounts(Writer& writer, const std::vector<view::SheetAccount>& accounts) {
    Cells cells{{say("Account"), say("Messages"), say("Need a reply"), say("Complaints")}};
    for (const view::SheetAccount& account : accounts) {
        cells.push_back({QStringLiteral("%1 (%2)").arg(qt(account.name), qt(account.tag)),
                         qt(account.messages), qt(account.needReply), qt(account.complaints)});
    }
    writer.table(cells, {46, 18, 18, 18});
}

}  // namespace

SheetPaper::SheetPaper(const view::StartSheet& sheet, const view::StandingCard& standing)
    : m_title(say("Shift sheet")), m_document(blank()) {
    Writer writer(*m_document);
    writer.line(qt(sheet.greeting), kBodyPoints + 5, true, 0);
    writer.body(qt(sheet.line));
    writeFigures(writer, sheet.figures);
    writer.title(say("What expires first"));
    writeRows(writer, sheet.expiring, say("Nobody is waiting"));
    writer.title(say("What came in since the last shift"));
    writeAccounts(writer, sheet.overnight);
    writer.title(say("Note from the last shift"));
    writer.body(sheet.note ? qt(sheet.note->text) : say("There is none"));
    if (sheet.note) {
        writer.body(qt(sheet.note->by));
    }
    if (!sheet.troubles.empty()) {
        writer.title(say("Accounts in trouble"));
    }
    for (const view::SheetTrouble& trouble : sheet.troubles) {
        writer.body(QStringLiteral("%1 %2").arg(qt(trouble.name), qt(trouble.words)));
    }
    writer.title(say("Very responsive to messages, simulated"));
    for (const std::string& line : {standing.verdict, standing.plan, standing.figures, standing.shown}) {
        if (!line.empty()) {
            writer.body(qt(line));
        }
    }
}

SheetPaper::SheetPaper(const view::HandoverSheet& sheet) : m_title(qt(sheet.title)), m_document(blank()) {
    Writer writer(*m_document);
    writer.line(qt(sheet.title), kBodyPoints + 5, true, 0);
    writer.body(qt(sheet.line));
    writeFigures(writer, sheet.figures);
    writer.title(qt(sheet.expiringTitle));
    writeRows(writer, sheet.expiring, say("Nothing expires before then"));
    for (const std::string& more : {sheet.moreExpiring, sheet.moreAnswered}) {
        if (!more.empty()) {
            writer.body(qt(more));
        }
    }
    writer.title(say("What else is open"));
    writeRows(writer, sheet.open, say("Nobody else is waiting"));
    if (!sheet.more.empty()) {
        writer.body(qt(sheet.more));
    }
    writer.title(say("Note for the next shift"));
    writer.body(sheet.note.empty() ? say("There is none") : qt(sheet.note));
}

void SheetPaper::print(QPagedPaintDevice& device) const {
    device.setPageSize(QPageSize(QPageSize::A4));
    device.setPageMargins(QMarginsF(kMarginMm, kMarginMm, kMarginMm, kMarginMm), QPageLayout::Millimeter);
    const QSize page = device.pageLayout().paintRectPixels(device.logicalDpiX()).size();
    const auto document = laidOut(*m_document, device, page);
    QPainter painter(&device);
    for (int i = 0; i < document->pageCount(); ++i) {
        if (i > 0) {
            device.newPage();
        }
        paintPage(*document, painter, i, m_title);
    }
}

bool SheetPaper::writePdf(const QString& path) const {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        return false;
    }
    {
        QPdfWriter writer(&file);
        print(writer);
    }
    return file.flush() && file.error() == QFileDevice::NoError;
}

QList<QImage> SheetPaper::pages(int dotsPerInch) const {
    const auto dots = [&](qreal mm) { return qRound(mm / kMmOfInch * dotsPerInch); };
    QImage sheet(dots(kA4Mm.width()), dots(kA4Mm.height()), QImage::Format_RGB32);
    sheet.setDotsPerMeterX(qRound(dotsPerInch / kMmOfInch * 1000));
    sheet.setDotsPerMeterY(sheet.dotsPerMeterX());
    const int margin = dots(kMarginMm);
    const auto document = laidOut(*m_document, sheet, sheet.size() - QSize(2 * margin, 2 * margin));
    QList<QImage> all;
    for (int i = 0; i < document->pageCount(); ++i) {
        sheet.fill(Qt::white);
        QPainter painter(&sheet);
        painter.translate(margin, margin);
        paintPage(*document, painter, i, m_title);
        painter.end();
        all.append(sheet.copy());
    }
    return all;
}

QString printSheet(const SheetPaper& paper, QWidget* parent) {
    QPrinter printer(QPrinter::HighResolution);
    printer.setDocName(say("Shift sheet"));
    QPrintDialog dialog(&printer, parent);
    dialog.setObjectName(QStringLiteral("printDialog"));
    if (dialog.exec() != QDialog::Accepted) {
        return {};
    }
    paper.print(printer);
    return printer.printerState() == QPrinter::Error ? say("The printer did not take the sheet") : QString();
}

}  // namespace ui
