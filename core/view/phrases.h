// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace view {

/// Everything that view says on the screen, one key a sentence. The English stands in phrases.cpp and nowhere
/// else.
// clang-format off: a list by topic, not a column
enum class Phrase {
    // Spans of time
    Seconds, Minutes, Hours, Days, TwoUnits, SpokenSeconds, SpokenMinutes, SpokenHours, SpokenDays,
    SpokenTwoUnits,
    // Moments
    DayAndTime, TodayDate, YesterdayDate, DateAndTime,
    // Sentences in a row, for screen readers
    SpokenJoin,
    // Badges
    Waiting, ShopClosed, OpensAt, DueAt, DueIn, OverdueBy, AnsweredIn, AnsweredInLate, Missed, NoReplyNeeded, BeforeOpening, Automatic,
    SameTurnSince, NotTimed, AnsweredNameIn, AnsweredNameInLate, AnsweredNameBeforeOpening, WindowOpen, WindowClosed, WindowClosedShort,
    WaitingForNetwork, WaitsForYou, LeavesIn, GoesOutLater, Sending, MayHaveArrived, NotSent, Sent,
    // Badges, spoken
    SpokenWaiting, SpokenShopClosed, SpokenOpensAt, SpokenDueAt, SpokenDueIn, SpokenOverdueBy, SpokenAnsweredIn, SpokenAnsweredInLate, SpokenMissed,
    SpokenNoReplyNeeded, SpokenBeforeOpening, SpokenAutomatic, SpokenSameTurnSince, SpokenNotTimed,
    SpokenAnsweredNameIn, SpokenAnsweredNameInLate, SpokenAnsweredNameBeforeOpening, SpokenWindowOpen, SpokenWindowClosed,
    SpokenWaitingForNetwork, SpokenWaitsForYou, SpokenLeavesIn, SpokenGoesOutLater, SpokenSending, SpokenMayHaveArrived, SpokenNotSent, SpokenSent,
    TooltipTimes, TooltipTargetBusiness, TooltipTargetCalendar, TooltipNoHours,
    // Inbox
    OpenCount, OverdueCount, DueSoonCount, AtLeastOverdue, AtLeastDueSoon, CountsLine, CountsPair,
    PublicMark, PrivateMark, UnreadCount, YouWrote, ComesBack, NoName,
    // Thread
    ThirdParty, You, EditedAt, ToName, Unsent, UnsentByYou, Unreadable, NoLongerThere, BlockedFromSight,
    GapBetween, GapAfter, GapBefore, GapSomewhere, MissingParent, MovedToPrivate, MovesToPrivate, CameFromPublic, AlsoInPrivate, AlsoInPublic, ClockKeepsRunning, WaitingForHumanSince, NoteNeverSent, PhoneCall, Picture,
    Video, Sound, File, PictureDescribed, VideoDescribed, SoundDescribed, FileDescribed, NoWords,
    NotSentTwice, GoesAfterReplyAbove, Subtitle, SubtitleNoHandle, NewSince, SpokenNewSince, FormerText,
    HiddenFromOthers, WillBeHidden, WillBeShown, LikedByYou, LikeWaits, LikeGoes, DeedsJoin, NotHidden, NotShown, NotLiked, LikeStays,
    // Composer
    PublicReply, PrivateReply, NoReplyFromHere, OnPlatform, EveryoneReads, EveryoneReadsUnlisted,
    FollowersRead, OnlyTheyRead, OnlyTheseRead, AllowedNow, GoesOutWhenOnline, GoesOutWhenLoggedIn,
    GoesOutAt, GoesOutAfterPause, NotPossibleHere, NoPublicReplyHere, NoPrivateReplyHere,
    OnlyIfAddressed, NotAddressedHere, ReplyPermissionMissing, SignInLacks,
    OnePrivateReplyLeft, PrivateReplyUsed, OnePrivateReplyOnly, NoPrivateReplyLeft, TakesNoPrivateReply, PrivateReplyTooLate, WaitsForTheirAnswer, TheyAnswerFirst,
    PlatformClosedWindow, PersonMayAnswer, WindowClosedAt, TargetDeleted, WriteTo, CounterOf, CounterOfBytes,
    PlaceholdersOpen, GoToFirst, TooMany, LinkCosts, WroteAgain, SameReplyBefore, SameReplyInARow, ReadFirst, LooksLikeThanks, NoReplyNeededAction, NothingWritten, Send, SendWhenOnline,
    SendWhenLoggedIn, SendAnyway, SendAtOpening, SendBeforeWindowCloses, SendAtOpeningNot, ShopIsOpenNow, ShopNeverOpens, NoHoursSet, AnswerAsPerson,
    // What happened to a reply
    EventWritten, EventLeft, EventLeftAgain, EventCutOff, EventNotNow, EventRefused, EventNotFound,
    EventFound, EventConfirmed, EventSaidArrived, EventSentAgain, EventTriedAgain, EventDiscarded,
    EventNextTry, EventGoesOut, EventBecause,
    // What hangs over a reply in the outbox
    OutlookInTime, OutlookTooLate, OutlookShut, OutlookNetwork, OutlookYou, OutlookAbove, WroteAgainSince, OutlookJoin,
    // What to do about a trouble
    CureJoin, CureNetwork, CureTls, CureNotThePlatform, CureUnreadable, CureNeedsLogin, CurePermission, CureRateLimited, CureServerTrouble,
    CureSecret, CureDiskFull, CureDatabase, CureDatabaseCorrupt, CureGone, CureTooLong, CureBlocked, CureWindowClosed, CureMoney, CureRejected,
    CureUnsupported,
    // Accounts and status
    LogInAgain, PermissionMissing, DiskIsFull, SecretsLocked, DatabaseTrouble, NotSafe, LoginPage, ServerTroubled, NotUnderstood, RateLimitedUntil, RateLimited, OutOfMoney, TruthWithCost, TokenEndsIn, TokenEndsInDays, Paused, OfflineChecked,
    Offline, Importing, Checking, CatchingUp, Checked, CheckedInPart, NotCheckedYet, Online, OfflineSince, ReadAndWriteAsUsual, CatchingUpAll, CatchingUpHint, OnlineMetered,
    OutboxToSend, OutboxWaiting, OutboxClosing, OutboxNotConfirmed, AccountsNeedLogin, AccountsNeedYou, AccountsLimited, AccountsOutOfMoney,
    // The report
    Percent, TurnCount, LegendMedian, LegendP90, LegendTarget, NoFigure, FigureMedian, FigureMedianNote, FigureP90, FigureP90Note, FigureWithin, FigureWithinNote,
    FigureAnswered, FigureAnsweredNote, FigureMeanNote, SpokenFigure, BucketRange, BucketRangeHours, BucketBeyond, SpokenBucket, SpokenBucketBeyond,
    TargetLine, WithinAndBeyond, WithinAndBeyondOwn, MinutesUntilReply, NoTurns, DayLabel, SpokenDay, SpokenDayClosed, SpokenDayEmpty,
    MinutesByDay, HoursByDay, ClosedDay, ClosedDays, HourOfDay, WeekdayAtLunch, WeekdayAtHour, SpokenCell, SpokenCellEmpty,
    CellHours, LogarithmicScale, MixShare, SpokenPlatform, SpokenPlatformEmpty, ExpectPlatform, ExpectPeople, SpokenExpectation,
    PublishedSurveys, LeftOut, LeftOutNothing, LeftOutThanks, LeftOutEarly, ListJoin,
    // A text for the profile
    ProfileOpen, ProfileWithin, ProfileWithinHours, ProfileNoTime, ProfileNoTimeHours, ProfileJoin, ProfileDaily, ProfileAnd,
    ProfileFromTo, ProfileOpenDays, ProfileBasis, ProfileBasisHours, ProfileTooFew, ProfileBroken,
    // A turn, line by line
    StoryStart, StoryStartLatest, StoryPause, StoryStop, StoryStopCall, StoryOpen, StoryDone, StoryNoReply, StoryTimes, StoryTarget,
    StoryTargetCalendar, StoryInTime, StoryLate, StoryBeforeOpening, StoryWindow, StoryMissed, StoryWaiting, VerdictInTime, VerdictLate, VerdictOpen,
    // The desktop
    NeedReplyCount, NobodyWaits, CustomersWrote,
    // Shifts
    GoodMorning, GoodMorningName, GoodAfternoon, GoodAfternoonName, GoodEvening, GoodEveningName,
    ShopOpensIn, ShopOpensAt, ShopClosesIn, ShopOpenUntil, OpenUntil, LastShiftEnded, ShiftSince,
    NoShiftRuns, SheetEnd, SheetMessages, SheetConversations, SheetMissed, SheetMissedClosed, SheetClosing,
    SheetComeBack, SheetAnswered, SheetMedian, SheetP90, SheetWithin, SheetPercent, SheetNoFigure,
    SheetMore, SheetMoreExpiring, SheetMoreAnswered, SheetIsAnswered, ProposedNoReply, SheetReading, SheetNotRead, SheetNoWindow, SheetNotCheckedSince, HandoverTitle, HandoverTitleName, ExpiresBefore,
    ExpiresOvernight,
    StandingNothing, StandingHolds, StandingLost, StandingFigures, StandingShown, StandingKeep, StandingGain,
    // Triage
    TriageComplaint, TriageQuestion, TriagePraise, TriageSpam, TriageBecause, TriageByWord, TriageByRules, ComplaintCount,
    TrendComplaints, TrendPraise, TrendAxis, TrendCaption, SpokenTrend, PraiseCount,
    Count_
};
// clang-format on

inline constexpr std::size_t kPhraseCount = static_cast<std::size_t>(Phrase::Count_);

/// The English of a phrase. "{name}" is replaced; where `singular` is not empty the phrase has a {count} and
/// plural forms, and `text` is the form for many.
struct PhraseText {
    Phrase phrase = Phrase::Count_;
    std::string_view text{};
    std::string_view singular{};
};
[[nodiscard]] const PhraseText& english(Phrase phrase);

}  // namespace view
