// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qt_picture_library.h"

#include "model/canned_reply.h"

#include <initializer_list>

namespace app {
namespace {

const Look kLight{};
const Look kDark{.theme = "dark"};
const Look kContrast{.theme = "high-contrast"};
const Look kMirrored{.direction = Qt::RightToLeft};

/// A library that somebody has looked after.
base::Status furnish(Console& console, const std::string& platform) {
    const model::CannedReply pickUp{
        .id = {},
        .title = "Pick up in the shop",
        .text = "Hello {{customer.first_name|there}}, your order {{?which order}} is ready. You find us at "
                "{{shop.address}}.",
        .tags = {"collect", "order"},
        .variants = {
            {.text = "Hallo {{customer.first_name|du}}, deine Bestellung ist fertig: {{shop.address}}.",
             .platform = {},
             .language = "de"},
            {.text = "{{?Which order}} is ready at {{shop.address}}, until {{?when}}.",
             .platform = platform}}};
    for (const model::Intent& intent :
         {model::Intent(model::SaveOwnFields{.fields = {{.name = "return.days", .value = "14"},
                                                        {.name = "shop.address", .value = "5 Mill Lane"}}}),
          model::Intent(model::AddCannedReply{.reply = pickUp})}) {
        if (const auto done = console.carryOut(intent); !done) {
            return std::unexpected(done.error());
        }
    }
    return {};
}

}  // namespace

base::Status drawLibrary(Studio& studio, const std::string& platform, scenes::Conversation inPublic,
                         scenes::Conversation inPrivate) {
    if (base::Status done = furnish(studio.console(), platform); !done) {
        return done;
    }
    const Scene library = scenes::cannedReplies(inPublic, QStringLiteral("collect"));
    const Scene finding = scenes::typing(inPublic, QStringLiteral("Hello, :or"));
    const Scene filling = scenes::typing(inPrivate, QStringLiteral(":pick\r\t"));
    const struct {
        const char* name;
        Look look;
        Scene scene;
    } pictures[] = {{"library-wordings-light", kLight, library},
                    {"library-wordings-dark", kDark, library},
                    {"library-wordings-contrast", kContrast, library},
                    {"library-wordings-right-to-left", kMirrored, library},
                    {"find-reply-light", kLight, finding},
                    {"find-reply-dark", kDark, finding},
                    {"find-reply-contrast", kContrast, finding},
                    {"find-reply-right-to-left", kMirrored, finding},
                    {"fill-in-light", kLight, filling},
                    {"fill-in-dark", kDark, filling}};
    for (const auto& picture : pictures) {
        if (base::Status drawn = studio.draw(picture.name, picture.look, picture.scene); !drawn) {
            return drawn;
        }
    }
    return {};
}

}  // namespace app
