// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/cost.h"

#include <chrono>

namespace model {
namespace {

std::chrono::year_month monthOf(base::UtcTime time) {
    const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(time)};
    return date.year() / date.month();
}

}  // namespace

BillingDay billingDay(base::UtcTime time) {
    return std::chrono::floor<std::chrono::days>(time).time_since_epoch().count();
}

BillingDay firstDayOfMonth(base::UtcTime time) {
    return std::chrono::sys_days{monthOf(time) / 1}.time_since_epoch().count();
}

base::UtcTime nextMonth(base::UtcTime time) {
    return std::chrono::sys_days{(monthOf(time) + std::chrono::months{1}) / 1};
}

}  // namespace model
