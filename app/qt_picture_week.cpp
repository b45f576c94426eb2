// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qt_picture_week.h"

#include "app/qt_report_sample.h"
#include "app/qt_street.h"
#include "app/qt_studio.h"

#include "model/canned_reply.h"
#include "model/own_field.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace app {
namespace {

using practice::Reach;
using practice::Street;

/// What a customer asked on an earlier day, and how it was answered: by a canned reply, or by what was typed.
struct Asked {
    int daysAgo;
    std::string_view persona;
    std::string_view text;
    std::string_view canned{};  ///< its title
    std::string_view typed{};   ///< beside a title: what became of it
};

constexpr std::string_view kDelivery = "Delivery and shipping";
constexpr std::string_view kReturn = "Return or exchange";
constexpr std::string_view kPrice = "Price, how much it costs";
constexpr std::string_view kPickUp = "Pick up in the shop";
constexpr std::string_view kGlaze =
    "The glaze is free of lead, we test every batch ourselves before it is fired.";
constexpr std::string_view kMoss =
    "The moss green one is on the shelf again since this morning, shall I keep one "
    "for you?";

constexpr std::array kAsked{
    Asked{8, "mira", "Do you ship to Norway, and how long does it take?", kDelivery},
    Asked{8, "bo", "What does shipping cost for one teapot?", kDelivery},
    Asked{8, "ada", "The colour does not suit my kitchen. Can I return the cup?", kReturn},
    Asked{7, "ada", "How long does delivery take at the moment?", kDelivery},
    Asked{7, "priya", "Is the glaze of the blue cups food safe?", {}, kGlaze},
    Asked{7, "jonas", "Do you ship to Germany, and what does it cost?", kDelivery},
    Asked{7, "etienne", "Can I exchange it for the larger size?", kReturn},
    Asked{7, "mira", "How much does the large teapot cost?", kPrice},
    Asked{6, "priya", "Can you ship a set of five cups to Ireland?", kDelivery},
    Asked{6, "lucia", "Is shipping to Spain possible?", kDelivery},
    Asked{6, "tomasz", "Your cups, is there lead in the glaze?", {}, kGlaze},
    Asked{6, "bo", "Is my order 4698 ready to collect?", kPickUp,
          "Hello Bo, your order 4698 is ready. You find us at 5 Mill Lane."},
    Asked{5, "kai", "Do you deliver parcels on Saturdays too?", kDelivery},
    Asked{5, "jonas", "Until when can I send something back?", kReturn},
    Asked{5, "tomasz", "How long does shipping to Poland take?", kDelivery},
    Asked{5, "lucia", "Food safe glaze, also for the seconds?", {}, kGlaze},
    Asked{5, "ada", "How much does one of the blue cups cost?", kPrice},
    Asked{4, "kai", "How fast can you ship a kettle?", kDelivery},
    Asked{4, "mira", "My mother got two of them. May she return one?", kReturn},
    Asked{4, "ada", "Can I collect order 4705 today?", kPickUp,
          "Hello Ada, your order 4705 is ready. You find us at 5 Mill Lane."},
    Asked{4, "haruka", "Do you ship overseas, to Japan?", kDelivery},
    Asked{3, "bo", "Will the parcel have a tracking number?", kDelivery},
    Asked{3, "etienne", "How many days does delivery to France take?", kDelivery},
    Asked{3, "nour", "Is the glaze safe for children?", {}, kGlaze},
    Asked{3, "lucia", "What does the kettle cost?", kPrice},
    Asked{1, "jonas", "How much are the seconds?", kPrice},
    Asked{1, "mira", "Shipping for two teapots in one parcel, what would that be?", kDelivery},
    Asked{1, "kai", "Can I exchange the lid without the receipt?", kReturn},
    Asked{1, "xiaodeng", "If I order today, when is the delivery?", kDelivery},
    Asked{0, "lucia", "Will you make the moss green teapot again?", {}, kMoss},
    Asked{0, "tomasz", "Is the moss green one gone for good?", {}, kMoss},
    Asked{0, "haruka", "The moss green teapot, is it coming back?", {}, kMoss},
    Asked{0, "bo", "Any news of the moss green teapot?", {}, kMoss},
};

/// Who waits when the pictures are taken.
struct Waits {
    int minutesAgo;
    std::string_view persona;
    bool onFirst;
    Reach reach;
    std::string_view text;
    scenes::Conversation PictureWeek::* part = nullptr;
};

constexpr std::array kWaits{
    Waits{64, "boost", true, Reach::Public,
          "Last call: claim your free followers, click here! Guaranteed, limited offer: "
          "https://boost.example/now",
          &PictureWeek::spam},
    Waits{62, "boost", false, Reach::Public,
          "Grow your page: buy followers now, click here! Guaranteed, limited offer: "
          "https://boost.example/grow"},
    Waits{58, "ada", true, Reach::Public,
          "The lid arrived broken and nobody has answered my mail for a week. I am really disappointed.",
          &PictureWeek::upset},
    Waits{52, "mira", false, Reach::Direct, "It has arrived, thank you so much!"},
    Waits{41, "bo", true, Reach::Public, "Best repair in town: my pot pours like new, I love it! 😍"},
    Waits{34, "priya", true, Reach::Public, "And the glaze of the new green cups, is it food safe as well?",
          &PictureWeek::again},
    Waits{27, "etienne", true, Reach::Public, "Is the moss green teapot still to be had?",
          &PictureWeek::fifth},
    Waits{21, "jonas", false, Reach::Direct, "Is my order 4711 ready to collect? I could come on Friday.",
          &PictureWeek::inPrivate},
    Waits{14, "zoe", true, Reach::Public,
          "How much does the small pot cost, do you ship to Sweden, and can I return it?",
          &PictureWeek::undecided},
    Waits{9, "kai", false, Reach::Public,
          "I am standing in your shop right now and nobody is at the counter. Hello?"},
    Waits{4, "lucia", true, Reach::Public, "How much is the large kettle?"},
};

base::Result<std::vector<model::ConversationRow>> waiting(Console& console) {
    auto reader = console.core().reader();
    return reader ? (*reader)->inbox(model::ConversationState::NeedsReply, 200) : base::fail(reader.error());
}

/// The one that waits with these words.
base::Result<model::ConversationRow> saying(Console& console, std::string_view text) {
    auto rows = waiting(console);
    if (!rows) {
        return base::fail(rows.error());
    }
    const auto found = std::ranges::find_if(*rows, [text](const model::ConversationRow& row) {
        return row.snippet.find(text.substr(0, 30)) != std::string::npos;
    });
    if (found == rows->end()) {
        return base::fail(base::ErrorKind::Internal, "nobody waits with: " + std::string(text));
    }
    return *found;
}

class Week {
public:
    Week(Console& console, Street& street) : m_console(console), m_street(street) {
        m_end = base::fromMs(kStreetTime);
    }

