// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/account_seam.h"
#include "ui/widgets/save_dialog.h"

#include "model/account.h"

#include <string>
#include <vector>

class QCheckBox;
class QGridLayout;
class QLineEdit;
class QScrollArea;

namespace ui {

/// What the owner can set for one account: a switch for what is on or off, a line for everything else, prices
/// in a table. What is refused is said at its field.
class AccountSettingsDialog final : public SaveDialog {
    Q_OBJECT
public:
    AccountSettingsDialog(const WindowContext& context, const model::Account& account, QWidget* parent);

protected:
    void save() override;

private:
    struct Field {
        AccountSetting setting;
        QCheckBox* onOff = nullptr;  ///< or `line`
        QLineEdit* line = nullptr;
        PlainLabel* refusal = nullptr;
        [[nodiscard]] std::string value() const;
        [[nodiscard]] QWidget* control() const;
    };
    void buildFields(const model::Account& account);
    void addSwitch(Field& field, QVBoxLayout& lines);
    void addText(Field& field, QVBoxLayout& lines);
    void addPrice(Field& field, QGridLayout& grid);
    QLineEdit* addLine(const AccountSetting& setting, const QString& label);
    PlainLabel* addWords(Type type, const QString& name, const QString& words);
    PlainLabel* addRefusal(const AccountSetting& setting);
    void saved(const AccountSeam::Values& refused);

    base::AccountId m_account;
    std::vector<Field> m_fields;
    QScrollArea* m_area = nullptr;
};

}  // namespace ui
