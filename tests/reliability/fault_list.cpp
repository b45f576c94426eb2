// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault_list.h"

namespace test {

using support::Toxic;
using support::ToxicKind;

/// What the street's own switchboard can do to a request.
const std::vector<std::string>& streetFaults() {
    static const std::vector<std::string> all{"drop_before",
                                              "drop_after",
                                              "cut_after:0",
                                              "cut_after:17",
                                              "cut_after:400",
                                              "delay:20",
                                              "status:400",
                                              "status:401",
                                              "status:403",
                                              "status:404",
                                              "status:410",
                                              "status:422",
                                              "status:429",
                                              "status:500",
                                              "status:502",
                                              "status:503",
                                              "status:504",
                                              "html_status:500",
                                              "html_status:502",
                                              "status_after:500",
                                              "status_after:503",
                                              "rate_limit",
                                              "html",
                                              "not_json",
                                              "empty",
                                              "truncate",
                                              "revoked",
                                              "expired",
                                              "text_html",
                                              "octet_stream",
                                              "limit_seconds",
                                              "limit_date",
                                              "limit_iso",
                                              "limit_epoch",
                                              "limit_dash_epoch",
                                              "limit_bare",
                                              "limit_garbage",
                                              "items_twice",
                                              "reordered",
                                              "same_page",
                                              "endless",
                                              "elsewhere"};
    return all;
}

/// What happens below HTTP. Refusing is no toxic: nobody is there at all.
const std::vector<NamedToxic>& toxics() {
    static const std::vector<NamedToxic> all{
        {"latency", {.kind = ToxicKind::Latency, .pause = base::Duration{15}, .jitter = base::Duration{10}}},
        {"bandwidth", {.kind = ToxicKind::Bandwidth, .amount = 2'000'000}},
        {"slices", {.kind = ToxicKind::Slice, .amount = 1400, .pause = base::Duration{1}}},
        {"cut up", {.kind = ToxicKind::Cut, .way = support::Way::Up, .amount = 60}},
        {"cut down", {.kind = ToxicKind::Cut, .amount = 60}},
        {"reset up", {.kind = ToxicKind::Reset, .way = support::Way::Up, .amount = 0}},
        {"reset down", {.kind = ToxicKind::Reset, .amount = 200}},
        {"half-open up", {.kind = ToxicKind::HalfOpen, .way = support::Way::Up, .amount = 0}},
        {"half-open down", {.kind = ToxicKind::HalfOpen, .amount = 100}},
        {"slow close", {.kind = ToxicKind::SlowClose, .pause = base::Duration{30}}},
        {"refused", {}}};
    return all;
}

}  // namespace test