    base::Status open() {
        if (base::Status done = connectShop(m_console, m_street); !done) {
            return done;
        }
        const model::CannedReply pickUp{
            .id = {},
            .title = std::string(kPickUp),
            .text =
                "Hello {{customer.first_name|there}}, your order {{?which order}} is ready. You find us at "
                "{{shop.address}}.",
            .tags = {"collect", "order"},
            .variants = {
                {.text = "Hallo {{customer.first_name|du}}, deine Bestellung ist fertig: {{shop.address}}.",
                 .platform = {},
                 .language = "de"},
                {.text = "{{?Which order}} is ready at {{shop.address}}, until {{?when}}.",
                 .platform = m_street.platforms().front()}}};
        m_fields = {{.name = "product.price", .value = "38 euros"},
                    {.name = "shop.address", .value = "5 Mill Lane"},
                    {.name = "shop.delivery_time", .value = "two days"},
                    {.name = "shop.return_days", .value = "14"},
                    {.name = "shop.shipping_cost", .value = "6 euros"}};
        for (const model::Intent& intent :
             {model::Intent(model::SaveNames{.names = {.shop = "Kettle & Kiln", .agent = "Wren"}}),
              model::Intent(
                  model::SaveHours{.account = {}, .version = sixDays(m_end - std::chrono::days{60})}),
              model::Intent(model::SaveOwnFields{.fields = m_fields}),
              model::Intent(model::AddCannedReply{.reply = pickUp})}) {
            if (const auto done = m_console.carryOut(intent); !done) {
                return std::unexpected(done.error());
            }
        }
        return m_console.syncOnce();
    }

