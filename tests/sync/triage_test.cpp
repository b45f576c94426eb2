// SPDX-License-Identifier: GPL-3.0-or-later
// Messages are told apart as they come in, and corrections are learnt and unlearnt.
#include "bench.h"

#include "store/write_tx.h"

using model::TriageKind;
using test::Bench;
using test::need;

namespace {

struct Desk : Bench {
    [[nodiscard]] std::optional<model::TriageMark> markOf(const std::string& remoteId) {
        return conversationOf(remoteId).triage;
    }
    [[nodiscard]] TriageKind kindOf(const std::string& remoteId) {
        const auto mark = markOf(remoteId);
        return mark ? mark->kind : TriageKind::Other;
    }
    std::string hears(const std::string& who, const std::string& text) {
        std::string id = server.says(who, text);
        REQUIRE_FALSE(syncAccount().trouble);
        settle();
        return id;
    }
    void correct(const std::string& remoteId, std::optional<TriageKind> kind) {
        need(engine->carryOut(
            model::SetTriage{.conversation = conversationOf(remoteId).id, .message = {}, .kind = kind}));
        settle();
    }
    /// What is stored of every message that is there, without the lessons themselves.
    [[nodiscard]] std::string told() {
        return text("SELECT group_concat(message_id || kind || probability, ' ') FROM "
                    "(SELECT triage.* FROM triage JOIN message ON message.id = message_id "
                    "WHERE deleted_at = 0 ORDER BY message_id)");
    }
};

}  // namespace

TEST_CASE("when a check has ended, what came is told apart") {
    Desk desk;
    const std::string asked = desk.server.says("mira", "when do you open?");
    const std::string angry = desk.server.says("ben", "my vase arrived broken, I want a refund");
    REQUIRE_FALSE(desk.syncAccount().trouble);
    CHECK(desk.kindOf(asked) == TriageKind::Question);
    CHECK(desk.kindOf(angry) == TriageKind::Complaint);
    CHECK(desk.markOf(angry)->because == "refund\nbroken");
    CHECK(desk.conversationOf(angry).urgentAt < desk.conversationOf(angry).dueAt);
}

TEST_CASE("a correction is learnt from at once, also for what waits, and after a restart") {
    Desk desk;
    const std::string first = desk.hears("mira", "the glaze on my plate peels");
    const std::string second = desk.hears("ben", "the glaze on my cup peels as well");
    REQUIRE(desk.kindOf(second) == TriageKind::Other);
    desk.correct(first, TriageKind::Complaint);
    CHECK(desk.kindOf(second) == TriageKind::Complaint);
    CHECK(desk.markOf(second)->source == model::TriageMark::Source::Told);
    desk.restart();
    const std::string third = desk.hears("cleo", "glaze peels on the plate");
    CHECK(desk.kindOf(third) == TriageKind::Complaint);
}

TEST_CASE("a correction that is taken back, or whose message is gone, leaves every figure as it was") {
    Desk desk;
    const std::string first = desk.hears("mira", "the glaze on my plate peels");
    desk.hears("ben", "the glaze on my cup peels as well, what now?");
    desk.hears("cleo", "thank you for the plate");
    const std::string before = desk.told();
    desk.correct(first, TriageKind::Complaint);
    REQUIRE(desk.told() != before);
    SECTION("taken back") {
        desk.correct(first, std::nullopt);
        CHECK(desk.kindOf(first) == TriageKind::Other);
    }
    SECTION("deleted on the platform") {
        desk.server.erase(first);
        REQUIRE_FALSE(desk.syncAccount().trouble);
        desk.settle();
    }
    CHECK(need(desk.store->read().triageLessons(10)).empty());
    CHECK(desk.told() == before);
}

TEST_CASE("an idle check tells nothing apart and writes nothing") {
    Desk desk;
    desk.hears("mira", "when do you open?");
    const std::string before = desk.told();
    const std::string mark = desk.text("SELECT value FROM setting WHERE name = 'triage_until'");
    CHECK_FALSE(mark.empty());
    bool touched = false;
    desk.store->onChange(
        [&](const model::Change& change) { touched = touched || !change.conversations.empty(); });
    REQUIRE_FALSE(desk.syncAccount().trouble);
    desk.settle();
    CHECK_FALSE(touched);
    CHECK(desk.text("SELECT value FROM setting WHERE name = 'triage_until'") == mark);
    CHECK(desk.told() == before);
}
