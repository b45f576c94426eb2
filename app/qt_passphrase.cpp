// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qt_passphrase.h"

#include <QApplication>
#include <QInputDialog>
#include <QLineEdit>
#include <QThread>

namespace app {
namespace {

std::optional<std::string> askHere(SecretChoice::Asking asking) {
    QInputDialog dialog;
    dialog.setObjectName(QStringLiteral("passphraseDialog"));
    dialog.setWindowTitle(QCoreApplication::translate("Passphrase", "Shopbell"));
    dialog.setLabelText(
        asking == SecretChoice::Asking::First
            ? QCoreApplication::translate("Passphrase", "Passphrase of the vault that keeps your logins.\n"
                                                        "There is no keyring on this computer.")
            : QCoreApplication::translate("Passphrase",
                                          "That passphrase does not open the vault. Nothing is lost."));
    dialog.setTextEchoMode(QLineEdit::Password);
    if (dialog.exec() != QDialog::Accepted) {
        return std::nullopt;
    }
    return dialog.textValue().toStdString();
}

}  // namespace

std::optional<std::string> askPassphrase(SecretChoice::Asking asking) {
    if (QThread::currentThread() == qApp->thread()) {
        return askHere(asking);
    }
    std::optional<std::string> answer;
    QMetaObject::invokeMethod(qApp, [&] { answer = askHere(asking); }, Qt::BlockingQueuedConnection);
    return answer;
}

}  // namespace app
