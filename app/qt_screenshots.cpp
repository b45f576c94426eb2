// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qt_screenshots.h"

#include "app/qt_street.h"

#include "ui/main_window.h"
#include "ui/widgets/tray_icon.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QSettings>
#include <QTemporaryDir>

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iostream>
#include <optional>

namespace app {
namespace {

/// Tuesday, 17 March 2026, 13:20 UTC: any day would do, but always the same.
constexpr std::int64_t kStreetTime = 1'773'753'600'000;
constexpr int kSettleMs = 150;

/// Lets the window lay out, load and paint.
void settle() {
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < kSettleMs) {
        QApplication::processEvents(QEventLoop::AllEvents, 10);
    }
}

struct Look {
    const char* theme = "light";
    const char* density = "comfortable";
    QSize size{1280, 800};
};

/// One console on a street that stands still, and its pictures.
class Studio {
public:
    Studio(QString folder, const base::Clock& clock) : m_folder(std::move(folder)), m_clock(clock) {}

    [[nodiscard]] base::Status open() {
        auto profile = Profile::open(m_profile.path().toStdString());
        if (!profile) {
            return std::unexpected(profile.error());
        }
        base::SystemRandom random;
        auto console = Console::open({.profile = *profile,
                                      .clock = m_clock,
                                      .secrets = {.vaultPath = profile->vault(),
                                                  .noKeyring = true,
                                                  .keyring = {},
                                                  .passphrase = random.uuid()}},
                                     Console::Traffic::ByHand, nullptr, Console::PracticeStreet::Offered);
        if (!console) {
            return std::unexpected(console.error());
        }
        m_console = std::move(*console);
        return {};
    }

    [[nodiscard]] Console& console() { return *m_console; }

