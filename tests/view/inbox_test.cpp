// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/inbox_row.h"

#include "moments.h"
#include "support/catch.h"

#include <string>

using namespace moments;
using model::ConversationRow;
using model::ConversationState;
using view::inboxCountsLine;
using view::InboxRow;
using view::inboxRow;
using view::initialsOf;
using view::TallyScope;

namespace {

ConversationRow mira() {
    ConversationRow row;
    row.id = {7};
    row.customer = {70};
    row.platform = "mastodon";
    row.customerName = "Mira Oduya";
    row.customerHandle = "mira@stadtfunk.example";
    row.snippet = "Is it really free of nuts now?";
    row.lastAt = kNow - 54min;
    row.waitingSince = kNow - 54min;
    row.dueAt = kNow + 6min;
    row.unread = 2;
    return row;
}

}  // namespace

TEST_CASE("a row says who, what, when and how urgent, and all of it in one sentence") {
    const InboxRow row = inboxRow(mira(), words(), kNow);
    CHECK(row.name == "Mira Oduya");
    CHECK(row.initials == "MO");
    CHECK(row.platformTag == "Ma");
    CHECK(row.snippet == "Is it really free of nuts now?");
    CHECK(row.timeText == "13:26");
    CHECK(row.badge.text == "due in 6 m");
    CHECK(row.window.empty());
    CHECK(row.spoken ==
          "Mira Oduya. Due in 6 minutes. 2 unread. Is it really free of nuts now?. Public, Mastodon. 13:26");
    CHECK(row.nextTick == kNow + 1ms);
}

TEST_CASE("the snippet leaves out whom a message addresses") {
    ConversationRow conversation = mira();
    conversation.snippet = "@shop @okke@stadtfunk.example Is it free of nuts?";
    CHECK(inboxRow(conversation, words(), kNow).snippet == "Is it free of nuts?");
}

TEST_CASE("a row that is settled is made again at midnight, when its time of day turns into a day") {
    ConversationRow conversation = mira();
    conversation.waitingSince.reset();
    const InboxRow row = inboxRow(conversation, words(), kNow);
    CHECK(row.badge.empty());
    CHECK(row.nextTick == kNow + 9h + 40min);
    CHECK(inboxRow(conversation, words(), row.nextTick).timeText == "Tue 13:26");
}

TEST_CASE("a row shows the window beside the badge and follows the earlier tick") {
    ConversationRow conversation = mira();
    conversation.windowClosesAt = kNow + 3h + 12min + 59s;
    conversation.waitingSince = kNow - 60min + 6min + 59s + 500ms;
    const InboxRow row = inboxRow(conversation, words(), kNow);
    CHECK(row.window.text == "window 3 h 12 m");
    CHECK(row.nextTick == kNow + 59s + 1ms);
}

TEST_CASE("names and snippets from outside are cleaned and cut") {
    ConversationRow conversation = mira();
    conversation.customerName = "Mi\u202Era\n Od\u200Buya";
    conversation.snippet = "one\n\n two\t" + std::string(400, 'x');
    const InboxRow row = inboxRow(conversation, words(), kNow);
    CHECK(row.name == "Mira Oduya");
    CHECK(row.snippet.starts_with("one two xxx"));
    CHECK(row.snippet.size() < 200);
    conversation.customerName = "\u200B";
    CHECK(inboxRow(conversation, words(), kNow).name == "mira@stadtfunk.example");
    conversation.customerHandle.clear();
    CHECK(inboxRow(conversation, words(), kNow).name == "Somebody without a name");
}

TEST_CASE("our own last words are marked as ours, and an empty message says that it is") {
    ConversationRow conversation = mira();
    conversation.lastDirection = model::Direction::Outbound;
    CHECK(inboxRow(conversation, words(), kNow).snippet == "You: Is it really free of nuts now?");
    conversation.lastDirection = model::Direction::Inbound;
    conversation.snippet = " \n";
    CHECK(inboxRow(conversation, words(), kNow).snippet == "A message without words");
}

TEST_CASE("initials are the first letters of the first and the last word") {
    CHECK(initialsOf("Mira Oduya") == "MO");
    CHECK(initialsOf("anna maria vos") == "AV");
    CHECK(initialsOf("Äda") == "Ä");
    CHECK(initialsOf("🌸 Mira 🌸") == "M");
    CHECK(initialsOf("Lena & Otto") == "LO");
    CHECK(initialsOf("@shop") == "?");
    CHECK(initialsOf("") == "?");
    CHECK(initialsOf("山田 太郎") == "山太");
    CHECK(initialsOf("سلمى إدريس") == "س");
}

TEST_CASE("the counts line leaves out what is zero and says when it can't know all") {
    CHECK(inboxCountsLine(9, 2, 2, TallyScope::All, words()) == "9 open · 2 overdue, 2 due soon");
    CHECK(inboxCountsLine(9, 0, 2, TallyScope::All, words()) == "9 open · 2 due soon");
    CHECK(inboxCountsLine(9, 1, 0, TallyScope::All, words()) == "9 open · 1 overdue");
    CHECK(inboxCountsLine(0, 0, 0, TallyScope::All, words()) == "0 open");
    CHECK(inboxCountsLine(1'204, 90, 1, TallyScope::AtLeast, words()) ==
          "1,204 open · at least 90 overdue, at least 1 due soon");
}

TEST_CASE("no clock runs in spam") {
    ConversationRow conversation = mira();
    conversation.state = ConversationState::Spam;
    CHECK(inboxRow(conversation, words(), kNow).badge.empty());
}

TEST_CASE("a chip says what a conversation is taken for, and because of which words") {
    ConversationRow conversation = mira();
    CHECK(inboxRow(conversation, words(), kNow).chip.empty());
    conversation.triage = model::TriageMark{
        .kind = model::TriageKind::Complaint, .probability = 0.8, .because = "nuts\nfree \u202eof"};
    const InboxRow row = inboxRow(conversation, words(), kNow);
    CHECK(row.chip.text == "complaint");
    CHECK(row.chip.tooltip == "Taken for complaint because of: nuts, free of");
    CHECK(row.spoken.find("Due in 6 minutes. complaint. 2 unread") != std::string::npos);
    conversation.triage->source = model::TriageMark::Source::Corrected;
    CHECK(inboxRow(conversation, words(), kNow).chip.tooltip == "Marked as complaint by you");
    conversation.triage->kind = model::TriageKind::Other;
    CHECK(inboxRow(conversation, words(), kNow).chip.empty());
}
