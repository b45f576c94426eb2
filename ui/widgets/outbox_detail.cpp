// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/outbox_detail.h"

#include "ui/delegates/badge_painter.h"
#include "ui/language.h"
#include "ui/style/shopbell_style.h"
#include "ui/widgets/link_button.h"

#include "view/console_source.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>
#include <utility>

namespace ui {
namespace {

constexpr int kWidestText = 480;
constexpr int kAllInOneLine = 480;
/// How many messages are looked at for an address.
constexpr int kLooksBack = 20;

/// The reply as it would stand in the thread.
class ReplyText final : public QWidget {
public:
    ReplyText(const WindowContext& context, const OutboxItem& item, QWidget* parent)
        : QWidget(parent), m_theme(context.theme), m_item(item),
          m_label(new PlainLabel(context.theme, Type::Body, Token::Text, this)) {
        setObjectName(QStringLiteral("outboxText"));
        m_label->setObjectName(QStringLiteral("outboxTextWords"));
        m_label->setWordWrap(true);
        m_label->setAlignment(Qt::AlignTop);
        auto* layout = new QVBoxLayout(this);
        const int side = context.theme.px(12);
        layout->setContentsMargins(side, side - 2, side, side - 2);
        layout->addWidget(m_label);
    }
    void refresh() {
        m_label->setText(qt(m_item.reply.text));
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        QPen pen(m_theme.color(Token::Edge), 1);
        if (m_item.reply.state == model::Delivery::Uncertain) {
            pen = QPen(m_theme.color(Token::DueEdge), 1.5);
            pen.setDashPattern({2.5, 2});
        } else if (m_item.reply.state == model::Delivery::Failed) {
            pen = QPen(m_theme.color(Token::Trouble), 1.5);
        }
        painter.setPen(pen);
        const qreal half = pen.widthF() / 2;
        painter.drawRoundedRect(QRectF(rect()).adjusted(half, half, -half, -half), m_theme.px(6),
                                m_theme.px(6));
    }

private:
    const Theme& m_theme;
    const OutboxItem& m_item;
    PlainLabel* m_label;
};

class BadgeView final : public QWidget {
public:
    BadgeView(const WindowContext& context, const OutboxItem& item, QWidget* parent)
        : QWidget(parent), m_theme(context.theme), m_item(item) {
        setObjectName(QStringLiteral("outboxBadge"));
        setFixedHeight(context.theme.px(20));
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        paintBadge(painter, rect(), m_item.badge, BadgeLength::Full, m_theme, layoutDirection());
    }

private:
    const Theme& m_theme;
    const OutboxItem& m_item;
};

QPushButton* makeButton(const QString& name, const QString& text, QWidget* parent) {
    auto* button = new QPushButton(text, parent);
    button->setObjectName(name);
    button->setAccessibleName(text);
    button->setAutoDefault(false);
    return button;
}

}  // namespace

OutboxDetail::OutboxDetail(const WindowContext& context, QWidget* parent)
    : Surface(context.theme, Token::Paper, {}, parent), m_context(context),
      m_title(new PlainLabel(context.theme, Type::PaneTitle, Token::Text, this)),
      m_subtitle(new PlainLabel(context.theme, Type::Secondary, Token::Text2, this)),
      m_open(makeButton(QStringLiteral("outboxOpen"), tr("Open conversation"), this)),
      m_onPlatform(new LinkButton(context.theme, Type::BodyMedium, Token::Accent, this)),
      m_body(new QWidget(this)), m_text(new ReplyText(context, m_item, m_body)),
      m_badge(new BadgeView(context, m_item, m_body)),
      m_facts(new PlainLabel(context.theme, Type::Body, Token::Text, m_body)), m_events(new QWidget(m_body)),
      m_eventLines(new QVBoxLayout(m_events)),
      m_lookNow(makeButton(QStringLiteral("outboxLookNow"), tr("Look now"), m_body)),
      m_readFirst(makeButton(QStringLiteral("outboxReadFirst"), tr("Read first"), m_body)),
      m_edit(makeButton(QStringLiteral("outboxEdit"), tr("Edit"), m_body)),
      m_sendNow(makeButton(QStringLiteral("outboxSendNow"), tr("Send now"), m_body)),
      m_arrived(makeButton(QStringLiteral("outboxArrived"), tr("It arrived"), m_body)),
      m_again(makeButton(QStringLiteral("outboxSendAgain"), tr("Send again…"), m_body)),
      m_discard(makeButton(QStringLiteral("outboxDiscard"), tr("Discard"), m_body)),
      m_earlier(makeButton(QStringLiteral("outboxEarlier"), tr("Earlier"), m_body)),
      m_later(makeButton(QStringLiteral("outboxLater"), tr("Later"), m_body)),
      m_consequence(new PlainLabel(context.theme, Type::Secondary, Token::Text2, m_body)) {
    setObjectName(QStringLiteral("outboxDetail"));
    m_title->setObjectName(QStringLiteral("outboxDetailTitle"));
    m_subtitle->setObjectName(QStringLiteral("outboxDetailSubtitle"));
    m_facts->setObjectName(QStringLiteral("outboxFacts"));
    m_consequence->setObjectName(QStringLiteral("outboxConsequence"));
    for (PlainLabel* label : {m_facts, m_consequence}) {
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignTop);
    }
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    buildHeader(*page);
    m_body->setMaximumWidth(theme().px(kWidestText + 40));
    auto* lines = new QVBoxLayout(m_body);
    lines->setContentsMargins(theme().px(20), theme().px(16), theme().px(20), theme().px(16));
    lines->setSpacing(theme().px(12));
    m_eventLines->setContentsMargins(0, 0, 0, 0);
    m_eventLines->setSpacing(theme().px(6));
    lines->addWidget(m_text);
    lines->addWidget(m_badge);
    lines->addWidget(m_facts);
    lines->addWidget(m_events);
    lines->addLayout(buildButtons());
    lines->addWidget(m_consequence);
    addBody(*page);
    setButtonKind(*m_lookNow, ButtonKind::Primary);
    setButtonKind(*m_readFirst, ButtonKind::Primary);

