// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/catch.h"

#include "ui/models/change_relay.h"

#include <QCoreApplication>

#include <thread>

TEST_CASE("many announcements of another thread arrive as one change on this one") {
    ui::ChangeRelay relay;
    int arrivals = 0;
    model::Change seen;
    bool here = true;
    const auto thread = std::this_thread::get_id();
    QObject::connect(&relay, &ui::ChangeRelay::changed, [&](const model::Change& change) {
        ++arrivals;
        seen.merge(change);
        here = here && std::this_thread::get_id() == thread;
    });
    std::thread([&relay] {
        for (std::int64_t i = 1; i <= 100; ++i) {
            model::Change change;
            change.conversations.insert(base::ConversationId{i});
            relay.announce(change);
        }
        relay.announce({.outbox = true});
    }).join();
    CHECK(arrivals == 0);
    QCoreApplication::processEvents();
    CHECK(arrivals == 1);
    CHECK(here);
    CHECK(seen.conversations.size() == 100);
    CHECK(seen.outbox);

    relay.announce({.outbox = true});
    QCoreApplication::processEvents();
    CHECK(arrivals == 2);
}

TEST_CASE("an empty change wakes nobody") {
    ui::ChangeRelay relay;
    int changes = 0;
    QObject::connect(&relay, &ui::ChangeRelay::changed, [&] { ++changes; });
    relay.announce({});
    QCoreApplication::processEvents();
    CHECK(changes == 0);
    relay.announce({.outbox = true});
    QCoreApplication::processEvents();
    CHECK(changes == 1);
}

TEST_CASE("pulses and troubles arrive with words of their own") {
    ui::ChangeRelay relay;
    int changes = 0;
    int pulses = 0;
    QStringList troubles;
    QObject::connect(&relay, &ui::ChangeRelay::changed, [&] { ++changes; });
    QObject::connect(&relay, &ui::ChangeRelay::pulsesChanged, [&] { ++pulses; });
    QObject::connect(&relay, &ui::ChangeRelay::trouble,
                     [&](const QString& sentence) { troubles.append(sentence); });
    relay.announcePulses();
    relay.announcePulses();
    relay.announceTrouble("the disk is full");
    relay.announceTrouble("");
    QCoreApplication::processEvents();
    CHECK(changes == 0);
    CHECK(pulses == 1);
    CHECK(troubles == QStringList{QStringLiteral("the disk is full"), QString()});
}
