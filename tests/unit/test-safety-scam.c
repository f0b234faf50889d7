/* Judge "scam": what is asked for is seen however it is written, what is told or offered is not,
 * and more doubt about a person never makes the judge milder. */

#include <string.h>

#include "safety/safety-scam.h"

static ConfabScamVerdict
judge_as (const char *text, ConfabGrade grade, ConfabScamFound *found) {
  ConfabScamFacts facts = { .text = text, .length = strlen (text), .grade = grade };

  return confab_safety_judge_scam (&facts, found);
}

static void
assert_warns (const char *text, ConfabGrade grade, ConfabScamReason reason) {
  ConfabScamFound found;
  ConfabScamVerdict verdict = judge_as (text, grade, &found);

  g_test_message ("%.80s: %u, reasons %#x", text, found.score, found.reasons);
  g_assert_cmpint (verdict, ==, CONFAB_SCAM_WARN);
  g_assert_cmpuint (found.reasons & reason, !=, 0);
}

static void
assert_shows (const char *text, ConfabGrade grade) {
  ConfabScamFound found;
  ConfabScamVerdict verdict = judge_as (text, grade, &found);

  g_test_message ("%.80s: %u, reasons %#x", text, found.score, found.reasons);
  g_assert_cmpint (verdict, ==, CONFAB_SCAM_SHOW);
}

typedef struct {
  const char *text;
  ConfabScamReason reason;
} Trick;

/* Each reason in each language; all from a stranger. */
static const Trick tricks[] = {
  { "Please send me the verification code that you just got by text", CONFAB_SCAM_ASKS_CODE },
  { "Schick mir bitte den Bestätigungscode, den du gerade bekommen hast", CONFAB_SCAM_ASKS_CODE },
  { "Envoie-moi le code de vérification que tu viens de recevoir", CONFAB_SCAM_ASKS_CODE },
  { "Mándame el código de verificación que te acaba de llegar", CONFAB_SCAM_ASKS_CODE },
  { "Tell me your card number and the expiry date", CONFAB_SCAM_ASKS_PASSWORD },
  { "Nennen Sie mir Ihre Kartennummer und das Ablaufdatum", CONFAB_SCAM_ASKS_PASSWORD },
  { "Donnez-moi votre numéro de carte et la date d'expiration", CONFAB_SCAM_ASKS_PASSWORD },
  { "Dígame su número de tarjeta y la caducidad", CONFAB_SCAM_ASKS_PASSWORD },
  { "Your account has been suspended, verify it immediately", CONFAB_SCAM_CLAIMS_OFFICE },
  { "Ihr Konto wurde gesperrt, bestätigen Sie sofort Ihre Daten", CONFAB_SCAM_CLAIMS_OFFICE },
  { "Votre compte a été suspendu, confirmez immédiatement vos données", CONFAB_SCAM_CLAIMS_OFFICE },
  { "Su cuenta ha sido suspendida, confirme de inmediato sus datos", CONFAB_SCAM_CLAIMS_OFFICE },
  { "Can you transfer 500 euros right now? Tell no one", CONFAB_SCAM_URGENT_MONEY },
  { "Kannst du sofort 500 Euro überweisen? Sag niemandem etwas", CONFAB_SCAM_URGENT_MONEY },
  { "Tu peux virer 500 euros tout de suite ? N'en parle à personne", CONFAB_SCAM_URGENT_MONEY },
  { "¿Puedes transferir 500 euros ahora mismo? No se lo digas a nadie", CONFAB_SCAM_URGENT_MONEY },
  { "Hi Mum, my phone is broken, this is my new number", CONFAB_SCAM_FAMILY_IN_NEED },
  { "Hallo Mama, mein Handy ist kaputt, das ist meine neue Nummer", CONFAB_SCAM_FAMILY_IN_NEED },
  { "Coucou maman, mon téléphone est cassé, voici mon nouveau numéro", CONFAB_SCAM_FAMILY_IN_NEED },
  { "Hola mamá, se me ha roto el móvil, este es mi número nuevo", CONFAB_SCAM_FAMILY_IN_NEED },
  { "Install AnyDesk and give me the number", CONFAB_SCAM_WANTS_INSTALL },
  { "Installieren Sie AnyDesk und nennen Sie mir die Nummer", CONFAB_SCAM_WANTS_INSTALL },
  { "Installez AnyDesk et donnez-moi le numéro", CONFAB_SCAM_WANTS_INSTALL },
  { "Instale AnyDesk y dígame el número", CONFAB_SCAM_WANTS_INSTALL },
  { "Buy Steam gift cards and send me photos of the codes", CONFAB_SCAM_GIFT_CARDS },
  { "Kauf Steam-Geschenkkarten und schick mir Fotos der Codes", CONFAB_SCAM_GIFT_CARDS },
  { "Achète des cartes cadeaux et envoie-moi les photos des codes", CONFAB_SCAM_GIFT_CARDS },
  { "Compra tarjetas regalo y mándame fotos de los códigos", CONFAB_SCAM_GIFT_CARDS },
  { "You have won the lottery, claim it at win.example", CONFAB_SCAM_PRIZE_OR_FEE },
  { "Ihr Paket wartet, zahlen Sie die Zollgebühr: paket.example", CONFAB_SCAM_PRIZE_OR_FEE },
  { "Votre colis est en attente, payez les frais de douane : colis.example",
      CONFAB_SCAM_PRIZE_OR_FEE },
  { "Su paquete está retenido, pague la aduana: paquete.example", CONFAB_SCAM_PRIZE_OR_FEE },
  { "Earn 300 dollars a day from home, no experience", CONFAB_SCAM_EASY_MONEY },
  { "300 Euro am Tag von zu Hause verdienen, keine Erfahrung nötig", CONFAB_SCAM_EASY_MONEY },
  { "Gagnez 300 euros par jour depuis chez vous, sans expérience", CONFAB_SCAM_EASY_MONEY },
  { "Gana 300 euros al día desde casa, sin experiencia", CONFAB_SCAM_EASY_MONEY },
  { "You are so beautiful, add me on Telegram", CONFAB_SCAM_MOVE_ELSEWHERE },
  { "Dein Profil gefällt mir, schreib mir auf Telegram, Süße", CONFAB_SCAM_MOVE_ELSEWHERE },
  { "Ton profil me plaît, écris-moi sur Telegram ma belle", CONFAB_SCAM_MOVE_ELSEWHERE },
  { "Me gusta tu perfil, escríbeme por Telegram guapa", CONFAB_SCAM_MOVE_ELSEWHERE },
};

