// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/shopbell_style.h"

#include "ui/style/theme.h"

#include <QAbstractScrollArea>
#include <QPainter>
#include <QPalette>
#include <QStyleFactory>
#include <QStyleOption>

#include <algorithm>
#include <utility>

namespace ui {
namespace {

constexpr const char* kKindProperty = "buttonKind";
constexpr const char* kKeyCapProperty = "buttonKeyCap";
constexpr qreal kRadius = 6;

ButtonKind kindOf(const QWidget* widget) {
    return widget == nullptr ? ButtonKind::Plain
                             : static_cast<ButtonKind>(widget->property(kKindProperty).toInt());
}

bool has(const QStyleOption& option, QStyle::StateFlag flag) {
    return option.state.testFlag(flag);
}

bool ringed(const QStyleOption& option) {
    return has(option, QStyle::State_HasFocus) && has(option, QStyle::State_KeyboardFocusChange);
}

/// Whether this is a list or a part of one.
bool isOfList(const QWidget* widget) {
    while (widget != nullptr && qobject_cast<const QAbstractScrollArea*>(widget) == nullptr) {
        widget = widget->parentWidget();
    }
    return widget != nullptr && widget->inherits("QAbstractItemView");
}

/// A rounded rectangle whose line lies wholly inside `rect`.
void roundedBox(QPainter& painter, const QRectF& rect, qreal radius, const QBrush& fill, const QPen& line) {
    const qreal half = line.style() == Qt::NoPen ? 0 : line.widthF() / 2;
    painter.setBrush(fill);
    painter.setPen(line);
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius - half, radius - half);
}

}  // namespace

void setButtonKind(QWidget& button, ButtonKind kind) {
    button.setProperty(kKindProperty, static_cast<int>(kind));
}

void setButtonKeyCap(QWidget& button, const QString& key) {
    button.setProperty(kKeyCapProperty, key);
    button.updateGeometry();
    button.update();
}

ShopbellStyle::ShopbellStyle(std::shared_ptr<const Theme> theme)
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))), m_theme(std::move(theme)) {}

void ShopbellStyle::polish(QPalette& palette) {
    palette = m_theme->palette();
}

void ShopbellStyle::drawButton(const QStyleOption& option, QPainter& painter, const QWidget* widget) const {
    const bool enabled = has(option, State_Enabled);
    const bool primary = kindOf(widget) == ButtonKind::Primary && enabled;
    QColor fill = m_theme->color(primary ? Token::Accent : (enabled ? Token::Paper : Token::Chrome));
    if (enabled && has(option, State_Sunken)) {
        fill = primary ? fill.darker(115) : m_theme->color(Token::Idle);
    } else if (enabled && has(option, State_MouseOver)) {
        fill = primary ? fill.darker(107) : m_theme->color(Token::Hover);
    }
    const QColor line = primary ? fill : m_theme->color(enabled ? Token::Edge : Token::Line);
    const qreal radius = m_theme->px(kindOf(widget) == ButtonKind::Small ? 5 : kRadius);
    roundedBox(painter, option.rect, radius, fill, QPen(line, 1));
    if (ringed(option)) {
        const qreal width = m_theme->ringWidth();
        roundedBox(painter, option.rect, radius, Qt::NoBrush, QPen(m_theme->color(Token::Accent), width));
        if (primary) {
            // On its own colour the ring would not be seen.
            const QRectF inner = QRectF(option.rect).adjusted(width, width, -width, -width);
            roundedBox(painter, inner, radius - width, Qt::NoBrush,
                       QPen(m_theme->color(Token::OnAccent), 1.5));
        }
    }
}

/// Glyph and words in the middle, the glyph leading.
int ShopbellStyle::keyCapWidth(const QWidget* widget) const {
    const QString key = widget == nullptr ? QString() : widget->property(kKeyCapProperty).toString();
    const QFontMetrics metrics(m_theme->font(Type::SecondaryMedium));
    return key.isEmpty() ? 0 : metrics.horizontalAdvance(key) + m_theme->px(12);
}

