// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/keys_dialog.h"

#include "ui/widgets/key_cap.h"
#include "ui/widgets/surface.h"

#include <QGridLayout>
#include <QPainter>
#include <QPushButton>
#include <QStyle>

#include <algorithm>

namespace ui {
namespace {

constexpr int kColumns = 3;
/// The other ways to the same action stand in its tooltip.
constexpr qsizetype kMostWays = 2;

/// The caps of one way to press it, in the order of pressing; as on the keyboard, a letter alone is small.
QStringList capsOf(const QKeySequence& keys) {
    QStringList caps;
    for (int i = 0; i < keys.count(); ++i) {
        const QKeyCombination press = keys[static_cast<uint>(i)];
        const QKeySequence one(press);
        QStringList parts = one.toString(QKeySequence::NativeText).split(u'+', Qt::SkipEmptyParts);
        if (parts.isEmpty()) {
            parts.append(QStringLiteral("+"));
        }
        if (press.keyboardModifiers() == Qt::NoModifier && parts.constLast().size() == 1) {
            parts.last() = parts.constLast().toLower();
        }
        caps += parts;
    }
    return caps;
}

/// The keys of one action, as caps.
class Caps final : public QWidget {
public:
    Caps(const Theme& theme, const QAction& action, QWidget* parent) : QWidget(parent), m_theme(theme) {
        QStringList spoken;
        for (const QKeySequence& keys : action.shortcuts().mid(0, kMostWays)) {
            m_ways.append(capsOf(keys));
            spoken.append(m_ways.constLast().join(u' '));
        }
        setObjectName(QStringLiteral("keysOf_") + action.objectName());
        setAccessibleName(spoken.join(QStringLiteral(", ")));
        setToolTip(action.toolTip());
        setFixedSize(walk(nullptr), theme.px(20));
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        walk(&painter);
    }

private:
    /// Paints them, or only measures; returns the width.
    int walk(QPainter* painter) const {
        int x = 0;
        for (const QStringList& way : m_ways) {
            x += x > 0 ? m_theme.px(10) : 0;
            for (const QString& key : way) {
                const QSize size = keyCapSize(key, m_theme);
                if (painter != nullptr) {
                    const QRect cap(QPoint(x, (height() - size.height()) / 2), size);
                    paintKeyCap(*painter, QStyle::visualRect(layoutDirection(), rect(), cap), key, m_theme,
                                m_theme.color(Token::Text));
                }
                x += size.width() + m_theme.px(4);
            }
        }
        return x;
    }

    const Theme& m_theme;
    QList<QStringList> m_ways;
};

}  // namespace

KeysDialog::KeysDialog(const Theme& theme, const std::vector<WindowActions::Group>& groups, QWidget* parent)
    : QDialog(parent), m_theme(theme) {
    setObjectName(QStringLiteral("keysDialog"));
    setWindowTitle(tr("Keyboard"));
    auto* grid = new QGridLayout;
    grid->setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20));
    grid->setHorizontalSpacing(theme.px(32));
    grid->setVerticalSpacing(theme.px(24));
    int place = 0;
    for (const WindowActions::Group& group : groups) {
        addGroup(*grid, group, place++);
    }
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(grid);
    all->addStretch(1);
    auto* foot = new Surface(theme, Token::Chrome, Qt::TopEdge, this);
    foot->setFixedHeight(theme.px(52));
    auto* hint = new PlainLabel(theme, Type::Secondary, Token::Text2, foot);
    hint->setObjectName(QStringLiteral("keysHint"));
    hint->setText(tr("Single letters work while no text field has the focus."));
    auto* close = new QPushButton(tr("Close"), foot);
    close->setObjectName(QStringLiteral("keysClose"));
    close->setAccessibleName(close->text());
    close->setDefault(true);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(theme.px(20), 0, theme.px(20), 0);
    row->addWidget(hint, 1);
    row->addWidget(close);
    all->addWidget(foot);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
}

void KeysDialog::addGroup(QGridLayout& grid, const WindowActions::Group& group, int place) {
    auto* lines = new QGridLayout;
    lines->setHorizontalSpacing(m_theme.px(12));
    lines->setVerticalSpacing(m_theme.px(4));
    auto* title = new PlainLabel(m_theme, Type::BodySemibold, Token::Text, this);
    title->setText(group.title);
    title->setObjectName(QStringLiteral("keysGroup%1").arg(place));
    lines->addWidget(title, 0, 0, 1, 2);
    int line = 1;
    for (const QAction* action : group.actions) {
        lines->addWidget(new Caps(m_theme, *action, this), line, 0);
        auto* words = new PlainLabel(m_theme, Type::Body, Token::Text, this);
        words->setText(action->iconText());
        words->setObjectName(QStringLiteral("keysWords_") + action->objectName());
        words->setMinimumWidth(words->sizeHint().width());
        lines->addWidget(words, line++, 1);
    }
    lines->setColumnMinimumWidth(0, m_theme.px(104));
    lines->setColumnStretch(1, 1);
    lines->setRowStretch(line, 1);
    grid.addLayout(lines, place / kColumns, place % kColumns);
}

}  // namespace ui
