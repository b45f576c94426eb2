// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/exception_form.h"

#include "ui/language.h"
#include "ui/style/shopbell_style.h"
#include "ui/widgets/hours_words.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/time_field.h"

#include "base/text.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDateEdit>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>

#include <algorithm>

namespace ui {
namespace {

/// More have no room, and no shop has more.
constexpr std::size_t kMostLines = 4;
constexpr model::OpenInterval kUsual{.from = 9 * 60, .to = 13 * 60};

}  // namespace

ExceptionForm::ExceptionForm(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_date(new QDateEdit(this)), m_kind(new QComboBox(this)),
      m_name(new QLineEdit(this)), m_lines(new QVBoxLayout),
      m_more(new LinkButton(theme, Type::SecondaryMedium, Token::Accent, this)),
      m_why(new PlainLabel(theme, Type::Secondary, Token::Trouble, this)),
      m_keep(new QPushButton(tr("Keep date"), this)), m_leave(new QPushButton(tr("Cancel"), this)) {
    setObjectName(QStringLiteral("exceptionForm"));
    build();
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        if (m_kind->currentIndex() == 1 && m_used == 0) {
            addLine(kUsual);
        }
        arrange();
    });
    connect(m_more, &QAbstractButton::clicked, this, [this] {
        addLine({.from = 14 * 60, .to = 18 * 60});
        arrange();
        m_times[m_used - 1].from->setFocus(Qt::OtherFocusReason);
    });
    connect(m_keep, &QPushButton::clicked, this, &ExceptionForm::kept);
    connect(m_leave, &QPushButton::clicked, this, &ExceptionForm::left);
}

void ExceptionForm::build() {
    m_date->setObjectName(QStringLiteral("exceptionDate"));
    m_date->setAccessibleName(tr("Date"));
    m_date->setCalendarPopup(true);
    m_date->setDisplayFormat(QLocale().dateFormat(QLocale::ShortFormat));
    m_date->setFixedHeight(m_theme.px(28));
    m_kind->setObjectName(QStringLiteral("exceptionKind"));
    m_kind->setAccessibleName(tr("On this date"));
    m_kind->addItems({tr("closed"), tr("open")});
    const QFont font = m_theme.font(Type::Body);
    m_kind->setMinimumWidth(
        std::max(lineWidth(m_kind->itemText(0), font), lineWidth(m_kind->itemText(1), font)) +
        m_theme.px(9 + 28 + 4));
    m_name->setObjectName(QStringLiteral("exceptionName"));
    m_name->setAccessibleName(tr("Name of the day"));
    m_name->setPlaceholderText(tr("Name, if it has one"));
    m_name->setMaxLength(static_cast<int>(model::kLongestHolidayName));
    m_name->setFixedHeight(m_theme.px(28));
    m_more->setObjectName(QStringLiteral("exceptionMore"));
    m_more->setText(tr("One more interval"));
    m_more->setAccessibleName(m_more->text());
    m_more->setGlyph(IconName::Plus);
    m_why->setObjectName(QStringLiteral("exceptionWhy"));
    m_why->setWordWrap(true);
    m_keep->setObjectName(QStringLiteral("exceptionKeep"));
    m_leave->setObjectName(QStringLiteral("exceptionLeave"));
    for (QPushButton* button : {m_keep, m_leave}) {
        button->setAccessibleName(button->text());
        button->setAutoDefault(false);
        setButtonKind(*button, ButtonKind::Small);
    }
    auto* head = new QHBoxLayout;
    head->setSpacing(m_theme.px(8));
    head->addWidget(m_date, 1);
    head->addWidget(m_kind);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(m_theme.px(8));
    foot->addStretch(1);
    foot->addWidget(m_leave);
    foot->addWidget(m_keep);
    m_lines->setSpacing(m_theme.px(6));
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(m_theme.px(8));
    all->addLayout(head);
    all->addWidget(m_name);
    all->addLayout(m_lines);
    all->addWidget(m_more, 0, Qt::AlignLeading);
    all->addWidget(m_why);
    all->addLayout(foot);
}

