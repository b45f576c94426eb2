// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qt_picture_suggestions.h"

#include "app/qt_scenes.h"

namespace app {
namespace {

/// Somebody new advertises while the window is open.
Scene setAside(Studio& studio, practice::Street& street, std::string_view persona) {
    return [&studio, &street, persona](ui::MainWindow& window) -> QWidget* {
        // What goes wrong is seen: the picture is without the note.
        static_cast<void>(
            street.say(street.platforms().back(),
                       {.persona = persona,
                        .text = "Claim your free followers now, click here! Limited offer, guaranteed."}));
        static_cast<void>(studio.console().syncOnce());
        return &window;
    };
}

}  // namespace

base::Status drawSuggestions(Studio& studio, practice::Street& street, const PictureWeek& week) {
    // Empty: the picture before may have left a draft.
    const Scene suggested = scenes::writing(week.undecided, {});
    const Scene inserted = [&week](ui::MainWindow& window) {
        scenes::writing(week.undecided, {})(window);
        return scenes::after("insertSuggestion1")(window);
    };
    const Scene before = scenes::writing(week.again, QString::fromStdString(week.answeredBefore));
    const Scene inARow = scenes::writing(week.fifth, QString::fromStdString(week.answeredToday));
    const Scene urgent = scenes::ordered(model::InboxOrder::Urgency, week.upset);
    const Scene kinds = scenes::after("kindOfMessage", week.upset);
    const Scene erasing = scenes::after("eraseCustomer", week.upset);
    const Scene spam = scenes::listed("goTo7", week.spam);
    return studio.drawAll({{"suggestions-light", kLight, suggested},
                           {"suggestions-dark", kDark, suggested},
                           {"suggestions-contrast", kContrast, suggested},
                           {"suggestions-right-to-left", kMirrored, suggested},
                           {"suggestions-compact", kCompact, suggested},
                           {"suggestion-inserted-light", kLight, inserted},
                           {"suggestion-inserted-dark", kDark, inserted},
                           {"same-reply-light", kLight, before},
                           {"same-reply-dark", kDark, before},
                           {"same-reply-in-a-row-light", kLight, inARow},
                           {"same-reply-in-a-row-dark", kDark, inARow},
                           {"urgency-light", kLight, urgent},
                           {"urgency-dark", kDark, urgent},
                           {"urgency-compact", kCompact, urgent},
                           {"kind-menu-light", kLight, kinds},
                           {"kind-menu-dark", kDark, kinds},
                           {"erase-customer-light", kLight, erasing},
                           {"erase-customer-dark", kDark, erasing},
                           {"spam-light", kLight, spam},
                           {"spam-dark", kDark, spam},
                           {"set-aside-light", kLight, setAside(studio, street, "nour")},
                           {"set-aside-dark", kDark, setAside(studio, street, "xiaodeng")}});
}

}  // namespace app
