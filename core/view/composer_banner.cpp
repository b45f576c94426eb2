// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/composer_banner.h"

#include "view/platform_names.h"
#include "view/sentences.h"

#include "base/text.h"

#include <algorithm>

namespace view {
namespace {

using model::ReplyPermission;

std::string whoReads(const ComposerInput& input, const Words& words) {
    const std::string platform = platformName(input.account.platform);
    const model::ReplyDraft& draft = input.draft;
    if (draft.visibility == model::Visibility::Public) {
        const bool unlisted = draft.audience == "unlisted";
        return words.say(unlisted ? Phrase::EveryoneReadsUnlisted : Phrase::EveryoneReads,
                         {{"platform", platform}});
    }
    const std::string name = addresseeOf(input, words);
    if (!draft.audience.empty() && draft.audience == input.account.capabilities.followersAudience) {
        return words.say(Phrase::FollowersRead, {{"platform", platform}, {"name", name}});
    }
    const auto others = std::ranges::count_if(draft.readers, [&draft](const std::string& reader) {
        return comparableHandle(reader) != comparableHandle(draft.addresseeHandle);
    });
    if (others > 0) {
        return words.count(Phrase::OnlyTheseRead, others, {{"platform", platform}, {"name", name}});
    }
    return words.say(Phrase::OnlyTheyRead, {{"platform", platform}, {"name", name}});
}

model::ReplyQuestion questionOf(const ComposerInput& input) {
    return {.account = input.account,
            .conversation = input.conversation,
            .draft = input.draft,
            .targetDeleted = input.target != nullptr && input.target->deletedAt.has_value(),
            .online = input.online,
            .limitedUntil = input.limitedUntil};
}

/// What the answer says and why, in the banner and, where nothing goes, as the editor's placeholder.
class Answer {
public:
    Answer(const ComposerInput& input, const Words& words, base::UtcTime now)
        : m_input(input), m_words(words), m_now(now), m_platform(platformName(input.account.platform)),
          m_name(addresseeOf(input, words)) {}

    [[nodiscard]] std::string text(ReplyPermission permission) const {
        switch (permission) {
        case ReplyPermission::Allowed:
            return m_words.say(Phrase::AllowedNow);
        case ReplyPermission::OnePrivateReply:
            return m_words.say(Phrase::OnePrivateReplyLeft);
        case ReplyPermission::PersonOnly:
            return closedAt(*m_input.conversation.windowClosesAt);
        case ReplyPermission::WhenOnline:
            return m_words.say(Phrase::GoesOutWhenOnline);
        case ReplyPermission::WhenLoggedIn:
            return m_words.say(Phrase::GoesOutWhenLoggedIn);
        case ReplyPermission::WhenLimitEnds:
            return m_words.say(Phrase::GoesOutAt, {{"time", moment(*m_input.limitedUntil)}});
        case ReplyPermission::WhenPauseEnds:
            return m_words.say(Phrase::GoesOutAfterPause);
        case ReplyPermission::NotHere:
        case ReplyPermission::TargetDeleted:
            return m_words.say(Phrase::NotPossibleHere);
        case ReplyPermission::PermissionMissing:
            return m_words.say(Phrase::ReplyPermissionMissing);
        case ReplyPermission::OnlyIfAddressed:
            return m_words.say(Phrase::OnlyIfAddressed);
        case ReplyPermission::WindowClosed:
            return closedAt(*model::replyUntil(questionOf(m_input)));
        case ReplyPermission::PrivateReplyUsed:
            return m_words.say(Phrase::PrivateReplyUsed, {{"time", moment(m_input.draft.privateAnswer->at)}});
        case ReplyPermission::PrivateReplyRefused:
            return m_words.say(Phrase::NoPrivateReplyLeft);
        case ReplyPermission::AwaitsAnswer:
            return m_words.say(Phrase::WaitsForTheirAnswer, {{"name", m_name}});
        }
        return {};
    }

