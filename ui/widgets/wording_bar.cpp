// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/wording_bar.h"

#include "ui/language.h"

#include "view/platform_names.h"

#include "model/language.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>
#include <utility>

namespace ui {
namespace {

/// As those call it who speak it; begins with a capital letter, as all choices do.
QString languageName(const std::string& code) {
    const QString name = QLocale(qt(code)).nativeLanguageName();
    return name.isEmpty() ? qt(code) : name.left(1).toUpper() + name.mid(1);
}

QString nameOf(const model::CannedVariant& variant) {
    QStringList parts;
    if (!variant.platform.empty()) {
        parts.append(qt(view::platformName(variant.platform)));
    }
    if (!variant.language.empty()) {
        parts.append(languageName(variant.language));
    }
    return parts.isEmpty() ? WordingBar::tr("Another length") : parts.join(QStringLiteral(", "));
}

/// One that stands in the list no more, of an account that was removed or from a file, keeps its place.
void choose(QComboBox& box, const std::string& value, const QString& name) {
    if (box.findData(qt(value)) < 0) {
        box.addItem(name, qt(value));
    }
    box.setCurrentIndex(box.findData(qt(value)));
}

}  // namespace

WordingBar::WordingBar(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_wording(choice("cannedWording", tr("Wording"))),
      m_platform(choice("cannedVariantPlatform", tr("Platform of this wording"))),
      m_language(choice("cannedVariantLanguage", tr("Language of this wording"))),
      m_remove(new QPushButton(this)) {
    setObjectName(QStringLiteral("cannedWordings"));
    m_remove->setObjectName(QStringLiteral("cannedVariantRemove"));
    m_remove->setAccessibleName(tr("Remove this wording"));
    m_remove->setToolTip(m_remove->accessibleName());
    m_remove->setIcon(theme.icon(IconName::Close, Token::Text2));
    m_remove->setAutoDefault(false);
    m_remove->setFixedSize(theme.px(28), theme.px(28));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme.px(8));
    row->addWidget(m_wording, 4);
    row->addWidget(m_platform, 3);
    row->addWidget(m_language, 3);
    row->addWidget(m_remove);
    fillLanguages();
    const auto tell = [this] {
        emit meant(m_platform->currentData().toString().toStdString(),
                   m_language->currentData().toString().toStdString());
    };
    connect(m_wording, &QComboBox::activated, this,
            [this](int index) { emit chosen(static_cast<std::size_t>(index)); });
    connect(m_platform, &QComboBox::activated, this, tell);
    connect(m_language, &QComboBox::activated, this, tell);
    connect(m_remove, &QPushButton::clicked, this, &WordingBar::removeAsked);
}

QComboBox* WordingBar::choice(const char* name, const QString& words) {
    auto* box = new QComboBox(this);
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(words);
    box->setToolTip(words);
    // The longest of many languages would not leave room for the others.
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(6);
    return box;
}

void WordingBar::fillLanguages() {
    std::vector<std::pair<QString, QString>> named;
    for (const std::string_view code : model::knownLanguages()) {
        named.emplace_back(languageName(std::string(code)), qt(std::string(code)));
    }
    std::ranges::sort(named, [](const auto& one, const auto& other) {
        return one.first.localeAwareCompare(other.first) < 0;
    });
    m_language->addItem(tr("Any language"), QString());
    for (const auto& [name, code] : named) {
        m_language->addItem(name, code);
    }
}

void WordingBar::setPlatforms(const std::vector<std::string>& platforms) {
    m_platforms = platforms;
}

void WordingBar::show(const std::vector<model::CannedVariant>& variants, std::size_t wording) {
    const QSignalBlocker quietWording(m_wording);
    const QSignalBlocker quietPlatform(m_platform);
    const QSignalBlocker quietLanguage(m_language);
    m_wording->clear();
    m_wording->addItem(tr("For everybody"));
    for (const model::CannedVariant& variant : variants) {
        m_wording->addItem(nameOf(variant));
    }
    m_wording->setCurrentIndex(static_cast<int>(wording));
    m_platform->clear();
    m_platform->addItem(tr("Any platform"), QString());
    for (const std::string& platform : m_platforms) {
        m_platform->addItem(qt(view::platformName(platform)), qt(platform));
    }
    const model::CannedVariant none;
    const model::CannedVariant& shown = wording > 0 ? variants[wording - 1] : none;
    choose(*m_platform, shown.platform, qt(view::platformName(shown.platform)));
    choose(*m_language, shown.language, languageName(shown.language));
    // What is for everybody is for no platform and no language.
    m_platform->setVisible(wording > 0);
    m_language->setVisible(wording > 0);
    m_remove->setVisible(wording > 0 && !m_readOnly);
    for (QComboBox* box : {m_platform, m_language}) {
        box->setEnabled(!m_readOnly);
    }
    setVisible(!variants.empty());
}

void WordingBar::setReadOnly(bool readOnly) {
    m_readOnly = readOnly;
}

QList<QWidget*> WordingBar::stops() const {
    return {m_wording, m_platform, m_language, m_remove};
}

}  // namespace ui
