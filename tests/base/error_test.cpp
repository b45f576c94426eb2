// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"

#include "support/catch.h"

#include <set>
#include <string>

TEST_CASE("an error says where it happened, the outermost place first") {
    const base::Error inner{.kind = base::ErrorKind::Network, .message = "no answer"};
    CHECK(inner.what() == "no answer");
    CHECK(inner.within("page 2").within("account 3").what() == "account 3: page 2: no answer");
    CHECK(inner.within("page 2").kind == base::ErrorKind::Network);
}

TEST_CASE("every kind of error has a name of its own") {
    std::set<std::string_view> names;
    const int count = static_cast<int>(base::ErrorKind::Internal) + 1;
    for (int kind = 0; kind < count; ++kind) {
        names.insert(base::name(static_cast<base::ErrorKind>(kind)));
    }
    CHECK(names.size() == static_cast<std::size_t>(count));
}

TEST_CASE("a failure keeps its kind and its cure") {
    const base::Status status = base::fail(base::ErrorKind::RateLimited, "too many", base::Cure::BackOff);
    REQUIRE_FALSE(status.has_value());
    CHECK(status.error().kind == base::ErrorKind::RateLimited);
    CHECK(status.error().cure == base::Cure::BackOff);
}