    m_onPlatform->setObjectName(QStringLiteral("outboxOnPlatform"));
    m_onPlatform->setGlyph(IconName::Open);
    m_onPlatform->setPadding(8);
    connect(m_onPlatform, &QAbstractButton::clicked, this,
            [this] { m_context.seam.openInBrowser(addressOf(m_item)); });
    connect(m_open, &QPushButton::clicked, this, &OutboxDetail::openAsked);
    connect(m_readFirst, &QPushButton::clicked, this, &OutboxDetail::openAsked);
    connect(m_earlier, &QPushButton::clicked, this, [this] { move(model::MoveReply::Way::Earlier); });
    connect(m_later, &QPushButton::clicked, this, [this] { move(model::MoveReply::Way::Later); });
    connect(m_edit, &QPushButton::clicked, this, &OutboxDetail::editAsked);
    connect(m_again, &QPushButton::clicked, this, &OutboxDetail::sendAgainAsked);
    connect(m_lookNow, &QPushButton::clicked, this,
            [this] { post(model::LookUpReply{.reply = m_item.reply.id}); });
    connect(m_sendNow, &QPushButton::clicked, this,
            [this] { post(model::RetryReply{.reply = m_item.reply.id}); });
    connect(m_arrived, &QPushButton::clicked, this,
            [this] { post(model::ReplyArrived{.reply = m_item.reply.id}); });
    connect(m_discard, &QPushButton::clicked, this,
            [this] { post(model::DiscardReply{.reply = m_item.reply.id}); });
    show(nullptr);
}

QBoxLayout* OutboxDetail::buildButtons() {
    auto* both = new QVBoxLayout;
    both->setSpacing(theme().px(8));
    m_firstButtons = new QHBoxLayout;
    m_moreButtons = new QHBoxLayout;
    for (QBoxLayout* row : {m_firstButtons, m_moreButtons}) {
        row->setSpacing(theme().px(8));
        both->addLayout(row);
    }
    for (QPushButton* button :
         {m_lookNow, m_readFirst, m_edit, m_arrived, m_again, m_sendNow, m_earlier, m_later, m_discard}) {
        m_firstButtons->addWidget(button);
    }
    m_firstButtons->addStretch(1);
    m_moreButtons->addStretch(1);
    return both;
}

