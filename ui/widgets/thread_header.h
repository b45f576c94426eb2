// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/surface.h"

#include "model/conversation.h"
#include "view/words.h"

namespace ui {

class LinkButton;

/// Whom one talks with, where, and whether everybody can read it.
class ThreadHeader final : public Surface {
    Q_OBJECT
public:
    ThreadHeader(const Theme& theme, const view::Words& words, QWidget* parent = nullptr);

    void show(const model::ConversationRow& conversation, const QString& address);

signals:
    void openAsked();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const view::Words& m_words;
    QString m_initials;
    QString m_tag;
    std::int64_t m_customer = 0;
    PlainLabel* m_name;
    Glyph* m_mark;
    PlainLabel* m_visibility;
    PlainLabel* m_rest;
    LinkButton* m_open;
};

}  // namespace ui
