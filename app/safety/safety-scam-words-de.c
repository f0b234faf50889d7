/* German words of the judge "scam", by what they mean; folded as the text is: small, no marks, "ss"
 * for a sharp s. How a row is read: safety-scam-private.h.
 *
 * Words, not sentences: what they mean together is said by the roles and the rules. */

#include "safety/safety-scam-private.h"

const ConfabScamRow confab_safety_scam_words_de[] = {
  { CONFAB_CUE_GIVE,
      "schick schicke schicken schickst schickt send sende senden sag sage sagen sagst sagt gib "
      "gebe geben gibst gebt nenn nenne nennen nennt nennst teil_mir teilen teile leite "
      "weiterleiten leiten weiterzuleiten durchgeben durchzugeben durchsagen vorlesen lies lesen "
      "mitteilen mitzuteilen zusenden zuschicken ubermitteln ubermittle schreib_sie schreib_ihn "
      "schreib_mir_den schreib_mir_die weitergeben preisgeben rausgeben diktier* screenshot "
      "kopier* wie_lautet wie_lauten verraten verrate zeig_mir bekannt_geben angeben anzugeben "
      "wie_ist_dein* wie_ist_ihr* was_steht_in gib_mal schickste sagste schreiben_sie "
      "schreibst_du_mir schick_mal rausrucken fotografier* ubersenden einreichen einschicken "
      "hochladen laden_sie_hoch "
      "tipp tippe abtippen schick_mir_die mitteilst durchgibst abschreiben schreib_sie_mir "
      "schreib_mir_mal zeigst angibst verraten_sie sende_mir abfotografier* was_stand ablesen "
      "vorliest vorzulesen buchstabier* antworten_sie_einfach_mit antworte_einfach_mit "
      "antworten_sie_mit vorder_und "
      "was_steht_drin was_steht_da" },
  { CONFAB_CUE_PAY,
      "uberweis uberweise uberweisen uberweist uberweisst zahl zahle zahlen zahlst zahlt bezahl "
      "bezahle bezahlen bezahlst bezahlt_werden begleich* begleichen transferier* einzahlen "
      "zahl_nur anweisen einzuzahlen schick_geld geld_schicken paypalen paypal_mir zu_zahlen "
      "zu_bezahlen zu_begleichen zu_entrichten entrichten entrichte vorstrecken auslegen "
      "verauslagen ubernehmen begleichst blechen einzahlst bring_ihr_geld bringen_sie_ihr_geld "
      "ubergeben lass_mir lass_mal spende spenden zu_uberweisen zahlung_freigeben vorschiessen "
      "uberweisung_machen uberweisung_tatigen echtzeituberweisung geld_zu_schicken "
      "anweisen_lassen vorzustrecken auszulegen beglichen_werden uberwiesen_werden "
      "schick_# schick_mir_# etwas_uberweisen geld_uber heben_sie abheben ubergeben_sie "
      "geben_sie_es begleichen_sie auslandsuberweisung uberweisungen bezahlen_muss zahlst_du "
      "uberweist_du zahlung_leisten zahlung_vornehmen einzahlung zahlt_mir geld_senden "
      "geld_zukommen spendest zahlen_sie du_schickst_mir schickst_mir_# heb" },
  { CONFAB_CUE_LEND,
      "leih leihe leihen leihst auslegen aushelfen pumpen pump borg borgen borgst vorstrecken "
      "hilf_mir helfen helft mir_helfen aushilfst leihweise unterstutzen unterstutz auszuhelfen "
      "zu_leihen hilfst vorschiessen streck_mir weiterhelfen einen_gefallen "
      "hilfe_mit kannst_du_mir_helfen mir_mit_# mir_mit_hundert unter_die_arme pumpst auslegst "
      "zu_helfen helfen_konnt" },
  { CONFAB_CUE_BUY,
      "kauf kaufe kaufen kaufst kauft besorg besorge besorgen besorgst hol hole holen holst "
      "erwerben zu_kaufen zu_besorgen besorgt bestell bestelle bestellen "
      "geschenkkarten_holen holst_du kannst_du_holen karten_holen" },
  { CONFAB_CUE_INSTALL,
      "installier installiere installieren installierst herunterladen runterladen "
      "herunterzuladen lad lade laden ladet herunter runter aktivier aktiviere aktivieren "
      "ausfuhren starten starte deaktivier* virenscanner_aus abschalten ausschalten offnen_sie "
      "offne erlauben_sie erlaube zulassen einschalten downloaden download runterzuladen "
      "zu_installieren hol_dir_die_app app_laden "
      "lad_dir lade_dir hol_dir installation installieren_sie_die reiniger zugriff_erlauben "
      "offne_die offnen_sie_den" },
  { CONFAB_CUE_VERIFY,
      "bestatig* verifizier* aktualisier* prufen uberprufen uberpruf* legitimier* freischalten "
      "entsperren authentifizier* freigeben autorisier* identifizier* validier* "
      "melden_sie_sich_an anmelden einloggen loggen reaktivier* nachweisen erneuern verlanger* "
      "registrier* freizugeben zu_bestatigen verifizieren_lassen ab_gleichen abgleich "
      "verlangern_sie entsperr* beantrag* aktivieren_sie bestatigen_sie_ihre angleichen "
      "jetzt_entsperren stornieren sichern_sie prufen_sie zuruckzusetzen korrigier* "
      "vervollstandig* kooperier* "
      "wiederherstellen folgen_sie_den_schritten zuruckerlangen" },
  { CONFAB_CUE_ENTER,
      "eingeben eintragen trag trage tragen gib_ein geben_sie_ein geben ausfullen full fulle "
      "fullen eingibst einzugeben einzutragen hinterlegen hinterleg* tippen_sie_ein eintippen" },
  { CONFAB_CUE_CLICK,
      "klick* anklicken drucken_sie tippen folge folgen_sie folgenden_link unter_folgendem_link "
      "hier_entlang link_offnen besuchen besuche offne_den_link uber_den_link uber_folgenden "
      "diesen_link dem_link handeln_sie_jetzt handle_jetzt zur_seite uber_diesen_link link_unten "
      "gehen_sie_auf auf_der_seite auf_dieser_seite hier_klicken bezahlen_sie_hier hier_bezahlen "
      "daten_hier "
      "hier_kostenlos jetzt_holen jetzt_beantragen jetzt_bestatigen jetzt_prufen hier_klick "
      "drehen_sie nur_uber_diesen sie_hier_kostenlos hier_verlangern hier_neu" },
  { CONFAB_CUE_CALL,
      "ruf_an rufen_sie ruf_uns ruckruf zuruckrufen ruf_sofort anrufen kontaktier* meld_dich "
      "melden_sie_sich melde_dich antworten antworte antwort_mit antworten_sie wenden_sie_sich "
      "zuruckzurufen melden wahlen_sie schreiben_sie_uns schreib_uns setzen_sie_sich "
      "schreib_mir_privat schreib_mir schreibt_mir anzurufen rufe_sofort melde meldet_euch "
      "ruckmeldung "
      "legen_sie_nicht_auf nicht_auflegen rufen_sie_unsere antworte_einfach antworten_sie_mit "
      "schreiben_sie_meinem antworte_mit_ja schreib_ihr schreib_ihm interesse frag_mich "
      "schreiben_sie_an fragen_sie" },
  { CONFAB_CUE_MOVE,
      "schreib_mir_auf schreiben_sie_mir schreib_mir_doch_auf weiterschreiben schreib_mir_uber "
      "wechseln meld_dich_auf melde_dich_auf kontaktier_mich_auf add_mich adde_mich fug_mich "
      "lass_uns_auf lass_uns_lieber lass_uns_uber weiter_auf auf_whatsapp_weiter "
      "schreib_mich_auf melde_dich_bei komm_auf erreichst_mich_auf bin_auf schreib_auf "
      "besser_auf lieber_auf lieber_uber weiterreden weiterchatten schreiben_wir_auf "
      "schreiben_wir_uber umziehen schreiben_sie_mir_doch_auf chatten_wir "
      "kontaktieren_sie_mich_auf finde_mich_auf unterhalten_uns_auf melde_dich_per "
      "melden_sie_sich_per melden_sie_sich_uber meld_dich_uber melde_dich_uber "
      "melden_sie_sich_bei kontaktieren_sie_uns_uber schreib_mir_bei schreib_mir_in "
      "schreib_mir_per "
      "hast_du_whatsapp gib_mir_deine_nummer deine_nummer gib_mir_deine schreib_ihr_auf "
      "schreib_ihm_auf lieber_privat privat_schreiben mein_name_dort handynummer_von_dir "
      "tauschen_wir_nummern andere_app wechsel_zu wechseln_zu "
      "bist_du_bei_whatsapp bist_du_auf_whatsapp bist_du_bei_telegram bist_du_auf_telegram" },

  { CONFAB_CUE_ME, "mir mich uns" },
  { CONFAB_CUE_I, "ich wir hab habe" },
  { CONFAB_CUE_YOU,
      "du dir dich dein deine deinen deinem deiner ihr ihre ihren ihrem ihrer ihnen euch eure "
      "euer sie" },
  { CONFAB_CUE_MY, "mein meine meinen meinem meiner unser unsere unseren unserem" },
  { CONFAB_CUE_THEY,
      "er man jemand wer mama papa mutti die_bank die_polizei opa oma die_leute kassenwart "
      "nachbar" },
  { CONFAB_CUE_ASK,
      "bitte kannst konntest konnten_sie konnen_sie wurdest wurden_sie kannste konnt_ihr "
      "mussen_sie sollten_sie du_musst sie_mussen brauchst_nur werden_gebeten bitten_wir_sie "
      "bitten_sie tust_du bist_du_so magst_du wurdet_ihr einfach nur_noch hilfst konnt du_kannst "
      "dringend_bitten aufgefordert gebeten erforderlich notwendig umgehend damit_wir damit_ich "
      "um_den um_die um_das um_zu_vermeiden zu_vermeiden vorab schnell_mal kannst_du darf_ich_um "
      "brauche_dich brauche_sie unbedingt braucht_nur du_brauchst_nur konntet_ihr deine_hilfe "
      "ihre_hilfe pls plz bidde "
      "du_musstest musstest muesstest hast_du_gerade_zeit hast_du_zeit hast_du_kurz wenn_du_mir "
      "wenn_du_konntest wenn_sie_nicht wenn_sie_heute_nicht du_kannst_mir hatten_sie hattest_du "
      "mir_einen_gefallen einen_gefallen ware_es_moglich waren_sie_so wir_bitten brauch_mal "
      "brauche_mal deine_unterstutzung bitten_dich dein_vertrauen interesse lass_mich" },
  { CONFAB_CUE_NEED,
      "brauche brauchen brauch benotige benotigen benotigt ich_will wir_wollen fehlt "
      "fehlen gefragt "
      "brauch_jetzt verlangt verlangen will_# fordert muss_zahlen fehlen_mir mir_fehlen "
      "will_die_botschaft" },
  { CONFAB_CUE_NOT,
      "nicht nie niemals kein keine keinen keinem nix nichts ohne niemandem nich niemanden" },
  { CONFAB_CUE_AND, "und oder dann sowie sonst damit falls wenn" },
  { CONFAB_CUE_GREET,
      "hallo hi hey servus moin huhu guten_tag guten_morgen guten_abend gruss liebe lieber "
      "hallochen" },
  { CONFAB_CUE_ANYONE,
      "niemand niemanden niemandem keinem anderen jemandem irgendwem allen andere" },
  { CONFAB_CUE_PERCENT, "prozent" },
  { CONFAB_CUE_CURRENCY, "euro euros eur franken chf dollar tacken" },

  { CONFAB_CUE_CODE, "code codes kode *code *codes pin" },
  { CONFAB_CUE_CODE_ONCE,
      "mtan smstan pushtan push_tan chiptan phototan sms_tan einmalcode einmalpasswort "
      "einmalkennwort bestatigungscode* verifizierungscode* sicherheitscode* freigabecode* "
      "freischaltcode* aktivierungscode* anmeldecode* logincode* authentifizierungscode* "
      "smscode* sms_code #_stelligen_code sechsstellig* #_stelliger_code verifikationscode* "
      "bestatigungs_code sicherheits_code zugangscode registrierungscode* #_stellige_code "
      "einmal_code whatsapp_code sechs_ziffern bestatigungsnummer die_tan eine_tan ihre_tan "
      "deine_tan tan_nummer meine_tan der_tan tan_code tan_die diese_tan tans pushtan* "
      "transaktionsnummer* "
      "eine_zahl_aufs zahl_aufs_handy zahlenfolge zahl_aus_der die_zahl_ab sms_von_whatsapp "
      "sms_von_signal" },
  { CONFAB_CUE_CODE_CUE,
      "sms whatsapp google instagram facebook telegram verifizier* bestatigung* sicherheit* "
      "anmeldung einlogg* login registrier* #_stellig* sechsstellig* nachricht konto neues_handy "
      "stimme ausgesperrt banking app freigabe abbuchung zahlung apple_id signal" },
  { CONFAB_CUE_CODE_NOT,
      "rabatt* gutschein* aktions* postleit* tor tur *turcode *torcode turcode torcode haustur "
      "garage* alarm* wlan qr qrcode quell* abhol* videokonferenz konferenz zoom meeting spiel "
      "farb* fehler* vorwahl schliessfach* schloss fahrrad* einladungs* strich* bar_code barcode "
      "produkt* bestell* dress* kurs* kahoot raum* gebaude* klassen* schlusseltresor tresor "
      "kasten python parkhaus drucker bibliothek hutte freundes* sendungs* haus keller fitness* "
      "cheat* programm* quelltext fitnessstudio *schloss portal_der_schule" },
  { CONFAB_CUE_NUMERALS, "ziffern zahlen nummern stellen zahlenkombination" },
  { CONFAB_CUE_RECEIVE,
      "bekommst bekommen bekommt kriegst kriegt kriegen erhalten erhaltst erhalt eingegangen "
      "angekommen gekommen kommt ankommt zugeschickt zugesendet gesendet_wurde bekamst gesendet "
      "angezeigt erscheint geschickt_bekommen auf_ihrem_handy auf_dein_handy auf_deinem_handy "
      "kommt_gleich kam sehen_sie anzeigt steht" },
  { CONFAB_CUE_MISTAKE,
      "versehen versehentlich irrtumlich fehler falsche_nummer_angegeben deine_nummer_angegeben "
      "deine_nummer_eingegeben statt_meiner verwechselt fur_mich_bestimmt war_fur_mich irrtum "
      "falschlicherweise ihre_nummer_angegeben vertippt ihre_nummer_eingegeben" },
  { CONFAB_CUE_SECRET,
      "passwort passworter kennwort passwords zugangsdaten anmeldedaten logindaten login_daten "
      "pin *passwort *kennwort *pin geheimzahl benutzername_und zugangscode benutzerdaten "
      "losungswort anmeldename_und teilnehmernummer anmelde_daten zugangs_daten "
      "onlinebanking_daten legitimations_id "
      "geburtsname geburtsnamen sicherheitsfrage sicherheitsantwort telefonpasswort "
      "zugangskennung" },
  { CONFAB_CUE_SECRET_NOT,
      "wlan wifi netflix spotify disney router gaste* zoom chor drucker streaming kuhlschrank "
      "wlan* prime gastenetz blog amazon_prime" },
  { CONFAB_CUE_CARD,
      "karte kreditkarte* karten bankkarte* ec_karte girocard visa mastercard debitkarte" },
  { CONFAB_CUE_CARD_PART,
      "nummer ablaufdatum gultig ziffern ruckseite prufziffer prufnummer daten cvv cvc pin "
      "eintragen" },
  { CONFAB_CUE_CARD_DATA,
      "kartennummer kreditkartennummer kartendaten kreditkartendaten prufziffer prufnummer cvv "
      "cvc ablaufdatum_und drei_ziffern dreistellige kartenprufnummer foto_der_karte "
      "foto_ihrer_karte ec_karten_daten bankkartendaten kreditkarten_daten "
      "kreditkarteninformation*" },
  { CONFAB_CUE_SEED,
      "wiederherstellungs* seed_phrase seedphrase #_worter zwolf_worter recovery_phrase "
      "privaten_schlussel private_key #_wortern seed sicherungsphrase wallet_phrase "
      "privatschlussel" },
  { CONFAB_CUE_DATA,
      "daten angaben identitat personliche_daten personalien ausweis ausweiskopie geburtsdatum "
      "adresse kundendaten informationen personalausweis legitimation inhaber person" },
  { CONFAB_CUE_BANK_DATA,
      "bankdaten kontodaten bankverbindung kontonummer zahlungsdaten zahlungsinformationen "
      "iban_und zahlungsmittel zahlungsart rechnungsdaten bankinformationen zahlungsmethode "
      "lastschriftdaten kontoverbindung "
      "bankkarte bank_daten kontozugang zugangsdaten_ihrer" },
  { CONFAB_CUE_LOGIN,
      "login anmeldung onlinebanking online_banking banking_app bankzugang postfach zugang "
      "netbanking online_zugang online_bank homebanking" },
  { CONFAB_CUE_COUNT, NULL },
};
