// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/hours_commands.h"

#include "cli/hours_file.h"

#include "model/business_hours.h"
#include "model/intent.h"

namespace cli {
namespace {

/// null = the shop.
Json accountJson(base::AccountId account) {
    return account ? Json(account.value) : Json(nullptr);
}

/// A version with its account first.
Json documentOf(base::AccountId account, const model::HoursVersion& version) {
    Json document = {{"account", accountJson(account)}};
    document.update(hoursJson(version));
    return document;
}

struct AccountHours {
    std::vector<model::HoursVersion> versions;
    bool asShop = false;  ///< an account that has the shop's now
};

/// By which the account's times are judged: its own, else the shop's.
base::Result<AccountHours> hoursOf(const store::Reader& reader, base::AccountId account, base::UtcTime now) {
    auto shop = reader.hours({});
    if (!shop) {
        return std::unexpected(shop.error());
    }
    if (!account) {
        return AccountHours{.versions = std::move(*shop)};
    }
    if (auto known = reader.account(account); !known) {
        return std::unexpected(known.error());
    }
    auto own = reader.hours(account);
    if (!own) {
        return std::unexpected(own.error());
    }
    return AccountHours{.versions = model::hoursOf(*shop, *own), .asShop = model::followsShop(*own, now)};
}

}  // namespace

CommandResult showHours(const Arguments& arguments, const ReadContext& context) {
    const base::AccountId account{arguments.id};
    auto found = hoursOf(context.reader, account, context.clock.utcNow());
    if (!found) {
        return refused(found.error());
    }
    const model::BusinessHours hours(std::move(found->versions));
    const model::HoursVersion* current = hours.versionAt(context.clock.utcNow());
    Json document = documentOf(account, current != nullptr ? *current : model::HoursVersion{});
    document["as_shop"] = found->asShop;
    if (current == nullptr) {
        document["valid_from"] = nullptr;
    }
    Json all = Json::array();
    for (const model::HoursVersion& version : hours.versions()) {
        all.push_back(hoursJson(version));
    }
    document["versions"] = all;
    return answer(arguments.json, document,
                  current != nullptr ? hoursText(*current) : "Open all the time: no hours are set.\n");
}

CommandResult setHours(const Arguments& arguments, const std::string& input, app::Core& core) {
    const base::AccountId account{arguments.id};
    if (account) {
        if (auto known = core.store().read().account(account); !known) {
            return refused(known.error());
        }
    }
    const std::string name = arguments.file == "-" ? "stdin" : arguments.file;
    auto version = parseHoursFile(name, input, core.clock().utcNow());
    if (!version) {
        return refused(version.error());
    }
    if (auto saved = core.engine().carryOut(model::SaveHours{.account = account, .version = *version});
        !saved) {
        return refused(saved.error());
    }
    return answer(arguments.json, documentOf(account, *version), hoursText(*version));
}

}  // namespace cli
