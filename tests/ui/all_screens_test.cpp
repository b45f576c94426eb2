// SPDX-License-Identifier: GPL-3.0-or-later
// Every widget on every screen.
#include "support/catch.h"

#include "checks.h"
#include "screens.h"

#include <map>

using namespace uitest;

namespace {

const std::string kLongWords =
    "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh of the Long Bakery Lane, with all of his parts";
const std::string kMarkup = "<b>x</b> &amp; <img src=\"https://evil.example/x.png\"> &File %1";

/// Each fault once, with the first place where it was seen.
class Faults {
public:
    void add(const Screen& screen, const Sight& sight, const std::string& faults) {
        std::size_t begin = 0;
        while (begin < faults.size()) {
            const std::size_t end = faults.find('\n', begin);
            m_seen.try_emplace(faults.substr(begin, end - begin), screen.name + ", " + sight.name);
            begin = end + 1;
        }
    }
    [[nodiscard]] std::string all() const {
        std::string text;
        for (const auto& [fault, place] : m_seen) {
            text += fault + "  [" + place + "]\n";
        }
        return text;
    }

private:
    std::map<std::string, std::string> m_seen;
};

std::string faultsOf(int percent, const std::vector<Sight>& sights, const std::string& foreign,
                     const std::function<std::string(const QWidget&)>& check) {
    Faults faults;
    int looked = 0;
    visitScreens(
        percent, sights,
        [&foreign](ShopWorld& world) {
            if (!foreign.empty()) {
                writeEverywhere(world, foreign);
            }
        },
        [&](const Screen& screen, const Sight& sight, QWidget& shown) {
            faults.add(screen, sight, check(shown));
            ++looked;
        });
    CHECK(looked >= 50);
    return faults.all();
}

}  // namespace

TEST_CASE("on no screen are words clipped that nothing else says in full") {
    CHECK(faultsOf(100, allSights(), {}, clipped) == std::string());
}

TEST_CASE("with the longest names no words are clipped that nothing else says in full") {
    CHECK(faultsOf(100, allSights(), kLongWords, clipped) == std::string());
}

TEST_CASE("at twice the text size no words are clipped that nothing else says in full") {
    CHECK(faultsOf(200, allSights(), {}, clipped) == std::string());
}

TEST_CASE("on no screen does a widget lie over another or outside its parent") {
    CHECK(faultsOf(100, allSights(), kLongWords, misplaced) == std::string());
}

TEST_CASE("at twice the text size no widget lies over another or outside its parent") {
    CHECK(faultsOf(200, allSights(), kLongWords, misplaced) == std::string());
}

TEST_CASE("on every screen what takes input or shows text has a name for screen readers and for tests") {
    CHECK(faultsOf(100, {allSights().front()}, {}, nameless) == std::string());
}

TEST_CASE("on no screen can somebody's words become rich text") {
    CHECK(faultsOf(100, {allSights().front()}, kMarkup, notPlain) == std::string());
}
