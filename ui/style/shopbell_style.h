// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

#include <memory>

namespace ui {

class Theme;

/// The look of a button; "buttonKind" as a property of the widget, so that any QPushButton can have it.
enum class ButtonKind { Plain, Primary, Small };
void setButtonKind(QWidget& button, ButtonKind kind);
/// The key that does the same, shown behind the words of a QPushButton.
void setButtonKeyCap(QWidget& button, const QString& key);

/// Fusion with our measures, radii and ring of focus. Colours come from the theme alone.
class ShopbellStyle final : public QProxyStyle {
    Q_OBJECT
public:
    explicit ShopbellStyle(std::shared_ptr<const Theme> theme);

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption* option,
                                  const QWidget* widget) const override;
    [[nodiscard]] QRect subElementRect(SubElement element, const QStyleOption* option,
                                       const QWidget* widget) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                                QStyleHintReturn* returned) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                                         const QWidget* widget) const override;
    [[nodiscard]] QIcon standardIcon(StandardPixmap icon, const QStyleOption* option,
                                     const QWidget* widget) const override;
    using QProxyStyle::polish;
    void polish(QPalette& palette) override;

private:
    void drawButton(const QStyleOption& option, QPainter& painter, const QWidget* widget) const;
    [[nodiscard]] int keyCapWidth(const QWidget* widget) const;
    void drawKeyCap(const QStyleOption& option, QPainter& painter, const QWidget& widget, int left,
                    const QColor& ink) const;
    void drawButtonLabel(const QStyleOption& option, QPainter& painter, const QWidget* widget) const;
    void drawCombo(const QStyleOption& option, QPainter& painter, const QWidget* widget) const;
    void drawComboLabel(const QStyleOption& option, QPainter& painter) const;
    void drawField(const QStyleOption& option, QPainter& painter, const QWidget* widget) const;
    void drawToolButton(const QStyleOption& option, QPainter& painter) const;
    void drawMenuBarItem(const QStyleOption& option, QPainter& painter) const;
    void drawSpinBox(const QStyleOptionComplex& option, QPainter& painter, const QWidget* widget) const;
    void drawTick(const QStyleOption& option, QPainter& painter) const;
    void drawScrollBar(const QStyleOptionComplex& option, QPainter& painter, const QWidget* widget) const;

    std::shared_ptr<const Theme> m_theme;
};

}  // namespace ui
