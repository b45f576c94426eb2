// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/graph/call.h"

#include <fmt/format.h>

namespace app::practice::graph {
namespace {

/// "Bearer TOKEN" and "OAuth TOKEN".
std::string tokenIn(const std::string& header) {
    for (const std::string_view scheme : {"Bearer ", "OAuth "}) {
        if (header.starts_with(scheme)) {
            return header.substr(scheme.size());
        }
    }
    return "";
}

}  // namespace

int versionOf(std::string_view text) {
    if (!text.starts_with('v')) {
        return 0;
    }
    const auto dot = text.find('.');
    const auto major = wholeNumber(text.substr(1, dot == std::string_view::npos ? dot : dot - 1));
    const auto minor = dot == std::string_view::npos ? std::nullopt : wholeNumber(text.substr(dot + 1));
    return major && minor && *major < 1000 && *minor < 10 ? static_cast<int>(*major * 10 + *minor) : 0;
}

Call readCall(const Question& question, std::int64_t nowMs) {
    Call call{.question = question, .params = readParams(question), .nowMs = nowMs};
    for (std::string& part : split(question.path, '/')) {
        if (!part.empty()) {
            call.path.push_back(std::move(part));
        }
    }
    call.versionNumber = versionOf(call.place(0));
    if (call.versionNumber != 0) {
        call.version = call.path.front();
        call.path.erase(call.path.begin());
    } else {
        call.versionNumber = kOldestVersion;
        call.version = fmt::format("v{}.{}", kOldestVersion / 10, kOldestVersion % 10);
    }
    call.tokenText = tokenIn(question.header("Authorization").value_or(""));
    if (call.tokenText.empty()) {
        call.tokenText = call.params.textOrEmpty("access_token");
    }
    return call;
}

Outcome<void> signIn(Call& call, const TokenDesk& desk) {
    if (call.tokenText.empty()) {
        if (call.place(0) == "me") {
            return Refused({.code = 2500,
                            .message = "An active access token must be used to query information about the "
                                       "current user."});
        }
        return Refused(noToken());
    }
    const Outcome<const Token*> token = desk.check(call.tokenText, call.nowMs);
    if (!token) {
        return Refused(token.error());
    }
    call.token = *token;
    return {};
}

Answer finished(Outcome<Answer> outcome, const Call& call) {
    Answer answer = outcome ? *std::move(outcome)
                            : refusalAnswer(outcome.error(), fmt::format("{} {} {}", call.question.method,
                                                                         call.question.target, call.nowMs));
    answer.headers.emplace_back("facebook-api-version", call.version);
    return answer;
}

}  // namespace app::practice::graph
