// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/library_menu.h"

#include "ui/delegates/text_block.h"
#include "ui/language.h"
#include "ui/widgets/fields_dialog.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QPushButton>

#include <utility>

namespace ui {

LibraryMenu::LibraryMenu(const WindowContext& context, CannedModel& library, QPushButton& button)
    : QObject(&button), m_context(context), m_library(library), m_button(button) {
    button.setObjectName(QStringLiteral("cannedMore"));
    button.setAccessibleName(tr("Fields and files"));
    button.setToolTip(tr("Own fields, import and export"));
    button.setIcon(context.theme.icon(IconName::More));
    button.setAutoDefault(false);
    connect(&button, &QPushButton::clicked, this, &LibraryMenu::open);
}

void LibraryMenu::open() {
    auto* menu = new QMenu(&m_button);
    menu->setObjectName(QStringLiteral("cannedMoreMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool writes = m_context.seam.readOnly.empty();
    const auto add = [&](const char* name, const QString& words, auto work) {
        QAction* action = menu->addAction(words);
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, this, work);
        return action;
    };
    add("cannedFields", tr("Own &fields…"), &LibraryMenu::editFields);
    menu->addSeparator();
    add("cannedImport", tr("&Import…"), &LibraryMenu::chooseImport)
        ->setEnabled(writes && m_context.seam.cannedFiles.read);
    add("cannedExport", tr("&Export…"), &LibraryMenu::chooseExport)
        ->setEnabled(static_cast<bool>(m_context.seam.cannedFiles.write));
    menu->popup(m_button.mapToGlobal(m_button.rect().bottomLeft()));
    menu->setActiveAction(menu->actions().constFirst());
}

void LibraryMenu::editFields() {
    auto* dialog = new FieldsDialog(m_context, m_button.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void LibraryMenu::chooseImport() {
    const QString path = QFileDialog::getOpenFileName(m_button.window(), tr("Import canned replies"), {},
                                                      tr("Canned replies (*.json *.csv)"));
    if (!path.isEmpty()) {
        importFrom(path);
    }
}

void LibraryMenu::chooseExport() {
    const QString path = QFileDialog::getSaveFileName(m_button.window(), tr("Export canned replies"),
                                                      QDir::home().filePath(tr("canned-replies") + ".json"),
                                                      tr("All that they are (*.json);;Tables (*.csv)"));
    if (!path.isEmpty()) {
        exportTo(path);
    }
}

void LibraryMenu::importFrom(const QString& path) {
    auto file = m_context.seam.cannedFiles.read(path.toStdString());
    if (!file) {
        emit failed(asSentence(file.error().what()));
        return;
    }
    m_library.refresh();
    const std::size_t before = m_library.library().size();
    const std::size_t brought = file->replies.size();
    ask(m_context, this, model::ImportCannedReplies{.replies = std::move(file->replies)},
        [this, before, brought, foreign = std::move(file->foreign)](const base::Result<base::ReplyId>& done) {
            if (!done) {
                emit failed(asSentence(done.error().what()));
                return;
            }
            m_library.refresh();
            emit went(outcome(before, brought, foreign));
        });
}

QString LibraryMenu::outcome(std::size_t before, std::size_t brought,
                             const std::vector<std::string>& foreign) const {
    const std::size_t now = m_library.library().size();
    const std::size_t added = now > before ? now - before : 0;
    QString sentence = tr("%1 imported").arg(added);
    if (added < brought) {
        sentence += tr(", %1 there already").arg(brought - added);
    }
    if (!foreign.empty()) {
        QStringList names;
        for (const std::string& name : foreign) {
            names.append(qt(name));
        }
        sentence +=
            tr(". These placeholders have no like here and stay: %1").arg(names.join(QStringLiteral(", ")));
    }
    return sentence;
}

void LibraryMenu::exportTo(const QString& path) {
    m_library.refresh();
    const base::Status done = m_context.seam.cannedFiles.write(path.toStdString(), m_library.library());
    if (!done) {
        emit failed(asSentence(done.error().what()));
        return;
    }
    emit went(
        tr("%1 exported to %2").arg(m_library.library().size()).arg(isolated(QFileInfo(path).fileName())));
}

}  // namespace ui
