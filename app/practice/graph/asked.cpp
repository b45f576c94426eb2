// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/graph/asked.h"

#include <algorithm>
#include <cctype>

namespace app::practice::graph {
namespace {

constexpr std::size_t kMaxDepth = 12;

class Reader {
public:
    explicit Reader(std::string_view text) : m_text(text) {}

    Outcome<std::vector<Field>> all() {
        auto fields = list(0);
        if (fields && m_at < m_text.size()) {
            return wrong("Expected end of string instead of \"" + std::string(1, m_text[m_at]) + "\".");
        }
        return fields;
    }

private:
    [[nodiscard]] Refused wrong(const std::string& expected) const {
        return Refused(badSyntax(expected, m_at, m_text));
    }
    void skipBlanks() {
        while (m_at < m_text.size() && std::isspace(static_cast<unsigned char>(m_text[m_at])) != 0) {
            ++m_at;
        }
    }
    bool take(char letter) {
        skipBlanks();
        if (m_at < m_text.size() && m_text[m_at] == letter) {
            ++m_at;
            return true;
        }
        return false;
    }
    std::string word() {
        skipBlanks();
        const std::size_t from = m_at;
        while (m_at < m_text.size() &&
               (std::isalnum(static_cast<unsigned char>(m_text[m_at])) != 0 || m_text[m_at] == '_')) {
            ++m_at;
        }
        return std::string(m_text.substr(from, m_at - from));
    }

    // The depth is bounded, so that no text can exhaust the stack.
    Outcome<std::vector<Field>> list(std::size_t depth) {  // NOLINT(misc-no-recursion)
        std::vector<Field> fields;
        do {
            auto field = one(depth);
            if (!field) {
                return std::unexpected(field.error());
            }
            fields.push_back(*std::move(field));
        } while (take(','));
        return fields;
    }

    Outcome<Field> one(std::size_t depth) {  // NOLINT(misc-no-recursion)
        Field field{.name = word()};
        if (field.name.empty() || depth > kMaxDepth) {
            return wrong("Expected name.");
        }
        while (take('.')) {
            if (auto refused = modifier(field, depth)) {
                return std::unexpected(*refused);
            }
        }
        if (take('{')) {
            auto inner = list(depth + 1);
            if (!inner) {
                return std::unexpected(inner.error());
            }
            if (!take('}')) {
                return wrong("Expected \"}\".");
            }
            field.fields = *std::move(inner);
        }
        return field;
    }

    std::optional<Refusal> modifier(Field& field, std::size_t depth) {  // NOLINT(misc-no-recursion)
        std::string name = word();
        if (name.empty() || !take('(')) {
            return wrong("Expected \"(\".").error();
        }
        if (name == "fields") {  // the old way of writing braces
            auto inner = list(depth + 1);
            if (!inner) {
                return inner.error();
            }
            field.fields = *std::move(inner);
        } else {
            const std::size_t from = m_at;
            m_at = std::min(m_text.find(')', m_at), m_text.size());
            field.modifiers.add(std::move(name), std::string(m_text.substr(from, m_at - from)));
        }
        return take(')') ? std::nullopt : std::optional(wrong("Expected \")\".").error());
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

}  // namespace

Outcome<std::vector<Field>> readFields(std::string_view text) {
    return text.empty() ? Outcome<std::vector<Field>>{} : Reader(text).all();
}

std::string textOf(const std::vector<Field>& fields) {  // NOLINT(misc-no-recursion)
    std::string text;
    for (const Field& field : fields) {
        text += (text.empty() ? "" : ",") + field.name;
        for (const auto& [name, value] : field.modifiers.all()) {
            text.append(".").append(name).append("(").append(value).append(")");
        }
        if (!field.fields.empty()) {
            text += "{" + textOf(field.fields) + "}";
        }
    }
    return text;
}

}  // namespace app::practice::graph
