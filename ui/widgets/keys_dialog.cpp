// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/keys_dialog.h"

#include "ui/widgets/key_cap.h"
#include "ui/widgets/surface.h"

#include <QGridLayout>
#include <QPainter>

#include <algorithm>

namespace ui {
namespace {

constexpr int kColumns = 3;

/// The keys of one action, as caps.
class Caps final : public QWidget {
public:
    Caps(const Theme& theme, const QAction& action, QWidget* parent) : QWidget(parent), m_theme(theme) {
        for (const QKeySequence& key : action.shortcuts()) {
            m_keys.append(key.toString(QKeySequence::NativeText));
        }
        setObjectName(QStringLiteral("keysOf_") + action.objectName());
        setAccessibleName(m_keys.join(QStringLiteral(", ")));
        int width = 0;
        for (const QString& key : m_keys) {
            width += keyCapSize(key, theme).width() + theme.px(4);
        }
        setFixedSize(width, theme.px(20));
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        int x = width();
        for (const QString& key : m_keys) {
            const QSize size = keyCapSize(key, m_theme);
            x -= size.width();
            paintKeyCap(painter, QRect(QPoint(x, (height() - size.height()) / 2), size), key, m_theme,
                        m_theme.color(Token::Text));
            x -= m_theme.px(4);
        }
    }

private:
    const Theme& m_theme;
    QStringList m_keys;
};

}  // namespace

KeysDialog::KeysDialog(const Theme& theme, const std::vector<WindowActions::Group>& groups, QWidget* parent)
    : QDialog(parent) {
    setObjectName(QStringLiteral("keysDialog"));
    setWindowTitle(tr("Keyboard"));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(20));
    grid->setHorizontalSpacing(theme.px(32));
    grid->setVerticalSpacing(theme.px(20));
    int place = 0;
    for (const WindowActions::Group& group : groups) {
        auto* lines = new QVBoxLayout;
        lines->setSpacing(theme.px(4));
        auto* title = new PlainLabel(theme, Type::SecondarySemibold, Token::Text2, this);
        title->setText(group.title);
        lines->addWidget(title);
        for (const QAction* action : group.actions) {
            auto* row = new QHBoxLayout;
            row->setSpacing(theme.px(12));
            auto* words = new PlainLabel(theme, Type::Body, Token::Text, this);
            words->setText(action->iconText());
            words->setMinimumWidth(words->sizeHint().width());
            row->addWidget(words, 1);
            row->addWidget(new Caps(theme, *action, this));
            lines->addLayout(row);
        }
        lines->addStretch(1);
        grid->addLayout(lines, place / kColumns, place % kColumns);
        ++place;
    }
}

}  // namespace ui
