// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/graph/asked.h"
#include "practice/json.h"

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace app::practice::graph {

/// What things of one kind can be asked for.
struct NodeKind {
    std::string_view name;
    std::span<const std::string_view> fields;    ///< without those that are nodes or edges of their own
    std::span<const std::string_view> standard;  ///< shown when nothing is asked for
};

struct Edge;

/// One thing as it can be shown: its kind, what it holds, and what hangs on it.
struct Node {
    const NodeKind* kind = nullptr;
    std::string id{};              ///< "" for a thing without one
    Json values = Json::object();  ///< those of its fields that hold something
    std::map<std::string, std::function<Node()>, std::less<>> nodes{};
    std::map<std::string, std::function<Outcome<Edge>(const Params&)>, std::less<>> edges{};
};

/// How pages of a list link to each other.
enum class Links {
    Whole,        ///< cursors, and addresses where there is more
    AfterOnly,    ///< the same, without a cursor back
    CursorsOnly,  ///< cursors alone
    None,         ///< a list without pages
};

/// A list of things that hangs on another one.
struct Edge {
    struct Item {
        std::int64_t key = 0;  ///< what it is sorted by
        std::string id;
        bool isVisible = true;  ///< taken out only after the page was cut, as over there
    };
    enum class Order { Ascending, Descending };

    std::vector<Item> items{};
    Order order = Order::Descending;
    std::function<Node(const std::string& id)> node{};
    Json summary{};          ///< null for none
    std::size_t most = 100;  ///< a larger limit is lowered to this
    std::size_t standard = 25;
    Links links = Links::Whole;

    void sort();
};

/// Where a list can be asked for again.
struct Address {
    std::string base;     ///< scheme and host, without a slash at the end
    std::string version;  ///< "v26.0"
    std::string token;
};

/// Writes things as they were asked for.
class Writer {
public:
    Writer(Address address, std::size_t mostThings)
        : m_address(std::move(address)), m_mostThings(mostThings) {}

    [[nodiscard]] Outcome<Json> node(const Node& node, const std::vector<Field>& fields);
    /// {"data":[…],"paging":{…},"summary":{…}}. `path` is the list's own: "1088/conversations".
    [[nodiscard]] Outcome<Json> list(const Edge& edge, const Params& asked, const std::vector<Field>& fields,
                                     const std::string& path);

private:
    struct Page {
        std::size_t from = 0;
        std::size_t to = 0;
        std::size_t limit = 0;
    };
    [[nodiscard]] Outcome<Page> cut(const Edge& edge, const Params& asked) const;
    [[nodiscard]] Json paging(const Edge& edge, const Page& page, const Params& asked,
                              const std::vector<Field>& fields, const std::string& path) const;
    [[nodiscard]] Outcome<Json> field(const Node& node, const Field& field);

    Address m_address;
    std::size_t m_mostThings;
    std::size_t m_things = 0;
};

}  // namespace app::practice::graph
