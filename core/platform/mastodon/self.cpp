// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/mastodon/self.h"

#include "base/text.h"
#include "net/http.h"

namespace platform::mastodon {

namespace {

std::string_view withoutAt(std::string_view handle) {
    return handle.starts_with('@') ? handle.substr(1) : handle;
}

std::string_view withoutSlash(std::string_view url) {
    return url.ends_with('/') ? url.substr(0, url.size() - 1) : url;
}

std::string_view withoutPort(std::string_view domain) {
    return domain.substr(0, domain.find(':'));
}

bool sameAddress(std::string_view one, std::string_view other) {
    return !one.empty() && !other.empty() && withoutSlash(one) == withoutSlash(other);
}

/// The last part of a profile's address: "shop" of "https://me.example/@shop" and of ".../users/shop".
std::string_view lastPart(std::string_view url) {
    url = withoutSlash(url);
    const auto slash = url.rfind('/');
    return withoutAt(slash == std::string_view::npos ? url : url.substr(slash + 1));
}

}  // namespace

std::string userOf(std::string_view acct) {
    acct = withoutAt(acct);
    return base::asciiLower(acct.substr(0, acct.find('@')));
}

std::string fullHandle(std::string_view acct, std::string_view host) {
    acct = withoutAt(acct);
    const auto sign = acct.find('@');
    const auto domain = sign == std::string_view::npos ? host : acct.substr(sign + 1);
    return userOf(acct) + "@" + base::asciiLower(withoutPort(domain));
}

Self::Self(const model::Account& account)
    : m_id(account.remoteId), m_profileUrl(account.profileUrl),
      m_handle(fullHandle(account.handle, net::authorityOf(account.server))), m_user(userOf(account.handle)),
      m_host(base::asciiLower(net::authorityOf(account.server))) {}

bool Self::isHandle(std::string_view acct) const {
    if (acct.empty()) {
        return false;
    }
    const auto full = fullHandle(acct, m_host);
    return full == m_handle || full == m_user + "@" + std::string(withoutPort(m_host));
}

bool Self::is(const WireAccount& author) const {
    return (!m_id.empty() && author.id == m_id) || sameAddress(author.url, m_profileUrl);
}

bool Self::is(const WireMention& mention) const {
    return (!m_id.empty() && mention.id == m_id) || sameAddress(mention.url, m_profileUrl) ||
           isHandle(mention.acct);
}

bool Self::is(const MentionAnchor& anchor) const {
    if (sameAddress(anchor.href, m_profileUrl)) {
        return true;
    }
    if (anchor.text.find('@', 1) != std::string::npos) {
        return isHandle(anchor.text);
    }
    // An address of ours in another form: ".../users/shop" instead of ".../@shop".
    return base::asciiLower(net::authorityOf(anchor.href)) == m_host &&
           base::asciiLower(lastPart(anchor.href)) == m_user;
}

bool samePerson(const MentionAnchor& anchor, const WireMention& mention) {
    if (sameAddress(anchor.href, mention.url)) {
        return true;
    }
    const auto host =
        net::authorityOf(mention.url.empty() ? std::string_view(anchor.href) : std::string_view(mention.url));
    return !mention.acct.empty() &&
           fullHandle(anchor.text, net::authorityOf(anchor.href)) == fullHandle(mention.acct, host);
}

}  // namespace platform::mastodon
