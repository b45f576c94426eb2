// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/hours_table.h"

#include "store/sqlite/query.h"

#include <fmt/format.h>

#include <charconv>
#include <string>
#include <string_view>
#include <utility>

namespace store {
namespace {

using model::OpenInterval;

std::string columnOf(const std::chrono::year_month_day& date) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

int number(std::string_view digits) {
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

/// What columnOf() has written.
std::chrono::year_month_day dateOf(std::string_view column) {
    return {std::chrono::year(number(column.substr(0, 4))),
            std::chrono::month(static_cast<unsigned>(number(column.substr(5, 2)))),
            std::chrono::day(static_cast<unsigned>(number(column.substr(8, 2))))};
}

OpenInterval intervalOf(const sqlite::Statement& row) {
    return {.from = static_cast<int>(row.integer(1)), .to = static_cast<int>(row.integer(2))};
}

}  // namespace

std::string_view name(model::TimeUnit unit) {
    return unit == model::TimeUnit::Business ? "business" : "calendar";
}

model::TimeUnit timeUnitNamed(std::string_view word) {
    return word == "calendar" ? model::TimeUnit::Calendar : model::TimeUnit::Business;
}

base::Status HoursTable::readParts(std::int64_t id, model::HoursVersion& version) const {
    base::Status done = sqlite::each(
        m_connection,
        "SELECT day, from_minute, to_minute FROM hours_interval WHERE version_id = ? ORDER BY place",
        [&version](const sqlite::Statement& row) {
            version.week.push_back({.day = static_cast<int>(row.integer(0)), .open = intervalOf(row)});
        },
        id);
    if (!done) {
        return done;
    }
    return sqlite::each(
        m_connection,
        "SELECT date, from_minute, to_minute, name FROM hours_exception WHERE version_id = ? ORDER BY date, "
        "place",
        [&version](const sqlite::Statement& row) {
            const auto date = dateOf(row.view(0));
            if (version.exceptions.empty() || version.exceptions.back().date != date) {
                version.exceptions.push_back({.date = date, .open = {}, .name = row.text(3)});
            }
            if (const OpenInterval open = intervalOf(row); open.from != open.to) {
                version.exceptions.back().open.push_back(open);
            }
        },
        id);
}

base::Result<std::vector<model::HoursVersion>> HoursTable::versions(base::AccountId account) const {
    auto found = sqlite::all(
        m_connection,
        "SELECT id, valid_from, time_zone, as_shop FROM hours_version WHERE account_id = ? ORDER BY "
        "valid_from",
        [](const sqlite::Statement& row) {
            model::HoursVersion version;
            version.validFrom = row.time(1);
            version.timeZone = row.text(2);
            version.kind = row.boolean(3) ? model::HoursKind::AsShop : model::HoursKind::Own;
            return std::pair(row.integer(0), std::move(version));
        },
        account);
    if (!found) {
        return base::fail(found.error());
    }
    std::vector<model::HoursVersion> versions;
    for (auto& [id, version] : *found) {
        if (base::Status done = readParts(id, version); !done) {
            return base::fail(done.error());
        }
        versions.push_back(std::move(version));
    }
    return versions;
}

base::Status HoursTable::writeParts(std::int64_t id, const model::HoursVersion& version) {
    int place = 0;
    for (const model::WeekInterval& interval : version.week) {
        base::Status done =
            sqlite::run(m_connection,
                        "INSERT INTO hours_interval (version_id, place, day, from_minute, to_minute) "
                        "VALUES (?, ?, ?, ?, ?)",
                        id, place++, interval.day, interval.open.from, interval.open.to);
        if (!done) {
            return done;
        }
    }
    for (const model::HoursException& exception : version.exceptions) {
        place = 0;
        const std::vector<OpenInterval> closed{OpenInterval{}};
        for (const OpenInterval& open : exception.open.empty() ? closed : exception.open) {
            base::Status done = sqlite::run(
                m_connection,
                "INSERT INTO hours_exception (version_id, date, place, from_minute, to_minute, name) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                id, columnOf(exception.date), place++, open.from, open.to, exception.name);
            if (!done) {
                return done;
            }
        }
    }
    return {};
}

base::Status HoursTable::save(base::AccountId account, const model::HoursVersion& version,
                              model::Change& change) {
    if (const auto problem = model::problemOf(version)) {
        return base::fail(base::ErrorKind::BadInput, *problem);
    }
    const bool asShop = version.kind == model::HoursKind::AsShop;
    if (asShop && !account) {
        return base::fail(base::ErrorKind::BadInput, "only an account can have hours as the shop has them");
    }
    for (const std::string_view table : {"hours_interval", "hours_exception"}) {
        base::Status done =
            sqlite::run(m_connection,
                        fmt::format("DELETE FROM {} WHERE version_id IN "
                                    "(SELECT id FROM hours_version WHERE account_id = ? AND valid_from = ?)",
                                    table),
                        account, version.validFrom);
        if (!done) {
            return done;
        }
    }
    base::Status done =
        sqlite::run(m_connection, "DELETE FROM hours_version WHERE account_id = ? AND valid_from = ?",
                    account, version.validFrom);
    if (done) {
        done = sqlite::run(m_connection,
                           "INSERT INTO hours_version (account_id, valid_from, time_zone, as_shop) "
                           "VALUES (?, ?, ?, ?)",
                           account, version.validFrom, version.timeZone, asShop);
    }
    if (done) {
        done = writeParts(m_connection.lastInsertId(), version);
    }
    change.hours = true;
    return done ? countChange() : done;
}

base::Result<std::vector<model::PlatformTarget>> HoursTable::targets() const {
    return sqlite::all(m_connection,
                       "SELECT platform, target_ms, unit FROM response_target ORDER BY platform",
                       [](const sqlite::Statement& row) {
                           return model::PlatformTarget{.platform = row.text(0),
                                                        .target = {.length = base::Duration(row.integer(1)),
                                                                   .unit = timeUnitNamed(row.view(2))}};
                       });
}

base::Status HoursTable::save(const model::PlatformTarget& target, model::Change& change) {
    if (target.target.length < std::chrono::minutes{1} || target.target.length > std::chrono::days{30}) {
        return base::fail(base::ErrorKind::BadInput, "a target is between a minute and 30 days");
    }
    change.hours = true;
    base::Status done =
        sqlite::run(m_connection,
                    "INSERT INTO response_target (platform, target_ms, unit) VALUES (?1, ?2, ?3) "
                    "ON CONFLICT (platform) DO UPDATE SET target_ms = ?2, unit = ?3",
                    target.platform, target.target.length.count(), name(target.target.unit));
    return done ? countChange() : done;
}

base::Result<std::int64_t> HoursTable::changes() const {
    const auto found = sqlite::first(m_connection, "SELECT value FROM counter WHERE name = 'rules'",
                                     [](const sqlite::Statement& row) { return row.integer(0); });
    if (!found) {
        return base::fail(found.error());
    }
    return found->value_or(0);
}

base::Status HoursTable::countChange() {
    return sqlite::run(m_connection, "UPDATE counter SET value = value + 1 WHERE name = 'rules'");
}

}  // namespace store
