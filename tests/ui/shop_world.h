// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fake_background.h"
#include "fake_source.h"

#include "support/fake_clock.h"
#include "ui/console.h"
#include "ui/main_window.h"

#include <QApplication>

#include <memory>
#include <utility>
#include <vector>

namespace uitest {

/// A bakery at twenty past two with customers who wait, and a window on it. Intents are kept; a test answers
/// them.
struct ShopWorld {
    static constexpr base::ConversationId kMira{3};   ///< public, a tree
    static constexpr base::ConversationId kSalma{4};  ///< private
    static constexpr base::ConversationId kMats{9};   ///< answered
    static constexpr base::AccountId kAccount{1};

    struct Posted {
        model::Intent intent;
        ui::ConsoleSeam::Done done;
    };

    ShopWorld();

    /// A window on this world; its own objects outlive it.
    [[nodiscard]] ui::MainWindow& window();
    void closeWindow() { m_window.reset(); }
    [[nodiscard]] ui::ConsoleSeam seam();

    template <class Intent>
    [[nodiscard]] std::vector<Intent> posted() const {
        std::vector<Intent> some;
        for (const Posted& one : intents) {
            if (const auto* intent = std::get_if<Intent>(&one.intent)) {
                some.push_back(*intent);
            }
        }
        return some;
    }
    /// Posted by the window and neither reads nor drafts: what would change something.
    [[nodiscard]] int writes() const;
    /// Announces a change and lets it arrive.
    void change(const model::Change& change);
    /// Lets queued events and layouts happen.
    static void settle();
    /// A message of a customer, at the end of a conversation.
    model::Message& addMessage(base::ConversationId conversation, const std::string& text, base::UtcTime at);

    /// Somebody talks about the shop without mentioning it; the newest is the last.
    base::ConversationId addHit(std::int64_t id, const std::string& who, const std::string& text);

    static base::UtcTime at(int day, int hour, int minute);

    support::FakeClock clock;
    FakeSource source;
    ui::ChangeRelay changes;
    std::vector<Posted> intents;
    std::vector<model::AccountPulse> pulses;
    std::vector<std::string> opened;  ///< addresses in the browser
    std::string readOnly;
    QSettings* settings = nullptr;
    FakeBackground background;
    ui::CannedFilesSeam cannedFiles;
    ui::ConnectRequest connectRequest;
    ui::ConnectAnswers connectAnswers;
    std::string connectCode;
    int connectCancelled = 0;
    /// What an account can do; without it the platform is not asked.
    std::function<void(base::AccountId, const ui::ConnectSeam::Tested&)> testAbilities;
    /// As on a platform that takes money; empty = nothing can be set.
    std::vector<ui::AccountSetting> settingsKnown{
        {.name = "direct_messages",
         .label = "Read and send direct messages",
         .meaning = "Each one read costs $0.01, each one sent $0.015. Encrypted chats can't be read.",
         .usual = "off",
         .kind = ui::AccountSetting::Kind::Switch},
        {.name = "monthly_budget",
         .label = "Monthly budget, in US dollars",
         .meaning = "At this sum reading stops until the next month; replies always go. Write 0 to read "
                    "nothing, none for no limit.",
         .usual = "10",
         .value = "25"},
        {.name = "price_mention",
         .label = "a mention or an own post read",
         .meaning = "The price of a mention or an own post read, in US dollars.",
         .usual = "0.001",
         .kind = ui::AccountSetting::Kind::Price},
        {.name = "price_reply",
         .label = "a reply",
         .meaning = "The price of a reply, in US dollars.",
         .usual = "0.01",
         .kind = ui::AccountSetting::Kind::Price}};
    std::vector<ui::AccountSeam::Values> settingsSet;
    ui::AccountSeam::Values settingsRefused;  ///< the answer to what is set
    model::PriceList priceList;
    std::function<std::string(const model::ReplyDraft&)> replyPage;  ///< empty = the platform has no form
    int streetsOpened = 0;
    std::string streetRefusal;

private:
    void addPeople();
    void addMira();
    void addSalma();

    std::unique_ptr<ui::MainWindow> m_window;
    std::int64_t m_nextMessage = 1000;
};

}  // namespace uitest
