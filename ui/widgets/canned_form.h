// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/composer_pane.h"
#include "ui/widgets/surface.h"

#include "model/canned_reply.h"

class QLineEdit;
class QPushButton;

namespace ui {

class ReplyEditor;
class WordingBar;

/// A canned reply to write: title, tags, its wordings, what can stand in them, and how they read for the
/// customer at hand.
class CannedForm final : public Surface {
    Q_OBJECT
public:
    CannedForm(const Theme& theme, const ComposerPane& composer, QWidget* parent = nullptr);

    /// Leaves a field alone in which the same words stand. Another reply shows the wording that it has for
    /// the customer at hand.
    void fill(const model::CannedReply& reply);
    /// Which wording is shown, of what is written here: that is what the preview says and what is inserted.
    [[nodiscard]] std::size_t wording() const { return m_wording; }
    /// By their adapters' folder names.
    void setPlatforms(const std::vector<std::string>& platforms);
    /// How often the reply was used, one sentence; empty = it is not known.
    void setUse(const QString& sentence);
    /// Fills the text again, for whoever is at hand now.
    void refreshPreview();
    void setReadOnly(bool readOnly);
    void focusTitle();
    void focusText();

    [[nodiscard]] QList<QWidget*> stops() const;

signals:
    void titleEdited(const QString& title);
    void textEdited(const QString& text);
    void tagsEdited(const std::vector<std::string>& tags);
    void variantsEdited(const std::vector<model::CannedVariant>& variants);
    void escaped();

private:
    QLayout* buildHead();
    QLayout* buildText();
    QLayout* buildPreview();
    PlainLabel* heading(const char* name, const QString& text, QWidget* field);
    QLayout* labelled(PlainLabel* label, QLineEdit* field);
    void connectWordings();
    void choosePlaceholder();
    void textChanged();
    void addWording();
    void removeWording();
    void showWording(std::size_t wording);
    void customerChanged();
    void markText();

    const ComposerPane& m_composer;
    model::CannedReply m_reply;  ///< as written
    std::size_t m_wording = 0;
    std::size_t m_best = 0;  ///< for the customer at hand
    QLineEdit* m_title;
    QLineEdit* m_tags;
    ReplyEditor* m_text;
    WordingBar* m_wordings;
    QPushButton* m_addWording;
    QPushButton* m_placeholder;
    PlainLabel* m_whom = nullptr;
    PlainLabel* m_counter = nullptr;
    ReplyEditor* m_preview;
    PlainLabel* m_byHand = nullptr;
    PlainLabel* m_use = nullptr;
};

}  // namespace ui
