// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/delivery_log.h"

#include <algorithm>
#include <utility>

namespace app::practice {
namespace {

Json textOrNull(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

Json afterthoughts(const std::vector<Afterthought>& list) {
    Json json = Json::array();
    for (const Afterthought& one : list) {
        json.push_back({{"platform", one.platform},
                        {"at", one.atMs},
                        {"by", one.by},
                        {"status_id", one.statusId},
                        {"text", textOrNull(one.text)}});
    }
    return json;
}

}  // namespace

void DeliveryLog::delivered(Delivery delivery) {
    m_deliveries.push_back(std::move(delivery));
}

void DeliveryLog::repeated(const std::string& platform, const std::string& statusId) {
    const auto found = std::ranges::find_if(m_deliveries, [&](const Delivery& one) {
        return one.platform == platform && one.statusId == statusId;
    });
    if (found != m_deliveries.end()) {
        ++found->repeats;
    }
}

void DeliveryLog::edited(Afterthought edit) {
    m_edits.push_back(std::move(edit));
}

void DeliveryLog::deleted(Afterthought deletion) {
    m_deletions.push_back(std::move(deletion));
}

Json DeliveryLog::toJson() const {
    Json list = Json::array();
    for (const Delivery& one : m_deliveries) {
        list.push_back({{"platform", one.platform},
                        {"at", one.atMs},
                        {"by", one.by},
                        {"status_id", one.statusId},
                        {"text", one.text},
                        {"in_reply_to", textOrNull(one.inReplyTo)},
                        {"visibility", one.visibility},
                        {"idempotency_key", textOrNull(one.idempotencyKey)},
                        {"repeats", one.repeats}});
        for (const auto& [key, value] :
             {std::pair{"tag", &one.tag}, {"private_reply_to", &one.privateReplyTo}}) {
            if (!value->empty()) {
                list.back()[key] = *value;
            }
        }
    }
    return {
        {"deliveries", list}, {"edits", afterthoughts(m_edits)}, {"deletions", afterthoughts(m_deletions)}};
}

}  // namespace app::practice
