// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/html_text.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace platform::html {

/// The tags that mean something for plain text; every other one is Inline and changes nothing.
enum class Tag {
    Inline,
    Anchor,
    Span,
    Paragraph,
    Break,
    Division,  ///< starts a line: div, tr, dt …
    Block,     ///< stands by itself: headings, tables, rules
    Cell,
    Quote,
    Bullets,
    Numbers,
    ListItem,
    Preformatted,
    Image,
    Dropped,  ///< script, style and others whose content nobody reads
};
/// `name` in lower case.
[[nodiscard]] Tag tagNamed(std::string_view name);

/// What matters of a start tag.
struct Attributes {
    std::string_view href;
    std::string_view classes;
    std::string_view alt;
};

/// Takes the events of whoever reads the HTML and writes the text. Knows no HTML errors: tags that don't
/// match do no harm, depth costs no stack.
class TextBuilder {
public:
    explicit TextBuilder(std::size_t expectedSize) { m_result.text.reserve(expectedSize); }

    void open(Tag tag, const Attributes& attributes);
    void close(Tag tag);
    void characters(std::string_view text);
    [[nodiscard]] HtmlText finish();

private:
    struct Link {
        std::string href;
        bool mention = false;
        bool plain = false;      ///< a hashtag: its address says nothing more
        bool shortened = false;  ///< parts of the address are hidden from readers
        bool leading = false;
        std::optional<std::size_t> start{};  ///< of its shown text
        std::string whole{};                 ///< with the hidden parts
    };
    struct Open {
        Tag tag = Tag::Inline;
        bool hides = false;
        bool drops = false;
        bool inert = false;  ///< stands in dropped content, so it changed nothing
    };
    struct List {
        bool numbered = false;
        long next = 1;
    };

    void breakLines(std::size_t count);
    void write(std::string_view visible);
    void writePreformatted(std::string_view text);
    void startWriting();
    void openLink(const Attributes& attributes);
    void closeLink();
    void openItem();
    void openUntracked(Tag tag, const Attributes& attributes);
    void start(Open& element, const Attributes& attributes);
    void closed(const Open& element);

    HtmlText m_result;
    std::vector<Open> m_open;
    std::vector<List> m_lists;
    std::optional<Link> m_link;
    int m_dropping = 0;
    int m_hiding = 0;
    int m_preformatted = 0;
    std::size_t m_quotes = 0;
    std::size_t m_pendingBreaks = 0;
    bool m_pendingSpace = false;
    bool m_leading = true;  ///< nothing but mentions so far
    std::string m_mark;     ///< "- " of a list item that has no text yet
};

}  // namespace platform::html
