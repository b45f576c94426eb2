// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/street_talk.h"

#include <array>
#include <string_view>

namespace app::practice::x {
namespace {

enum class Manner {
    Aside,    ///< for nobody
    Answer,   ///< under what was said before it here
    Quote,    ///< over the shop's latest post
    Mention,  ///< to the shop
};

struct Line {
    int minutesBefore;  ///< the street opens
    std::string_view persona;
    Manner manner;
    std::string_view text;
};

constexpr std::array kLines{
    Line{330, "ada", Manner::Quote,
         "Kettle & Kiln did it: a handle on the side where I keep my hand. Does it come in celadon, too?"},
    Line{250, "bo", Manner::Aside,
         "Does anybody else's pot from Kettle & Kiln whistle in two voices? The neighbours think I have "
         "company."},
    Line{240, "lucia", Manner::Answer, "La mía solo silba cuando hay visita."},
    Line{150, "etienne", Manner::Mention,
         "Une longue histoire, mais elle finit bien. En mars, ma grand-mère a cassé le couvercle de sa "
         "théière, la "
         "bleue, celle qu’elle tenait de sa propre grand-mère. J’ai écrit partout, personne ne voulait d’une "
         "réparation "
         "aussi petite. Vous avez répondu le jour même, vous avez demandé trois photos, et dix jours plus "
         "tard le "
         "couvercle fermait de nouveau. Elle vous fait dire que le thé a meilleur goût. Auriez-vous encore "
         "le même "
         "émail pour une tasse ? Elle aura quatre-vingt-dix ans le douze."},
    Line{45, "priya", Manner::Aside,
         "Three shops, three teapots that drip. Is Kettle & Kiln any better, or do I drink from the tap?"},
};

constexpr std::int64_t kMinuteMs = 60'000;

Id latestShopPost(const Network& network) {
    Id latest = 0;
    for (const auto& [id, post] : network.posts) {
        if (post.author == network.shop().id && post.inReplyTo == 0 && !post.replaced) {
            latest = id;
        }
    }
    return latest;
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
        const std::string text(line.text);
        Draft draft{.author = state.network.byKey(line.persona), .text = text};
        if (line.manner == Manner::Mention) {
            draft.text = "@" + state.network.shop().userName + " " + text;
        } else if (line.manner == Manner::Quote) {
            draft.quoted = latestShopPost(state.network);
        } else if (line.manner == Manner::Answer && state.network.post(m_last) != nullptr) {
            draft.inReplyTo = m_last;
        }
        m_last = state.publishAndTell(draft, atMs).id;
    }
}

}  // namespace app::practice::x