/// A long reply with a long history does not fit into a low window.
void OutboxDetail::addBody(QBoxLayout& page) {
    auto* area = new QScrollArea(this);
    area->setObjectName(QStringLiteral("outboxDetailBody"));
    area->setAccessibleName(tr("The reply and what happened to it"));
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* holder = new QWidget(area);
    auto* lines = new QVBoxLayout(holder);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->addWidget(m_body);
    lines->addStretch(1);
    area->setWidget(holder);
    for (QWidget* ground : {area->viewport(), holder}) {
        ground->setAutoFillBackground(false);
    }
    page.addWidget(area, 1);
}

/// A narrow pane has room for fewer words and buttons.
void OutboxDetail::fitButtons() {
    const bool narrow = width() < theme().px(kAllInOneLine);
    m_onPlatform->setText(narrow ? QString() : m_onPlatform->accessibleName());
    m_onPlatform->setToolTip(narrow ? m_onPlatform->accessibleName() : QString());
    QBoxLayout* row = narrow ? m_moreButtons : m_firstButtons;
    if (row->indexOf(m_discard) < 0) {
        (narrow ? m_firstButtons : m_moreButtons)->removeWidget(m_discard);
        row->insertWidget(row->count() - 1, m_discard);
    }
}

void OutboxDetail::resizeEvent(QResizeEvent* event) {
    Surface::resizeEvent(event);
    fitButtons();
}

void OutboxDetail::buildHeader(QBoxLayout& page) {
    auto* header = new Surface(theme(), Token::Paper, Qt::BottomEdge, this);
    header->setObjectName(QStringLiteral("outboxDetailHeader"));
    header->setFixedHeight(theme().px(54));
    auto* words = new QVBoxLayout;
    words->setContentsMargins(0, theme().px(8), 0, theme().px(9));
    words->setSpacing(0);
    words->addWidget(m_title);
    words->addWidget(m_subtitle);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(theme().px(16), 0, theme().px(16), 0);
    row->addLayout(words, 1);
    row->addWidget(m_onPlatform);
    row->addWidget(m_open);
    page.addWidget(header);
}

void OutboxDetail::show(const OutboxItem* item) {
    m_body->setVisible(item != nullptr);
    m_open->setVisible(item != nullptr);
    m_onPlatform->setVisible(item != nullptr);
    if (item == nullptr) {
        m_title->clear();
        m_subtitle->clear();
        return;
    }
    m_item = *item;
    m_title->setText(tr("Reply to %1").arg(m_item.title));
    const QString mark =
        qt(m_context.words.say(m_item.visibility == model::Visibility::Public ? view::Phrase::PublicMark
                                                                              : view::Phrase::PrivateMark));
    m_subtitle->setText(
        QStringLiteral("%1 · %2 · %3").arg(mark, m_item.platform, tr("written %1").arg(m_item.timeText)));
    static_cast<ReplyText*>(m_text)->refresh();
    m_badge->update();
    m_badge->setAccessibleName(qt(m_item.badge.spoken));
    showFacts(m_item);
    showEvents(m_item);
    showButtons(m_item);
}

