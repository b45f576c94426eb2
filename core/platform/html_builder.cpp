// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/html_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace platform::html {

namespace {

bool isSpace(char byte) {
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r' || byte == '\f';
}

bool hasClass(std::string_view classes, std::string_view wanted) {
    std::size_t position = 0;
    while ((position = classes.find(wanted, position)) != std::string_view::npos) {
        const std::size_t end = position + wanted.size();
        if ((position == 0 || isSpace(classes[position - 1])) &&
            (end == classes.size() || isSpace(classes[end]))) {
            return true;
        }
        position = end;
    }
    return false;
}

/// An address without what people don't write: scheme and a closing slash.
std::string_view bareAddress(std::string_view address) {
    for (const std::string_view scheme : {"https://", "http://", "mailto:"}) {
        if (address.starts_with(scheme)) {
            address.remove_prefix(scheme.size());
            break;
        }
    }
    return address.ends_with('/') ? address.substr(0, address.size() - 1) : address;
}

/// Worth showing beside the words of a link: not "/about", not "javascript:".
bool isAddress(std::string_view href) {
    return href.starts_with("https://") || href.starts_with("http://") || href.starts_with("mailto:") ||
           href.starts_with("tel:") || href.starts_with("gemini://") || href.starts_with("xmpp:");
}

/// Does its end tag matter?
bool isTracked(Tag tag) {
    switch (tag) {
    case Tag::Inline:
    case Tag::Break:
    case Tag::Image:
    case Tag::Cell:
    case Tag::Division:
    case Tag::Block:
        return false;
    default:
        return true;
    }
}

/// The length of the words at the start of `text`, with the single spaces between them.
std::size_t lengthOfWords(std::string_view text) {
    std::size_t length = 0;
    while (length < text.size()) {
        if (isSpace(text[length]) &&
            (text[length] != ' ' || length + 1 == text.size() || isSpace(text[length + 1]))) {
            break;
        }
        ++length;
    }
    return length;
}

}  // namespace

Tag tagNamed(std::string_view name) {
    static constexpr auto kTags = std::to_array<std::pair<std::string_view, Tag>>({
        {"a", Tag::Anchor},         {"p", Tag::Paragraph},    {"br", Tag::Break},
        {"span", Tag::Span},        {"div", Tag::Division},   {"li", Tag::ListItem},
        {"ul", Tag::Bullets},       {"ol", Tag::Numbers},     {"blockquote", Tag::Quote},
        {"pre", Tag::Preformatted}, {"img", Tag::Image},      {"td", Tag::Cell},
        {"th", Tag::Cell},          {"tr", Tag::Division},    {"dt", Tag::Division},
        {"dd", Tag::Division},      {"h1", Tag::Block},       {"h2", Tag::Block},
        {"h3", Tag::Block},         {"h4", Tag::Block},       {"h5", Tag::Block},
        {"h6", Tag::Block},         {"hr", Tag::Block},       {"table", Tag::Block},
        {"dl", Tag::Block},         {"figure", Tag::Block},   {"figcaption", Tag::Division},
        {"section", Tag::Block},    {"article", Tag::Block},  {"header", Tag::Block},
        {"footer", Tag::Block},     {"details", Tag::Block},  {"summary", Tag::Division},
        {"script", Tag::Dropped},   {"style", Tag::Dropped},  {"title", Tag::Dropped},
        {"template", Tag::Dropped}, {"iframe", Tag::Dropped}, {"object", Tag::Dropped},
        {"svg", Tag::Dropped},      {"math", Tag::Dropped},   {"noscript", Tag::Dropped},
        {"select", Tag::Dropped},
    });
    const auto* const found = std::ranges::find(kTags, name, &std::pair<std::string_view, Tag>::first);
    return found == kTags.end() ? Tag::Inline : found->second;
}

void TextBuilder::breakLines(std::size_t count) {
    if (m_mark.empty()) {
        m_pendingBreaks = std::max(m_pendingBreaks, count);
    }
}

