// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/canned_file.h"

#include "app/chatwoot_text.h"
#include "app/csv.h"

#include "model/canned_library.h"

#include "base/text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

namespace app {
namespace {

using Json = nlohmann::ordered_json;

base::Error refusal(const std::string& name, const std::string& why) {
    return {.kind = base::ErrorKind::BadInput, .message = name + ": " + why + "; nothing was imported"};
}

/// "de" of "de-AT"; nothing where it is no code of a language.
std::optional<std::string> languageCode(const std::string& written) {
    const std::string code = base::asciiLower(base::trim(written));
    const std::string first = code.substr(0, code.find_first_of("-_"));
    const bool letters = std::ranges::all_of(first, [](char c) { return c >= 'a' && c <= 'z'; });
    const bool possible = code.empty() || (letters && (first.size() == 2 || first.size() == 3));
    return possible ? std::optional(first) : std::nullopt;
}

/// Puts together what a file says; `where` is the line or entry that says it.
class Collector {
public:
    explicit Collector(std::string name) : m_name(std::move(name)) {}

    bool add(model::CannedReply reply, const std::string& where) {
        reply = model::tidied(std::move(reply));
        if (reply.title.empty() || base::trim(reply.text).empty()) {
            return refuse(where + " has an empty title or text");
        }
        m_file.replies.push_back(std::move(reply));
        return true;
    }
    bool addVariant(model::CannedReply& reply, model::CannedVariant variant, const std::string& where) {
        const auto language = languageCode(variant.language);
        if (!language) {
            return refuse(where + ": “" + variant.language + "” is no code of a language like de");
        }
        if (base::trim(variant.text).empty()) {
            return refuse(where + " has a variant without text");
        }
        variant.language = *language;
        reply.variants.push_back(std::move(variant));
        reply = model::tidied(std::move(reply));
        return true;
    }
    std::string chatwoot(std::string_view text) { return fromChatwoot(text, m_file.foreign); }
    bool refuse(const std::string& why) {
        m_why = why;
        return false;
    }
    [[nodiscard]] model::CannedReply* titled(const std::string& title) {
        const std::string tidy = model::tidied({.id = {}, .title = title, .text = {}}).title;
        const auto found = std::ranges::find(m_file.replies, tidy, &model::CannedReply::title);
        return found == m_file.replies.end() ? nullptr : &*found;
    }
    [[nodiscard]] model::CannedReply& latest() { return m_file.replies.back(); }
    [[nodiscard]] base::Result<CannedFile> result() && {
        return m_why.empty() ? base::Result<CannedFile>(std::move(m_file))
                             : std::unexpected(refusal(m_name, m_why));
    }

private:
    std::string m_name;
    CannedFile m_file;
    std::string m_why;
};

/// A text of an entry; nothing where there is none.
std::optional<std::string> textOf(const Json& entry, const char* key) {
    const auto found = entry.is_object() ? entry.find(key) : entry.end();
    return entry.is_object() && found != entry.end() && found->is_string()
               ? std::optional(found->get<std::string>())
               : std::nullopt;
}

bool readVariants(Collector& collector, const Json& entry, const std::string& where) {
    const auto variants = entry.find("variants");
    if (variants == entry.end()) {
        return true;
    }
    if (!variants->is_array()) {
        return collector.refuse(where + ": variants is no list");
    }
    for (const Json& one : *variants) {
        const auto text = textOf(one, "text");
        if (!text) {
            return collector.refuse(where + " has a variant without text");
        }
        model::CannedVariant variant{.text = *text,
                                     .platform = textOf(one, "platform").value_or(""),
                                     .language = textOf(one, "language").value_or("")};
        if (!collector.addVariant(collector.latest(), std::move(variant), where)) {
            return false;
        }
    }
    return true;
}

bool readEntry(Collector& collector, const Json& entry, const std::string& where) {
    if (const auto code = textOf(entry, "short_code"), content = textOf(entry, "content"); code && content) {
        return collector.add({.id = {}, .title = *code, .text = collector.chatwoot(*content)}, where);
    }
    const auto title = textOf(entry, "title");
    const auto text = textOf(entry, "text");
    if (!title || !text) {
        return collector.refuse(where + " has no title and text");
    }
    model::CannedReply reply{.id = {}, .title = *title, .text = *text};
    if (const auto tags = entry.find("tags"); tags != entry.end()) {
        if (!tags->is_array() ||
            !std::ranges::all_of(*tags, [](const Json& tag) { return tag.is_string(); })) {
            return collector.refuse(where + ": tags is no list of words");
        }
        reply.tags = tags->get<std::vector<std::string>>();
    }
    return collector.add(std::move(reply), where) && readVariants(collector, entry, where);
}

void parseJson(Collector& collector, std::string_view content) {
    Json document;
    try {
        document = Json::parse(content);
    } catch (const Json::parse_error& fault) {
        const auto before = content.substr(0, std::min(fault.byte, content.size()));
        collector.refuse(fmt::format("line {} is no JSON", 1 + std::ranges::count(before, '\n')));
        return;
    } catch (const Json::exception&) {  // a number that no program can hold
        collector.refuse("a number in it is too large");
        return;
    }
    const auto payload = document.is_object() ? document.find("payload") : document.end();
    const Json& list = document.is_object() && payload != document.end() ? *payload : document;
    if (!list.is_array()) {
        collector.refuse("expected a JSON list of {\"title\", \"text\"}");
        return;
    }
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (!readEntry(collector, list[i], "entry " + std::to_string(i + 1))) {
            return;
        }
    }
}

/// Which field of a row is what; −1 = none.
struct Columns {
    std::ptrdiff_t title = -1;
    std::ptrdiff_t text = -1;
    std::ptrdiff_t tags = -1;
    std::ptrdiff_t platform = -1;
    std::ptrdiff_t language = -1;
    bool chatwoot = false;