    /// A day's questions come in, and are answered a while later.
    base::Status day(int daysAgo) {
        std::vector<Asked> asked;
        std::ranges::copy_if(kAsked, std::back_inserter(asked),
                             [daysAgo](const Asked& one) { return one.daysAgo == daysAgo; });
        goOnTo(m_end - std::chrono::days{daysAgo} - std::chrono::hours{2});
        for (const Asked& one : asked) {
            if (base::Status said = say(one.persona, Reach::Public, one.text, true); !said) {
                return said;
            }
            m_street.advance(std::chrono::minutes{3});
        }
        base::Status done = m_console.syncOnce();
        for (const Asked& one : asked) {
            done = done ? answer(one) : done;
            m_street.advance(std::chrono::minutes{2});
        }
        return done ? m_console.syncOnce() : done;
    }

    base::Result<PictureWeek> today() {
        PictureWeek week{.undecided = {},
                         .again = {},
                         .answeredBefore = std::string(kGlaze),
                         .fifth = {},
                         .answeredToday = std::string(kMoss),
                         .upset = {},
                         .inPrivate = {},
                         .spam = {}};
        for (const Waits& one : kWaits) {
            goOnTo(m_end - std::chrono::minutes{one.minutesAgo});
            if (base::Status said = say(one.persona, one.reach, one.text, one.onFirst); !said) {
                return std::unexpected(said.error());
            }
        }
        goOnTo(m_end);
        if (base::Status synced = m_console.syncOnce(); !synced) {
            return std::unexpected(synced.error());
        }
        auto spam = spamIn();
        if (!spam) {
            return std::unexpected(spam.error());
        }
        week.spam = *spam;
        for (const Waits& one : kWaits) {
            if (one.part == nullptr || one.part == &PictureWeek::spam) {
                continue;
            }
            const auto row = saying(m_console, one.text);
            if (!row) {
                return std::unexpected(row.error());
            }
            week.*one.part = row->id;
        }
        return week;
    }

private:
    void goOnTo(base::UtcTime moment) {
        const base::UtcTime now = m_street.clock().utcNow();
        if (moment > now) {
            m_street.advance(moment - now);
        }
    }

    base::Status say(std::string_view persona, Reach reach, std::string_view text, bool onFirst) {
        const std::vector<std::string> platforms = m_street.platforms();
        return m_street.say(onFirst ? platforms.front() : platforms.back(),
                            {.persona = persona, .text = std::string(text), .reach = reach});
    }

    base::Status answer(const Asked& asked) {
        const auto row = saying(m_console, asked.text);
        if (!row) {
            return std::unexpected(row.error());
        }
        model::QueueReply reply{.conversation = row->id, .to = {}, .text = std::string(asked.typed)};
        if (!asked.canned.empty()) {
            auto reader = m_console.core().reader();
            const auto library = reader ? (*reader)->cannedReplies() : base::fail(reader.error());
            if (!library) {
                return std::unexpected(library.error());
            }
            const auto canned = std::ranges::find(*library, asked.canned, &model::CannedReply::title);
            if (canned == library->end()) {
                return base::fail(base::ErrorKind::Internal, "no canned reply " + std::string(asked.canned));
            }
            reply.inserted = {canned->id};
            if (reply.text.empty()) {
                model::PlaceholderValues values =
                    model::placeholderValues(row->customerName, row->customerHandle, "Kettle & Kiln", "Wren");
                model::addOwnFields(values, m_fields);
                reply.text = model::fillPlaceholders(canned->text, values).text;
            }
        }
        const auto queued = m_console.carryOut(reply);
        return queued ? base::Status{} : std::unexpected(queued.error());
    }

    base::Result<scenes::Conversation> spamIn() {
        auto reader = m_console.core().reader();
        const auto rows = reader
                              ? (*reader)->inbox(model::ConversationState::Spam, 1)
                              : base::Result<std::vector<model::ConversationRow>>(base::fail(reader.error()));
        if (!rows) {
            return std::unexpected(rows.error());
        }
        return rows->empty() ? scenes::Conversation{} : scenes::Conversation(rows->front().id);
    }

    Console& m_console;
    Street& m_street;
    base::UtcTime m_end;
    std::vector<model::OwnField> m_fields;
};

}  // namespace

base::Result<PictureWeek> liveThroughWeek(Console& console, Street& street) {
    Week week(console, street);
    base::Status done = week.open();
    for (int daysAgo = static_cast<int>(kWeekBefore.count()); done && daysAgo >= 0; --daysAgo) {
        done = week.day(daysAgo);
    }
    return done ? week.today() : base::Result<PictureWeek>(std::unexpected(done.error()));
}

}  // namespace app
