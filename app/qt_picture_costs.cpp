// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qt_picture_costs.h"

#include "app/qt_scenes.h"
#include "app/qt_street.h"
#include "app/qt_studio.h"

#include "practice/platform_house.h"
#include "practice/street.h"
#include "ui/widgets/thread_pane.h"

#include <QAbstractButton>
#include <QLineEdit>

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace app {
namespace {

constexpr const char* kAside = "1999999999999999999";

/// A message, and the conversation in which it stands.
struct Place {
    base::AccountId account;
    base::ConversationId conversation;
    base::MessageId message;
    std::string remoteId;
};

/// The first message in public that waits and that `wanted` likes.
base::Result<Place> placeOf(Studio& studio, const std::function<bool(const model::Message&)>& wanted) {
    auto reader = studio.console().core().reader();
    const auto rows = reader ? (*reader)->inbox(model::ConversationState::NeedsReply, 200)
                             : base::Result<std::vector<model::ConversationRow>>(base::fail(reader.error()));
    if (!rows) {
        return std::unexpected(rows.error());
    }
    for (const model::ConversationRow& row : *rows) {
        const auto messages = (*reader)->thread(row.id, 200);
        if (!messages) {
            return std::unexpected(messages.error());
        }
        const auto found = std::ranges::find_if(*messages, wanted);
        if (row.visibility == model::Visibility::Public && found != messages->end()) {
            return Place{.account = row.account,
                         .conversation = row.id,
                         .message = found->id,
                         .remoteId = found->remoteId};
        }
    }
    return base::fail(base::ErrorKind::Internal, "nobody on this street waits for what the picture shows");
}

base::Result<Place> waiting(Studio& studio) {
    return placeOf(studio, [](const model::Message& message) {
        return message.direction == model::Direction::Inbound && !message.remoteId.empty();
    });
}

/// Somebody answers a customer and leaves the shop's name out, which nobody on the street does by themselves.
base::Status speakAside(Studio& studio, const Place& customer) {
    auto outcome = std::make_shared<base::Status>();
    studio.console().core().post([customer, outcome](Core& core) {
        const model::IncomingBatch batch{
            .messages = {{.remoteId = kAside,
                          .parentRemoteId = customer.remoteId,
                          .author = {.remoteId = "77", .handle = "@lucia", .name = "Lucia Herrera"},
                          .audience = "public",
                          .text = "I stood there yesterday, too. Did anybody answer you?",
                          .at = base::fromMs(kStreetTime - 4 * 60'000)}}};
        const auto stored = core.store().write("a picture", [&](store::WriteTx& tx) -> base::Status {
            const auto done = tx.ingest(customer.account, batch);
            return done ? base::Status{} : std::unexpected(done.error());
        });
        *outcome = stored ? base::Status{} : std::unexpected(stored.error());
    });
    // Behind it on the same thread.
    const base::Status synced = studio.console().syncOnce();
    return *outcome ? synced : *outcome;
}

Scene answering(const Place& place) {
    return [place](ui::MainWindow& window) -> QWidget* {
        scenes::opened(place.conversation)(window);
        settle();
        if (auto* thread = window.findChild<ui::ThreadPane*>()) {
            thread->open(place.conversation, place.message);
            settle();
            thread->answerCurrent();
        }
        return &window;
    };
}

/// The settings after somebody has written words for an amount.
Scene refused() {
    return [](ui::MainWindow& window) -> QWidget* {
        QWidget* dialog = scenes::accountMenu("accountSettings")(window);
        auto* budget = dialog->findChild<QLineEdit*>(QStringLiteral("setting_monthly_budget"));
        auto* save = dialog->findChild<QAbstractButton*>(QStringLiteral("accountSettingsSave"));
        if (budget == nullptr || save == nullptr) {
            return dialog;
        }
        budget->setText(QStringLiteral("ten a month"));
        save->click();
        for (int i = 0; i < 100 && !save->isEnabled(); ++i) {
            settle();
        }
        return dialog;
    };
}

base::Status drawAll(Studio& studio, const Place& costly, const Place& aside) {
    const QString link = QStringLiteral("Yes, until six. All days: https://kettle.example.com/hours");
    return studio.drawAll(
        {{"account-settings-light", kLight, scenes::accountMenu("accountSettings")},
         {"account-settings-dark", kDark, scenes::accountMenu("accountSettings")},
         {"account-settings-contrast", kContrast, scenes::accountMenu("accountSettings")},
         {"account-settings-right-to-left", kMirrored, scenes::accountMenu("accountSettings")},
         {"account-settings-refused-light", kLight, refused()},
         {"account-settings-refused-dark", kDark, refused()},
         {"costs-light", kLight, scenes::accountMenu("accountCosts")},
         {"costs-dark", kDark, scenes::accountMenu("accountCosts")},
         {"costs-contrast", kContrast, scenes::after("costs")},
         {"costs-right-to-left", kMirrored, scenes::after("costs")},
         {"only-if-mentioned-light", kLight, answering(aside)},
         {"only-if-mentioned-dark", kDark, answering(aside)},
         {"link-costs-light", kLight, scenes::writing(costly.conversation, link)},
         {"link-costs-dark", kDark, scenes::writing(costly.conversation, link)}});
}

/// Connected, read, answered once with a link.
base::Status liveThrough(Studio& studio, practice::Street& street) {
    base::Status done = connectShop(studio.console(), street);
    if (done) {
        done = studio.console().syncOnce();
    }
    const auto place = done ? waiting(studio) : base::Result<Place>(std::unexpected(done.error()));
    if (!place) {
        return std::unexpected(place.error());
    }
    const auto sent = studio.console().carryOut(
        model::QueueReply{.conversation = place->conversation,
                          .to = place->message,
                          .text = "Yes, and we keep one for you. The days: https://kettle.example.com/hours"});
    return sent ? studio.console().syncOnce() : std::unexpected(sent.error());
}

}  // namespace

base::Status drawCosts(const QString& folder, std::uint64_t seed) {
    practice::StreetOptions town;
    town.seed = seed;
    const platform::Registry registry;
    for (const std::string_view platform : practice::platformNames()) {
        const platform::PlatformAdapter* adapter = registry.adapter(platform);
        if (adapter != nullptr && !adapter->prices().empty()) {
            town.platforms.emplace_back(platform);
        }
    }
    town.startAt = base::fromMs(kStreetTime);
    town.flow = practice::TimeFlow::Frozen;
    auto street = practice::Street::start(town);
    if (!street) {
        return std::unexpected(street.error());
    }
    Studio studio(folder, (*street)->clock());
    base::Status done = studio.open();
    if (done) {
        done = liveThrough(studio, **street);
    }
    if (!done) {
        return done;
    }
    const auto costly = waiting(studio);
    if (!costly) {
        return std::unexpected(costly.error());
    }
    if (base::Status said = speakAside(studio, *costly); !said) {
        return said;
    }
    const auto aside = placeOf(studio, [](const model::Message& one) { return one.remoteId == kAside; });
    return aside ? drawAll(studio, *costly, *aside) : std::unexpected(aside.error());
}

}  // namespace app
