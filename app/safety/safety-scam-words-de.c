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
      "hochladen laden_sie_hoch" },
  { CONFAB_CUE_PAY,
      "uberweis uberweise uberweisen uberweist uberweisst zahl zahle zahlen zahlst zahlt bezahl "
      "bezahle bezahlen bezahlst bezahlt_werden begleich* begleichen transferier* einzahlen "
      "zahl_nur anweisen einzuzahlen schick_geld geld_schicken paypalen paypal_mir zu_zahlen "
      "zu_bezahlen zu_begleichen zu_entrichten entrichten entrichte vorstrecken auslegen "
      "verauslagen ubernehmen begleichst blechen einzahlst bring_ihr_geld bringen_sie_ihr_geld "
      "ubergeben lass_mir lass_mal spende spenden zu_uberweisen zahlung_freigeben vorschiessen "
      "uberweisung_machen uberweisung_tatigen echtzeituberweisung geld_zu_schicken "
      "anweisen_lassen vorzustrecken auszulegen beglichen_werden uberwiesen_werden" },
  { CONFAB_CUE_LEND,
      "leih leihe leihen leihst auslegen aushelfen pumpen pump borg borgen borgst vorstrecken "
      "hilf_mir helfen helft mir_helfen aushilfst leihweise unterstutzen unterstutz auszuhelfen "
      "zu_leihen hilfst vorschiessen streck_mir weiterhelfen einen_gefallen" },
  { CONFAB_CUE_BUY,
      "kauf kaufe kaufen kaufst kauft besorg besorge besorgen besorgst hol hole holen holst "
      "erwerben zu_kaufen zu_besorgen besorgt bestell bestelle bestellen" },
  { CONFAB_CUE_INSTALL,
      "installier installiere installieren installierst herunterladen runterladen "
      "herunterzuladen lad lade laden ladet herunter runter aktivier aktiviere aktivieren "
      "ausfuhren starten starte deaktivier* virenscanner_aus abschalten ausschalten offnen_sie "
      "offne erlauben_sie erlaube zulassen einschalten downloaden download runterzuladen "
      "zu_installieren hol_dir_die_app app_laden" },
  { CONFAB_CUE_VERIFY,
      "bestatig* verifizier* aktualisier* prufen uberprufen uberpruf* legitimier* freischalten "
      "entsperren authentifizier* freigeben autorisier* identifizier* validier* "
      "melden_sie_sich_an anmelden einloggen loggen reaktivier* nachweisen erneuern verlanger* "
      "registrier* freizugeben zu_bestatigen verifizieren_lassen ab_gleichen abgleich" },
  { CONFAB_CUE_ENTER,
      "eingeben eintragen trag trage tragen gib_ein geben_sie_ein geben ausfullen full fulle "
      "fullen eingibst einzugeben einzutragen hinterlegen hinterleg* tippen_sie_ein eintippen" },
  { CONFAB_CUE_CLICK,
      "klick* anklicken drucken_sie tippen folge folgen_sie folgenden_link unter_folgendem_link "
      "hier_entlang link_offnen besuchen besuche offne_den_link uber_den_link uber_folgenden "
      "diesen_link dem_link handeln_sie_jetzt handle_jetzt zur_seite uber_diesen_link link_unten "
      "gehen_sie_auf auf_der_seite auf_dieser_seite hier_klicken bezahlen_sie_hier hier_bezahlen "
      "daten_hier" },
  { CONFAB_CUE_CALL,
      "ruf_an rufen_sie ruf_uns ruckruf zuruckrufen ruf_sofort anrufen kontaktier* meld_dich "
      "melden_sie_sich melde_dich antworten antworte antwort_mit antworten_sie wenden_sie_sich "
      "zuruckzurufen melden wahlen_sie schreiben_sie_uns schreib_uns setzen_sie_sich "
      "schreib_mir_privat schreib_mir schreibt_mir anzurufen rufe_sofort melde meldet_euch "
      "ruckmeldung" },
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
      "schreib_mir_per" },

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
      "ihre_hilfe pls plz bidde" },
  { CONFAB_CUE_NEED,
      "brauche brauchen brauch benotige benotigen benotigt braucht ich_will wir_wollen fehlt "
      "fehlen gefragt" },
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
      "transaktionsnummer*" },
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
      "onlinebanking_daten legitimations_id" },
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
      "lastschriftdaten kontoverbindung" },
  { CONFAB_CUE_LOGIN,
      "login anmeldung onlinebanking online_banking banking_app bankzugang postfach zugang "
      "netbanking online_zugang online_bank homebanking" },

  { CONFAB_CUE_OFFICE,
      "kundendienst kundenservice sicherheitsteam sicherheitsabteilung support_team "
      "technischer_dienst technische_dienst technischer_support technischen_support "
      "betrugsabteilung betrugspravention supportteam sparkasse* volksbank* postbank commerzbank "
      "ing_diba paypal microsoft amazon netflix finanzamt zoll zollamt hauptzollamt "
      "kriminalpolizei kripo bundespolizei polizeiprasidium kommissar kommissarin oberkommissar* "
      "staatsanwalt* interpol europol dhl hermes dpd gls deutsche_post bundeszentralamt "
      "rentenversicherung krankenkasse bundesagentur telekom vodafone administrator admin "
      "sicherheitszentrale it_abteilung hauptkommissar* bundeskriminalamt bka verwaltung "
      "inkasso* gerichtsvollzieher* mahnabteilung stadtwerke geschaftsfuhrung geschaftsfuhrer "
      "buchhaltung personalabteilung servicecenter service_center klarna apple_support "
      "whatsapp_support facebook instagram_support comdirect dkb deutsche_bank targobank "
      "bankmitarbeiter* confab_kundendienst sicherheitsdienst verbraucherzentrale steueramt "
      "familienkasse kundenberater bankberater lohnburo rechnungsstelle sachbearbeiter* barclays "
      "advanzia santander consorsbank amtsgericht kunden_service unserem_mitarbeiter "
      "unser_mitarbeiter unseren_mitarbeiter unserem_support unser_support" },
  { CONFAB_CUE_AUTHORITY,
      "bank hausbank polizei behorde amt anwalt notar ministerium rechtsanwalt anwaltskanzlei" },
  { CONFAB_CUE_CLAIM,
      "hier_ist hier_spricht hier_schreibt wir_sind ich_bin mein_name_ist im_auftrag mitteilung "
      "achtung wichtig information_ihrer wir_informieren ich_rufe_an mitarbeiter_von spreche_ich "
      "meldet_sich guten_tag_hier nachricht_von warnung wichtige_mitteilung amtliche ihrer_bank "
      "hinweis von_ihrer_bank informiert_sie" },
  { CONFAB_CUE_CUSTOMER,
      "sehr_geehrter_kunde sehr_geehrte_kundin sehr_geehrte_damen sehr_geehrter_herr "
      "sehr_geehrte_frau lieber_kunde liebe_kundin werter_kunde sehr_geehrte_kunden "
      "sehr_geehrter_nutzer lieber_nutzer sehr_geehrter_karteninhaber sehr_geehrter_begunstigter "
      "geschatzter_kunde sehr_geehrte_r liebe_kunden lieber_gewinner sehr_geehrtes_mitglied" },
  { CONFAB_CUE_ACCOUNT,
      "konto konten kontos *konto profil postfach karte zugang wallet abo zugange account "
      "nutzerkonto mailkonto mitgliedschaft sim_karte apple_id guthaben" },
  { CONFAB_CUE_TROUBLE,
      "gesperrt gesperrt_werden sperrung sperren eingeschrankt einschrankung* verdachtig* "
      "ungewohnlich* unbefugt* gehackt lauft_ab ablauft abgelaufen deaktiviert abgeschaltet "
      "geloscht geschlossen ausgesetzt missbrauch* kompromittiert unautorisiert* betrugerisch* "
      "blockiert fehlgeschlagen stillgelegt voll abgebucht abbuchung abgelehnt gekundigt "
      "ausser_betrieb unregelmassig* gemeldet fremdzugriff leerzuraumen leerraumen "
      "unbekanntes_gerat neues_gerat neue_anmeldung zugegriffen fremder einzuziehen "
      "nicht_abgebucht nicht_eingezogen verstoss verstosse eingefroren ruckstand auslauft "
      "erlischt sperre unterbrochen unterbrechung eingestellt angegriffen sicherheitsproblem" },
  { CONFAB_CUE_COMPUTER,
      "rechner computer pc laptop gerat handy windows system telefon ip_adresse" },
  { CONFAB_CUE_VIRUS,
      "virus viren infiziert schadsoftware trojaner gehackt hacker befallen in_gefahr "
      "spionagesoftware malware fehlermeldungen" },
  { CONFAB_CUE_NOT_YOU,
      "falls_sie_das_nicht wenn_sie_das_nicht nicht_veranlasst nicht_autorisiert "
      "falls_sie_dies_nicht wenn_sie_dies_nicht nicht_von_ihnen waren_sie_das nicht_sie_waren "
      "nicht_selbst_waren nicht_beauftragt wenn_sie_es_nicht falls_sie_es_nicht warst_du_das "
      "sollten_sie_das_nicht sollten_sie_dies_nicht wurde_belastet wurden_belastet "
      "wird_abgebucht nicht_erkennen nicht_getatigt" },
  { CONFAB_CUE_SAFE, "sicher sicheres sicheren sicherheit geschutzt geschutztes" },
  { CONFAB_CUE_SAFE_ACCOUNT,
      "sicherheitskonto sicheres_konto sichere_konto treuhandkonto schutzkonto sicheren_konto "
      "in_sicherheit notfallkonto geschutztes_konto polizeikonto" },
  { CONFAB_CUE_APPROVAL,
      "push_tan pushtan freigabe mitteilung_in benachrichtigung auftrag_in_der_app anfrage_in "
      "die_tan" },

  { CONFAB_CUE_MONEY,
      "geld bargeld guthaben summe betrag kohle erspartes ersparnisse zahlung spende asche "
      "vermogen bares wertsachen schmuck knete gold" },
  { CONFAB_CUE_BILL,
      "rechnung rechnungen miete ticket flugticket visum zahlung rate mahnung operation "
      "medikament* strom handyrechnung uberweisung flug krankenhausrechnung behandlung fahrkarte "
      "tankfullung forderung unterkunft" },
  { CONFAB_CUE_BACK,
      "zuruckzahlen zahle_es_dir zahl_dir zahl_es_dir kriegst_du_zuruck zuruck kriegst_du_wieder "
      "wieder_zuruck bekommst_es_zuruck gebe_es_dir geb_es_dir geb_dir erstatte erstatten "
      "zuruckuberweis* hast_du_wieder hast_dus_wieder kriegst_du_freitag kriegst_du_montag "
      "kriegst_du_heute kriegst_es bis_freitag bis_montag bis_morgen bis_zum_wochenende "
      "zuruckgeben bis_nachste_woche kriegst_du_morgen ruckzahlung bekommst_du_wieder "
      "bekommst_du_zuruck wiederhaben zuruckbekommen uberweise_ich_dir zahl_ich_dir kriegste" },
  { CONFAB_CUE_URGENT,
      "dringend sofort umgehend schnell schnellstmoglich unverzuglich innerhalb_von innerhalb "
      "binnen heute_noch noch_heute letzte_mahnung letzte_warnung letzte_chance jetzt_handeln "
      "eilt eilig asap gleich_jetzt nur_heute bis_mitternacht in_den_nachsten in_#_stunden "
      "in_#_minuten schleunigst letztmalig bis_heute_abend sonst andernfalls letzter_hinweis "
      "auf_der_stelle wenige_stunden ansonsten frist bis_spatestens muss_heute pronto "
      "so_schnell_wie notfall heute_vormittag ehestmoglich soeben" },
  { CONFAB_CUE_SECRECY,
      "sag_niemandem niemandem_sagen niemandem_davon mit_niemandem unter_uns vertraulich* "
      "diskret diskretion sag_mama_noch_nichts sag_mama_nichts sag_papa_nichts sag_niemand "
      "erzahl_niemand* geheim_halten bleibt_unter_uns stillschweigen verschwiegen* "
      "sag_den_anderen sag_den_anderen_nichts erzahl_es_niemand* behalte_es_fur_dich "
      "behalt_es_fur_dich nicht_weitersagen kein_wort sprechen_sie_mit_niemand* peinlich "
      "unangenehm sag_nichts sag_es_niemand* noch_nichts_sagen keinem_sagen keinem_davon" },
  { CONFAB_CUE_NO_CALL,
      "nicht_telefonieren kann_nicht_telefonieren grad_nicht_telefonieren nicht_anrufen "
      "kann_nicht_sprechen nicht_sprechen nicht_reden nicht_erreichbar im_meeting "
      "in_einer_besprechung mikrofon_kaputt mikro_kaputt mikro_geht_nicht erklare_ich_spater "
      "erklar_ich_dir_spater erklar_dir_spater erklare_dir_spater nur_schreiben nur_per_chat "
      "telefonieren_geht_nicht kann_gerade_nicht_reden bitte_nicht_anrufen anrufen_geht_nicht "
      "nicht_ans_telefon" },
  { CONFAB_CUE_EXCUSE,
      "banking_app_spinnt app_spinnt app_geht_nicht app_funktioniert_nicht karte_gesperrt "
      "karte_ist_gesperrt konto_ist_gesperrt konto_gesperrt online_banking_geht_nicht "
      "onlinebanking_geht_nicht komme_nicht_ins komm_nicht_ins geldbeutel_verloren "
      "karte_funktioniert_nicht karte_geht_nicht uberweisungslimit limit_erreicht "
      "karte_wurde_eingezogen karte_verloren karte_vergessen portemonnaie_verloren app_streikt "
      "nicht_an_mein_konto nicht_an_mein_geld knapp_bei_kasse kein_zugriff_auf_mein* "
      "gehalt_kommt konto_uberzogen komme_nicht_an_mein* tan_verfahren_geht bank_app_geht" },
  { CONFAB_CUE_EMERGENCY,
      "notfall unfall krankenhaus operation operiert gestohlen ausgeraubt beklaut bestohlen "
      "uberfallen in_der_klemme in_schwierigkeiten in_not festsitzen sitze_fest gestrandet "
      "verletzt im_ausland patsche todlich* uberfall lebensgefahr* schwer_krank notlage "
      "am_flughafen botschaft verunfallt obdachlos" },
  { CONFAB_CUE_CUSTODY,
      "untersuchungshaft haft festgenommen verhaftet gefangnis in_gewahrsam polizeiwache "
      "entfuhrt u_haft festgehalten losegeld inhaftiert" },
  { CONFAB_CUE_THREAT,
      "haftbefehl festnahme pfandung gerichtsvollzieher* inkasso* strafanzeige mahnbescheid "
      "vollstreck* zwangsvollstreckung sonst_bekommen sonst_folgt veroffentlich* "
      "polizei_einschalten verklag* gerichtlich* strafverfahren ermittlungsverfahren zwangsgeld "
      "bussgeld alle_deine_kontakte deine_kontakte an_alle_kontakte stromsperre strafe_droht "
      "rechtliche_schritte ratenzahlung_nicht schufa_eintrag mahngebuhren pfandet kontopfandung" },
  { CONFAB_CUE_FILMED,
      "webcam mit_deiner_kamera mit_ihrer_kamera gefilmt aufgenommen nacktbilder nacktfotos "
      "nackt das_video intim* pornoseiten porno erwachsenenseiten kamera_gehackt" },
  { CONFAB_CUE_SERVICE, "western_union moneygram freunde_und_familie paypal_freunde bargeldversand "
                        "bargeld_ubergeben paypal_family" },
  { CONFAB_CUE_CHANGED,
      "geandert neues_konto neue_bankverbindung neue_iban neue_kontonummer geanderte" },

  { CONFAB_CUE_KIN,
      "mama mami mutti mutter papa papi paps vati vater oma omi opa opi tante onkel mum mom "
      "omchen opachen omilein mamma muddi" },
  { CONFAB_CUE_KIN_CLAIM,
      "dein_sohn deine_tochter dein_enkel deine_enkelin dein_neffe deine_nichte "
      "dein_lieblingsenkel deine_lieblingsenkelin dein_kind deine_grosse deine_kleine dein_junge "
      "dein_grosser dein_bruder deine_schwester dein_cousin dein_altester dein_kleiner "
      "deine_alteste" },
  { CONFAB_CUE_ITS_ME,
      "ich_bins ich_bin_es ich_bin_s bin_s ich_bin_dein ich_bin_deine hier_ist_dein "
      "hier_ist_deine ich_bin_s_dein" },
  { CONFAB_CUE_GUESS,
      "rate_mal rat_mal wer_hier_ist weisst_du_wer erkennst_du_mich wer_ist_da "
      "weisst_du_nicht_wer erkennst_du_meine_stimme kennst_du_mich_nicht rat_mal_wer" },
  { CONFAB_CUE_PHONE,
      "handy telefon smartphone mobiltelefon iphone display bildschirm sim sim_karte *handy "
      "mobile" },
  { CONFAB_CUE_NUMBER, "nummer handynummer telefonnummer nr rufnummer mobilnummer kontakt" },
  { CONFAB_CUE_NEW,
      "neue neues neuen andere anderen vorubergehend* temporare ersatz* geandert gewechselt "
      "aktuelle" },
  { CONFAB_CUE_NEW_NUMBER,
      "neue_nummer neue_handynummer neuen_nummer vom_handy_einer vom_handy_eines vom_handy_von "
      "handy_einer_freundin auf_dieser_nummer auf_diese_nummer unter_dieser_nummer "
      "diese_nummer_ein nummer_gewechselt nummer_geandert das_ist_meine_nummer diese_nummer_ab "
      "jetzt_meine_nummer ersatzhandy losch_die_alte losch_die_alten losche_die_alte alte_nummer "
      "nummer_einspeichern anderes_konto anderen_konto alte_handy speicher_die nummer_speichern "
      "hier_unter_der anderes_handy leihhandy" },
  { CONFAB_CUE_BROKEN,
      "kaputt gefallen verloren reparatur hinuber gestohlen geklaut ins_klo ins_wasser "
      "wasserschaden displayschaden defekt zerbrochen gehackt waschmaschine zersprungen "
      "geschrottet runtergefallen weg futsch heruntergefallen gecrasht schrott klo toilette "
      "gesplittert" },

  { CONFAB_CUE_REMOTE,
      "anydesk any_desk teamviewer team_viewer quicksupport rustdesk ultraviewer fernzugriff "
      "fernwartung fernsteuerung fernzugang fernwartungs* aus_der_ferne "
      "mit_ihrem_rechner_zu_verbinden mit_ihrem_rechner mit_deinem_rechner auf_ihren_rechner "
      "auf_deinen_rechner zugriff_auf_ihren" },
  { CONFAB_CUE_SCREEN, "bildschirm_teilen ihren_bildschirm deinen_bildschirm bildschirmfreigabe "
                       "bildschirmubertragung" },
  { CONFAB_CUE_RISKY_FILE,
      "apk exe makros makro virenscanner antivirus* unbekannte_quellen sicherheitsupdate "
      "sicherheits_update fehlalarm berechtigungen firewall virenschutz anhang zip_datei "
      "inhalt_aktivieren play_protect unbekannten_quellen videoplayer nicht_im_store" },
  { CONFAB_CUE_APP,
      "app anwendung programm software datei anhang *app spiel tool erweiterung update" },
  { CONFAB_CUE_BAIT,
      "bist_du_das_auf bist_du_das_in bist_du_das_hier bist_das_du schau_mal_wer_gestorben "
      "video_von_dir bilder_von_dir_gefunden ist_das_dein_video bist_du_in_diesem_video "
      "foto_von_dir_gefunden" },

  { CONFAB_CUE_GIFT_CARD,
      "geschenkkarte* guthabenkarte* steam_karte* steamkarte* google_play_karte* apple_karte* "
      "applekarte* itunes* paysafecard* paysafe* paysafekarte* gutscheinkarte* amazon_gutschein* "
      "google_play_gutschein* prepaidkarte* amazon_karte* guthabencode* wertgutschein* cashcode "
      "google_play_guthaben steam_guthaben steam_gutschein* apple_gutschein* play_karte* "
      "transcash neosurf xbox_karte* playstation_karte* geschenk_karte* gutscheincode* "
      "otto_gutschein* zalando_gutschein*" },
  { CONFAB_CUE_SCRATCH,
      "rubbel* rubbeln freirubbeln frei_rubbeln fotos_der_codes foto_der_codes bild_der_codes "
      "ruckseite fotografier_die codes_auf_der foto_vom_code fotos_von_den_codes "
      "bilder_der_codes" },
  { CONFAB_CUE_CRYPTO,
      "krypto* bitcoin* btc usdt ethereum binance wallet blockchain kryptowahrung* coins "
      "trading_plattform handelsplattform forex" },
  { CONFAB_CUE_INVEST,
      "investier* anlage investition* investment* rendite* gewinn gewinne trading aktien* trader "
      "broker boersen* borse signale zahl_nur anlegen geldanlage handelssignale depot "
      "aktientipp*" },
  { CONFAB_CUE_SURE,
      "garantiert* kein_risiko ohne_risiko risikofrei* verdoppel* doppelte das_doppelte "
      "verdreifach* #_fach passives_einkommen sichere_rendite todsicher #_prozent_die_woche "
      "die_woche pro_woche finanzielle_freiheit schnell_reich hohe_rendite zeige_dir_wie "
      "zeig_dir_wie vervielfach* reich_werden nach_wenigen_tagen in_wenigen_tagen geheimtipp "
      "ich_zeige_dir" },
  { CONFAB_CUE_WITHDRAW,
      "auszahlung auszahlen auszuzahlen abheben hebe abhebung freigabe_ihres auszahlung_ihres" },
  { CONFAB_CUE_PRIZE,
      "gewinnspiel* lotterie lotto gewonnen gewinner gewinnerin hauptgewinn hauptpreis verlosung "
      "gezogen ausgelost gluckwunsch gluckliche* preisgeld jackpot iphone gratisprodukt pramie "
      "gratis_iphone ausgewahlt umfrage gutschein* bonus treuepunkte" },
  { CONFAB_CUE_WON, "gewonnen gewinner gewinnerin ausgewahlt ausgelost gezogen steht_ihnen_zu" },
  { CONFAB_CUE_YOU_WON,
      "sie_haben_gewonnen du_hast_gewonnen sie_sind_der_gewinner glucklicher_gewinner "
      "gluckliche_gewinner* sie_haben_ein* ihre_nummer_wurde_gezogen sie_wurden_ausgewahlt "
      "du_wurdest_ausgewahlt als_gewinner als_gewinnerin hauptgewinn ihr_gewinn dein_gewinn "
      "sie_wurden_ausgelost du_wurdest_ausgelost lieber_gewinner" },
  { CONFAB_CUE_PARCEL,
      "paket* sendung* lieferung* packchen zustellung* brief versand* packet postsendung "
      "warensendung" },
  { CONFAB_CUE_FEE,
      "gebuhr* *gebuhr *gebuhren zoll zollgebuhr* versandkosten porto kosten steuer steuern "
      "nachentgelt bearbeitungs* *kosten einfuhr* zollkosten *steuer umsatzsteuer nachporto maut "
      "vorschuss einfuhrabgaben" },
  { CONFAB_CUE_HELD,
      "nicht_zugestellt zuruckgehalten wartet wartend unzustellbar zustellversuch fehlen fehlt "
      "ausstehend* offen offene unbezahlt* zuruckgesendet zuruckgeschickt festgehalten "
      "angehalten depot lagert neu_zustellen verzogert unvollstandig* nicht_ausgeliefert "
      "zustellen_konnten verteilzentrum adresse_falsch zustellung_fehlgeschlagen an_den_absender "
      "zwischengelagert" },
  { CONFAB_CUE_WINDFALL,
      "erbe erbschaft nachlass verstorben* hinterlassen millionen #_millionen begunstigt* "
      "schenkung erblasser* spende_an_sie entschadigungsfonds hinterbliebene million ahnen_erbe" },
  { CONFAB_CUE_REFUND,
      "erstattung steuererstattung ruckerstattung ruckzahlung steht_ihnen ihnen_steht "
      "guthaben_von entschadigung uberzahlung steuerruckerstattung ruckvergutung "
      "entlastungspauschale energiepauschale nachzahlung_erhalten bonuszahlung soforthilfe "
      "forderung_an_sie" },
  { CONFAB_CUE_ADVANCE,
      "vorab im_voraus vorher vorauszahl* zuvor vorkasse vorschuss erst_die zuerst" },
  { CONFAB_CUE_CHAIN,
      "an_#_freunde an_#_kontakte an_alle_deine mit_#_freunden weiterleiten_an_# an_#_leute "
      "an_#_gruppen an_#_personen mit_#_kontakten an_zehn_freunde" },
  { CONFAB_CUE_JOB,
      "nebenjob* heimarbeit homeoffice home_office nebenverdienst* jobangebot stellenangebot "
      "minijob online_job lebenslauf bewerbung_gesehen mitarbeiter_gesucht arbeit_von_zu_hause "
      "remote suchen_mitarbeiter nebentatigkeit zusatzeinkommen teilzeit* stelle "
      "personalvermittl* produkttester suche_leute vollzeit zuverdienst recruiter*" },
  { CONFAB_CUE_EARN,
      "verdien* einkommen gehalt tagesverdienst tagliche_auszahlung taglich_ausgezahlt provision "
      "behalten auszahlung verdienst geld_verdienen lohn darfst_du_behalten einnahmen vergutung "
      "mache_ich bezahlung_taglich" },
  { CONFAB_CUE_PER_DAY,
      "am_tag pro_tag taglich* tagliche pro_stunde die_woche pro_woche in_der_woche "
      "in_der_stunde tagl wochentlich im_monat" },
  { CONFAB_CUE_EASY,
      "von_zu_hause von_zuhause keine_erfahrung ohne_erfahrung leicht_verdient* videos_liken "
      "liken leichtes_geld minuten_am_tag stunden_am_tag einfache_aufgaben freie_zeiteinteilung "
      "nur_ein_handy vom_handy_aus in_deiner_freizeit schnelles_geld schnell_geld "
      "bewertungen_schreiben ohne_vorkenntnisse flexibel_von" },
  { CONFAB_CUE_LOAN,
      "kredit kredite darlehen ohne_schufa schufafrei sofortkredit privatkredit kreditangebot* "
      "zinsen zinssatz schufa" },

  { CONFAB_CUE_MESSENGER,
      "whatsapp telegram signal viber threema messenger insta instagram snapchat snap discord "
      "skype kik wechat hangouts google_chat wa wickr facebook tg" },
  { CONFAB_CUE_FLATTER,
      "liebes_gesicht schon_e kennenlernen kennen_lernen lernen_wir_uns hubsch* dein_profil "
      "dein_foto einsam mein_schatz schatz liebling susse susser liebste sie_klingen_nett "
      "klingst_nett bin_selten_hier selten_hier kaum_hier nett_e sympathisch* single verwitwet "
      "meine_liebe seelenverwandt* dein_lacheln traumfrau selten_online nicht_oft_hier "
      "wunderschon* freundschaft attraktiv ihr_profil ihr_foto baby sind_nett" },
  { CONFAB_CUE_WRONG_PERSON,
      "falsche_nummer falschen_kontakt verwechselt nicht_anna falsch_gespeichert "
      "falsch_verbunden verwahlt falschen_person falsche_person" },

  { CONFAB_CUE_ORDINARY,
      "training chor verein* vereins* trainer bucherei museum schule klasse spiel team kinder "
      "abendessen kuchen geburtstag* party kino garten hund katze brot rezept hausaufgaben "
      "lehrer lehrerin probe turnier mitglied* beitrag jahresbeitrag kassenwart pizza wochenende "
      "fussball schwimmen stand konzert ausflug zeltlager nachbar* termin praxis waschmaschine "
      "tisch lesekreis fahrrad sofa wohnung abholung offnungszeiten bestellung umschlag "
      "reserviert geschenk bohrmaschine drucker grillen fahrt taschengeld trikot* kurs "
      "kuhlschrank gitarre klavier stunde kita kindergarten spielplatz babysitter urlaub wandern "
      "mittagessen fruhstuck kaffee tee kneipe einkauf* wasche elternabend elternbeirat "
      "flohmarkt klassenfahrt sportfest sommerfest weihnachtsfeier pfand bucher" },
  { CONFAB_CUE_WARN_TALK,
      "betrug betruger* masche vorsicht phishing reingefallen gibt_sich_aus gibt_sich_jemand "
      "aufpassen pass_auf enkeltrick abzocke fake liebesbetruger* schockanruf trickbetrug* "
      "falsche_polizisten warnen betrogen spam" },
  { CONFAB_CUE_MUST, "muss musst mussen musst_ihr sollst ist_zu sind_zu zu" },
  { CONFAB_CUE_SAYS,
      "sagt sagte hat ist war fragt meint will kommt wollte kann findet lasst braucht geht ruft "
      "schreibt und" },
  { CONFAB_CUE_TELL,
      "sag sage sagen sagt erzahl* sprich sprechen sprichst reden erwahn* verrat* weitersagen" },
  { CONFAB_CUE_TALK, "telefonieren sprechen reden anrufen rangehen" },
  { CONFAB_CUE_BAIL, "kaution losegeld freilassung" },
  { CONFAB_CUE_SMS, "sms nachricht textnachricht" },
  { CONFAB_CUE_COUNT, NULL },
};
