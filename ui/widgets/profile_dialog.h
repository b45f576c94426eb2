// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window_context.h"

#include "view/promise_view.h"

#include <QDialog>

#include <optional>
#include <string>
#include <vector>

class QComboBox;
class QPlainTextEdit;
class QPushButton;
class QSettings;

namespace ui {

class LinkButton;
class PlainLabel;

/// What was copied last; nothing = nothing yet.
[[nodiscard]] std::optional<view::PublishedPromise> publishedPromise(const QSettings* settings);

/// Why it should be changed, by these turns of all accounts; empty while they bear it out.
[[nodiscard]] std::string promiseWarning(const WindowContext& context,
                                         const std::optional<view::PublishedPromise>& published,
                                         std::vector<model::TurnFact> turns);

/// A text for a profile or a pinned post, made of opening hours and of what response times really are. It
/// proposes; the owner words, copies and publishes it.
class ProfileDialog final : public QDialog {
    Q_OBJECT
public:
    ProfileDialog(const WindowContext& context, QWidget* parent);

    /// In place of what would be read.
    void show(std::vector<model::TurnFact> facts);
    using QDialog::show;

    /// Under which names the published promise is kept in the settings.
    static constexpr const char* kWithin = "promise/within-ms";
    static constexpr const char* kAccount = "promise/account";
    static constexpr const char* kAt = "promise/at";

private:
    void build();
    QWidget* buildFoot();
    void fillAccounts();
    void ask();
    /// For the account that is chosen.
    void propose();
    void refreshWords();
    void copy();
    [[nodiscard]] std::optional<base::Duration> saidTime() const;

    const WindowContext& m_context;
    std::vector<model::TurnFact> m_facts;
    model::ReplyPromise m_figures;
    bool m_read = false;  ///< the turns are here
    QComboBox* m_accounts;
    PlainLabel* m_basis;
    QPlainTextEdit* m_text;
    PlainLabel* m_length;
    LinkButton* m_anew;
    PlainLabel* m_warning;
    QPushButton* m_copy = nullptr;
    PlainLabel* m_said;
};

}  // namespace ui
