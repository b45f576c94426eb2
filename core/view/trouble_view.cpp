// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/trouble_view.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace view {
namespace {

using base::ErrorKind;

struct KindOfTrouble {
    ErrorKind kind;
    Phrase cure;
    std::optional<Phrase> asLine{};  ///< in an account's line
    bool needsPerson = false;
};

constexpr std::array kTroubles{
    KindOfTrouble{ErrorKind::Network, Phrase::CureNetwork},
    KindOfTrouble{ErrorKind::Tls, Phrase::CureTls, Phrase::NotSafe},
    KindOfTrouble{ErrorKind::NotThePlatform, Phrase::CureNotThePlatform, Phrase::LoginPage},
    KindOfTrouble{ErrorKind::Unreadable, Phrase::CureUnreadable, Phrase::NotUnderstood},
    KindOfTrouble{ErrorKind::NeedsLogin, Phrase::CureNeedsLogin, Phrase::LogInAgain, true},
    KindOfTrouble{ErrorKind::Permission, Phrase::CurePermission, Phrase::PermissionMissing, true},
    KindOfTrouble{ErrorKind::RateLimited, Phrase::CureRateLimited, Phrase::RateLimited},
    KindOfTrouble{ErrorKind::ServerTrouble, Phrase::CureServerTrouble, Phrase::ServerTroubled},
    KindOfTrouble{ErrorKind::Secret, Phrase::CureSecret, Phrase::SecretsLocked, true},
    KindOfTrouble{ErrorKind::DiskFull, Phrase::CureDiskFull, Phrase::DiskIsFull, true},
    KindOfTrouble{ErrorKind::Database, Phrase::CureDatabase, Phrase::DatabaseTrouble, true},
    KindOfTrouble{ErrorKind::DatabaseCorrupt, Phrase::CureDatabaseCorrupt, Phrase::DatabaseTrouble, true},
    KindOfTrouble{ErrorKind::Gone, Phrase::CureGone},
    KindOfTrouble{ErrorKind::TooLong, Phrase::CureTooLong},
    KindOfTrouble{ErrorKind::Blocked, Phrase::CureBlocked},
    KindOfTrouble{ErrorKind::WindowClosed, Phrase::CureWindowClosed},
    KindOfTrouble{ErrorKind::Money, Phrase::CureMoney},
    KindOfTrouble{ErrorKind::Rejected, Phrase::CureRejected},
    KindOfTrouble{ErrorKind::Unsupported, Phrase::CureUnsupported},
};

const KindOfTrouble* find(ErrorKind kind) {
    const auto* found = std::ranges::find(kTroubles, kind, &KindOfTrouble::kind);
    return found == kTroubles.end() ? nullptr : found;
}

}  // namespace

std::string cureOf(ErrorKind kind, const Words& words) {
    const KindOfTrouble* trouble = find(kind);
    return trouble == nullptr ? std::string() : words.say(trouble->cure);
}

std::string withCure(std::string_view problem, std::optional<ErrorKind> kind, const Words& words) {
    const std::string cure = kind ? cureOf(*kind, words) : std::string();
    std::string_view what = base::trim(problem);
    if (cure.empty() || what.empty()) {
        return std::string(what);
    }
    while (what.ends_with('.')) {
        what.remove_suffix(1);
    }
    return words.say(Phrase::CureJoin, {{"what", std::string(what)}, {"cure", cure}});
}

std::optional<std::string> shortTrouble(ErrorKind kind, const Words& words) {
    const KindOfTrouble* trouble = find(kind);
    return trouble != nullptr && trouble->asLine ? std::optional(words.say(*trouble->asLine)) : std::nullopt;
}

bool isOffline(const model::Account& account) {
    const auto kind = account.problemKind;
    return account.state == model::AccountState::Offline &&
           (!kind || *kind == ErrorKind::Network || *kind == ErrorKind::Tls ||
            *kind == ErrorKind::NotThePlatform);
}

bool needsPerson(ErrorKind kind) {
    const KindOfTrouble* trouble = find(kind);
    return trouble != nullptr && trouble->needsPerson;
}

}  // namespace view
