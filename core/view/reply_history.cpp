// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/reply_history.h"

#include "base/text.h"

namespace view {
namespace {

Phrase phraseOf(model::ReplyEvent::Kind kind) {
    using Kind = model::ReplyEvent::Kind;
    switch (kind) {
    case Kind::Written:
        return Phrase::EventWritten;
    case Kind::Left:
        return Phrase::EventLeft;
    case Kind::CutOff:
        return Phrase::EventCutOff;
    case Kind::NotNow:
        return Phrase::EventNotNow;
    case Kind::Refused:
        return Phrase::EventRefused;
    case Kind::NotFound:
        return Phrase::EventNotFound;
    case Kind::Found:
        return Phrase::EventFound;
    case Kind::Confirmed:
        return Phrase::EventConfirmed;
    case Kind::SaidArrived:
        return Phrase::EventSaidArrived;
    case Kind::SentAgain:
        return Phrase::EventSentAgain;
    case Kind::TriedAgain:
        return Phrase::EventTriedAgain;
    case Kind::Discarded:
        return Phrase::EventDiscarded;
    }
    return Phrase::EventWritten;
}

}  // namespace

std::vector<HistoryLine> replyHistory(const model::OutboxRow& reply,
                                      std::span<const model::ReplyEvent> events, const Words& words,
                                      base::UtcTime now) {
    std::vector<HistoryLine> lines;
    int tries = 0;
    for (const model::ReplyEvent& event : events) {
        std::string text = words.say(phraseOf(event.kind));
        if (event.kind == model::ReplyEvent::Kind::Left && ++tries > 1) {
            text = words.say(Phrase::EventLeftAgain, {{"number", words.number(tries)}});
        }
        const bool explains =
            event.kind == model::ReplyEvent::Kind::NotNow || event.kind == model::ReplyEvent::Kind::Refused;
        if (explains && !event.detail.empty()) {
            text = words.say(Phrase::EventBecause, {{"what", std::move(text)}, {"why", event.detail}});
        }
        lines.push_back({.at = event.at, .kind = event.kind, .text = std::move(text)});
    }
    if (events.empty()) {
        // Written by a version that kept no events.
        lines.push_back({.at = reply.queuedAt, .text = words.say(Phrase::EventWritten)});
    }
    if (reply.state == model::Delivery::Queued && reply.notBefore && *reply.notBefore > now) {
        lines.push_back({.at = *reply.notBefore,
                         .kind = model::ReplyEvent::Kind::Left,
                         .text = reply.isForLater(now)
                                     ? words.say(Phrase::EventGoesOut,
                                                 {{"time", words.momentWithTime(*reply.sendAt, now)}})
                                     : words.say(Phrase::EventNextTry),
                         .ahead = true});
    }
    return lines;
}

}  // namespace view
