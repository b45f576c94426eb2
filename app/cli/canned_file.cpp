// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/canned_file.h"

#include "cli/result.h"

#include "base/text.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace cli {
namespace {

base::Result<std::vector<model::CannedReply>> refuse(const std::string& name, const std::string& why) {
    return base::fail(base::ErrorKind::BadInput, name + ": " + why + "; nothing was imported");
}

base::Result<std::vector<model::CannedReply>> parseJson(const std::string& name, const std::string& content) {
    const Json document = Json::parse(content, nullptr, false);
    if (!document.is_array()) {
        return refuse(name, "expected a JSON list of {\"title\", \"text\"}");
    }
    std::vector<model::CannedReply> replies;
    for (std::size_t i = 0; i < document.size(); ++i) {
        const Json& entry = document[i];
        if (!entry.is_object() || !entry.contains("title") || !entry["title"].is_string() ||
            !entry.contains("text") || !entry["text"].is_string()) {
            return refuse(name, "entry " + std::to_string(i + 1) + " has no title and text");
        }
        replies.push_back({.id = {}, .title = entry["title"], .text = entry["text"]});
    }
    return replies;
}

/// RFC 4180: fields may be quoted, a quote in a quoted field is doubled, quoted fields may hold line ends.
std::optional<std::vector<std::vector<std::string>>> parseCsv(std::string_view content) {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row;
    std::string field;
    bool quoted = false;
    bool any = false;
    const auto endField = [&] { row.push_back(std::exchange(field, {})); };
    for (std::size_t i = 0; i < content.size(); ++i) {
        const char letter = content[i];
        if (quoted) {
            if (letter == '"' && i + 1 < content.size() && content[i + 1] == '"') {
                field += content[++i];
            } else if (letter == '"') {
                quoted = false;
            } else {
                field += letter;
            }
            continue;
        }
        any = any || (letter != '\r' && letter != '\n');
        if (letter == '"' && field.empty()) {
            quoted = true;
        } else if (letter == ',') {
            endField();
        } else if (letter == '\n') {
            endField();
            if (any) {
                rows.push_back(row);
            }
            row.clear();
            any = false;
        } else if (letter != '\r') {
            field += letter;
        }
    }
    if (quoted) {
        return std::nullopt;
    }
    endField();
    if (any) {
        rows.push_back(row);
    }
    return rows;
}

base::Result<std::vector<model::CannedReply>> parseCsvFile(const std::string& name,
                                                           std::string_view content) {
    if (content.starts_with("\xEF\xBB\xBF")) {
        content.remove_prefix(3);
    }
    const auto rows = parseCsv(content);
    if (!rows) {
        return refuse(name, "a quoted field is not closed");
    }
    if (rows->empty()) {
        return refuse(name, "the head line with title and text is missing");
    }
    const auto& head = rows->front();
    const auto title = std::ranges::find(head, "title") - head.begin();
    const auto text = std::ranges::find(head, "text") - head.begin();
    const auto width = static_cast<std::ptrdiff_t>(head.size());
    if (title == width || text == width) {
        return refuse(name, "the head line must name title and text");
    }
    std::vector<model::CannedReply> replies;
    for (std::size_t i = 1; i < rows->size(); ++i) {
        const auto& row = (*rows)[i];
        if (static_cast<std::ptrdiff_t>(row.size()) <= std::max(title, text)) {
            return refuse(name, "entry " + std::to_string(i) + " has too few fields");
        }
        replies.push_back({.id = {},
                           .title = row[static_cast<std::size_t>(title)],
                           .text = row[static_cast<std::size_t>(text)]});
    }
    return replies;
}

std::string csvField(const std::string& text) {
    std::string quoted = "\"";
    for (const char letter : text) {
        if (letter == '"') {
            quoted += '"';
        }
        quoted += letter;
    }
    return quoted + "\"";
}

}  // namespace

base::Result<std::vector<model::CannedReply>> parseCannedFile(const std::string& name,
                                                              const std::string& content) {
    base::Result<std::vector<model::CannedReply>> replies =
        refuse(name, "the file must end in .json or .csv");
    if (name.ends_with(".json")) {
        replies = parseJson(name, content);
    } else if (name.ends_with(".csv")) {
        replies = parseCsvFile(name, content);
    }
    if (!replies) {
        return replies;
    }
    for (std::size_t i = 0; i < replies->size(); ++i) {
        model::CannedReply& reply = (*replies)[i];
        reply.title = base::sanitizeUtf8(base::trim(reply.title));
        reply.text = base::sanitizeUtf8(reply.text);
        if (reply.title.empty() || base::trim(reply.text).empty()) {
            return refuse(name, "entry " + std::to_string(i + 1) + " has an empty title or text");
        }
    }
    return replies;
}

base::Status writeCannedFile(const std::string& name, const std::vector<model::CannedReply>& replies) {
    std::string content;
    if (name.ends_with(".json")) {
        Json list = Json::array();
        for (const model::CannedReply& reply : replies) {
            list.push_back({{"title", reply.title}, {"text", reply.text}});
        }
        content = list.dump(2) + "\n";
    } else if (name.ends_with(".csv")) {
        content = "title,text\r\n";
        for (const model::CannedReply& reply : replies) {
            content += csvField(reply.title) + "," + csvField(reply.text) + "\r\n";
        }
    } else {
        return base::fail(base::ErrorKind::BadInput, name + ": the file must end in .json or .csv");
    }
    std::ofstream file(name, std::ios::binary | std::ios::trunc);
    file << content;
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

}  // namespace cli
