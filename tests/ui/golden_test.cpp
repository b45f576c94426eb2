// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in the lists of a shop with every kind of customer, as plain text: tests/golden/*.txt. A change
// of words shows there, line by line. SHOPBELL_UPDATE_GOLDEN=1 writes the files anew.
#include "support/catch.h"
#include "support/paths.h"

#include "persona_world.h"

#include "ui/language.h"
#include "ui/models/inbox_model.h"
#include "ui/models/nav_model.h"
#include "ui/models/outbox_model.h"
#include "ui/models/roles.h"
#include "ui/models/thread_model.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

using uitest::PersonaWorld;

namespace {

std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        lines.push_back(line);
    }
    return lines;
}

/// The lines that differ, each with its number and both readings.
std::string difference(const std::string& expected, const std::string& found) {
    const std::vector<std::string> before = linesOf(expected);
    const std::vector<std::string> after = linesOf(found);
    std::string text;
    int shown = 0;
    for (std::size_t i = 0; i < std::max(before.size(), after.size()) && shown < 20; ++i) {
        const std::string old = i < before.size() ? before[i] : "(no such line)";
        const std::string now = i < after.size() ? after[i] : "(no such line)";
        if (old != now) {
            text += "line " + std::to_string(i + 1) + "\n  - " + old + "\n  + " + now + '\n';
            ++shown;
        }
    }
    return text;
}

void checkGolden(const std::string& name, const std::string& found) {
    const std::filesystem::path file = support::sourceFolder() / "tests" / "golden" / (name + ".txt");
    if (qEnvironmentVariableIsSet("SHOPBELL_UPDATE_GOLDEN")) {
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << found;
        WARN("written anew: " << file.string());
    }
    REQUIRE(std::filesystem::exists(file));
    CHECK(difference(support::readFile(file), found) == std::string());
}

/// One line: what can't be seen is written out.
std::string oneLine(std::string text) {
    static constexpr std::pair<const char*, const char*> kHidden[] = {
        {"\n", "\\n"},        {"\u2066", "<LRI>"},  {"\u2067", "<RLI>"}, {"\u2068", "<FSI>"},
        {"\u2069", "<PDI>"},  {"\u200E", "<LRM>"},  {"\u200F", "<RLM>"}, {"\u202F", "<NNBSP>"},
        {"\u00A0", "<NBSP>"}, {"\u200B", "<ZWSP>"}, {"\uFEFF", "<BOM>"}};
    for (const auto& [letter, shown] : kHidden) {
        for (std::size_t at = 0; (at = text.find(letter, at)) != std::string::npos;) {
            text.replace(at, std::string(letter).size(), shown);
        }
    }
    return text;
}

/// " | name: words", nothing for no words.
std::string part(const char* name, const std::string& words) {
    return words.empty() ? std::string() : std::string(" | ") + name + ": " + oneLine(words);
}

std::string dumped(const view::InboxRow& row) {
    return "[" + row.initials + "] " + oneLine(row.name) + " (" + row.platformTag + ", " +
           (row.visibility == model::Visibility::Public ? "public" : "private") + ")" +
           part("unread", row.unread > 0 ? std::to_string(row.unread) : "") + part("time", row.timeText) +
           part("badge", row.badge.text) + part("compact", row.badge.compact) + part("text", row.snippet) +
           "\n    " + oneLine(row.spoken) + '\n';
}

std::string dumped(const ui::ThreadItem& item) {
    const view::ThreadRow& row = item.row;
    if (row.kind != view::ThreadRow::Kind::Message) {
        return "--- " + oneLine(row.text) + " ---\n    " + oneLine(row.spoken) + '\n';
    }
    std::string text(static_cast<std::size_t>(row.level) * 2, ' ');
    text += "[" + row.initials + "] " + oneLine(row.author) + part("is", row.roleText) +
            part("to", row.toText) + part("time", row.timeText) + part("edited", row.editedText) +
            part("badge", row.badge.text) + part("subject", row.subject) + part("text", row.text);
    for (const view::ThreadRow::Picture& picture : row.pictures) {
        text += part("attached", picture.label);
    }
    return text + part("details", row.details) + part("reason", row.deliveryReason) + "\n    " +
           oneLine(row.spoken) + '\n';
}

