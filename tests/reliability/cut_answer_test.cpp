// SPDX-License-Identifier: GPL-3.0-or-later
// The answer to a send is cut after every one of its bytes.
#include "extent.h"
#include "street_shop.h"

#include "support/catch.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using Event = model::ReplyEvent::Kind;

enum class Repeat { Safe, SafeForAWhile, Doubles };
enum class Pause { None, PastTheGuarantee };

/// One platform's way to send.
struct Way {
    const char* name;
    const char* platform;
    const char* posting;  ///< the request, as it begins
    bool directly;
    Repeat repeat;
    std::vector<std::pair<std::string, std::string>> traits{};
};

const std::pair<std::string, std::string> kForgetful{"POST /api/v1/statuses", "forget_keys"};
const std::pair<std::string, std::string> kOtherSoftware{"/nodeinfo", "other_software"};

std::vector<Way> ways() {
    std::vector<Way> all{
        {"Mastodon", "mastodon", "POST /api/v1/statuses", false, Repeat::SafeForAWhile},
        {"Mastodon's API without keys",
         "mastodon",
         "POST /api/v1/statuses",
         false,
         Repeat::Doubles,
         {kForgetful, kOtherSoftware}},
        {"Bluesky post", "bluesky", "POST /xrpc/com.atproto.repo.putRecord", false, Repeat::Safe},
        {"Bluesky chat", "bluesky", "POST /xrpc/chat.bsky.convo.sendMessage", true, Repeat::Doubles}};
    if (test::isWithout("repeat_guarantee")) {
        all[0].traits = {kForgetful};
    }
    return all;
}

/// The account believes that a repeat can't double where it can.
void deceive(test::StreetShop& shop, const Way& way) {
    model::Account account = test::need(shop.store().read().account(shop.account(way.platform)));
    for (model::ReplyCapability& can : account.capabilities.replies) {
        can.repeat = {.kind = model::RepeatGuarantee::Kind::Always};
    }
    test::need(shop.store().write("deceive", [&](store::WriteTx& tx) { return tx.updateAccount(account); }));
}

constexpr int kLongestAnswer = 10'000;

struct Figures {
    int length = 0;  ///< of a whole answer, in bytes
    int offsets = 0;
    int delivered = 0;
    int doubled = 0;
    int lost = 0;
    int uncertain = 0;  ///< replies of which nobody knew for a time, and that were not repeated
    int found = 0;
    int blind = 0;  ///< posted again where that may double
    int unsettled = 0;
    std::string first{};  ///< what went wrong first

    [[nodiscard]] int violations() const { return doubled + lost + blind + unsettled; }
    [[nodiscard]] std::string words(const Way& way, const char* when) const {
        return fmt::format("cut answer, {}{}: {} offsets of {} bytes, {} deliveries, doubled {}, lost {}, "
                           "sent again blindly "
                           "{}, uncertain {}, found {}, unsettled {}",
                           way.name, when, offsets, length, delivered, doubled, lost, blind, uncertain, found,
                           unsettled);
    }
};

/// Cuts answers of one way to send, in a town that is young again from time to time.
class Cutter {
public:
    Cutter(const Way& way, Pause pause, bool deceived) : m_way(way), m_pause(pause), m_deceived(deceived) {}

    /// False when the whole answer is no longer than that, so that nothing was cut.
    bool cutAt(int bytes, Figures& figures);

private:
    static constexpr int kOfOneTown = 25;

