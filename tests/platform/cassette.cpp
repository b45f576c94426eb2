// SPDX-License-Identifier: GPL-3.0-or-later
#include "cassette.h"

#include "base/utf8.h"

#include "support/paths.h"

#include <cstdlib>
#include <stdexcept>
#include <string_view>

namespace cassette {

namespace {

std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    std::size_t start = 0;
    while (start < text.size()) {
        const auto end = std::min(text.find('\n', start), text.size());
        lines.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    return lines;
}

std::string_view stripped(std::string_view line) {
    const auto start = line.find_first_not_of(' ');
    return start == std::string_view::npos ? std::string_view() : line.substr(start);
}

/// Quoted text over several lines: a line break is a space, an empty line a line break, and in double quotes
/// a backslash at a line's end joins.
class QuotedText {
public:
    explicit QuotedText(char quote) : m_quote(quote) {}

    /// One line behind the opening quote, or a whole further one. True when the text is complete.
    bool take(std::string_view line, bool first) {
        if (!first) {
            line = stripped(line);
            if (line.empty()) {
                ++m_emptyLines;
                return false;
            }
            if (!m_joined) {
                m_text.append(m_emptyLines > 0 ? std::string(m_emptyLines, '\n') : " ");
            }
            if (m_joined && line.starts_with('\\') && line.size() > 1 && line[1] == ' ') {
                line.remove_prefix(1);
            }
        }
        m_emptyLines = 0;
        m_joined = false;
        return m_quote == '\'' ? takeSingle(line) : takeDouble(line);
    }
    [[nodiscard]] std::string& text() { return m_text; }

private:
    bool takeSingle(std::string_view line) {
        for (std::size_t index = 0; index < line.size(); ++index) {
            if (line[index] != '\'') {
                m_text.push_back(line[index]);
            } else if (index + 1 < line.size() && line[index + 1] == '\'') {
                m_text.push_back('\'');
                ++index;
            } else {
                return true;
            }
        }
        return false;
    }

    bool takeDouble(std::string_view line) {
        for (std::size_t index = 0; index < line.size(); ++index) {
            if (line[index] == '"') {
                return true;
            }
            if (line[index] != '\\') {
                m_text.push_back(line[index]);
                continue;
            }
            if (++index == line.size()) {
                m_joined = true;
                return false;
            }
            const std::size_t digits = line[index] == 'x'   ? 2
                                       : line[index] == 'u' ? 4
                                       : line[index] == 'U' ? 8
                                                            : 0;
            if (digits > 0) {
                base::appendUtf8(m_text, static_cast<char32_t>(std::stoul(
                                             std::string(line.substr(index + 1, digits)), nullptr, 16)));
                index += digits;
                continue;
            }
            switch (line[index]) {
            case 'n':
                m_text.push_back('\n');
                break;
            case 't':
                m_text.push_back('\t');
                break;
            case 'r':
                m_text.push_back('\r');
                break;
            case '_':
                base::appendUtf8(m_text, 0xA0);
                break;
            case '"':
            case '\\':
            case '/':
            case ' ':
                m_text.push_back(line[index]);
                break;
            default:
                throw std::runtime_error("an escape of YAML that is not known here");
            }
        }
        return false;
    }

    char m_quote;
    std::string m_text;
    std::size_t m_emptyLines = 0;
    bool m_joined = false;
};

}  // namespace

std::vector<Interaction> read(const std::filesystem::path& file) {
    const auto lines = linesOf(support::readFile(file));
    std::vector<Interaction> interactions;
    for (std::size_t index = 0; index < lines.size(); ++index) {
        const std::string_view line = lines[index];
        if (line == "- request:") {
            interactions.emplace_back();
            continue;
        }
        const auto valueOf = [&line](std::string_view name) -> std::optional<std::string> {
            return line.starts_with(name) ? std::optional(std::string(line.substr(name.size())))
                                          : std::nullopt;
        };
        if (interactions.empty()) {
            continue;
        }
        auto& current = interactions.back();
        if (auto method = valueOf("    method: ")) {
            current.method = *method;
        } else if (auto uri = valueOf("    uri: ")) {
            current.uri = *uri;
        } else if (auto code = valueOf("      code: ")) {
            current.status = std::stoi(*code);
        } else if (auto body = valueOf("      string: ")) {
            if (body->empty() || ((*body)[0] != '\'' && (*body)[0] != '"')) {
                throw std::runtime_error(file.string() + ": a body without quotes");
            }
            QuotedText text((*body)[0]);
            bool complete = text.take(std::string_view(*body).substr(1), true);
            while (!complete && ++index < lines.size()) {
                complete = text.take(lines[index], false);
            }
            current.body = std::move(text.text());
        }
    }
    return interactions;
}

std::optional<std::filesystem::path> sharedFolder() {
    const char* const named = std::getenv("SHOPBELL_SHARED");
    const auto folder =
        named != nullptr ? std::filesystem::path(named) : support::sourceFolder().parent_path() / "shared";
    return std::filesystem::is_directory(folder / "captures") ? std::optional(folder) : std::nullopt;
}

}  // namespace cassette
