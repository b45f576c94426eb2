// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/graph/fault_words.h"

#include "practice/fault_answers.h"
#include "practice/graph/call.h"
#include "practice/graph/usage_meter.h"

namespace app::practice::graph {
namespace {

Answer loginPage() {
    return {200, "text/html; charset=utf-8",
            "<!DOCTYPE html>\n<html><head><title>Welcome to the guest network</title></head>\n"
            "<body><h1>Guest network</h1><form action=\"http://portal.hotel.example/login\" method=\"post\">"
            "<label>Room number <input name=\"room\"></label><button>Go online</button></form>"
            "</body></html>\n"};
}

}  // namespace

Answer faultWords(const Fault& fault, const Question& question, std::int64_t nowMs, TokenDesk& desk,
                  const std::string& who, const std::string& use) {
    const Call call = readCall(question, nowMs);
    switch (fault.kind) {
    case FaultKind::RateLimit: {
        Answer answer = finished(Refused(overUsed(use)), call);
        const int minutes = static_cast<int>((fault.seconds + 59) / 60);
        for (auto& header :
             usageHeaders(who, {.type = use, .percent = 100, .isOver = true, .minutes = minutes})) {
            answer.headers.push_back(std::move(header));
        }
        return answer;
    }
    case FaultKind::Revoked:
        // The owner has changed the password: nothing that came from this person is good any more.
        desk.endAllOf(call.tokenText, 460);
        return finished(Refused(badToken(460, 0, nowMs)), call);
    case FaultKind::Expired:
        return finished(Refused(badToken(463, nowMs, nowMs)), call);
    case FaultKind::Html:
        return loginPage();
    default:
        break;
    }
    const int status = static_cast<int>(fault.amount);
    return status == 502 || status == 504 ? proxyPage(status)
                                          : finished(Refused(statusRefusal(status)), call);
}

}  // namespace app::practice::graph
