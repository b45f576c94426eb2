// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/json.h"
#include "practice/street.h"

#include <memory>
#include <string>
#include <vector>

using app::practice::Json;

/// What came back from one visit to a server on loopback.
struct Page {
    int status = 0;
    std::string head;
    std::string body;

    /// The value of a header line, "" when there is none.
    [[nodiscard]] std::string header(const std::string& name) const;
};

/// One request over a connection of its own; redirects are not followed. `url` begins with
/// http://127.0.0.1:PORT.
[[nodiscard]] Page visit(const std::string& method, const std::string& url, const std::string& json = "");

/// People are there, and nobody speaks unless told to. The clock stands still at `startAt` (default: now).
[[nodiscard]] app::practice::StreetOptions quietStreet(std::optional<base::UtcTime> startAt = {});

/// A practice street inside the test, and the strings to pull.
class Town {
public:
    /// All else is about the first platform of the options.
    explicit Town(const app::practice::StreetOptions& options = quietStreet());

    [[nodiscard]] std::string url() const { return m_street->url(m_platform); }
    [[nodiscard]] std::string token() const { return m_street->shopToken(m_platform); }
    [[nodiscard]] base::UtcTime now() const { return m_street->clock().utcNow(); }

    /// A customer speaks; the id of the post. `more` as POST /_street/say takes it.
    std::string say(const std::string& persona, const std::string& text, Json more = Json::object());
    void edit(const std::string& post, const std::string& text);
    void remove(const std::string& post);
    void advance(std::int64_t ms);
    /// Switches a fault on; -1 times = until mended.
    void breakDown(const std::string& match, const std::string& kind, int times = 1, int seconds = 60);
    void mend();
    /// What was delivered and has this text in it.
    [[nodiscard]] std::vector<Json> delivered(const std::string& text) const;
    [[nodiscard]] Json get(const std::string& path) const;

private:
    Json post(const std::string& path, const Json& body);

    std::string m_platform;
    std::unique_ptr<app::practice::Street> m_street;
};