    test::StreetShop& shop() { return *m_shop; }
    [[nodiscard]] std::string origin() { return shop().street().url(m_way.platform); }
    static std::string text(int number) { return fmt::format("Question {} of the day?", number); }
    void open();
    void round() {
        REQUIRE(shop().sync());
        shop().advance(base::Duration{2 * 60'000});
    }

    Way m_way;
    Pause m_pause;
    bool m_deceived;
    std::unique_ptr<test::StreetShop> m_shop;
    int m_next = kOfOneTown;
};

void Cutter::open() {
    m_shop = std::make_unique<test::StreetShop>(m_way.traits);
    m_next = 0;
    static const std::vector<std::string> kWho{"mira", "etienne", "ada", "bo", "jonas"};
    for (int number = 0; number < kOfOneTown; ++number) {
        shop().say(m_way.platform, kWho.at(static_cast<std::size_t>(number) % kWho.size()), text(number),
                   m_way.directly);
        shop().advance(base::Duration{1000});
    }
    round();
    if (m_deceived) {
        deceive(shop(), m_way);
    }
}

bool Cutter::cutAt(int bytes, Figures& figures) {
    if (m_next == kOfOneTown) {
        open();
    }
    shop().advance(base::Duration{5 * 60'000});
    const std::string words = fmt::format("Answer {} to it.", bytes);
    const base::ReplyId reply = shop().reply(text(m_next++), words);
    shop().fault(m_way.posting, fmt::format("cut_after:{}", bytes));
    shop().wire().forget();
    if (m_pause == Pause::PastTheGuarantee) {
        shop().wire().darkAfter(m_way.posting);
        round();
        shop().advance(base::Duration{50 * 60'000});
        shop().wire().darkAfter("");
    }
    for (int tries = 0; tries < 4 && shop().row(reply).state != model::Delivery::Sent; ++tries) {
        round();
    }
    shop().mend();
    const auto posts = std::ranges::count_if(
        shop().wire().asked(), [&](const std::string& line) { return line.starts_with(m_way.posting); });
    const int delivered = shop().delivered(words);
    const bool mayRepeat =
        m_way.repeat == Repeat::Safe || (m_way.repeat == Repeat::SafeForAWhile && m_pause == Pause::None);
    const int before = figures.violations();
    ++figures.offsets;
    figures.delivered += delivered;
    figures.doubled += delivered > 1 ? 1 : 0;
    figures.lost += delivered == 0 ? 1 : 0;
    figures.blind += posts > 1 && !mayRepeat ? 1 : 0;
    figures.uncertain += shop().events(reply, Event::CutOff) > 0 && posts == 1 ? 1 : 0;
    figures.found += shop().events(reply, Event::Found) > 0 ? 1 : 0;
    figures.unsettled += shop().row(reply).state != model::Delivery::Sent ? 1 : 0;
    if (figures.violations() > before && figures.first.empty()) {
        figures.first = fmt::format("after {} bytes: {} deliveries, {} requests, state {}", bytes, delivered,
                                    posts, static_cast<int>(shop().row(reply).state));
    }
    return shop().events(reply, Event::CutOff) > 0;
}

/// Every `stride`-th byte, and in any case the last byte of the answer.
Figures cutEverywhere(const Way& way, Pause pause, int stride, bool deceived = false) {
    Figures figures;
    Cutter cutter(way, pause, deceived);
    int whole = 0;
    while (whole < kLongestAnswer && cutter.cutAt(whole, figures)) {
        whole += stride;
    }
    for (int cut = whole - stride; stride > 1 && whole - cut > 1;) {
        const int middle = (cut + whole) / 2;
        (cutter.cutAt(middle, figures) ? cut : whole) = middle;
    }
    figures.length = whole;
    return figures;
}

}  // namespace

TEST_CASE("an answer that is cut after any byte leaves one delivery, and no send is repeated blindly") {
    const int stride = test::extent(61, 1, 1);
    for (const Way& way : ways()) {
        const bool deceived = test::isWithout("look_before_resend") && way.repeat == Repeat::Doubles;
        const Figures figures = cutEverywhere(way, Pause::None, stride, deceived);
        INFO(way.name << ": " << figures.first);
        test::figure(figures.words(way, ""));
        CHECK(figures.violations() == 0);
        CHECK(figures.length > 300);
        if (way.repeat == Repeat::Doubles) {
            // All but those whose answer was whole.
            CHECK(figures.uncertain > 0);
            CHECK(figures.found == figures.uncertain);
        }
    }
}

TEST_CASE("a cut answer and a laptop that sleeps past the guarantee end in a look, not in a second send") {
    const int stride = test::extent(151, 7, 1);
    for (const Way& way : ways()) {
        const Figures figures = cutEverywhere(way, Pause::PastTheGuarantee, stride);
        INFO(way.name << ": " << figures.first);
        test::figure(figures.words(way, ", asleep for 50 minutes"));
        CHECK(figures.violations() == 0);
        if (way.repeat != Repeat::Safe) {
            CHECK(figures.uncertain > 0);
            CHECK(figures.found == figures.uncertain);
        }
    }
}

TEST_CASE(
    "the same judge finds doubles where a server forgets its keys and where a send is repeated blindly") {
    Way forgetful = ways().at(0);
    forgetful.traits = {kForgetful};
    const Figures doubled = cutEverywhere(forgetful, Pause::None, 400);
    INFO(doubled.words(forgetful, ""));
    CHECK(doubled.doubled > 0);
    for (const std::size_t doubtful : {std::size_t{1}, std::size_t{3}}) {
        const Way way = ways().at(doubtful);
        const Figures blind = cutEverywhere(way, Pause::None, 400, true);
        INFO(blind.words(way, ""));
        CHECK(blind.doubled > 0);
        CHECK(blind.blind > 0);
    }
}
