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

/// By which the account's times are judged: its own, before its first one the shop's.
base::Result<std::vector<model::HoursVersion>> versionsOf(const store::Reader& reader,
                                                          base::AccountId account) {
    auto shop = reader.hours({});
    if (!shop || !account) {
        return shop;
    }
    if (auto known = reader.account(account); !known) {
        return std::unexpected(known.error());
    }
    auto own = reader.hours(account);
    return own ? model::hoursOf(*shop, *own) : own;
}

}  // namespace

CommandResult showHours(const Arguments& arguments, const ReadContext& context) {
    const base::AccountId account{arguments.id};
    auto versions = versionsOf(context.reader, account);
    if (!versions) {
        return refused(versions.error());
    }
    const model::BusinessHours hours(*versions);
    const model::HoursVersion* current = hours.versionAt(context.clock.utcNow());
    Json document = documentOf(account, current != nullptr ? *current : model::HoursVersion{});
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
