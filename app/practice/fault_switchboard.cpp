// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/fault_switchboard.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace app::practice {
namespace {

enum class Number { None, Required };

struct KindName {
    std::string_view name;
    FaultKind kind;
    Number number;
};

constexpr std::array kKindNames{
    KindName{"drop_before", FaultKind::DropBefore, Number::None},
    KindName{"drop_after", FaultKind::DropAfter, Number::None},
    KindName{"cut_after", FaultKind::CutAfter, Number::Required},
    KindName{"delay", FaultKind::Delay, Number::Required},
    KindName{"status", FaultKind::Status, Number::Required},
    KindName{"status_after", FaultKind::StatusAfter, Number::Required},
    KindName{"rate_limit", FaultKind::RateLimit, Number::None},
    KindName{"html", FaultKind::Html, Number::None},
    KindName{"not_json", FaultKind::NotJson, Number::None},
    KindName{"empty", FaultKind::Empty, Number::None},
    KindName{"truncate", FaultKind::Truncate, Number::None},
    KindName{"revoked", FaultKind::Revoked, Number::None},
    KindName{"expired", FaultKind::Expired, Number::None},
    KindName{"html_status", FaultKind::HtmlStatus, Number::Required},
    KindName{"text_html", FaultKind::TextHtml, Number::None},
    KindName{"octet_stream", FaultKind::OctetStream, Number::None},
    KindName{"limit_seconds", FaultKind::LimitSeconds, Number::None},
    KindName{"limit_date", FaultKind::LimitDate, Number::None},
    KindName{"limit_iso", FaultKind::LimitIso, Number::None},
    KindName{"limit_epoch", FaultKind::LimitEpoch, Number::None},
    KindName{"limit_dash_epoch", FaultKind::LimitDashEpoch, Number::None},
    KindName{"limit_bare", FaultKind::LimitBare, Number::None},
    KindName{"limit_garbage", FaultKind::LimitGarbage, Number::None},
    KindName{"items_twice", FaultKind::ItemsTwice, Number::None},
    KindName{"reordered", FaultKind::Reordered, Number::None},
    KindName{"same_page", FaultKind::SamePage, Number::None},
    KindName{"endless", FaultKind::Endless, Number::None},
    KindName{"elsewhere", FaultKind::Elsewhere, Number::None},
    KindName{"forget_keys", FaultKind::ForgetKeys, Number::None},
    KindName{"other_software", FaultKind::OtherSoftware, Number::None},
};

bool isTrait(FaultKind kind) {
    return kind == FaultKind::ForgetKeys || kind == FaultKind::OtherSoftware;
}

std::string_view nameOf(FaultKind kind) {
    return std::ranges::find(kKindNames, kind, &KindName::kind)->name;
}

bool matches(const std::string& match, const Question& question) {
    const std::string line = question.method + " " + question.target;
    const auto space = match.find(" /");
    const bool isMethodAndPath =
        space != std::string::npos && space > 0 &&
        std::all_of(match.begin(), match.begin() + static_cast<std::ptrdiff_t>(space),
                    [](char letter) { return letter >= 'A' && letter <= 'Z'; });
    if (isMethodAndPath) {
        return line.starts_with(match);
    }
    return line.find(match) != std::string::npos || question.body.find(match) != std::string::npos;
}

/// A whole number at `key`, or BadInput.
base::Status readNumber(const Json& request, const char* key, int& into) {
    const auto found = request.find(key);
    if (found == request.end()) {
        return {};
    }
    if (!found->is_number_integer()) {
        return base::fail(base::ErrorKind::BadInput, fmt::format("a fault's \"{}\" is a whole number", key));
    }
    into = found->get<int>();
    return {};
}

}  // namespace