std::string dumped(const ui::OutboxItem& item) {
    if (item.kind == ui::OutboxItem::Kind::Group) {
        return "== " + item.title.toStdString() + part("count", std::to_string(item.count)) + '\n';
    }
    return oneLine(item.title.toStdString()) + part("on", item.platform.toStdString()) +
           part("time", item.timeText.toStdString()) + part("badge", item.badge.text) +
           part("reason", item.reason.toStdString()) + part("text", item.reply.text) + "\n    " +
           oneLine(item.spoken.toStdString()) + '\n';
}

struct Shop {
    PersonaWorld world;
    view::Words words{ui::languageOf(QLocale(QStringLiteral("en_GB")), QTimeZone("Europe/Berlin"))};

    [[nodiscard]] std::string inbox(std::optional<model::ConversationState> state) const {
        ui::InboxModel model(world.source, words, world.clock);
        model.show(state);
        std::string text;
        for (int row = 0; row < model.rowCount(); ++row) {
            text += dumped(*model.index(row, 0).data(ui::ShownRole).value<ui::InboxModel::Shown>());
        }
        return text;
    }
    [[nodiscard]] std::string thread(base::ConversationId conversation, int pagesBefore = 0) const {
        ui::ThreadModel model(world.source, words, world.clock);
        model.open(conversation);
        REQUIRE(model.isOpen());
        for (int page = 0; page < pagesBefore; ++page) {
            model.loadEarlier();
        }
        std::string text = view::threadSubtitle(model.conversation(), words) + '\n';
        // What the last page brought stands above all that was there before.
        const int rows =
            pagesBefore == 0 ? model.rowCount() : std::min(model.rowCount(), ui::ThreadModel::kPage);
        for (int row = 0; row < rows; ++row) {
            text += dumped(model.item(row));
        }
        return text;
    }
};

}  // namespace

TEST_CASE("the inbox of every kind of customer reads as in its golden text") {
    const Shop shop;
    using model::ConversationState;
    std::string text;
    for (const auto& [title, state] : {std::pair<const char*, std::optional<ConversationState>>{
                                           "Needs reply", ConversationState::NeedsReply},
                                       {"Answered", ConversationState::Answered},
                                       {"Snoozed", ConversationState::Snoozed},
                                       {"Done", ConversationState::Done},
                                       {"All", std::nullopt}}) {
        text += std::string("# ") + title + '\n' + shop.inbox(state) + '\n';
    }
    checkGolden("inbox", text);
}

TEST_CASE("a thread with every kind of message reads as in its golden text") {
    const Shop shop;
    checkGolden("thread_public", shop.thread(PersonaWorld::kEverythingPublic));
    checkGolden("thread_private", shop.thread(PersonaWorld::kEverythingPrivate));
    checkGolden("thread_scripts", shop.thread(PersonaWorld::kScripts));
}

TEST_CASE("the outbox and the side bar read as in their golden texts") {
    const Shop shop;
    ui::OutboxModel outbox(
        shop.world.source, [] { return std::vector<model::AccountPulse>{}; }, shop.words, shop.world.clock);
    outbox.refresh();
    std::string text;
    for (int row = 0; row < outbox.rowCount(); ++row) {
        text += dumped(*outbox.itemAt(outbox.index(row)));
    }
    checkGolden("outbox", text);

    ui::NavModel nav(shop.words, shop.world.clock);
    nav.show(shop.world.source.counts().value(), shop.world.source.accountList, shop.world.pulses);
    text.clear();
    for (int row = 0; row < nav.rowCount(); ++row) {
        const ui::NavItem& item = *nav.itemAt(nav.index(row));
        text += oneLine(item.title.toStdString()) +
                part("count", item.count > 0 ? std::to_string(item.count) : "") +
                part("truth", item.account.truth) + part("cause", item.account.cause) + "\n    " +
                oneLine(item.spoken.toStdString()) + '\n';
    }
    checkGolden("nav", text);
}

TEST_CASE("of a conversation of 10,000 messages the last page and one in its middle read as in their golden "
          "texts") {
    const Shop shop;
    checkGolden("long_first_page", shop.thread(PersonaWorld::kLong));
    // The page above the last 4,950.
    checkGolden("long_middle_page", shop.thread(PersonaWorld::kLong, 99));
}
