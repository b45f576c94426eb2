// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/graph/node.h"

#include "base/digest.h"

#include <fmt/format.h>

#include <algorithm>

namespace app::practice::graph {
namespace {

std::string cursorOf(const Edge::Item& item) {
    return base::base64Url(fmt::format("{}:{}", item.key, item.id));
}

std::optional<Edge::Item> itemOf(const std::string& cursor) {
    const std::optional<std::string> text = base::fromBase64Url(cursor);
    const auto colon = text ? text->find(':') : std::string::npos;
    if (colon == std::string::npos) {
        return std::nullopt;
    }
    const std::optional<std::int64_t> key = wholeNumber(std::string_view(*text).substr(0, colon));
    return key ? std::optional(Edge::Item{.key = *key, .id = text->substr(colon + 1)}) : std::nullopt;
}

bool isBefore(const Edge& edge, const Edge::Item& one, const Edge::Item& other) {
    const auto left = std::tie(one.key, one.id);
    const auto right = std::tie(other.key, other.id);
    return edge.order == Edge::Order::Ascending ? left < right : left > right;
}

/// Those members of plain data that were asked for; all of it without braces.
Json picked(const Json& value, const std::vector<Field>& fields) {  // NOLINT(misc-no-recursion)
    if (fields.empty() || (!value.is_object() && !value.is_array())) {
        return value;
    }
    if (value.is_array()) {
        Json list = Json::array();
        for (const Json& one : value) {
            list.push_back(picked(one, fields));
        }
        return list;
    }
    if (value.contains("data") && value["data"].is_array()) {
        Json json = value;
        json["data"] = picked(value["data"], fields);
        return json;
    }
    Json json = Json::object();
    for (const Field& field : fields) {
        if (value.contains(field.name)) {
            json[field.shownAs()] = picked(value[field.name], field.fields);
        }
    }
    if (value.contains("id")) {
        json["id"] = value["id"];
    }
    return json;
}

}  // namespace

void Edge::sort() {
    std::ranges::sort(items,
                      [this](const Item& one, const Item& other) { return isBefore(*this, one, other); });
}

Outcome<Json> Writer::field(const Node& node, const Field& field) {  // NOLINT(misc-no-recursion)
    if (const auto one = node.nodes.find(field.name); one != node.nodes.end()) {
        return this->node(one->second(), field.fields);
    }
    if (const auto edge = node.edges.find(field.name); edge != node.edges.end()) {
        const auto things = edge->second(field.modifiers);
        if (!things) {
            return Refused(things.error());
        }
        auto json = list(*things, field.modifiers, field.fields, node.id + "/" + field.name);
        const bool isEmpty = json && (*json)["data"].empty() && !json->contains("summary");
        return isEmpty ? Json() : json;
    }
    if (node.values.contains(field.name)) {
        return picked(node.values[field.name], field.fields);
    }
    if (std::ranges::find(node.kind->fields, field.name) == node.kind->fields.end()) {
        return Refused(unknownField(field.name, node.kind->name));
    }
    return Json();  // known, and nothing there
}

Outcome<Json> Writer::node(const Node& node, const std::vector<Field>& fields) {  // NOLINT(misc-no-recursion)
    std::vector<Field> wanted = fields;
    if (wanted.empty()) {
        for (const std::string_view name : node.kind->standard) {
            wanted.push_back({.name = std::string(name)});
        }
    }
    Json json = Json::object();
    for (const Field& one : wanted) {
        if (one.name == "id" && !node.id.empty()) {
            json[one.shownAs()] = node.id;
            continue;
        }
        const Outcome<Json> value = field(node, one);
        if (!value) {
            return value;
        }
        if (!value->is_null()) {
            json[one.shownAs()] = *value;
        }
    }
    // Asked for or not, and then at the end.
    if (!node.id.empty() && !json.contains("id")) {
        json["id"] = node.id;
    }
    return json;
}

Outcome<Writer::Page> Writer::cut(const Edge& edge, const Params& asked) const {
    Page page{.limit = edge.standard};
    if (const auto text = asked.text("limit"); text && edge.links != Links::None) {
        const auto limit = wholeNumber(*text);
        if (!limit) {
            return Refused(badParameter("Param limit must be an integer of 0 or more"));
        }
        page.limit = std::min(static_cast<std::size_t>(*limit), edge.most);
    } else if (edge.links == Links::None) {
        page.limit = edge.items.size();
    }
    const auto place = [&](const Edge::Item& item, auto bound) {
        return static_cast<std::size_t>(bound(edge.items, item) - edge.items.begin());
    };
    const auto less = [&edge](const Edge::Item& one, const Edge::Item& other) {
        return isBefore(edge, one, other);
    };
    page.to = std::min(page.limit, edge.items.size());
    if (const auto after = asked.text("after"); after && !after->empty()) {
        const auto item = itemOf(*after);
        if (!item) {
            return Refused(badParameter("Invalid cursors values"));
        }
        page.from =
            place(*item, [&](auto& items, auto& one) { return std::ranges::upper_bound(items, one, less); });
        page.to = std::min(page.from + page.limit, edge.items.size());
    } else if (const auto before = asked.text("before"); before && !before->empty()) {
        const auto item = itemOf(*before);
        if (!item) {
            return Refused(badParameter("Invalid cursors values"));
        }
        page.to =
            place(*item, [&](auto& items, auto& one) { return std::ranges::lower_bound(items, one, less); });
        page.from = page.to - std::min(page.limit, page.to);
    }
    return page;
}

Json Writer::paging(const Edge& edge, const Page& page, const Params& asked, const std::vector<Field>& fields,
                    const std::string& path) const {
    const std::string before = cursorOf(edge.items[page.from]);
    const std::string after = cursorOf(edge.items[page.to - 1]);
    Json paging = {{"cursors", {{"before", before}, {"after", after}}}};
    if (edge.links == Links::AfterOnly) {
        paging["cursors"].erase("before");
    }
    if (edge.links == Links::CursorsOnly) {
        return paging;
    }
    std::string query = fmt::format("access_token={}&pretty=0", encodeUrl(m_address.token));
    for (const auto& [name, value] : asked.all()) {
        static constexpr std::string_view kOwn[] = {"access_token", "pretty", "fields", "limit",
                                                    "after",        "before", "as"};
        if (std::ranges::find(kOwn, name) == std::end(kOwn)) {
            query += fmt::format("&{}={}", encodeUrl(name), encodeUrl(value));
        }
    }
    if (!fields.empty()) {
        query += "&fields=" + encodeUrl(textOf(fields));
    }
    const std::string address =
        fmt::format("{}/{}/{}?{}&limit={}", m_address.base, m_address.version, path, query, page.limit);
    if (page.to < edge.items.size()) {
        paging["next"] = address + "&after=" + after;
    }
    if (page.from > 0 && edge.links == Links::Whole) {
        paging["previous"] = address + "&before=" + before;
    }
    return paging;
}

Outcome<Json> Writer::list(const Edge& edge, const Params& asked,  // NOLINT(misc-no-recursion)
                           const std::vector<Field>& fields, const std::string& path) {
    const Outcome<Page> page = cut(edge, asked);
    if (!page) {
        return Refused(page.error());
    }
    Json json = {{"data", Json::array()}};
    for (std::size_t at = page->from; at < page->to; ++at) {
        if (!edge.items[at].isVisible) {
            continue;
        }
        if (++m_things > m_mostThings) {
            return Refused(tooMuchAsked());
        }
        Outcome<Json> one = node(edge.node(edge.items[at].id), fields);
        if (!one) {
            return one;
        }
        json["data"].push_back(*std::move(one));
    }
    if (page->from < page->to && edge.links != Links::None) {
        json["paging"] = paging(edge, *page, asked, fields, path);
    }
    if (!edge.summary.is_null()) {
        json["summary"] = edge.summary;
    }
    return json;
}

}  // namespace app::practice::graph