static void
test_reasons (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (tricks); i++)
    assert_warns (tricks[i].text, CONFAB_GRADE_STRANGER, tricks[i].reason);
}

/* Told, offered, warned of, done: nobody is asked for anything. */
static void
test_ordinary (void) {
  static const char *const ordinary[] = { "", " ", "Hi!", "👍", "ok", "See you at seven",
    "I'll send you the code for the door later", "Ich schicke dir den Code fürs Tor nachher",
    "Je t'envoie le code du portail", "Te mando el código del portal",
    "Never send anybody the verification code", "Gib niemandem den Bestätigungscode",
    "Ne donne le code de vérification à personne", "No le des a nadie el código de verificación",
    "Your code is 123456. Do not share it with anyone.",
    "I paid the bill, you can give me the money on Sunday",
    "Mum says the parcel is at the neighbours'", "Can you pick me up from training at seven?",
    "Bring 20 euros for the trip, the teacher collects it tomorrow",
    "Hast du die Rechnung vom Klempner bezahlt?", "On a gagné 3 à 1 !",
    "¿Me prestas el taladro este finde?" };

  for (gsize i = 0; i < G_N_ELEMENTS (ordinary); i++) {
    assert_shows (ordinary[i], CONFAB_GRADE_STRANGER);
    assert_shows (ordinary[i], CONFAB_GRADE_CHECKED);
  }
}

/* From people who are known, favours are ordinary. */
static void
test_known (void) {
  assert_shows ("I'll help you on Sunday, please start TeamViewer and call me", CONFAB_GRADE_KNOWN);
  assert_shows (
      "Please transfer the membership fee of 45 euros to the club account by Sunday. Your "
      "treasurer",
      CONFAB_GRADE_KNOWN);
  assert_shows ("Could you lend me 20 until tomorrow?", CONFAB_GRADE_KNOWN);
  assert_warns ("Could you send me the WhatsApp code that you just got by text?",
      CONFAB_GRADE_KNOWN, CONFAB_SCAM_ASKS_CODE);
}

