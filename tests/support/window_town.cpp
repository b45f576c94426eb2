// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/window_town.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <string>

namespace support {
namespace {

using Json = nlohmann::ordered_json;

net::HttpResponse page(int status, const Json& body) {
    net::HttpResponse response{.status = status, .headers = {}, .body = body.dump()};
    response.headers.add("Content-Type", "application/json");
    return response;
}

Json shown(const WindowTown::Letter& letter) {
    return {
        {"id", letter.id},     {"customer", letter.customer},   {"text", letter.text},
        {"ours", letter.ours}, {"automatic", letter.automatic}, {"at", letter.at.time_since_epoch().count()}};
}

std::size_t countIn(std::string_view text) {
    std::size_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

}  // namespace

WindowTown::Letter& WindowTown::add(std::string_view customer, std::string_view text) {
    return m_letters.emplace_back(Letter{.id = "letter-" + std::to_string(m_letters.size() + 1),
                                         .customer = std::string(customer),
                                         .text = std::string(text),
                                         .at = m_clock.utcNow()});
}

std::string WindowTown::writes(std::string_view customer, std::string_view text) {
    return add(customer, text).id;
}

std::string WindowTown::shopWrites(std::string_view customer, std::string_view text, bool automatic) {
    Letter& letter = add(customer, text);
    letter.ours = true;
    letter.automatic = automatic;
    return letter.id;
}

bool WindowTown::isOpenFor(std::string_view customer) const {
    for (auto letter = m_letters.rbegin(); letter != m_letters.rend(); ++letter) {
        if (letter->customer == customer && !letter->ours) {
            return m_clock.utcNow() - letter->at < personWindow.value_or(kWindow);
        }
    }
    return false;
}

net::HttpResponse WindowTown::take(std::string_view body) {
    const Json draft = Json::parse(body);
    const auto customer = draft.at("customer").get<std::string>();
    if (!isOpenFor(customer)) {
        ++m_tooLate;
        return page(403, {{"error", "window_closed"}});
    }
    Letter& letter = add(customer, draft.at("text").get<std::string>());
    letter.ours = true;
    m_deliveries.push_back(letter);
    return page(200, shown(letter));
}

net::HttpResponse WindowTown::letters(std::string_view url) const {
    const std::size_t from = countIn(net::queryParameter(url, "from").value_or(""));
    Json list = Json::array();
    for (std::size_t i = from; i < m_letters.size(); ++i) {
        list.push_back(shown(m_letters[i]));
    }
    return page(200, {{"letters", list}, {"next", std::to_string(std::max(from, m_letters.size()))}});
}

net::HttpResponse WindowTown::answer(const net::HttpRequest& request) {
    const std::string_view path = std::string_view(request.url).substr(kOrigin.size());
    if (path == "/shop") {
        return page(200, {{"id", "shop"}, {"name", "The Shop"}, {"person", personWindow.has_value()}});
    }
    if (path == "/letters" && request.method == net::Method::Post) {
        return take(request.body);
    }
    return path.starts_with("/letters") ? letters(path) : page(404, {{"error", "not_found"}});
}

}  // namespace support