    [[nodiscard]] std::string reason(ReplyPermission permission) const {
        switch (permission) {
        case ReplyPermission::PersonOnly:
            return say(Phrase::PersonMayAnswer,
                       {"time", m_words.span(*model::replyUntil(questionOf(m_input)) - m_now)});
        case ReplyPermission::NotHere:
            return say(m_input.draft.visibility == model::Visibility::Public ? Phrase::NoPublicReplyHere
                                                                             : Phrase::NoPrivateReplyHere);
        case ReplyPermission::PermissionMissing:
            return say(Phrase::SignInLacks, {"permission", capability().missingPermission});
        case ReplyPermission::OnlyIfAddressed:
            return say(Phrase::NotAddressedHere);
        case ReplyPermission::WindowClosed:
            return m_input.draft.fromPublic ? say(Phrase::PrivateReplyTooLate,
                                                  {"time", m_words.span(*capability().onePrivateReplyWithin)})
                                            : say(Phrase::PlatformClosedWindow);
        case ReplyPermission::PrivateReplyUsed:
            return say(Phrase::OnePrivateReplyOnly);
        case ReplyPermission::PrivateReplyRefused:
            return say(Phrase::TakesNoPrivateReply);
        case ReplyPermission::AwaitsAnswer:
            return say(Phrase::TheyAnswerFirst);
        case ReplyPermission::TargetDeleted:
            return say(Phrase::TargetDeleted);
        case ReplyPermission::Allowed:
        case ReplyPermission::OnePrivateReply:
        case ReplyPermission::WhenOnline:
        case ReplyPermission::WhenLoggedIn:
        case ReplyPermission::WhenLimitEnds:
        case ReplyPermission::WhenPauseEnds:
            break;
        }
        return {};
    }

private:
    [[nodiscard]] std::string moment(base::UtcTime at) const { return m_words.momentWithTime(at, m_now); }
    [[nodiscard]] std::string closedAt(base::UtcTime at) const {
        return m_words.say(Phrase::WindowClosedAt, {{"time", moment(at)}});
    }
    [[nodiscard]] std::string say(Phrase phrase, Words::Argument value = {}) const {
        return m_words.say(phrase, {{"platform", m_platform}, {"name", m_name}, std::move(value)});
    }
    /// Of permissions that a capability decided on.
    [[nodiscard]] const model::ReplyCapability& capability() const {
        return *m_input.account.capabilities.find(m_input.draft.visibility);
    }

    const ComposerInput& m_input;
    const Words& m_words;
    base::UtcTime m_now;
    std::string m_platform;
    std::string m_name;
};

}  // namespace

std::string comparableHandle(std::string_view handle) {
    if (handle.starts_with('@')) {
        handle.remove_prefix(1);
    }
    const std::size_t domain = handle.find('@');
    const std::size_t port = domain == handle.npos ? handle.npos : handle.find(':', domain);
    return base::asciiLower(handle.substr(0, port));
}

std::string customerOf(const ComposerInput& input, const Words& words) {
    return shortName(input.conversation.customerName, input.conversation.customerHandle, words);
}

std::string addresseeOf(const ComposerInput& input, const Words& words) {
    if (input.target != nullptr && input.target->direction == model::Direction::Inbound) {
        return shortName(input.target->authorName, input.target->authorHandle, words);
    }
    return customerOf(input, words);
}

std::optional<base::UtcTime> windowShown(const ComposerInput& input, base::UtcTime now) {
    return input.draft.fromPublic ? model::replyUntil(questionOf(input))
                                  : model::windowToMeet(input.conversation, now);
}

ComposerBanner bannerOf(const ComposerInput& input, const Words& words, base::UtcTime now) {
    const bool isPublic = input.draft.visibility == model::Visibility::Public;
    const ReplyPermission permission = model::replyPermission(questionOf(input), now);
    const Answer answer(input, words, now);
    ComposerBanner banner{.visibility = input.draft.visibility,
                          .title = words.say(isPublic ? Phrase::PublicReply : Phrase::PrivateReply),
                          .where = whoReads(input, words),
                          .permission = permission,
                          .permissionText = answer.text(permission),
                          .reason = answer.reason(permission)};
    banner.blocked = model::isBlocked(permission);
    banner.grey = banner.blocked || permission == ReplyPermission::PersonOnly;
    if (permission == ReplyPermission::NotHere || permission == ReplyPermission::OnlyIfAddressed) {
        banner.title = words.say(Phrase::NoReplyFromHere);
    }
    if (banner.grey && permission != ReplyPermission::TargetDeleted) {
        banner.where = words.say(Phrase::OnPlatform, {{"platform", platformName(input.account.platform)}});
    }
    if (permission == ReplyPermission::PrivateReplyUsed) {
        banner.goOn = input.draft.privateAnswer->conversation;
    }
    if (!banner.grey) {
        banner.window = windowBadge(windowShown(input, now), words, now);
    }
    return banner;
}

}  // namespace view
