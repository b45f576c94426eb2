// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/canned_reply.h"

#include <array>

namespace model {
namespace {

struct Starter {
    std::string_view title;
    std::string_view text;
};
// What the shop must put in itself has no fallback, so that it can't be sent by accident.
constexpr Starter kHolding{
    "Holding reply", "Hi {{customer.first_name|there}}, thank you for your message. We are closed now and "
                     "answer from {{shop.next_opening}} on."};
constexpr std::array<Starter, 15> kStarters{{
    kHolding,
    {"Opening hours", "Hi {{customer.first_name|there}}, we are open {{shop.opening_hours}}. Until then "
                      "you can write to us here "
                      "at any time, we answer as soon as we are back."},
    {"Order status, tracking",
     "Hi {{customer.first_name|there}}, I am looking into your order right away. Could you send me the "
     "order "
     "number, please? Then I can tell you where the parcel is and when it should arrive."},
    {"Delivery and shipping",
     "Hi {{customer.first_name|there}}, we ship within {{shop.delivery_time}}. Shipping costs "
     "{{shop.shipping_cost}}, and you get a tracking link by e-mail once the parcel is on its way."},
    {"Return or exchange",
     "Hi {{customer.first_name|there}}, of course you can send it back or exchange it for another size "
     "within "
     "{{shop.return_days}} "
     "days. Send it back unused in its packaging, or bring it to the shop with the receipt."},
    {"Refund, money back",
     "Hi {{customer.first_name|there}}, I have started your refund. The money should be back "
     "in your account "
     "within {{shop.refund_days}} days. Sorry for the trouble."},
    {"Allergies, what it contains",
     "Hi {{customer.first_name|there}}, thank you for asking. Which allergy is it: nuts, milk, gluten, "
     "egg, soy "
     "or another one? I will check the ingredients and traces with the kitchen before I answer."},
    {"Price, how much it costs",
     "Hi {{customer.first_name|there}}, it costs {{product.price}}. Tell me the size or "
     "quantity that you have "
     "in mind, and I will work out the total for you."},
    {"Still available, in stock",
     "Hi {{customer.first_name|there}}, yes, we have it in stock at the moment. Shall "
     "I put one aside for you? "
     "I can keep it until {{shop.reserve_until}}."},
    {"Sold out, back soon",
     "Hi {{customer.first_name|there}}, it is sold out right now and should be available again "
     "{{product.available_on}}. If you like, I will let you know as soon as it is back."},
    {"Appointment, table, reservation", "Hi {{customer.first_name|there}}, gladly. For which day and time "
                                        "shall I book, and for how many people? "
                                        "I will confirm the reservation here."},
    {"Complaint, something is broken",
     "Hi {{customer.first_name|there}}, I am sorry, that should not have happened, "
     "and thank you for telling us. "
     "I want to make it right. Could you tell me what went wrong and send a photo if "
     "it is damaged or broken?"},
    {"Thanks for kind words",
     "Thank you so much, {{customer.first_name|that is very kind}}! We are happy that you "
     "like it. See you soon "
     "at {{shop.name|our shop}}."},
    {"How to find us, parking", "Hi {{customer.first_name|there}}, our address is {{shop.address}}. You "
                                "can park {{shop.parking}}, and the "
                                "nearest stop is {{shop.nearest_stop}}."},
    {"Move to a private message", "Hi {{customer.first_name|there}}, I would like to look at this with "
                                  "you. Please send us a private message "
                                  "with your name and order number: personal details like phone, e-mail "
                                  "or address do not belong in public."},
}};

CannedReply replyOf(const Starter& starter) {
    return {.id = {}, .title = std::string(starter.title), .text = std::string(starter.text)};
}

}  // namespace

CannedReply holdingReply() {
    return replyOf(kHolding);
}

std::vector<CannedReply> starterReplies() {
    std::vector<CannedReply> replies;
    for (const Starter& starter : kStarters) {
        replies.push_back(replyOf(starter));
    }
    return replies;
}

}  // namespace model