    /// A fresh window in this look, brought into the state to be drawn by `arrange`.
    [[nodiscard]] base::Status draw(const std::string& name, const Look& look,
                                    const std::function<QWidget*(ui::MainWindow&)>& arrange) {
        QSettings settings(m_profile.filePath(QString::fromStdString(name) + QStringLiteral(".ini")),
                           QSettings::IniFormat);
        settings.setValue(QStringLiteral("theme"), QString::fromLatin1(look.theme));
        settings.setValue(QStringLiteral("density"), QString::fromLatin1(look.density));
        if (base::Status made = m_console->makeWindow(&settings); !made) {
            return made;
        }
        ui::MainWindow& window = m_console->window();
        window.resize(look.size);
        window.show();
        settle();
        QWidget* shown = arrange(window);
        settle();
        const QString path = QDir(m_folder).filePath(QString::fromStdString(name) + QStringLiteral(".png"));
        const bool saved = shown->grab().save(path, "PNG");
        if (shown != &window) {
            shown->close();
        }
        window.hide();
        if (!saved) {
            return base::fail(base::ErrorKind::BadInput, path.toStdString() + " can't be written");
        }
        std::cout << path.toStdString() << '\n';
        return {};
    }

private:
    QString m_folder;
    const base::Clock& m_clock;
    QTemporaryDir m_profile;
    std::unique_ptr<Console> m_console;
};

/// The conversation that shows most of its kind: the longest one that waits on a platform.
std::optional<base::ConversationId> longest(const std::vector<model::ConversationRow>& rows,
                                            model::Visibility visibility, const std::string& platform) {
    const model::ConversationRow* found = nullptr;
    for (const model::ConversationRow& row : rows) {
        if (row.visibility == visibility && row.platform == platform &&
            (found == nullptr || row.messageCount > found->messageCount)) {
            found = &row;
        }
    }
    return found != nullptr ? std::optional(found->id) : std::nullopt;
}

/// The first customer who writes from right to left.
std::optional<base::ConversationId> rightToLeft(const std::vector<model::ConversationRow>& rows) {
    for (const model::ConversationRow& row : rows) {
        if (QString::fromStdString(row.customerName).isRightToLeft()) {
            return row.id;
        }
    }
    return std::nullopt;
}

std::function<QWidget*(ui::MainWindow&)> opened(std::optional<base::ConversationId> conversation) {
    return [conversation](ui::MainWindow& window) -> QWidget* {
        if (conversation) {
            window.openConversation(*conversation);
        }
        return &window;
    };
}

/// With a reply begun.
std::function<QWidget*(ui::MainWindow&)> writing(std::optional<base::ConversationId> conversation,
                                                 const QString& text) {
    return [conversation, text](ui::MainWindow& window) -> QWidget* {
        QWidget* shown = opened(conversation)(window);
        settle();
        if (auto* editor = window.findChild<QPlainTextEdit*>(QStringLiteral("replyEditor"))) {
            editor->setPlainText(text);
        }
        return shown;
    };
}

/// As in a language that is written from right to left: the whole window is mirrored.
std::function<QWidget*(ui::MainWindow&)> mirrored(std::optional<base::ConversationId> conversation) {
    return [conversation](ui::MainWindow& window) -> QWidget* {
        window.setLayoutDirection(Qt::RightToLeft);
        return opened(conversation)(window);
    };
}

/// The dialog, with one of the platforms chosen.
std::function<QWidget*(ui::MainWindow&)> connectDialog(int platform) {
    return [platform](ui::MainWindow& window) -> QWidget* {
        window.connectAccount();
        settle();
        QWidget* dialog = QApplication::activeModalWidget();
        if (dialog == nullptr) {
            dialog = window.findChild<QWidget*>(QStringLiteral("connectDialog"));
        }
        if (dialog == nullptr) {
            return &window;
        }
        if (auto* choice = dialog->findChild<QComboBox*>(QStringLiteral("connectPlatform"))) {
            choice->setCurrentIndex(platform);
        }
        return dialog;
    };
}

/// The library beside an open conversation, with something looked for.
std::function<QWidget*(ui::MainWindow&)> cannedReplies(std::optional<base::ConversationId> conversation,
                                                       const QString& query) {
    return [conversation, query](ui::MainWindow& window) -> QWidget* {
        opened(conversation)(window);
        settle();
        window.showCannedReplies();
        settle();
        auto* library = window.findChild<QWidget*>(QStringLiteral("cannedWindow"));
        if (auto* search = library->findChild<QLineEdit*>(QStringLiteral("cannedSearch"))) {
            search->setText(query);
        }
        return library;
    };
}

/// The pictures show the first and the last platform of the street.
/// The icon of the program in its sizes, and the one of the tray in its states, on the ground of both themes.
base::Status drawIcons(const QString& folder) {
    QPixmap sheet(820, 300);
    sheet.fill(Qt::transparent);
    QPainter painter(&sheet);
    int top = 0;
    for (const ui::ThemeChoice choice : {ui::ThemeChoice::Light, ui::ThemeChoice::Dark}) {
        const ui::Theme theme(choice);
        painter.fillRect(0, top, sheet.width(), 150, theme.color(ui::Token::Chrome));
        int left = 16;
        const auto put = [&](const QPixmap& picture) {
            painter.drawPixmap(left, top + (150 - picture.height()) / 2, picture);
            left += picture.width() + 16;
        };
        for (const int size : {128, 64, 48, 32, 16}) {
            put(ui::applicationIcon().pixmap(size));
        }
        for (const int size : {48, 22}) {
            for (const view::TrayState& state : {view::TrayState{.level = view::TrayLevel::Quiet},
                                                 {.level = view::TrayLevel::Waiting, .chip = "9"},
                                                 {.level = view::TrayLevel::Overdue, .chip = "99+"},
                                                 {.level = view::TrayLevel::Offline}}) {
                put(ui::trayPicture(theme, state, size));
            }
        }
        top += 150;
    }
    painter.end();
    const QString path = folder + QStringLiteral("/tray-and-icons.png");
    return sheet.save(path, "PNG")
               ? base::Status{}
               : base::fail(base::ErrorKind::BadInput, path.toStdString() + " can't be written");
}

base::Status drawStreet(Studio& studio, const std::vector<std::string>& platforms) {
    auto reader = studio.console().core().reader();
    if (!reader) {
        return std::unexpected(reader.error());
    }
    auto rows = (*reader)->inbox(model::ConversationState::NeedsReply, 200);
    if (!rows) {
        return std::unexpected(rows.error());
    }
    using model::Visibility;
    const auto inPublic = longest(*rows, Visibility::Public, platforms.back());
    const auto inPrivate = longest(*rows, Visibility::Private, platforms.back());
    const auto first = longest(*rows, Visibility::Public, platforms.front());
    const auto firstInPrivate = longest(*rows, Visibility::Private, platforms.front());
    const QString begun = QStringLiteral("Gladly! We keep it at the counter for you.");
    if (inPublic) {
        auto queued = studio.console().carryOut(model::QueueReply{
            .conversation = *inPublic, .to = {}, .text = "Thank you for waiting, we are looking."});
        if (!queued) {
            return std::unexpected(queued.error());
        }
    }
    const Look dark{.theme = "dark"};
    const Look compact{.theme = "light", .density = "compact", .size = {900, 600}};
    struct Picture {
        const char* name;
        Look look;
        std::function<QWidget*(ui::MainWindow&)> arrange;
    };
    const Picture pictures[] = {
        {"main-light", {}, opened(inPublic)},
        {"main-dark", dark, opened(inPublic)},
        {"high-contrast", {.theme = "high-contrast"}, opened(inPublic)},
        {"compact-900x600", compact, opened(inPublic)},
        {"private-light", {}, opened(firstInPrivate)},
        {"private-dark", dark, writing(inPrivate, begun)},
        {"right-to-left", {}, mirrored(rightToLeft(*rows))},
        {"wide-2560x1440", {.size = {2560, 1440}}, opened(first)},
        {"outbox-light",
         {},
         [](ui::MainWindow& window) -> QWidget* {
             window.showOutbox();
             return &window;
         }},
        {"canned-light", {}, cannedReplies(inPublic, QStringLiteral("order"))},
        {"canned-dark", dark, cannedReplies(inPrivate, QStringLiteral("shipping"))},
        {"canned-nothing-found", {}, cannedReplies(inPublic, QStringLiteral("unicorn"))},
        {"connect-light", {}, connectDialog(0)},
        {"connect-password-light", {}, connectDialog(1)},
        {"connect-password-dark", dark, connectDialog(1)},
    };
    for (const Picture& picture : pictures) {
        if (base::Status drawn = studio.draw(picture.name, picture.look, picture.arrange); !drawn) {
            return drawn;
        }
    }
    return {};
}

}  // namespace