/* However the words are disguised. */
static void
test_disguises (void) {
  static const char *const disguised[] = {
    "Please send me the verification code you received",
    "PLEASE SEND ME THE VERIFICATION CODE YOU RECEIVED",
    "Pleаse sеnd mе thе vеrificаtion cоde yоu rеceived", /* Cyrillic letters */
    "Ρlease sεnd mε τhe vεrificatiοn cοde yοu rεceived", /* Greek letters */
    "P1ease s3nd me the ver1f1cat10n c0de you rece1ved",
    "Please s e n d me the v e r i f i c a t i o n c o d e you r e c e i v e d",
    "Please s.e.n.d me the v-e-r-i-f-i-c-a-t-i-o-n c_o_d_e you received",
    "Please send me the ver\xe2\x80\x8bifi\xc2\xad"
    "cation co\xe2\x80\x8d"
    "de you received",
    "Please send me the veri fication co de you received verification code",
    "Ｐｌｅａｓｅ ｓｅｎｄ ｍｅ ｔｈｅ ｖｅｒｉｆｉｃａｔｉｏｎ ｃｏｄｅ ｙｏｕ ｒｅｃｅｉｖｅｄ",
    "𝐏𝐥𝐞𝐚𝐬𝐞 𝐬𝐞𝐧𝐝 𝐦𝐞 𝐭𝐡𝐞 𝐯𝐞𝐫𝐢𝐟𝐢𝐜𝐚𝐭𝐢𝐨𝐧 𝐜𝐨𝐝𝐞 𝐲𝐨𝐮 𝐫𝐞𝐜𝐞𝐢𝐯𝐞𝐝",
    "Pléàse sènd mé thë vérïficâtion cödé ÿou rëceived",
    "Pleaaase sennnnd me the verificationnn codeeee you received",
    "please\nsend\nme the verification code\nyou received",
    "ⓟⓛⓔⓐⓢⓔ ⓢⓔⓝⓓ ⓜⓔ ⓣⓗⓔ ⓥⓔⓡⓘⓕⓘⓒⓐⓣⓘⓞⓝ ⓒⓞⓓⓔ ⓨⓞⓤ ⓡⓔⓒⓔⓘⓥⓔⓓ",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (disguised); i++)
    assert_warns (disguised[i], CONFAB_GRADE_STRANGER, CONFAB_SCAM_ASKS_CODE);
  assert_warns ("Ist dein P@ssw0rt noch aktuell? Schick mir dein Pa$$wort", CONFAB_GRADE_STRANGER,
      CONFAB_SCAM_ASKS_PASSWORD);
  assert_warns (
      "Koennen Sie mir bitte die TAN durchgeben, Ihre Ueberweisung wird sonst ausgefuehrt",
      CONFAB_GRADE_STRANGER, CONFAB_SCAM_ASKS_CODE);
}

/* More doubt never makes it milder, and a reason stands behind every warning. */
static void
test_doubt (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (tricks); i++) {
    ConfabScamFacts facts = { .text = tricks[i].text, .length = strlen (tricks[i].text) };

    for (guint bits = 0; bits < 8; bits++) {
      ConfabScamVerdict before = CONFAB_SCAM_WARN;

      facts.is_new_device = (bits & 1) != 0;
      facts.is_lookalike = (bits & 2) != 0;
      facts.has_link = (bits & 4) != 0;
      for (guint grade = CONFAB_GRADE_STRANGER; grade <= CONFAB_GRADE_CHECKED; grade++) {
        ConfabScamFound found, worse;
        ConfabScamFacts doubted = facts;
        ConfabScamVerdict verdict;

        facts.grade = (ConfabGrade)grade;
        verdict = confab_safety_judge_scam (&facts, &found);
        g_assert_true (verdict != CONFAB_SCAM_WARN || found.reasons != 0);
        g_assert_cmpuint (found.score, <=, CONFAB_SCAM_MAX_SCORE);
        g_assert_true (verdict >= before);
        before = verdict;

        doubted = facts;
        doubted.is_new_device = doubted.is_lookalike = doubted.has_link = TRUE;
        g_assert_true (confab_safety_judge_scam (&doubted, &worse) <= verdict);
      }
    }
  }
}

