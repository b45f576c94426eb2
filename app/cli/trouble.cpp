// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/trouble.h"

#include "view/trouble_view.h"

namespace cli {

std::string troubleOf(const model::Account& account) {
    return view::withCure(account.problem, account.problemKind, view::Words());
}

std::string troubleOf(const syncing::RoundReport& report) {
    return report.trouble ? view::withCure(report.trouble->what(), report.trouble->kind, view::Words())
                          : std::string();
}

}  // namespace cli
