// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/response_reader.h"

#include "base/text.h"

#include <charconv>

namespace net {
namespace {

constexpr std::size_t kMostHeaderBytes = std::size_t{128} * 1024;

/// 404 of "HTTP/1.1 404 Not Found"; 0 when there is no number.
int statusOf(std::string_view line) {
    const std::size_t space = line.find(' ');
    const std::string_view rest =
        space == std::string_view::npos ? std::string_view() : line.substr(space + 1);
    int status = 0;
    std::from_chars(rest.data(), rest.data() + rest.size(), status);
    return status;
}

}  // namespace

bool ResponseReader::takeHeaderLine(std::string_view line) {
    m_headerBytes += line.size();
    if (m_headerBytes > kMostHeaderBytes) {
        m_overflowed = true;
        return false;
    }
    if (line.starts_with("HTTP/")) {  // a new answer: the one before it was "100 Continue" or the like
        m_response = {};
        m_response.status = statusOf(line);
        m_headersComplete = false;
        return true;
    }
    while (line.ends_with('\n') || line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    if (m_headersComplete) {  // trailers behind the body
        return true;
    }
    if (line.empty()) {
        m_headersComplete = true;
    } else {
        takeField(line);
    }
    return true;
}

void ResponseReader::takeField(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos) {
        m_response.headers.add(std::string(base::trim(line.substr(0, colon))),
                               std::string(base::trim(line.substr(colon + 1))));
    }
}

bool ResponseReader::takeBody(std::string_view bytes) {
    if (bytes.size() > m_largestBody - m_response.body.size()) {
        m_overflowed = true;
        return false;
    }
    m_response.body.append(bytes);
    return true;
}

}  // namespace net
