// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/surface.h"

#include <QLineEdit>

class QAction;

namespace ui {

class LinkButton;

/// Finds in every message; the slash takes one here.
class SearchField final : public QLineEdit {
    Q_OBJECT
public:
    explicit SearchField(const Theme& theme, QWidget* parent = nullptr);

signals:
    /// Down or Enter: to what was found.
    void leftForHits();
    void escaped();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    const Theme& m_theme;
};

/// Below the menus: Check now, the search in the middle, and the canned replies.
class TopBar final : public Surface {
    Q_OBJECT
public:
    TopBar(const Theme& theme, QAction* checkNow, QAction* canned, QAction* report,
           QWidget* parent = nullptr);

    [[nodiscard]] SearchField& search() { return *m_search; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void place();
    void dress(LinkButton& button, const char* name, IconName icon, QAction* action);

    LinkButton* m_checkNow;
    QString m_checkNowText;
    SearchField* m_search;
    LinkButton* m_canned;
    LinkButton* m_report;
};

}  // namespace ui
