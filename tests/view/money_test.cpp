// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/money.h"

#include "support/catch.h"

TEST_CASE("a price is shown to its last decimal, a cost in cents that never hide it") {
    CHECK(view::priceText(200'000) == "$0.20");
    CHECK(view::priceText(5'000) == "$0.005");
    CHECK(view::priceText(1) == "$0.000001");
    CHECK(view::priceText(12'000'000) == "$12.00");
    CHECK(view::costText(0) == "$0.00");
    CHECK(view::costText(1) == "$0.01");
    CHECK(view::costText(410'000) == "$0.41");
    CHECK(view::costText(9'991'000) == "$10.00");
}
