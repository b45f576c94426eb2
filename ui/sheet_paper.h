// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/shift_view.h"
#include "view/standing_view.h"

#include <QImage>
#include <QList>
#include <QString>
#include <QTextDocument>

#include <memory>

class QPagedPaintDevice;
class QTextCursor;
class QWidget;

namespace ui {

/// A shift sheet on paper: A4, black on white whatever the theme, what is on the screen, its pages numbered.
/// Text is plain.
class SheetPaper {
public:
    SheetPaper(const view::StartSheet& sheet, const view::StandingCard& standing);
    explicit SheetPaper(const view::HandoverSheet& sheet);

    void print(QPagedPaintDevice& device) const;
    /// Whether it could be written.
    [[nodiscard]] bool writePdf(const QString& path) const;
    /// The same pages as pictures.
    [[nodiscard]] QList<QImage> pages(int dotsPerInch) const;

private:
    QString m_title;
    std::unique_ptr<QTextDocument> m_document;
};

/// Asks for the printer, or for a file. What went wrong; empty when it went well or was called off.
[[nodiscard]] QString printSheet(const SheetPaper& paper, QWidget* parent);

}  // namespace ui
