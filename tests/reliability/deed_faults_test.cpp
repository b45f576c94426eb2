// SPDX-License-Identifier: GPL-3.0-or-later
// Every fault strikes the hiding and liking of customers' messages.
#include "extent.h"
#include "fault_list.h"
#include "street_shop.h"

#include "support/catch.h"

#include <fmt/format.h>

#include <array>
#include <memory>
#include <string>
#include <utility>

namespace {

using model::Deed;

struct Case {
    const char* platform;
    Deed deed;
    const char* request;  ///< by which the street knows it
};
constexpr std::array<Case, 6> kCases{{{"facebook", Deed::Hide, "POST /v26.0/"},
                                      {"facebook", Deed::Like, "/likes"},
                                      {"instagram", Deed::Hide, "POST /v26.0/"},
                                      {"threads", Deed::Hide, "/manage_reply"},
                                      {"mastodon", Deed::Like, "favourite"},
                                      {"bluesky", Deed::Like, "/xrpc/com.atproto.repo."}}};

constexpr base::Duration kAWhile{20 * 60'000};

/// What the fault strikes.
enum class Struck { Doing, DoingAndUndoing, Undoing };
constexpr std::array<std::pair<Struck, const char*>, 3> kStruck{
    {{Struck::Doing, "doing"}, {Struck::DoingAndUndoing, "doing and undoing"}, {Struck::Undoing, "undoing"}}};

/// One account, and a message below its posts for each cell.
class DeedTown {
public:
    explicit DeedTown(const Case& what) : m_case(what), m_shop({}, {what.platform}) {
        REQUIRE(m_shop.sync());
    }

    /// What is wrong after one fault; "" when nothing is.
    std::string strike(const std::string& fault, Struck struck) {
        const bool undo = struck != Struck::Doing;
        const std::string text = fmt::format("Question {}?", ++m_round);
        const std::string id = m_shop.say(m_case.platform, m_round % 2 == 0 ? "mira" : "etienne", text);
        m_shop.advance(kAWhile);
        REQUIRE(m_shop.sync());
        wish(text, true);
        if (struck == Struck::Undoing) {
            REQUIRE(m_shop.sync());
            REQUIRE(state(text).done);
        }
        m_shop.fault(m_case.request, fault, -1);
        REQUIRE(m_shop.sync());
        if (undo) {
            wish(text, false);
            REQUIRE(m_shop.sync());
        }
        m_shop.mend();
        if (m_shop.accountRow(m_case.platform).state == model::AccountState::NeedsLogin ||
            fault == "revoked") {
            REQUIRE(m_shop.connect(m_case.platform).empty());
        }
        for (int tries = 0; tries < 4; ++tries) {
            m_shop.advance(kAWhile);
            REQUIRE(m_shop.sync());
            // Refused for good, it is wished once more: the platform meant it no longer.
            if (const model::DeedState seen = state(text); !seen.refusal.empty()) {
                if (seen.wished) {
                    return "is wished and given up at once";
                }
                wish(text, !undo);
            }
        }
        const model::DeedState seen = state(text);
        if (seen.wished || seen.done == undo) {
            return fmt::format("is {} here, {}", seen.done ? "done" : "not done",
                               seen.wished ? "still to be told" : "told");
        }
        return isDone(id) == undo ? "is otherwise on the platform" : "";
    }
    [[nodiscard]] bool isDone(const std::string& id);

private:
    using Json = test::Json;
    void wish(const std::string& text, bool wanted) {
        m_shop.carryOut(model::WishDeed{m_shop.message(text).id, m_case.deed, wanted});
    }
    [[nodiscard]] model::DeedState state(const std::string& text) {
        const model::Message message = m_shop.message(text);
        return m_case.deed == Deed::Hide ? message.hide : message.like;
    }

    const Case& m_case;
    test::StreetShop m_shop;
    int m_round = 0;
};

/// Asked of the street itself: a customer's like shows the message, with one like that is theirs.
bool DeedTown::isDone(const std::string& id) {
    const Json shown = m_shop.liked(m_case.platform, id);
    if (m_case.deed == Deed::Hide) {
        return shown.value("is_hidden", false) || shown.value("hidden", false);
    }
    for (const char* count : {"favourites_count", "likeCount", "likes"}) {
        if (shown.contains(count)) {
            return shown[count] == 2;
        }
    }
    FAIL("the street does not say who likes it: " << shown.dump());
    return false;
}

}  // namespace

TEST_CASE("whatever fault strikes a hide or a like, the platform ends up as the agent wished last") {
    const int stride = test::extent(29, 1, 1);
    int cell = 0;
    int cells = 0;
    int failures = 0;
    for (const Case& one : kCases) {
        auto town = std::make_unique<DeedTown>(one);
        for (const std::string& fault : test::streetFaults()) {
            for (const auto& [struck, called] : kStruck) {
                if (cell++ % stride != 0) {
                    continue;
                }
                const std::string flaw = town->strike(fault, struck);
                INFO(one.platform << " " << model::name(one.deed) << " x " << fault << ", " << called << ": "
                                  << flaw);
                CHECK(flaw.empty());
                failures += flaw.empty() ? 0 : 1;
                if (!flaw.empty() || ++cells % 8 == 0) {
                    town = std::make_unique<DeedTown>(one);
                }
            }
        }
    }
    test::figure(fmt::format("fault matrix, hide and like: {} cells, {} failures",
                             (cell + stride - 1) / stride, failures));
}
