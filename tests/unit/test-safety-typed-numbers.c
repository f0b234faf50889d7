/* Judge "typed": cards, bank accounts and national numbers; one wrong digit is none, and no way of
 * writing digits is a way round. */

#include "test-safety-typed.h"

static const char *const cards[] = { "4526018159083012", "4539661318609139", "5190996030824625",
  "5581948219935182", "2221190937865796", "2720754323194875", "345749118625272", "376018955597974",
  "6011114710497465", "6455075291703428", "6536671276842687", "3530465632122337",
  "6207924402685993", "6212528907866661766", "2204031372159017" };

/* Only beside a word for cards: other numbers look the same. */
static const char *const shy_cards[] = { "36092815901397", "5018624595711777",
  "6304774121547280386", "589528084140" };

/* One of each country of the registry, made up. */
static const char *const ibans[] = { "AD4585253888LECFPECXVM11", "AE734743957551313735379",
  "AL6990751163UBRL5PTP5AA819T9", "AT179975288200182633", "AZ93AIGJWFKGYQ83MTXQW8Y9XW1S",
  "BA282902227918058887", "BE45180334018780", "BG10YCOK989834SWYUWFXG", "BH04RGOEQ7PSK4FR4DJ79N",
  "BI8024273167232686563551505", "BR6587706589481131144024264M9", "BY49YWVK1402R4H15G5E4G7T0LZQ",
  "CH7149208F7AG3BCJJXDI", "CR17782450400088387371", "CY5967868433LC8PM3804GRA35OW",
  "CZ1749340722470455853043", "DE02520561748338014126", "DJ9790604431982965724920868",
  "DK3728890931002516", "DO90SZ3183740718818174143337", "EE377617409319254499",
  "EG742070741374847771834170471", "ES5787463319128452984153", "FI7977602077642656",
  "FO5251505561304451", "FR4166915640413I9FHRWKCNR06", "GB64RRGX10679247082276",
  "GE42KJ4446347861221387", "GI28RHOKSR8ZCF5BLZ5KFNG", "GL1893066683645074",
  "GR319528831HFOPSRJ182RUV04P", "GT15XTSF6E99X6T5Z208E2J8GXR7", "HR4211489364390084745",
  "HU32378383064003761436537056", "IE44LVMG04813734337344", "IL491979237609260309260",
  "IQ76WBFM751125328704655", "IS427210141561836546107358", "IT11O35570636062T43GC4LNHL2",
  "JO31IXWW544041E6UTOGRV8VB0J9FK", "KW04KOLZ5WCPAFQ42UZYKAR64G5D6Q", "KZ19772E8QTFY7IIHHNG",
  "LB914373BFF9ICK4PGFWXE6T260U", "LC86HOLBIE73CC4NWBSG06MD2NL92DG2", "LI3893056NBJ4D2VZU4Q6",
  "LT636828126464460495", "LU34660NCPPD0RAR75PN", "LV29OYFE03Z9P5NWA9MIA",
  "LY79821167342075096192396", "MC949372930682OM79FC2Z2K769", "MD66TZJQJFRONSWSB10VTFST",
  "ME52276112565178800215", "MK08810WO8147C8VI23", "MR3715942594724873949835503",
  "MT56FMFU456247X3NSZX6GYPNGON9NL", "MU75YCOH2904844950032496685BEP", "NL36HTUB0009541858",
  "NO3236949235972", "PK36EAZH9S649HPG03ZMSXVF", "PL28200080623201098326389869",
  "PS40FQJCJ3UY0ORT5SBE6GE27LG3H", "PT83868443180243325365936", "QA38UWVRUUX01REJDP4A92176AM91",
  "RO31ABEW2424NCY4O6FDD722", "RS87147121345564054405", "RU80598749060681573YD5IAR0XCI30MV",
  "SA4117BVMWGAIDEVA75VZ6KM", "SC43DMMX16053446882637289905SKQ", "SD8127852774932573",
  "SE2583449223598523534121", "SI93362244643114367", "SK6700663847024960369963",
  "SM06V9321765416FPAGRUT1QXBK", "ST04067104832385197837805", "SV05QKNX73268195044660016659",
  "TL354134683673221378325", "TN2267482753464627045345", "TR587769159JO35K8XM00D4IG6",
  "UA539232759DPYA5ZJCVDX5S7Z7GQ", "VA90327780772737289025", "VG62OWSP4756612500905187",
  "XK037203625155788346" };

