// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/facebook/street_talk.h"

#include <array>
#include <string_view>

namespace app::practice::facebook {
namespace {

enum class Manner {
    Comment,     ///< under the page's latest post
    Photo,       ///< the same, with a picture
    Hidden,      ///< the same, and the page has hidden it
    Answer,      ///< under what was said before it here
    WallPost,    ///< on the page
    TaggedPost,  ///< on the own profile
    Message,
    Picture,  ///< a message of a picture and nothing else
    Sticker,
    File,
    Share,      ///< a message with a link to the page's latest post
    Unsent,     ///< takes back what was said before it here
    Retracted,  ///< deletes the comment before it
    Edited,     ///< writes the comment before it anew
};

struct Line {
    int minutesBefore;  ///< the street opens
    std::string_view persona;
    Manner manner;
    std::string_view text;
};

constexpr std::array kLines{
    Line{350, "zoe", Manner::Comment, "Do the cups come in pairs, or do they have to be introduced first?"},
    Line{340, "boost", Manner::Hidden,
         "10,000 page likes for the price of one teapot: https://lautsprecher.example/likes"},
    Line{320, "ada", Manner::TaggedPost,
         "saved my Sunday: the lid fits again. Go and see them before I tell everybody."},
    Line{300, "etienne", Manner::Photo, "La voilà, sur la terrasse. Elle ne goutte plus !"},
    Line{290, "lucia", Manner::Answer, "¡Qué bonita! ¿Es la de gres?"},
    Line{260, "haruka", Manner::Picture, ""},
    Line{259, "haruka", Manner::Message, "この急須の蓋だけ、買えますか。"},
    Line{230, "jonas", Manner::WallPost,
         "Habt ihr noch Korken für die Vorratsdosen? Der alte ist weg, der Hund war es nicht."},
    Line{200, "tomasz", Manner::File, "paragon-4711.pdf"},
    Line{199, "tomasz", Manner::Message, "W załączniku paragon, proszę o fakturę."},
    Line{170, "priya", Manner::Share, "Is this one still there?"},
    Line{150, "nour", Manner::Message, "نسيت رقم الطلب، لحظة"},
    Line{149, "nour", Manner::Unsent, ""},
    Line{140, "kai", Manner::Comment, "Nie wieder."},
    Line{138, "kai", Manner::Retracted, ""},
    Line{110, "xiaodeng", Manner::Comment, "請問週六有開嗎"},
    Line{108, "xiaodeng", Manner::Edited, "請問週六有開嗎？幾點開門？"},
    Line{60, "mira", Manner::Sticker, ""},
};

constexpr std::int64_t kMinuteMs = 60'000;

/// What comes into Messenger; null for all else.
std::optional<Message> messageOf(const Line& line, const ServerState& state, std::int64_t atMs) {
    Message message{.text = std::string(line.text), .atMs = atMs};
    switch (line.manner) {
    case Manner::Message:
        return message;
    case Manner::Picture:
        message.enclosures.push_back({.kind = Enclosure::Kind::Picture});
        return message;
    case Manner::Sticker:
        message.enclosures.push_back({.kind = Enclosure::Kind::Sticker});
        return message;
    case Manner::File:
        message.text.clear();
        message.enclosures.push_back({.kind = Enclosure::Kind::File, .name = std::string(line.text)});
        return message;
    case Manner::Share: {
        const std::string post = latestShopPost(state.network);
        message.enclosures.push_back({.kind = Enclosure::Kind::Share,
                                      .name = "Kettle & Kiln",
                                      .link = "https://www.facebook.com/" + post});
        return message;
    }
    default:
        return std::nullopt;
    }
}

/// What is posted or commented; the id of it.
std::string publish(const Line& line, ServerState& state, const std::string& last, std::int64_t atMs) {
    const std::string author = state.network.people.byKey(line.persona)->id;
    const std::string text(line.text);
    const std::string latest = latestShopPost(state.network);
    if (line.manner == Manner::WallPost || line.manner == Manner::TaggedPost || latest.empty()) {
        const bool isElsewhere = line.manner == Manner::TaggedPost;
        Post& post =
            state.network.publish(author, isElsewhere ? state.network.pageName + " " + text : text, atMs);
        post.isElsewhere = isElsewhere;
        return post.id;
    }
    const bool isAnswer = line.manner == Manner::Answer && state.network.comment(last) != nullptr;
    Comment& comment = state.comment(author, isAnswer ? last : latest, text, atMs);
    comment.isHidden = line.manner == Manner::Hidden;
    comment.picture = line.manner == Manner::Photo ? comment.id + ".jpg" : "";
    return comment.id;
}

}  // namespace

std::string latestShopPost(const Network& network) {
    std::string latest;
    for (const auto& [id, post] : network.posts) {
        if (post.author == network.pageId) {
            latest = id;
        }
    }
    return latest;
}

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
        } else if (line.manner == Manner::Edited) {
            if (Comment* comment = state.network.comment(m_last)) {
                comment->text = line.text;
            }
        } else if (auto message = messageOf(line, state, atMs)) {
            m_last = state.tell(state.network.people.byKey(line.persona)->id, *std::move(message)).id;
        } else {
            m_last = publish(line, state, m_last, atMs);
        }
    }
}

}  // namespace app::practice::facebook