/// Everything that must stand before the next visible character.
void TextBuilder::startWriting() {
    constexpr std::size_t kDeepestQuote = 3;
    std::string& text = m_result.text;
    const bool lineStart = text.empty() || m_pendingBreaks > 0 || !m_mark.empty();
    if (!text.empty()) {
        text.append(m_pendingBreaks, '\n');
        if (m_pendingSpace && !lineStart) {
            text.push_back(' ');
        }
    }
    if (lineStart) {
        for (std::size_t depth = 0; depth < std::min(m_quotes, kDeepestQuote); ++depth) {
            text.append("> ");
        }
        text.append(m_mark);
        m_mark.clear();
    }
    m_pendingBreaks = 0;
    m_pendingSpace = false;
    if (m_link) {
        if (!m_link->start) {
            m_link->start = text.size();
            m_link->leading = m_leading;
        }
    }
    if (m_leading && !(m_link && m_link->mention)) {
        m_leading = false;
        m_result.leadingEnd = text.size();
    }
}

void TextBuilder::write(std::string_view visible) {
    while (!visible.empty()) {
        if (isSpace(visible.front())) {
            m_pendingSpace = true;
            visible.remove_prefix(1);
            continue;
        }
        const std::size_t length = lengthOfWords(visible);
        startWriting();
        m_result.text.append(visible.substr(0, length));
        visible.remove_prefix(length);
    }
}

void TextBuilder::writePreformatted(std::string_view text) {
    while (!text.empty()) {
        if (text.front() == '\n' || text.front() == '\r') {
            m_pendingBreaks += text.front() == '\n' ? 1 : 0;
            text.remove_prefix(1);
            continue;
        }
        const auto length = std::min(text.find_first_of("\r\n"), text.size());
        startWriting();
        m_result.text.append(text.substr(0, length));
        text.remove_prefix(length);
    }
}

void TextBuilder::characters(std::string_view text) {
    if (m_dropping > 0) {
        return;
    }
    if (m_link) {
        m_link->whole.append(text);
        if (m_hiding > 0) {
            return;
        }
    }
    if (m_preformatted > 0) {
        writePreformatted(text);
    } else {
        write(text);
    }
}

void TextBuilder::openLink(const Attributes& attributes) {
    closeLink();
    const bool hashtag = hasClass(attributes.classes, "hashtag");
    m_link = Link{.href = std::string(attributes.href),
                  .mention = !hashtag && hasClass(attributes.classes, "mention"),
                  .plain = hashtag};
}

void TextBuilder::closeLink() {
    if (!m_link) {
        return;
    }
    if (!m_link->start && isAddress(m_link->href)) {
        startWriting();
        m_link->shortened = true;
    }
    const Link link = *std::exchange(m_link, std::nullopt);
    if (!link.start) {
        return;
    }
    std::string& text = m_result.text;
    if (link.mention) {
        m_result.mentions.push_back({link.href, text.substr(*link.start), *link.start, link.leading});
        return;
    }
    if (link.plain || !isAddress(link.href) || text.compare(*link.start, 1, "#") == 0) {
        return;
    }
    if (link.shortened || bareAddress(link.whole) == bareAddress(link.href)) {
        text.replace(*link.start, std::string::npos,
                     link.href.starts_with("mailto:") ? bareAddress(link.href) : std::string_view(link.href));
    } else {
        text.append(" (").append(link.href).append(")");
    }
}

void TextBuilder::openItem() {
    constexpr std::size_t kDeepestList = 5;
    breakLines(1);
    const std::size_t depth = std::clamp(m_lists.size(), std::size_t{1}, kDeepestList);
    m_mark.assign(2 * (depth - 1), ' ');
    if (!m_lists.empty() && m_lists.back().numbered) {
        m_mark.append(fmt::format("{}. ", m_lists.back().next++));
    } else {
        m_mark.append("- ");
    }
}

