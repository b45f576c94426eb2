// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/json_reader.h"

#include "platform/json_repair.h"

#include "base/text.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <cstring>

namespace platform::json {

namespace ondemand = simdjson::ondemand;

/// What one answer needs: its bytes with room behind them (simdjson reads in strides), the parser, and a
/// place for texts without their escapes.
struct Workbench {
    std::string page;
    std::size_t length = 0;
    ondemand::parser parser;
    std::vector<std::uint8_t> texts;
    std::uint8_t* nextText = nullptr;
    /// Items whose bytes had to be mended, kept because texts and raw JSON point into them.
    std::vector<std::unique_ptr<std::string>> mended;

    void startItem(std::size_t size) {
        if (texts.size() < size + simdjson::SIMDJSON_PADDING) {
            texts.resize(size + simdjson::SIMDJSON_PADDING);
        }
        nextText = texts.data();
    }
    [[nodiscard]] std::string_view keepMended(std::string bytes) {
        bytes.append(simdjson::SIMDJSON_PADDING, ' ');
        mended.push_back(std::make_unique<std::string>(std::move(bytes)));
        return std::string_view(*mended.back()).substr(0, mended.back()->size() - simdjson::SIMDJSON_PADDING);
    }
};

namespace {

ondemand::value& valueAt(void* place) {
    return *static_cast<ondemand::value*>(place);
}

/// Text between quotes without its escapes. What the library refuses is done again by hand.
std::string_view unescaped(ondemand::raw_json_string raw, Workbench& workbench) {
    std::string_view text;
    std::uint8_t* const start = workbench.nextText;
    if (workbench.parser.unescape(raw, workbench.nextText).get(text) != simdjson::SUCCESS) {
        text = unescapeLeniently(raw.raw(), reinterpret_cast<char*>(start));
        workbench.nextText = start + text.size();
    }
    if (std::memchr(text.data(), '\0', text.size()) != nullptr) {
        text = workbench.keepMended(base::sanitizeUtf8(text));
    }
    return text;
}

/// A field's name; nearly none has an escape in it.
std::string_view nameOf(ondemand::raw_json_string raw, Workbench& workbench) {
    std::size_t length = 0;
    while (raw.raw()[length] != '"') {
        if (raw.raw()[length] == '\\') {
            return unescaped(raw, workbench);
        }
        ++length;
    }
    return {raw.raw(), length};
}

base::Error broken() {
    return base::Error{.kind = base::ErrorKind::Unreadable, .message = ": not valid JSON"};
}

std::string_view trimmed(std::string_view json) {
    const auto end = json.find_last_not_of(" \t\r\n");
    return json.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

bool isDigits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::string_view name(Kind kind) {
    switch (kind) {
    case Kind::Null:
        return "null";
    case Kind::Flag:
        return "true or false";
    case Kind::Number:
        return "number";
    case Kind::Text:
        return "text";
    case Kind::List:
        return "list";
    case Kind::Object:
        return "object";
    case Kind::Broken:
        break;
    }
    return "something that is not JSON";
}

base::Error at(std::string_view step, base::Error error) {
    const bool direct = error.message.starts_with('[') || error.message.starts_with(": ") || step.empty();
    error.message.insert(0, direct ? "" : ".");
    error.message.insert(0, step);
    return error;
}

base::Error missing(std::string_view path) {
    return base::Error{.kind = base::ErrorKind::Unreadable, .message = fmt::format("{}: missing", path)};
}

Kind Value::kind() const {
    ondemand::json_type type{};
    if (valueAt(m_place).type().get(type) != simdjson::SUCCESS) {
        return Kind::Broken;
    }
    switch (type) {
    case ondemand::json_type::array:
        return Kind::List;
    case ondemand::json_type::object:
        return Kind::Object;
    case ondemand::json_type::number:
        return Kind::Number;
    case ondemand::json_type::string:
        return Kind::Text;
    case ondemand::json_type::boolean:
        return Kind::Flag;
    case ondemand::json_type::null:
        return Kind::Null;
    }
    return Kind::Broken;
}

base::Error Value::unexpected(std::string_view expected) const {
    return base::Error{.kind = base::ErrorKind::Unreadable,
                       .message = fmt::format(": expected {}, found {}", expected, name(kind()))};
}

base::Status Value::textView(std::string_view& target) {
    ondemand::raw_json_string raw;
    if (kind() != Kind::Text || valueAt(m_place).get_raw_json_string().get(raw) != simdjson::SUCCESS) {
        return base::fail(unexpected("text"));
    }
    target = unescaped(raw, m_workbench);
    return {};
}

base::Status Value::text(std::string& target) {
    std::string_view view;
    auto status = textView(view);
    if (status) {
        target.assign(view);
    }
    return status;
}

base::Status Value::identifier(std::string& target) {
    switch (kind()) {
    case Kind::Text: {
        std::string_view view;
        auto status = textView(view);
        if (status && view.empty()) {
            return base::fail(base::ErrorKind::Unreadable, ": expected an id, found empty text");
        }
        target.assign(view);
        return status;
    }
    case Kind::Number: {
        const auto digits = trimmed(valueAt(m_place).raw_json_token());
        if (isDigits(digits)) {
            target.assign(digits);
            return {};
        }
        return base::fail(base::ErrorKind::Unreadable, ": expected an id, found a number that is not whole");
    }
    default:
        return base::fail(unexpected("an id"));
    }
}

base::Status Value::flag(bool& target) {
    return valueAt(m_place).get_bool().get(target) == simdjson::SUCCESS
               ? base::Status{}
               : base::fail(unexpected("true or false"));
}

base::Status Value::integer(std::int64_t& target) {
    return valueAt(m_place).get_int64().get(target) == simdjson::SUCCESS
               ? base::Status{}
               : base::fail(unexpected("a whole number"));
}

base::Status Value::raw(std::string_view& target) {
    const Kind found = kind();
    if (found == Kind::List) {
        ondemand::array array;
        if (valueAt(m_place).get_array().get(array) == simdjson::SUCCESS &&
            array.raw_json().get(target) == simdjson::SUCCESS) {
            target = trimmed(target);
            return {};
        }
        return base::fail(broken());
    }
    if (found == Kind::Object) {
        ondemand::object object;
        if (valueAt(m_place).get_object().get(object) == simdjson::SUCCESS &&
            object.raw_json().get(target) == simdjson::SUCCESS) {
            target = trimmed(target);
            return {};
        }
        return base::fail(broken());
    }
    return base::fail(unexpected("a list or an object"));
}

base::Status Value::eachField(void* context, OnField onField) {
    ondemand::object object;
    if (kind() != Kind::Object || valueAt(m_place).get_object().get(object) != simdjson::SUCCESS) {
        return base::fail(unexpected("an object"));
    }
    base::Status result;
    for (auto each : object) {
        ondemand::field field;
        if (std::move(each).get(field) != simdjson::SUCCESS) {
            return base::fail(broken());
        }
        const std::string_view name = nameOf(field.key(), m_workbench);
        Value value(&field.value(), m_workbench);
        if (auto status = onField(context, name, value); !status && result) {
            result = base::fail(at(name, std::move(status.error())));
        }
    }
    return result;
}

base::Status Value::eachElement(void* context, OnElement onElement) {
    ondemand::array array;
    if (kind() != Kind::List || valueAt(m_place).get_array().get(array) != simdjson::SUCCESS) {
        return base::fail(unexpected("a list"));
    }
    base::Status result;
    std::size_t index = 0;
    for (auto each : array) {
        ondemand::value element;
        if (std::move(each).get(element) != simdjson::SUCCESS) {
            return base::fail(broken());
        }
        Value value(&element, m_workbench);
        if (auto status = onElement(context, value); !status && result) {
            result = base::fail(at(fmt::format("[{}]", index), std::move(status.error())));
        }
        ++index;
    }
    return result;
}

Reader::Reader(std::string_view body) : m_workbench(std::make_unique<Workbench>()) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (body.starts_with(kByteOrderMark)) {
        body.remove_prefix(kByteOrderMark.size());
    }
    m_workbench->page.reserve(body.size() + simdjson::SIMDJSON_PADDING);
    m_workbench->page.assign(body);
    m_workbench->page.append(simdjson::SIMDJSON_PADDING, ' ');
    m_workbench->length = body.size();
}

Reader::~Reader() = default;

Item Reader::whole() const {
    return Item{std::string_view(m_workbench->page).substr(0, m_workbench->length), "", 0};
}

bool Reader::startsAsJson() const {
    const auto json = whole().json;
    const auto start = json.find_first_not_of(" \t\r\n");
    return start != std::string_view::npos && (json[start] == '{' || json[start] == '[');
}

bool Reader::startsAsList() const {
    const auto json = whole().json;
    return startsAsJson() && json[json.find_first_not_of(" \t\r\n")] == '[';
}

base::Result<std::vector<Item>> Reader::elements(const Item& list) const {
    if (list.json.size() > kLargestPage) {
        return base::fail(base::ErrorKind::Unreadable, fmt::format("{}: larger than 16 MB", list.path));
    }
    return splitList(list);
}

base::Status Reader::readObject(const Item& item, void* context, OnObject onObject) {
    const auto failed = [&item](base::Error error) {
        error = at(item.path, std::move(error));
        error.message.erase(0, error.message.starts_with(": ") ? 2 : 0);
        return base::fail(std::move(error));
    };
    if (item.depth > kDeepest || item.json.size() > kLargestPage) {
        return failed({.kind = base::ErrorKind::Unreadable,
                       .message = item.depth > kDeepest ? ": nested too deeply" : ": larger than 16 MB"});
    }
    m_workbench->startItem(item.json.size());
    const auto iterate = [this](std::string_view json, ondemand::document& document) {
        return m_workbench->parser
            .iterate(simdjson::padded_string_view(json.data(), json.size(),
                                                  json.size() + simdjson::SIMDJSON_PADDING))
            .get(document);
    };
    ondemand::document document;
    auto error = iterate(item.json, document);
    if (error == simdjson::UTF8_ERROR || error == simdjson::UNESCAPED_CHARS) {
        const auto mended = m_workbench->keepMended(mendBytes(item.json));
        m_workbench->startItem(mended.size());
        error = iterate(mended, document);
    }
    ondemand::value value;
    if (error != simdjson::SUCCESS) {
        return failed({.kind = base::ErrorKind::Unreadable, .message = ": not valid JSON"});
    }
    if (document.get_value().get(value) != simdjson::SUCCESS) {
        return failed(
            {.kind = base::ErrorKind::Unreadable, .message = ": expected an object, found something else"});
    }
    Value root(&value, *m_workbench);
    auto status = onObject(context, root);
    return status ? status : failed(std::move(status.error()));
}

}  // namespace platform::json
