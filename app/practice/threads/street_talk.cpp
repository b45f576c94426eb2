// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/threads/street_talk.h"

#include <array>
#include <string_view>

namespace app::practice::threads {
namespace {

enum class Manner {
    Reply,      ///< under the shop's latest post
    Hidden,     ///< the same, and the shop has hidden it
    Answer,     ///< under what was said before it here
    Aside,      ///< for nobody
    Mention,    ///< to the shop
    Retracted,  ///< takes back what was said before it here
};

struct Line {
    int minutesBefore;  ///< the street opens
    std::string_view persona;
    Manner manner;
    std::string_view text;
};

constexpr std::array kLines{
    Line{350, "etienne", Manner::Reply, "Est-ce qu’il en reste en bleu ?"},
    Line{345, "lucia", Manner::Answer, "Yo quiero la verde."},
    Line{340, "bo", Manner::Answer, "There were two green ones this morning."},
    Line{335, "lucia", Manner::Answer, "¡Corro!"},
    Line{300, "boost", Manner::Hidden, "Buy followers, the finest in town"},
    Line{260, "priya", Manner::Aside, "Does Kettle & Kiln ship on Mondays? Asking for a thirsty friend."},
    Line{240, "bo", Manner::Answer, "Tuesdays, I think."},
    Line{200, "zoe", Manner::Mention, "the crane on my teapot has lost an eye. Is there a doctor for that?"},
    Line{120, "kai", Manner::Reply, "zu teuer"},
    Line{118, "kai", Manner::Retracted, ""},
};

constexpr std::int64_t kMinuteMs = 60'000;

}  // namespace

void StreetTalk::catchUp(ServerState& state, std::int64_t nowMs) {
    while (m_isAwake && m_next < kLines.size()) {
        const Line& line = kLines.at(m_next);
        const std::int64_t atMs = m_startMs - line.minutesBefore * kMinuteMs;
        if (atMs > nowMs) {
            return;
        }
        ++m_next;
        if (line.manner == Manner::Retracted) {
            state.network.erase(m_last);
            continue;
        }
        const bool isReply = line.manner == Manner::Reply || line.manner == Manner::Hidden;
        const std::string under = isReply                         ? state.network.latestOwn()
                                  : line.manner == Manner::Answer ? m_last
                                                                  : "";
        const std::string head = line.manner == Manner::Mention ? "@" + state.network.userName + " " : "";
        Post& post = state.publish(state.network.people.byKey(line.persona)->id, under,
                                   head + std::string(line.text), atMs);
        post.isHidden = line.manner == Manner::Hidden;
        m_last = post.id;
    }
}

}  // namespace app::practice::threads