void OutboxDetail::showFacts(const OutboxItem& item) {
    QString facts;
    QString consequence;
    const base::UtcTime now = m_context.seam.clock.utcNow();
    switch (item.reply.state) {
    case model::Delivery::Uncertain:
        facts = tr("The line was cut after the reply had left, before %1 confirmed it. Shopbell looks for it "
                   "in the "
                   "conversation and does not send it twice by itself.")
                    .arg(item.platform);
        consequence = wasLookedFor(item)
                          ? tr("If you send again and both arrive, %1 sees the reply twice.").arg(item.title)
                          : tr("It can be sent again once Shopbell has looked for it.");
        break;
    case model::Delivery::Failed:
        facts = item.reason.isEmpty() ? tr("%1 did not take it.").arg(item.platform) : item.reasonAndCure;
        consequence = tr("Edit takes the words back into the conversation.");
        break;
    case model::Delivery::Sent:
        facts = tr("%1 has confirmed it.").arg(item.platform);
        break;
    case model::Delivery::InFlight:
        facts = tr("It is on its way to %1.").arg(item.platform);
        break;
    default:
        if (item.reply.waitsForAuthor(now)) {
            facts =
                tr("%1 wrote again %2, after this reply was written. It has not left, and waits until you "
                   "have read that.")
                    .arg(item.title, qt(m_context.words.momentWithTime(*item.reply.wroteAgainAt, now)));
            consequence = tr("Edit takes the words back into the conversation.");
            break;
        }
        if (item.reply.isForLater(now)) {
            facts =
                tr("You chose to send it %1. Shopbell has to be running then; else it goes out as soon as "
                   "it runs again.")
                    .arg(qt(m_context.words.momentWithTime(*item.reply.sendAt, now)));
            consequence = tr("Edit takes the words back into the conversation.");
            break;
        }
        facts = item.reason.isEmpty() ? tr("It goes out as soon as %1 can be reached.").arg(item.platform)
                                      : item.reasonAndCure;
        consequence = tr("Edit takes the words back into the conversation.");
    }
    if (!item.outlook.isEmpty() && !item.reply.waitsForAuthor(now)) {
        facts += QStringLiteral("\n") + asSentence(item.outlook.toStdString()) + QStringLiteral(".");
    }
    m_facts->setText(facts);
    m_consequence->setText(consequence);
    m_consequence->setVisible(!consequence.isEmpty());
}

IconName OutboxDetail::iconOf(const view::HistoryLine& line) {
    using Kind = model::ReplyEvent::Kind;
    if (line.ahead) {
        return IconName::BadgeWaiting;
    }
    switch (line.kind) {
    case Kind::Written:
        return IconName::Note;
    case Kind::Left:
    case Kind::SentAgain:
    case Kind::TriedAgain:
        return IconName::Outbox;
    case Kind::CutOff:
    case Kind::Refused:
        return IconName::BadgeFailed;
    case Kind::NotNow:
        return IconName::Pause;
    case Kind::NotFound:
    case Kind::Discarded:
        return IconName::BadgeNoReplyNeeded;
    case Kind::Found:
    case Kind::Confirmed:
    case Kind::SaidArrived:
        return IconName::Tick;
    }
    return IconName::Note;
}

void OutboxDetail::addEvent(const view::HistoryLine& event) {
    auto* line = new QWidget(m_events);
    line->setObjectName(QStringLiteral("outboxEvent%1").arg(m_eventLines->count()));
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme().px(12));
    const Token ink = event.ahead ? Token::Text2 : Token::Text;
    auto* time = new PlainLabel(theme(), Type::Secondary, Token::Text2, line);
    time->setObjectName(line->objectName() + QStringLiteral("Time"));
    time->setFixedWidth(theme().px(56));
    time->setText(qt(m_context.words.date(view::DateForm::TimeAndSeconds, event.at)));
    time->setAlignment(Qt::AlignTop);
    auto* words = new PlainLabel(theme(), Type::Body, ink, line);
    words->setText(qt(event.text));
    words->setObjectName(line->objectName() + QStringLiteral("Words"));
    words->setWordWrap(true);
    words->setAlignment(Qt::AlignTop);
    row->addWidget(time, 0, Qt::AlignTop);
    row->addWidget(new Glyph(theme(), iconOf(event), 14, ink, line), 0, Qt::AlignTop);
    row->addWidget(words, 1);
    m_eventLines->addWidget(line);
}

