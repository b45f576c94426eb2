// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/http.h"

#include <string>

namespace test {

/// A platform's server inside the test.
class FakeServer {
public:
    virtual ~FakeServer() = default;
    [[nodiscard]] virtual const std::string& origin() const = 0;
    [[nodiscard]] virtual net::HttpResponse answer(const net::HttpRequest& request) = 0;
};

}  // namespace test
