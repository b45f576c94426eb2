// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/text_limits.h"

#include "model/text_entities.h"
#include "model/weighted_length.h"

#include "base/text.h"

#include <algorithm>
#include <string>

namespace model {
namespace {

std::int64_t countIn(LengthUnit unit, std::string_view text) {
    switch (unit) {
    case LengthUnit::Graphemes:
        return static_cast<std::int64_t>(base::countGraphemes(text));
    case LengthUnit::Utf16Units:
        return static_cast<std::int64_t>(base::countUtf16(text));
    case LengthUnit::Weighted:
        return weightedLength(text, 0);
    case LengthUnit::Bytes:
        return static_cast<std::int64_t>(text.size());
    }
    return static_cast<std::int64_t>(text.size());
}

}  // namespace

std::int64_t countLength(std::string_view text, const LengthRule& rule) {
    if (rule.unit == LengthUnit::Weighted) {
        return weightedLength(text, rule.urlLength);
    }
    if (rule.urlLength <= 0 && !rule.mentionsWithoutDomain) {
        return countIn(rule.unit, text);
    }
    // The text as the server counts it: what stands for a URL must keep its neighbours' graphemes apart, as
    // there.
    std::string counted;
    counted.reserve(text.size());
    std::size_t copied = 0;
    for (const TextEntity& entity : findEntities(text)) {
        const bool url = entity.kind == TextEntity::Kind::Url;
        if (url ? rule.urlLength <= 0 : !rule.mentionsWithoutDomain) {
            continue;
        }
        counted += text.substr(copied, entity.begin - copied);
        if (url) {
            counted.append(static_cast<std::size_t>(rule.urlLength), 'x');
        } else {
            counted += text.substr(entity.begin, entity.nameEnd - entity.begin);
        }
        copied = entity.end;
    }
    counted += text.substr(copied);
    return countIn(rule.unit, counted);
}

bool hasUrl(std::string_view text, const LengthRule& rule) {
    if (rule.unit == LengthUnit::Weighted) {
        return hasWeightedUrl(text);
    }
    return std::ranges::any_of(findEntities(text),
                               [](const TextEntity& entity) { return entity.kind == TextEntity::Kind::Url; });
}

Length measure(std::string_view text, const LengthRule& rule) {
    const Length length{countLength(text, rule), rule.limit, rule.unit};
    const Length bytes{static_cast<std::int64_t>(text.size()), rule.byteLimit, LengthUnit::Bytes};
    const bool closer = rule.byteLimit > 0 && bytes.count * length.limit > length.count * bytes.limit;
    // What fits anyhow is counted as people count.
    return closer && bytes.count * 10 >= bytes.limit * 9 ? bytes : length;
}

}  // namespace model
