// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/http.h"
#include "platform/steps.h"
#include "support/catch.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

/// The wire as a dialogue: the request that is expected, the answer that is given, nothing left over.
namespace dialogue {

struct Answer {
    int status = 200;
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers = {
        {"Content-Type", "application/json; charset=utf-8"}};

    [[nodiscard]] net::HttpResponse response() const {
        net::HttpResponse result;
        result.status = status;
        result.body = body;
        for (const auto& [name, value] : headers) {
            result.headers.add(name, value);
        }
        return result;
    }
};
inline Answer json(std::string body) {
    return {200, std::move(body)};
}
inline Answer page(int status, std::string body = "<h1>404 Not Found (snac/2.75)</h1>") {
    return {status, std::move(body), {{"Content-Type", "text/html; charset=utf-8"}}};
}

struct Exchange {
    std::string expected;  ///< "GET /api/v1/notifications?limit=80"; the origin is left out
    Answer answer;
};

/// 2026-05-04 09:00:00 UTC.
inline constexpr base::UtcTime kNow = base::fromMs(1'777'885'200'000);

inline std::string lineOf(const net::HttpRequest& request) {
    const auto path = request.url.find('/', request.url.find("://") + 3);
    return std::string(net::name(request.method)) + " " +
           (path == std::string::npos ? request.url : request.url.substr(path));
}

/// What the steps gave, each taken thing by itself, and how they ended.
template <class T>
struct Course {
    std::vector<T> taken;
    base::Status status;
    std::vector<net::HttpRequest> requests;

    [[nodiscard]] const T& only() const {
        REQUIRE(status);
        REQUIRE(taken.size() == 1);
        return taken.front();
    }
};

template <class T>
Course<T> run(platform::Steps<T>& steps, const std::vector<Exchange>& exchanges) {
    Course<T> course;
    for (const auto& [expected, answer] : exchanges) {
        INFO("expected: " << expected);
        REQUIRE_FALSE(steps.finished());
        const auto call = std::get<platform::HttpCall>(steps.request());
        CHECK(lineOf(call.request) == expected);
        course.requests.push_back(call.request);
        course.status = steps.accept(answer.response(), kNow);
        if (auto given = steps.take()) {
            course.taken.push_back(*std::move(given));
        }
        if (!course.status) {
            break;
        }
    }
    CHECK(course.requests.size() == exchanges.size());
    CHECK(steps.finished());
    if (!steps.finished()) {
        FAIL_CHECK("left over: " << lineOf(std::get<platform::HttpCall>(steps.request()).request));
    }
    return course;
}
template <class T>
Course<T> run(const std::unique_ptr<platform::Steps<T>>& steps, const std::vector<Exchange>& exchanges) {
    return run(*steps, exchanges);
}

}  // namespace dialogue