base::Status writeScreenshots(const std::string& folder, std::uint64_t seed) {
    const QString target = QDir::current().absoluteFilePath(QString::fromStdString(folder));
    if (!QDir().mkpath(target)) {
        return base::fail(base::ErrorKind::BadInput, "the folder " + folder + " can't be made");
    }
    practice::StreetOptions town;
    town.seed = seed;
    town.startAt = base::fromMs(kStreetTime);
    town.flow = practice::TimeFlow::Frozen;
    auto street = practice::Street::start(town);
    if (!street) {
        return std::unexpected(street.error());
    }
    Studio empty(target, (*street)->clock());
    if (base::Status opened = empty.open(); !opened) {
        return opened;
    }
    const auto asItIs = [](ui::MainWindow& window) -> QWidget* { return &window; };
    if (base::Status drawn = empty.draw("first-run-light", {}, asItIs); !drawn) {
        return drawn;
    }
    // And with its first step done.
    if (const auto named =
            empty.console().carryOut(model::SaveNames{.names = {.shop = "Kettle & Kiln", .agent = "Wren"}});
        !named) {
        return std::unexpected(named.error());
    }
    if (base::Status drawn = empty.draw("first-run-dark", {.theme = "dark"}, asItIs); !drawn) {
        return drawn;
    }
    Studio studio(target, (*street)->clock());
    if (base::Status opened = studio.open(); !opened) {
        return opened;
    }
    if (base::Status connected = connectShop(studio.console(), **street); !connected) {
        return connected;
    }
    if (base::Status synced = studio.console().syncOnce(); !synced) {
        return synced;
    }
    if (base::Status drawn = drawIcons(target); !drawn) {
        return drawn;
    }
    return drawStreet(studio, (*street)->platforms());
}

}  // namespace app