/* A new device or a look-alike makes a known person's favour worth a question. */
static void
test_taken_over (void) {
  const char *text = "Could you lend me 300 until Friday?";
  ConfabScamFacts facts = { .text = text, .length = strlen (text), .grade = CONFAB_GRADE_KNOWN };

  g_assert_cmpint (confab_safety_judge_scam (&facts, NULL), ==, CONFAB_SCAM_SHOW);
  facts.is_new_device = TRUE;
  g_assert_cmpint (confab_safety_judge_scam (&facts, NULL), ==, CONFAB_SCAM_WARN);
  facts.is_new_device = FALSE;
  facts.is_lookalike = TRUE;
  g_assert_cmpint (confab_safety_judge_scam (&facts, NULL), ==, CONFAB_SCAM_WARN);
}

static void
test_closed (void) {
  ConfabScamFacts facts = { 0 };
  ConfabScamFound found;
  g_autofree char *long_text = g_strnfill (CONFAB_SCAM_MAX_BYTES + 1, 'a');

  g_assert_cmpint (confab_safety_judge_scam (&facts, &found), ==, CONFAB_SCAM_WARN);
  g_assert_cmpuint (found.reasons, ==, CONFAB_SCAM_UNREADABLE);
  facts.text = long_text;
  facts.length = CONFAB_SCAM_MAX_BYTES + 1;
  g_assert_cmpint (confab_safety_judge_scam (&facts, NULL), ==, CONFAB_SCAM_WARN);
  facts.length--;
  g_assert_cmpint (confab_safety_judge_scam (&facts, NULL), ==, CONFAB_SCAM_SHOW);
}

/* A trick within a long text is found wherever it stands, and a text need not end in NUL. */
static void
test_long (void) {
  const char *trick = " Please send me the verification code that you just got by text. ";
  g_autoptr (GString) text = g_string_new (NULL);
  gsize end;

  for (guint i = 0; i < 300; i++)
    g_string_append (text, "The weather was fine and we sat under the old trees. ");
  end = text->len;
  assert_shows (text->str, CONFAB_GRADE_STRANGER);
  for (gsize at = 0; at <= end; at += end / 23) {
    g_autofree char *whole = NULL;
    gsize place = at;

    while (place < end && text->str[place] != ' ')
      place++;
    g_string_insert (text, (gssize)place, trick);
    whole = g_memdup2 (text->str, text->len);
    {
      ConfabScamFacts facts = { .text = whole, .length = text->len };
      ConfabScamFound found;

      g_assert_cmpint (confab_safety_judge_scam (&facts, &found), ==, CONFAB_SCAM_WARN);
      g_assert_cmpuint (found.reasons & CONFAB_SCAM_ASKS_CODE, !=, 0);
    }
    g_string_erase (text, (gssize)place, (gssize)strlen (trick));
  }
}

static void
test_hostile (void) {
  static const char *const pieces[] = { "a ", "a", "1", "$", "....", "send me the code ", "\xff",
    "\xe2\x80\x8b", "@x", "http://x ", "|||", "!a!a", "é", "ж", "中", "\n", "_", "c-o-d-e-" };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    ConfabScamFacts facts = { 0 };

    while (text->len < 30000)
      g_string_append (text, pieces[i]);
    facts.text = text->str;
    facts.length = text->len;
    confab_safety_judge_scam (&facts, NULL);
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/scam/reasons", test_reasons);
  g_test_add_func ("/safety/scam/ordinary", test_ordinary);
  g_test_add_func ("/safety/scam/known", test_known);
  g_test_add_func ("/safety/scam/disguises", test_disguises);
  g_test_add_func ("/safety/scam/doubt", test_doubt);
  g_test_add_func ("/safety/scam/taken-over", test_taken_over);
  g_test_add_func ("/safety/scam/closed", test_closed);
  g_test_add_func ("/safety/scam/long", test_long);
  g_test_add_func ("/safety/scam/hostile", test_hostile);
  return g_test_run ();
}
