// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/delegates/sheet_delegate.h"
#include "ui/models/sheet_model.h"
#include "ui/widgets/row_list.h"

#include "view/shift_view.h"

#include <QWidget>

#include <vector>

namespace ui {

/// The figures of a sheet side by side in one ruled box.
class FigureBox final : public QWidget {
    Q_OBJECT
public:
    FigureBox(const Theme& theme, const QString& objectName, QWidget* parent = nullptr);

    void setFigures(std::vector<view::SheetFigure> figures);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    std::vector<view::SheetFigure> m_figures;
};

/// What came in by account: name, messages, need a reply.
class OvernightTable final : public QWidget {
    Q_OBJECT
public:
    explicit OvernightTable(const Theme& theme, QWidget* parent = nullptr);

    void setAccounts(std::vector<view::SheetAccount> accounts);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int rowHeight() const;

    const Theme& m_theme;
    std::vector<view::SheetAccount> m_accounts;
};

/// The conversations of a sheet with the names of their columns; as high as its rows, or the words for none.
class SheetTable final : public QWidget {
    Q_OBJECT
public:
    SheetTable(const Theme& theme, const QString& objectName, const QString& name, QWidget* parent = nullptr);

    void setRows(const std::vector<view::SheetRow>& rows);
    /// Said in place of rows.
    void setNothing(const QString& words) { m_nothing = words; }
    [[nodiscard]] RowList& list() const { return *m_list; }
    /// That of the row the keyboard stands on; 0 = none.
    [[nodiscard]] base::ConversationId current() const;
    /// The same, of somebody who waits; 0 = that one is answered, or none.
    [[nodiscard]] base::ConversationId currentWaiting() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    /// By click, or by Enter.
    void chosen(base::ConversationId conversation);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// None where there are no rows.
    [[nodiscard]] int headHeight() const;
    void placeList();

    const Theme& m_theme;
    SheetModel m_model;
    SheetDelegate m_delegate;
    RowList* m_list;
    QString m_nothing;
};

}  // namespace ui
