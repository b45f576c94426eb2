// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/reply_teacher.h"

#include "store/setting_names.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <utility>

namespace syncing {
namespace {

/// Messages of one step, some milliseconds.
constexpr std::int64_t kStep = 500;
/// So many may be read again after the next start.
constexpr std::int64_t kUnnoted = 10'000;

struct Found {
    base::MessageId message;
    base::CannedReplyId canned;
};

}  // namespace

base::Result<const model::ReplyMatcher*> ReplyTeacher::matcher() {
    auto library = m_services.store.read().cannedReplies();
    if (!library) {
        return base::fail(std::move(library.error()));
    }
    if (!m_matcher || *library != m_library) {
        m_library = std::move(*library);
        m_matcher.emplace(m_library);
        m_readUntil = {};
    }
    return &*m_matcher;
}

std::vector<base::CannedReplyId> ReplyTeacher::repliesIn(const model::QueueReply& intent) {
    const auto known = matcher();
    if (!known) {
        m_services.log.warning("nothing is learnt from a reply: " + known.error().what());
        return {};
    }
    return (*known)->repliesIn(intent.text, intent.inserted);
}

base::Status ReplyTeacher::teach(store::WriteTx& tx, base::ReplyId queued, const model::QueueReply& intent,
                                 std::span<const base::CannedReplyId> canned) {
    for (const base::CannedReplyId one : canned) {
        if (base::Status learnt = tx.learn(queued, one); !learnt) {
            return learnt;
        }
    }
    if (!intent.suggested) {
        return {};
    }
    const bool used = std::ranges::find_first_of(canned, intent.suggested->best) != canned.end();
    return tx.learn(queued, {.certainty = intent.suggested->certainty, .used = used});
}

base::Result<base::MessageId> ReplyTeacher::storedUntil() const {
    const auto stored = m_services.store.read().setting(store::kLessonsReadSetting);
    if (!stored) {
        return base::fail(stored.error());
    }
    base::MessageId until;
    // Empty at first; what is no number begins anew, which only costs time.
    std::from_chars(stored->data(), stored->data() + stored->size(), until.value);
    return until;
}

base::Result<bool> ReplyTeacher::learnSome() {
    const store::Reader& read = m_services.store.read();
    const auto known = matcher();
    const auto latest = read.latestMessage();
    const auto stored = storedUntil();
    if (!known || !latest || !stored) {
        return base::fail(!known ? known.error() : !latest ? latest.error() : stored.error());
    }
    const base::MessageId begin = std::max(*stored, m_readUntil);
    if (begin >= *latest) {
        return false;
    }
    const base::MessageId end{std::min(begin.value + kStep, latest->value)};
    const auto sent = read.typedReplies(begin, end);
    if (!sent) {
        return base::fail(sent.error());
    }
    std::vector<Found> found;
    for (const model::TypedReply& reply : *sent) {
        for (const base::CannedReplyId canned : (*known)->repliesIn(reply.text)) {
            found.push_back({reply.message, canned});
        }
    }
    m_readUntil = end;
    // Reading a little twice is cheaper than a commit for each little.
    if (found.empty() && end.value - stored->value < kUnnoted) {
        return end < *latest;
    }
    auto change = m_services.store.write("learn from sent replies", [&](store::WriteTx& tx) -> base::Status {
        for (const Found& one : found) {
            if (base::Status learnt = tx.learn(one.message, one.canned); !learnt) {
                return learnt;
            }
        }
        return tx.learntUntil(end);
    });
    if (!change) {
        return base::fail(change.error());
    }
    return end < *latest;
}

}  // namespace syncing
