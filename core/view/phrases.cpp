// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/phrases.h"

#include <algorithm>
#include <array>

namespace view {
namespace {

using enum Phrase;

// In the order of the enum, which the compiler checks. Sentence case, short, present tense, no exclamation
// marks.
constexpr std::array<PhraseText, kPhraseCount> kEnglish{{
    {Seconds, "{count} s"},
    {Minutes, "{count} m"},
    {Hours, "{count} h"},
    {Days, "{count} d"},
    {TwoUnits, "{larger} {smaller}"},
    {SpokenSeconds, "{count} seconds", "{count} second"},
    {SpokenMinutes, "{count} minutes", "{count} minute"},
    {SpokenHours, "{count} hours", "{count} hour"},
    {SpokenDays, "{count} days", "{count} day"},
    {SpokenTwoUnits, "{larger} {smaller}"},

    {DayAndTime, "{day} {time}"},
    {TodayDate, "Today, {date}"},
    {YesterdayDate, "Yesterday, {date}"},
    {DateAndTime, "{date}, {time}"},

    {SpokenJoin, "{first}. {second}"},

    {Waiting, "waiting {time}"},
    {DueIn, "due in {time}"},
    {OverdueBy, "overdue by {time}"},
    {AnsweredIn, "answered in {time}"},
    {AnsweredInLate, "answered in {time}, late"},
    {Missed, "missed"},
    {NoReplyNeeded, "no reply needed"},
    {BeforeOpening, "before opening ({time})"},
    {Automatic, "automatic"},
    {SameTurnSince, "same turn, since {time}"},
    {NotTimed, "not timed"},
    {AnsweredNameIn, "answered {name} in {time}"},
    {AnsweredNameInLate, "answered {name} in {time}, late"},
    {WindowOpen, "window {time}"},
    {WindowClosed, "window closed"},
    {WaitingForNetwork, "waiting for network"},
    {LeavesIn, "leaves in {time}"},
    {Sending, "sending"},
    {MayHaveArrived, "may have arrived"},
    {NotSent, "not sent"},
    {Sent, "sent"},

    {SpokenWaiting, "Waiting for {time}"},
    {SpokenDueIn, "Due in {time}"},
    {SpokenOverdueBy, "Overdue by {time}"},
    {SpokenAnsweredIn, "Answered in {time}"},
    {SpokenAnsweredInLate, "Answered late, in {time}"},
    {SpokenMissed, "Missed"},
    {SpokenNoReplyNeeded, "No reply needed"},
    {SpokenBeforeOpening, "Answered before opening, in {time}"},
    {SpokenAutomatic, "Automatic reply"},
    {SpokenSameTurnSince, "Same turn, since {time}"},
    {SpokenNotTimed, "Not timed"},
    {SpokenAnsweredNameIn, "Answered {name} in {time}"},
    {SpokenAnsweredNameInLate, "Answered {name} late, in {time}"},
    {SpokenWindowOpen, "Reply window {time}"},
    {SpokenWindowClosed, "Reply window closed"},
    {SpokenWaitingForNetwork, "Waiting for network"},
    {SpokenLeavesIn, "Leaves in {time}"},
    {SpokenSending, "Sending"},
    {SpokenMayHaveArrived, "May have arrived"},
    {SpokenNotSent, "Not sent"},
    {SpokenSent, "Sent"},
    {TooltipTimes, "{calendar} by the calendar, {business} of business time"},
    {TooltipTarget, "Target {target}, from the first unanswered message"},

    {OpenCount, "{count} open", "{count} open"},
    {OverdueCount, "{count} overdue", "{count} overdue"},
    {DueSoonCount, "{count} due soon", "{count} due soon"},
    {AtLeastOverdue, "at least {count} overdue", "at least {count} overdue"},
    {AtLeastDueSoon, "at least {count} due soon", "at least {count} due soon"},
    {CountsLine, "{open} · {rest}"},
    {CountsPair, "{first}, {second}"},
    {PublicMark, "Public"},
    {PrivateMark, "Private"},
    {UnreadCount, "{count} unread", "{count} unread"},
    {YouWrote, "You: {text}"},
    {ComesBack, "back {time}"},
    {NoName, "Somebody without a name"},

    {ThirdParty, "third party"},
    {You, "you"},
    {EditedAt, "edited {time}"},
    {ToName, "to {name}"},
    {Unsent, "{name} unsent a message of {time}, seen here at {seen}"},
    {UnsentByYou, "You deleted a message of {time}, seen here at {seen}"},
    {Unreadable, "A message that can't be shown here. Open it on {platform}"},
    {NoLongerThere, "This post is no longer there."},
    {BlockedFromSight, "This post can't be seen: there is a block between its author and you."},
    {GapBetween, "Possible gap, {after} to {before}: {reason}"},
    {GapAfter, "Possible gap, after {after}: {reason}"},
    {GapBefore, "Possible gap, before {before}: {reason}"},
    {GapSomewhere, "Possible gap: {reason}"},
    {MissingParent, "an earlier post that is gone or hidden"},
    {ClockKeepsRunning, "The clock keeps running."},
    {NoteNeverSent, "note, never sent"},
    {Picture, "Picture without a description"},
    {Video, "Video without a description"},
    {Sound, "Sound without a description"},
    {File, "File without a description"},
    {PictureDescribed, "Picture: {text}"},
    {VideoDescribed, "Video: {text}"},
    {SoundDescribed, "Sound: {text}"},
    {FileDescribed, "File: {text}"},
    {NoWords, "A message without words"},
    {NotSentTwice, "Shopbell looks for it on {platform} and does not send it twice by itself"},
    {GoesAfterReplyAbove, "goes after the reply above"},
    {Subtitle, "{mark} · {platform} · {handle}"},
    {NewSince, "new"},
    {SpokenNewSince, "New since you last looked"},
    {FormerText, "Before: {text}"},

    {PublicReply, "Public reply"},
    {PrivateReply, "Private reply"},
    {NoReplyFromHere, "No reply from here"},
    {OnPlatform, "on {platform}"},
    {EveryoneReads, "on {platform}, everyone can read it"},
    {EveryoneReadsUnlisted, "on {platform}, everyone can read it, lists do not show it"},
    {FollowersRead, "on {platform}, your followers and {name} can read it"},
    {OnlyTheyRead, "on {platform}, only {name} and you can read it"},
    {OnlyTheseRead, "on {platform}, only {name}, {count} others and you can read it",
     "on {platform}, only {name}, {count} other and you can read it"},
    {AllowedNow, "Allowed now"},
    {GoesOutWhenOnline, "Goes out when online"},
    {GoesOutWhenLoggedIn, "Goes out when logged in"},
    {GoesOutAt, "Goes out at {time}"},
    {GoesOutAfterPause, "Goes out when the account’s pause ends"},
    {NotPossibleHere, "Not possible here"},
    {NoPublicReplyHere, "{platform} takes no public reply here"},
    {NoPrivateReplyHere, "{platform} takes no private reply here"},
    {PlatformClosedWindow, "{platform} closed the window for this answer"},
    {WindowClosedAt, "window closed {time}"},
    {TargetDeleted, "{name} deleted this message. Choose another one to answer"},
    {WriteTo, "Write to {name}"},
    {CounterOf, "{used} of {limit}"},
    {CounterOfBytes, "{used} of {limit} bytes"},
    {PlaceholdersOpen, "{count} placeholders are not filled", "{count} placeholder is not filled"},
    {GoToFirst, "Go to the first"},
    {TooMany, "{count} too many. Shorten it to send", "{count} too many. Shorten it to send"},
    {WroteAgain, "{name} wrote again {time} ago"},
    {ReadFirst, "Read first"},
    {NothingWritten, "Nothing is written yet"},
    {Send, "Send"},
    {SendWhenOnline, "Send when online"},
    {SendWhenLoggedIn, "Send when logged in"},
    {SendAnyway, "Send anyway"},

    {EventWritten, "Written"},
    {EventLeft, "Left this computer, first try"},
    {EventLeftAgain, "Left this computer, try {number}"},
    {EventCutOff, "Line cut before the answer"},
    {EventNotNow, "Did not go through, is tried again"},
    {EventRefused, "Refused"},
    {EventNotFound, "Looked in the conversation: not found"},
    {EventFound, "Looked in the conversation: it is there"},
    {EventConfirmed, "Confirmed"},
    {EventSaidArrived, "You said that it arrived"},
    {EventSentAgain, "You let it be sent again"},
    {EventTriedAgain, "You let it be tried again"},
    {EventDiscarded, "You discarded it"},
    {EventNextTry, "Next try"},
    {EventBecause, "{what}: {why}"},

    {LogInAgain, "log in again"},
    {RateLimitedUntil, "rate-limited until {time}"},
    {RateLimited, "rate-limited"},
    {TokenEndsIn, "token ends in {time}"},
    {TokenEndsInDays, "token ends in {count} days", "token ends in {count} day"},
    {Paused, "paused"},
    {OfflineChecked, "offline for {time}"},
    {Offline, "offline"},
    {Importing, "importing, {count} messages", "importing, {count} message"},
    {Checking, "checking…"},
    {Checked, "checked {time} ago"},
    {NotCheckedYet, "not checked yet"},
    {Online, "Online"},
    {OfflineSince, "Offline since {time}"},
    {ReadAndWriteAsUsual, "You can read and write as usual"},
    {OutboxToSend, "Outbox: {count} to send", "Outbox: {count} to send"},
    {OutboxWaiting, "Outbox: {count} waiting", "Outbox: {count} waiting"},
    {OutboxNotConfirmed, "Outbox: {count} not confirmed", "Outbox: {count} not confirmed"},
    {AccountsNeedLogin, "{count} accounts need a login", "{count} account needs a login"},
    {AccountsLimited, "{count} accounts are rate-limited", "{count} account is rate-limited"},

    {NeedReplyCount, "{count} need a reply", "{count} needs a reply"},
    {NobodyWaits, "Nobody is waiting"},
    {CustomersWrote, "{count} customers wrote", "{count} customer wrote"},
}};

constexpr bool isComplete() {
    for (std::size_t place = 0; place < kEnglish.size(); ++place) {
        if (kEnglish[place].phrase != static_cast<Phrase>(place) || kEnglish[place].text.empty()) {
            return false;
        }
    }
    return true;
}
static_assert(isComplete(), "each phrase has its English, in the order of the enum");

}  // namespace

const PhraseText& english(Phrase phrase) {
    return kEnglish[std::min(static_cast<std::size_t>(phrase), kPhraseCount - 1)];
}

}  // namespace view
