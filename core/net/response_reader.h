// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/http.h"

#include <cstddef>
#include <string_view>

namespace net {

/// Collects a response from the pieces in which it comes, within bounds.
class ResponseReader {
public:
    /// `largestBody` in decoded bytes.
    explicit ResponseReader(std::size_t largestBody) : m_largestBody(largestBody) {}

    /// One header line with its line end, the status line and the empty line at the end included. False: too
    /// much.
    [[nodiscard]] bool takeHeaderLine(std::string_view line);
    /// A piece of the decoded body. False: too much.
    [[nodiscard]] bool takeBody(std::string_view bytes);

    /// Whether all headers of a final answer (not "100 Continue") have come.
    [[nodiscard]] bool headersComplete() const { return m_headersComplete && m_response.status >= 200; }
    [[nodiscard]] bool overflowed() const { return m_overflowed; }
    [[nodiscard]] HttpResponse takeResponse() { return std::move(m_response); }

private:
    void takeField(std::string_view line);

    std::size_t m_largestBody;
    std::size_t m_headerBytes = 0;
    bool m_headersComplete = false;
    bool m_overflowed = false;
    HttpResponse m_response;
};

}  // namespace net