    explicit Columns(const std::vector<std::string>& head) {
        const auto place = [&head](std::string_view name) {
            const auto found = std::ranges::find(
                head, name, [](const std::string& field) { return base::asciiLower(base::trim(field)); });
            return found == head.end() ? std::ptrdiff_t{-1} : found - head.begin();
        };
        title = place("title");
        text = place("text");
        if (title < 0 && text < 0) {
            title = place("short_code");
            text = place("content");
            chatwoot = true;
        }
        tags = place("tags");
        platform = place("platform");
        language = place("language");
    }
};

std::string fieldAt(const CsvRow& row, std::ptrdiff_t column) {
    const auto place = static_cast<std::size_t>(column);
    return column < 0 || place >= row.fields.size() ? std::string() : row.fields[place];
}

std::vector<std::string> tagsIn(std::string_view field) {
    std::vector<std::string> tags;
    for (std::size_t begin = 0; begin <= field.size();) {
        const std::size_t end = std::min(field.find(',', begin), field.size());
        tags.emplace_back(field.substr(begin, end - begin));
        begin = end + 1;
    }
    return tags;
}

bool readRow(Collector& collector, const CsvRow& row, const Columns& columns) {
    const std::string where = fmt::format("line {}", row.line);
    if (std::cmp_less_equal(row.fields.size(), std::max(columns.title, columns.text))) {
        return collector.refuse(where + " has too few fields");
    }
    const std::string title = fieldAt(row, columns.title);
    const std::string text = fieldAt(row, columns.text);
    if (columns.chatwoot) {
        return collector.add({.id = {}, .title = title, .text = collector.chatwoot(text)}, where);
    }
    const std::string platform = fieldAt(row, columns.platform);
    const std::string language = fieldAt(row, columns.language);
    const bool hasVariants = columns.platform >= 0 || columns.language >= 0;
    model::CannedReply* known = hasVariants ? collector.titled(title) : nullptr;
    if (known != nullptr) {
        return collector.addVariant(*known, {.text = text, .platform = platform, .language = language},
                                    where);
    }
    if (!base::trim(platform).empty() || !base::trim(language).empty()) {
        return collector.refuse(where + ": the text for everybody must come before “" + title +
                                "” for a platform or a language");
    }
    return collector.add({.id = {}, .title = title, .text = text, .tags = tagsIn(fieldAt(row, columns.tags))},
                         where);
}

void parseCsvFile(Collector& collector, std::string_view content) {
    const CsvTable table = parseCsv(content);
    if (table.openQuoteLine > 0) {
        collector.refuse(
            fmt::format("a quoted field begins in line {} and is not closed", table.openQuoteLine));
        return;
    }
    if (table.rows.empty()) {
        collector.refuse("the head line with title and text is missing");
        return;
    }
    const Columns columns(table.rows.front().fields);
    if (columns.title < 0 || columns.text < 0) {
        collector.refuse("the head line must name title and text");
        return;
    }
    for (std::size_t i = 1; i < table.rows.size(); ++i) {
        if (!readRow(collector, table.rows[i], columns)) {
            return;
        }
    }
}

std::string jsonOf(const std::vector<model::CannedReply>& replies) {
    Json list = Json::array();
    for (const model::CannedReply& reply : replies) {
        Json variants = Json::array();
        for (const model::CannedVariant& variant : reply.variants) {
            variants.push_back(
                {{"text", variant.text}, {"platform", variant.platform}, {"language", variant.language}});
        }
        Json entry = {{"title", reply.title}, {"text", reply.text}};
        if (!reply.tags.empty()) {
            entry["tags"] = reply.tags;
        }
        if (!variants.empty()) {
            entry["variants"] = std::move(variants);
        }
        list.push_back(std::move(entry));
    }
    return list.dump(2) + "\n";
}

std::string csvOf(const std::vector<model::CannedReply>& replies) {
    // What says no more than title and text is read by every program that knows these two.
    const bool plain = std::ranges::all_of(replies, [](const model::CannedReply& reply) {
        return reply.tags.empty() && reply.variants.empty();
    });
    std::string content = plain ? "title,text\r\n" : "title,text,tags,platform,language\r\n";
    const auto row = [&content](const std::vector<std::string_view>& fields) {
        const char* before = "";
        for (const std::string_view field : fields) {
            content += before + csvField(field);
            before = ",";
        }
        content += "\r\n";
    };
    for (const model::CannedReply& reply : replies) {
        if (plain) {
            row({reply.title, reply.text});
            continue;
        }
        std::string tags;
        for (const std::string& tag : reply.tags) {
            tags += tags.empty() ? tag : ", " + tag;
        }
        row({reply.title, reply.text, tags, "", ""});
        for (const model::CannedVariant& variant : reply.variants) {
            row({reply.title, variant.text, "", variant.platform, variant.language});
        }
    }
    return content;
}

}  // namespace

