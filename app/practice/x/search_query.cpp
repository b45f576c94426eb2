// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/search_query.h"

#include "practice/x/post_text.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace app::practice::x {

struct SearchQuery::Node {
    enum class Kind { And, Or, Word, Operator };
    Kind kind = Kind::And;
    bool negated = false;
    std::string name{};   ///< of an operator: "from", "is"; "@" and "#" as well
    std::string value{};  ///< in lower case
    std::vector<Node> parts{};
};

namespace {

using Node = SearchQuery::Node;

constexpr std::array<std::string_view, 10> kOperators{"from",
                                                      "to",
                                                      "conversation_id",
                                                      "is",
                                                      "has",
                                                      "lang",
                                                      "url",
                                                      "in_reply_to_tweet_id",
                                                      "quotes_of_tweet_id",
                                                      "retweets_of"};

bool isWordByte(char letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') || letter == '_';
}

/// Whether the word stands in the text for itself; scripts without blanks have no such borders.
bool holdsWord(std::string_view text, std::string_view word) {
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const auto end = at + word.size();
        const bool left = at == 0 || !isWordByte(text[at - 1]) || !isWordByte(word.front());
        const bool right = end == text.size() || !isWordByte(text[end]) || !isWordByte(word.back());
        if (left && right) {
            return true;
        }
    }
    return false;
}

bool names(const Account* account, std::string_view value) {
    return account != nullptr &&
           (base::asciiLower(account->userName) == value || std::to_string(account->id) == value);
}

bool hasEntity(const Post& post, Entity::Kind kind) {
    const auto entities = findEntities(post.text);
    return std::ranges::find(entities, kind, &Entity::kind) != entities.end();
}

bool fitsIs(const Post& post, std::string_view value) {
    return (value == "reply" && post.inReplyTo != 0) || (value == "quote" && post.quoted != 0);
}

bool fitsHas(const Post& post, std::string_view value) {
    return (value == "links" && hasEntity(post, Entity::Kind::Link)) ||
           (value == "mentions" && hasEntity(post, Entity::Kind::Mention)) ||
           (value == "hashtags" && hasEntity(post, Entity::Kind::Hashtag)) ||
           ((value == "media" || value == "images") && !post.pictures.empty());
}

bool fitsOperator(const Network& network, const Post& post, const Node& node) {
    const std::string& name = node.name;
    if (name == "@" || name == "#") {
        const auto kind = name == "@" ? Entity::Kind::Mention : Entity::Kind::Hashtag;
        return std::ranges::any_of(findEntities(post.text), [&](const Entity& entity) {
            return entity.kind == kind && base::asciiLower(entity.name) == node.value;
        });
    }
    if (name == "from" || name == "to") {
        return names(network.byId(name == "from" ? post.author : post.inReplyToUser), node.value);
    }
    if (name == "is" || name == "has") {
        return name == "is" ? fitsIs(post, node.value) : fitsHas(post, node.value);
    }
    if (name == "lang") {
        return post.language == node.value;
    }
    if (name == "url") {
        return std::ranges::any_of(findEntities(post.text), [&](const Entity& entity) {
            return entity.kind == Entity::Kind::Link && base::asciiLower(entity.name).contains(node.value);
        });
    }
    const Id id = parseId(node.value).value_or(0);
    const Id its = name == "conversation_id"        ? post.conversation
                   : name == "in_reply_to_tweet_id" ? post.inReplyTo
                   : name == "quotes_of_tweet_id"   ? post.quoted
                                                    : 0;
    return id != 0 && its == id;
}

bool fitsNode(const Network& network, const Post& post, const std::string& text, const Node& node) {
    const auto fits = [&](const Node& part) { return fitsNode(network, post, text, part); };
    bool found = false;
    switch (node.kind) {
    case Node::Kind::And:
        found = std::ranges::all_of(node.parts, fits);
        break;
    case Node::Kind::Or:
        found = std::ranges::any_of(node.parts, fits);
        break;
    case Node::Kind::Word:
        found = holdsWord(text, node.value);
        break;
    case Node::Kind::Operator:
        found = fitsOperator(network, post, node);
        break;
    }
    return found != node.negated;
}

