// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/json_output.h"

#include "cli/trouble.h"

namespace cli {
namespace {

Json orNull(const std::optional<base::UtcTime>& time) {
    return time ? Json(base::toMs(*time)) : Json();
}

Json orNull(const std::optional<base::Duration>& duration) {
    return duration ? Json(duration->count()) : Json();
}

template <class Tag>
Json orNull(base::Id<Tag> id) {
    return id ? Json(id.value) : Json();
}

Json orNull(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

Json deliveryOf(model::Delivery delivery) {
    return delivery == model::Delivery::None ? Json() : Json(model::name(delivery));
}

Json attachments(const model::Message& message) {
    static constexpr const char* kKinds[] = {"image", "video", "audio", "file"};
    Json all = Json::array();
    for (const model::Attachment& attachment : message.attachments) {
        all.push_back({{"kind", kKinds[static_cast<int>(attachment.kind)]},
                       {"url", attachment.url},
                       {"description", attachment.description}});
    }
    return all;
}

/// Of other no probability is kept.
Json triageOf(const model::ConversationRow& row) {
    if (!row.triage) {
        return {{"kind", model::name(model::TriageKind::Other)}, {"probability", nullptr}};
    }
    return {{"kind", model::name(row.triage->kind)},
            {"probability", row.triage->probability},
            {"corrected", row.triage->source == model::TriageMark::Source::Corrected}};
}

}  // namespace

Json toJson(const model::Account& account, const model::AccountPulse& pulse) {
    return {{"id", account.id.value},
            {"platform", account.platform},
            {"name", account.handle},
            {"state", model::name(account.state)},
            {"last_checked_at", orNull(pulse.lastCheckedAt)},
            {"next_check_at", orNull(pulse.nextCheckAt)},
            {"token_ends_at", orNull(pulse.tokenEndsAt)},
            {"problem", orNull(troubleOf(account))},
            {"limited_until", orNull(pulse.limitedUntil)},
            {"month_cost_micros", pulse.monthCost ? Json(*pulse.monthCost) : Json()},
            {"server", account.server},
            {"display_name", account.name},
            {"settings", Json(account.settings)}};
}

Json toJson(const model::ConversationRow& row) {
    return {{"id", row.id.value},
            {"account", row.account.value},
            {"platform", row.platform},
            {"visibility", model::name(row.visibility)},
            {"customer", row.customerName},
            {"snippet", row.snippet},
            {"state", model::name(row.state)},
            {"unread", row.unread},
            {"last_at", base::toMs(row.lastAt)},
            {"waiting_since", orNull(row.waitingSince)},
            {"due_at", orNull(row.dueAt)},
            {"window_closes_at", orNull(row.windowClosesAt)},
            {"labels", Json::array()},
            {"customer_id", row.customer.value},
            {"customer_handle", row.customerHandle},
            {"last_direction", model::name(row.lastDirection)},
            {"message_count", row.messageCount},
            {"triage", triageOf(row)},
            {"urgent_at", orNull(row.urgentAt)}};
}

Json toJson(const model::Message& message, const model::Badge& badge) {
    return {
        {"id", message.id.value},
        {"remote_id", orNull(message.remoteId)},
        {"parent_id", orNull(message.parent)},
        {"direction", model::name(message.direction)},
        {"author", message.authorName},
        {"own", message.direction == model::Direction::Outbound},
        {"automatic", message.automatic},
        {"audience", message.audience},
        {"text", message.text},
        {"at", base::toMs(message.at)},
        {"seen_at", base::toMs(message.seenAt)},
        {"edited_at", orNull(message.editedAt)},
        {"deleted_at", orNull(message.deletedAt)},
        {"delivery", deliveryOf(message.delivery)},
        {"badge",
         {{"state", model::name(badge.state)},
          {"calendar_ms", orNull(badge.calendar)},
          {"business_ms", orNull(badge.business)}}},
        {"author_handle", message.authorHandle},
        {"visibility", model::name(message.visibility)},
        {"subject", message.subject},
        {"url", message.url},
        {"unreadable", orNull(message.unreadable)},
        {"sight", model::name(message.sight)},
        {"hidden", message.hide.isDone()},
        {"liked", message.like.isDone()},
        {"can_hide", message.hide.possible},
        {"can_like", message.like.possible},
        {"deed_waits", message.hide.wished.has_value() || message.like.wished.has_value()},
        {"deed_problem", orNull(message.hide.refusal.empty() ? message.like.refusal : message.hide.refusal)},
        {"attachments", attachments(message)}};
}

Json toJson(const model::Gap& gap) {
    return {{"after", orNull(gap.after)}, {"before", orNull(gap.before)}, {"reason", gap.reason}};
}

Json toJson(const model::PrivateAnswer& answer) {
    return {{"message", answer.to.value},  {"in_conversation", answer.toConversation.value},
            {"reply", answer.id.value},    {"conversation", answer.conversation.value},
            {"at", base::toMs(answer.at)}, {"delivery", deliveryOf(answer.delivery)}};
}

Json toJson(const view::ComposerBanner& banner, std::optional<base::UtcTime> until) {
    return {{"visibility", model::name(banner.visibility)},
            {"permission", model::name(banner.permission)},
            {"possible", !banner.blocked},
            {"text", banner.permissionText},
            {"reason", orNull(banner.reason)},
            {"until", orNull(until)}};
}

Json toJson(const model::OutboxRow& row) {
    return {{"id", row.id.value},
            {"conversation", row.conversation.value},
            {"state", model::name(row.state)},
            {"attempts", row.attempts},
            {"text", row.text},
            {"queued_at", base::toMs(row.queuedAt)},
            {"not_before", orNull(row.notBefore)},
            {"wrote_again_at", orNull(row.wroteAgainAt)},
            {"send_at", orNull(row.sendAt)},
            {"error", orNull(row.error)},
            {"remote_id", orNull(row.remoteId)},
            {"account", row.account.value},
            {"message", row.message.value},
            {"error_kind", orNull(row.errorKind)},
            {"safe_until", orNull(row.safeUntil)},
            {"look_ups", row.lookUps}};
}

Json toJson(const store::SearchHit& hit, const std::string& snippet) {
    return {{"conversation", hit.conversation.value},
            {"message", hit.message.value},
            {"at", base::toMs(hit.at)},
            {"snippet", snippet}};
}

Json toJson(const model::StreamHit& hit) {
    return {{"id", hit.message.value},      {"conversation", hit.conversation.value},
            {"account", hit.account.value}, {"platform", hit.platform},
            {"author", hit.authorName},     {"text", hit.text},
            {"at", base::toMs(hit.at)},     {"url", hit.url},
            {"found_by", hit.foundBy}};
}

Json toJson(const model::Suggestion& suggestion, const std::string& text) {
    Json because = Json::array();
    for (const model::SuggestionReason& reason : suggestion.because) {
        because.push_back({{"word", reason.word}, {"share", reason.share}});
    }
    return {{"reply", suggestion.reply.value},       {"title", suggestion.title}, {"score", suggestion.score},
            {"probability", suggestion.probability}, {"because", because},        {"text", text}};
}

Json toJson(const model::CannedReply& reply) {
    Json variants = Json::array();
    for (const model::CannedVariant& variant : reply.variants) {
        variants.push_back(
            {{"text", variant.text}, {"platform", variant.platform}, {"language", variant.language}});
    }
    return {{"id", reply.id.value},
            {"title", reply.title},
            {"text", reply.text},
            {"tags", reply.tags},
            {"variants", std::move(variants)}};
}

Json toJson(const syncing::RoundReport& report) {
    return {{"id", report.account.value},
            {"ok", !report.trouble.has_value()},
            {"new_messages", report.newMessages},
            {"sent", report.sent},
            {"problem", report.trouble ? Json(troubleOf(report)) : Json()}};
}

model::Badge badgeOf(const model::Message& message, const model::ResponseRule& rule, base::UtcTime now) {
    if (!message.turn) {
        return {};
    }
    const base::UtcTime from =
        message.direction == model::Direction::Inbound ? message.at : message.turn->startedAt;
    return model::badgeOf(*message.turn, from, rule, now);
}

}  // namespace cli
