// SPDX-License-Identifier: GPL-3.0-or-later
#include "play.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <random>
#include <set>

#include <malloc.h>

namespace bench {
namespace {

using model::ReplyRanker;

constexpr std::size_t kShown = 3;

/// What this thread has used of its processor so far: what else the machine does has no part in the figures.
double microseconds() {
    timespec used{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) * 1e6 + static_cast<double>(used.tv_nsec) / 1e3;
}

/// Bytes that are allocated.
double allocated() {
    const struct mallinfo2 now = mallinfo2();
    return static_cast<double>(now.uordblks) + static_cast<double>(now.hblkhd);
}

double at(std::vector<double>& sorted, double share) {
    std::ranges::sort(sorted);
    return sorted.empty() ? 0
                          : sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

struct Judged {
    double score = 0;
    bool positive = false;
};

/// The chance that a positive one is above a negative one.
std::optional<double> areaUnderCurve(std::vector<Judged> all) {
    std::ranges::sort(all, {}, &Judged::score);
    double ranks = 0;
    double positives = 0;
    for (std::size_t i = 0; i < all.size();) {
        std::size_t end = i;
        while (end < all.size() && all[end].score == all[i].score) {
            ++end;
        }
        for (std::size_t k = i; k < end; ++k) {
            if (all[k].positive) {
                ranks += static_cast<double>(i + end + 1) / 2;
                positives += 1;
            }
        }
        i = end;
    }
    const double negatives = static_cast<double>(all.size()) - positives;
    if (positives == 0 || negatives == 0) {
        return std::nullopt;
    }
    return (ranks - positives * (positives + 1) / 2) / (positives * negatives);
}

/// The canned replies of a run, by the names of the files.
struct Library {
    Library(const std::vector<Row>& titles, const std::vector<Row>& rows, bool withTitles) {
        for (const Row& row : titles) {
            add(row.reply, withTitles ? row.message : std::string());
        }
        for (const Row& row : rows) {
            if (!row.isOutOfScope()) {
                add(row.reply, {});
            }
        }
    }
    void add(const std::string& name, const std::string& title) {
        const auto [at, fresh] = ids.emplace(name, static_cast<std::int64_t>(ids.size()) + 1);
        if (fresh) {
            replies.push_back({.id = base::CannedReplyId{at->second}, .title = title, .text = {}});
        }
    }
    [[nodiscard]] base::CannedReplyId id(const Row& row) const {
        const auto found = ids.find(row.reply);
        return row.isOutOfScope() || found == ids.end() ? base::CannedReplyId{}
                                                        : base::CannedReplyId{found->second};
    }
    std::map<std::string, std::int64_t> ids;
    std::vector<model::CannedReply> replies;
};

/// The place of the right reply, from 0.
std::optional<std::size_t> placeOf(base::CannedReplyId right, const std::vector<model::Suggestion>& best) {
    const auto found = std::ranges::find(best, right, &model::Suggestion::reply);
    return !right || found == best.end() ? std::nullopt
                                         : std::optional(static_cast<std::size_t>(found - best.begin()));
}

struct Share {
    double hits = 0;
    double all = 0;
    void count(bool hit) {
        hits += hit ? 1 : 0;
        all += 1;
    }
    [[nodiscard]] std::optional<double> value() const {
        return all > 0 ? std::optional(hits / all) : std::nullopt;
    }
};

}  // namespace

Figures playStream(const std::vector<Row>& titles, const std::vector<Row>& stream,
                   const StreamOptions& options) {
    constexpr std::array<std::size_t, 3> kFirst{100, 500, 2'000};
    constexpr std::size_t kLast = 500;
    const Library library(titles, stream, options.titles);
    ReplyRanker ranker(library.replies, options.method, options.vectors);
    model::Calibrator calibrator;
    std::mt19937_64 dice(options.seed);
    std::array<Share, 3> first;
    Share lastHit1;
    Share lastHit3;
    Share precision;
    Share shown;
    std::vector<Judged> judged;
    std::vector<double> times;
    for (std::size_t i = 0; i < stream.size(); ++i) {
        const Row& row = stream[i];
        const double begin = microseconds();
        const ReplyRanker::Ranking ranking = ranker.rank(row.message, kShown);
        times.push_back(microseconds() - begin);
        const base::CannedReplyId right = library.id(row);
        const auto place = placeOf(right, ranking.best);
        const double probability = calibrator.probability(ranking.certainty);
        judged.push_back({.score = probability, .positive = place.has_value()});
        shown.count(probability >= 0.5);
        if (probability >= 0.5) {
            precision.count(place.has_value());
        }
        calibrator.learn(ranking.certainty, place.has_value());
        if (!right) {
            continue;
        }
        for (std::size_t k = 0; k < kFirst.size(); ++k) {
            if (i < kFirst.at(k)) {
                first.at(k).count(place.has_value());
            }
        }
        if (i + kLast >= stream.size()) {
            lastHit1.count(place == std::size_t{0});
            lastHit3.count(place.has_value());
        }
        const bool wrong = static_cast<double>(dice() >> 11U) * 0x1p-53 < options.wrongPicks;
        ranker.learn(wrong ? library.replies[dice() % library.replies.size()].id : right, row.message);
    }
    return {{"hit3_100", first[0].value()},     {"hit3_500", first[1].value()},
            {"hit3_2000", first[2].value()},    {"last500_hit1", lastHit1.value()},
            {"last500_hit3", lastHit3.value()}, {"auc", areaUnderCurve(judged)},
            {"shown", shown.value()},           {"precision_shown", precision.value()},
            {"p50_us", at(times, 0.5)},         {"p99_us", at(times, 0.99)}};
}

Figures playFewShot(const std::vector<Row>& train, const std::vector<Row>& test, ReplyRanker::Method method,
                    const Vectors& vectors) {
    const Library library({}, train, false);
    ReplyRanker ranker(library.replies, method, vectors);
    for (const Row& row : train) {
        ranker.learn(library.id(row), row.message);
    }
    Share hit1;
    Share hit3;
    double reciprocal = 0;
    std::vector<Judged> judged;
    std::vector<double> times;
    for (const Row& row : test) {
        const double begin = microseconds();
        ReplyRanker::Ranking ranking = ranker.rank(row.message, kShown);
        times.push_back(microseconds() - begin);
        judged.push_back({.score = ranking.certainty.top, .positive = !row.isOutOfScope()});
        if (row.isOutOfScope()) {
            continue;
        }
        const base::CannedReplyId right = library.id(row);
        auto place = placeOf(right, ranking.best);
        hit1.count(place == std::size_t{0});
        hit3.count(place.has_value());
        if (!place) {
            place = placeOf(right, ranker.rank(row.message, library.replies.size()).best);
        }
        reciprocal += place ? 1 / static_cast<double>(*place + 1) : 0;
    }
    return {{"hit1", hit1.value()},
            {"hit3", hit3.value()},
            {"mrr", hit1.all > 0 ? std::optional(reciprocal / hit1.all) : std::nullopt},
            {"oos_auroc", areaUnderCurve(judged)},
            {"p50_us", at(times, 0.5)},
            {"p99_us", at(times, 0.99)}};
}

Figures mean(const std::vector<Figures>& runs) {
    Figures means = runs.front();
    for (std::size_t i = 0; i < means.size(); ++i) {
        double sum = 0;
        double count = 0;
        for (const Figures& run : runs) {
            sum += run[i].second.value_or(0);
            count += run[i].second ? 1 : 0;
        }
        means[i].second = count > 0 ? std::optional(sum / count) : std::nullopt;
    }
    return means;
}

Figures playSpeed(const std::vector<Row>& rows, const Vectors& vectors) {
    constexpr std::size_t kReplies = 1'000;
    constexpr std::size_t kExamples = 10;
    std::vector<model::CannedReply> replies;
    for (std::size_t i = 0; i < kReplies; ++i) {
        replies.push_back(
            {.id = base::CannedReplyId{static_cast<std::int64_t>(i) + 1}, .title = {}, .text = {}});
    }
    // Neighbouring lines are of one intent: a thousand replies that resemble each other as a shop's do.
    const double before = allocated();
    const double begin = microseconds();
    ReplyRanker ranker(replies, ReplyRanker::Method::Learnt, vectors);
    for (std::size_t example = 0; example < kExamples; ++example) {
        for (std::size_t i = 0; i < kReplies; ++i) {
            ranker.learn(replies[i].id, rows[(i * kExamples + example) % rows.size()].message);
        }
    }
    const double rebuilt = microseconds() - begin;
    const double bytes = allocated() - before;
    std::vector<double> ranked;
    std::vector<double> learnt;
    for (std::size_t i = 0; i < 2'000; ++i) {
        const std::string& message = rows[(i * 7 + 3) % rows.size()].message;
        const double asked = microseconds();
        static_cast<void>(ranker.rank(message, kShown));
        const double answered = microseconds();
        ranker.learn(replies[i % kReplies].id, message);
        learnt.push_back(microseconds() - answered);
        ranked.push_back(answered - asked);
        ranker.unlearn();
    }
    return {{"rank_p50_us", at(ranked, 0.5)},  {"rank_p99_us", at(ranked, 0.99)},
            {"learn_p50_us", at(learnt, 0.5)}, {"learn_p99_us", at(learnt, 0.99)},
            {"rebuild_ms", rebuilt / 1'000},   {"memory_mb", bytes / 1e6}};
}

}  // namespace bench
