// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/exceptions_list.h"

#include "ui/style/shopbell_style.h"
#include "ui/widgets/exception_form.h"
#include "ui/widgets/hours_words.h"

#include <QAbstractButton>
#include <QBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>
#include <utility>

namespace ui {
namespace {

constexpr int kRowHeight = 51;
constexpr int kShownRows = 4;

/// A date and what holds on it; pressed, it is changed.
class ExceptionRow final : public QAbstractButton {
public:
    ExceptionRow(const Theme& theme, const model::HoursException& exception, QDate today, QWidget* parent)
        : QAbstractButton(parent), m_theme(theme), m_closed(exception.open.empty()),
          m_date(HoursWords::date(qtDate(exception.date), today)), m_words(HoursWords::exception(exception)) {
        setFocusPolicy(Qt::StrongFocus);
        setFixedHeight(theme.px(kRowHeight));
        setAccessibleName(QStringLiteral("%1: %2").arg(m_date, m_words));
        setToolTip(accessibleName());
    }
    [[nodiscard]] const QString& date() const { return m_date; }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const auto place = [this](int left, int top, int width, int height) {
            return QStyle::visualRect(layoutDirection(), rect(), QRect(left, top, width, height));
        };
        const int side = m_theme.px(14);
        m_theme.icons().paint(painter, place(m_theme.px(12), m_theme.px(10), side, side),
                              m_closed ? IconName::Pause : IconName::Allowed, m_theme.color(Token::Text2));
        const int left = m_theme.px(36);
        const int room = width() - left - m_theme.px(4);
        paintLine(painter, place(left, m_theme.px(7), room, m_theme.lineHeight(Type::Body)), m_date,
                  m_theme.font(Type::BodyMedium), m_theme.color(Token::Text), layoutDirection());
        paintLine(painter,
                  place(left, m_theme.px(8) + m_theme.lineHeight(Type::Body), room,
                        m_theme.lineHeight(Type::Secondary)),
                  m_words, m_theme.font(Type::Secondary), m_theme.color(Token::Text2), layoutDirection());
        if (hasFocus()) {
            painter.setPen(QPen(m_theme.color(Token::Accent), m_theme.ringWidth()));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(rect()).adjusted(3, 3, -3, -3), m_theme.px(6), m_theme.px(6));
        }
    }

private:
    const Theme& m_theme;
    bool m_closed;
    QString m_date;
    QString m_words;
};

/// The rows' ground and the line around them.
class Frame final : public QWidget {
public:
    Frame(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {}

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_theme.color(Token::Line), 1));
        painter.setBrush(m_theme.color(Token::Paper));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), m_theme.px(6), m_theme.px(6));
        const int row = m_theme.px(kRowHeight);
        for (int y = row; y < height() - row / 2; y += row) {
            painter.fillRect(1, y, width() - 2, 1, m_theme.color(Token::Line));
        }
    }

private:
    const Theme& m_theme;
};

}  // namespace

ExceptionsList::ExceptionsList(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setObjectName(QStringLiteral("exceptions"));
    build();
    connect(m_add, &QPushButton::clicked, this, [this] { write({}); });
    connect(m_writing, &ExceptionForm::kept, this, &ExceptionsList::keep);
    connect(m_writing, &ExceptionForm::left, this, &ExceptionsList::leave);
}

void ExceptionsList::build() {
    auto* title = new PlainLabel(m_theme, Type::BodySemibold, Token::Text, this);
    title->setObjectName(QStringLiteral("exceptionsTitle"));
    title->setText(tr("Exceptions"));
    m_add = new QPushButton(m_theme.icon(IconName::Plus), tr("Add date"), this);
    m_add->setObjectName(QStringLiteral("exceptionAdd"));
    m_add->setAccessibleName(m_add->text());
    m_add->setAutoDefault(false);
    setButtonKind(*m_add, ButtonKind::Small);
    m_none = new PlainLabel(m_theme, Type::Secondary, Token::Text2, this);
    m_none->setObjectName(QStringLiteral("exceptionsNone"));
    m_none->setWordWrap(true);
    m_none->setText(tr("Holidays and other days with hours of their own stand here."));
    m_area = new QScrollArea(this);
    m_area->setObjectName(QStringLiteral("exceptionsArea"));
    m_area->setAccessibleName(title->text());
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->viewport()->setAutoFillBackground(false);
    m_writing = new ExceptionForm(m_theme, this);
    m_writing->hide();
    auto* head = new QHBoxLayout;
    head->addWidget(title, 1);
    head->addWidget(m_add);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(m_theme.px(8));
    all->addLayout(head);
    all->addWidget(m_none);
    all->addWidget(m_area);
    all->addWidget(m_writing);
}

