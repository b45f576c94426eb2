// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/json.h"
#include "practice/x/asked.h"
#include "practice/x/network.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace app::practice::x {

/// One answer in the making: what is asked for, what it takes with it under "includes", and what is missing.
class Sheet {
public:
    Sheet(const Network& network, const Asked& asked, const Account* viewer)
        : m_network(network), m_asked(asked), m_viewer(viewer) {}

    void addPost(const Post& post);
    /// The post of this id, or under "errors" why it is not here.
    void addPostOf(Id id, const std::string& parameter);
    void addUser(const Account& account);
    void addMessage(const Message& message);
    void addError(Json error) { m_errors.push_back(std::move(error)); }
    [[nodiscard]] bool isEmpty() const { return m_data.empty(); }

    /// {"data":[…],"includes","errors","meta"}; what is empty is not there.
    [[nodiscard]] Json list(const Json& meta) const;
    /// {"data":{…},"includes","errors"}
    [[nodiscard]] Json single() const;

    /// What the answer holds, for the bill.
    [[nodiscard]] const std::set<Id>& posts() const { return m_posts; }
    [[nodiscard]] const std::set<Id>& includedPosts() const { return m_includedPosts; }
    [[nodiscard]] const std::set<Id>& users() const { return m_users; }
    [[nodiscard]] const std::set<Id>& messages() const { return m_messages; }

private:
    [[nodiscard]] Json postJson(const Post& post) const;
    void addText(Json& json, const Post& post) const;
    void addReferences(Json& json, const Post& post) const;
    void addNumbers(Json& json, const Post& post) const;
    [[nodiscard]] Json userJson(const Account& account) const;
    [[nodiscard]] Json messageJson(const Message& message) const;
    [[nodiscard]] Json mediaJson(const Post& post, std::size_t number) const;
    void includeAround(const Post& post);
    void includeUser(Id id);
    [[nodiscard]] bool misses(Id id, const std::string& parameter);
    void includePost(Id id, const std::string& parameter);
    [[nodiscard]] Json rest(Json json) const;

    const Network& m_network;
    const Asked& m_asked;
    const Account* m_viewer;
    std::vector<Json> m_data;
    Json m_errors = Json::array();
    std::vector<Json> m_media;
    std::vector<Json> m_userList;
    std::vector<Json> m_postList;
    std::set<Id> m_posts;
    std::set<Id> m_includedPosts;
    std::set<Id> m_includedUsers;
    std::set<Id> m_users;
    std::set<Id> m_messages;
};

}  // namespace app::practice::x
