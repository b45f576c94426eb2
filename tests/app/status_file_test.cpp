// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/status_file.h"

#include "support/catch.h"
#include "support/paths.h"
#include "support/temporary_folder.h"

#include <algorithm>
#include <fstream>

namespace {

model::AccountPulse pulse(std::int64_t id, std::int64_t checked) {
    model::AccountPulse pulse{.id = {id}};
    pulse.lastCheckedAt = base::fromMs(checked);
    pulse.nextCheckAt = base::fromMs(checked + 60'000);
    return pulse;
}

}  // namespace

TEST_CASE("what is known of an account comes back from the file") {
    support::TemporaryFolder folder;
    const std::string path = folder.file("status.json");
    model::AccountPulse full = pulse(3, 1'000);
    full.limitedUntil = base::fromMs(2'000);
    full.tokenEndsAt = base::fromMs(3'000);
    REQUIRE(app::writeStatus(path, {full, model::AccountPulse{.id = {4}}}));
    const auto read = app::readStatus(path);
    REQUIRE(read.size() == 2);
    CHECK(read[0].id == base::AccountId{3});
    CHECK(read[0].lastCheckedAt == full.lastCheckedAt);
    CHECK(read[0].nextCheckAt == full.nextCheckAt);
    CHECK(read[0].limitedUntil == full.limitedUntil);
    CHECK(read[0].tokenEndsAt == full.tokenEndsAt);
    CHECK_FALSE(read[1].lastCheckedAt);
}

TEST_CASE("an account that was not checked this time keeps what was known") {
    support::TemporaryFolder folder;
    const std::string path = folder.file("status.json");
    REQUIRE(app::writeStatus(path, {pulse(1, 1'000), pulse(2, 1'000)}));
    REQUIRE(app::writeStatus(path, {pulse(1, 9'000), model::AccountPulse{.id = {2}}}));
    REQUIRE(app::writeStatus(path, {pulse(1, 9'000)}));
    const auto read = app::readStatus(path);
    REQUIRE(read.size() == 2);
    CHECK(read[0].lastCheckedAt == base::fromMs(9'000));
    CHECK(read[1].lastCheckedAt == base::fromMs(1'000));
}

TEST_CASE("a limit that the first check ran into is known, and so is the last success before it") {
    support::TemporaryFolder folder;
    const std::string path = folder.file("status.json");
    REQUIRE(app::writeStatus(path, {pulse(1, 1'000)}));
    model::AccountPulse limited{.id = {1}};
    limited.limitedUntil = base::fromMs(9'000);
    REQUIRE(app::writeStatus(path, {limited}));
    CHECK(app::readStatus(path)[0].limitedUntil == base::fromMs(9'000));
    CHECK(app::readStatus(path)[0].lastCheckedAt == base::fromMs(1'000));
    REQUIRE(app::writeStatus(path, {pulse(1, 10'000)}));
    CHECK_FALSE(app::readStatus(path)[0].limitedUntil);
}

TEST_CASE("a missing or broken file means that nothing is known") {
    support::TemporaryFolder folder;
    const std::string path = folder.file("status.json");
    CHECK(app::readStatus(path).empty());
    for (const char* content :
         {"", "{", "[]", "null", R"({"accounts":3})", R"({"accounts":[1,null,{"id":"x"},{}]})", "\xFF\xFE"}) {
        std::ofstream(path, std::ios::trunc) << content;
        CHECK(app::readStatus(path).empty());
    }
    std::ofstream(path, std::ios::trunc) << R"({"accounts":[{"id":5,"last_checked_at":"soon"}]})";
    REQUIRE(app::readStatus(path).size() == 1);
    CHECK_FALSE(app::readStatus(path)[0].lastCheckedAt);
    REQUIRE(app::writeStatus(path, {pulse(1, 1'000)}));
    CHECK(app::readStatus(path).size() == 2);
}

TEST_CASE("a status that can't be written leaves the old one as it was") {
    support::TemporaryFolder folder;
    const std::string path = folder.file("status.json");
    REQUIRE(app::writeStatus(path, {pulse(1, 1'000)}));
    const std::string before = support::readFile(path);
    // A folder stands where the new file would be written.
    std::filesystem::create_directory(path + ".new");
    CHECK_FALSE(app::writeStatus(path, {pulse(1, 2'000)}));
    CHECK(support::readFile(path) == before);
}
