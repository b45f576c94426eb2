// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/report_bar.h"

#include "ui/delegates/text_block.h"
#include "ui/language.h"
#include "ui/widgets/link_button.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QComboBox>
#include <QDateEdit>
#include <QPainter>
#include <QPushButton>

namespace ui {
namespace {

constexpr int kRoomBesideWords = 48;

/// One of two that exclude each other: the chosen one has the ground and the weight.
class SwitchButton final : public QPushButton {
public:
    SwitchButton(const Theme& theme, const QString& words, QWidget* parent)
        : QPushButton(words, parent), m_theme(theme) {
        setCheckable(true);
        setAutoDefault(false);
        setAttribute(Qt::WA_Hover);
    }
    [[nodiscard]] QSize sizeHint() const override {
        return {lineWidth(text(), m_theme.font(Type::BodySemibold)) + m_theme.px(28), m_theme.px(28)};
    }
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const qreal wide = hasFocus() ? m_theme.ringWidth() : 1;
        painter.setPen(QPen(m_theme.color(hasFocus() ? Token::Accent : Token::Edge), wide));
        painter.setBrush(m_theme.color(isChecked()    ? Token::Idle
                                       : underMouse() ? Token::Hover
                                                      : Token::Paper));
        const QRectF box = QRectF(rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2);
        painter.drawRoundedRect(box, m_theme.px(6), m_theme.px(6));
        painter.setFont(m_theme.font(isChecked() ? Type::BodySemibold : Type::Body));
        painter.setPen(m_theme.color(isEnabled() ? Token::Text : Token::Text2));
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextSingleLine, text());
    }

private:
    const Theme& m_theme;
};

}  // namespace

ReportBar::ReportBar(const Theme& theme, QDate today, QWidget* parent)
    : Surface(theme, Token::Chrome, Qt::BottomEdge, parent), m_today(today),
      m_days(combo("reportDays", tr("Days"))),
      m_from(dateField("reportFrom", tr("First day"), today.addDays(-6))),
      m_to(dateField("reportTo", tr("Last day"), today)), m_accounts(combo("reportAccounts", tr("Accounts"))),
      m_definition(combo("reportDefinition", tr("Definition"))) {
    setObjectName(QStringLiteral("reportBar"));
    m_days->addItem(tr("Last 7 days"), static_cast<int>(Days::Last7));
    m_days->addItem(tr("This month"), static_cast<int>(Days::ThisMonth));
    m_days->addItem(tr("Last month"), static_cast<int>(Days::LastMonth));
    m_days->addItem(tr("Last 30 days"), static_cast<int>(Days::Last30));
    m_days->addItem(tr("Own dates"), static_cast<int>(Days::Own));
    m_accounts->addItem(tr("All accounts"), QString());
    using Definition = model::ReportDefinition;
    m_definition->addItem(tr("Our definition: turns"), static_cast<int>(Definition::Turns));
    m_definition->addItem(tr("First reply per conversation"), static_cast<int>(Definition::FirstReply));
    m_definition->addItem(tr("From the latest message"), static_cast<int>(Definition::LatestMessage));
    m_definition->addItem(tr("Facebook's: after 24 h of silence"), static_cast<int>(Definition::Facebook));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8));
    row->setSpacing(theme.px(8));
    for (QWidget* part : std::initializer_list<QWidget*>{m_days, m_from, m_to, m_accounts, m_definition}) {
        row->addWidget(part);
    }
    buildSwitch(*row);
    row->addStretch(1);
    auto* csv = link("reportCsv", tr("CSV"), IconName::Download);
    auto* pdf = link("reportPdf", tr("PDF"), IconName::Print);
    csv->setAccessibleName(tr("Save every turn as CSV"));
    pdf->setAccessibleName(tr("Save the report as PDF"));
    row->addWidget(csv);
    row->addWidget(pdf);
    connect(csv, &QAbstractButton::clicked, this, &ReportBar::csvAsked);
    connect(pdf, &QAbstractButton::clicked, this, &ReportBar::pdfAsked);
    connect(m_days, &QComboBox::currentIndexChanged, this, &ReportBar::followDays);
    connect(m_from, &QDateEdit::dateChanged, this, &ReportBar::daysChanged);
    connect(m_to, &QDateEdit::dateChanged, this, &ReportBar::daysChanged);
    connect(m_accounts, &QComboBox::currentIndexChanged, this, &ReportBar::readingChanged);
    connect(m_definition, &QComboBox::currentIndexChanged, this, &ReportBar::followDefinition);
    m_from->hide();
    m_to->hide();
}

