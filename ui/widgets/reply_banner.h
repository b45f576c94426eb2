// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/surface.h"

#include "view/composer_view.h"

class QPushButton;

namespace ui {

/// Above the editor, before a word is typed: public or private, where, who reads it, and whether it is
/// possible at all.
class ReplyBanner final : public Surface {
    Q_OBJECT
public:
    /// The other way to answer, where there is one.
    enum class Switch { None, ToPrivate, ToPublic };

    explicit ReplyBanner(const Theme& theme, QWidget* parent = nullptr);
    void show(const view::ComposerBanner& banner, Switch other);

signals:
    void switchAsked();
    /// What the button for the rule's cure says: log in again, or open it in the browser.
    void logInAsked();
    void browserAsked();
    void goOnAsked();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();

    Glyph* m_mark;
    PlainLabel* m_title;
    PlainLabel* m_where;
    Glyph* m_permissionMark;
    PlainLabel* m_permission;
    PlainLabel* m_window;
    QPushButton* m_switch;
    QPushButton* m_cure;
    model::ReplyPermission m_shown = model::ReplyPermission::Allowed;
    bool m_allowed = true;
    bool m_hasWindow = false;
};

}  // namespace ui
