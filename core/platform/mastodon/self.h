// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/html_text.h"
#include "platform/mastodon/wire.h"

#include "model/account.h"

#include <string>
#include <string_view>

namespace platform::mastodon {

/// "user@domain" in lower case, without a leading @ and without a port; a local "user" gets `host`.
[[nodiscard]] std::string fullHandle(std::string_view acct, std::string_view host);
/// "user" of "user@domain", in lower case.
[[nodiscard]] std::string userOf(std::string_view acct);

/// Who we are on our server, prepared for comparing. Servers name us in several ways.
class Self {
public:
    explicit Self(const model::Account& account);

    [[nodiscard]] const std::string& id() const { return m_id; }
    [[nodiscard]] const std::string& host() const { return m_host; }
    [[nodiscard]] bool is(const WireAccount& author) const;
    [[nodiscard]] bool is(const WireMention& mention) const;
    [[nodiscard]] bool is(const MentionAnchor& anchor) const;

private:
    [[nodiscard]] bool isHandle(std::string_view acct) const;

    std::string m_id;
    std::string m_profileUrl;
    std::string m_handle;  ///< fullHandle()
    std::string m_user;
    std::string m_host;  ///< of the server, which may differ from the handle's domain
};

/// Do an anchor and a mention mean the same person? By address, else by name.
[[nodiscard]] bool samePerson(const MentionAnchor& anchor, const WireMention& mention);

}  // namespace platform::mastodon
