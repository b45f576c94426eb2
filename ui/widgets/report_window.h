// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/report_pages.h"
#include "ui/window_context.h"

#include "view/report_view.h"

#include <QDialog>

#include <memory>
#include <vector>

class QStackedWidget;

namespace ui {

class EmptyState;
class NoticeBar;
class ReportBar;
class TurnsList;

/// Response times of some days: charts, the turns behind every figure, and both as files. The turns are read
/// elsewhere; until they come the window shows what it had.
class ReportWindow final : public QDialog {
    Q_OBJECT
public:
    ReportWindow(const WindowContext& context, QWidget* parent = nullptr);
    ~ReportWindow() override;

    /// Comes to the front and reads again.
    void open() override;
    /// In place of what the source would answer.
    void show(std::vector<model::TurnFact> facts);
    /// False: the file can't be written.
    [[nodiscard]] bool saveCsv(const QString& path) const;
    /// As it is printed.
    [[nodiscard]] std::unique_ptr<ReportPages> pages(QSizeF page) const;
    using QDialog::show;

signals:
    void conversationAsked(base::ConversationId conversation);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build();
    void ask();
    void read();
    void leaveTurns();
    void openTurns(const QString& title, const std::vector<std::size_t>& which);
    void exportCsv();
    void exportPdf();
    /// In the place of a report.
    void say(const QString& words);
    void complain(const QString& sentence);
    [[nodiscard]] model::ReportScope scope() const;
    [[nodiscard]] view::ReportView viewBy(model::TimeUnit unit) const;
    [[nodiscard]] QString fileName(const char* ending) const;

    const WindowContext& m_context;
    ReportBar* m_bar;
    NoticeBar* m_notice;
    QStackedWidget* m_stack;
    ReportSheet* m_sheet;
    TurnsList* m_list;
    EmptyState* m_empty;
    QPointer<QWidget> m_opened;  ///< the mark whose turns are listed
    std::vector<model::TurnFact> m_facts;
    std::vector<model::TimedTurn> m_turns;
    view::ReportedAccounts m_accounts;
};

}  // namespace ui
