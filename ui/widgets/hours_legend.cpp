// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/hours_legend.h"

#include "ui/widgets/key_cap.h"
#include "ui/widgets/surface.h"

#include <QGridLayout>
#include <QKeySequence>
#include <QPainter>
#include <QStyle>

namespace ui {
namespace {

/// Some keys side by side.
class Caps final : public QWidget {
public:
    Caps(const Theme& theme, const QStringList& keys, QWidget* parent)
        : QWidget(parent), m_theme(theme), m_keys(keys) {
        int width = 0;
        for (const QString& key : keys) {
            width += keyCapSize(key, theme).width() + theme.px(4);
        }
        setFixedSize(width, theme.px(20));
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        int x = 0;
        for (const QString& key : m_keys) {
            const QSize size = keyCapSize(key, m_theme);
            const QRect cap(QPoint(x, (height() - size.height()) / 2), size);
            paintKeyCap(painter, QStyle::visualRect(layoutDirection(), rect(), cap), key, m_theme,
                        m_theme.color(Token::Text));
            x += size.width() + m_theme.px(4);
        }
    }

private:
    const Theme& m_theme;
    QStringList m_keys;
};

QString named(Qt::Key key) {
    return QKeySequence(key).toString(QKeySequence::NativeText);
}

}  // namespace

HoursLegend::HoursLegend(const Theme& theme, QWidget* parent) : QWidget(parent) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme.px(12));
    grid->setVerticalSpacing(theme.px(2));
    grid->setColumnStretch(1, 1);
    auto* title = new PlainLabel(theme, Type::BodySemibold, Token::Text, this);
    title->setObjectName(QStringLiteral("hoursKeys"));
    title->setText(tr("With the keyboard"));
    grid->addWidget(title, 0, 0, 1, 2);
    const QString up = QStringLiteral("↑");
    const QString alt = tr("Alt", "the key");
    const QString shift = tr("Shift", "the key");
    const std::pair<QStringList, QString> lines[] = {
        {{QStringLiteral("←"), QStringLiteral("→")}, tr("day")},
        {{up, QStringLiteral("↓")}, tr("interval")},
        {{alt, up}, tr("end 15 m earlier")},
        {{shift, alt, up}, tr("start 15 m earlier")},
        {{named(Qt::Key_Insert)}, tr("new interval")},
        {{named(Qt::Key_Delete)}, tr("remove")},
    };
    int row = 1;
    for (const auto& [keys, words] : lines) {
        grid->addWidget(new Caps(theme, keys, this), row, 0);
        auto* label = new PlainLabel(theme, Type::Secondary, Token::Text2, this);
        label->setObjectName(QStringLiteral("hoursKey%1").arg(row));
        label->setText(words);
        label->setAccessibleName(QStringLiteral("%1: %2").arg(keys.join(u' '), words));
        grid->addWidget(label, row++, 1);
    }
}

}  // namespace ui
