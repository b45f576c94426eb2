// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/surface.h"

namespace ui {

class LinkButton;

/// One sentence across the window: nothing can be written here, or something is wrong with the profile.
class NoticeBar final : public Surface {
    Q_OBJECT
public:
    explicit NoticeBar(const Theme& theme, QWidget* parent = nullptr);

    enum class Stay { UntilClosed, ForGood };
    /// An empty sentence takes it away.
    void show(const QString& sentence, Stay stay);

private:
    PlainLabel* m_words;
    LinkButton* m_close;
};

}  // namespace ui