static const Said national[] = {
  { "123-45-6789", CONFAB_TYPED_SSN_US },
  { "my SSN is 123 45 6789", CONFAB_TYPED_SSN_US },
  { "social security: 123456789", CONFAB_TYPED_SSN_US },
  { "123 45 6789", CONFAB_TYPED_NOTHING },
  { "000-45-6789", CONFAB_TYPED_NOTHING },
  { "666-45-6789", CONFAB_TYPED_NOTHING },
  { "900-45-6789", CONFAB_TYPED_NOTHING },
  { "123-00-6789", CONFAB_TYPED_NOTHING },
  { "123-45-0000", CONFAB_TYPED_NOTHING },
  { "part number 123-45-6789", CONFAB_TYPED_NOTHING },
  { "48065271002", CONFAB_TYPED_TAX_ID_DE },
  { "48 065 271 002", CONFAB_TYPED_TAX_ID_DE },
  { "Steuer-ID: 26 694 630 182", CONFAB_TYPED_TAX_ID_DE },
  { "48065271003", CONFAB_TYPED_NOTHING },
  { "12345678912", CONFAB_TYPED_NOTHING },
  { "11111111111", CONFAB_TYPED_NOTHING },
  { "Bestellnummer 48065271002", CONFAB_TYPED_NOTHING },
  { "47910379E", CONFAB_TYPED_DNI_ES },
  { "47.910.379-E", CONFAB_TYPED_DNI_ES },
  { "mi dni es 47910379 e", CONFAB_TYPED_DNI_ES },
  { "X1234567L", CONFAB_TYPED_DNI_ES },
  { "y-7654321-g", CONFAB_TYPED_DNI_ES },
  { "47910379F", CONFAB_TYPED_NOTHING },
  { "llama al 47910379 e intenta", CONFAB_TYPED_NOTHING },
  { "140017522124864", CONFAB_TYPED_NIR_FR },
  { "1 40 01 75 221 248 64", CONFAB_TYPED_NIR_FR },
  { "2 70 12 2A 063 231 42", CONFAB_TYPED_NIR_FR },
  { "106062b17367101", CONFAB_TYPED_NIR_FR },
  { "140017522124865", CONFAB_TYPED_NOTHING },
  { "149917522124864", CONFAB_TYPED_NOTHING },
  { "AB123456C", CONFAB_TYPED_NINO_UK },
  { "AB 12 34 56 C", CONFAB_TYPED_NINO_UK },
  { "my national insurance number: ab123456c", CONFAB_TYPED_NINO_UK },
  { "NI number AB123456", CONFAB_TYPED_NINO_UK },
  { "BG123456C", CONFAB_TYPED_NOTHING },
  { "DA123456C", CONFAB_TYPED_NOTHING },
  { "AO123456C", CONFAB_TYPED_NOTHING },
  { "AB123456E", CONFAB_TYPED_NOTHING },
  { "serial number AB123456C", CONFAB_TYPED_NOTHING },
};

