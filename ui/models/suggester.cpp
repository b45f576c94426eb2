// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/suggester.h"

#include "model/canned_reply.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace ui {
namespace {

constexpr std::size_t kShownWords = 3;
/// Nothing is shown when nothing is likely: what is used less often than one time in four distracts.
constexpr double kLeastTogether = 0.25;
constexpr double kLeastAlone = 0.1;

QString reasonOf(const model::Suggestion& suggestion) {
    QStringList words;
    for (const model::SuggestionReason& reason : suggestion.because) {
        if (!reason.word.empty() && static_cast<std::size_t>(words.size()) < kShownWords) {
            words.append(QString::fromStdString(reason.word));
        }
    }
    return QCoreApplication::translate("Suggester", "because of: %1").arg(words.join(QStringLiteral(", ")));
}

}  // namespace

std::vector<ShownSuggestion> Suggester::suggest(const std::string& message,
                                                const model::PlaceholderValues& values) {
    if (!m_ranker) {
        auto replies = m_source.cannedReplies();
        m_replies = replies ? std::move(*replies) : std::vector<model::CannedReply>{};
        m_ranker.emplace(m_replies);
    }
    std::vector<ShownSuggestion> shown;
    auto ranking = m_ranker->rank(message, kMost);
    const model::Calibrator calibrator;
    if (calibrator.probability(ranking.certainty) < kLeastTogether) {
        return {};
    }
    calibrator.fill(ranking.best, ranking.certainty);
    for (const model::Suggestion& suggestion : ranking.best) {
        const auto reply = std::ranges::find(m_replies, suggestion.reply, &model::CannedReply::id);
        if (reply != m_replies.end() && suggestion.probability >= kLeastAlone) {
            shown.push_back(
                {.title = QString::fromStdString(suggestion.title),
                 .reason = reasonOf(suggestion),
                 .text = QString::fromStdString(model::fillPlaceholders(reply->text, values).text)});
        }
    }
    return shown;
}

}  // namespace ui
