// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shop.h"

#include "store/outbox.h"

#include <functional>
#include <optional>
#include <string>

namespace test {

inline constexpr base::Duration kMinute{60'000};
inline const model::RepeatGuarantee kNone{};
inline const model::RepeatGuarantee kFiftyMinutes{.kind = model::RepeatGuarantee::Kind::ForTime,
                                                  .lasts = 50 * kMinute};
inline const model::RepeatGuarantee kAlways{.kind = model::RepeatGuarantee::Kind::Always};

inline base::Error trouble(base::ErrorKind kind, base::Cure cure = base::Cure::BackOff) {
    return {.kind = kind, .cure = cure, .message = "trouble"};
}
inline store::Settlement retryAt(base::UtcTime time, base::Cure cure = base::Cure::BackOff) {
    return store::SettledRetry{.notBefore = time, .why = trouble(base::ErrorKind::Network, cure)};
}
inline store::Settlement failed() {
    return store::SettledFailed{trouble(base::ErrorKind::TooLong, base::Cure::Never)};
}
inline store::Settlement unknown() {
    return store::SettledUnknown{trouble(base::ErrorKind::Unknown, base::Cure::LookUp)};
}

/// A shop with a customer, whose replies are queued and sent by hand.
struct Desk : Shop {
    model::RepeatGuarantee guarantee = kNone;
    int freezes = 0;

    Desk() { take({says("1", "mira", 5), says("2", "juri", 6)}); }
    /// A desk as new.
    void renew() {
        Shop::renew();
        guarantee = kNone;
        freezes = 0;
        take({says("1", "mira", 5), says("2", "juri", 6)});
    }

    base::ReplyId queue(const std::string& text, const std::string& to = "1",
                        base::Duration holdBack = base::Duration{0}, bool privately = false,
                        std::optional<base::UtcTime> sendAt = {}) {
        const model::Message message = this->message(to);
        const model::ReplyDraft draft =
            need(store->read().draftOf(message.conversation, message.id, privately, "direct", text));
        base::ReplyId id;
        write([&](store::WriteTx& tx) {
            id = need(store::Outbox(tx).queue(draft, message.id, holdBack, sendAt));
        });
        return id;
    }
    std::optional<model::OutboxRow> claim() {
        std::optional<model::OutboxRow> row;
        write([&](store::WriteTx& tx) {
            row = need(store::Outbox(tx).claim(
                account, [&](model::Visibility) { return guarantee; },
                [&](const model::OutboxRow& queued) -> base::Result<model::FrozenReply> {
                    ++freezes;
                    return model::FrozenReply{.body = "frozen " + queued.text + " " + std::to_string(freezes),
                                              .repeatKey = "key " + std::to_string(freezes)};
                }));
        });
        return row;
    }
    base::Status settle(base::ReplyId reply, const store::Settlement& outcome) {
        return change([&](store::Outbox& outbox) { return outbox.settle(reply, outcome); });
    }
    base::Status sent(base::ReplyId reply, const std::string& remoteId) {
        return settle(reply, store::SettledSent{{.remoteId = remoteId, .at = clock.utcNow()}});
    }
    base::Status resolve(base::ReplyId reply, const store::Resolution& resolution) {
        return change([&](store::Outbox& outbox) { return outbox.resolve(reply, resolution); });
    }
    base::Status change(const std::function<base::Status(store::Outbox&)>& work) {
        const auto done = store->write("test", [&](store::WriteTx& tx) {
            store::Outbox outbox(tx);
            return work(outbox);
        });
        return done ? base::Status{} : base::fail(done.error());
    }
    std::string cancel(base::ReplyId reply) {
        std::string text;
        write([&](store::WriteTx& tx) { text = need(store::Outbox(tx).cancel(reply)); });
        return text;
    }
    /// The program dies here: nothing more is written, and starts again.
    int crash() {
        open();
        if (hurries) {
            hurry();
        }
        int recovered = 0;
        write([&](store::WriteTx& tx) { recovered = need(store::Outbox(tx).recover()); });
        return recovered;
    }
    [[nodiscard]] std::string state(base::ReplyId reply) {
        return text("SELECT state FROM outbox WHERE id = " + std::to_string(reply.value));
    }
    [[nodiscard]] model::OutboxRow row(base::ReplyId reply) { return need(store->read().reply(reply)); }
    [[nodiscard]] model::Message messageOf(base::ReplyId reply) {
        return need(store->read().message(row(reply).message));
    }
    [[nodiscard]] std::int64_t messages() { return number("SELECT count(*) FROM message"); }
};

}  // namespace test