base::Result<CannedFile> parseCannedFile(const std::string& name, std::string_view content) {
    if (content.starts_with("\xEF\xBB\xBF")) {
        content.remove_prefix(3);
    }
    Collector collector(name);
    const std::string ending = base::asciiLower(name);
    if (ending.ends_with(".json")) {
        parseJson(collector, content);
    } else if (ending.ends_with(".csv")) {
        parseCsvFile(collector, content);
    } else {
        collector.refuse("the file must end in .json or .csv");
    }
    return std::move(collector).result();
}

base::Status writeCannedFile(const std::string& name, const std::vector<model::CannedReply>& replies) {
    const std::string ending = base::asciiLower(name);
    const bool json = ending.ends_with(".json");
    if (!json && !ending.ends_with(".csv")) {
        return base::fail(base::ErrorKind::BadInput, name + ": the file must end in .json or .csv");
    }
    std::ofstream file(name, std::ios::binary | std::ios::trunc);
    file << (json ? jsonOf(replies) : csvOf(replies));
    file.close();
    if (!file) {
        return base::fail(base::ErrorKind::BadInput, name + " can't be written: " + std::strerror(errno));
    }
    return {};
}

base::Result<std::string> readFile(const std::string& name) {
    std::ifstream file(name, std::ios::binary);
    if (!file) {
        return base::fail(base::ErrorKind::BadInput, name + " can't be read: " + std::strerror(errno));
    }
    return std::string(std::istreambuf_iterator<char>(file), {});
}

}  // namespace app
