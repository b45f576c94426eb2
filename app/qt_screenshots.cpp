// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qt_screenshots.h"

#include "app/qt_picture_costs.h"
#include "app/qt_picture_library.h"
#include "app/qt_picture_permissions.h"
#include "app/qt_picture_sheets.h"
#include "app/qt_picture_sign_ins.h"
#include "app/qt_picture_suggestions.h"
#include "app/qt_picture_week.h"
#include "app/qt_report_sample.h"
#include "app/qt_scenes.h"
#include "app/qt_street.h"
#include "app/qt_studio.h"

#include "practice/platform_house.h"
#include "practice/street.h"
#include "ui/main_window.h"
#include "view/composer_view.h"

#include <QDir>

#include <algorithm>
#include <optional>

namespace app {
namespace {

using practice::Street;
using Rows = std::vector<model::ConversationRow>;

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

/// The customers of the street whom the pictures show.
struct Cast {
    scenes::Conversation inPublic;        ///< on the last platform
    scenes::Conversation inPrivate;       ///< on the last platform
    scenes::Conversation firstInPublic;   ///< on the first platform
    scenes::Conversation firstInPrivate;  ///< on the first platform
    scenes::Conversation fromTheRight;
    scenes::Conversation thankful;
};

base::Result<Rows> waiting(Studio& studio) {
    auto reader = studio.console().core().reader();
    if (!reader) {
        return std::unexpected(reader.error());
    }
    return (*reader)->inbox(model::ConversationState::NeedsReply, 200);
}

/// The first customer of whom nothing but thanks waits.
scenes::Conversation thankful(Studio& studio, const Rows& rows) {
    auto reader = studio.console().core().reader();
    for (const model::ConversationRow& row : rows) {
        const auto messages = reader ? (*reader)->thread(row.id, 200)
                                     : base::Result<std::vector<model::Message>>(base::fail(reader.error()));
        if (messages && view::onlyThanksWait(*messages)) {
            return row.id;
        }
    }
    return std::nullopt;
}

Cast castOf(const Rows& rows, const std::vector<std::string>& platforms) {
    using model::Visibility;
    return {.inPublic = longest(rows, Visibility::Public, platforms.back()),
            .inPrivate = longest(rows, Visibility::Private, platforms.back()),
            .firstInPublic = longest(rows, Visibility::Public, platforms.front()),
            .firstInPrivate = longest(rows, Visibility::Private, platforms.front()),
            .fromTheRight = rightToLeft(rows)};
}

/// The intent is carried out, or the pictures end.
base::Status want(Studio& studio, const model::Intent& intent) {
    const auto done = studio.console().carryOut(intent);
    return done ? base::Status{} : std::unexpected(done.error());
}

base::Status reply(Studio& studio, scenes::Conversation to, const std::string& text) {
    return to ? want(studio, model::QueueReply{.conversation = *to, .to = {}, .text = text}) : base::Status{};
}

/// A round that meets the faults that were ordered; that it reports them is what is to be seen.
void roundInTrouble(Studio& studio) {
    static_cast<void>(studio.console().syncOnce());
}

base::Status drawInbox(Studio& studio, const Cast& cast) {
    const QString begun = QStringLiteral("Gladly! We keep it at the counter for you.");
    const QString tooLong = QStringLiteral("We bake it on Mondays, Thursdays and Saturdays. ").repeated(12);
    base::Status done = studio.drawAll(
        {{"main-light", kLight, scenes::writing(cast.firstInPublic, begun)},
         {"main-dark", kDark, scenes::writing(cast.firstInPublic, begun)},
         {"high-contrast", kContrast, scenes::opened(cast.inPublic)},
         {"compact-900x600", kCompact, scenes::opened(cast.inPublic)},
         {"compact-dark", {.theme = "dark", .density = "compact"}, scenes::opened(cast.firstInPrivate)},
         {"private-light", kLight, scenes::opened(cast.firstInPrivate)},
         {"private-dark", kDark, scenes::writing(cast.inPrivate, begun)},
         {"right-to-left", kMirrored, scenes::opened(cast.fromTheRight)},
         {"wide-2560x1440", {.size = {2560, 1440}}, scenes::opened(cast.firstInPublic)},
         {"search-light", kLight, scenes::searching(QStringLiteral("order"))},
         {"search-nothing-dark", kDark, scenes::searching(QStringLiteral("hazlenut"))},
         {"thanks-light", kLight, scenes::opened(cast.thankful)},
         {"later-menu-light", kLight, scenes::after("later", cast.inPublic)},
         {"keyboard-light", kLight, scenes::after("keys")},
         {"keyboard-dark", kDark, scenes::after("keys")},
         {"canned-light", kLight, scenes::cannedReplies(cast.inPublic, QStringLiteral("order"))},
         {"canned-dark", kDark, scenes::cannedReplies(cast.inPrivate, QStringLiteral("shipping"))},
         {"canned-nothing-found", kLight, scenes::cannedReplies(cast.inPublic, QStringLiteral("unicorn"))},
         {"too-long-light", kLight, scenes::writing(cast.inPublic, tooLong)},
         {"placeholder-light", kLight,
          scenes::writing(cast.inPrivate,
                          QStringLiteral("Hello {{customer.first_name}}, your order {{order}} is ready."))},
         {"connect-light", kLight, scenes::connectDialog(0)},
         {"connect-password-light", kLight, scenes::connectDialog(1)},
         {"connect-password-dark", kDark, scenes::connectDialog(1)},
         {"account-menu-light", kLight, scenes::accountMenu()},
         {"account-test-light", kLight, scenes::accountMenu("accountTest")},
         {"remove-account-light", kLight, scenes::accountMenu("accountRemove")}});
    for (const scenes::Conversation& one : {cast.inPublic, cast.inPrivate, cast.firstInPublic}) {
        if (done && one) {
            done = want(studio, model::SaveDraft{.conversation = *one, .text = {}});
        }
    }
    return done;
}

/// The week of the picture that is to be met.
base::Status drawHours(Studio& studio) {
    using namespace std::chrono_literals;
    const auto on = [](int day, int from, int to) {
        return model::WeekInterval{.day = day, .open = {.from = from, .to = to}};
    };
    const model::HoursVersion week{
        .validFrom = base::fromMs(kStreetTime),
        .timeZone = "Europe/Stockholm",
        .week = {on(1, 540, 1080), on(2, 540, 1080), on(3, 540, 1080), on(4, 540, 750), on(4, 810, 1200),
                 on(5, 480, 1080), on(6, 480, 780)},
        .exceptions = {
            {.date = 2026y / 4 / 3, .open = {}, .name = "Good Friday"},
            {.date = 2026y / 4 / 4, .open = {{.from = 420, .to = 960}}},
            {.date = 2026y / 4 / 6, .open = {}, .name = "Easter Monday"},
            {.date = 2026y / 4 / 22, .open = {{.from = 720, .to = 1080}}, .name = "Stock-taking"}}};
    base::Status done = want(studio, model::SaveHours{.account = {}, .version = week});
    if (!done) {
        return done;
    }
    done = studio.drawAll({{"hours-light", kLight, scenes::openingHours()},
                           {"hours-dark", kDark, scenes::openingHours()},
                           {"hours-contrast", kContrast, scenes::openingHours()},
                           {"hours-right-to-left", kMirrored, scenes::openingHours()},
                           {"targets-light", kLight, scenes::after("targets")},
                           {"targets-dark", kDark, scenes::after("targets")},
                           {"targets-contrast", kContrast, scenes::after("targets")},
                           {"targets-right-to-left", kMirrored, scenes::after("targets")}});
    // All other pictures are of the same six days.
    const model::HoursVersion others = sixDays(week.validFrom);
    return done ? want(studio, model::SaveHours{.account = {}, .version = others}) : done;
}

/// A busy week, and the turns behind one of its bars.
base::Status drawReport(Studio& studio, const Rows& rows) {
    const std::vector<model::TurnFact> facts = sampleWeek(rows, base::fromMs(kStreetTime));
    return studio.drawAll({{"report-light", kLight, scenes::report(facts)},
                           {"report-dark", kDark, scenes::report(facts)},
                           {"report-contrast", kContrast, scenes::report(facts)},
                           {"report-right-to-left", kMirrored, scenes::report(facts)},
                           {"profile-text-light", kLight, scenes::profileText(facts)},
                           {"profile-text-dark", kDark, scenes::profileText(facts)},
                           {"report-turns-light", kLight, scenes::report(facts, "reportHistogramMark6")},
                           {"report-turns-dark", kDark, scenes::report(facts, "reportHistogramMark6")}});
}

/// A shift that is over and left a note, and one that is running.
base::Status drawShifts(Studio& studio) {
    const base::UtcTime now = base::fromMs(kStreetTime);
    base::Status done = want(studio, model::StartShift{.agent = "Pelle", .at = now - std::chrono::hours{30}});
    if (done) {
        done = want(studio, model::EndShift{.at = now - std::chrono::hours{19},
                                            .note = "Flour delivery comes at ten, so the rye is an hour late "
                                                    "today. Two people asked already."});
    }
    if (done) {
        done = want(studio, model::StartShift{.agent = "Ida", .at = now - std::chrono::minutes{20}});
    }
    const Scene below = scenes::shiftSheetBelow("shiftSheet");
    const Scene handedOver = scenes::shiftSheetBelow("endShift");
    return done ? studio.drawAll({{"shift-start-light", kLight, scenes::shiftSheet("shiftSheet")},
                                  {"shift-start-dark", kDark, scenes::shiftSheet("shiftSheet")},
                                  {"shift-handover-light", kLight, scenes::shiftSheet("endShift")},
                                  {"shift-handover-dark", kDark, scenes::shiftSheet("endShift")},
                                  {"shift-start-below-light", kLight, below},
                                  {"shift-start-below-dark", kDark, below},
                                  {"shift-start-contrast", kContrast, scenes::shiftSheet("shiftSheet")},
                                  {"shift-start-right-to-left", kMirrored, scenes::shiftSheet("shiftSheet")},
                                  {"shift-handover-contrast", kContrast, handedOver},
                                  {"shift-handover-right-to-left", kMirrored, handedOver},
                                  {"shift-handover-below-light", kLight, handedOver},
                                  {"shift-handover-below-dark", kDark, handedOver},
                                  {"standing-numbers-light", kLight, scenes::standingNumbers()},
                                  {"standing-numbers-contrast", kContrast, scenes::standingNumbers()},
                                  {"standing-numbers-right-to-left", kMirrored, scenes::standingNumbers()}})
                : done;
}

/// Done, later and no reply needed, by the window's own actions.
base::Status drawDecisions(Studio& studio, const Rows& rows) {
    const base::UtcTime now = base::fromMs(kStreetTime);
    std::vector<base::ConversationId> some;
    for (const model::ConversationRow& row : rows) {
        some.push_back(row.id);
    }
    if (some.size() < 8) {
        return base::fail(base::ErrorKind::Internal, "too few customers wait on the street");
    }
    const auto last = some.end();
    for (int i = 1; i <= 2; ++i) {
        const base::UtcTime later = now + std::chrono::hours{19 + i};
        base::Status done = want(studio, model::Snooze{.conversation = *(last - i), .until = later});
        if (done) {
            done = want(studio, model::SetDone{.conversation = *(last - 2 - i)});
        }
        if (!done) {
            return done;
        }
    }
    if (base::Status done =
            want(studio, model::NoReplyNeeded{.conversation = *(last - 6), .message = {}, .decidedAt = {}});
        !done) {
        return done;
    }
    return studio.drawAll({{"toast-done-light", kLight, scenes::after("done", *(last - 5))},
                           {"snoozed-light", kLight, scenes::after("goTo3", *(last - 1))},
                           {"done-light", kLight, scenes::after("goTo4", *(last - 3))},
                           {"no-reply-needed-light", kLight, scenes::opened(*(last - 6))}});
}

/// After closing time, with a reply that waits for the opening.
base::Status drawEvening(Studio& studio, const Cast& cast) {
    model::HoursVersion mornings = sixDays(base::fromMs(kStreetTime));
    for (model::WeekInterval& interval : mornings.week) {
        interval.open.to = 13 * 60;
    }
    base::Status done = want(studio, model::SaveHours{.account = {}, .version = mornings});
    const model::BusinessHours hours({mornings});
    if (done && cast.firstInPublic) {
        done = want(studio, model::QueueReply{.conversation = *cast.firstInPublic,
                                              .to = {},
                                              .text = "Good morning! Yes, we keep two for you until noon.",
                                              .sendAt = hours.nextOpening(base::fromMs(kStreetTime))});
    }
    const QString begun = QStringLiteral("Gladly! We keep it at the counter for you.");
    if (done) {
        done = studio.drawAll({{"closed-light", kLight, scenes::opened(cast.firstInPublic)},
                               {"send-menu-light", kLight, scenes::sendMenu(cast.inPublic, begun)},
                               {"send-menu-dark", kDark, scenes::sendMenu(cast.inPublic, begun)},
                               {"quit-light", kLight, scenes::after("quit")}});
    }
    return done ? want(studio, model::SaveHours{.account = {}, .version = sixDays(base::fromMs(kStreetTime))})
                : done;
}

/// A reply in each of its states.
base::Status drawOutbox(Studio& studio, Street& street, const Cast& cast) {
    base::Status done = reply(studio, cast.firstInPublic, "We open at nine and keep one for you.");
    if (done) {
        done = studio.console().syncOnce();
    }
    // Cut before anything was done: nobody knows, and looking does not find it.
    if (done) {
        done = street.order("sendMessage", "drop_before", 1);
    }
    if (done) {
        done = reply(studio, cast.inPrivate, "Of course, the order is changed.");
    }
    if (done) {
        done = street.order("POST /api/v1/statuses", "status:422", 1);
    }
    if (done) {
        done = reply(studio, cast.firstInPrivate, "Sorry, that one is gone. The next comes on Friday.");
    }
    if (!done) {
        return done;
    }
    roundInTrouble(studio);
    done = reply(studio, cast.inPrivate, "It is ready from half past three, if you want to come earlier.");
    if (done) {
        done = reply(studio, cast.inPublic, "Thank you for waiting, we are looking.");
    }
    if (!done) {
        return done;
    }
    return studio.drawAll({{"outbox-light", kLight, scenes::outbox()},
                           {"outbox-dark", kDark, scenes::outbox()},
                           {"outbox-compact", kCompact, scenes::outbox()},
                           {"replies-in-place-light", kLight, scenes::opened(cast.inPrivate)}});
}

/// No line, then a platform that limits and one that wants a new login.
base::Status drawTrouble(Studio& studio, Street& street, const Cast& cast) {
    base::Status done = street.order(" /", "drop_before", -1);
    if (!done) {
        return done;
    }
    roundInTrouble(studio);
    done = studio.drawAll({{"offline-light", kLight, scenes::opened(cast.inPrivate)},
                           {"offline-dark", kDark, scenes::opened(cast.firstInPublic)}});
    street.endFaults();
    if (done) {
        done = street.order("/api/v1/", "revoked", -1);
    }
    if (done) {
        done = street.order("/xrpc/", "rate_limit", -1);
    }
    if (!done) {
        return done;
    }
    roundInTrouble(studio);
    done = studio.drawAll({{"login-light", kLight, scenes::opened(cast.firstInPublic)},
                           {"limited-light", kLight, scenes::opened(cast.inPublic)}});
    street.endFaults();
    return done;
}

/// Before anything is connected, and the first account.
base::Status drawBeginning(Studio& studio, Street& street) {
    base::Status done = studio.draw("first-run-light", kLight, scenes::asItIs());
    // And with its first step done.
    if (done) {
        done = want(studio, model::SaveNames{.names = {.shop = "Kettle & Kiln", .agent = "Wren"}});
    }
    if (done) {
        done = studio.draw("first-run-dark", kDark, scenes::asItIs());
    }
    const std::vector<std::string> platforms = street.platforms();
    for (std::size_t i = 0; done && i < platforms.size(); ++i) {
        const std::string name = "connect-review-" + platforms[i];
        done = studio.draw(name, i == 0 ? kLight : kDark,
                           scenes::connected({.platform = static_cast<int>(i),
                                              .server = street.url(platforms[i]),
                                              .name = street.shopName(platforms[i]),
                                              .secret = street.shopToken(platforms[i])}));
    }
    return done;
}

/// What was learnt and told apart, in a shop whose customers are known.
base::Status drawWeek(const QString& folder, std::uint64_t seed) {
    practice::StreetOptions town;
    town.seed = seed;
    // Two are enough: what is asked in public stands on the first, in private on the other.
    const auto platforms = practice::platformNames();
    town.platforms.assign(platforms.begin(), platforms.begin() + 2);
    town.startAt = base::fromMs(kStreetTime) - kWeekBefore - std::chrono::hours{3};
    town.flow = practice::TimeFlow::Frozen;
    town.life = practice::Life::Quiet;
    auto street = Street::start(town);
    if (!street) {
        return std::unexpected(street.error());
    }
    Studio studio(folder, (*street)->clock());
    if (base::Status opened = studio.open(); !opened) {
        return opened;
    }
    const auto week = liveThroughWeek(studio.console(), **street);
    if (!week) {
        return std::unexpected(week.error());
    }
    base::Status done = drawLibrary(studio, *week);
    return done ? drawSuggestions(studio, **street, *week) : done;
}

base::Status drawStreet(Studio& studio, Street& street) {
    if (base::Status connected = connectShop(studio.console(), street); !connected) {
        return connected;
    }
    if (base::Status synced = studio.console().syncOnce(); !synced) {
        return synced;
    }
    const auto rows = waiting(studio);
    if (!rows) {
        return std::unexpected(rows.error());
    }
    Cast cast = castOf(*rows, street.platforms());
    cast.thankful = thankful(studio, *rows);
    base::Status done = studio.draw("hours-none-light", kLight, scenes::after("openingHours"));
    if (done) {
        const model::HoursVersion hours = sixDays(base::fromMs(kStreetTime) - std::chrono::days{60});
        done = want(studio, model::SaveHours{.account = {}, .version = hours});
    }
    if (done) {
        done = drawReport(studio, *rows);
    }
    if (done) {
        done = drawInbox(studio, cast);
    }
    if (done) {
        done = drawHours(studio);
    }
    if (done) {
        done = drawDecisions(studio, *rows);
    }
    if (done) {
        done = drawShifts(studio);
    }
    if (done) {
        done = drawEvening(studio, cast);
    }
    if (done) {
        done = drawOutbox(studio, street, cast);
    }
    return done ? drawTrouble(studio, street, cast) : done;
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
    auto street = Street::start(town);
    if (!street) {
        return std::unexpected(street.error());
    }
    base::Status done = drawIcons(target);
    if (done) {
        done = drawBadges(target);
    }
    Studio empty(target, (*street)->clock());
    if (done) {
        done = empty.open();
    }
    if (done) {
        done = drawBeginning(empty, **street);
    }
    if (done) {
        done = drawWeek(target, seed);
    }
    if (done) {
        done = drawCosts(target, seed);
    }
    if (done) {
        done = drawPermissions(target, seed);
    }
    if (done) {
        done = drawSignIns(target, seed);
    }
    Studio studio(target, (*street)->clock());
    if (done) {
        done = studio.open();
    }
    return done ? drawStreet(studio, **street) : done;
}

}  // namespace app
