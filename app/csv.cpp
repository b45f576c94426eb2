// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/csv.h"

#include <utility>

namespace app {
namespace {

class Reader {
public:
    CsvTable read(std::string_view content) {
        for (std::size_t i = 0; i < content.size(); ++i) {
            const char letter = content[i];
            if (m_quotedSince > 0) {
                const bool doubled = letter == '"' && i + 1 < content.size() && content[i + 1] == '"';
                i += doubled ? 1 : 0;
                quoted(letter, doubled);
            } else {
                plain(letter);
            }
            m_line += letter == '\n' ? 1 : 0;
        }
        m_table.openQuoteLine = m_quotedSince;
        endRow();
        return std::move(m_table);
    }

private:
    void quoted(char letter, bool doubled) {
        if (letter == '"' && !doubled) {
            m_quotedSince = 0;
        } else {
            m_field += letter;
        }
    }
    void plain(char letter) {
        if (m_row.line == 0) {
            m_row.line = m_line;
        }
        m_any = m_any || (letter != '\r' && letter != '\n');
        if (letter == '"' && m_field.empty()) {
            m_quotedSince = m_line;
        } else if (letter == ',') {
            endField();
        } else if (letter == '\n') {
            endRow();
        } else if (letter != '\r') {
            m_field += letter;
        }
    }
    void endField() { m_row.fields.push_back(std::exchange(m_field, {})); }
    void endRow() {
        endField();
        if (m_any) {
            m_table.rows.push_back(std::move(m_row));
        }
        m_row = {};
        m_any = false;
    }

    CsvTable m_table;
    CsvRow m_row;
    std::string m_field;
    std::size_t m_line = 1;
    std::size_t m_quotedSince = 0;
    bool m_any = false;
};

}  // namespace

CsvTable parseCsv(std::string_view content) {
    return Reader().read(content);
}

std::string csvField(std::string_view text) {
    std::string quoted = "\"";
    for (const char letter : text) {
        if (letter == '"') {
            quoted += '"';
        }
        quoted += letter;
    }
    return quoted + "\"";
}

}  // namespace app