QComboBox* ReportBar::combo(const char* name, const QString& spoken) {
    auto* box = new QComboBox(this);
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(spoken);
    box->setToolTip(spoken);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    return box;
}

QDateEdit* ReportBar::dateField(const char* name, const QString& spoken, QDate date) {
    auto* field = new QDateEdit(date, this);
    field->setObjectName(QLatin1String(name));
    field->setAccessibleName(spoken);
    field->setToolTip(spoken);
    field->setMaximumDate(m_today);
    field->setCalendarPopup(false);
    return field;
}

LinkButton* ReportBar::link(const char* name, const QString& words, IconName icon) {
    auto* button = new LinkButton(theme(), Type::Body, Token::Text, this);
    button->setObjectName(QLatin1String(name));
    button->setGlyph(icon);
    button->setGlyphSize(16);
    button->setPadding(8);
    button->setText(words);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

void ReportBar::buildSwitch(QHBoxLayout& row) {
    auto* group = new QButtonGroup(this);
    const auto button = [&](const char* name, const QString& words) {
        auto* made = new SwitchButton(theme(), words, this);
        made->setObjectName(QLatin1String(name));
        made->setAccessibleName(words);
        group->addButton(made);
        return made;
    };
    m_business = button("reportBusiness", tr("Business time"));
    m_calendar = button("reportCalendar", tr("Calendar"));
    m_business->setChecked(true);
    auto* pair = new QHBoxLayout;
    pair->setSpacing(theme().px(2));
    pair->addWidget(m_business);
    pair->addWidget(m_calendar);
    row.addLayout(pair);
    connect(group, &QButtonGroup::buttonToggled, this, [this](QAbstractButton*, bool on) {
        if (on) {
            emit readingChanged();
        }
    });
}

void ReportBar::setPlatforms(const std::vector<std::pair<std::string, QString>>& platforms) {
    for (const auto& [folder, name] : platforms) {
        m_accounts->addItem(name, qt(folder));
    }
    int widest = 0;
    for (int index = 0; index < m_accounts->count(); ++index) {
        widest = std::max(widest, lineWidth(m_accounts->itemText(index), m_accounts->font()));
    }
    m_accounts->setMinimumWidth(widest + theme().px(kRoomBesideWords));
}

void ReportBar::followDays() {
    const bool own = m_days->currentData().toInt() == static_cast<int>(Days::Own);
    m_from->setVisible(own);
    m_to->setVisible(own);
    emit daysChanged();
}

/// Facebook counts by the calendar alone.
void ReportBar::followDefinition() {
    const bool facebook = definition() == model::ReportDefinition::Facebook;
    m_business->setEnabled(!facebook);
    m_business->setToolTip(facebook ? tr("Facebook counts by the calendar") : QString());
    m_business->setAccessibleDescription(m_business->toolTip());
    if (facebook && !m_calendar->isChecked()) {
        m_calendar->setChecked(true);
        return;
    }
    emit readingChanged();
}

std::pair<QDate, QDate> ReportBar::days() const {
    const QDate month(m_today.year(), m_today.month(), 1);
    switch (static_cast<Days>(m_days->currentData().toInt())) {
    case Days::ThisMonth:
        return {month, m_today};
    case Days::LastMonth:
        return {month.addMonths(-1), month.addDays(-1)};
    case Days::Last30:
        return {m_today.addDays(-29), m_today};
    case Days::Own:
        return {std::min(m_from->date(), m_to->date()), std::max(m_from->date(), m_to->date())};
    case Days::Last7:
        break;
    }
    return {m_today.addDays(-6), m_today};
}

model::ReportDefinition ReportBar::definition() const {
    return static_cast<model::ReportDefinition>(m_definition->currentData().toInt());
}

std::string ReportBar::platform() const {
    return m_accounts->currentData().toString().toStdString();
}

model::TimeUnit ReportBar::unit() const {
    return m_business->isChecked() ? model::TimeUnit::Business : model::TimeUnit::Calendar;
}

QString ReportBar::accountWords() const {
    return m_accounts->currentText();
}

QString ReportBar::definitionWords() const {
    return m_definition->currentText();
}

}  // namespace ui
