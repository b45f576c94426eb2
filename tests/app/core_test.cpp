// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/core.h"

#include "app/profile.h"
#include "app/status_file.h"
#include "model/canned_reply.h"

#include "support/catch.h"
#include "support/paths.h"
#include "support/temporary_folder.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace {

struct Place {
    [[nodiscard]] app::Profile profile() const { return app::Profile::open(folder.file("profile")).value(); }
    [[nodiscard]] base::Result<std::unique_ptr<app::Core>> open() const {
        return app::Core::open(
            {.profile = profile(),
             .clock = *clock,
             .secrets = {.vaultPath = profile().vault(), .noKeyring = true, .keyring = {}}});
    }
    support::TemporaryFolder folder;
    std::unique_ptr<base::Clock> clock = base::makeSystemClock();
};

}  // namespace

TEST_CASE("a profile folder is made for its owner alone, and one that is there keeps its mode") {
    const Place place;
    const app::Profile made = place.profile();
    struct stat found{};
    REQUIRE(::stat(made.folder().c_str(), &found) == 0);
    CHECK((found.st_mode & 07777U) == 0700U);
    REQUIRE(::chmod(made.folder().c_str(), 0750) == 0);
    CHECK(place.profile().folder() == made.folder());
    REQUIRE(::stat(made.folder().c_str(), &found) == 0);
    CHECK((found.st_mode & 07777U) == 0750U);
    for (const std::string& file :
         {made.database(), made.vault(), made.status(), made.socket(), made.log()}) {
        CHECK(std::filesystem::path(file).parent_path() == made.folder());
    }
    std::ofstream(place.folder.file("taken")) << "a file";
    CHECK_FALSE(app::Profile::open(place.folder.file("taken")));
    CHECK_FALSE(app::Profile::open(place.folder.file("taken") + "/below"));
}

TEST_CASE("one profile has one core, and the next one may come when it is gone") {
    const Place place;
    auto first = place.open();
    REQUIRE(first);
    const auto second = place.open();
    REQUIRE_FALSE(second);
    CHECK(second.error().kind == base::ErrorKind::InUse);
    CHECK(second.error().what() == "profile is in use by process " + std::to_string(::getpid()));
    first->reset();
    CHECK(place.open());
}

TEST_CASE("a new profile gets the starter replies, once") {
    const Place place;
    for (int times = 0; times < 2; ++times) {
        auto core = place.open();
        REQUIRE(core);
        const auto library = (*core)->store().read().cannedReplies();
        REQUIRE(library);
        CHECK(library->size() == model::starterReplies().size());
    }
}

TEST_CASE("a secret that the log knows does not reach the file, and an old log makes room") {
    const Place place;
    const std::string path = place.profile().log();
    std::ofstream(path) << std::string(2'000'000, '.') << '\n';
    {
        auto core = place.open();
        REQUIRE(core);
        (*core)->log().redactor().addSecret("planted-token-5e1f");
        (*core)->log().error("the server said: planted-token-5e1f is wrong");
    }
    const std::string log = support::readFile(path);
    CHECK(log.size() < 10'000);
    CHECK(log.find("the server said") != std::string::npos);
    CHECK(log.find("planted-token") == std::string::npos);
    CHECK(std::filesystem::file_size(path + ".old") > 1'000'000);
}

TEST_CASE("what is known of the accounts is on disk when the core ends") {
    const Place place;
    { REQUIRE(place.open()); }
    CHECK(std::filesystem::exists(place.profile().status()));
    CHECK(app::readStatus(place.profile().status()).empty());
}
