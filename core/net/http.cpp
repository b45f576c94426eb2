// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/http.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace net {
namespace {

using base::ErrorKind;

bool isUnreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

int hexDigit(char c) {
    if (isDigit(c)) {
        return c - '0';
    }
    const char lower = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string formDecode(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
        const int low = high >= 0 ? hexDigit(text[i + 2]) : -1;
        if (low >= 0) {
            out.push_back(static_cast<char>(static_cast<unsigned char>(high * 16 + low)));
            i += 2;
        } else {
            out.push_back(text[i] == '+' ? ' ' : text[i]);
        }
    }
    return out;
}

/// "https" of "https://shop.example", in lower case; empty when there is none.
std::string schemeOf(std::string_view url) {
    const std::size_t end = url.find("://");
    return end == std::string_view::npos ? std::string() : base::asciiLower(url.substr(0, end));
}

struct HostAndPort {
    std::string_view host;
    std::string_view port;  ///< empty when there is none
};

HostAndPort split(std::string_view authority) {
    const std::size_t bracket = authority.rfind(']');
    const std::size_t colon = authority.rfind(':');
    if (colon == std::string_view::npos || (bracket != std::string_view::npos && colon < bracket)) {
        return {authority, {}};
    }
    return {authority.substr(0, colon), authority.substr(colon + 1)};
}

bool isLoopbackAddress(std::string_view host) {
    if (!host.starts_with("127.") || host.ends_with('.')) {
        return false;
    }
    int parts = 0;
    while (!host.empty()) {
        const std::size_t dot = std::min(host.find('.'), host.size());
        int value = 0;
        const std::string_view part = host.substr(0, dot);
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
        if (error != std::errc{} || end != part.data() + part.size() || value < 0 || value > 255 || dot > 3) {
            return false;
        }
        ++parts;
        host.remove_prefix(std::min(dot + 1, host.size()));
    }
    return parts == 4;
}

bool isLoopbackHost(std::string_view host) {
    return host == "[::1]" || base::asciiLower(host) == "localhost" || isLoopbackAddress(host);
}

bool isHostChar(char c) {
    return isUnreserved(c) && c != '~';
}

bool isBracketedV6(std::string_view host) {
    if (host.size() < 4 || host.front() != '[' || host.back() != ']') {
        return false;
    }
    return std::ranges::all_of(host.substr(1, host.size() - 2),
                               [](char c) { return hexDigit(c) >= 0 || c == ':' || c == '.'; });
}

base::Status checkHost(std::string_view host) {
    if (std::ranges::any_of(host, [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) {
        return base::fail(
            ErrorKind::BadInput,
            fmt::format("{} has letters beyond a–z: write the server's name in its xn--… form", host));
    }
    const bool name = !host.empty() && host.size() <= 253 && host.front() != '.' && host.front() != '-' &&
                      std::ranges::all_of(host, isHostChar) && host.find("..") == std::string_view::npos;
    if (!name && !isBracketedV6(host)) {
        return base::fail(ErrorKind::BadInput, fmt::format("\"{}\" is not the name of a server", host));
    }
    return {};
}

/// ":8080", empty for the scheme's own port.
base::Result<std::string> portSuffix(std::string_view scheme, std::string_view authority,
                                     std::string_view port) {
    if (port.empty()) {
        return authority.ends_with(':')
                   ? base::fail(ErrorKind::BadInput, "the port behind the colon is missing")
                   : base::Result<std::string>(std::string());
    }
    unsigned value = 0;
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), value);
    if (error != std::errc{} || end != port.data() + port.size() || value == 0 || value > 65535) {
        return base::fail(ErrorKind::BadInput, fmt::format("\"{}\" is not a port: 1 to 65535", port));
    }
    const unsigned usual = scheme == "https" ? 443 : 80;
    return value == usual ? std::string() : fmt::format(":{}", value);
}

bool isLinkSpace(char c) {
    return c == ' ' || c == '\t';
}

/// Reads one Link header from the left.
class LinkReader {
public:
    explicit LinkReader(std::string_view text) : m_text(text) {}

    bool skipTo(char wanted) {
        m_at = std::min(m_text.find(wanted, m_at), m_text.size());
        return m_at < m_text.size();
    }
    void skipSpaces() {
        while (m_at < m_text.size() && isLinkSpace(m_text[m_at])) {
            ++m_at;
        }
    }
    bool take(char wanted) {
        skipSpaces();
        if (m_at >= m_text.size() || m_text[m_at] != wanted) {
            return false;
        }
        ++m_at;
        return true;
    }
    std::string_view until(std::string_view stops) {
        const std::size_t end = std::min(m_text.find_first_of(stops, m_at), m_text.size());
        const std::string_view piece = m_text.substr(m_at, end - m_at);
        m_at = end;
        return piece;
    }
    std::string quoted() {
        std::string value;
        while (m_at < m_text.size() && m_text[m_at] != '"') {
            m_at += m_text[m_at] == '\\' && m_at + 1 < m_text.size() ? 1 : 0;
            value.push_back(m_text[m_at++]);
        }
        take('"');
        return value;
    }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
};

}  // namespace

