// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/instagram/street_talk.h"

#include <array>
#include <optional>
#include <string_view>

namespace app::practice::instagram {
namespace {

enum class Manner {
    Comment,  ///< under the account's latest picture
    Hidden,   ///< the same, and the account has hidden it
    Answer,   ///< under what was said before it here
    Tagged,   ///< a picture of their own, with the account in it
    Message,
    Picture,
    Share,
    StoryReply,
    StoryMention,
    Unsupported,
    Thanks,     ///< the account writes to who wrote before
    Heart,      ///< on what was said before it here
    Unsent,     ///< takes it back
    Retracted,  ///< deletes the comment before it
};

struct Line {
    int minutesBefore;  ///< the street opens
    std::string_view persona;
    Manner manner;
    std::string_view text;
};

constexpr std::array kLines{
    Line{350, "zoe", Manner::Comment, "Which glaze is that? It looks like rain."},
    Line{345, "boost", Manner::Hidden, "DM us to grow this page 🚀🚀🚀"},
    Line{330, "etienne", Manner::Comment, "On dirait la mer. Vous l’avez en grand ?"},
    Line{325, "lucia", Manner::Answer, "@etienne ¡yo vi una en la tienda!"},
    Line{300, "ada", Manner::Tagged, "Sunday repair, by the people in the picture. @kettleandkiln"},
    Line{280, "haruka", Manner::StoryReply, "この釉薬、好きです！"},
    Line{250, "mira", Manner::StoryMention, ""},
    Line{220, "jonas", Manner::Picture, ""},
    Line{219, "jonas", Manner::Message, "Passt der Deckel auf das Modell von 2019?"},
    Line{200, "jonas", Manner::Thanks, "Ja, der passt."},
    Line{190, "jonas", Manner::Heart, "❤"},
    Line{160, "priya", Manner::Share, "Do you still have this one?"},
    Line{130, "nour", Manner::Message, "لحظة من فضلكم"},
    Line{129, "nour", Manner::Unsent, ""},
    Line{100, "kai", Manner::Comment, "wucher"},
    Line{98, "kai", Manner::Retracted, ""},
    Line{70, "tomasz", Manner::Unsupported, ""},
};

constexpr std::int64_t kMinuteMs = 60'000;

std::optional<Enclosure::Kind> enclosureOf(Manner manner) {
    switch (manner) {
    case Manner::Picture:
        return Enclosure::Kind::Picture;
    case Manner::Share:
        return Enclosure::Kind::Share;
    case Manner::StoryReply:
        return Enclosure::Kind::StoryReply;
    case Manner::StoryMention:
        return Enclosure::Kind::StoryMention;
    case Manner::Unsupported:
        return Enclosure::Kind::Unsupported;
    default:
        return std::nullopt;
    }
}

std::string publish(const Line& line, ServerState& state, const std::string& last, std::int64_t atMs) {
    const std::string author = state.network.people.byKey(line.persona)->id;
    const std::string latest = state.network.latestOwn();
    if (line.manner == Manner::Tagged || latest.empty()) {
        return state.network.publish(author, std::string(line.text), atMs).id;
    }
    const bool isAnswer = line.manner == Manner::Answer && state.network.comment(last) != nullptr;
    Comment& comment = state.comment(author, isAnswer ? last : latest, std::string(line.text), atMs);
    comment.isHidden = line.manner == Manner::Hidden;
    return comment.id;
}

std::string write(const Line& line, ServerState& state, std::int64_t atMs) {
    Message message{
        .isFromShop = line.manner == Manner::Thanks, .text = std::string(line.text), .atMs = atMs};
    if (const auto kind = enclosureOf(line.manner)) {
        message.enclosures.push_back({.kind = *kind});
    }
    return state.network.inbox.write(state.network.people.byKey(line.persona)->id, std::move(message)).id;
}

}  // namespace

void StreetTalk::catchUp(ServerState& state, std::int64_t nowMs) {
    while (m_isAwake && m_next < kLines.size()) {
        const Line& line = kLines.at(m_next);
        const std::int64_t atMs = m_startMs - line.minutesBefore * kMinuteMs;
        if (atMs > nowMs) {
            return;
        }
        ++m_next;
        if (line.manner == Manner::Unsent) {
            state.network.inbox.unsend(m_last);
        } else if (line.manner == Manner::Retracted) {
            state.network.eraseComment(m_last);
        } else if (line.manner == Manner::Heart) {
            if (const Found found = state.network.inbox.find(m_last); found.message != nullptr) {
                found.message->reactions[found.conversation->person] = line.text;
            }
        } else if (line.manner == Manner::Message || line.manner == Manner::Thanks ||
                   enclosureOf(line.manner)) {
            m_last = write(line, state, atMs);
        } else {
            m_last = publish(line, state, m_last, atMs);
        }
    }
}

}  // namespace app::practice::instagram