void ExceptionsList::edit(HoursForm& form, QDate today) {
    m_form = &form;
    m_today = today;
    leave();
    refresh();
}

void ExceptionsList::setReadOnly(bool readOnly) {
    m_readOnly = readOnly;
    m_add->setEnabled(!readOnly);
}

bool ExceptionsList::isWriting() const {
    return m_writing->isVisibleTo(this);
}

void ExceptionsList::refresh() {
    fillRows();
    const auto count = static_cast<int>(m_form->hours().exceptions.size());
    m_none->setVisible(count == 0 && !isWriting());
    m_area->setVisible(count > 0);
    m_area->setFixedHeight(std::min(count, isWriting() ? 2 : kShownRows) * m_theme.px(kRowHeight) + 1);
}

void ExceptionsList::fillRows() {
    auto* frame = new Frame(m_theme, m_area);
    auto* rows = new QVBoxLayout(frame);
    rows->setContentsMargins(0, 0, 0, 1);
    rows->setSpacing(0);
    int place = 0;
    for (const model::HoursException& exception : m_form->hours().exceptions) {
        addRow(*rows, exception, place++);
    }
    // A row may be what asked for this: it goes when it is done.
    if (QWidget* former = m_area->takeWidget()) {
        former->hide();
        former->setParent(nullptr);
        former->deleteLater();
    }
    m_area->setWidget(frame);
    frame->setAutoFillBackground(false);
}

void ExceptionsList::addRow(QVBoxLayout& rows, const model::HoursException& exception, int place) {
    auto* row = new ExceptionRow(m_theme, exception, m_today, rows.parentWidget());
    row->setObjectName(QStringLiteral("exception%1").arg(place));
    row->setEnabled(!m_readOnly);
    auto* remove = new QPushButton(rows.parentWidget());
    remove->setObjectName(QStringLiteral("exceptionRemove%1").arg(place));
    remove->setAccessibleName(tr("Remove %1").arg(row->date()));
    remove->setToolTip(remove->accessibleName());
    remove->setIcon(m_theme.icon(IconName::Close, Token::Text2));
    remove->setIconSize({m_theme.px(14), m_theme.px(14)});
    remove->setFlat(true);
    remove->setAutoDefault(false);
    remove->setEnabled(!m_readOnly);
    remove->setFixedSize(m_theme.px(24), m_theme.px(24));
    auto* line = new QHBoxLayout;
    line->setContentsMargins(0, 0, m_theme.px(6), 0);
    line->setSpacing(0);
    line->addWidget(row, 1);
    auto* corner = new QVBoxLayout;
    corner->addSpacing(m_theme.px(4));
    corner->addWidget(remove);
    corner->addStretch(1);
    line->addLayout(corner);
    rows.addLayout(line);
    connect(row, &QAbstractButton::clicked, this, [this, exception] { write(exception); });
    connect(remove, &QPushButton::clicked, this,
            [this, date = exception.date, place] { this->remove(date, place); });
}

void ExceptionsList::write(std::optional<model::HoursException> former) {
    emit writing(true);
    m_former = former ? std::optional(former->date) : std::nullopt;
    m_writing->show();
    if (former) {
        m_writing->change(*former);
    } else {
        m_writing->begin(m_today.addDays(1));
    }
    m_add->setEnabled(false);
    refresh();
}

void ExceptionsList::keep() {
    if (const auto exception = m_writing->written()) {
        m_form->setException(*exception, m_former);
        leave();
        refresh();
        emit edited();
    }
}

void ExceptionsList::leave() {
    const bool wasWriting = isWriting();
    m_writing->hide();
    m_add->setEnabled(!m_readOnly);
    if (wasWriting) {
        refresh();
        m_add->setFocus(Qt::OtherFocusReason);
        emit writing(false);
    }
}

void ExceptionsList::remove(std::chrono::year_month_day date, int place) {
    m_form->removeException(date);
    refresh();
    const auto left = static_cast<int>(m_form->hours().exceptions.size());
    auto* next =
        m_area->findChild<QWidget*>(QStringLiteral("exceptionRemove%1").arg(std::min(place, left - 1)));
    (next != nullptr ? next : m_add)->setFocus(Qt::OtherFocusReason);
    emit edited();
}

}  // namespace ui
