// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/surface.h"
#include "ui/window_context.h"

#include "model/shop_names.h"

#include <array>
#include <optional>

class QPushButton;
class QVBoxLayout;

namespace ui {

class NamesForm;

/// Three numbered steps while no account is connected: the names, an account, the starter replies. What is
/// done gets a check and can still be changed.
class FirstRun final : public Surface {
    Q_OBJECT
public:
    explicit FirstRun(const WindowContext& context, QWidget* parent = nullptr);

    /// Reads again what is done.
    void refresh();
    /// To the first step that is not done.
    void takeFocus();

signals:
    void connectAsked();
    void repliesAsked();
    void failed(const QString& sentence);

protected:
    void hideEvent(QHideEvent* event) override;

private:
    enum Step : std::size_t { Names, Account, Replies, Count_ };
    struct Parts {
        PlainLabel* number = nullptr;
        Glyph* check = nullptr;
        PlainLabel* title = nullptr;
        PlainLabel* words = nullptr;
        QVBoxLayout* content = nullptr;
    };
    Parts buildStep(Step step, const QString& title, const QString& words);
    void buildNames();
    void buildAccount();
    void buildReplies();
    QPushButton* button(const char* name, const QString& text);
    void setDone(Step step, bool done);
    void saveNames();
    void openStreet();

    const WindowContext& m_context;
    std::array<Parts, Count_> m_steps;
    NamesForm* m_names = nullptr;
    QPushButton* m_connect = nullptr;
    QPushButton* m_replies = nullptr;
    model::ShopNames m_known;                ///< what the fields began from
    std::optional<model::ShopNames> m_sent;  ///< on their way to the store
    bool m_repliesSeen = false;
};

}  // namespace ui
