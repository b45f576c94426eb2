// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qt_picture_sign_ins.h"

#include "app/qt_scenes.h"
#include "app/qt_street.h"
#include "app/qt_studio.h"

#include "practice/platform_house.h"
#include "practice/street.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace app {
namespace {

using practice::Street;

/// A street of these platforms that stands still.
base::Result<std::unique_ptr<Street>> streetOf(std::vector<std::string> platforms, std::uint64_t seed) {
    practice::StreetOptions town;
    town.seed = seed;
    town.platforms = std::move(platforms);
    town.startAt = base::fromMs(kStreetTime);
    town.flow = practice::TimeFlow::Frozen;
    return Street::start(town);
}

std::vector<std::string> allPlatforms() {
    const auto names = practice::platformNames();
    return {names.begin(), names.end()};
}

/// Where a platform is in the dialog's list.
int placeOf(const std::string& platform) {
    const platform::Registry registry;
    const auto names = registry.names();
    return static_cast<int>(std::ranges::find(names, platform) - names.begin());
}

base::Status drawForms(Studio& studio) {
    base::Status done;
    for (const std::string& platform : allPlatforms()) {
        for (const auto& [look, word] : {std::pair{kLight, "light"}, std::pair{kDark, "dark"}}) {
            if (done) {
                done = studio.draw("connect-" + platform + "-" + word, look,
                                   scenes::connectDialog(placeOf(platform)));
            }
        }
    }
    return done;
}

/// Tokens that end soon or lack a permission.
base::Status drawReviews(Studio& studio, Street& street) {
    base::Status done;
    for (const std::string& platform : street.platforms()) {
        if (done) {
            done = street.pull(platform, "traits",
                               R"({"missing":["pages_messaging","instagram_business_manage_messages",)"
                               R"("threads_manage_mentions"],"expires_in_s":432000})");
        }
        for (const auto& [look, word] : {std::pair{kLight, "light"}, std::pair{kDark, "dark"}}) {
            if (done) {
                done = studio.draw("connect-review-missing-" + platform + "-" + word, look,
                                   scenes::connected({.platform = placeOf(platform),
                                                      .server = street.url(platform),
                                                      .name = street.shopName(platform),
                                                      .secret = street.shopToken(platform)}));
            }
        }
    }
    return done;
}

struct Trouble {
    const char* path;
    const char* fault;
};

/// Each account in another trouble, by the paths that its platform alone has.
base::Status drawTroubles(Studio& studio, Street& street) {
    base::Status done = street.pull("facebook", "traits", R"({"expires_in_s":432000})");
    if (done) {
        done = street.pull("instagram", "traits", R"({"missing":["instagram_business_manage_messages"]})");
    }
    if (done) {
        done = connectShop(studio.console(), street);
    }
    if (done) {
        done = studio.console().syncOnce();
    }
    constexpr Trouble kTroubles[] = {{"/api/v1/", "rate_limit"},
                                     {"/xrpc/", "drop_before"},
                                     {" /2/", "status:402"},
                                     {" /v1.0/", "revoked"}};
    for (const Trouble& trouble : kTroubles) {
        if (done) {
            done = street.order(trouble.path, trouble.fault, -1);
        }
    }
    if (!done) {
        return done;
    }
    // That it reports them is what is to be seen.
    static_cast<void>(studio.console().syncOnce());
    done = studio.drawAll({{"account-troubles-light", kLight, scenes::asItIs()},
                           {"account-troubles-dark", kDark, scenes::asItIs()},
                           {"account-troubles-contrast", kContrast, scenes::asItIs()}});
    street.endFaults();
    return done;
}

/// Five days before a token ends, and when it has.
base::Status drawEnds(Studio& studio, Street& street) {
    const base::Status ending = street.pull("facebook", "traits", R"({"expires_in_s":432000})");
    if (!ending) {
        return ending;
    }
    base::Status done = connectShop(studio.console(), street);
    if (!done) {
        return done;
    }
    static_cast<void>(studio.console().syncOnce());
    done = studio.drawAll(
        {{"sign-in-ends-light", kLight, scenes::asItIs()}, {"sign-in-ends-dark", kDark, scenes::asItIs()}});
    if (done) {
        done = street.order(" /", "revoked", -1);
    }
    if (!done) {
        return done;
    }
    static_cast<void>(studio.console().syncOnce());
    return studio.drawAll(
        {{"sign-in-ended-light", kLight, scenes::asItIs()}, {"sign-in-ended-dark", kDark, scenes::asItIs()}});
}

using Drawing = base::Status (*)(Studio&, Street&);

base::Status drawnOn(const QString& folder, std::vector<std::string> platforms, std::uint64_t seed,
                     Drawing drawing) {
    auto street = streetOf(std::move(platforms), seed);
    if (!street) {
        return std::unexpected(street.error());
    }
    Studio studio(folder, (*street)->clock());
    const base::Status opened = studio.open();
    return opened ? drawing(studio, **street) : opened;
}

}  // namespace

base::Status drawSignIns(const QString& folder, std::uint64_t seed) {
    const std::vector<std::string> telling{"facebook", "instagram", "threads"};
    base::Status done = drawnOn(folder, telling, seed, [](Studio& studio, Street& street) {
        const base::Status forms = drawForms(studio);
        return forms ? drawReviews(studio, street) : forms;
    });
    if (done) {
        done = drawnOn(folder, allPlatforms(), seed, drawTroubles);
    }
    return done ? drawnOn(folder, telling, seed, drawEnds) : done;
}

}  // namespace app
