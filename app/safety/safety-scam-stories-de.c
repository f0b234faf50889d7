/* German words of the judge "scam" for the stories that tricksters tell, and for ordinary talk; the
 * rest is in safety-scam-words-de.c. How a row is read: safety-scam-private.h. */

#include "safety/safety-scam-private.h"

const ConfabScamRow confab_safety_scam_stories_de[] = {
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
      "unser_mitarbeiter unseren_mitarbeiter unserem_support unser_support "
      "amazon_kundenservice sicherheitsbeauftragte* paketdienst zustelldienst postbote "
      "versicherung anwaltskanzlei strom_anbieter stromanbieter energieversorger netzbetreiber "
      "bundesnetzagentur jobcenter auslanderbehorde meldeamt burgeramt zollbehorde "
      "polizeikommissar* kriminalamt ermittler* beamter staatsanwaltin kundensupport serviceteam "
      "kundenbetreuung betrugsabwehr sicherheitsteams apple apple_id google meta chefetage "
      "vorstand sekretariat sicherheitsexpert* bankangestellt* gez rundfunkbeitrag beitragsservice "
      "paypal_team postfach_team it_support mahnwesen unsere_buchhaltung "
      "internetanbieter* telefonanbieter* provider" },
  { CONFAB_CUE_AUTHORITY,
      "bank hausbank polizei behorde amt anwalt notar ministerium rechtsanwalt anwaltskanzlei" },
  { CONFAB_CUE_CLAIM,
      "hier_ist hier_spricht hier_schreibt wir_sind ich_bin mein_name_ist im_auftrag mitteilung "
      "achtung wichtig information_ihrer wir_informieren ich_rufe_an mitarbeiter_von spreche_ich "
      "meldet_sich guten_tag_hier nachricht_von warnung wichtige_mitteilung amtliche ihrer_bank "
      "hinweis von_ihrer_bank informiert_sie "
      "mein_name hier_ist_ihr am_apparat hier_die guten_tag_mein wir_haben_festgestellt "
      "wir_haben_bemerkt ihr_ansprechpartner im_namen" },
  { CONFAB_CUE_CUSTOMER,
      "sehr_geehrter_kunde sehr_geehrte_kundin sehr_geehrte_damen sehr_geehrter_herr "
      "sehr_geehrte_frau lieber_kunde liebe_kundin werter_kunde sehr_geehrte_kunden "
      "sehr_geehrter_nutzer lieber_nutzer sehr_geehrter_karteninhaber sehr_geehrter_begunstigter "
      "geschatzter_kunde sehr_geehrte_r liebe_kunden lieber_gewinner sehr_geehrtes_mitglied" },
  { CONFAB_CUE_ACCOUNT,
      "konto konten kontos *konto profil postfach karte zugang wallet abo zugange account "
      "nutzerkonto mailkonto mitgliedschaft sim_karte apple_id guthaben "
      "whatsapp netflix icloud abonnement" },
  { CONFAB_CUE_TROUBLE,
      "gesperrt gesperrt_werden sperrung sperren eingeschrankt einschrankung* verdachtig* "
      "ungewohnlich* unbefugt* gehackt lauft_ab ablauft abgelaufen deaktiviert abgeschaltet "
      "geloscht geschlossen ausgesetzt missbrauch* kompromittiert unautorisiert* betrugerisch* "
      "blockiert fehlgeschlagen stillgelegt voll abgebucht abbuchung abgelehnt gekundigt "
      "ausser_betrieb unregelmassig* gemeldet fremdzugriff leerzuraumen leerraumen "
      "unbekanntes_gerat neues_gerat neue_anmeldung zugegriffen fremder einzuziehen "
      "nicht_abgebucht nicht_eingezogen verstoss verstosse eingefroren ruckstand auslauft "
      "erlischt sperre unterbrochen unterbrechung eingestellt angegriffen sicherheitsproblem "
      "abgestellt ausgeschaltet deaktivieren unbezahlt* festgestellt bestellt_auf auf_ihren_namen "
      "auf_ihrem_namen gestohlen identitatsdiebstahl missbraucht verfallen verfallt lauft_heute_ab "
      "lauft_morgen_ab nicht_mehr_gultig verloren_gehen wird_geloscht wird_gesperrt wird_beendet "
      "kundigung rucklastschrift zahlungsproblem erneute_prufung einstellung veraltet" },
  { CONFAB_CUE_COMPUTER, "rechner computer pc laptop gerat handy windows system telefon ip_adresse "
                         "browser tablet macbook router netzwerk" },
  { CONFAB_CUE_VIRUS, "virus viren infiziert schadsoftware trojaner hacker befallen in_gefahr "
                      "spionagesoftware malware fehlermeldungen "
                      "storungen storung" },
  { CONFAB_CUE_NOT_YOU,
      "falls_sie_das_nicht wenn_sie_das_nicht nicht_veranlasst nicht_autorisiert "
      "falls_sie_dies_nicht wenn_sie_dies_nicht nicht_von_ihnen waren_sie_das nicht_sie_waren "
      "nicht_selbst_waren nicht_beauftragt wenn_sie_es_nicht falls_sie_es_nicht warst_du_das "
      "sollten_sie_das_nicht sollten_sie_dies_nicht wurde_belastet wurden_belastet "
      "wird_abgebucht nicht_erkennen nicht_getatigt "
      "waren_sie_das_nicht sonst_helfe falls_nicht wenn_nicht_rufen wurde_ein_macbook "
      "auf_ihren_namen_wurde nicht_bestellt_haben nicht_angefordert" },
  { CONFAB_CUE_SAFE_ACCOUNT,
      "sicherheitskonto sicheres_konto sichere_konto treuhandkonto schutzkonto sicheren_konto "
      "in_sicherheit notfallkonto geschutztes_konto polizeikonto "
      "unserem_boten unseren_boten unserem_kurier einem_kollegen_in_zivil ihr_geld_schutzen "
      "ersparnisse_schutzen in_verwahrung zur_sicherheit_abholen" },
  { CONFAB_CUE_APPROVAL,
      "push_tan pushtan freigabe mitteilung_in benachrichtigung auftrag_in_der_app anfrage_in "
      "die_tan" },

  { CONFAB_CUE_MONEY,
      "geld bargeld guthaben summe betrag kohle erspartes ersparnisse zahlung spende asche "
      "vermogen bares wertsachen schmuck knete gold" },
  { CONFAB_CUE_BILL,
      "rechnung rechnungen miete ticket flugticket visum zahlung rate mahnung operation "
      "medikament* strom handyrechnung uberweisung flug krankenhausrechnung behandlung fahrkarte "
      "tankfullung forderung unterkunft "
      "anwalt botschaft neues_handy sprit benzin hotelrechnung stromrechnung zugticket "
      "tierarztrechnung reparatur werkstattrechnung" },
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
      "so_schnell_wie notfall heute_vormittag ehestmoglich soeben "
      "bis_morgen nur_noch_# plaze_frei platze_frei nur_kurze_zeit sofortig* schnellstens "
      "endet_heute letzter_tag zeitkritisch handlungsbedarf nur_noch_heute" },
  { CONFAB_CUE_SECRECY,
      "sag_niemandem niemandem_sagen niemandem_davon mit_niemandem unter_uns vertraulich* "
      "diskret diskretion sag_mama_noch_nichts sag_mama_nichts sag_papa_nichts sag_niemand "
      "erzahl_niemand* geheim_halten bleibt_unter_uns stillschweigen verschwiegen* "
      "sag_den_anderen sag_den_anderen_nichts erzahl_es_niemand* behalte_es_fur_dich "
      "behalt_es_fur_dich nicht_weitersagen kein_wort sprechen_sie_mit_niemand* peinlich "
      "unangenehm sag_nichts sag_es_niemand* noch_nichts_sagen keinem_sagen keinem_davon "
      "nur_schriftlich legen_sie_nicht_auf sag_bitte_papa sag_bitte_mama sags_keinem sag_s_keinem "
      "ist_mir_unangenehm echt_unangenehm mir_peinlich vertrauen_sie_niemandem nur_wir_zwei "
      "geheimhaltung" },
  { CONFAB_CUE_NO_CALL,
      "legen_sie_nicht nicht_auflegen leg_nicht_auf bleiben_sie_dran in_der_leitung "
      "nicht_telefonieren kann_nicht_telefonieren grad_nicht_telefonieren nicht_anrufen "
      "kann_nicht_sprechen nicht_sprechen nicht_reden nicht_erreichbar im_meeting "
      "in_einer_besprechung mikrofon_kaputt mikro_kaputt mikro_geht_nicht erklare_ich_spater "
      "erklar_ich_dir_spater erklar_dir_spater erklare_dir_spater nur_schreiben nur_per_chat "
      "telefonieren_geht_nicht kann_gerade_nicht_reden bitte_nicht_anrufen anrufen_geht_nicht "
      "nicht_ans_telefon "
      "nur_schriftlich in_einer_sitzung in_sitzung kein_empfang schlechter_empfang ton_geht_nicht "
      "kann_schlecht_reden lautsprecher_kaputt" },
  { CONFAB_CUE_EXCUSE,
      "banking_app_spinnt app_spinnt app_geht_nicht app_funktioniert_nicht karte_gesperrt "
      "karte_ist_gesperrt konto_ist_gesperrt konto_gesperrt online_banking_geht_nicht "
      "onlinebanking_geht_nicht komme_nicht_ins komm_nicht_ins geldbeutel_verloren "
      "karte_funktioniert_nicht karte_geht_nicht uberweisungslimit limit_erreicht "
      "karte_wurde_eingezogen karte_verloren karte_vergessen portemonnaie_verloren app_streikt "
      "nicht_an_mein_konto nicht_an_mein_geld knapp_bei_kasse kein_zugriff_auf_mein* "
      "gehalt_kommt konto_uberzogen komme_nicht_an_mein* tan_verfahren_geht bank_app_geht "
      "komm_nicht_in_mein nicht_in_mein_banking nicht_ins_banking gehalt_kommt_erst "
      "lohn_kommt_erst mein_gehalt konto_leer pleite kein_bargeld paypal_gesperrt karte_geklaut "
      "geldborse_weg" },
  { CONFAB_CUE_EMERGENCY,
      "notfall unfall krankenhaus operation operiert gestohlen ausgeraubt beklaut bestohlen "
      "uberfallen in_der_klemme in_schwierigkeiten in_not festsitzen sitze_fest gestrandet "
      "verletzt im_ausland patsche todlich* uberfall lebensgefahr* schwer_krank notlage "
      "am_flughafen botschaft verunfallt obdachlos "
      "autounfall liegengeblieben liegen_geblieben panne waisenhaus hunger nichts_zu_essen "
      "gott_segne krebs schwangere_frau in_not_geraten spenden kriegsgebiet fluchtling* kein_sprit "
      "tank_leer abgebrannt festgehalten steck_fest gestorben beerdigung" },
  { CONFAB_CUE_CUSTODY,
      "untersuchungshaft haft festgenommen verhaftet gefangnis in_gewahrsam polizeiwache "
      "entfuhrt u_haft festgehalten losegeld inhaftiert" },
  { CONFAB_CUE_THREAT,
      "haftbefehl festnahme pfandung gerichtsvollzieher* inkasso* strafanzeige mahnbescheid "
      "vollstreck* zwangsvollstreckung sonst_bekommen sonst_folgt veroffentlich* "
      "polizei_einschalten verklag* gerichtlich* strafverfahren ermittlungsverfahren zwangsgeld "
      "bussgeld alle_deine_kontakte deine_kontakte an_alle_kontakte stromsperre strafe_droht "
      "rechtliche_schritte ratenzahlung_nicht schufa_eintrag mahngebuhren pfandet kontopfandung "
      "kosten_verdoppeln strom_abgestellt wird_ihr_strom inkassoverfahren vorladung verhaftung "
      "wohnung_verlieren rechtliche_konsequenzen rechtliche_folgen sperrung_droht" },
  { CONFAB_CUE_FILMED,
      "webcam mit_deiner_kamera mit_ihrer_kamera gefilmt aufgenommen nacktbilder nacktfotos "
      "nackt das_video intim* pornoseiten porno erwachsenenseiten kamera_gehackt" },
  { CONFAB_CUE_SERVICE, "western_union moneygram freunde_und_familie paypal_freunde bargeldversand "
                        "bargeld_ubergeben paypal_family "
                        "paypal_freunde_und echtzeit_uberweisung wero krypto_automat bargeldlos" },
  { CONFAB_CUE_CHANGED,
      "geandert neues_konto neue_bankverbindung neue_iban neue_kontonummer geanderte "
      "neue_konto folgende_konto auf_das_neue" },

  { CONFAB_CUE_KIN,
      "mama mami mutti mutter papa papi paps vati vater oma omi opa opi tante onkel mum mom "
      "omchen opachen omilein mamma muddi "
      "mamilein papilein muttchen vatti ommi schwesterherz bruderherz" },
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
      "hier_unter_der anderes_handy leihhandy "
      "alte_nummer_kannst schreib_mir_hier neue_sim andere_nummer handy_von_einer "
      "handy_von_einem diese_nummer ersatz_handy" },
  { CONFAB_CUE_BROKEN,
      "kaputt gefallen verloren reparatur hinuber gestohlen geklaut ins_klo ins_wasser "
      "wasserschaden displayschaden defekt zerbrochen gehackt waschmaschine zersprungen "
      "geschrottet runtergefallen weg futsch heruntergefallen gecrasht schrott klo toilette "
      "gesplittert "
      "in_der_waschmaschine ersoffen abgesoffen zerstort ist_tot pfutze badewanne" },

  { CONFAB_CUE_REMOTE,
      "anydesk any_desk teamviewer team_viewer quicksupport rustdesk ultraviewer fernzugriff "
      "fernwartung fernsteuerung fernzugang fernwartungs* aus_der_ferne "
      "mit_ihrem_rechner_zu_verbinden mit_ihrem_rechner mit_deinem_rechner auf_ihren_rechner "
      "auf_deinen_rechner zugriff_auf_ihren "
      "bildschirm_teilen ihren_bildschirm deinen_bildschirm bildschirmfreigabe "
      "bildschirmubertragung bildschirm_sehen" },
  { CONFAB_CUE_RISKY_FILE,
      "apk exe makros makro virenscanner antivirus* unbekannte_quellen sicherheitsupdate "
      "sicherheits_update fehlalarm berechtigungen firewall virenschutz anhang zip_datei "
      "inhalt_aktivieren play_protect unbekannten_quellen videoplayer nicht_im_store "
      "reiniger sicherheits_app sicherheitsapp zertifikat update_datei gecrackt hack crack" },
  { CONFAB_CUE_APP,
      "app anwendung programm software datei anhang *app spiel tool erweiterung update" },
  { CONFAB_CUE_BAIT,
      "bist_du_das_auf bist_du_das_in bist_du_das_hier bist_das_du schau_mal_wer_gestorben "
      "video_von_dir bilder_von_dir_gefunden ist_das_dein_video bist_du_in_diesem_video "
      "foto_von_dir_gefunden "
      "wer_dein_profil schau_mal_was_ich bist_du_auf_dem" },

  { CONFAB_CUE_GIFT_CARD,
      "geschenkkarte* guthabenkarte* steam_karte* steamkarte* google_play_karte* apple_karte* "
      "applekarte* itunes* paysafecard* paysafe* paysafekarte* gutscheinkarte* amazon_gutschein* "
      "google_play_gutschein* prepaidkarte* amazon_karte* guthabencode* wertgutschein* cashcode "
      "google_play_guthaben steam_guthaben steam_gutschein* apple_gutschein* play_karte* "
      "transcash neosurf xbox_karte* playstation_karte* geschenk_karte* gutscheincode* "
      "otto_gutschein* zalando_gutschein* "
      "google_play play_karten guthaben_karte* steam_guthabenkarte* ebay_gutschein* "
      "rossmann_gutschein* guthabenbon*" },
  { CONFAB_CUE_SCRATCH,
      "rubbel* rubbeln freirubbeln frei_rubbeln fotos_der_codes foto_der_codes bild_der_codes "
      "ruckseite fotografier_die codes_auf_der foto_vom_code fotos_von_den_codes "
      "bilder_der_codes" },
  { CONFAB_CUE_CRYPTO,
      "krypto* bitcoin* btc usdt ethereum binance wallet blockchain kryptowahrung* coins "
      "trading_plattform handelsplattform forex "
      "in_eth in_btc kryptobors* wallet_adresse mining" },
  { CONFAB_CUE_INVEST,
      "investier* anlage investition* investment* rendite* gewinn gewinne trading aktien* trader "
      "broker boersen* borse signale zahl_nur anlegen geldanlage handelssignale depot "
      "aktientipp* "
      "fur_dich_investieren mentor anlageberater* finanzexpert* aktiengruppe borsengruppe "
      "geldanlagen investieren" },
  { CONFAB_CUE_SURE,
      "garantiert* kein_risiko ohne_risiko risikofrei* verdoppel* doppelte das_doppelte "
      "verdreifach* #_fach passives_einkommen sichere_rendite todsicher #_prozent_die_woche "
      "die_woche pro_woche finanzielle_freiheit schnell_reich hohe_rendite zeige_dir_wie "
      "zeig_dir_wie vervielfach* reich_werden nach_wenigen_tagen in_wenigen_tagen geheimtipp "
      "ich_zeige_dir "
      "bekommst_du_# in_einer_stunde wahrend_du_schlafst hab_letzte_woche letzte_woche_# "
      "gemacht_dank aus_#_mach ehrlich "
      "null_risiko ganz_ohne_risiko dich_vorstellen" },
  { CONFAB_CUE_WITHDRAW,
      "auszahlung auszahlen auszuzahlen abheben hebe abhebung freigabe_ihres auszahlung_ihres" },
  { CONFAB_CUE_PRIZE,
      "gewinnspiel* lotterie lotto gewonnen gewinner gewinnerin hauptgewinn hauptpreis verlosung "
      "gezogen ausgelost gluckwunsch gluckliche* preisgeld jackpot iphone gratisprodukt pramie "
      "gratis_iphone ausgewahlt umfrage gutschein* bonus treuepunkte "
      "engere_auswahl engeren_auswahl sommer_gewinnspiel drehen_sie gratis kostenloses "
      "geschenk_fur_sie treue*" },
  { CONFAB_CUE_WON, "gewonnen gewinner gewinnerin ausgewahlt ausgelost gezogen steht_ihnen_zu" },
  { CONFAB_CUE_YOU_WON,
      "sie_haben_gewonnen du_hast_gewonnen sie_sind_der_gewinner glucklicher_gewinner "
      "gluckliche_gewinner* sie_haben_ein* ihre_nummer_wurde_gezogen sie_wurden_ausgewahlt "
      "du_wurdest_ausgewahlt als_gewinner als_gewinnerin hauptgewinn ihr_gewinn dein_gewinn "
      "sie_wurden_ausgelost du_wurdest_ausgelost lieber_gewinner "
      "sind_in_der_engeren sie_sind_einer sie_gehoren_zu steht_ihr_gewinn sie_wurden_als" },
  { CONFAB_CUE_PARCEL,
      "paket* sendung* lieferung* packchen zustellung* brief versand* packet postsendung "
      "warensendung "
      "zuzustellen zustellen warenlager ihre_ware bestellung_wartet" },
  { CONFAB_CUE_FEE,
      "gebuhr* *gebuhr *gebuhren zoll zollgebuhr* versandkosten porto kosten steuer steuern "
      "nachentgelt bearbeitungs* *kosten einfuhr* zollkosten *steuer umsatzsteuer nachporto maut "
      "vorschuss einfuhrabgaben" },
  { CONFAB_CUE_HELD,
      "nicht_zugestellt zuruckgehalten wartet wartend unzustellbar zustellversuch fehlen fehlt "
      "ausstehend* offen offene unbezahlt* zuruckgesendet zuruckgeschickt festgehalten "
      "angehalten depot lagert neu_zustellen verzogert unvollstandig* nicht_ausgeliefert "
      "zustellen_konnten verteilzentrum adresse_falsch zustellung_fehlgeschlagen an_den_absender "
      "zwischengelagert "
      "versucht_ihre zuzustellen neuen_termin neuer_termin anschrift_ist unvollstandige im_lager "
      "liegt_im_lager zustelltermin hausnummer_fehlt" },
  { CONFAB_CUE_WINDFALL,
      "erbe erbschaft nachlass verstorben* hinterlassen millionen #_millionen begunstigt* "
      "schenkung erblasser* spende_an_sie entschadigungsfonds hinterbliebene million ahnen_erbe "
      "wohltatige* millionen_fur #_millionen_fur krebs_und_mochte spenden_mochte millionen_spenden "
      "prinz diplomat nachlassverwalter" },
  { CONFAB_CUE_REFUND,
      "erstattung steuererstattung ruckerstattung ruckzahlung steht_ihnen ihnen_steht "
      "guthaben_von entschadigung uberzahlung steuerruckerstattung ruckvergutung "
      "entlastungspauschale energiepauschale nachzahlung_erhalten bonuszahlung soforthilfe "
      "forderung_an_sie "
      "anspruch_auf einmalzahlung zuschuss cashback pramie_von klimabonus heizkosten_zuschuss "
      "rentennachzahlung gutschrift" },
  { CONFAB_CUE_ADVANCE,
      "vorab im_voraus vorher vorauszahl* zuvor vorkasse vorschuss erst_die zuerst "
      "aktivierungsgebuhr kleine_gebuhr erst_zahlen anzahlung bearbeitungsgebuhr vorleistung" },
  { CONFAB_CUE_CHAIN,
      "an_#_freunde an_#_kontakte an_alle_deine mit_#_freunden weiterleiten_an_# an_#_leute "
      "an_#_gruppen an_#_personen mit_#_kontakten an_zehn_freunde" },
  { CONFAB_CUE_JOB,
      "nebenjob* heimarbeit homeoffice home_office nebenverdienst* jobangebot stellenangebot "
      "minijob online_job lebenslauf bewerbung_gesehen mitarbeiter_gesucht arbeit_von_zu_hause "
      "remote suchen_mitarbeiter nebentatigkeit zusatzeinkommen teilzeit* stelle "
      "personalvermittl* produkttester suche_leute vollzeit zuverdienst recruiter* "
      "online_assistent* assistenten vorkenntnisse testpersonen produkttester* suchen_online "
      "quereinsteiger bewerber personal_gesucht "
      "unsere_firma mehr_wissen mehr_erfahren" },
  { CONFAB_CUE_EARN,
      "verdien* einkommen gehalt tagesverdienst tagliche_auszahlung taglich_ausgezahlt provision "
      "behalten auszahlung verdienst geld_verdienen lohn darfst_du_behalten einnahmen vergutung "
      "mache_ich bezahlung_taglich "
      "euro_die_stunde die_stunde stundenlohn provision_von zusatzverdienst extra_geld "
      "schnelles_geld" },
  { CONFAB_CUE_PER_DAY,
      "am_tag pro_tag taglich* tagliche pro_stunde die_woche pro_woche in_der_woche "
      "in_der_stunde tagl wochentlich im_monat" },
  { CONFAB_CUE_EASY,
      "von_zu_hause von_zuhause keine_erfahrung ohne_erfahrung leicht_verdient* videos_liken "
      "liken leichtes_geld minuten_am_tag stunden_am_tag einfache_aufgaben freie_zeiteinteilung "
      "nur_ein_handy vom_handy_aus in_deiner_freizeit schnelles_geld schnell_geld "
      "bewertungen_schreiben ohne_vorkenntnisse flexibel_von "
      "wahrend_du_schlafst vorkenntnisse keine_vorkenntnisse wenige_klicks nebenbei vom_sofa "
      "#_minuten_am_tag "
      "bewerten bewertest bewertungen bezahlt_leute hotels_bewerten" },
  { CONFAB_CUE_LOAN,
      "kredit kredite darlehen ohne_schufa schufafrei sofortkredit privatkredit kreditangebot* "
      "zinsen zinssatz schufa "
      "rahmen kreditkarte_mit negativer_schufa trotz_schufa ratenkredit umschuldung "
      "geld_in_#_stunden" },

  { CONFAB_CUE_MESSENGER,
      "whatsapp telegram signal viber threema messenger insta instagram snapchat snap discord "
      "skype kik wechat hangouts google_chat wa wickr facebook tg" },
  { CONFAB_CUE_FLATTER,
      "liebes_gesicht schon_e kennenlernen kennen_lernen lernen_wir_uns hubsch* dein_profil "
      "dein_foto einsam mein_schatz schatz liebling susse susser liebste sie_klingen_nett "
      "klingst_nett bin_selten_hier selten_hier kaum_hier nett_e sympathisch* single verwitwet "
      "meine_liebe seelenverwandt* dein_lacheln traumfrau selten_online nicht_oft_hier "
      "wunderschon* freundschaft attraktiv ihr_profil ihr_foto baby sind_nett "
      "lass_uns_freunde freunde_sein in_der_gruppe_gefunden dich_gefunden schau_hier_kaum "
      "kaum_rein so_gern_zu_dir mein_engel bin_neu_hier ernste_beziehung nette_bekanntschaft" },
  { CONFAB_CUE_WRONG_PERSON,
      "falsche_nummer falschen_kontakt verwechselt nicht_anna falsch_gespeichert "
      "falsch_verbunden verwahlt falschen_person falsche_person "
      "was_fur_ein_zufall sekretarin_hat_mir" },

  { CONFAB_CUE_ORDINARY,
      "gleiche_nummer gleichen_nummer nummer_bleibt selbe_nummer alte_nummer_bleibt "
      "training chor verein* vereins* trainer bucherei museum schule klasse spiel team kinder "
      "abendessen kuchen geburtstag* party kino garten hund katze brot rezept hausaufgaben "
      "lehrer lehrerin probe turnier mitglied* beitrag jahresbeitrag kassenwart pizza wochenende "
      "fussball schwimmen stand konzert ausflug zeltlager nachbar* termin praxis waschmaschine "
      "tisch lesekreis fahrrad sofa wohnung abholung offnungszeiten bestellung umschlag "
      "reserviert geschenk bohrmaschine drucker grillen fahrt taschengeld trikot* kurs "
      "kuhlschrank gitarre klavier stunde kita kindergarten spielplatz babysitter urlaub wandern "
      "mittagessen fruhstuck kaffee tee kneipe einkauf* wasche elternabend elternbeirat "
      "flohmarkt klassenfahrt sportfest sommerfest weihnachtsfeier pfand bucher "
      "hochzeit caterer geldbeutel essensgeld putzfrau dauerauftrag sparbuch alarmanlage bewerbung "
      "gesprach salat uberraschungsparty klempner vermieter mieter stock kirche fotos "
      "einstellungen sprache knopf arzt tombola schulburo backer brote chorprobe "
      "wohnungsbesichtigung besichtigung "
      "zahlt_spater spater_zahlen zahlst_spater "
      "hol_mich holst_mich abholen akku hole_dich hol_dich brille besuchszeit kalender" },
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
  { CONFAB_CUE_BAIL, "kaution losegeld freilassung "
                     "anwalt rechtsanwalt" },
  { CONFAB_CUE_SMS, "sms nachricht textnachricht" },
  { CONFAB_CUE_AMOUNT, "hundert_euro tausend_euro zweihundert dreihundert funfhundert paar_hundert "
                       "ein_paar_hundert hundert tausend paar_euro etwas_geld bisschen_geld" },
  { CONFAB_CUE_IDENTITY,
      "geburtsname geburtsnamen foto_von_ihrem_ausweis foto_vom_ausweis ausweiskopie "
      "kopie_ihres_ausweises ausweis_und geburtsdatum letzten_vier_ziffern personalausweis "
      "selfie_mit steuer_id reisepasskopie foto_ihres_ausweises vorder_und_ruckseite fuhrerschein "
      "sozialversicherungs*" },
  { CONFAB_CUE_SOON, "heute morgen jetzt gleich bald nachher vormittag abend diese_woche" },
  { CONFAB_CUE_COUNT, NULL },
};
