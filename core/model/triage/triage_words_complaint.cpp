// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/triage/triage_words.h"

#include <array>

namespace model {
namespace {

using namespace std::string_view_literals;

constexpr std::array kComplaint{
    // English
    TriageWords{
        2.6,
        "refund|money back|my money back|complaint|complain|unacceptable|disgusting|rip "
        "off|ripoff|scammed|scammers|"
        "never again|worst|lost my order|food poisoning|found a hair|stole|theft|lawyer|consumer protection|"
        "still waiting|still no|still not|still hasn t|still haven t|never arrived|never came|never showed "
        "up|"
        "not arrived|hasn t arrived|haven t received|didn t arrive|did not arrive|where is my order|where s "
        "my order|"
        "where is my package|where is my parcel|no response|nobody answers|nobody answered|no one answers|"
        "ignored me|ignoring me|waste of money|waste of time|overcharged|charged twice|charged me twice|"
        "double charged|false advertising|avoid this|stay away"sv},
    TriageWords{
        2.0,
        "broken|damaged|cracked|shattered|faulty|defective|doesn t work|does not work|not working|didn t "
        "work|"
        "stopped working|won t turn on|fell apart|falling "
        "apart|ripped|torn|leaking|leaks|mouldy|moldy|stale|rotten|"
        "rude|unfriendly|disrespectful|terrible|horrible|awful|disappointed|disappointing|disappointment|"
        "dissatisfied|unhappy|frustrated|frustrating|annoyed|annoying|angry|furious|pathetic|useless|garbage|"
        "trash|joke of|ridiculous|shame on|wrong item|wrong size|wrong order|wrong colour|wrong "
        "color|missing item|"
        "is missing|are missing|was missing|were missing|poor quality|poor service|bad service|bad "
        "experience|customer service is|"
        "customer disservice|cancelled|canceled|too late|hours late|days late|weeks late|how dare|sick "
        "of|fed up|"
        "thanks for nothing|hung up|on hold|no explanation|unprofessional|dishonest|lied|lies|liars|lying|"
        "incompetent|nightmare|screwed|messed up|ruined|spoiled|spoilt|allergic reaction|made me sick"sv},
    TriageWords{
        1.2,
        "bad|late|delayed|delay|delays|wrong|problem|issue|issues|dirty|cold "
        "food|overpriced|expensive|missing|lost|fail|failed|"
        "failure|fails|sucks|suck|hate|crap|poor|worse|slow|cheap "
        "quality|burnt|undercooked|soggy|smelly|smells|complaining|"
        "unable|can t even|cannot even|not happy|not ok|not okay|not good|not acceptable|not impressed|not "
        "what i ordered|"
        "has been weeks|been weeks|been days|been hours|for hours|for weeks|third time|second time|again and "
        "again|"
        "mistake|stuck|stranded|waiting for over|waited|error|damage|upset|sad|unfortunately|lack of|no help|not helpful|unhelpful"sv},
    TriageWords{2.2, "😡|🤬|😠|👎|💔|🤮|🤢|😤|🖕"sv},
    TriageWords{1.0, "😞|😔|😟|🙁|☹|😢|😭|😒|🙄|😩|😫|😑"sv},
    // German
    TriageWords{
        2.6,
        "geld "
        "zurück|rückerstattung|erstattung|reklamation|reklamieren|beschwerde|beschweren|unverschämt|"
        "unverschämtheit|frechheit|"
        "nie wieder|nie mehr|abzocke|betrug|betrüger|noch immer nicht|immer noch nicht|immer noch "
        "nichts|noch immer nichts|warte seit|warten "
        "seit|"
        "nicht angekommen|nie angekommen|nicht erhalten|nichts erhalten|keine antwort|niemand antwortet|"
        "wo bleibt meine|wo bleibt mein|lebensmittelvergiftung|doppelt abgebucht|anwalt|verbraucherschutz|katastrophe|sauerei"sv},
    TriageWords{
        2.0,
        "kaputt|defekt|beschädigt|zerbrochen|gebrochen|zerrissen|undicht|funktioniert nicht|geht "
        "nicht|schimmel|schimmelig|verschimmelt|"
        "verdorben|unfreundlich|unhöflich|enttäuscht|enttäuschend|enttäuschung|schrecklich|furchtbar|"
        "ärgerlich|sauer|verärgert|"
        "wütend|falsch geliefert|falsche größe|falscher artikel|falsche farbe|fehlt|fehlen|fehlte|schlechter "
        "service|"
        "schlechte qualität|miserabel|mangelhaft|peinlich|lächerlich|zumutung|unmöglich|wucher|ekelhaft|eklig"sv},
    TriageWords{
        1.2,
        "schlecht|schlechte|schlechter|verspätet|verspätung|zu "
        "spät|falsch|falsche|falschen|problem|probleme|schmutzig|dreckig|"
        "kalt geliefert|leider|teuer|verloren|hart wie stein|nicht gut|nicht zufrieden|unzufrieden|verbrannt|schade"sv},
    // French
    TriageWords{
        2.6,
        "remboursement|remboursez|rembourser|remboursé|réclamation|plainte|inadmissible|inacceptable|arnaque|"
        "arnaqueurs|"
        "plus jamais|toujours pas|jamais reçu|jamais arrivé|jamais arrivée|pas reçu|pas arrivé|pas "
        "arrivée|aucune réponse|"
        "personne ne répond|j attends depuis|attends toujours|scandaleux|honteux|une honte|intoxication|vol"sv},
    TriageWords{2.0,
                "cassé|cassée|cassés|abîmé|abîmée|endommagé|endommagée|déchiré|déchirée|défectueux|"
                "défectueuse|ne marche pas|"
                "ne fonctionne "
                "pas|moisi|moisie|périmé|impoli|désagréable|malpoli|déçu|déçue|décevant|décevante|déception|"
                "horrible|affreux|nul|nulle|dégoûtant|en colère|furieux|furieuse|mauvais service|mauvaise "
                "qualité|erreur de commande|"
                "mauvaise taille|manque|manquait|manquent|ridicule|lamentable|catastrophe"sv},
    TriageWords{1.2,
                "mauvais|mauvaise|retard|en retard|problème|problèmes|sale|froid|froide|trop "
                "cher|perdu|perdue|pas content|pas contente|"
                "pas satisfait|pas satisfaite|mécontent|mécontente|malheureusement|brûlé|dommage|erreur"sv},
    // Spanish
    TriageWords{
        2.6,
        "reembolso|devolución del dinero|devuélvanme|devolver mi "
        "dinero|reclamación|queja|quejarme|inaceptable|estafa|estafadores|"
        "nunca más|todavía no|aún no ha|sigo esperando|nunca llegó|no ha llegado|no llegó|no he "
        "recibido|nadie responde|"
        "nadie contesta|sin respuesta|vergüenza|vergonzoso|intoxicación|me cobraron dos veces|ladrones"sv},
    TriageWords{2.0, "roto|rota|rotos|rotas|dañado|dañada|defectuoso|defectuosa|no funciona|no "
                     "sirve|mohoso|podrido|podrida|grosero|grosera|"
                     "maleducado|maleducada|decepcionado|decepcionada|decepcionante|decepción|horrible|"
                     "terrible|pésimo|pésima|fatal|asqueroso|"
                     "enfadado|enfadada|enojado|enojada|molesto|molesta|furioso|mal servicio|mala "
                     "calidad|pedido equivocado|talla equivocada|falta|faltaba|"
                     "faltan|ridículo|desastre|el peor|la peor"sv},
    TriageWords{1.2, "malo|mala|mal|tarde|retraso|retrasado|equivocado|equivocada|problema|problemas|sucio|"
                     "sucia|frío|fría|muy caro|perdido|"
                     "perdida|lamentablemente|quemado|quemada|descontento|no estoy contento|lástima"sv},
    // Italian
    TriageWords{2.6, "rimborso|rimborsare|reclamo|lamentela|inaccettabile|truffa|truffatori|mai più|non "
                     "ancora|ancora non|mai arrivato|mai arrivata|"
                     "non è arrivato|non è arrivata|non ho ricevuto|nessuno risponde|nessuna risposta|sto "
                     "ancora aspettando|aspetto da|"
                     "vergogna|vergognoso|intossicazione|soldi indietro|indietro i soldi"sv},
    TriageWords{
        2.0,
        "rotto|rotta|rotti|danneggiato|danneggiata|difettoso|difettosa|non "
        "funziona|ammuffito|ammuffita|scaduto|maleducato|maleducata|"
        "scortese|deluso|delusa|deludente|delusione|orribile|terribile|pessimo|pessima|schifo|schifoso|"
        "arrabbiato|arrabbiata|"
        "furioso|pessimo servizio|qualità scadente|taglia sbagliata|ordine sbagliato|manca|mancava|mancano|ridicolo|disastro"sv},
    TriageWords{1.2, "cattivo|cattiva|male|ritardo|in "
                     "ritardo|sbagliato|sbagliata|problema|problemi|sporco|sporca|freddo|fredda|troppo caro|"
                     "perso|persa|purtroppo|bruciato|bruciata|insoddisfatto|scontento|peccato"sv},
    // Dutch
    TriageWords{
        2.0,
        "kapot|beschadigd|teleurgesteld|teleurstellend|geld terug|klacht|klagen|nooit meer|nog steeds "
        "niet|nog niet ontvangen|"
        "niet aangekomen|niet ontvangen|onbeleefd|onvriendelijk|oplichting|slechte service|verkeerde maat|beschimmeld|waardeloos|schandalig"sv},
    // Arabic
    TriageWords{2.6, "شكوى|شكوة|استرداد|استرجاع|ارجاع فلوسي|رجعوا فلوسي|اريد فلوسي|نصب|نصابين|احتيال|لن "
                     "اتعامل|اخر مرة|لم يصل|لم تصل|ما وصل|"
                     "ما وصلت|ما وصلني|لم استلم|لا احد يرد|محدش بيرد|ما حد يرد|لا يوجد رد|غير مقبول|تسمم"sv},
    TriageWords{2.0, "مكسور|مكسورة|تالف|تالفة|خربان|خربانة|معطل|لا يعمل|ما يشتغل|لا "
                     "تعمل|متعفن|فاسد|فاسدة|وقح|سيء جدا|سيئة جدا|اسوا|محبط|خيبة|"
                     "خيبة امل|غاضب|زعلان|غلط في الطلب|مقاس خطا|ناقص|ناقصة|زبالة|فاشل|فاشلة"sv},
    TriageWords{
        1.2,
        "سيء|سيئة|سيئ|تاخير|متاخر|متاخرة|تاخر|تاخرت|غلط|خطا|مشكلة|مشكله|بارد|باردة|غالي|ضاع|للاسف|وسخ|سئ"sv},
};

}  // namespace

std::span<const TriageWords> complaintWords() {
    return kComplaint;
}

}  // namespace model
