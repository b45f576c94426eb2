// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/composer_pane.h"
#include "ui/widgets/surface.h"

#include "model/canned_reply.h"

class QLineEdit;
class QPushButton;

namespace ui {

class ReplyEditor;

/// A canned reply to write: title, text, what can stand in it, and how it reads for the customer at hand.
class CannedForm final : public Surface {
    Q_OBJECT
public:
    CannedForm(const Theme& theme, const ComposerPane& composer, QWidget* parent = nullptr);

    /// Leaves a field alone in which the same words stand.
    void fill(const model::CannedReply& reply);
    /// Fills the text again, for whoever is at hand now.
    void refreshPreview();
    void setReadOnly(bool readOnly);
    void focusTitle();
    void focusText();

    [[nodiscard]] QList<QWidget*> stops() const;

signals:
    void titleEdited(const QString& title);
    void textEdited(const QString& text);
    void escaped();

private:
    QLayout* buildTitle();
    QLayout* buildText();
    QLayout* buildPreview();
    PlainLabel* heading(const char* name, const QString& text, QWidget* field);
    void choosePlaceholder();
    void markText();

    const ComposerPane& m_composer;
    QLineEdit* m_title;
    ReplyEditor* m_text;
    QPushButton* m_placeholder;
    PlainLabel* m_whom = nullptr;
    PlainLabel* m_counter = nullptr;
    ReplyEditor* m_preview;
    PlainLabel* m_byHand = nullptr;
};

}  // namespace ui
