// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/json.h"
#include "practice/x/town.h"

#include <map>
#include <set>
#include <string>
#include <vector>

/// Posts, people and messages as JSON, with what was asked for and nothing else.
namespace app::practice::x {

/// What a request asked to see.
struct Wanted {
    std::set<std::string> fields;  ///< of posts, by the names of the dialect
    std::set<std::string> expansions;
    std::set<std::string> userFields;
    std::set<std::string> mediaFields;
    std::set<std::string> messageFields;
};

class Renderer {
public:
    Renderer(const Town& town, const Wanted& wanted) : m_town(town), m_wanted(wanted) {}

    /// The version of that id; what it refers to is remembered for includes().
    [[nodiscard]] Json post(const Post& post, Id version);
    [[nodiscard]] Json message(const DirectMessage& message);
    [[nodiscard]] Json user(const User& user) const;
    /// {"users":[…],"posts":[…],"media":[…]}, without empty ones; an empty object when there are none.
    [[nodiscard]] Json includes();
    /// Of posts that were referred to and are gone.
    [[nodiscard]] const std::vector<Json>& problems() const { return m_problems; }
    [[nodiscard]] const std::set<Id>& includedUsers() const { return m_users; }
    [[nodiscard]] const std::set<Id>& includedPosts() const { return m_posts; }

private:
    [[nodiscard]] bool asks(const std::string& field) const { return m_wanted.fields.contains(field); }
    [[nodiscard]] bool expands(const std::string& name) const { return m_wanted.expansions.contains(name); }
    void refer(Json& made, const Post& post);
    void attach(Json& made, const Post& post);

    const Town& m_town;
    const Wanted& m_wanted;
    std::set<Id> m_users;
    std::set<Id> m_posts;
    std::map<std::string, std::string> m_media;  ///< by key: the description
    std::vector<Json> m_problems;
};

[[nodiscard]] Json notFoundProblem(const std::string& id, const std::string& parameter,
                                   const std::string& type);

}  // namespace app::practice::x