void OutboxDetail::showEvents(const OutboxItem& item) {
    while (QLayoutItem* old = m_eventLines->takeAt(0)) {
        if (old->widget() != nullptr) {
            old->widget()->hide();
            old->widget()->deleteLater();
        }
        delete old;
    }
    auto* title = new PlainLabel(theme(), Type::BodySemibold, Token::Text, m_events);
    title->setText(tr("What happened"));
    title->setObjectName(QStringLiteral("outboxEventsTitle"));
    m_eventLines->addWidget(title);
    const auto events = m_context.seam.source.replyEvents(item.reply.id);
    for (const view::HistoryLine& line :
         view::replyHistory(item.reply, events.value_or(std::vector<model::ReplyEvent>{}), m_context.words,
                            m_context.seam.clock.utcNow())) {
        addEvent(line);
    }
}

/// Of the conversation on its platform: its latest message that has one.
std::string OutboxDetail::addressOf(const OutboxItem& item) const {
    const auto messages = m_context.seam.source.messages(item.reply.conversation, kLooksBack, {});
    if (!messages) {
        return {};
    }
    const auto found = std::ranges::find_if(messages->rbegin(), messages->rend(),
                                            [](const model::Message& one) { return !one.url.empty(); });
    return found == messages->rend() ? std::string() : found->url;
}

/// Where the platform can be asked, nobody sends twice without having looked.
bool OutboxDetail::wasLookedFor(const OutboxItem& item) const {
    const auto accounts = m_context.seam.source.accounts();
    if (item.reply.lookUps > 0 || !accounts) {
        return true;
    }
    const auto account = std::ranges::find(*accounts, item.reply.account, &model::Account::id);
    return account == accounts->end() || !account->capabilities.readBack;
}

void OutboxDetail::showButtons(const OutboxItem& item) {
    const bool uncertain = item.reply.state == model::Delivery::Uncertain;
    const bool failed = item.reply.state == model::Delivery::Failed;
    const bool queued = item.reply.state == model::Delivery::Queued;
    const bool canWrite = m_context.seam.readOnly.empty();
    const bool asks = item.reply.waitsForAuthor(m_context.seam.clock.utcNow());
    m_lookNow->setVisible(uncertain);
    m_readFirst->setVisible(asks);
    m_earlier->setVisible(item.canGoEarlier);
    m_later->setVisible(item.canGoLater);
    setButtonKind(*m_edit, asks ? ButtonKind::Plain : ButtonKind::Primary);
    m_arrived->setVisible(uncertain);
    m_again->setVisible(uncertain);
    m_edit->setVisible(failed || queued);
    m_sendNow->setVisible(failed || queued);
    m_sendNow->setText(failed ? tr("Try again") : asks ? tr("Send anyway") : tr("Send now"));
    m_sendNow->setAccessibleName(m_sendNow->text());
    m_discard->setVisible(uncertain || failed || queued);
    m_onPlatform->setVisible(m_context.seam.openInBrowser != nullptr && !addressOf(item).empty());
    m_onPlatform->setAccessibleName(tr("Open on %1").arg(item.platform));
    fitButtons();
    for (QPushButton* button :
         {m_lookNow, m_arrived, m_again, m_edit, m_sendNow, m_discard, m_earlier, m_later}) {
        button->setEnabled(canWrite);
        button->setToolTip(plainToolTip(asSentence(m_context.seam.readOnly)));
    }
    if (uncertain && !wasLookedFor(item)) {
        m_again->setEnabled(false);
        m_again->setToolTip(tr("Look first: it may be there already"));
    }
    m_lookNow->setFont(theme().font(Type::BodySemibold));
    m_edit->setFont(theme().font(asks ? Type::Body : Type::BodySemibold));
}

void OutboxDetail::move(model::MoveReply::Way way) {
    const bool can = way == model::MoveReply::Way::Earlier ? m_item.canGoEarlier : m_item.canGoLater;
    if (can && m_context.seam.readOnly.empty() && !m_body->isHidden()) {
        post(model::MoveReply{.reply = m_item.reply.id, .way = way});
    }
}

void OutboxDetail::post(model::Intent intent) {
    ask(m_context, this, std::move(intent), [this](const base::Result<base::ReplyId>& result) {
        if (!result) {
            emit failed(asSentence(result.error().what()));
        }
    });
}

}  // namespace ui
