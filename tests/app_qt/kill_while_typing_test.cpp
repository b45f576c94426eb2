// SPDX-License-Identifier: GPL-3.0-or-later
// A console in a process of its own is killed while somebody types into it.
#include "support/catch.h"

#include "walk.h"

#include "app/qt_street.h"

#include "ui/models/draft_keeper.h"
#include "ui/widgets/reply_editor.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTimer>

#include <iostream>
#include <vector>

namespace {

/// The hidden test that is the other process, and where it is told what to open.
constexpr const char* kTypist = "somebody types into a reply until the process is killed";
constexpr const char* kProfile = "SHOPBELL_TYPIST_PROFILE";
constexpr const char* kConversation = "SHOPBELL_TYPIST_CONVERSATION";
/// Between two keys: never a pause that a typist could be caught in.
constexpr int kKeyMs = 10;
/// Two seconds of it, several times the pause after which a draft is kept.
constexpr std::size_t kEnoughKeys = 200;
/// For a loaded machine and a slow disk; without it a key is as good as kept after the pause.
constexpr qint64 kMachineMs = 1'500;

QChar letter(int key) {
    return key % 6 == 5 ? QChar(u' ') : QChar(u'a' + key % 26);
}

/// When each key was pressed, by the clock of the one who typed.
struct Typed {
    QString text;
    std::vector<qint64> at;
};

/// Starts the other process, waits until it has typed enough, kills it, and says what it had typed by then.
Typed typeAndKill(const std::string& profile, base::ConversationId conversation) {
    QProcess typist;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QLatin1String(kProfile), QString::fromStdString(profile));
    environment.insert(QLatin1String(kConversation), QString::number(conversation.value));
    typist.setProcessEnvironment(environment);
    typist.start(QCoreApplication::applicationFilePath(), {QLatin1String(kTypist)});
    QByteArray said;
    while (static_cast<std::size_t>(said.count('\n')) < kEnoughKeys && typist.waitForReadyRead(30'000)) {
        said += typist.readAllStandardOutput();
    }
    typist.kill();
    REQUIRE(typist.waitForFinished(30'000));
    said += typist.readAllStandardOutput();
    CAPTURE(said.toStdString(), typist.readAllStandardError().toStdString());
    REQUIRE(typist.exitStatus() == QProcess::CrashExit);
    Typed typed;
    for (const QByteArray& line : said.left(said.lastIndexOf('\n')).split('\n')) {
        typed.text += letter(static_cast<int>(typed.at.size()));
        typed.at.push_back(line.toLongLong());
    }
    REQUIRE(typed.at.size() >= kEnoughKeys);
    return typed;
}

}  // namespace

TEST_CASE("somebody types into a reply until the process is killed", "[.]") {
    const QByteArray profileFolder = qgetenv(kProfile);
    REQUIRE_FALSE(profileFolder.isEmpty());
    const auto profile = app::Profile::open(profileFolder.toStdString());
    REQUIRE(profile);
    const auto clock = base::makeSystemClock();
    auto console =
        app::Console::open(walking::coreOptions(*profile, *clock), app::Console::Traffic::ByHand, nullptr);
    REQUIRE(console);
    ui::MainWindow& window = (*console)->window();
    window.show();
    window.activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(&window));
    window.openConversation(base::ConversationId{qgetenv(kConversation).toLongLong()});
    auto* editor = window.findChild<ui::ReplyEditor*>(QStringLiteral("replyEditor"));
    REQUIRE(editor != nullptr);
    editor->setFocus();
    QElapsedTimer clockwork;
    clockwork.start();
    QTimer keys;
    int key = 0;
    QObject::connect(&keys, &QTimer::timeout, &window, [&] {
        QTest::keyClick(editor, letter(key++).toLatin1());
        std::cout << clockwork.elapsed() << std::endl;
    });
    keys.start(kKeyMs);
    QEventLoop loop;
    QTimer::singleShot(60'000, &loop, &QEventLoop::quit);
    loop.exec();
    FAIL("nobody has killed it");
}

TEST_CASE("a console killed in the middle of typing loses at most what was typed in the last draft pause") {
    const auto street = walking::standingStreet();
    const support::TemporaryFolder folder;
    const auto profile = app::Profile::open(folder.file("profile"));
    REQUIRE(profile);
    const app::Core::Options options = walking::coreOptions(*profile, street->clock());
    base::ConversationId conversation;
    {
        auto console = app::Console::open(options, app::Console::Traffic::ByHand, nullptr);
        REQUIRE(console);
        REQUIRE(app::connectShop(**console, *street));
        REQUIRE((*console)->syncOnce());
        const auto rows = (*console)->core().reader().value()->inbox(model::ConversationState::NeedsReply, 1);
        REQUIRE(rows);
        REQUIRE(rows->size() == 1);
        conversation = rows->front().id;
    }
    const Typed typed = typeAndKill(folder.file("profile"), conversation);

    auto console = app::Console::open(options, app::Console::Traffic::ByHand, nullptr);
    REQUIRE(console);
    const auto draft = (*console)->core().reader().value()->draft(conversation);
    REQUIRE(draft);
    const QString kept = QString::fromStdString(*draft);
    CAPTURE(kept.toStdString(), typed.text.toStdString());
    CHECK_FALSE(kept.isEmpty());
    const auto count = static_cast<std::size_t>(kept.size());
    // A key may have been pressed and kept before its time was said.
    CHECK((typed.text + letter(static_cast<int>(typed.at.size()))).startsWith(kept));
    if (count < typed.at.size()) {
        CHECK(typed.at.back() - typed.at[count] <= ui::DraftKeeper::kPauseMs + kMachineMs);
    }
    (*console)->window().show();
    (*console)->window().openConversation(conversation);
    walking::Walk::settle();
    const auto* editor = (*console)->window().findChild<ui::ReplyEditor*>(QStringLiteral("replyEditor"));
    REQUIRE(editor != nullptr);
    CHECK(editor->toPlainText() == kept);
}
