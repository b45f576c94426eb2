// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/surface.h"

#include "model/conversation.h"
#include "view/words.h"

#include <vector>

class QAction;
class QHBoxLayout;

namespace ui {

class ChipButton;
class LinkButton;

/// Whom one talks with, where, whether everybody can read it, and what can be decided without a reply.
class ThreadHeader final : public Surface {
    Q_OBJECT
public:
    ThreadHeader(const Theme& theme, const view::Words& words, QWidget* parent = nullptr);

    /// What stands at the trailing edge, in this order. Its words give way to the glyph in a narrow pane.
    struct Deed {
        QAction* action;
        IconName glyph;
        int wordsFrom;  ///< the pane's width at a text of 10 points
    };
    void setDeeds(const std::vector<Deed>& deeds);
    void show(const model::ConversationRow& conversation, base::UtcTime now);
    /// The button of this action, to open a menu below it.
    [[nodiscard]] QWidget* buttonOf(const QAction* action) const;
    /// Opens what is rarely done; stands behind the deeds.
    [[nodiscard]] LinkButton& more() const { return *m_more; }
    /// What it is taken for; hidden for what is nothing special.
    [[nodiscard]] ChipButton& chip() const { return *m_chip; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void dress(LinkButton& button, IconName glyph) const;
    struct Placed {
        Deed deed;
        LinkButton* button;
    };
    const view::Words& m_words;
    QString m_initials;
    QString m_tag;
    std::int64_t m_customer = 0;
    PlainLabel* m_name;
    ChipButton* m_chip;
    Glyph* m_mark;
    PlainLabel* m_visibility;
    PlainLabel* m_rest;
    QHBoxLayout* m_row;
    LinkButton* m_more;
    std::vector<Placed> m_deeds;
};

}  // namespace ui