base::Result<Fault> parseFaultKind(std::string_view text) {
    const auto colon = text.find(':');
    const std::string_view name = text.substr(0, colon);
    const auto* found = std::ranges::find(kKindNames, name, &KindName::name);
    if (found == kKindNames.end()) {
        std::string known;
        for (const KindName& one : kKindNames) {
            known += (known.empty() ? "" : ", ") + std::string(one.name);
        }
        return base::fail(base::ErrorKind::BadInput,
                          fmt::format("unknown fault kind \"{}\"; known are {}", name, known));
    }
    Fault fault;
    fault.kind = found->kind;
    const std::string_view number =
        colon == std::string_view::npos ? std::string_view{} : text.substr(colon + 1);
    if ((found->number == Number::Required) == number.empty()) {
        return base::fail(
            base::ErrorKind::BadInput,
            found->number == Number::Required
                ? fmt::format("the fault kind \"{}\" needs a number, as in \"{}:100\"", name, name)
                : fmt::format("the fault kind \"{}\" takes no number", name));
    }
    if (!number.empty()) {
        const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), fault.amount);
        if (error != std::errc{} || end != number.data() + number.size() || fault.amount < 0) {
            return base::fail(base::ErrorKind::BadInput,
                              fmt::format("\"{}\" is not a number that a fault can use", number));
        }
    }
    const bool isStatus = fault.kind == FaultKind::Status || fault.kind == FaultKind::StatusAfter ||
                          fault.kind == FaultKind::HtmlStatus;
    if (isStatus && (fault.amount < 400 || fault.amount > 599)) {
        return base::fail(base::ErrorKind::BadInput, "a fault's status is between 400 and 599");
    }
    return fault;
}

base::Status FaultSwitchboard::order(const Json& request) {
    if (!request.is_object()) {
        return base::fail(base::ErrorKind::BadInput, "a fault is a JSON object with \"match\" and \"kind\"");
    }
    if (const auto clear = request.find("clear"); clear != request.end()) {
        if (*clear != true) {
            return base::fail(base::ErrorKind::BadInput, "\"clear\" can only be true");
        }
        m_faults.clear();
        return {};
    }
    const auto match = request.find("match");
    const auto kind = request.find("kind");
    if (match == request.end() || !match->is_string() || match->get<std::string>().empty() ||
        kind == request.end() || !kind->is_string()) {
        return base::fail(base::ErrorKind::BadInput, "a fault needs \"match\" and \"kind\", both text");
    }
    base::Result<Fault> fault = parseFaultKind(kind->get<std::string>());
    if (!fault) {
        return std::unexpected(fault.error());
    }
    fault->match = match->get<std::string>();
    int seconds = 60;
    for (auto [key, into] :
         {std::pair{"times", &fault->times}, {"skip", &fault->skip}, {"seconds", &seconds}}) {
        if (auto read = readNumber(request, key, *into); !read) {
            return read;
        }
    }
    fault->seconds = seconds;
    if (fault->times == 0 || fault->times < -1 || fault->skip < 0 || seconds < 0) {
        return base::fail(
            base::ErrorKind::BadInput,
            "\"times\" is 1 or more, or -1 for \"until cleared\"; \"skip\" and \"seconds\" are 0 or more");
    }
    m_faults.push_back(*std::move(fault));
    return {};
}

std::optional<Fault> FaultSwitchboard::strike(const Question& question) {
    for (auto fault = m_faults.begin(); fault != m_faults.end(); ++fault) {
        if (isTrait(fault->kind) || !matches(fault->match, question)) {
            continue;
        }
        if (fault->skip > 0) {
            --fault->skip;
            continue;
        }
        ++fault->struck;
        const Fault struck = *fault;
        if (fault->times > 0 && --fault->times == 0) {
            m_faults.erase(fault);
        }
        return struck;
    }
    return std::nullopt;
}

bool FaultSwitchboard::hasTrait(FaultKind trait, const Question& question) const {
    return std::ranges::any_of(
        m_faults, [&](const Fault& one) { return one.kind == trait && matches(one.match, question); });
}

Json FaultSwitchboard::toJson() const {
    Json list = Json::array();
    for (const Fault& one : m_faults) {
        Json json = {{"match", one.match}, {"kind", nameOf(one.kind)}};
        if (std::ranges::find(kKindNames, one.kind, &KindName::kind)->number == Number::Required) {
            json["kind"] = fmt::format("{}:{}", nameOf(one.kind), one.amount);
        }
        json["times"] = one.times;
        json["skip"] = one.skip;
        json["seconds"] = one.seconds;
        json["struck"] = one.struck;
        list.push_back(std::move(json));
    }
    return {{"faults", list}};
}

}  // namespace app::practice
