// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/query.h"

#include "practice/x/text.h"

#include "base/text.h"

#include <algorithm>
#include <string>
#include <vector>

namespace app::practice::x {

struct Query::Node {
    enum class Kind { All, Any, Not, Term } kind = Kind::Term;
    std::vector<Node> parts{};
    std::string term{};
};

class Query::Parser {
public:
    explicit Parser(std::string_view text) : m_text(text) {}

    std::optional<Node> whole() {
        auto node = any(0);
        skip();
        return node && m_at == m_text.size() ? node : std::nullopt;
    }

private:
    static constexpr int kDeepest = 20;

    void skip() {
        while (m_at < m_text.size() && m_text[m_at] == ' ') {
            ++m_at;
        }
    }
    bool word(std::string_view wanted) {
        skip();
        const auto rest = m_text.substr(m_at);
        if (!rest.starts_with(wanted) || (rest.size() > wanted.size() && rest[wanted.size()] != ' ')) {
            return false;
        }
        m_at += wanted.size();
        return true;
    }
    std::optional<Node> any(int depth) {
        auto first = all(depth);
        if (!first) {
            return std::nullopt;
        }
        Node node{.kind = Node::Kind::Any, .parts = {*std::move(first)}};
        while (word("OR")) {
            auto next = all(depth);
            if (!next) {
                return std::nullopt;
            }
            node.parts.push_back(*std::move(next));
        }
        return node;
    }
    std::optional<Node> all(int depth) {
        Node node{.kind = Node::Kind::All};
        while (true) {
            skip();
            if (m_at == m_text.size() || m_text[m_at] == ')' || m_text.substr(m_at).starts_with("OR ")) {
                return node.parts.empty() ? std::nullopt : std::optional(std::move(node));
            }
            auto next = one(depth);
            if (!next) {
                return std::nullopt;
            }
            node.parts.push_back(*std::move(next));
        }
    }
    std::optional<Node> one(int depth) {
        if (depth > kDeepest) {
            return std::nullopt;
        }
        if (m_text[m_at] == '-') {
            ++m_at;
            skip();
            auto inner = m_at < m_text.size() ? one(depth + 1) : std::nullopt;
            return inner ? std::optional(Node{.kind = Node::Kind::Not, .parts = {*std::move(inner)}}) : inner;
        }
        if (m_text[m_at] == '(') {
            ++m_at;
            auto inner = any(depth + 1);
            skip();
            if (!inner || m_at == m_text.size() || m_text[m_at] != ')') {
                return std::nullopt;
            }
            ++m_at;
            return inner;
        }
        return term();
    }
    std::optional<Node> term() {
        std::size_t end = m_at;
        if (m_text[m_at] == '"') {
            end = m_text.find('"', m_at + 1);
            if (end == std::string_view::npos) {
                return std::nullopt;
            }
            ++end;
        } else {
            while (end < m_text.size() &&
                   std::string_view(" ()").find(m_text[end]) == std::string_view::npos) {
                ++end;
            }
        }
        Node node{.term = std::string(m_text.substr(m_at, end - m_at))};
        m_at = end;
        return node.term.empty() ? std::nullopt : std::optional(std::move(node));
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

std::optional<Query> Query::parse(std::string_view text) {
    auto root = Parser(text).whole();
    return root ? std::optional(Query(std::make_shared<const Node>(*std::move(root)))) : std::nullopt;
}

bool Query::matches(const Post& post, const Town& town) const {
    return holds(*m_root, post, town);
}

bool Query::holds(const Node& node, const Post& post, const Town& town) {
    const auto inner = [&](const Node& part) { return holds(part, post, town); };
    switch (node.kind) {
    case Node::Kind::All:
        return std::ranges::all_of(node.parts, inner);
    case Node::Kind::Any:
        return std::ranges::any_of(node.parts, inner);
    case Node::Kind::Not:
        return !inner(node.parts.front());
    case Node::Kind::Term:
        return termHolds(node.term, post, town);
    }
    return false;
}

bool Query::termHolds(const std::string& term, const Post& post, const Town& town) {
    const auto colon = term.find(':');
    const std::string name = colon == std::string::npos ? std::string() : term.substr(0, colon);
    const std::string value = colon == std::string::npos ? std::string() : term.substr(colon + 1);
    const std::string& text = post.last().text;
    const Post* parent = town.post(post.inReplyTo);
    const auto isName = [&](Id user) {
        const std::string wanted = base::asciiLower(value.substr(value.starts_with('@') ? 1 : 0));
        return base::asciiLower(town.user(user).username) == wanted || std::to_string(user) == wanted;
    };
    if (name == "from") {
        return isName(post.author);
    }
    if (name == "to") {
        return parent != nullptr && isName(parent->author);
    }
    if (name == "conversation_id") {
        return std::to_string(post.conversation) == value;
    }
    if (name == "in_reply_to_tweet_id") {
        return std::to_string(post.inReplyTo) == value;
    }
    if (name == "quotes_of_tweet_id") {
        return std::to_string(post.quoted) == value;
    }
    if (name == "is") {
        return value == "reply"   ? post.inReplyTo != 0
               : value == "quote" ? post.quoted != 0
                                  : post.passedOn != 0;
    }
    if (name == "has") {
        return value == "links" ? hasUrl(text) : !post.pictures.empty();
    }
    if (name == "lang" || name == "url") {
        return name == "lang" || text.find(value) != std::string::npos;
    }
    if (term.starts_with('@')) {
        const User* user = town.userByName(std::string_view(term).substr(1));
        const auto mentioned = town.mentionedIn(text);
        return user != nullptr && std::ranges::find(mentioned, user->id) != mentioned.end();
    }
    const bool phrase = term.starts_with('"');
    const std::string wanted = base::searchText(phrase ? term.substr(1, term.size() - 2) : term);
    const std::string words = " " + base::searchText(text) + " ";
    return words.find(phrase || term.starts_with('#') ? wanted : " " + wanted) != std::string::npos;
}

}  // namespace app::practice::x
