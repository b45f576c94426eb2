// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/canned_model.h"
#include "ui/window_context.h"

#include <QObject>

class QPushButton;

namespace ui {

/// What is done with the library of canned replies as a whole: own fields, and files.
class LibraryMenu final : public QObject {
    Q_OBJECT
public:
    /// `button` opens it.
    LibraryMenu(const WindowContext& context, CannedModel& library, QPushButton& button);

    void importFrom(const QString& path);
    void exportTo(const QString& path);

signals:
    /// How it went, a sentence.
    void went(const QString& sentence);
    void failed(const QString& sentence);

private:
    void open();
    void chooseImport();
    void chooseExport();
    void editFields();
    [[nodiscard]] QString outcome(std::size_t before, std::size_t brought,
                                  const std::vector<std::string>& foreign) const;

    const WindowContext& m_context;
    CannedModel& m_library;
    QPushButton& m_button;
};

}  // namespace ui
