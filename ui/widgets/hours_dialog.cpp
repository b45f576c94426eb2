// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/hours_dialog.h"

#include "ui/language.h"
#include "ui/style/shopbell_style.h"
#include "ui/widgets/dialog_foot.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/exceptions_list.h"
#include "ui/widgets/hours_legend.h"
#include "ui/widgets/hours_week.h"
#include "ui/widgets/hours_words.h"
#include "ui/widgets/surface.h"
#include "ui/widgets/time_field.h"

#include "view/console_source.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QCompleter>
#include <QDateTime>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QStackedWidget>

#include <algorithm>

namespace ui {
namespace {

constexpr int kWide = 900;
constexpr int kSideWidth = 262;
constexpr int kGridInset = 52;
/// How far ahead a day of 23 or 25 hours is worth a sentence.
constexpr int kOddDays = 8 * 7;

/// The version of now, or an empty one in the zone where people read times.
model::HoursVersion currentOf(const std::vector<model::HoursVersion>& versions, base::UtcTime now,
                              const QTimeZone& zone) {
    const model::BusinessHours hours(versions);
    if (const model::HoursVersion* current = hours.versionAt(now)) {
        return *current;
    }
    const std::string name = zone.id().toStdString();
    return {
        .validFrom = {}, .timeZone = model::isTimeZone(name) ? name : "UTC", .week = {}, .exceptions = {}};
}

}  // namespace

HoursDialog::HoursDialog(const WindowContext& context, QWidget* parent)
    : QDialog(parent), m_context(context) {
    setObjectName(QStringLiteral("hoursDialog"));
    setWindowTitle(tr("Opening hours"));
    setAccessibleName(windowTitle());
    setModal(true);
    build();
    readHours();
    connectParts();
    const bool readOnly = !context.seam.readOnly.empty();
    m_week->grid().setReadOnly(readOnly);
    m_exceptions->setReadOnly(readOnly);
    m_from->setReadOnly(readOnly);
    m_to->setReadOnly(readOnly);
    m_zones->setEnabled(!readOnly);
    m_kinds->setEnabled(!readOnly);
    chooseAccount({});
    const QSize wanted(context.theme.px(kWide), context.theme.px(608));
    resize(wanted.boundedTo(room()));
}

QSize HoursDialog::room() const {
    // The window that it belongs to may be larger than what the platform says of its screen.
    const QSize available = screen()->availableSize();
    return parentWidget() != nullptr ? available.expandedTo(parentWidget()->window()->size()) : available;
}

void HoursDialog::readHours() {
    const view::ConsoleSource& source = m_context.seam.source;
    const base::UtcTime now = m_context.seam.clock.utcNow();
    const auto shop = source.hours({}).value_or(std::vector<model::HoursVersion>{});
    m_forms[{}].fill(currentOf(shop, now, m_context.seam.zone));
    m_accounts->addItem(tr("All accounts"), QVariant::fromValue<qlonglong>(0));
    for (const model::Account& account : source.accounts().value_or(std::vector<model::Account>{})) {
        const auto own = source.hours(account.id).value_or(std::vector<model::HoursVersion>{});
        const bool follows = model::followsShop(own, now);
        model::HoursVersion current = currentOf(model::hoursOf(shop, own), now, m_context.seam.zone);
        current.kind = follows ? model::HoursKind::AsShop : model::HoursKind::Own;
        m_forms[account.id].fill(current);
        const QString name = qt(account.handle.empty() ? account.name : account.handle);
        m_accounts->addItem(follows ? tr("%1, as the shop").arg(isolated(name))
                                    : tr("%1, own hours").arg(isolated(name)),
                            QVariant::fromValue<qlonglong>(account.id.value));
    }
}

void HoursDialog::build() {
    const Theme& theme = m_context.theme;
    m_empty = new EmptyState(theme, Token::Paper, QStringLiteral("hoursEmpty"), this);
    m_pages = new QStackedWidget(this);
    QWidget* head = buildHead();
    m_body = buildBody();
    m_pages->addWidget(m_body);
    m_pages->addWidget(m_empty);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(head);
    all->addWidget(m_pages, 1);
    all->addWidget(buildFoot());
}

QWidget* HoursDialog::buildHead() {
    const Theme& theme = m_context.theme;
    auto* head = new Surface(theme, Token::Chrome, Qt::BottomEdge, this);
    head->setFixedHeight(theme.px(52));
    m_accounts = new QComboBox(head);
    m_accounts->setObjectName(QStringLiteral("hoursAccounts"));
    m_accounts->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_accounts->setMinimumContentsLength(12);
    m_kinds = new QComboBox(head);
    m_kinds->setObjectName(QStringLiteral("hoursKind"));
    m_kinds->setAccessibleName(tr("Which hours this account has"));
    m_kinds->addItems({tr("own hours"), tr("as the shop")});
    m_zones = new QComboBox(head);
    m_zones->setObjectName(QStringLiteral("hoursZones"));
    buildZones();
    m_count = new PlainLabel(theme, Type::Secondary, Token::Text2, head);
    m_count->setObjectName(QStringLiteral("hoursCount"));
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(theme.px(20), 0, theme.px(20), 0);
    row->setSpacing(theme.px(8));
    const auto add = [&](QComboBox* choice, const QString& words) {
        auto* label = new PlainLabel(theme, Type::Body, Token::Text, head);
        label->setObjectName(choice->objectName() + QStringLiteral("Label"));
        label->setText(words);
        label->setBuddy(choice);
        choice->setAccessibleName(words);
        row->addWidget(label);
        row->addWidget(choice);
        row->addSpacing(theme.px(12));
    };
    add(m_accounts, tr("Hours for"));
    row->addWidget(m_kinds);
    add(m_zones, tr("Time zone"));
    row->addStretch(1);
    row->addWidget(m_count);
    return head;
}

void HoursDialog::buildZones() {
    QStringList zones;
    for (const std::string& zone : model::timeZones()) {
        zones.append(qt(zone));
    }
    m_zones->setEditable(true);
    m_zones->setInsertPolicy(QComboBox::NoInsert);
    m_zones->addItems(zones);
    m_zones->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_zones->setMinimumContentsLength(20);
    m_zones->lineEdit()->setObjectName(QStringLiteral("hoursZone"));
    m_zones->lineEdit()->setAccessibleName(tr("Time zone"));
    // "stock" finds Europe/Stockholm.
    m_zones->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_zones->completer()->setFilterMode(Qt::MatchContains);
}

QWidget* HoursDialog::buildBody() {
    const Theme& theme = m_context.theme;
    auto* body = new Surface(theme, Token::Paper, {}, this);
    m_week = new HoursWeek(theme, body);
    auto* left = new QVBoxLayout;
    left->setSpacing(theme.px(8));
    left->addWidget(m_week, 1);
    left->addLayout(buildFields(body));
    auto* row = new QHBoxLayout(body);
    row->setContentsMargins(theme.px(20), theme.px(12), theme.px(20), theme.px(20));
    row->setSpacing(theme.px(20));
    row->addLayout(left, 1);
    row->addWidget(buildSide(body));
    return body;
}

QVBoxLayout* HoursDialog::buildFields(QWidget* parent) {
    const Theme& theme = m_context.theme;
    const auto words = [&](const char* name, Type type, Token ink, QWidget* holder) {
        auto* label = new PlainLabel(theme, type, ink, holder);
        label->setObjectName(QLatin1String(name));
        return label;
    };
    const auto button = [&](const char* name, const QString& text) {
        auto* made = new QPushButton(text, parent);
        made->setObjectName(QLatin1String(name));
        made->setAccessibleName(text);
        made->setAutoDefault(false);
        setButtonKind(*made, ButtonKind::Small);
        return made;
    };
    m_day = words("hoursDay", Type::BodySemibold, Token::Text, parent);
    m_times = new QWidget(parent);
    PlainLabel* from = words("hoursFromLabel", Type::Body, Token::Text2, m_times);
    from->setText(tr("from", "before a time"));
    PlainLabel* to = words("hoursToLabel", Type::Body, Token::Text2, m_times);
    to->setText(tr("to", "between two times"));
    m_from = new TimeField(theme, QStringLiteral("hoursFrom"), m_times);
    m_to = new TimeField(theme, QStringLiteral("hoursTo"), m_times);
    m_new = button("hoursNew", tr("New interval"));
    m_copy = button("hoursCopy", tr("Copy to weekdays"));
    m_remove = button("hoursRemove", tr("Remove"));
    auto* times = new QHBoxLayout(m_times);
    times->setContentsMargins(0, 0, 0, 0);
    times->setSpacing(theme.px(8));
    for (QWidget* part : std::initializer_list<QWidget*>{from, m_from, to, m_to}) {
        times->addWidget(part);
    }
    for (PlainLabel* label : {from, to}) {
        label->setMinimumWidth(label->sizeHint().width());
    }
    auto* lines = new QVBoxLayout;
    lines->setSpacing(theme.px(6));
    const auto addLine = [&](std::initializer_list<QWidget*> parts) {
        auto* row = new QHBoxLayout;
        row->setSpacing(theme.px(8));
        row->addSpacing(theme.px(kGridInset));
        for (QWidget* part : parts) {
            row->addWidget(part);
        }
        row->addStretch(1);
        lines->addLayout(row);
    };
    // With large text they have no room side by side.
    if (room().width() < theme.px(kWide)) {
        addLine({m_day, m_times});
        addLine({m_new, m_copy, m_remove});
    } else {
        addLine({m_day, m_times, m_new, m_copy, m_remove});
    }
    return lines;
}

QWidget* HoursDialog::buildSide(QWidget* parent) {
    const Theme& theme = m_context.theme;
    // On a low screen, or with large text, not all of it fits.
    auto* area = new QScrollArea(parent);
    area->setObjectName(QStringLiteral("hoursSide"));
    area->setAccessibleName(tr("Exceptions and keys"));
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFixedWidth(theme.px(kSideWidth));
    auto* side = new QWidget(area);
    m_exceptions = new ExceptionsList(theme, side);
    m_oddDay = new PlainLabel(theme, Type::Secondary, Token::Text2, side);
    m_oddDay->setObjectName(QStringLiteral("hoursOddDay"));
    m_oddDay->setWordWrap(true);
    m_legend = new HoursLegend(theme, side);
    auto* lines = new QVBoxLayout(side);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(theme.px(12));
    lines->addWidget(m_exceptions);
    lines->addWidget(m_oddDay);
    lines->addWidget(m_legend);
    lines->addStretch(1);
    area->setWidget(side);
    for (QWidget* ground : {area->viewport(), side}) {
        ground->setAutoFillBackground(false);
    }
    return area;
}

QWidget* HoursDialog::buildFoot() {
    const Theme& theme = m_context.theme;
    auto* foot = new DialogFoot(theme, this);
    m_words = new PlainLabel(theme, Type::Secondary, Token::Text2, foot);
    m_words->setObjectName(QStringLiteral("hoursWords"));
    m_words->setWordWrap(true);
    foot->lead(m_words, 1);
    QPushButton* cancel = foot->add("hoursCancel", tr("Cancel"));
    m_save = foot->addPrimary("hoursSave", tr("Save hours"));
    connect(cancel, &QPushButton::clicked, this, &HoursDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &HoursDialog::save);
    return foot;
}

void HoursDialog::connectParts() {
    HoursWeekGrid& grid = m_week->grid();
    connect(m_accounts, &QComboBox::currentIndexChanged, this,
            [this] { chooseAccount(base::AccountId{m_accounts->currentData().toLongLong()}); });
    connect(m_kinds, &QComboBox::activated, this,
            [this](int place) { chooseKind(place == 0 ? model::HoursKind::Own : model::HoursKind::AsShop); });
    connect(m_zones, &QComboBox::editTextChanged, this, [this](const QString& text) {
        form().setTimeZone(text.trimmed().toStdString());
        m_failure.clear();
        refreshWords();
    });
    connect(&grid, &HoursWeekGrid::stoodElsewhere, this, [this] {
        m_failure.clear();
        m_week->showChosen();
        refreshFields();
    });
    connect(&grid, &HoursWeekGrid::edited, this, [this] {
        m_failure.clear();
        if (form().alwaysOpen()) {
            showHours();
            return;
        }
        m_week->showChosen();
        refreshFields();
    });
    connect(m_exceptions, &ExceptionsList::edited, this, [this] { showHours(); });
    connect(m_exceptions, &ExceptionsList::writing, this,
            [this](bool begun) { m_legend->setVisible(!begun); });
    connect(m_from, &TimeField::chosen, this, [this] { setEdge(HoursForm::Edge::From, *m_from); });
    connect(m_to, &TimeField::chosen, this, [this] { setEdge(HoursForm::Edge::To, *m_to); });
    const auto change = [this](QPushButton* button, auto work) {
        connect(button, &QPushButton::clicked, this, [this, work] {
            work(form());
            m_failure.clear();
            showHours();
            if (!form().alwaysOpen()) {
                m_week->grid().focusChosen(Qt::OtherFocusReason);
            }
        });
    };
    change(m_new, [](HoursForm& hours) { hours.addHere(); });
    change(m_copy, [](HoursForm& hours) { hours.copyToWeekdays(); });
    change(m_remove, [](HoursForm& hours) { hours.remove(); });
    connect(m_empty, &EmptyState::pressed, this, [this] {
        form().fillUsual();
        showHours();
        m_week->grid().focusChosen(Qt::OtherFocusReason);
    });
}

void HoursDialog::chooseAccount(base::AccountId account) {
    m_account = account;
    m_failure.clear();
    const QSignalBlocker blocker(m_zones);
    const QString zone = qt(form().hours().timeZone);
    m_zones->setCurrentIndex(m_zones->findText(zone));
    m_zones->setEditText(zone);
    const base::UtcTime now = m_context.seam.clock.utcNow();
    m_week->grid().edit(form());
    m_exceptions->edit(form(), qtDate(model::localDate(form().hours().timeZone, now)));
    showHours();
    m_week->grid().focusChosen(Qt::OtherFocusReason);
}

void HoursDialog::chooseKind(model::HoursKind kind) {
    if (kind == model::HoursKind::Own) {
        form().makeOwn();
    } else {
        form().follow(m_forms[{}].hours());
    }
    chooseAccount(m_account);
    m_kinds->setFocus(Qt::OtherFocusReason);
}

void HoursDialog::showHours() {
    m_week->grid().refresh();
    refreshFields();
    if (form().alwaysOpen() && !m_exceptions->isWriting()) {
        m_empty->show({.icon = IconName::Bell,
                       .title = tr("Open all the time"),
                       .fact = tr("No hours are set: every hour of every day counts."),
                       .button = m_context.seam.readOnly.empty() ? tr("Set opening hours") : QString()});
        m_pages->setCurrentWidget(m_empty);
        m_empty->takeFocus();
    } else {
        m_pages->setCurrentWidget(m_body);
        m_week->showChosen();
    }
}

void HoursDialog::refreshFields() {
    const auto chosen = form().chosenInterval();
    const bool canWrite = m_context.seam.readOnly.empty();
    m_day->setText(HoursWords::day(form().day()));
    m_times->setVisible(chosen.has_value());
    m_new->setVisible(!chosen && canWrite);
    m_copy->setVisible(chosen && canWrite);
    m_remove->setVisible(chosen && canWrite);
    m_day->setMinimumWidth(m_day->sizeHint().width());
    if (chosen) {
        m_from->setMinute(chosen->open.from);
        m_to->setMinute(chosen->open.to);
        m_from->setAccessibleName(tr("%1, from").arg(m_day->text()));
        m_to->setAccessibleName(tr("%1, to").arg(m_day->text()));
    }
    m_count->setText(form().alwaysOpen() ? QString() : HoursWords::count(form().week().size()));
    refreshWords();
}

void HoursDialog::refreshWords() {
    const std::string& readOnly = m_context.seam.readOnly;
    const model::HoursVersion& hours = form().hours();
    form().settleKind();
    m_kinds->setVisible(static_cast<bool>(m_account));
    m_kinds->setCurrentIndex(hours.kind == model::HoursKind::Own ? 0 : 1);
    const auto fault = form().fault();
    const auto odd = model::nextOddDay(hours.timeZone, m_context.seam.clock.utcNow(), kOddDays);
    m_oddDay->setVisible(odd.has_value());
    m_oddDay->setText(odd ? HoursWords::oddDay(*odd) : QString());
    QString words = tr("Valid from now on. Earlier response times keep the hours of their day.");
    if (!readOnly.empty()) {
        words = asSentence(readOnly);
    } else if (!m_failure.isEmpty()) {
        words = m_failure;
    } else if (fault) {
        words = HoursWords::fault(*fault, hours.timeZone);
    } else if (form().alwaysOpen() && form().isChanged()) {
        words = tr("Open all the time from now on. Earlier response times keep the hours of their day.");
    }
    const bool wrong = !m_failure.isEmpty() || fault;
    m_words->setInk(wrong ? Token::Trouble : Token::Text2);
    m_words->setText(words);
    // One interval too many was not taken: what is there can be saved.
    const bool stands = fault && fault->kind != HoursFault::Kind::TooMany;
    m_save->setEnabled(readOnly.empty() && !stands && m_saving == 0);
    m_save->setAccessibleDescription(m_save->isEnabled() ? QString() : words);
}

void HoursDialog::setEdge(HoursForm::Edge edge, const TimeField& field) {
    m_failure.clear();
    const auto minute = field.minute();
    const auto before = form().chosenInterval();
    if (!minute) {
        m_failure = tr("“%1” is no time of day; write it as 09:30").arg(isolated(field.text().trimmed()));
    } else if (before && form().set(edge, *minute) == HoursForm::Moved::No &&
               *minute != (edge == HoursForm::Edge::From ? before->open.from : before->open.to)) {
        m_failure = tr("An interval has a beginning and a later end; a whole day is 00:00 to 24:00");
    } else {
        showHours();
        return;
    }
    refreshWords();
}

void HoursDialog::save() {
    for (auto& [account, hours] : m_forms) {
        if (hours.isChanged() && hours.fault() && hours.fault()->kind != HoursFault::Kind::TooMany) {
            m_accounts->setCurrentIndex(m_accounts->findData(QVariant::fromValue<qlonglong>(account.value)));
            return;
        }
    }
    std::vector<std::pair<base::AccountId, model::HoursVersion>> changed;
    for (const auto& [account, hours] : m_forms) {
        if (hours.isChanged()) {
            changed.emplace_back(account, hours.versionFrom(m_context.seam.clock.utcNow()));
        }
    }
    if (changed.empty()) {
        accept();
        return;
    }
    m_failure.clear();
    m_saving = static_cast<int>(changed.size());
    refreshWords();
    for (const auto& [account, version] : changed) {
        post(version, account);
    }
}

void HoursDialog::post(const model::HoursVersion& version, base::AccountId account) {
    ask(m_context, this, model::SaveHours{.account = account, .version = version},
        [this, account, version](const base::Result<base::ReplyId>& done) {
            --m_saving;
            if (done) {
                m_forms[account].fill(version.kind == model::HoursKind::AsShop ? m_forms[account].hours()
                                                                               : version);
            } else {
                m_failure = asSentence(done.error().what());
            }
            if (m_saving == 0 && m_failure.isEmpty()) {
                accept();
                return;
            }
            refreshWords();
        });
}

}  // namespace ui
