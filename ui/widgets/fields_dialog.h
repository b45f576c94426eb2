// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window_context.h"

#include "model/own_field.h"

#include <QDialog>

#include <vector>

class QLineEdit;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace ui {

class PlainLabel;

/// What the owner says once and all canned replies say by name: {{shop.address}}.
class FieldsDialog final : public QDialog {
    Q_OBJECT
public:
    FieldsDialog(const WindowContext& context, QWidget* parent);

private:
    struct Row {
        QWidget* line = nullptr;
        QLineEdit* name = nullptr;
        QLineEdit* value = nullptr;
    };
    void buildBody(QVBoxLayout& body);
    QWidget* buildFoot();
    void addRow(const model::OwnField& field);
    QLineEdit* addField(Row& row, const char* name, const QString& words, const std::string& text);
    void removeRow(const QWidget* line);
    void numberRows();
    [[nodiscard]] std::vector<model::OwnField> written() const;
    void save();
    void showFault(const model::FieldFault& fault);

    const WindowContext& m_context;
    std::vector<Row> m_rows;
    QScrollArea* m_area = nullptr;
    QVBoxLayout* m_lines = nullptr;
    PlainLabel* m_words = nullptr;
    QPushButton* m_add = nullptr;
    QPushButton* m_save = nullptr;
};

}  // namespace ui
