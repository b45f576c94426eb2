// SPDX-License-Identifier: GPL-3.0-or-later
// The only file that knows libxml2.
#include "platform/html_builder.h"
#include "platform/html_scanner.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include <memory>
#include <string>
#include <string_view>

namespace platform::html {

namespace {

std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

TextBuilder& builderOf(void* context) {
    return *static_cast<TextBuilder*>(context);
}

void onOpen(void* context, const xmlChar* name, const xmlChar** attributes) {
    Attributes known;
    for (const xmlChar** each = attributes; each != nullptr && each[0] != nullptr; each += 2) {
        const auto attribute = view(each[0]);
        if (attribute == "href") {
            known.href = view(each[1]);
        } else if (attribute == "class") {
            known.classes = view(each[1]);
        } else if (attribute == "alt") {
            known.alt = view(each[1]);
        }
    }
    builderOf(context).open(tagNamed(view(name)), known);
}

void onClose(void* context, const xmlChar* name) {
    builderOf(context).close(tagNamed(view(name)));
}

void onCharacters(void* context, const xmlChar* text, int length) {
    builderOf(context).characters({reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)});
}

}  // namespace

HtmlText readWithLibrary(std::string_view html) {
    // Inside a <div>, or the library invents a paragraph in the middle of a line.
    std::string framed("<div>");
    framed.append(html).append("</div>");

    TextBuilder builder(html.size());
    using Context = std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)>;
    const Context context(htmlCreateMemoryParserCtxt(framed.data(), static_cast<int>(framed.size())),
                          &htmlFreeParserCtxt);
    if (!context) {
        return readAnyHtml(html);
    }
    htmlSAXHandler events{};
    events.startElement = onOpen;
    events.endElement = onClose;
    events.characters = onCharacters;
    events.ignorableWhitespace = onCharacters;
    *context->sax = events;
    context->userData = &builder;
    htmlCtxtUseOptions(context.get(), HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                          HTML_PARSE_NOIMPLIED | HTML_PARSE_NODEFDTD | HTML_PARSE_RECOVER);
    xmlSwitchEncoding(context.get(), XML_CHAR_ENCODING_UTF8);
    htmlParseDocument(context.get());
    return builder.finish();
}

}  // namespace platform::html
