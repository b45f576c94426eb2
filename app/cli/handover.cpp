// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/handover.h"

#include "cli/arguments.h"
#include "cli/write_commands.h"

namespace cli {
namespace {

std::string encode(const CommandResult& result) {
    return Json({{"exit", static_cast<int>(result.exit)}, {"out", result.out}, {"err", result.err}})
        .dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::optional<CommandResult> handOver(const std::string& socket, const std::vector<std::string>& words,
                                      const std::string& input) {
    const Json request = {{"words", words}, {"input", input}};
    auto reply = app::askControlSocket(socket, request.dump(-1, ' ', false, Json::error_handler_t::replace));
    if (!reply) {
        return std::nullopt;
    }
    const Json answered = Json::parse(*reply, nullptr, false);
    if (!answered.is_object() || !answered.contains("exit") || !answered["exit"].is_number_integer()) {
        return std::nullopt;
    }
    return CommandResult{.exit = static_cast<Exit>(answered["exit"].get<int>()),
                         .out = answered.value("out", ""),
                         .err = answered.value("err", "")};
}

app::ControlSocket::Handler commandServer(app::Core& core) {
    return [&core](const std::string& request, const app::ControlSocket::Reply& reply) {
        const Json document = Json::parse(request, nullptr, false);
        const auto refuse = [&reply](const std::string& why) {
            reply(encode({.exit = Exit::Refused, .out = {}, .err = why}));
        };
        if (!document.is_object() || !document.contains("words") || !document["words"].is_array()) {
            return refuse("the running Shopbell does not understand this command");
        }
        std::vector<std::string> words;
        for (const Json& word : document["words"]) {
            words.push_back(word.is_string() ? word.get<std::string>() : std::string());
        }
        const auto parsed = parseArguments(words);
        const auto* arguments = std::get_if<Arguments>(&parsed);
        if (arguments == nullptr || onlyReads(arguments->verb)) {
            return refuse("the running Shopbell does not understand this command");
        }
        if (arguments->verb == Verb::Sync && !arguments->once) {
            return refuse("the running Shopbell already keeps checking; --once checks now");
        }
        if (arguments->verb == Verb::AccountAdd && !arguments->tokenStdin &&
            document.value("input", "").empty()) {
            return refuse("another Shopbell uses this profile: sign in there, or pass --token-stdin");
        }
        runWriting(*arguments, document.value("input", ""), core,
                   [reply](const CommandResult& result) { reply(encode(result)); });
    };
}

}  // namespace cli
