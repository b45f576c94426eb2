// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window_context.h"

#include <QDialog>

class QPushButton;
class QVBoxLayout;

namespace ui {

class PlainLabel;

/// Shows something of the shop that can be changed: its body, a sentence about it, and Cancel and Save. Where
/// nothing can be written the sentence says why; what is refused stands there too.
class SaveDialog : public QDialog {
    Q_OBJECT
protected:
    /// Its parts are called as it is: "namesDialog", "namesWords", "namesSave".
    SaveDialog(const WindowContext& context, const char* name, const QString& title, const QString& saveWords,
               QWidget* parent);

    [[nodiscard]] const WindowContext& context() const { return m_context; }
    [[nodiscard]] bool mayWrite() const { return m_context.seam.readOnly.empty(); }
    [[nodiscard]] QVBoxLayout& body() { return *m_body; }
    [[nodiscard]] QPushButton& saveButton() { return *m_save; }
    /// The sentence, to be put into the body.
    [[nodiscard]] PlainLabel& words() { return *m_words; }
    /// What there is to say as long as nothing is wrong.
    void explain(const QString& sentence);
    void complain(const QString& sentence);
    /// As wide as the body wants to be, and as high as it is then.
    void fit();

    virtual void save() = 0;
    /// Saved with this; the dialog closes when that is done.
    void post(model::Intent intent);

private:
    const WindowContext& m_context;
    QVBoxLayout* m_body;
    PlainLabel* m_words;
    QPushButton* m_save;
};

}  // namespace ui
