// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// Field readers over simdjson's on-demand parser. Every failure names its place: "status.created_at:
/// expected text, found number". Whatever is wrong with one field or one item stays there: its neighbours are
/// read.
namespace platform::json {

/// A larger answer is refused; the transport has the same cap.
inline constexpr std::size_t kLargestPage = std::size_t{16} * 1024 * 1024;
/// An item nested deeper than this is not read. Nothing here recurses; what is stored raw may meet something
/// that does.
inline constexpr int kDeepest = 256;

enum class Kind { Null, Flag, Number, Text, List, Object, Broken };
[[nodiscard]] std::string_view name(Kind kind);

class Value;
struct Workbench;

template <class T>
struct Field {
    std::string_view name;
    base::Status (*read)(Value& value, T& target);
};

/// One value at its place in the document. Read it once; what is not read is skipped.
class Value {
public:
    Value(void* place, Workbench& workbench) : m_place(place), m_workbench(workbench) {}

    [[nodiscard]] Kind kind() const;

    /// Text as UTF-8 without NUL; a lone surrogate escape is one U+FFFD.
    [[nodiscard]] base::Status text(std::string& target);
    /// The same without a copy; good until the reader reads its next item.
    [[nodiscard]] base::Status textView(std::string_view& target);
    /// An opaque id: text, or the digits of a number exactly as they stand. Empty text is refused.
    [[nodiscard]] base::Status identifier(std::string& target);
    [[nodiscard]] base::Status flag(bool& target);
    [[nodiscard]] base::Status integer(std::int64_t& target);
    /// The JSON of a list or an object as it stands; good as long as the reader.
    [[nodiscard]] base::Status raw(std::string_view& target);

    /// Fields in the order of the document; of a repeated name the last one wins, as in JavaScript. Goes on
    /// after a field that can't be read and returns the first such failure, with the path.
    template <class T>
    [[nodiscard]] base::Status object(T& target, std::span<const Field<T>> fields) {
        struct Visit {
            T& target;
            std::span<const Field<T>> fields;
        } visit{target, fields};
        return eachField(&visit, [](void* context, std::string_view name, Value& value) -> base::Status {
            auto& [into, known] = *static_cast<Visit*>(context);
            for (const Field<T>& field : known) {
                if (field.name == name) {
                    return field.read(value, into);
                }
            }
            return {};
        });
    }
    /// Calls `onElement(Value&) -> base::Status` for each element of a list; errors as with object().
    template <class F>
    [[nodiscard]] base::Status list(F&& onElement) {
        return eachElement(&onElement, [](void* context, Value& value) -> base::Status {
            return (*static_cast<std::remove_reference_t<F>*>(context))(value);
        });
    }

private:
    using OnField = base::Status (*)(void* context, std::string_view name, Value& value);
    using OnElement = base::Status (*)(void* context, Value& value);
    [[nodiscard]] base::Status eachField(void* context, OnField onField);
    [[nodiscard]] base::Status eachElement(void* context, OnElement onElement);
    [[nodiscard]] base::Error unexpected(std::string_view expected) const;

    void* m_place;
    Workbench& m_workbench;
};

/// One element of a list, or a whole document, still unread.
struct Item {
    std::string_view json;
    std::string path;  ///< "[3]"; empty for a whole document
    int depth = 0;     ///< of nesting; 0 when not counted
};

/// Reads the JSON of one answer. Holds its own padded copy of the bytes.
class Reader {
public:
    explicit Reader(std::string_view body);
    ~Reader();
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    /// True when the answer starts as JSON's list or object does.
    [[nodiscard]] bool startsAsJson() const;
    [[nodiscard]] bool startsAsList() const;
    [[nodiscard]] Item whole() const;
    /// The elements of a list that stands as JSON inside this reader (by default the whole answer), split by
    /// brackets and quotes alone: what is wrong inside an element is that element's own trouble. Fails when
    /// the list has no end.
    [[nodiscard]] base::Result<std::vector<Item>> elements(const Item& list) const;
    [[nodiscard]] base::Result<std::vector<Item>> elements() const { return elements(whole()); }

    /// Reads an item that must be an object. The target keeps what could be read also when something failed.
    template <class T>
    [[nodiscard]] base::Status read(const Item& item, T& target, std::span<const Field<T>> fields) {
        struct Visit {
            T& target;
            std::span<const Field<T>> fields;
        } visit{target, fields};
        return readObject(item, &visit, [](void* context, Value& value) -> base::Status {
            auto& [into, known] = *static_cast<Visit*>(context);
            return value.object(into, known);
        });
    }

private:
    using OnObject = base::Status (*)(void* context, Value& value);
    [[nodiscard]] base::Status readObject(const Item& item, void* context, OnObject onObject);

    std::unique_ptr<Workbench> m_workbench;
};

/// `error` with `step` in front of its path: "status" + "id: missing" = "status.id: missing".
[[nodiscard]] base::Error at(std::string_view step, base::Error error);
/// "path: missing" as an error.
[[nodiscard]] base::Error missing(std::string_view path);

}  // namespace platform::json
