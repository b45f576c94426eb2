// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks.h"

#include "ui/widgets/link_button.h"
#include "ui/widgets/surface.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSplitterHandle>
#include <QStyle>
#include <QTextDocumentFragment>
#include <QToolTip>

#include <set>
#include <vector>

namespace uitest {
namespace {

/// A toast and the list at the caret float by design; a splitter's grip is wider than its line.
bool floats(const QWidget& widget) {
    return widget.objectName() == QStringLiteral("toast") ||
           widget.objectName() == QStringLiteral("replyFinder") ||
           qobject_cast<const QSplitterHandle*>(&widget) != nullptr || widget.isWindow();
}

std::string described(const QWidget& widget) {
    const QRect place = widget.geometry();
    return QStringLiteral("%1 %2 %3,%4 %5x%6")
        .arg(QLatin1String(widget.metaObject()->className()), widget.objectName())
        .arg(place.x())
        .arg(place.y())
        .arg(place.width())
        .arg(place.height())
        .toStdString();
}

std::vector<QWidget*> shownChildren(const QWidget& parent) {
    std::vector<QWidget*> shown;
    for (QWidget* child : parent.findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
        if (child->isVisible() && !floats(*child) && !child->size().isEmpty()) {
            shown.push_back(child);
        }
    }
    return shown;
}

/// Everything that is shown in this window and no other.
std::vector<QWidget*> shownWithin(const QWidget& window) {
    std::vector<QWidget*> shown;
    for (QWidget* widget : window.findChildren<QWidget*>()) {
        if (widget->isVisibleTo(&window) && widget->window() == window.window() &&
            !widget->visibleRegion().isEmpty()) {
            shown.push_back(widget);
        }
    }
    return shown;
}

/// What is read when the pointer rests there.
QString readUnderPointer(QWidget& widget) {
    QToolTip::hideText();
    const QPoint place = widget.rect().center();
    QHelpEvent rest(QEvent::ToolTip, place, widget.mapToGlobal(place));
    QApplication::sendEvent(&widget, &rest);
    QString said = QToolTip::isVisible() ? QToolTip::text() : QString();
    QToolTip::hideText();
    return Qt::mightBeRichText(said) ? QTextDocumentFragment::fromHtml(said).toPlainText() : said;
}

/// Why there is no room for a widget's words; empty = there is.
std::string cut(QWidget& widget) {
    const auto narrow = [&widget](const QString& text, int needed, int room) {
        return text.isEmpty() || needed <= room ? std::string()
                                                : described(widget) + " needs " + std::to_string(needed) +
                                                      " for \"" + text.left(60).toStdString() + '"';
    };
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) {
        if (label->wordWrap()) {
            const int needed = label->heightForWidth(label->width());
            return label->text().isEmpty() || needed <= label->height()
                       ? std::string()
                       : described(widget) + " needs a height of " + std::to_string(needed);
        }
        if (label->height() < label->fontMetrics().height() && !label->text().isEmpty()) {
            return described(widget) + " is lower than its words";
        }
        return narrow(label->text(), label->sizeHint().width() - 1, label->contentsRect().width());
    }
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) {
        // Suggestions share the width there is.
        const bool shares = button->sizePolicy().horizontalPolicy() == QSizePolicy::Ignored;
        const int needed =
            shares ? button->fontMetrics().horizontalAdvance(button->text()) : button->sizeHint().width() - 1;
        return narrow(button->text(), needed, shares ? button->width() * 3 / 4 : button->width());
    }
    if (const auto* field = qobject_cast<const QLineEdit*>(&widget)) {
        const QMargins margins = field->textMargins();
        return narrow(field->placeholderText(),
                      field->fontMetrics().horizontalAdvance(field->placeholderText()),
                      field->width() - margins.left() - margins.right() - 4);
    }
    if (const auto* choice = qobject_cast<const QComboBox*>(&widget)) {
        return narrow(choice->currentText(), choice->minimumSizeHint().width(), choice->width());
    }
    return {};
}

QString wordsOf(const QWidget& widget) {
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) {
        return label->text();
    }
    const auto* button = qobject_cast<const QAbstractButton*>(&widget);
    return button != nullptr ? button->text() : QString();
}

void findMisplaced(const QWidget& parent, std::string& wrong) {
    const std::vector<QWidget*> shown = shownChildren(parent);
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const QRect place = shown[i]->geometry();
        // Qt's splitters are one pixel off from right to left.
        if (!parent.rect().adjusted(-1, -1, 1, 1).contains(place)) {
            wrong += described(*shown[i]) + " is not within " + described(parent) + '\n';
        }
        for (std::size_t other = i + 1; other < shown.size(); ++other) {
            if (place.intersects(shown[other]->geometry())) {
                wrong += described(*shown[i]) + " lies over " + described(*shown[other]) + '\n';
            }
        }
        // A scroll area lays out its own parts.
        if (qobject_cast<const QAbstractScrollArea*>(shown[i]) == nullptr) {
            findMisplaced(*shown[i], wrong);
        }
    }
}

}  // namespace

std::string misplaced(const QWidget& window) {
    std::string wrong;
    findMisplaced(window, wrong);
    return wrong;
}

std::string clipped(const QWidget& window) {
    std::string wrong;
    for (QWidget* widget : shownWithin(window)) {
        const std::string why = cut(*widget);
        if (!why.empty() && !readUnderPointer(*widget).contains(wordsOf(*widget).simplified())) {
            wrong += why + '\n';
        }
    }
    return wrong;
}

std::string spokenName(QWidget& widget) {
    QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(&widget);
    return spoken == nullptr ? std::string() : spoken->text(QAccessible::Name).toStdString();
}

std::string nameless(const QWidget& window) {
    std::set<QString> seen;
    std::string wrong;
    for (QWidget* widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisibleTo(&window) || widget->window() != window.window()) {
            continue;
        }
        // Qt's own parts, as the field within a spin box, speak through the widget that they belong to.
        const bool takesInput =
            widget->focusPolicy() != Qt::NoFocus && !widget->objectName().startsWith(QStringLiteral("qt_"));
        const bool showsText = qobject_cast<QLabel*>(widget) != nullptr;
        if (!takesInput && !showsText) {
            continue;
        }
        if (widget->objectName().isEmpty()) {
            wrong +=
                described(*widget) + " in " + described(*widget->parentWidget()) + " has no objectName\n";
        }
        if (takesInput && !widget->objectName().isEmpty() && !seen.insert(widget->objectName()).second) {
            wrong += described(*widget) + " has a name that another one has\n";
        }
        if (spokenName(*widget).empty() && !wordsOf(*widget).isEmpty()) {
            wrong += described(*widget) + " has no accessible name\n";
        } else if (takesInput && spokenName(*widget).empty()) {
            wrong += described(*widget) + " has no accessible name\n";
        }
    }
    return wrong;
}

std::string notPlain(const QWidget& window) {
    std::string wrong;
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        const QString tip = widget->toolTip();
        if (Qt::mightBeRichText(tip) &&
            (!tip.startsWith(QStringLiteral("<span>")) || tip.contains(QStringLiteral("<b>")))) {
            wrong += described(*widget) + " has a tooltip with markup: " + tip.toStdString() + '\n';
        }
        if (const auto* label = qobject_cast<const QLabel*>(widget)) {
            if (label->textFormat() != Qt::PlainText) {
                wrong += described(*widget) + " may show rich text: " + label->text().toStdString() + '\n';
            }
        }
    }
    return wrong;
}

}  // namespace uitest