/// Tags that act at once and need no end.
void TextBuilder::openUntracked(Tag tag, const Attributes& attributes) {
    switch (tag) {
    case Tag::Break:
        m_mark.clear();
        ++m_pendingBreaks;
        break;
    case Tag::Image:
        characters(attributes.alt);
        break;
    case Tag::Cell:
        m_pendingSpace = true;
        break;
    case Tag::Division:
        breakLines(1);
        break;
    case Tag::Block:
        breakLines(2);
        break;
    default:
        break;
    }
}

void TextBuilder::open(Tag tag, const Attributes& attributes) {
    Open element{.tag = tag, .inert = m_dropping > 0};
    if (!isTracked(tag)) {
        if (!element.inert) {
            openUntracked(tag, attributes);
        }
        return;
    }
    if (!element.inert) {
        start(element, attributes);
    }
    m_hiding += element.hides ? 1 : 0;
    m_dropping += element.drops ? 1 : 0;
    m_open.push_back(element);
}

void TextBuilder::start(Open& element, const Attributes& attributes) {
    switch (element.tag) {
    case Tag::Anchor:
        openLink(attributes);
        break;
    case Tag::Span:
        element.hides = hasClass(attributes.classes, "invisible");
        if (m_link && (element.hides || hasClass(attributes.classes, "ellipsis"))) {
            m_link->shortened = true;
        }
        break;
    case Tag::Paragraph:
        breakLines(2);
        element.drops = hasClass(attributes.classes, "quote-inline");
        break;
    case Tag::Dropped:
        element.drops = true;
        break;
    case Tag::Quote:
        breakLines(2);
        ++m_quotes;
        break;
    case Tag::Preformatted:
        breakLines(2);
        ++m_preformatted;
        break;
    case Tag::Bullets:
    case Tag::Numbers:
        breakLines(m_lists.empty() ? 2 : 1);
        m_lists.push_back({.numbered = element.tag == Tag::Numbers});
        break;
    case Tag::ListItem:
        openItem();
        break;
    default:
        break;
    }
}

void TextBuilder::closed(const Open& element) {
    if (element.inert) {
        return;
    }
    m_hiding -= element.hides ? 1 : 0;
    m_dropping -= element.drops ? 1 : 0;
    switch (element.tag) {
    case Tag::Anchor:
        closeLink();
        break;
    case Tag::Paragraph:
        breakLines(2);
        break;
    case Tag::Quote:
        --m_quotes;
        breakLines(2);
        break;
    case Tag::Preformatted:
        --m_preformatted;
        breakLines(2);
        break;
    case Tag::Bullets:
    case Tag::Numbers:
        m_lists.pop_back();
        m_mark.clear();
        breakLines(m_lists.empty() ? 2 : 1);
        break;
    case Tag::ListItem:
        m_mark.clear();
        breakLines(1);
        break;
    default:
        break;
    }
}

void TextBuilder::close(Tag tag) {
    // A tag that closes something far out closes what stands open inside it. Looking only so far keeps a
    // million stray tags linear; what is not found is ignored, as browsers do.
    constexpr std::size_t kLookBack = 64;
    const std::size_t least = m_open.size() > kLookBack ? m_open.size() - kLookBack : 0;
    for (std::size_t index = m_open.size(); index > least; --index) {
        if (m_open[index - 1].tag == tag) {
            while (m_open.size() >= index) {
                const Open element = m_open.back();
                m_open.pop_back();
                closed(element);
            }
            return;
        }
    }
    if (tag == Tag::Division || tag == Tag::Paragraph) {
        breakLines(tag == Tag::Division ? 1 : 2);
    } else if (tag == Tag::Block) {
        breakLines(2);
    }
}

HtmlText TextBuilder::finish() {
    closeLink();
    if (m_leading) {
        m_result.leadingEnd = m_result.text.size();
    }
    return std::move(m_result);
}

}  // namespace platform::html
