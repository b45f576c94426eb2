// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/suggester.h"

#include "model/ranking/function_words.h"
#include "view/console_source.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPointer>
#include <QStringList>

#include <algorithm>
#include <utility>

namespace ui {
namespace {

constexpr qsizetype kShownWords = 3;

/// How likely suggestions have to be. What is used less often than one time in four distracts most people.
struct Threshold {
    double together = 0;
    double alone = 0;
};
constexpr Threshold thresholdOf(SuggestionAmount amount) {
    switch (amount) {
    case SuggestionAmount::None:
        return {.together = 2, .alone = 2};
    case SuggestionAmount::Fewer:
        return {.together = 0.5, .alone = 0.2};
    case SuggestionAmount::Usual:
        break;
    case SuggestionAmount::More:
        return {.together = 0.1, .alone = 0.03};
    }
    return {.together = 0.25, .alone = 0.1};
}

QString reasonOf(const model::Suggestion& suggestion, std::size_t answered) {
    QStringList words;
    QStringList between;  // function words and who is addressed, for want of better ones
    for (const model::SuggestionReason& reason : suggestion.because) {
        if (!reason.word.empty() && reason.share > 0) {
            (model::isFunctionWord(reason.word) || reason.word.starts_with('@') ? between : words)
                .append(QString::fromStdString(reason.word));
        }
    }
    words = (words.isEmpty() ? between : words).mid(0, kShownWords);
    const QString reason = words.join(QStringLiteral(", "));
    return answered == 0 ? QCoreApplication::translate("Suggester", "because of: %1").arg(reason)
                         : QCoreApplication::translate("Suggester", "because of: %1 (%2×)")
                               .arg(reason, QLocale().toString(static_cast<qulonglong>(answered)));
}

}  // namespace

Suggester::Suggester(const WindowContext& context, QObject* parent) : QObject(parent), m_context(context) {
    connect(&context.seam.changes, &ChangeRelay::changed, this, [this](const model::Change& change) {
        if (change.cannedReplies || change.lessons) {
            refresh();
        }
    });
    refresh();
}

void Suggester::setAmount(SuggestionAmount amount) {
    if (std::exchange(m_amount, amount) != amount) {
        emit changed();
    }
}

void Suggester::refresh() {
    if (m_context.seam.background == nullptr) {
        return;
    }
    m_context.seam.background->suggester(
        [guard = QPointer(this)](base::Result<BackgroundReader::SharedSuggester> read) {
            // What could not be read is read again after the next change; until then the old ones serve.
            if (guard == nullptr || !read) {
                return;
            }
            guard->m_suggester = std::move(*read);
            auto replies = guard->m_context.seam.source.cannedReplies();
            guard->m_replies = replies ? std::move(*replies) : std::vector<model::CannedReply>{};
            emit guard->changed();
        });
}

Suggester::Answer Suggester::suggest(const model::Message& message, const std::string& language,
                                     const Reading& reading) const {
    Answer answer;
    if (m_suggester == nullptr) {
        return answer;
    }
    const auto made =
        m_suggester->suggest(model::wordsToAnswer(message.subject, message.text), kMost, language);
    if (made.best.empty()) {
        return answer;
    }
    const Threshold least = thresholdOf(m_amount);
    answer.made.emplace(model::SuggestionsMade{.certainty = made.certainty, .best = {}});
    for (std::size_t i = 0; i < made.best.size(); ++i) {
        const model::Suggestion& suggestion = made.best[i];
        answer.made->best.push_back(suggestion.reply);
        const auto reply = std::ranges::find(m_replies, suggestion.reply, &model::CannedReply::id);
        if (made.probability >= least.together && suggestion.probability >= least.alone &&
            reply != m_replies.end()) {
            answer.shown.push_back({.reply = suggestion.reply,
                                    .title = QString::fromStdString(suggestion.title),
                                    .reason = reasonOf(suggestion, made.answered[i]),
                                    .text = QString::fromStdString(reading(*reply))});
        }
    }
    return answer;
}

}  // namespace ui
