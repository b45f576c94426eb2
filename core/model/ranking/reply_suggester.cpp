// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/ranking/reply_suggester.h"

#include <utility>

namespace model {

ReplySuggester::ReplySuggester(const SuggestionLog& log, std::shared_ptr<const WordVectors> vectors)
    : m_ranker(log.library, ReplyRanker::Method::Learnt, std::move(vectors)) {
    for (const Lesson& lesson : log.lessons) {
        m_ranker.learn(lesson.reply, lesson.message);
    }
    for (const SuggestionOutcome& outcome : log.outcomes) {
        m_calibrator.learn(outcome.certainty, outcome.used);
    }
}

ReplySuggester::Answer ReplySuggester::suggest(std::string_view message, std::size_t limit,
                                               std::string_view language) const {
    ReplyRanker::Ranking ranking = m_ranker.rank(message, limit, language);
    m_calibrator.fill(ranking.best, ranking.certainty);
    Answer answer{.best = std::move(ranking.best),
                  .answered = {},
                  .certainty = ranking.certainty,
                  .probability = m_calibrator.probability(ranking.certainty)};
    for (const Suggestion& one : answer.best) {
        answer.answered.push_back(m_ranker.examplesOf(one.reply));
    }
    return answer;
}

}  // namespace model