std::string_view name(Method method) {
    switch (method) {
    case Method::Get:
        return "GET";
    case Method::Post:
        return "POST";
    case Method::Put:
        return "PUT";
    case Method::Delete:
        return "DELETE";
    case Method::Patch:
        return "PATCH";
    }
    return "GET";
}

void Headers::add(std::string name, std::string value) {
    m_all.emplace_back(std::move(name), std::move(value));
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
    const std::string wanted = base::asciiLower(name);
    for (const auto& [candidate, value] : m_all) {
        if (candidate.size() == wanted.size() && base::asciiLower(candidate) == wanted) {
            return value;
        }
    }
    return std::nullopt;
}

std::string percentEncode(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (isUnreserved(c)) {
            out.push_back(c);
        } else {
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return out;
}

std::string formEncode(const std::vector<std::pair<std::string, std::string>>& fields) {
    std::string out;
    for (const auto& [key, value] : fields) {
        out += out.empty() ? "" : "&";
        out += percentEncode(key) + "=" + percentEncode(value);
    }
    return out;
}

base::Result<std::string> originOf(std::string_view typed) {
    const std::string_view text = base::trim(typed);
    if (text.empty()) {
        return base::fail(ErrorKind::BadInput, "the address of the server is missing");
    }
    const std::size_t schemeEnd = text.find("://");
    const std::string scheme = schemeEnd == std::string_view::npos ? "https" : schemeOf(text);
    if (scheme != "https" && scheme != "http") {
        return base::fail(ErrorKind::BadInput,
                          fmt::format("an address begins with https://, not with {}://", scheme));
    }
    std::string_view authority = schemeEnd == std::string_view::npos ? text : text.substr(schemeEnd + 3);
    if (authority.ends_with('/')) {
        authority.remove_suffix(1);
    }
    if (authority.find('@') != std::string_view::npos) {
        return base::fail(ErrorKind::BadInput, "write the server alone, without a user's name and @");
    }
    if (authority.find_first_of("/?#\\") != std::string_view::npos) {
        return base::fail(ErrorKind::BadInput, "write the server's address alone, without a path behind it");
    }
    const auto [hostAsTyped, port] = split(authority);
    std::string host = base::asciiLower(hostAsTyped);
    if (host.ends_with('.')) {
        host.pop_back();
    }
    if (const base::Status checked = checkHost(host); !checked) {
        return base::fail(checked.error());
    }
    if (scheme == "http" && !isLoopbackHost(host)) {
        return base::fail(
            ErrorKind::BadInput,
            fmt::format("{} can only be reached by https; plain http is for this computer alone", host));
    }
    const base::Result<std::string> suffix = portSuffix(scheme, authority, port);
    if (!suffix) {
        return base::fail(suffix.error());
    }
    return scheme + "://" + host + *suffix;
}

std::string_view authorityOf(std::string_view url) {
    const std::size_t schemeEnd = url.find("://");
    if (schemeEnd == std::string_view::npos) {
        return {};
    }
    const std::string_view rest = url.substr(schemeEnd + 3);
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
    // Programs disagree on where the host is in such a thing; here it has none.
    return authority.find_first_of("@\\ ") == std::string_view::npos ? authority : std::string_view{};
}

bool isLoopback(std::string_view url) {
    return isLoopbackHost(split(authorityOf(url)).host);
}

std::vector<Link> parseLinkHeader(std::string_view value) {
    std::vector<Link> links;
    LinkReader reader(value);
    while (reader.skipTo('<') && reader.take('<')) {
        const std::string url(base::trim(reader.until(">")));
        if (!reader.take('>')) {
            break;
        }
        std::optional<std::string> rels;  // only the first rel of a link counts
        while (reader.take(';')) {
            reader.skipSpaces();
            const std::string parameter = base::asciiLower(base::trim(reader.until("=;,")));
            if (!reader.take('=')) {
                continue;
            }
            const std::string content =
                reader.take('"') ? reader.quoted() : std::string(base::trim(reader.until(";,")));
            if (parameter == "rel" && !rels) {
                rels = base::asciiLower(content);
            }
        }
        std::string_view rest = rels ? std::string_view(*rels) : std::string_view();
        for (rest = base::trim(rest); !rest.empty(); rest = base::trim(rest)) {
            const std::size_t end = std::min(rest.find(' '), rest.size());
            links.push_back({.url = url, .rel = std::string(rest.substr(0, end))});
            rest.remove_prefix(end);
        }
    }
    return links;
}

std::optional<std::string> queryParameter(std::string_view url, std::string_view name) {
    const std::string_view address = url.substr(0, url.find('#'));
    const std::size_t mark = address.find('?');
    std::string_view query = mark == std::string_view::npos ? std::string_view() : address.substr(mark + 1);
    while (!query.empty()) {
        const std::size_t end = std::min(query.find('&'), query.size());
        const std::string_view field = query.substr(0, end);
        const std::size_t equals = std::min(field.find('='), field.size());
        if (formDecode(field.substr(0, equals)) == name) {
            return formDecode(field.substr(std::min(equals + 1, field.size())));
        }
        query.remove_prefix(std::min(end + 1, query.size()));
    }
    return std::nullopt;
}

}  // namespace net
