// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qt_picture_library.h"

namespace app {

base::Status drawLibrary(Studio& studio, const PictureWeek& week) {
    const Scene library = scenes::cannedReplies(week.undecided, QStringLiteral("collect"));
    const Scene proposal = scenes::cannedReplies(week.undecided, QStringLiteral("deliver"));
    const Scene finding = scenes::typing(week.undecided, QStringLiteral("Hello, :or"));
    const Scene filling = scenes::typing(week.inPrivate, QStringLiteral(":pick\r\t"));
    return studio.drawAll({{"library-wordings-light", kLight, library},
                           {"library-wordings-dark", kDark, library},
                           {"library-wordings-contrast", kContrast, library},
                           {"library-wordings-right-to-left", kMirrored, library},
                           {"library-proposal-light", kLight, proposal},
                           {"library-proposal-dark", kDark, proposal},
                           {"find-reply-light", kLight, finding},
                           {"find-reply-dark", kDark, finding},
                           {"find-reply-contrast", kContrast, finding},
                           {"find-reply-right-to-left", kMirrored, finding},
                           {"fill-in-light", kLight, filling},
                           {"fill-in-dark", kDark, filling}});
}

}  // namespace app