static const Said context[] = {
  { "order number 4539148803436467", CONFAB_TYPED_NOTHING },
  { "Your tracking no. is 4539148803436467.", CONFAB_TYPED_NOTHING },
  { "Bestellnummer: 4539148803436467", CONFAB_TYPED_NOTHING },
  { "numéro de suivi 4539148803436467", CONFAB_TYPED_NOTHING },
  { "número de pedido: 4539148803436467", CONFAB_TYPED_NOTHING },
  { "4539148803436467 is the tracking number", CONFAB_TYPED_NOTHING },
  { "for the order use 4539 1488 0343 6467", CONFAB_TYPED_CARD },
  { "pay the order with my card number 4539148803436467", CONFAB_TYPED_CARD },
  { "https://shop.example/item/4539148803436467", CONFAB_TYPED_NOTHING },
  { "+4539148803436467", CONFAB_TYPED_NOTHING },
  { "4539148803436467123", CONFAB_TYPED_NOTHING },
  { "48.137154, 11.5761246", CONFAB_TYPED_NOTHING },
  { "4539 1488 0343 6467 1111 2222", CONFAB_TYPED_NOTHING },
  { "4 539 148 803 436 467", CONFAB_TYPED_NOTHING },
  { "4539 1488 0343 6467 12/27 123", CONFAB_TYPED_CARD },
  { "x4539148803436467", CONFAB_TYPED_NOTHING },
  { "The card ending in 6467 was declined", CONFAB_TYPED_NOTHING },
};

static void
test_cards (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (cards); i++)
    g_assert_cmpint (reason_of (cards[i], CONFAB_GRADE_KNOWN), ==, CONFAB_TYPED_CARD);
}

static void
test_shy_cards (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (shy_cards); i++) {
    g_autofree char *called = g_strdup_printf ("my card is %s", shy_cards[i]);

    g_assert_cmpint (reason_of (shy_cards[i], CONFAB_GRADE_KNOWN), ==, CONFAB_TYPED_NOTHING);
    g_assert_cmpint (reason_of (called, CONFAB_GRADE_KNOWN), ==, CONFAB_TYPED_CARD);
  }
}

/* Luhn's digit finds every single wrong one. */
static void
test_wrong_card (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (cards); i++)
    for (gsize at = 0; at < strlen (cards[i]); at++) {
      g_autofree char *wrong = g_strdup_printf ("my card is %s", cards[i]);
      char *digit = wrong + strlen ("my card is ") + at;

      *digit = *digit == '9' ? '0' : (char)(*digit + 1);
      g_assert_cmpint (reason_of (wrong, CONFAB_GRADE_KNOWN), !=, CONFAB_TYPED_CARD);
    }
}

static void
test_ibans (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (ibans); i++) {
    g_autofree char *small = g_ascii_strdown (ibans[i], -1);

    g_assert_cmpint (reason_of (ibans[i], CONFAB_GRADE_KNOWN), ==, CONFAB_TYPED_IBAN);
    g_assert_cmpint (reason_of (small, CONFAB_GRADE_KNOWN), ==, CONFAB_TYPED_IBAN);
    for (gsize at = 2; at < strlen (ibans[i]); at++) {
      g_autofree char *wrong = g_strdup (ibans[i]);

      if (!g_ascii_isdigit (wrong[at]))
        continue;
      wrong[at] = wrong[at] == '9' ? '0' : (char)(wrong[at] + 1);
      g_assert_cmpint (reason_of (wrong, CONFAB_GRADE_KNOWN), !=, CONFAB_TYPED_IBAN);
    }
  }
}

static void
test_national (void) {
  check_said (national, G_N_ELEMENTS (national), CONFAB_GRADE_KNOWN);
}

static void
test_context (void) {
  check_said (context, G_N_ELEMENTS (context), CONFAB_GRADE_KNOWN);
}

/* Zeros of scripts, mathematical and full-width forms. */
static const gunichar zeros[] = { '0', 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66,
  0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0x1810, 0xff10, 0x104a0, 0x1d7ce,
  0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6 };

