// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qt_picture_permissions.h"

#include "app/qt_scenes.h"
#include "app/qt_street.h"
#include "app/qt_studio.h"

#include "practice/platform_house.h"
#include "practice/street.h"
#include "ui/main_window.h"

#include <QAbstractButton>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>

namespace app {
namespace {

using model::AccountState;
using model::Visibility;

constexpr base::Duration kHour{60 * 60'000};

bool takesOnePrivateReply(const model::ReplyCapability& reply) {
    return reply.onePrivateReplyWithin.has_value();
}

/// The first platform of the street of this kind.
std::vector<std::string> platformOfThisKind() {
    const platform::Registry registry;
    for (const std::string_view name : practice::platformNames()) {
        const platform::PlatformAdapter* adapter = registry.adapter(name);
        if (adapter != nullptr &&
            std::ranges::any_of(adapter->capabilities({}).replies, takesOnePrivateReply)) {
            return {std::string(name)};
        }
    }
    return {};
}

/// Those who are asked in the pictures.
struct Cast {
    base::AccountId account;
    base::ConversationId comment;
    base::ConversationId another;  ///< also in public
    base::ConversationId message;
    base::ConversationId moved;  ///< in private, to the first comment's author
};

/// The console and what is done to its street between pictures.
class Story {
public:
    Story(Studio& studio, practice::Street& street) : m_studio(studio), m_street(street) {}

    base::Status begin() {
        base::Status done = connectShop(m_studio.console(), m_street);
        if (done) {
            done = m_studio.console().syncOnce();
        }
        auto reader = m_studio.console().core().reader();
        const auto rows = reader
                              ? (*reader)->inbox(model::ConversationState::NeedsReply, 200)
                              : base::Result<std::vector<model::ConversationRow>>(base::fail(reader.error()));
        if (!done || !rows) {
            return done ? std::unexpected(rows.error()) : done;
        }
        for (const model::ConversationRow& row : *rows) {
            m_cast.account = row.account;
            // In public somebody who does not write in private as well.
            const auto all = (*reader)->ofCustomer(row.customer, 20);
            if (!all) {
                return std::unexpected(all.error());
            }
            const bool both = std::ranges::any_of(
                *all, [&row](const model::ConversationRow& one) { return one.visibility != row.visibility; });
            if (both && row.visibility == Visibility::Public) {
                continue;
            }
            auto& place = row.visibility == Visibility::Private ? m_cast.message
                          : m_cast.comment                      ? m_cast.another
                                                                : m_cast.comment;
            place = row.id;
        }
        return m_cast.comment && m_cast.another && m_cast.message
                   ? base::Status{}
                   : base::fail(base::ErrorKind::Internal,
                                "nobody on this street waits for what the picture shows");
    }

    [[nodiscard]] const Cast& cast() const { return m_cast; }

    base::Status replyPrivately() {
        const auto reply = m_studio.console().carryOut(
            model::QueueReply{.conversation = m_cast.comment,
                              .to = {},
                              .text = "We keep one for you until Saturday. Which colour shall it be?",
                              .privately = true});
        if (!reply) {
            return std::unexpected(reply.error());
        }
        const base::Status sent = m_studio.console().syncOnce();
        auto reader = m_studio.console().core().reader();
        const auto row =
            reader ? (*reader)->reply(*reply) : base::Result<model::OutboxRow>(base::fail(reader.error()));
        if (!sent || !row) {
            return sent ? std::unexpected(row.error()) : sent;
        }
        m_cast.moved = row->conversation;
        return {};
    }

    base::Status setState(AccountState state) {
        return change([state](store::WriteTx& tx, const model::Account& account) {
            return tx.setAccountState(account.id, state, {});
        });
    }

    /// Of what the sign-in was asked for, the first reply's is not given.
    base::Status lackPermission() {
        return change([](store::WriteTx& tx, model::Account account) {
            for (model::ReplyCapability& reply : account.capabilities.replies) {
                reply.missingPermission = reply.visibility == Visibility::Public ? "publish_replies" : "";
            }
            return tx.updateAccount(account);
        });
    }

    /// As where a person may answer longer than the shop's machines.
    base::Status letPersonsAnswer() {
        return change([](store::WriteTx& tx, model::Account account) {
            for (model::ReplyCapability& reply : account.capabilities.replies) {
                reply.missingPermission.clear();
                if (reply.visibility == Visibility::Private) {
                    reply.personWindow = 7 * 24 * kHour;
                }
            }
            const base::Status done = tx.updateAccount(account);
            return done ? recounted(tx) : done;
        });
    }

    base::Status wait(base::Duration time) {
        m_street.advance(time);
        return {};
    }

private:
    using Change = std::function<base::Status(store::WriteTx&, model::Account)>;

    static base::Status recounted(store::WriteTx& tx) {
        for (;;) {
            const auto more = tx.recountTimes();
            if (!more || !*more) {
                return more ? base::Status{} : std::unexpected(more.error());
            }
        }
    }

    base::Status change(const Change& what) {
        auto outcome = std::make_shared<base::Status>();
        m_studio.console().core().post([what, outcome, id = m_cast.account](Core& core) {
            const auto account = core.store().read().account(id);
            const auto stored = core.store().write("a picture", [&](store::WriteTx& tx) -> base::Status {
                return account ? what(tx, *account) : std::unexpected(account.error());
            });
            *outcome = stored ? base::Status{} : std::unexpected(stored.error());
        });
        // Behind it on the same thread.
        const auto behind = m_studio.console().carryOut(model::Presence{});
        return *outcome && !behind ? std::unexpected(behind.error()) : *outcome;
    }

    Studio& m_studio;
    practice::Street& m_street;
    Cast m_cast;
};

/// The other way to answer, chosen.
Scene privately(base::ConversationId conversation) {
    return [conversation](ui::MainWindow& window) -> QWidget* {
        scenes::opened(conversation)(window);
        settle();
        if (auto* other = window.findChild<QAbstractButton*>(QStringLiteral("replySwitch"))) {
            other->click();
        }
        settle();
        return &window;
    };
}

base::Status drawComments(Studio& studio, Story& story) {
    const Cast& cast = story.cast();
    base::Status done = studio.drawAll({{"can-reply-allowed-light", kLight, scenes::opened(cast.comment)},
                                        {"can-reply-one-private-light", kLight, privately(cast.comment)},
                                        {"can-reply-one-private-dark", kDark, privately(cast.comment)},
                                        {"can-reply-window-light", kLight, scenes::opened(cast.message)}});
    if (done) {
        done = story.replyPrivately();
    }
    return done ? studio.drawAll(
                      {{"can-reply-private-used-light", kLight, privately(cast.comment)},
                       {"can-reply-private-used-dark", kDark, privately(cast.comment)},
                       {"can-reply-private-used-compact", kCompact, privately(cast.comment)},
                       {"moved-to-private-light", kLight, scenes::opened(cast.comment)},
                       {"moved-to-private-dark", kDark, scenes::opened(cast.comment)},
                       {"moved-to-private-right-to-left", kMirrored, scenes::opened(cast.comment)},
                       {"can-reply-awaits-answer-light", kLight, scenes::opened(story.cast().moved)},
                       {"can-reply-awaits-answer-dark", kDark, scenes::opened(story.cast().moved)}})
                : done;
}

base::Status drawStates(Studio& studio, Story& story) {
    const scenes::Conversation another = story.cast().another;
    const auto drawn = [&](AccountState state, const char* name) {
        const base::Status done = story.setState(state);
        return done ? studio.drawAll({{name, kLight, scenes::opened(another)}}) : done;
    };
    base::Status done = drawn(AccountState::Offline, "can-reply-when-online-light");
    if (done) {
        done = drawn(AccountState::NeedsLogin, "can-reply-when-logged-in-light");
    }
    if (done) {
        done = drawn(AccountState::Paused, "can-reply-after-pause-light");
    }
    if (done) {
        done = story.setState(AccountState::Ok);
    }
    if (done) {
        done = story.lackPermission();
    }
    return done ? studio.drawAll({{"can-reply-permission-missing-light", kLight, scenes::opened(another)},
                                  {"can-reply-permission-missing-dark", kDark, scenes::opened(another)}})
                : done;
}

base::Status drawWindows(Studio& studio, Story& story) {
    const scenes::Conversation message = story.cast().message;
    base::Status done = story.wait(24 * kHour);
    if (done) {
        done = studio.drawAll({{"can-reply-window-closed-light", kLight, scenes::opened(message)},
                               {"can-reply-window-closed-dark", kDark, scenes::opened(message)}});
    }
    if (done) {
        done = story.letPersonsAnswer();
    }
    if (done) {
        done = studio.drawAll({{"can-reply-person-only-light", kLight, scenes::opened(message)},
                               {"can-reply-person-only-dark", kDark, scenes::opened(message)}});
    }
    if (done) {
        done = story.wait(7 * 24 * kHour);
    }
    return done ? studio.drawAll(
                      {{"can-reply-private-too-late-light", kLight, privately(story.cast().another)}})
                : done;
}

}  // namespace

base::Status drawPermissions(const QString& folder, std::uint64_t seed) {
    practice::StreetOptions town;
    town.seed = seed;
    town.platforms = platformOfThisKind();
    town.startAt = base::fromMs(kStreetTime);
    town.flow = practice::TimeFlow::Frozen;
    auto street = practice::Street::start(town);
    if (!street) {
        return std::unexpected(street.error());
    }
    Studio studio(folder, (*street)->clock());
    Story story(studio, **street);
    base::Status done = studio.open();
    if (done) {
        done = story.begin();
    }
    if (done) {
        done = drawComments(studio, story);
    }
    if (done) {
        done = drawStates(studio, story);
    }
    return done ? drawWindows(studio, story) : done;
}

}  // namespace app