void ExceptionForm::addLine(const model::OpenInterval& open) {
    if (m_used == m_times.size()) {
        auto* holder = new QWidget(this);
        const auto field = [&](const char* name, const QString& words) {
            auto* made = new TimeField(m_theme, QLatin1String(name) + QString::number(m_used), holder);
            made->setAccessibleName(words);
            return made;
        };
        const Line line{.holder = holder,
                        .from = field("exceptionFrom", tr("Open from")),
                        .to = field("exceptionTo", tr("Open to"))};
        auto* words = new PlainLabel(m_theme, Type::Body, Token::Text2, holder);
        words->setObjectName(QStringLiteral("exceptionToLabel%1").arg(m_used));
        words->setText(tr("to", "between two times"));
        auto* row = new QHBoxLayout(holder);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(m_theme.px(8));
        row->addWidget(line.from);
        row->addWidget(words);
        row->addWidget(line.to);
        row->addStretch(1);
        m_lines->addWidget(holder);
        m_times.push_back(line);
        // As they are read: the new fields come before what stands below them.
        setTabOrder(m_used == 0 ? static_cast<QWidget*>(m_name) : m_times[m_used - 1].to, line.from);
        setTabOrder(line.from, line.to);
        setTabOrder(line.to, m_more);
    }
    m_times[m_used].from->setMinute(open.from);
    m_times[m_used].to->setMinute(open.to);
    ++m_used;
}

void ExceptionForm::setOpen(const std::vector<model::OpenInterval>& open) {
    m_used = 0;
    for (const model::OpenInterval& one : open) {
        addLine(one);
    }
    m_kind->setCurrentIndex(open.empty() ? 0 : 1);
    arrange();
}

void ExceptionForm::arrange() {
    const bool open = m_kind->currentIndex() == 1;
    for (std::size_t i = 0; i < m_times.size(); ++i) {
        m_times[i].holder->setVisible(open && i < m_used);
    }
    m_more->setVisible(open && m_used < kMostLines);
    say({});
}

void ExceptionForm::say(const QString& words) {
    m_why->setText(words);
    m_why->setVisible(!words.isEmpty());
}

void ExceptionForm::begin(QDate date) {
    m_date->setDate(date);
    m_name->clear();
    setOpen({});
    m_date->setFocus(Qt::OtherFocusReason);
}

void ExceptionForm::change(const model::HoursException& exception) {
    m_date->setDate(qtDate(exception.date));
    m_name->setText(qt(exception.name));
    setOpen(exception.open);
    m_date->setFocus(Qt::OtherFocusReason);
}

std::optional<model::HoursException> ExceptionForm::written() {
    model::HoursException exception{
        .date = stdDate(m_date->date()), .open = {}, .name = base::cleanName(m_name->text().toStdString())};
    if (m_kind->currentIndex() == 0) {
        return exception;
    }
    for (std::size_t i = 0; i < m_used; ++i) {
        const Line& line = m_times[i];
        // An emptied line is one that is not wanted.
        if (line.from->text().trimmed().isEmpty() && line.to->text().trimmed().isEmpty()) {
            continue;
        }
        const auto from = line.from->minute();
        const auto to = line.to->minute();
        if (!from || !to || *from == *to || *from == model::kMinutesOfDay) {
            say(tr("This is no time of day to be open: %1 to %2").arg(line.from->text(), line.to->text()));
            line.from->setFocus(Qt::OtherFocusReason);
            return std::nullopt;
        }
        exception.open.push_back({.from = *from, .to = *to});
    }
    return exception;
}

void ExceptionForm::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        emit left();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        emit kept();
    } else {
        QWidget::keyPressEvent(event);
    }
}

}  // namespace ui