void ShopbellStyle::drawKeyCap(const QStyleOption& option, QPainter& painter, const QWidget& widget, int left,
                               const QColor& ink) const {
    const int height = m_theme->px(18);
    const QRect cap(left, option.rect.top() + (option.rect.height() - height) / 2, keyCapWidth(&widget),
                    height);
    const QRect shown = visualRect(option.direction, option.rect, cap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(ink, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(shown).adjusted(0.5, 0.5, -0.5, -0.5), m_theme->px(3), m_theme->px(3));
    painter.setFont(m_theme->font(Type::SecondaryMedium));
    painter.drawText(shown, Qt::AlignCenter | Qt::TextSingleLine,
                     widget.property(kKeyCapProperty).toString());
}

void ShopbellStyle::drawButtonLabel(const QStyleOption& option, QPainter& painter,
                                    const QWidget* widget) const {
    const auto& button = static_cast<const QStyleOptionButton&>(option);
    const bool enabled = has(option, State_Enabled);
    const bool primary = kindOf(widget) == ButtonKind::Primary && enabled;
    const int glyph = button.icon.isNull() ? 0 : m_theme->px(16);
    const int gap = glyph > 0 && !button.text.isEmpty() ? m_theme->px(6) : 0;
    const int flags = Qt::AlignVCenter | Qt::AlignLeft | Qt::TextHideMnemonic | Qt::TextSingleLine;
    const int words =
        button.text.isEmpty() ? 0 : button.fontMetrics.size(Qt::TextHideMnemonic, button.text).width();
    const int cap = keyCapWidth(widget);
    const int room = cap > 0 ? m_theme->px(6) : 0;
    const int all = glyph + gap + words + room + cap;
    const int left = option.rect.left() + std::max(0, (option.rect.width() - all) / 2);
    if (glyph > 0) {
        const QRect place(left, option.rect.top() + (option.rect.height() - glyph) / 2, glyph, glyph);
        button.icon.paint(&painter, visualRect(option.direction, option.rect, place), Qt::AlignCenter,
                          enabled ? QIcon::Normal : QIcon::Disabled);
    }
    QRect text = option.rect;
    text.setLeft(left + glyph + gap);
    text.setWidth(words + 1);
    const QColor ink = m_theme->color(primary ? Token::OnAccent : enabled ? Token::Text : Token::Text2);
    painter.setPen(ink);
    painter.drawText(visualRect(option.direction, option.rect, text), flags, button.text);
    if (cap > 0) {
        drawKeyCap(option, painter, *widget, text.right() + room, ink);
    }
}

/// A button whose words stand where those of a field do.
void ShopbellStyle::drawCombo(const QStyleOption& option, QPainter& painter, const QWidget* widget) const {
    painter.setRenderHint(QPainter::Antialiasing);
    drawButton(option, painter, widget);
    const int side = m_theme->px(14);
    const QRect glyph(option.rect.right() + 1 - m_theme->px(8) - side,
                      option.rect.top() + (option.rect.height() - side) / 2, side, side);
    m_theme->icons().paint(painter, visualRect(option.direction, option.rect, glyph), IconName::ChevronDown,
                           m_theme->color(Token::Text2));
}

void ShopbellStyle::drawComboLabel(const QStyleOption& option, QPainter& painter) const {
    const auto& combo = static_cast<const QStyleOptionComboBox&>(option);
    if (combo.editable) {
        return;  // its field shows the words
    }
    const QRect place = option.rect.adjusted(m_theme->px(9), 0, -m_theme->px(28), 0);
    painter.setPen(m_theme->color(has(option, State_Enabled) ? Token::Text : Token::Text2));
    painter.drawText(visualRect(option.direction, option.rect, place),
                     static_cast<int>(visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignVCenter) |
                         Qt::TextSingleLine,
                     combo.fontMetrics.elidedText(combo.currentText, Qt::ElideRight, place.width()));
}

void ShopbellStyle::drawField(const QStyleOption& option, QPainter& painter, const QWidget* widget) const {
    const bool focused = has(option, State_HasFocus) || (widget != nullptr && widget->hasFocus());
    // What can only be read is no field to write in; both kinds of editor have this property.
    const bool enabled = has(option, State_Enabled);
    const bool writable = enabled && (widget == nullptr || !widget->property("readOnly").toBool());
    const QPen line = focused ? QPen(m_theme->color(Token::Accent), m_theme->ringWidth())
                              : QPen(m_theme->color(writable ? Token::Edge : Token::Line), 1);
    const Token ground = !enabled ? Token::Chrome : writable ? Token::Paper : Token::List;
    roundedBox(painter, option.rect, m_theme->px(kRadius), m_theme->color(ground), line);
}

/// Fusion's own outline does not show on black.
void ShopbellStyle::drawSpinBox(const QStyleOptionComplex& option, QPainter& painter,
                                const QWidget* widget) const {
    painter.setRenderHint(QPainter::Antialiasing);
    drawField(option, painter, widget);
    painter.setPen(QPen(m_theme->color(Token::Text2), 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const auto arrow = [&](SubControl part, int rise) {
        if ((option.subControls & part) == 0) {
            return;
        }
        const QPointF middle = QRectF(subControlRect(CC_SpinBox, &option, part, widget)).center();
        const qreal half = m_theme->px(3);
        const QPointF points[] = {middle + QPointF(-half, rise * half / 2),
                                  middle - QPointF(0, rise * half / 2),
                                  middle + QPointF(half, rise * half / 2)};
        painter.drawPolyline(points, 3);
    };
    arrow(SC_SpinBoxUp, 1);
    arrow(SC_SpinBoxDown, -1);
}

void ShopbellStyle::drawTick(const QStyleOption& option, QPainter& painter) const {
    const bool on = has(option, State_On);
    const bool enabled = has(option, State_Enabled);
    const Token line = on && enabled ? Token::Accent : enabled ? Token::Edge : Token::Line;
    const QRectF box(option.rect);
    roundedBox(painter, option.rect, m_theme->px(3),
               m_theme->color(on && enabled ? Token::Accent : Token::Paper), QPen(m_theme->color(line), 1));
    if (on) {
        painter.setPen(QPen(m_theme->color(enabled ? Token::OnAccent : Token::Text2), 2, Qt::SolidLine,
                            Qt::RoundCap, Qt::RoundJoin));
        const QPointF points[] = {{box.left() + box.width() * 0.24, box.top() + box.height() * 0.52},
                                  {box.left() + box.width() * 0.43, box.top() + box.height() * 0.70},
                                  {box.left() + box.width() * 0.76, box.top() + box.height() * 0.32}};
        painter.drawPolyline(points, 3);
    }
}

void ShopbellStyle::drawToolButton(const QStyleOption& option, QPainter& painter) const {
    const bool enabled = has(option, State_Enabled);
    QColor fill = Qt::transparent;
    if (has(option, State_On) || (enabled && has(option, State_Sunken))) {
        fill = m_theme->color(Token::Idle);
    } else if (enabled && has(option, State_MouseOver)) {
        fill = m_theme->color(Token::Hover);
    }
    const QPen line =
        ringed(option) ? QPen(m_theme->color(Token::Accent), m_theme->ringWidth()) : QPen(Qt::NoPen);
    roundedBox(painter, option.rect, m_theme->px(kRadius), fill, line);
}

void ShopbellStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                  const QWidget* widget) const {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    switch (element) {
    case PE_PanelButtonCommand:
        drawButton(*option, *painter, widget);
        break;
    case PE_PanelLineEdit:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
            frame != nullptr && frame->lineWidth > 0) {
            drawField(*option, *painter, widget);
        }
        break;
    case PE_Frame:
        if (qobject_cast<const QAbstractScrollArea*>(widget) != nullptr) {
            drawField(*option, *painter, widget);
        }
        break;
    case PE_FrameLineEdit:
    case PE_PanelMenuBar:
    case PE_FrameStatusBarItem:
    case PE_PanelStatusBar:
        break;
    case PE_PanelButtonTool:
        drawToolButton(*option, *painter);
        break;
    case PE_IndicatorCheckBox:
        drawTick(*option, *painter);
        break;
    case PE_FrameFocusRect:
        // Buttons, fields and rows draw their own ring.
        if (widget == nullptr || (!widget->inherits("QPushButton") && !widget->inherits("QToolButton") &&
                                  !widget->inherits("QAbstractItemView"))) {
            roundedBox(*painter, option->rect, m_theme->px(4), Qt::NoBrush,
                       QPen(m_theme->color(Token::Accent), m_theme->ringWidth()));
        }
        break;
    default:
        painter->restore();
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    }
    painter->restore();
}

void ShopbellStyle::drawMenuBarItem(const QStyleOption& option, QPainter& painter) const {
    const auto& item = static_cast<const QStyleOptionMenuItem&>(option);
    painter.fillRect(option.rect, m_theme->color(Token::Chrome));
    if (has(option, State_Selected)) {
        painter.setRenderHint(QPainter::Antialiasing);
        const int margin = m_theme->px(2);
        roundedBox(painter, option.rect.adjusted(0, margin, 0, -margin), m_theme->px(4),
                   m_theme->color(Token::Idle), Qt::NoPen);
    }
    // Letters are underlined once the keyboard is in the menus.
    const int mnemonic = has(option, State_HasFocus) ? Qt::TextShowMnemonic : Qt::TextHideMnemonic;
    const int flags = Qt::AlignCenter | mnemonic | Qt::TextDontClip | Qt::TextSingleLine;
    painter.setPen(m_theme->color(has(option, State_Enabled) ? Token::Text : Token::Text2));
    painter.drawText(option.rect, flags, item.text);
}

void ShopbellStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                                const QWidget* widget) const {
    switch (element) {
    case CE_PushButtonLabel:
        drawButtonLabel(*option, *painter, widget);
        return;
    case CE_ComboBoxLabel:
        painter->save();
        drawComboLabel(*option, *painter);
        painter->restore();
        return;
    case CE_Splitter: {
        QRect line = option->rect;
        if (has(*option, State_Horizontal)) {
            line.setLeft(line.center().x());
            line.setWidth(1);
        } else {
            line.setTop(line.center().y());
            line.setHeight(1);
        }
        painter->fillRect(line, m_theme->color(Token::Line));
        return;
    }
    case CE_MenuBarItem:
        painter->save();
        drawMenuBarItem(*option, *painter);
        painter->restore();
        return;
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, m_theme->color(Token::Chrome));
        return;
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void ShopbellStyle::drawScrollBar(const QStyleOptionComplex& option, QPainter& painter,
                                  const QWidget* widget) const {
    const QRect handle = subControlRect(CC_ScrollBar, &option, SC_ScrollBarSlider, widget);
    const auto& slider = static_cast<const QStyleOptionSlider&>(option);
    if (slider.maximum <= slider.minimum) {
        return;
    }
    QColor ink = m_theme->color(Token::Edge);
    if (m_theme->kind() != ThemeKind::HighContrast) {
        ink.setAlphaF(has(option, State_MouseOver) || has(option, State_Sunken) ? 0.9F : 0.55F);
    }
    const int margin = m_theme->px(2);
    const QRectF bar = QRectF(handle).adjusted(margin, margin, -margin, -margin);
    painter.setRenderHint(QPainter::Antialiasing);
    roundedBox(painter, bar, std::min(bar.width(), bar.height()) / 2, ink, Qt::NoPen);
}

void ShopbellStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                       QPainter* painter, const QWidget* widget) const {
    if (control == CC_ScrollBar) {
        painter->save();
        drawScrollBar(*option, *painter, widget);
        painter->restore();
        return;
    }
    if (control == CC_SpinBox) {
        painter->save();
        drawSpinBox(*option, *painter, widget);
        painter->restore();
        return;
    }
    if (control == CC_ComboBox) {
        painter->save();
        drawCombo(*option, *painter, widget);
        painter->restore();
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

int ShopbellStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
    case PM_DefaultFrameWidth:
        return qobject_cast<const QAbstractScrollArea*>(widget) != nullptr ? 2 : 1;
    case PM_SplitterWidth:
        return 1;
    case PM_ScrollBarExtent:
        return m_theme->px(10);
    case PM_ScrollView_ScrollBarOverlap:
        // Our rows leave room at their side; text that is edited does not.
        return isOfList(widget) ? m_theme->px(10) : 0;
    case PM_ScrollBarSliderMin:
        return m_theme->px(24);
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_MenuBarPanelWidth:
    case PM_MenuBarItemSpacing:
        return 0;
    case PM_MenuBarHMargin:
        return m_theme->px(6);
    case PM_MenuBarVMargin:
        return 0;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return m_theme->px(16);
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return m_theme->px(8);
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QRect ShopbellStyle::subElementRect(SubElement element, const QStyleOption* option,
                                    const QWidget* widget) const {
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    return element == SE_LineEditContents ? rect.adjusted(m_theme->px(6), 0, -m_theme->px(6), 0) : rect;
}

int ShopbellStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                             QStyleHintReturn* returned) const {
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ScrollBar_Transient:
        return 0;
    case SH_ItemView_ActivateItemOnSingleClick:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

QIcon ShopbellStyle::standardIcon(StandardPixmap icon, const QStyleOption* option,
                                  const QWidget* widget) const {
    // Every menu bar asks for it as it is made. Fusion's own is a file of pictures, for which Qt loads all
    // its picture formats: a tenth of the time in which the window opens.
    if (icon == SP_ToolBarHorizontalExtensionButton) {
        return m_theme->icon(IconName::More);
    }
    return QProxyStyle::standardIcon(icon, option, widget);
}

QSize ShopbellStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                                      const QWidget* widget) const {
    switch (type) {
    case CT_PushButton: {
        const bool small = kindOf(widget) == ButtonKind::Small;
        const int cap = keyCapWidth(widget);
        return {contents.width() + (cap > 0 ? cap + m_theme->px(6) : 0) + 2 * m_theme->px(small ? 8 : 12),
                std::max(m_theme->px(small ? 24 : 30), contents.height())};
    }
    case CT_RadioButton: {
        const QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
        return {size.width(), std::max(m_theme->px(24), size.height())};
    }
    case CT_ComboBox:
    case CT_LineEdit: {
        const QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
        return {size.width(), std::max(m_theme->px(30), size.height())};
    }
    case CT_ToolButton: {
        const QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
        return {std::max(m_theme->px(30), size.width() + m_theme->px(4)), m_theme->px(30)};
    }
    case CT_MenuBarItem:
        return {contents.width() + 2 * m_theme->px(8), m_theme->px(26)};
    default:
        return QProxyStyle::sizeFromContents(type, option, contents, widget);
    }
}

}  // namespace ui
