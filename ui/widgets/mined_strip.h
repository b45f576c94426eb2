// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/background_reader.h"
#include "ui/widgets/surface.h"
#include "ui/window_context.h"

#include <QStringList>

namespace ui {

class CannedDesk;
class LinkButton;

/// "Typed 5 times": a text that could be a canned reply, one at a time. What a person does not want as one is
/// not proposed again.
class MinedStrip final : public Surface {
    Q_OBJECT
public:
    MinedStrip(const WindowContext& context, CannedDesk& desk, QWidget* parent = nullptr);

    /// Looks for proposals again; hidden while there are none.
    void refresh();
    /// In the order of Tab.
    [[nodiscard]] QList<QWidget*> stops() const;

private:
    void take(BackgroundReader::Mined mined);
    void show(const BackgroundReader::Mined& mined);
    void adopt();
    void decline();

    const WindowContext& m_context;
    CannedDesk& m_desk;
    BackgroundReader::Mined m_mined;  ///< the first is shown
    QStringList m_declined;           ///< digests of their texts
    PlainLabel* m_times;
    PlainLabel* m_more;
    PlainLabel* m_text;
    LinkButton* m_adopt;
    LinkButton* m_decline;
};

}  // namespace ui
