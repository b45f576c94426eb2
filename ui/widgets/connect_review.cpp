// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/connect_review.h"

#include "ui/delegates/text_block.h"
#include "ui/language.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/surface.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPointer>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace ui {
namespace {

/// Lines on paper within a rounded frame, hairlines between them.
class LineBox final : public QWidget {
public:
    LineBox(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
        connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(m_theme.color(Token::Line));
        painter.setBrush(m_theme.color(Token::Paper));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), m_theme.px(6), m_theme.px(6));
        painter.setRenderHint(QPainter::Antialiasing, false);
        for (const QObject* child : children()) {
            const auto* line = qobject_cast<const QWidget*>(child);
            if (line != nullptr && line->isVisible() && line->y() > m_theme.px(8)) {
                painter.drawLine(1, line->y(), width() - 2, line->y());
            }
        }
    }

private:
    const Theme& m_theme;
};

struct Verdict {
    IconName glyph;
    Token ink;
    QString word;
};

Verdict verdictOf(ConnectAbility::State state) {
    switch (state) {
    case ConnectAbility::State::Works:
        return {IconName::Allowed, Token::Answered, ConnectReview::tr("works")};
    case ConnectAbility::State::Missing:
        return {IconName::Error, Token::Trouble, ConnectReview::tr("missing")};
    case ConnectAbility::State::NotTested:
        return {IconName::Pause, Token::Text2, ConnectReview::tr("not tested")};
    case ConnectAbility::State::Soon:
        return {IconName::Warn, Token::DueInk, ConnectReview::tr("soon")};
    }
    return {IconName::Pause, Token::Text2, {}};
}

}  // namespace

