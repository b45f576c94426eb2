// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/surface.h"
#include "ui/window_context.h"

namespace ui {

class LinkButton;

/// While an account brings its past for the first time: how far it is, that one can go on meanwhile, and
/// Stop.
class ImportStrip final : public Surface {
    Q_OBJECT
public:
    explicit ImportStrip(const WindowContext& context, QWidget* parent = nullptr);

    /// Reads the pulses again; hidden while nothing is imported.
    void refresh();

signals:
    void failed(const QString& sentence);

private:
    void stop();

    const WindowContext& m_context;
    base::AccountId m_account;
    PlainLabel* m_progress;
    PlainLabel* m_hint;
    LinkButton* m_stop;
};

}  // namespace ui
