// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/triage/triage_words.h"

#include <array>

namespace model {
namespace {

using namespace std::string_view_literals;

constexpr std::array kSpam{
    // English
    TriageWords{3.0, "click here|click the link|click on the link|link in bio|link in my bio|free "
                     "followers|buy followers|real followers|get followers|"
                     "more followers|gain followers|crypto investment|bitcoin investment|bitcoin "
                     "trading|forex trading|binary options|"
                     "double your money|earn money|earn from home|work from home and|make money "
                     "online|passive income|guaranteed profit|"
                     "guaranteed returns|financial freedom|invest with|trading platform|you have won|you "
                     "won|you ve won|have been selected|"
                     "been chosen|claim your|to claim|claim now|winning number|free entry|prize draw|cash "
                     "prize|lottery|inheritance|next of kin|"
                     "hot singles|sexy singles|nudes|escort|adult dating|xxx|viagra|cialis|weight loss "
                     "pill|weight loss pills|casino bonus|online casino|"
                     "promote it on|promote your page|dm us to promote|dm to promote|send pic to|collab with "
                     "us|brand ambassador program|"
                     "seo services|seo expert|rank your website|rank on google|first page of google|web "
                     "design services|website design services|"
                     "your page will be|page will be disabled|account will be suspended|account will be "
                     "disabled|violated our community|"
                     "copyright infringement|meta business support|verify your account|confirm your "
                     "account|whatsapp me|contact me on whatsapp|"
                     "text me on telegram|message me on telegram|loan offer|instant loan|loans "
                     "available|urgent loan|reply stop|txt stop|"
                     "text stop|to opt out|unsubscribe|ringtone|ringtones|polyphonic"sv},
    TriageWords{
        1.8,
        "bitcoin|crypto|cryptocurrency|btc|forex|nft|airdrop|giveaway|followers|sponsored|promotion|promo "
        "code|discount code|limited offer|"
        "limited time|act now|special offer|exclusive offer|risk free|100 free|free trial|free gift|free "
        "msg|freemsg|winner|prize|award|awarded|jackpot|"
        "casino|betting|bonus|cash|loan|loans|investor|investment opportunity|profit|profits|per week|per "
        "day guaranteed|call now|"
        "txt|urgent|congratulations you|valid 12hrs|landline|national rate|per min|p min|150p|18 yrs|16 "
        "only|18 only|cs rep|t cs|t c s|"
        "whatsapp number|telegram channel|t me|bit ly|tinyurl|wa me|dear sir madam|dear beneficiary|kindly "
        "contact|"
        "i am a graphic designer|logo design|our agency|our company offers|backlinks|guest post|bulk order "
        "price list|"
        "shop our sale|dating|singles|horny|sexy|mobileupd8|voucher|vouchers|nokia|camcorder|http www"sv},
    TriageWords{
        0.8,
        "free|win|won|offer|offers|guaranteed|guarantee|selected|subscribe|invest|investment|earn|income|"
        "marketing|agency|seo|www|com|"
        "mobile|customer services|reply|claim|discount|sale|1st|camera phone|latest|send|chat|call|stop|text|msg|service|camera|code|box|ur"sv},
    // German
    TriageWords{3.0, "klicke hier|klick hier|hier klicken|link in der bio|mehr follower|follower kaufen|geld "
                     "verdienen|schnell geld|von zu hause arbeiten|"
                     "passives einkommen|sie haben gewonnen|du hast gewonnen|gewinn abholen|gewinnspiel "
                     "teilnehmen|sofortkredit|kredit ohne schufa|"
                     "krypto investment|finanzielle freiheit|suchmaschinenoptimierung|auf platz 1 bei "
                     "google|konto bestätigen|konto wird gesperrt|"
                     "schreib mir auf whatsapp|online casino|heiße singles"sv},
    TriageWords{
        1.8,
        "krypto|kryptowährung|gewonnen|gewinn|follower|kredit|rendite|investieren|gratis|werbung schalten|sonderangebot|jackpot|reichweite steigern"sv},
    // French
    TriageWords{
        3.0,
        "cliquez ici|clique ici|lien en bio|plus d abonnés|acheter des abonnés|gagner de l argent|argent "
        "facile|revenu passif|"
        "vous avez gagné|tu as gagné|réclamez votre|prêt entre particuliers|offre de prêt|prêt "
        "rapide|liberté financière|"
        "référencement google|première page de google|votre compte sera|contactez moi sur whatsapp|casino en ligne"sv},
    TriageWords{
        1.8,
        "crypto|cryptomonnaie|abonnés|gagnant|prêt d argent|investissement|rentable|bénéfice|gratuit|offre spéciale|voyance|marabout"sv},
    // Spanish
    TriageWords{
        3.0,
        "haz clic|haga clic|clic aquí|link en mi bio|enlace en mi bio|más seguidores|comprar seguidores|gana "
        "dinero|ganar dinero|dinero fácil|"
        "trabaja desde casa|ingresos pasivos|has ganado|ha ganado|usted ha sido seleccionado|reclama "
        "tu|préstamo rápido|préstamos rápidos|"
        "libertad financiera|posicionamiento seo|primera página de google|tu cuenta será|su cuenta será|escríbeme por whatsapp|casino online"sv},
    TriageWords{
        1.8,
        "criptomonedas|cripto|seguidores|ganador|premio|préstamo|préstamos|inversión|invierte|gratis|oferta especial|sorteo"sv},
    // Italian
    TriageWords{
        3.0, "clicca qui|clicca sul link|link in bio|più follower|comprare follower|guadagna "
             "soldi|guadagnare soldi|soldi facili|lavora da casa|"
             "reddito passivo|hai vinto|ha vinto|ritira il tuo premio|prestito veloce|offerta di "
             "prestito|libertà finanziaria|"
             "prima pagina di google|il tuo account sarà|scrivimi su whatsapp|casino online|casinò online"sv},
    TriageWords{
        1.8,
        "criptovalute|cripto|vincitore|premio|prestito|prestiti|investimento|investi|gratis|offerta speciale|guadagno"sv},
    // Arabic
    TriageWords{3.0, "اضغط هنا|اضغط على الرابط|زيادة متابعين|زيادة المتابعين|متابعين حقيقيين|شراء "
                     "متابعين|اربح المال|ربح المال|كسب المال|العمل من المنزل|"
                     "دخل اضافي|مبروك لقد ربحت|لقد ربحت|لقد فزت|قرض فوري|تداول العملات|العملات "
                     "الرقمية|راسلني على واتساب|تواصل واتساب|كازينو|"
                     "جلب الحبيب|تسديد قروض"sv},
    TriageWords{1.8, "متابعين|ربح|ارباح|جائزة|قرض|قروض|استثمار|تداول|بيتكوين|مجانا|عرض خاص|فوركس|سداد"sv},
    TriageWords{1.2, "💰|💸|🤑|🚀|📈|💵|🎰|👉|💋|🔞|🍑"sv},
};

}  // namespace

std::span<const TriageWords> spamWords() {
    return kSpam;
}

}  // namespace model
