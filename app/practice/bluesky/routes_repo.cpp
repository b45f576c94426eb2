// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/bluesky/cid.h"
#include "practice/bluesky/error_answers.h"
#include "practice/bluesky/record_rules.h"
#include "practice/bluesky/routes.h"

#include <fmt/format.h>

#include <algorithm>

namespace app::practice::bluesky {
namespace {

/// What a write is about, or why it is refused.
struct Target {
    std::string did;
    std::string collection;
    std::string rkey;
};

std::expected<Target, Answer> targetOf(const Call& call, const std::vector<const char*>& needed) {
    for (const char* key : needed) {
        if (!call.input.contains(key)) {
            return std::unexpected(invalidRequest(fmt::format("Missing required key \"{}\" at $", key)));
        }
    }
    const Account* account = call.state.network.byIdentifier(textAt(call.input, "/repo"));
    if (account == nullptr) {
        return std::unexpected(errorAnswer(403, "AccountNotFound", "Account not found"));
    }
    if (account != call.viewer) {
        return std::unexpected(errorAnswer(401, "AuthenticationRequired", "Authentication Required"));
    }
    return Target{account->did, textAt(call.input, "/collection"), textAt(call.input, "/rkey")};
}

bool spendWrite(Call& call, int points) {
    const bool inDay = call.spend(kWriteDayRule, call.viewer->did, points);
    return call.spend(kWriteHourRule, call.viewer->did, points) && inDay;
}

std::expected<std::string, Answer> judged(const Call& call, const Target& target) {
    if (!call.input["record"].is_object()) {
        return std::unexpected(invalidRequest("Expected object value type at $.record"));
    }
    const auto flag = call.input.find("validate");
    const Validation validation = flag == call.input.end() || !flag->is_boolean() ? Validation::Known
                                  : flag->get<bool>()                             ? Validation::Required
                                                                                  : Validation::Skipped;
    Verdict verdict = judge(call.input["record"], target.collection, target.rkey, validation);
    if (verdict.refusal) {
        return std::unexpected(invalidRequest(*verdict.refusal));
    }
    return verdict.status;
}

Json commitOf(const Network& network, const std::string& did) {
    const std::string& rev = network.revisions.at(did);
    return {{"cid", recordCid({{"did", did}, {"rev", rev}})}, {"rev", rev}};
}

Json written(const Network& network, const Record& record, const std::string& status) {
    Json json = {{"uri", record.uri}, {"cid", record.cid}, {"commit", commitOf(network, record.did)}};
    if (!status.empty()) {
        json["validationStatus"] = status;
    }
    return json;
}

const Record& deliver(Call& call, const Target& target, const std::string& key) {
    const Record& record = call.state.keepAndTell(
        {target.did, target.collection, target.rkey, call.input["record"]}, call.nowMs);
    if (record.collection == kPost) {
        call.state.log.delivered({.platform = kPlatform,
                                  .atMs = call.nowMs,
                                  .by = call.viewer->key,
                                  .statusId = record.uri,
                                  .text = textAt(record.value, "/text"),
                                  .inReplyTo = parentOf(record),
                                  .visibility = "public",
                                  .idempotencyKey = key});
    }
    return record;
}

Answer createRecord(Call& call) {
    auto target = targetOf(call, {"repo", "collection", "record"});
    if (!target) {
        return target.error();
    }
    const std::string key = target->rkey;
    if (key.empty()) {
        target->rkey = call.state.network.ids.tid(call.nowMs);
    }
    const auto status = judged(call, *target);
    if (!status) {
        return status.error();
    }
    if (!spendWrite(call, 3)) {
        return rateLimited();
    }
    if (call.state.network.record(atUri(target->did, target->collection, target->rkey)) != nullptr) {
        // The repository's own code throws, and nobody has given that a name.
        return errorAnswer(500, "InternalServerError", "Internal Server Error");
    }
    return jsonAnswer(written(call.state.network, deliver(call, *target, key), *status));
}

Answer putRecord(Call& call) {
    const auto target = targetOf(call, {"repo", "collection", "rkey", "record"});
    if (!target) {
        return target.error();
    }
    const auto status = judged(call, *target);
    if (!status) {
        return status.error();
    }
    if (!spendWrite(call, 2)) {
        return rateLimited();
    }
    const std::string uri = atUri(target->did, target->collection, target->rkey);
    const Record* before = call.state.network.record(uri);
    if (before == nullptr) {
        return jsonAnswer(written(call.state.network, deliver(call, *target, target->rkey), *status));
    }
    Json record = call.input["record"];
    if (!record.contains("$type")) {
        record["$type"] = target->collection;
    }
    if (before->cid == recordCid(record)) {
        call.state.log.repeated(kPlatform, uri);
        Json json = written(call.state.network, *before, *status);
        json.erase("commit");
        return jsonAnswer(json);
    }
    const Record& after =
        call.state.keepAndTell({target->did, target->collection, target->rkey, record}, call.nowMs);
    if (after.collection == kPost) {
        call.state.log.edited({kPlatform, call.nowMs, call.viewer->key, uri, textAt(after.value, "/text")});
    }
    return jsonAnswer(written(call.state.network, after, *status));
}

Answer deleteRecord(Call& call) {
    const auto target = targetOf(call, {"repo", "collection", "rkey"});
    if (!target) {
        return target.error();
    }
    if (!spendWrite(call, 1)) {
        return rateLimited();
    }
    const std::string uri = atUri(target->did, target->collection, target->rkey);
    if (call.state.network.record(uri) == nullptr) {
        return jsonAnswer(Json::object());
    }
    drop(call.state.network, uri, call.nowMs);
    if (target->collection == kPost) {
        call.state.log.deleted({kPlatform, call.nowMs, call.viewer->key, uri, ""});
    }
    return jsonAnswer({{"commit", commitOf(call.state.network, target->did)}});
}

Json shown(const Record& record) {
    return {{"uri", record.uri}, {"cid", record.cid}, {"value", record.value}};
}

Answer getRecord(Call& call) {
    for (const char* key : {"repo", "collection", "rkey"}) {
        if (!call.query.has(key)) {
            return invalidRequest(fmt::format("Missing required key \"{}\" at $", key));
        }
    }
    const Account* account = call.state.network.byIdentifier(call.query.textOrEmpty("repo"));
    const std::string uri = atUri(account == nullptr ? call.query.textOrEmpty("repo") : account->did,
                                  call.query.textOrEmpty("collection"), call.query.textOrEmpty("rkey"));
    const Record* record = call.state.network.record(uri);
    if (record == nullptr || record->cid != call.query.text("cid").value_or(record->cid)) {
        return errorAnswer(400, "RecordNotFound", "Could not locate record: " + uri);
    }
    return jsonAnswer(shown(*record));
}

Answer listRecords(Call& call) {
    const Account* account = call.state.network.byIdentifier(call.query.textOrEmpty("repo"));
    if (account == nullptr) {
        return invalidRequest("Could not find repo: " + call.query.textOrEmpty("repo"));
    }
    const base::Result<int> limit = call.query.number("limit", 50, 1, 100);
    if (!limit) {
        return invalidRequest(limit.error().message);
    }
    std::vector<const Record*> found;
    const std::string prefix = atUri(account->did, call.query.textOrEmpty("collection"), "");
    for (auto record = call.state.network.records.lower_bound(prefix);
         record != call.state.network.records.end() && record->first.starts_with(prefix); ++record) {
        found.push_back(&record->second);
    }
    const bool oldestFirst = call.query.flag("reverse");
    if (!oldestFirst) {
        std::ranges::reverse(found);
    }
    if (const auto cursor = call.query.text("cursor")) {
        std::erase_if(found, [&](const Record* record) {
            return oldestFirst ? record->rkey <= *cursor : record->rkey >= *cursor;
        });
    }
    found.resize(std::min(found.size(), static_cast<std::size_t>(*limit)));
    Json json = {{"records", Json::array()}};
    for (const Record* record : found) {
        json["records"].push_back(shown(*record));
    }
    if (!found.empty()) {
        json["cursor"] = found.back()->rkey;
    }
    return jsonAnswer(json);
}

}  // namespace

std::vector<Route> repoRoutes() {
    return {{"com.atproto.repo.createRecord", "POST", Access::Session, createRecord, Body::Json},
            {"com.atproto.repo.putRecord", "POST", Access::Session, putRecord, Body::Json},
            {"com.atproto.repo.deleteRecord", "POST", Access::Session, deleteRecord, Body::Json},
            {"com.atproto.repo.getRecord", "GET", Access::Open, getRecord},
            {"com.atproto.repo.listRecords", "GET", Access::Open, listRecords}};
}

}  // namespace app::practice::bluesky
