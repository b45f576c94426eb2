// SPDX-License-Identifier: GPL-3.0-or-later
#include "questions.h"

#include "store/outbox.h"

#include <stdexcept>

namespace bench {

namespace {

constexpr int kRows = 50;

template <class T>
T need(base::Result<T> result) {
    if (!result) {
        throw std::runtime_error(result.error().what());
    }
    return std::move(*result);
}

double timedInbox(const store::Reader& reader, store::InboxFilter filter) {
    const double begin = wallMs();
    const auto rows = need(reader.inbox(filter, kRows));
    const double took = wallMs() - begin;
    if (rows.empty()) {
        throw std::runtime_error("the inbox is empty");
    }
    return took;
}

/// Where a person stops after each key: whole characters.
std::vector<std::string> keystrokes(const std::string& word) {
    std::vector<std::string> prefixes;
    for (std::size_t at = 1; at <= word.size(); ++at) {
        if (at == word.size() || (static_cast<unsigned char>(word[at]) & 0xC0U) != 0x80U) {
            prefixes.push_back(word.substr(0, at));
        }
    }
    return prefixes;
}

/// Words of messages of the store, from all over the year and all scripts.
std::vector<std::string> someWords(const store::Reader& reader, int wanted, Dice& dice) {
    std::vector<std::string> words;
    const auto newest = need(reader.inbox({}, 1));
    const auto tail = need(reader.thread(newest.front().id, 1));
    const auto most = static_cast<std::size_t>(tail.front().id.value);
    while (words.size() < static_cast<std::size_t>(wanted)) {
        const auto message = reader.message(base::MessageId{1 + static_cast<std::int64_t>(dice.below(most))});
        if (!message || message->text.empty()) {
            continue;
        }
        std::vector<std::string> all;
        std::string word;
        for (const char c : message->text + ' ') {
            if (c != ' ' && c != ',' && c != '.') {
                word += c;
            } else if (!word.empty()) {
                all.push_back(std::exchange(word, {}));
            }
        }
        if (!all.empty()) {
            std::string chosen = all[dice.below(all.size())];
            // Of a script without spaces somebody types some characters out of the middle, not a whole
            // sentence.
            const auto cut = keystrokes(chosen);
            words.push_back(cut.size() > 12 ? cut[11] : chosen);
        }
    }
    return words;
}

}  // namespace

InboxFigures askInbox(const store::Store& large, const store::Store& small, int times) {
    const auto readLarge = need(large.reader());
    const auto readSmall = need(small.reader());
    std::vector<double> ofLarge;
    std::vector<double> ofSmall;
    for (int i = 0; i < times + 20; ++i) {
        const store::InboxFilter filter =
            i % 2 == 0 ? store::InboxFilter{} : model::ConversationState::NeedsReply;
        const double tookLarge = timedInbox(*readLarge, filter);
        const double tookSmall = timedInbox(*readSmall, filter);
        if (i >= 20) {
            ofLarge.push_back(tookLarge);
            ofSmall.push_back(tookSmall);
        }
    }
    return {.large = spreadOf(std::move(ofLarge)), .small = spreadOf(std::move(ofSmall))};
}

SearchFigures typeWords(const store::Store& store, int words, std::uint64_t seed) {
    const auto reader = need(store.reader());
    Dice dice(seed);
    std::vector<double> samples;
    SearchFigures figures;
    for (const std::string& word : someWords(*reader, words, dice)) {
        for (const std::string& prefix : keystrokes(word)) {
            const double begin = wallMs();
            const auto hits = need(reader->search(prefix, kRows));
            samples.push_back(wallMs() - begin);
            figures.withHits += hits.empty() ? 0 : 1;
        }
    }
    figures.keystrokes = spreadOf(std::move(samples));
    return figures;
}

EnqueueFigures enqueueReplies(store::Store& store, const std::string& folder, int times) {
    const auto rows = need(store.read().inbox(model::ConversationState::NeedsReply, times));
    if (rows.empty()) {
        throw std::runtime_error("nobody waits for a reply");
    }
    RawDisk disk(folder + "/raw");
    std::vector<double> enqueued;
    std::vector<double> raw;
    for (int i = 0; i < times; ++i) {
        const base::ConversationId conversation = rows[static_cast<std::size_t>(i) % rows.size()].id;
        const double begin = wallMs();
        const auto draft =
            need(store.read().draftOf(conversation, {}, false, "direct",
                                      "Thank you for waiting. Your parcel left our shop this morning."));
        need(store.write("queue", [&](store::WriteTx& tx) -> base::Status {
            const auto reply = store::Outbox(tx).queue(draft, {}, base::Duration{0});
            return reply ? base::Status{} : base::fail(reply.error());
        }));
        enqueued.push_back(wallMs() - begin);
        raw.push_back(disk.once());
    }
    return {.enqueue = spreadOf(std::move(enqueued)), .disk = spreadOf(std::move(raw))};
}

}  // namespace bench
