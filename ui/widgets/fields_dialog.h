// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/save_dialog.h"

#include "model/own_field.h"

#include <vector>

class QLineEdit;
class QScrollArea;

namespace ui {

/// What the owner says once and all canned replies say by name: {{shop.address}}.
class FieldsDialog final : public SaveDialog {
    Q_OBJECT
public:
    FieldsDialog(const WindowContext& context, QWidget* parent);

protected:
    void save() override;

private:
    struct Row {
        QWidget* line = nullptr;
        QLineEdit* name = nullptr;
        QLineEdit* value = nullptr;
    };
    void buildRows();
    void addRow(const model::OwnField& field);
    QLineEdit* addField(Row& row, const char* name, const QString& words, const std::string& text);
    void removeRow(const QWidget* line);
    void numberRows();
    [[nodiscard]] std::vector<model::OwnField> written() const;
    void showFault(const model::FieldFault& fault);

    std::vector<Row> m_rows;
    QScrollArea* m_area = nullptr;
    QVBoxLayout* m_lines = nullptr;
    QPushButton* m_add = nullptr;
};

}  // namespace ui