ConnectReview::ConnectReview(const WindowContext& context, QWidget* parent)
    : QWidget(parent), m_context(context),
      m_when(new PlainLabel(context.theme, Type::Secondary, Token::Text2, this)),
      m_again(new LinkButton(context.theme, Type::SecondaryMedium, Token::Accent, this)),
      m_box(new LineBox(context.theme, this)), m_lines(new QVBoxLayout(m_box)), m_noteRow(new QWidget(this)),
      m_note(new PlainLabel(context.theme, Type::Body, Token::Text, m_noteRow)) {
    const Theme& theme = context.theme;
    setObjectName(QStringLiteral("connectReview"));
    auto* title = new PlainLabel(theme, Type::BodySemibold, Token::Text, this);
    title->setText(tr("Test connection"));
    title->setObjectName(QStringLiteral("reviewTitle"));
    m_when->setObjectName(QStringLiteral("reviewWhen"));
    m_again->setObjectName(QStringLiteral("reviewAgain"));
    m_again->setText(tr("Test again"));
    m_again->setAccessibleName(m_again->text());
    m_again->setGlyph(IconName::Refresh);
    m_box->setObjectName(QStringLiteral("reviewLines"));
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(0);
    m_note->setObjectName(QStringLiteral("reviewNote"));
    m_note->setWordWrap(true);
    auto* head = new QHBoxLayout;
    head->setSpacing(theme.px(8));
    head->addWidget(title);
    head->addWidget(m_when, 1);
    head->addWidget(m_again);
    auto* noteRow = new QHBoxLayout(m_noteRow);
    noteRow->setContentsMargins(0, 0, 0, 0);
    noteRow->setSpacing(theme.px(8));
    noteRow->addWidget(new Glyph(theme, IconName::Canned, 16, Token::Text2, m_noteRow), 0, Qt::AlignTop);
    noteRow->addWidget(m_note, 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(theme.px(8));
    all->addLayout(head);
    all->addWidget(m_box);
    all->addWidget(m_noteRow);
    connect(m_again, &QAbstractButton::clicked, this, &ConnectReview::begin);
}

void ConnectReview::test(base::AccountId account) {
    m_account = account;
    begin();
}

void ConnectReview::begin() {
    m_startedAt = m_context.seam.clock.steadyNow();
    clear();
    m_when->setText(tr("asking…"));
    m_again->setEnabled(false);
    m_noteRow->hide();
    m_box->hide();
    m_context.seam.connect.test(
        m_account, [guard = QPointer(this)](const base::Result<std::vector<ConnectAbility>>& abilities) {
            if (guard != nullptr) {
                guard->show(abilities);
            }
        });
}

void ConnectReview::clear() {
    m_abilities.clear();
    while (QLayoutItem* item = m_lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void ConnectReview::show(const base::Result<std::vector<ConnectAbility>>& abilities) {
    const base::SteadyTime ended = m_context.seam.clock.steadyNow();
    const auto took =
        std::chrono::duration_cast<std::chrono::milliseconds>(ended - m_startedAt.value_or(ended));
    m_startedAt.reset();
    m_again->setEnabled(true);
    const QString when =
        qt(m_context.words.moment(m_context.seam.clock.utcNow(), m_context.seam.clock.utcNow()));
    m_when->setText(
        took < std::chrono::milliseconds{100}
            ? when
            : tr("%1, took %2 s")
                  .arg(when, QLocale().toString(static_cast<double>(took.count()) / 1000, 'f', 1)));
    if (!abilities) {
        addLine({.kind = ConnectAbility::Kind::SignIn,
                 .what = tr("Sign-in").toStdString(),
                 .state = ConnectAbility::State::Missing,
                 .detail = asSentence(abilities.error().what()).toStdString()});
    } else {
        m_abilities = *abilities;
        for (const ConnectAbility& ability : m_abilities) {
            addLine(ability);
        }
        addTokenEnd();
    }
    m_box->show();
    m_note->setText(note());
    m_noteRow->setVisible(!m_note->text().isEmpty());
    emit tested();
}

void ConnectReview::addTokenEnd() {
    using std::chrono::days;
    // Where the platform itself said it there is no more to say.
    if (std::ranges::find(m_abilities, ConnectAbility::Kind::StaySignedIn, &ConnectAbility::kind) !=
        m_abilities.end()) {
        return;
    }
    const base::UtcTime now = m_context.seam.clock.utcNow();
    for (const model::AccountPulse& pulse : m_context.seam.pulses()) {
        if (pulse.id == m_account && pulse.tokenEndsAt && *pulse.tokenEndsAt > now) {
            const bool soon = *pulse.tokenEndsAt - now <= base::Duration{days{7}};
            addLine({.kind = ConnectAbility::Kind::SignIn,
                     .what = tr("Sign-in ends %1")
                                 .arg(qt(m_context.words.momentWithTime(*pulse.tokenEndsAt, now)))
                                 .toStdString(),
                     .state = soon ? ConnectAbility::State::Soon : ConnectAbility::State::Works,
                     .detail = tr("Shopbell renews it by itself while it runs, and says so when it can’t.")
                                   .toStdString()});
        }
    }
}

void ConnectReview::addLine(const ConnectAbility& ability) {
    const Theme& theme = m_context.theme;
    const Verdict verdict = verdictOf(ability.state);
    auto* line = new QWidget(m_box);
    line->setObjectName(QStringLiteral("reviewLine%1").arg(m_lines->count()));
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(8));
    row->setSpacing(theme.px(14));
    row->addWidget(new Glyph(theme, verdict.glyph, 16, verdict.ink, line), 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(theme.px(2));
    auto* what = new PlainLabel(theme, Type::BodyMedium, Token::Text, line);
    what->setText(asSentence(ability.what));
    what->setObjectName(line->objectName() + QStringLiteral("What"));
    words->addWidget(what);
    if (!ability.detail.empty()) {
        auto* detail = new PlainLabel(theme, Type::Secondary, Token::Text2, line);
        detail->setText(qt(ability.detail));
        detail->setObjectName(line->objectName() + QStringLiteral("Detail"));
        detail->setWordWrap(true);
        words->addWidget(detail);
    }
    row->addLayout(words, 1);
    auto* word = new PlainLabel(theme, Type::SecondarySemibold, verdict.ink, line);
    word->setText(verdict.word);
    word->setObjectName(line->objectName() + QStringLiteral("Verdict"));
    row->addWidget(word, 0, Qt::AlignTop);
    line->setAccessibleName(what->text() + QStringLiteral(", ") + verdict.word +
                            (ability.detail.empty() ? QString() : QStringLiteral(". ") + qt(ability.detail)));
    m_lines->addWidget(line);
}

bool ConnectReview::misses(ConnectAbility::Kind kind) const {
    return std::ranges::any_of(m_abilities, [kind](const ConnectAbility& ability) {
        return ability.kind == kind && ability.state == ConnectAbility::State::Missing;
    });
}

QString ConnectReview::goOnText() const {
    if (misses(ConnectAbility::Kind::Reply)) {
        return tr("Add to read only");
    }
    if (misses(ConnectAbility::Kind::ReadPrivate)) {
        return tr("Add without private messages");
    }
    return tr("Add account");
}

QString ConnectReview::note() const {
    if (misses(ConnectAbility::Kind::Reply)) {
        return tr("You can read from here now. Answers wait until this sign-in may write.");
    }
    if (misses(ConnectAbility::Kind::ReadPrivate)) {
        return tr("You can start with what is public now. Private messages stay off until the permission is "
                  "there.");
    }
    return {};
}

}  // namespace ui
