// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connect_seam.h"
#include "ui/window_context.h"

#include <QWidget>

#include <optional>
#include <vector>

class QVBoxLayout;

namespace ui {

class LinkButton;
class PlainLabel;

/// "Test connection": what this sign-in can do and what is missing, a line each.
class ConnectReview final : public QWidget {
    Q_OBJECT
public:
    explicit ConnectReview(const WindowContext& context, QWidget* parent = nullptr);

    /// Tests this account, now and when the person asks for it again.
    void test(base::AccountId account);
    [[nodiscard]] bool isTesting() const { return m_startedAt.has_value(); }
    /// What the button that goes on says one gets.
    [[nodiscard]] QString goOnText() const;

signals:
    void tested();

private:
    void begin();
    void show(const base::Result<std::vector<ConnectAbility>>& abilities);
    void addLine(const ConnectAbility& ability);
    void addTokenEnd();
    void clear();
    [[nodiscard]] bool misses(ConnectAbility::Kind kind) const;
    [[nodiscard]] QString note() const;

    const WindowContext& m_context;
    base::AccountId m_account;
    std::optional<base::SteadyTime> m_startedAt{};
    std::vector<ConnectAbility> m_abilities;
    PlainLabel* m_when;
    LinkButton* m_again;
    QWidget* m_box;
    QVBoxLayout* m_lines;
    QWidget* m_noteRow;
    PlainLabel* m_note;
};

}  // namespace ui
