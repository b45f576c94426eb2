// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include "model/canned_reply.h"

#include <QWidget>

#include <cstddef>
#include <vector>

class QComboBox;
class QPushButton;

namespace ui {

/// Which of its wordings a canned reply is written in, and whom that one is for. Wording 0 is for everybody.
class WordingBar final : public QWidget {
    Q_OBJECT
public:
    WordingBar(const Theme& theme, QWidget* parent = nullptr);

    /// By their adapters' folder names.
    void setPlatforms(const std::vector<std::string>& platforms);
    void show(const std::vector<model::CannedVariant>& variants, std::size_t wording);
    void setReadOnly(bool readOnly);
    [[nodiscard]] QList<QWidget*> stops() const;

signals:
    void chosen(std::size_t wording);
    /// The wording that is shown is for them now; empty = for any.
    void meant(const std::string& platform, const std::string& language);
    void removeAsked();

private:
    QComboBox* choice(const char* name, const QString& words);
    void fillLanguages();

    std::vector<std::string> m_platforms;
    QComboBox* m_wording;
    QComboBox* m_platform;
    QComboBox* m_language;
    QPushButton* m_remove;
    bool m_readOnly = false;
};

}  // namespace ui
