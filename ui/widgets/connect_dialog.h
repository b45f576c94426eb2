// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connect_seam.h"
#include "ui/window_context.h"

#include <QDialog>

class QLayout;
class QPushButton;
class QStackedWidget;

namespace ui {

class ConnectForm;
class ConnectReview;
class Glyph;
class LinkButton;
class PlainLabel;

/// Connects one account on a platform of the person's choice. The work is app's; this shows where it stands
/// and, when it fails, one sentence.
class ConnectDialog final : public QDialog {
    Q_OBJECT
public:
    ConnectDialog(const WindowContext& context, QWidget* parent = nullptr);
    /// To sign in again with an account that is known.
    ConnectDialog(const WindowContext& context, const model::Account& account, QWidget* parent = nullptr);
    ~ConnectDialog() override;

signals:
    void connected(base::AccountId account);

protected:
    void reject() override;

private:
    enum class Step { Asking, Working, WaitingForCode, Reviewing, Done };

    void build();
    [[nodiscard]] QLayout* buildStatus();
    [[nodiscard]] QWidget* buildFoot();
    void press();
    void begin();
    void giveCode();
    void enter(Step step);
    void growToFit();
    void welcome();
    void showStage(ConnectStage stage);
    void showPage(const std::string& address);
    void finished(const base::Result<base::AccountId>& account);
    void review(base::AccountId account);
    /// A new account that the person does not want after all.
    void takeBack();
    void say(const QString& sentence, bool trouble);

    const WindowContext& m_context;
    Step m_step = Step::Asking;
    std::string m_page;
    base::AccountId m_account;
    std::vector<base::AccountId> m_known;  ///< connected before
    PlainLabel* m_title = nullptr;
    PlainLabel* m_stepText = nullptr;
    QStackedWidget* m_pages = nullptr;
    ConnectReview* m_review = nullptr;
    ConnectForm* m_form = nullptr;
    Glyph* m_statusGlyph = nullptr;
    PlainLabel* m_status = nullptr;
    LinkButton* m_openPage = nullptr;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_go = nullptr;
};

}  // namespace ui
