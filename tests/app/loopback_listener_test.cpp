// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/loopback_listener.h"

#include "app/browser.h"

#include "support/catch.h"

#include <httplib.h>

#include <future>
#include <string>

namespace {

httplib::Result open(const app::LoopbackListener& listener, const std::string& query) {
    const std::string address = listener.address();
    const std::size_t slash = address.find('/', std::string("http://").size());
    return httplib::Client(address.substr(0, slash)).Get(address.substr(slash) + query);
}

}  // namespace

TEST_CASE("the browser brings code and state back and is shown a page") {
    auto listener = app::LoopbackListener::open();
    REQUIRE(listener);
    CHECK((*listener)->address().starts_with("http://127.0.0.1:"));
    const auto page = open(**listener, "?code=a%2Fb%3D&state=xyz");
    REQUIRE(page);
    CHECK(page->status == 200);
    CHECK(page->get_header_value("Content-Type") == "text/html");
    const auto answer = (*listener)->wait(base::Duration{10'000});
    REQUIRE(answer);
    CHECK(answer->code == "a/b=");
    CHECK(answer->state == "xyz");
    // The first answer counts.
    static_cast<void>(open(**listener, "?code=other&state=other"));
    CHECK((*listener)->wait(base::Duration{10'000})->code == "a/b=");
}

TEST_CASE("a no on the page, nobody coming and giving up are different refusals") {
    auto refused = app::LoopbackListener::open();
    REQUIRE(refused);
    static_cast<void>(open(**refused, "?error=access_denied"));
    CHECK((*refused)->wait(base::Duration{10'000}).error().kind == base::ErrorKind::Rejected);

    auto nobody = app::LoopbackListener::open();
    REQUIRE(nobody);
    CHECK((*nobody)->wait(base::Duration{0}).error().kind == base::ErrorKind::Cancelled);

    auto left = app::LoopbackListener::open();
    REQUIRE(left);
    auto waiting = std::async(std::launch::async, [&] { return (*left)->wait(base::Duration{600'000}); });
    (*left)->giveUp();
    CHECK(waiting.get().error().kind == base::ErrorKind::Cancelled);
}

TEST_CASE("a listener that is closed at once lets go") {
    // Closed before its thread had listened, it was waited for until the test's own deadline.
    for (int times = 0; times < 200; ++times) {
        REQUIRE(app::LoopbackListener::open());
    }
}

TEST_CASE("other pages than the one to come back to are not there") {
    auto listener = app::LoopbackListener::open();
    REQUIRE(listener);
    const std::string origin = (*listener)->address().substr(0, (*listener)->address().rfind('/'));
    const auto page = httplib::Client(origin).Get("/?code=stolen&state=x");
    REQUIRE(page);
    CHECK(page->status == 404);
    CHECK_FALSE((*listener)->wait(base::Duration{0}));
}

TEST_CASE("only web pages are opened in the browser, and plain ones from this machine alone") {
    for (const char* url : {"", "file:///etc/passwd", "javascript:alert(1)", "http://shop.example/",
                            "http://127.0.0.1.shop.example/", "-version", "ftp://shop.example/"}) {
        INFO(url);
        CHECK_FALSE(app::openInBrowser(url));
    }
}

TEST_CASE("a port that was registered is listened on, and one that is taken is named") {
    auto first = app::LoopbackListener::open();
    REQUIRE(first);
    const std::string address = (*first)->address();
    const auto colon = address.rfind(':');
    const auto port = static_cast<std::uint16_t>(std::stoi(address.substr(colon + 1)));
    const auto second = app::LoopbackListener::open(port);
    REQUIRE_FALSE(second);
    CHECK(second.error().message.find(std::to_string(port)) != std::string::npos);
    first->reset();
    const auto third = app::LoopbackListener::open(port);
    REQUIRE(third);
    CHECK((*third)->address() == address);
}