/// Reads from left to right; parentheses before OR after "and".
class Reader {
public:
    explicit Reader(std::string_view text) : m_text(text) {}

    base::Result<Node> all() {
        base::Result<Node> node = either();
        if (node && !m_text.empty()) {
            return complain("a closing parenthesis too many");
        }
        return node;
    }

private:
    static std::unexpected<base::Error> complain(std::string_view what) {
        return base::fail(base::ErrorKind::BadInput,
                          fmt::format("There were errors processing your request: {}", what));
    }
    void skipBlanks() { m_text.remove_prefix(std::min(m_text.size(), m_text.find_first_not_of(' '))); }
    bool takes(std::string_view sign) {
        if (!m_text.starts_with(sign)) {
            return false;
        }
        m_text.remove_prefix(sign.size());
        return true;
    }
    base::Result<Node> either() {
        Node node{.kind = Node::Kind::Or};
        do {
            base::Result<Node> part = together();
            if (!part) {
                return part;
            }
            node.parts.push_back(*std::move(part));
        } while (takes("OR "));
        return node;
    }
    base::Result<Node> together() {
        Node node{.kind = Node::Kind::And};
        for (skipBlanks(); !m_text.empty() && m_text.front() != ')' && !m_text.starts_with("OR ");
             skipBlanks()) {
            base::Result<Node> part = one();
            if (!part) {
                return part;
            }
            node.parts.push_back(*std::move(part));
        }
        if (node.parts.empty()) {
            return complain("no viable alternative at the end of the query");
        }
        return node;
    }
    base::Result<Node> one() {
        const bool negated = takes("-");
        base::Result<Node> node = takes("(") ? parenthesis() : term();
        if (node) {
            node->negated = negated;
        }
        return node;
    }
    base::Result<Node> parenthesis() {
        base::Result<Node> node = either();
        if (node && !takes(")")) {
            return complain("missing ')'");
        }
        return node;
    }
    base::Result<Node> term() {
        if (takes("\"")) {
            return quoted("");
        }
        const std::size_t end = std::min(m_text.size(), m_text.find_first_of(" )\""));
        const std::string word = base::asciiLower(m_text.substr(0, end));
        m_text.remove_prefix(end);
        if (word.size() > 1 && (word.front() == '@' || word.front() == '#')) {
            return Node{.kind = Node::Kind::Operator, .name = word.substr(0, 1), .value = word.substr(1)};
        }
        const auto colon = word.find(':');
        if (colon == std::string::npos) {
            return word.empty() ? base::Result<Node>(complain("an empty word"))
                                : Node{.kind = Node::Kind::Word, .value = word};
        }
        const std::string name = word.substr(0, colon);
        if (std::ranges::find(kOperators, name) == kOperators.end()) {
            return complain(fmt::format("Reference to invalid operator '{}'", name));
        }
        if (takes("\"")) {
            return quoted(name);
        }
        return Node{.kind = Node::Kind::Operator, .name = name, .value = word.substr(colon + 1)};
    }
    base::Result<Node> quoted(const std::string& name) {
        const auto end = m_text.find('"');
        if (end == std::string_view::npos || end == 0) {
            return complain("a quote that does not end");
        }
        std::string words = base::asciiLower(m_text.substr(0, end));
        m_text.remove_prefix(end + 1);
        return Node{.kind = name.empty() ? Node::Kind::Word : Node::Kind::Operator,
                    .name = name,
                    .value = std::move(words)};
    }

    std::string_view m_text;
};

}  // namespace

base::Result<SearchQuery> SearchQuery::parse(std::string_view text) {
    base::Result<Node> root = Reader(text).all();
    if (!root) {
        return std::unexpected(root.error());
    }
    SearchQuery query;
    query.m_root = std::make_shared<const Node>(*std::move(root));
    return query;
}

bool SearchQuery::fits(const Network& network, const Post& post) const {
    return fitsNode(network, post, base::asciiLower(post.text), *m_root);
}

}  // namespace app::practice::x
