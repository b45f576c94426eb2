// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/delegates/canned_delegate.h"
#include "ui/models/canned_desk.h"
#include "ui/models/canned_model.h"
#include "ui/window_context.h"

#include <QDialog>

#include <optional>

class QPushButton;
class QStackedWidget;

namespace ui {

class CannedForm;
class ComposerPane;
class EmptyState;
class Glyph;
class LibraryMenu;
class LinkButton;
class PlainLabel;
class MinedStrip;
class RowList;
class SearchField;
class Surface;

/// The library of canned replies beside the console: find one, read it for the customer at hand, put it into
/// the reply, change it. What is written here saves itself.
class CannedWindow final : public QDialog {
    Q_OBJECT
public:
    CannedWindow(const WindowContext& context, ComposerPane& composer, QWidget* parent);

    /// To the front, with the caret in the search.
    void find();
    /// Own fields and files.
    [[nodiscard]] LibraryMenu& menu() { return *m_menu; }
    void reject() override;

signals:
    /// A reply was put into the composer, which has the focus now.
    void inserted();

protected:
    bool event(QEvent* event) override;

private:
    void build();
    QWidget* buildList();
    QWidget* buildRemoved(QWidget* parent);
    QWidget* buildFoot();
    void buildKeys();
    void connectParts();
    void connectForm();
    void readPlace();
    void savePlace();

    void choose(const QModelIndex& index);
    /// The row of what is being edited is the chosen one.
    void showChoice();
    void search();
    void write();
    void remove();
    void goOnAfterRemoval();
    void insert();
    void refreshPage();
    void refreshState();
    void askUses();
    void showUse();
    void showPlatforms();
    void focusFault();

    const WindowContext& m_context;
    ComposerPane& m_composer;
    CannedModel m_model;
    CannedDesk m_desk;
    CannedDelegate m_delegate;
    SearchField* m_search = nullptr;
    QPushButton* m_new = nullptr;
    LibraryMenu* m_menu = nullptr;
    QPushButton* m_more = nullptr;
    QStackedWidget* m_pages = nullptr;
    MinedStrip* m_mined = nullptr;
    RowList* m_list = nullptr;
    EmptyState* m_empty = nullptr;
    Surface* m_removedLine = nullptr;
    PlainLabel* m_removedText = nullptr;
    LinkButton* m_undo = nullptr;
    CannedForm* m_form = nullptr;
    Glyph* m_stateGlyph = nullptr;
    PlainLabel* m_state = nullptr;
    LinkButton* m_discard = nullptr;
    QPushButton* m_remove = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_insert = nullptr;
    QString m_failure;  ///< what the store said last
    QString m_outcome;  ///< of a file that was read or written last
    std::optional<BackgroundReader::Uses> m_uses;
    int m_removedRow = 0;
    bool m_choosing = false;
};

}  // namespace ui