static const char *const separators[] = { "", " ", "-", ".", "/", "_", "\n", "\t", "\r\n", " - ",
  "  ", "\xc2\xa0", "\xe2\x80\x93", "\xe2\x80\x94", "\xe2\x80\x8b", "\xe2\x80\x8d", "\xe2\x81\xa0",
  "\xef\xbb\xbf", "\xc2\xad", "\xe2\x80\xaf", "\xe3\x80\x80", "\xe2\x88\x92", "\xc2\xb7",
  "\xe2\x80\xa2", "\xef\xb8\x8f\xe2\x83\xa3", "\xe2\x80\xae", "\xe2\xa0\x80", "\xe3\x85\xa4", "|",
  "*", "," };

/* `number` with its digits of another script, and a separator behind every `each` characters. */
static char *
write_otherwise (const char *number, gunichar zero, const char *separator, gsize each) {
  GString *text = g_string_new (NULL);

  for (gsize i = 0; number[i] != '\0'; i++) {
    if (i > 0 && i % each == 0)
      g_string_append (text, separator);
    if (g_ascii_isdigit (number[i]))
      g_string_append_unichar (text, zero + (gunichar)(number[i] - '0'));
    else
      g_string_append_c (text, number[i]);
  }
  return g_string_free (text, FALSE);
}

typedef struct {
  const char *number;
  const char *lead;
  ConfabTypedReason reason;
} Evader;

static const Evader evaders[] = {
  { "4539148803436467", "", CONFAB_TYPED_CARD },
  { "DE89370400440532013000", "", CONFAB_TYPED_IBAN },
  { "FR1420041010050500013M02606", "", CONFAB_TYPED_IBAN },
  { "123456789", "ssn: ", CONFAB_TYPED_SSN_US },
  { "48065271002", "Steuer-ID ", CONFAB_TYPED_TAX_ID_DE },
  { "140017522124864", "", CONFAB_TYPED_NIR_FR },
  { "47910379E", "DNI ", CONFAB_TYPED_DNI_ES },
  { "AB123456C", "national insurance ", CONFAB_TYPED_NINO_UK },
};

static void
test_ways_round (void) {
  for (gsize e = 0; e < G_N_ELEMENTS (evaders); e++)
    for (gsize z = 0; z < G_N_ELEMENTS (zeros); z++)
      for (gsize s = 0; s < G_N_ELEMENTS (separators); s++)
        for (gsize each = 1; each <= 4; each += 3) {
          g_autofree char *written =
              write_otherwise (evaders[e].number, zeros[z], separators[s], each);
          g_autofree char *text = g_strconcat (evaders[e].lead, written, NULL);
          ConfabTypedReason reason = reason_of (text, CONFAB_GRADE_KNOWN);

          if (reason != evaders[e].reason)
            g_error ("\"%s\": %d where %d was expected", text, reason, evaders[e].reason);
        }
}

/* Cut in two messages at any place. */
static void
test_cut_in_two (void) {
  for (gsize e = 0; e < G_N_ELEMENTS (evaders); e++)
    for (gsize at = 1; at < strlen (evaders[e].number); at++) {
      g_autofree char *first =
          g_strdup_printf ("%s%.*s", evaders[e].lead, (int)at, evaders[e].number);
      const char *const messages[] = { first, evaders[e].number + at };

      g_assert_cmpint (reason_of_last (messages, 2, CONFAB_GRADE_KNOWN), ==, evaders[e].reason);
    }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/typed/cards", test_cards);
  g_test_add_func ("/safety/typed/shy-cards", test_shy_cards);
  g_test_add_func ("/safety/typed/wrong-card", test_wrong_card);
  g_test_add_func ("/safety/typed/ibans", test_ibans);
  g_test_add_func ("/safety/typed/national", test_national);
  g_test_add_func ("/safety/typed/context", test_context);
  g_test_add_func ("/safety/typed/ways-round", test_ways_round);
  g_test_add_func ("/safety/typed/cut-in-two", test_cut_in_two);
  return g_test_run ();
}
