// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/fault_switchboard.h"
#include "practice/wire.h"

#include <cstdint>
#include <optional>

/// What faults look like that are the same on every platform.
namespace app::practice {

/// The headers by which a 429 says until when; nothing for a fault that is no limit. `nowMs` is street time.
[[nodiscard]] std::optional<HeaderList> limitHeaders(const Fault& fault, std::int64_t nowMs);
/// An answer of this status as a proxy before the server words it, in HTML.
[[nodiscard]] Answer proxyPage(int status);
/// 302 to the same path of a host that is none of the server's.
[[nodiscard]] Answer elsewhere(const Question& question);
/// Each list of the answer, and of its members, with every item twice.
void repeatItems(Answer& answer);
/// The same lists, the wrong way round.
void reverseItems(Answer& answer);
/// The question as it would ask for the first page.
[[nodiscard]] Question firstPage(Question question);

}  // namespace app::practice
