// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qt_street.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QThread>

namespace {

/// A program that writes down with which words it was started.
QString writtenProgram(const support::TemporaryFolder& folder, const QString& words) {
    QFile program(QString::fromStdString(folder.file("program")));
    REQUIRE(program.open(QIODevice::WriteOnly));
    program.write(
        QStringLiteral("#!/bin/sh\necho \"$@\" > '%1.new'\nmv '%1.new' '%1'\n").arg(words).toUtf8());
    program.close();
    REQUIRE(program.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    return program.fileName();
}

}  // namespace

TEST_CASE("the practice street is the program once more, with the word for it") {
    const support::TemporaryFolder folder;
    const QString words = QString::fromStdString(folder.file("words"));
    REQUIRE(app::openPracticeStreet(writtenProgram(folder, words)));
    QElapsedTimer waiting;
    for (waiting.start(); !QFileInfo::exists(words) && waiting.elapsed() < 10'000;) {
        QThread::msleep(5);
    }
    QFile written(words);
    REQUIRE(written.open(QIODevice::ReadOnly));
    CHECK(written.readAll() == QByteArray("--practice\n"));
}

TEST_CASE("a practice street whose program is not there is no success") {
    const base::Status opened = app::openPracticeStreet(QStringLiteral("/there/is/no/such/program"));
    REQUIRE_FALSE(opened);
    CHECK(opened.error().what().find("practice street") != std::string::npos);
}
