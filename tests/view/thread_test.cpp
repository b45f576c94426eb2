// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/thread_view.h"

#include "moments.h"
#include "support/catch.h"
#include "thread_story.h"

#include <map>
#include <set>
#include <string>
#include <vector>

using namespace threadstory;
using view::BadgeKind;
using Body = view::ThreadRow::Body;

namespace {

/// "day: …", "gap: …", "missing: …" or "level text".
std::vector<std::string> outline(const std::vector<ThreadRow>& rows) {
    static const std::map<Kind, std::string> kWords = {
        {Kind::Message, ""},  {Kind::DaySeparator, "day: "},      {Kind::NewSeparator, "new: "},
        {Kind::Gap, "gap: "}, {Kind::MissingParent, "missing: "}, {Kind::Moved, "moved: "}};
    std::vector<std::string> lines;
    for (const ThreadRow& row : rows) {
        lines.push_back(std::to_string(row.level) + " " + kWords.at(row.kind) + row.text);
    }
    return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a public thread is a tree with a separator where the day changes") {
    Thread thread;
    thread.says(1, 22h, "rye on Mondays?");
    thread.weSay(2, 21h, "from nine on", 1);
    thread.says(3, 20h, "the best batch", kOkke, 2);
    thread.says(4, 54min, "free of nuts?", kMira, 2);
    CHECK(outline(thread.rows()) == Lines{"0 day: Yesterday, Monday, 16 March", "0 rye on Mondays?",
                                          "1 from nine on", "2 the best batch",
                                          "2 day: Today, Tuesday, 17 March", "2 free of nuts?"});
}

TEST_CASE("where the tree goes back to an earlier day the day is named again") {
    Thread thread;
    thread.says(1, 24h, "a");
    thread.says(2, 1h, "b", kMira, 1);
    thread.says(3, 23h, "c");
    CHECK(outline(thread.rows()) == Lines{"0 day: Yesterday, Monday, 16 March", "0 a",
                                          "1 day: Today, Tuesday, 17 March", "1 b",
                                          "0 day: Yesterday, Monday, 16 March", "0 c"});
}

TEST_CASE("a child knows the row that it hangs below, past separators") {
    Thread thread;
    thread.says(1, 24h, "a");
    thread.says(2, 1h, "b", kMira, 1);
    const auto rows = thread.rows();
    REQUIRE(rows.size() == 4);
    CHECK_FALSE(rows[1].parentRow);
    CHECK(rows[3].parentRow == std::size_t{1});
}

TEST_CASE("a later sibling hangs below its own parent, not below what was shown last") {
    Thread thread;
    thread.says(1, 60min, "a");
    thread.says(2, 50min, "b", kMira, 1);
    thread.says(3, 49min, "c", kMira, 2);
    thread.says(4, 48min, "d", kMira, 1);
    const auto rows = thread.rows();
    REQUIRE(rows.size() == 5);
    CHECK(rows[3].parentRow == std::size_t{2});
    CHECK(rows[4].parentRow == std::size_t{1});
    CHECK_FALSE(rows[3].continuesRun);
}

TEST_CASE("below the fourth level a reply stays there and says whom it answers") {
    Thread thread;
    for (int id = 1; id <= 7; ++id) {
        thread.says(id, 60min - base::Duration{id}, std::to_string(id), id % 2 == 0 ? kOkke : kMira, id - 1);
    }
    const auto rows = thread.messageRows();
    REQUIRE(rows.size() == 7);
    CHECK(rows[4].level == 4);
    CHECK(rows[4].toText.empty());
    CHECK(rows[5].level == 4);
    CHECK(rows[5].toText == "to Mira Oduya");
    CHECK(rows[6].level == 4);
    CHECK(rows[6].toText == "to Okke Brandt");
    CHECK(rows[6].spoken.starts_with("to Okke Brandt. Mira Oduya"));
}

TEST_CASE("the posts above a conversation are shown and take one level together") {
    Thread thread;
    for (int id = 1; id <= 3; ++id) {
        Message above;
        above.id = {id};
        above.parent = {id - 1};
        above.at = kNow - 3h;
        above.author = kOkke;
        above.authorName = "Okke Brandt";
        above.text = "above " + std::to_string(id);
        thread.context.push_back(above);
    }
    thread.says(10, 1h, "@shop look", kMira, 3);
    thread.weSay(11, 30min, "hello", 10);
    CHECK(outline(thread.messageRows()) == Lines{"0 above 1", "0 above 2", "0 above 3", "1 look", "2 hello"});
}

TEST_CASE("a parent that is gone leaves a grey line, one that is only not loaded leaves none") {
    Thread thread;
    thread.says(1, 2h, "a").parentRemoteId = "deleted-post";
    thread.says(2, 1h, "b", kMira, 999);
    CHECK(outline(thread.rows()) == Lines{"0 day: Today, Tuesday, 17 March",
                                          "0 missing: an earlier post that is gone or hidden", "0 a", "0 b"});
}

TEST_CASE("a possible gap stands where messages may be missing") {
    Thread thread(model::Visibility::Private);
    thread.says(1, 72h, "a");
    thread.says(2, 10min, "b");
    thread.gaps.push_back(
        {.after = kNow - 72h, .before = kNow - 29h - 25min, .reason = "only the newest 20 are shown"});
    thread.gaps.push_back({.after = kNow - 5min, .reason = "the server stopped answering"});
    thread.gaps.push_back({.reason = "x"});
    CHECK(outline(thread.rows()) ==
          Lines{"0 gap: Possible gap: x", "0 day: Saturday, 14 March", "0 a",
                "0 gap: Possible gap, Sat 14:20 to Mon 08:55: only the newest 20 are shown",
                "0 day: Today, Tuesday, 17 March", "0 b",
                "0 gap: Possible gap, after 14:15: the server stopped answering"});
}

TEST_CASE("a private conversation is flat, and close messages of one author form a run") {
    Thread thread(model::Visibility::Private);
    thread.says(1, 60min, "a");
    thread.says(2, 55min, "b", kMira, 1);
    thread.says(3, 49min, "c");
    thread.weSay(4, 48min, "d");
    thread.weSay(5, 47min, "e");
    const auto rows = thread.messageRows();
    CHECK(outline(rows) == Lines{"0 a", "0 b", "0 c", "0 d", "0 e"});
    CHECK_FALSE(rows[0].continuesRun);
    CHECK(rows[1].continuesRun);
    CHECK_FALSE(rows[2].continuesRun);
    CHECK_FALSE(rows[3].continuesRun);
    CHECK(rows[4].continuesRun);
}

TEST_CASE("a run never goes on over midnight") {
    Thread thread(model::Visibility::Private);
    thread.says(1, 14h + 21min, "a");
    thread.says(2, 14h + 19min, "b");
    const auto rows = thread.rows();
    REQUIRE(rows.size() == 4);
    CHECK_FALSE(rows[3].continuesRun);
}

TEST_CASE("the customer needs no role, we and third parties have one") {
    Thread thread;
    thread.says(1, 60min, "a");
    thread.weSay(2, 50min, "b", 1);
    thread.says(3, 40min, "c", kOkke, 2);
    const auto rows = thread.messageRows();
    CHECK(rows[0].roleText.empty());
    CHECK(rows[1].roleText == "you");
    CHECK(rows[1].role == ThreadRow::Role::Us);
    CHECK(rows[2].roleText == "third party");
    CHECK(rows[2].badge.text == "not timed");
}

TEST_CASE("the first message of an open turn carries the badge, later ones point to it") {
    Thread thread;
    thread.says(1, 54min, "a").turn = openSince(54min);
    thread.says(2, 47min, "b", kMira, 1).turn = openSince(54min);
    const auto rows = thread.messageRows();
    CHECK(rows[0].badge.text == "due in 6 m");
    CHECK(rows[1].badge.text == "same turn, since 13:26");
    thread.conversation.state = model::ConversationState::Spam;
    CHECK(thread.messageRows()[0].badge.kind == BadgeKind::NotTimed);
}

TEST_CASE("of two messages of one moment only the first carries the badge") {
    Thread thread;
    thread.says(2, 54min, "b").turn = openSince(54min);
    thread.says(1, 54min, "a").turn = openSince(54min);
    const auto rows = thread.messageRows();
    CHECK(rows[0].badge.kind == BadgeKind::DueSoon);
    CHECK(rows[1].badge.kind == BadgeKind::SameTurn);
}

TEST_CASE(
    "each message of an answered turn shows its own time to the reply, and the reply whom it answered") {
    Thread thread;
    thread.says(1, 22h, "a").turn = answered(22h, 9min);
    thread.says(2, 22h - 4min, "b", kMira, 1).turn = answered(22h, 9min);
    thread.weSay(3, 22h - 9min, "c", 1).turn = answered(22h, 9min);
    thread.weSay(4, 21h, "d", 1);
    const auto rows = thread.messageRows();
    CHECK(rows[0].badge.text == "answered in 9 m");
    CHECK(rows[1].badge.text == "answered in 5 m");
    CHECK(rows[2].badge.text == "answered Mira in 9 m");
    CHECK(rows[3].badge.empty());
}

TEST_CASE("a third party who has a turn is timed like anybody") {
    Thread thread;
    thread.says(1, 10min, "a", kOkke).turn = openSince(10min);
    CHECK(thread.messageRows()[0].badge.text == "waiting 10 m");
}

TEST_CASE("a reply to a third party names them, not the customer") {
    Thread thread;
    thread.says(1, 60min, "a");
    thread.says(2, 50min, "b", kOkke, 1);
    thread.weSay(3, 46min, "c", 2).turn = answered(50min, 4min);
    CHECK(thread.messageRows()[2].badge.text == "answered Okke in 4 m");
}

TEST_CASE("a customer's message that no turn counts carries no badge") {
    Thread thread;
    thread.says(1, 10min, "a");
    CHECK(thread.messageRows()[0].badge.empty());
}

TEST_CASE("an edited message says when, on another day with the day") {
    Thread thread;
    thread.says(1, 50min, "a").editedAt = kNow - 45min;
    thread.says(2, 24h, "b").editedAt = kNow - 45min;
    const auto rows = thread.messageRows();
    CHECK(rows[0].editedText == "edited 13:35");
    CHECK(rows[1].editedText == "edited 13:35");
    Thread other;
    other.says(1, 48h, "a").editedAt = kNow - 24h;
    CHECK(other.messageRows()[0].editedText == "edited Mon 14:20");
}

TEST_CASE("an unsent message is replaced by a line, its words shown only when asked for") {
    Thread thread;
    Message& gone = thread.says(1, 6h, "my address is …");
    gone.deletedAt = kNow - 5h;
    gone.editedAt = kNow - 5h - 30min;
    auto row = thread.messageRows()[0];
    CHECK(row.body == Body::Unsent);
    CHECK(row.text == "Mira unsent a message of 08:20, seen here at 09:20");
    CHECK(row.cut);
    CHECK(row.editedText.empty());
    CHECK(row.spoken.find("my address") == std::string::npos);
    thread.expanded.insert({1});
    row = thread.messageRows()[0];
    CHECK(row.text == "Mira unsent a message of 08:20, seen here at 09:20\nmy address is …");
    CHECK_FALSE(row.cut);
    thread.messages[0].text.clear();
    thread.expanded.clear();
    CHECK_FALSE(thread.messageRows()[0].cut);
}

TEST_CASE("a post that is gone or blocked keeps its place in the tree and says in words why it is not seen") {
    Thread thread;
    Message& gone = thread.says(1, 2h, "", kOkke);
    gone.authorName.clear();
    gone.sight = model::Sight::Gone;
    thread.says(2, 1h, "free of nuts?", kMira, 1).turn = openSince(1h);
    Message& blocked = thread.says(3, 50min, "", kOkke, 2);
    blocked.sight = model::Sight::Blocked;
    CHECK(outline(thread.rows()) ==
          Lines{"0 day: Today, Tuesday, 17 March", "0 This post is no longer there.", "1 free of nuts?",
                "2 This post can't be seen: there is a block between its author and you."});
    const auto rows = thread.messageRows();
    for (const ThreadRow* hidden : {&rows[0], &rows[2]}) {
        CHECK(hidden->body == Body::Hidden);
        CHECK(hidden->role == ThreadRow::Role::ThirdParty);
        CHECK(hidden->badge.empty());
        CHECK_FALSE(hidden->cut);
    }
    CHECK(rows[0].author == "Somebody without a name");
    CHECK(rows[2].spoken == "Okke Brandt. third party. 13:30. This post can't be seen: there is a block "
                            "between its author and you.");
    CHECK_FALSE(rows[1].badge.empty());
}

TEST_CASE("a message that could not be read says where to look, and keeps the reason for the tooltip") {
    Thread thread;
    thread.says(1, 6h, "").unreadable = "/content is missing";
    const auto row = thread.messageRows()[0];
    CHECK(row.body == Body::Unreadable);
    CHECK(row.text == "A message that can't be shown here. Open it on Mastodon");
    CHECK(row.details == "/content is missing");
    CHECK(row.spoken.find("/content") == std::string::npos);
}

TEST_CASE("a text longer than four thousand graphemes is cut until it is asked for in full") {
    Thread thread;
    std::string text;
    for (int times = 0; times < 4'001; ++times) {
        text += "é";
    }
    thread.says(1, 6h, text);
    auto row = thread.messageRows()[0];
    CHECK(row.cut);
    CHECK(row.text.size() == 8'000);
    thread.expanded.insert({1});
    row = thread.messageRows()[0];
    CHECK_FALSE(row.cut);
    CHECK(row.text == text);
    thread.expanded.clear();
    thread.messages[0].text.resize(8'000);
    CHECK_FALSE(thread.messageRows()[0].cut);
}

TEST_CASE("a tower of combining marks is cut to thirty-two, expanded or not") {
    Thread thread;
    std::string text = "a";
    for (int times = 0; times < 500; ++times) {
        text += "\u0301";
    }
    thread.says(1, 6h, text + "b");
    const std::size_t most = 1 + 32 * 2 + 1;
    CHECK(thread.messageRows()[0].text.size() == most);
    thread.expanded.insert({1});
    CHECK(thread.messageRows()[0].text.size() == most);
}

TEST_CASE("pictures are named by their description, and a message without words says so") {
    Thread thread;
    Message& message = thread.says(1, 6h, "");
    message.attachments = {
        {.kind = model::Attachment::Kind::Image,
         .url = "https://cdn.example/1",
         .description = "two\nloaves"},
        {.kind = model::Attachment::Kind::Video, .url = "https://cdn.example/2", .description = ""}};
    thread.says(2, 5h, " ");
    const auto rows = thread.messageRows();
    REQUIRE(rows[0].pictures.size() == 2);
    CHECK(rows[0].pictures[0].label == "Picture: two loaves");
    CHECK(rows[0].pictures[1].label == "Video without a description");
    CHECK(rows[0].text.empty());
    CHECK(rows[0].spoken.find("Picture: two loaves. Video without") != std::string::npos);
    CHECK(rows[1].text == "A message without words");
}

TEST_CASE("a reply on its way shows its state, its row in the outbox and what happens next") {
    Thread thread(model::Visibility::Private);
    thread.says(1, 60min, "a");
    thread.weSay(2, 5min, "b").delivery = model::Delivery::Uncertain;
    thread.weSay(3, 4min, "c").delivery = model::Delivery::Queued;
    thread.weSay(4, 3min, "d").delivery = model::Delivery::Failed;
    thread.outbox = {
        {.id = {12}, .message = {2}, .state = model::Delivery::Uncertain, .error = "line cut", .place = 12},
        {.id = {13}, .message = {3}, .state = model::Delivery::Queued, .place = 13},
        {.id = {14},
         .message = {4},
         .state = model::Delivery::Failed,
         .error = "The post is gone.",
         .place = 14}};
    const auto rows = thread.messageRows();
    CHECK(rows[1].badge.text == "may have arrived");
    CHECK(rows[1].reply == base::ReplyId{12});
    CHECK(rows[1].deliveryReason == "Shopbell looks for it on Mastodon and does not send it twice by itself");
    CHECK(rows[2].badge.text == "waiting for network");
    CHECK(rows[2].deliveryReason == "goes after the reply above");
    CHECK(rows[3].badge.text == "not sent");
    CHECK(rows[3].deliveryReason == "The post is gone.");
}

TEST_CASE("the first of two waiting replies goes after none") {
    Thread thread(model::Visibility::Private);
    thread.weSay(2, 5min, "b").delivery = model::Delivery::Queued;
    thread.weSay(3, 4min, "c").delivery = model::Delivery::Queued;
    thread.outbox = {{.id = {12}, .message = {2}, .state = model::Delivery::Queued, .place = 12},
                     {.id = {13}, .message = {3}, .state = model::Delivery::Queued, .place = 13}};
    CHECK(thread.messageRows()[0].deliveryReason.empty());
    CHECK(thread.messageRows()[1].deliveryReason == "goes after the reply above");
}

TEST_CASE("a failed reply holds no later one back") {
    Thread thread(model::Visibility::Private);
    thread.weSay(2, 5min, "b").delivery = model::Delivery::Failed;
    thread.weSay(3, 4min, "c").delivery = model::Delivery::Queued;
    thread.outbox = {{.id = {12}, .message = {2}, .state = model::Delivery::Failed, .error = "x"},
                     {.id = {13}, .message = {3}, .state = model::Delivery::Queued, .notBefore = kNow + 6s}};
    const auto rows = thread.messageRows();
    CHECK(rows[1].deliveryReason.empty());
    CHECK(rows[1].badge.text == "leaves in 6 s");
}

TEST_CASE("an automatic reply and a note say what they are") {
    Thread thread(model::Visibility::Private);
    thread.weSay(1, 10min, "We read every message.").automatic = true;
    Message& note = thread.weSay(2, 9min, "Pays on pick-up");
    note.direction = Direction::Note;
    note.delivery = model::Delivery::None;
    const auto rows = thread.messageRows();
    CHECK(rows[0].body == Body::Automatic);
    CHECK(rows[0].badge.text == "automatic");
    CHECK(rows[0].deliveryReason == "The clock keeps running.");
    // Whoever wrote before it still waits, and for a person.
    thread.conversation.waitingSince = thread.messages.front().at - 5min;
    CHECK(thread.messageRows()[0].deliveryReason.starts_with("Waiting for a human since "));
    thread.conversation.waitingSince = thread.messages.front().at + 5min;
    CHECK(thread.messageRows()[0].deliveryReason == "The clock keeps running.");
    CHECK(rows[1].body == Body::Note);
    CHECK(rows[1].roleText == "note, never sent");
    CHECK(rows[1].badge.empty());
}

TEST_CASE("a message is spoken as who, when, what and how urgent") {
    Thread thread;
    thread.says(1, 54min, "free of nuts?").turn = openSince(54min);
    CHECK(thread.messageRows()[0].spoken == "Mira Oduya. 13:26. free of nuts?. Due in 6 minutes");
}

TEST_CASE("the thread is made again at its first tick, at midnight at the latest") {
    Thread thread;
    CHECK(thread.rows().empty());
    CHECK(nextTick(thread.rows(), words(), kNow) == kNow + 9h + 40min);
    thread.says(1, 10min, "a").turn = openSince(10min);
    CHECK(nextTick(thread.rows(), words(), kNow) == kNow + 1min);
}

TEST_CASE("the header names mark, platform and handle") {
    Thread thread;
    CHECK(threadSubtitle(thread.conversation, words()) == "Public · Mastodon · @mira@stadtfunk.example");
    thread.conversation.customerHandle.clear();
    CHECK(threadSubtitle(thread.conversation, words()) == "Public · Mastodon");
}

TEST_CASE("below a comment stands where it was answered in private, and the other way round") {
    Thread thread;
    thread.says(1, 54min, "price?");
    thread.weSay(2, 50min, "see your messages", 1);
    thread.privateAnswers = {{.id = {9},
                              .conversation = {5},
                              .at = kNow - 18min,
                              .delivery = model::Delivery::Sent,
                              .to = {1},
                              .toConversation = thread.conversation.id,
                              .toText = "price?"}};
    CHECK(outline(thread.rows()) == Lines{"0 day: Today, Tuesday, 17 March", "0 price?",
                                          "1 moved: moved to private, 14:02", "1 see your messages"});
    CHECK(thread.rows()[2].elsewhere == base::ConversationId{5});
    CHECK(thread.rows()[2].otherEnd == base::MessageId{9});
    CHECK(thread.rows()[2].spoken == "moved to private, 14:02");
    CHECK(thread.rows()[3].parentRow == 1U);
    thread.privateAnswers.front().delivery = model::Delivery::Queued;
    CHECK(thread.rows()[2].text == "moves to private, waits to be sent");

    Thread other(model::Visibility::Private);
    other.conversation.id = {5};
    other.weSay(9, 18min, "it is 12 euro");
    other.privateAnswers = thread.privateAnswers;
    CHECK(outline(other.rows()) == Lines{"0 day: Today, Tuesday, 17 March",
                                         "0 moved: in answer to the public message “price?”",
                                         "0 it is 12 euro"});
    CHECK(other.rows()[1].elsewhere == base::ConversationId{1});
    CHECK(other.rows()[1].otherEnd == base::MessageId{1});
}

TEST_CASE("where else a customer writes stands at the end, once") {
    Thread thread;
    thread.says(1, 54min, "price?");
    model::ConversationRow other = thread.conversation;
    other.lastAt = kNow - 18min;
    thread.ofCustomer = {other};
    other.id = {2};
    thread.ofCustomer.push_back(other);
    CHECK(thread.rows().size() == 2);  // in public as here
    other.id = {3};
    other.visibility = model::Visibility::Private;
    thread.ofCustomer.push_back(other);
    REQUIRE(thread.rows().size() == 3);
    CHECK(outline(thread.rows()).back() == "0 moved: Mira also writes in private, last 14:02");
    CHECK(thread.rows().back().elsewhere == base::ConversationId{3});
    // The way there by a private reply is enough.
    thread.privateAnswers = {{.id = {9},
                              .conversation = {3},
                              .at = kNow,
                              .delivery = model::Delivery::Sent,
                              .to = {1},
                              .toConversation = thread.conversation.id}};
    CHECK(outline(thread.rows()).back() == "1 moved: moved to private, 14:20");
}
