// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/bluesky/cid.h"

#include "base/digest.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

namespace app::practice::bluesky {
namespace {

constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz234567";
constexpr char kDagCbor = 0x71;
constexpr char kRaw = 0x55;

std::string base32(std::string_view bytes) {
    std::string text;
    unsigned buffer = 0;
    int bits = 0;
    for (const char byte : bytes) {
        buffer = (buffer << 8U) | static_cast<unsigned char>(byte);
        for (bits += 8; bits >= 5; bits -= 5) {
            text += kAlphabet[(buffer >> static_cast<unsigned>(bits - 5)) & 31U];
        }
    }
    if (bits > 0) {
        text += kAlphabet[(buffer << static_cast<unsigned>(5 - bits)) & 31U];
    }
    return text;
}

std::string fromBase32(std::string_view text) {
    std::string bytes;
    unsigned buffer = 0;
    int bits = 0;
    for (const char letter : text) {
        buffer = (buffer << 5U) | static_cast<unsigned>(kAlphabet.find(letter) & 31U);
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            bytes += static_cast<char>((buffer >> static_cast<unsigned>(bits)) & 255U);
        }
    }
    return bytes;
}

void head(std::string& out, unsigned major, std::uint64_t value) {
    const auto lead = [&](unsigned low) { out += static_cast<char>((major << 5U) | low); };
    int bytes = 0;
    if (value < 24) {
        lead(static_cast<unsigned>(value));
    } else if (value <= 0xff) {
        lead(24);
        bytes = 1;
    } else if (value <= 0xffff) {
        lead(25);
        bytes = 2;
    } else if (value <= 0xffffffff) {
        lead(26);
        bytes = 4;
    } else {
        lead(27);
        bytes = 8;
    }
    for (int at = bytes - 1; at >= 0; --at) {
        out += static_cast<char>((value >> (8U * static_cast<unsigned>(at))) & 255U);
    }
}

std::vector<std::string> sortedKeys(const Json& object) {
    std::vector<std::string> keys;
    for (const auto& [key, value] : object.items()) {
        keys.push_back(key);
    }
    std::ranges::sort(keys, [](const std::string& left, const std::string& right) {
        return left.size() != right.size() ? left.size() < right.size() : left < right;
    });
    return keys;
}

void encode(std::string& out, const Json& json) {
    if (json.is_object() && json.size() == 1 && json.contains("$link") && json["$link"].is_string()) {
        const std::string bytes = '\0' + fromBase32(json["$link"].get<std::string>().substr(1));
        head(out, 6, 42);
        head(out, 2, bytes.size());
        out += bytes;
    } else if (json.is_object()) {
        head(out, 5, json.size());
        for (const std::string& key : sortedKeys(json)) {
            head(out, 3, key.size());
            out += key;
            encode(out, json[key]);
        }
    } else if (json.is_array()) {
        head(out, 4, json.size());
        for (const Json& one : json) {
            encode(out, one);
        }
    } else if (json.is_string()) {
        const auto& text = json.get_ref<const std::string&>();
        head(out, 3, text.size());
        out += text;
    } else if (json.is_boolean()) {
        out += static_cast<char>(json.get<bool>() ? 0xf5 : 0xf4);
    } else if (json.is_number_unsigned() || (json.is_number_integer() && json.get<std::int64_t>() >= 0)) {
        head(out, 0, json.get<std::uint64_t>());
    } else if (json.is_number_integer()) {
        head(out, 1, static_cast<std::uint64_t>(-1 - json.get<std::int64_t>()));
    } else if (json.is_number_float()) {
        out += static_cast<char>(0xfb);
        const auto bits = std::bit_cast<std::uint64_t>(json.get<double>());
        for (int at = 7; at >= 0; --at) {
            out += static_cast<char>((bits >> (8U * static_cast<unsigned>(at))) & 255U);
        }
    } else {
        out += static_cast<char>(0xf6);
    }
}

std::string cidOf(std::string_view bytes, char codec) {
    const base::Sha256 digest = base::sha256(bytes);
    std::string cid{0x01, codec, 0x12, 0x20};
    cid.append(digest.begin(), digest.end());
    return "b" + base32(cid);
}

}  // namespace

Json canonical(const Json& record) {
    if (record.is_array()) {
        Json list = Json::array();
        for (const Json& one : record) {
            list.push_back(canonical(one));
        }
        return list;
    }
    if (!record.is_object()) {
        return record;
    }
    Json object = Json::object();
    for (const std::string& key : sortedKeys(record)) {
        object[key] = canonical(record[key]);
    }
    return object;
}

std::string recordCid(const Json& record) {
    std::string bytes;
    encode(bytes, record);
    return cidOf(bytes, kDagCbor);
}

std::string blobCid(std::string_view bytes) {
    return cidOf(bytes, kRaw);
}

}  // namespace app::practice::bluesky
