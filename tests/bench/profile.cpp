// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile.h"

#include "corpus.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <utility>

namespace bench {

namespace {

constexpr std::size_t kMessagesPerCommit = 5000;
constexpr std::int64_t kMinute = 60'000;

template <class T>
T need(base::Result<T> result) {
    if (!result) {
        throw std::runtime_error(result.error().what());
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(*result);
    }
}

/// Gathers messages and stores them some thousand at a time.
class Furnisher {
public:
    Furnisher(store::Store& store, base::AccountId account) : m_store(store), m_account(account) {}
    ~Furnisher() = default;
    Furnisher(const Furnisher&) = delete;
    Furnisher& operator=(const Furnisher&) = delete;

    void add(model::IncomingMessage message) {
        m_batch.messages.push_back(std::move(message));
        if (m_batch.messages.size() >= kMessagesPerCommit) {
            commit();
        }
    }
    void commit() {
        need(m_store.write("furnish", [&](store::WriteTx& tx) -> base::Status {
            const auto stored = tx.ingest(m_account, m_batch);
            return stored ? base::Status{} : base::fail(stored.error());
        }));
        m_batch = {};
        need(m_store.tidySearch());
    }

private:
    store::Store& m_store;
    base::AccountId m_account;
    model::IncomingBatch m_batch;
};

model::IncomingContact shop() {
    return {.remoteId = "100", .handle = "@shop@shop.example", .name = "The Shop", .profileUrl = {}};
}

model::IncomingContact customer(const std::string& id, const std::string& name) {
    return {.remoteId = id, .handle = "@" + id + "@dorfplatz.example", .name = name, .profileUrl = {}};
}

model::IncomingMessage written(const std::string& id, const model::IncomingContact& author, bool own,
                               std::int64_t at, std::string text) {
    model::IncomingMessage message;
    message.remoteId = id;
    message.author = author;
    message.own = own;
    message.audience = "public";
    message.mentionOfUs = own ? model::MentionOfUs::None : model::MentionOfUs::Written;
    message.text = std::move(text);
    message.url = "https://dorfplatz.example/" + id;
    message.at = base::UtcTime{base::Duration{at}};
    return message;
}

/// One or two messages each, over the 60 days before `newest`; a third is answered.
void addRows(Furnisher& furnisher, const Corpus& corpus, std::size_t rows, std::int64_t newest) {
    Dice dice(3);
    constexpr std::int64_t kSpan = 60LL * 24 * 60 * kMinute;
    for (std::size_t i = 0; i < rows; ++i) {
        const std::string id = fmt::format("row{}", i);
        const auto share = static_cast<double>(i) / static_cast<double>(rows);
        const std::int64_t at =
            newest - kSpan + static_cast<std::int64_t>(share * static_cast<double>(kSpan));
        const auto who = customer("guest" + std::to_string(i), fmt::format("Guest {} ✨", i));
        furnisher.add(written(id, who, false, at, corpus.text(dice)));
        if (dice.chance(0.33)) {
            auto reply = written(id + "r", shop(), true, at + 9 * kMinute, corpus.text(dice));
            reply.parentRemoteId = id;
            furnisher.add(std::move(reply));
        }
    }
}

/// A third is ours. In public mostly the answer to the one before, so that the tree is deep, too.
void addLong(Furnisher& furnisher, const Corpus& corpus, int length, bool inPublic, std::int64_t newest) {
    Dice dice(static_cast<std::uint64_t>(length));
    const std::string name = fmt::format("long{}{}", length, inPublic ? "public" : "private");
    const auto who = customer(name, fmt::format("Long {} {}", length, inPublic ? "public" : "private"));
    for (int i = 0; i < length; ++i) {
        const bool own = i > 0 && i + 1 < length && dice.chance(0.34);
        const std::int64_t at = newest - (length - i) * kMinute / 2;
        auto message = written(name + std::to_string(i), own ? shop() : who, own, at, corpus.text(dice));
        if (i > 0) {
            const int parent =
                dice.chance(0.8) ? i - 1 : static_cast<int>(dice.below(static_cast<std::size_t>(i)));
            message.parentRemoteId = name + std::to_string(inPublic ? parent : i - 1);
        }
        if (!inPublic) {
            message.visibility = model::Visibility::Private;
            message.audience = "direct";
            if (own) {
                message.addressees = {who};
            }
        }
        furnisher.add(std::move(message));
    }
}

}  // namespace

void furnish(store::Store& store, base::AccountId account, std::size_t rows,
             const std::vector<int>& lengths) {
    const auto clock = base::makeSystemClock();
    const std::int64_t newest = clock->utcNow().time_since_epoch().count() - kMinute;
    const Corpus corpus(2);
    Furnisher furnisher(store, account);
    addRows(furnisher, corpus, rows, newest - 60 * kMinute);
    for (const int length : lengths) {
        addLong(furnisher, corpus, length, true, newest);
        addLong(furnisher, corpus, length, false, newest);
    }
    furnisher.commit();
    need(store.write("stay here", [&](store::WriteTx& tx) -> base::Status {
        return tx.connection().execute("UPDATE account SET server = 'http://127.0.0.1:9'");
    }));
}

void makeSmallProfile(const std::string& folder, std::size_t rows) {
    std::filesystem::create_directories(folder);
    const Town unread(10, 1);  // never polled
    Backfill small(unread, folder + "/shopbell.db");
    furnish(small.store(), small.account(), rows, {});
}

std::vector<int> lengthsFor(std::size_t messages) {
    std::vector<int> lengths{50, 500, 5'000, 50'000};
    std::erase_if(lengths, [&](int length) { return static_cast<std::size_t>(length) > messages; });
    return lengths;
}

}  // namespace bench
