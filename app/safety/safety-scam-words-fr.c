/* French words of the judge "scam", by what they mean; folded as the text is: small, no marks, an
 * apostrophe parts two words. How a row is read: safety-scam-private.h.
 *
 * Words, not sentences: what they mean together is said by the roles and the rules. */

#include "safety/safety-scam-private.h"

const ConfabScamRow confab_safety_scam_words_fr[] = {
  { CONFAB_CUE_GIVE,
      "envoie envoies envoyer envoyez envoyer_moi donne donnes donner donnez dis dire dites "
      "transmets transmettre transmettez transferer_le transfere_le communique communiquer "
      "communiquez partage partager partagez fournir fournissez recopie recopier recopiez lis "
      "lire lisez renvoie renvoyer renvoyez indiquer indiquez indique passe_moi passer_moi "
      "file_moi filer quel_est quels_sont quelle_est quelles_sont c_est_quoi montre_moi capture "
      "dicter dictez dicte transferez_moi reveler copie copiez colle copier_coller faire_suivre "
      "fais_suivre faites_suivre refile remettre remettez photographie* faire_parvenir me_passer" },
  { CONFAB_CUE_PAY,
      "paie paies paye payes payer payez regle regles regler reglez vire vires virer virez "
      "virement verse verses verser versez depose deposer deposez transfere transferer "
      "transferez avance_moi m_avancer acquitter acquittez lyf paypal_moi envoyer_de_l_argent "
      "envoie_de_l_argent approvisionner crediter transfert effectuer_un_paiement "
      "faire_un_virement faire_un_paiement remettre_l_argent cotiser financer a_regler a_payer "
      "a_verser faire_un_lydia lydia paylib wero etre_paye etre_payee etre_reglee etre_regle "
      "etre_verse" },
  { CONFAB_CUE_LEND,
      "prete pretes preter pretez depanne depanner depannes depannez avancer avance m_aider "
      "aide_moi aidez_moi aider aider_avec soutenir m_aides me_depanner emprunter un_service" },
  { CONFAB_CUE_BUY,
      "achete achetes acheter achetez prends prenez prendre procure procurer procurez "
      "commande_moi commander procurez_vous prenez_les achete_moi recuperer_des va_chercher" },
  { CONFAB_CUE_INSTALL,
      "installe installer installez telecharge telecharger telechargez lance lancez lancer "
      "ouvrez ouvre_le_fichier activer activez active desactive desactiver desactivez autorise "
      "autoriser acceptez accepte executer executez telechargement ouvre_la_piece ouvrir "
      "coupe_l_antivirus" },
  { CONFAB_CUE_VERIFY,
      "verifier verifiez verifie confirmer confirmez confirme valider validez valide "
      "mettre_a_jour mettez_a_jour mets_a_jour actualiser actualisez connectez connectez_vous "
      "authentifier authentifiez debloquer debloquez reactiver reactivez identifier identifiez "
      "vous_identifier regulariser regularisez renouveler renouvelez securiser securisez "
      "approuver approuvez prouver justifier connecte_toi identifie_toi" },
  { CONFAB_CUE_ENTER,
      "saisir saisissez entrer entrez remplir remplissez rempli renseigner renseignez completer "
      "completez inscrire mets_ta mettre_ta mettre_votre rentrer rentrez rentre taper tapez "
      "remplis enregistrer_votre" },
  { CONFAB_CUE_CLICK,
      "clique cliquer cliquez clic suivez suivre_ce appuyez consultez rendez_vous_sur rdv_sur "
      "via_le_lien sur_le_lien ce_lien le_lien visitez ouvrez_le_lien reagissez agissez "
      "payez_ici ici_pour coordonnees_ici lien_ci_dessous lien_suivant depuis_ce_lien allez_sur "
      "va_sur_ce cliques" },
  { CONFAB_CUE_CALL,
      "rappelez rappelle_moi appelez appelez_nous contacter contactez contacte repondez reponds "
      "repondre joindre joignez rappelez_nous ecrivez_nous appelez_le appeler_le composez "
      "ecris_moi ecrivez_moi contactez_nous contactez_le appelez_vite telephonez contacte_moi" },
  { CONFAB_CUE_MOVE,
      "ecris_moi_sur ecrivez_moi_sur ecris_moi_plutot_sur ecrivez_moi_plutot contacte_moi_sur "
      "contactez_moi_sur continue_sur continuer_sur continuons_sur on_continue_sur passons "
      "passons_sur passer_sur passe_sur ajoute_moi ajoutez_moi parlons_sur on_parle_sur "
      "on_se_parle_sur viens_sur venez_sur rejoins_moi rejoignez_moi retrouve_moi "
      "retrouvons_nous_sur discutons_sur discuter_sur plutot_sur contactez_notre contacte_notre "
      "rejoins_mon rejoignez_notre rejoins_notre plutot_sur_whatsapp joignable_sur "
      "me_joindre_sur poursuivre_sur poursuivons_sur echanger_sur parler_sur ecrire_sur "
      "contacter_sur contactez_nous_sur mon_contact" },

  { CONFAB_CUE_ME, "moi me nous m" },
  { CONFAB_CUE_I, "je j on_a on_va on_peut on_vous on_t" },
  { CONFAB_CUE_YOU, "tu te t toi ton ta tes vous votre vos" },
  { CONFAB_CUE_MY, "mon ma mes notre nos" },
  { CONFAB_CUE_THEY,
      "il elle ils quelqu quelqu_un qui les_gens la_banque la_police maman papa mamie papi "
      "un_faux tresoriere tresorier" },
  { CONFAB_CUE_ASK,
      "stp svp s_il_te_plait s_il_vous_plait merci_de veuillez peux_tu tu_peux pouvez_vous "
      "vous_pouvez pourrais_tu tu_pourrais pourriez_vous vous_pourriez faudrait tu_dois "
      "vous_devez besoin_que besoin_de_vous besoin_de_toi besoin_de_ton besoin_de_votre "
      "il_suffit suffit juste simplement afin_de pour_eviter pour_recevoir pour_annuler "
      "pour_debloquer priere_de est_a_regler sont_a_payer tu_veux_bien voudrais_tu voulez_vous "
      "es_tu_d_accord possible_de t_as_moyen peut_tu si_tu_pouvais si_vous_pouviez vous_devrez "
      "tu_devras obligatoire necessaire on_doit nous_devons il_vous_faut peut_on "
      "serait_il_possible tu_peut ton_aide votre_aide afin_que pense_a pensez_a n_oubliez_pas "
      "peut_etre_tu vous_n_avez_qu tu_n_as_qu" },
  { CONFAB_CUE_NEED,
      "besoin il_me_faut il_nous_faut j_ai_besoin nous_avons_besoin me_faut manque manquent "
      "il_manque necessite j_aurais_besoin nous_faut" },
  { CONFAB_CUE_NOT, "pas jamais aucun aucune sans rien plus_besoin n_en_donnez ne_donnez" },
  { CONFAB_CUE_AND, "et ou puis ensuite sinon alors si" },
  { CONFAB_CUE_GREET, "bonjour bonsoir salut coucou hello cc slt hey allo cher chere bjr" },
  { CONFAB_CUE_ANYONE, "personne autres quiconque aux_autres tiers" },
  { CONFAB_CUE_PERCENT, "pourcent" },
  { CONFAB_CUE_CURRENCY, "euro euros eur dollars balles chf francs fcfa cfa" },

  { CONFAB_CUE_CODE, "code codes pin" },
  { CONFAB_CUE_CODE_ONCE,
      "code_de_verification code_de_confirmation code_de_securite code_de_validation "
      "code_d_activation code_sms code_a_#_chiffres code_a_six_chiffres code_d_authentification "
      "code_a_usage_unique code_unique code_otp code_whatsapp code_de_connexion "
      "mot_de_passe_unique code_temporaire code_par_sms code_recu cle_digitale code_par_texto "
      "code_a_quatre code_confidentiel" },
  { CONFAB_CUE_CODE_CUE,
      "sms texto whatsapp verification confirmation securite connexion google instagram facebook "
      "telegram message vote compte telephone bloque bloquee #_chiffres validation inscription "
      "annuler bancaire apple_id leboncoin" },
  { CONFAB_CUE_CODE_NOT,
      "promo reduction remise cadeau parrainage postal postaux immeuble porte portail digicode "
      "interphone erreur couleur produit barres vestimentaire route penal civil cadenas velo "
      "retrait reunion wifi visio zoom qr source garage ascenseur jeu alarme coffre casier suivi "
      "commande portillon salle classe cle kahoot entree residence local invitation imprimante "
      "parking hall" },
  { CONFAB_CUE_NUMERALS, "chiffres numeros nombres" },
  { CONFAB_CUE_RECEIVE,
      "recevoir recois recevez recu recus recue arrive arriver arrivera s_affiche affiche "
      "affichent vas_avoir allez_recevoir vas_recevoir vient_d_arriver viens_de_recevoir "
      "venez_de_recevoir arriver_un recevras recevrez aurez recevra" },
  { CONFAB_CUE_MISTAKE,
      "par_erreur erreur trompe trompee me_suis_trompe par_accident par_inadvertance "
      "mis_votre_numero mis_ton_numero a_la_place_du_mien c_etait_pour_moi destine_a_moi "
      "entre_votre_numero entre_ton_numero confondu" },
  { CONFAB_CUE_SECRET,
      "mot_de_passe mots_de_passe mdp identifiant identifiants code_secret codes_d_acces "
      "code_d_acces code_confidentiel code_pin identifiants_bancaires motdepasse code_de_carte "
      "code_bancaire code_personnel" },
  { CONFAB_CUE_SECRET_NOT,
      "wifi netflix spotify disney box routeur invite invites zoom chorale imprimante frigo "
      "streaming canal pronote" },
  { CONFAB_CUE_CARD, "carte carte_bancaire cb carte_bleue carte_de_credit cartes visa mastercard" },
  { CONFAB_CUE_CARD_PART,
      "numero numeros expiration verso cryptogramme chiffres date code donnees coordonnees" },
  { CONFAB_CUE_CARD_DATA,
      "cryptogramme numero_de_carte numero_de_votre_carte numero_de_ta_carte "
      "trois_chiffres_au_dos #_chiffres_au_dos chiffres_au_dos date_d_expiration "
      "donnees_de_carte coordonnees_de_carte informations_de_carte cvv cvc donnees_bancaires "
      "numeros_de_carte numeros_de_ta_carte numeros_de_votre_carte infos_de_carte" },
  { CONFAB_CUE_SEED,
      "phrase_de_recuperation phrase_secrete #_mots phrase_de_restauration seed_phrase "
      "cle_privee phrase_mnemonique douze_mots seed" },
  { CONFAB_CUE_DATA,
      "coordonnees informations donnees infos identite piece_d_identite date_de_naissance "
      "adresse renseignements formulaire droits titulaire carte_d_identite passeport "
      "numero_de_securite" },
  { CONFAB_CUE_BANK_DATA,
      "coordonnees_bancaires donnees_bancaires informations_bancaires informations_de_paiement "
      "moyen_de_paiement infos_bancaires rib_et numero_de_compte donnees_de_paiement "
      "mode_de_paiement iban_et informations_de_facturation" },
  { CONFAB_CUE_LOGIN,
      "connexion banque_en_ligne acces_en_ligne espace_client messagerie boite_mail acces "
      "espace_personnel appli_bancaire" },

  { CONFAB_CUE_OFFICE,
      "service_client support_technique service_technique service_fraude service_des_fraudes "
      "service_securite service_de_securite support_microsoft microsoft paypal amazon netflix "
      "conseiller conseillere impots service_des_impots tresor_public dgfip douane douanes "
      "gendarmerie police_nationale interpol europol brigade ameli assurance_maladie caf "
      "carte_vitale antai chronopost colissimo la_poste mondial_relay credit_agricole "
      "credit_mutuel bnp bnp_paribas societe_generale banque_postale caisse_d_epargne lcl "
      "boursorama administrateur admin service_paie service_informatique huissier commissaire "
      "tribunal sfr bouygues free_mobile edf engie cpf mon_compte_formation centre_de_securite "
      "assistance_technique confab service_comptabilite la_direction directeur "
      "direction_generale support service_recouvrement leboncoin vinted dhl crit_air "
      "france_travail pole_emploi urssaf conseiller_bancaire centre_d_opposition "
      "service_clientele france_connect banque_de_france agent operateur service_des_ressources "
      "drh visa_securite equipe_de_securite service_de_verification" },
  { CONFAB_CUE_AUTHORITY, "banque police avocat notaire ministere mairie gouvernement prefecture" },
  { CONFAB_CUE_CLAIM,
      "ici je_suis nous_sommes c_est_le_service de_la_part je_vous_appelle je_vous_contacte "
      "alerte avis mon_nom_est message_de nous_vous_informons au_nom_de notification attention "
      "important votre_banque rappel information" },
  { CONFAB_CUE_CUSTOMER,
      "cher_client chere_cliente cher_utilisateur chers_clients cher_abonne cher_adherent_e "
      "madame_monsieur cher_titulaire cher_beneficiaire monsieur_madame chere_client "
      "cher_e_client cher_assure cher_gagnant madame" },
  { CONFAB_CUE_ACCOUNT,
      "compte comptes profil boite_mail boite messagerie carte portefeuille acces abonnement "
      "espace dossier forfait ligne" },
  { CONFAB_CUE_TROUBLE,
      "suspendu suspendue suspension bloque bloquee restreint restreinte limite limitee suspecte "
      "suspect inhabituel* expire expiration ferme fermee supprime* desactive* pirate piratee "
      "frauduleu* non_autorise* anomalie compromis* connexion_suspecte vide_votre_compte pleine "
      "verrouille* interrompu* cloture* coupe coupure irregul* echoue refuse rejete incident "
      "resilie* signale vide_ton_compte impaye impayee retard incomplet* arrive_a_expiration "
      "nouvel_appareil appareil_inconnu tentative_de_connexion usurpation detourne expirera" },
  { CONFAB_CUE_COMPUTER, "ordinateur pc telephone appareil windows systeme portable adresse_ip" },
  { CONFAB_CUE_VIRUS, "virus infecte infectee pirate piratage malware cheval_de_troie en_danger "
                      "logiciel_malveillant hackers logiciels_espions contamine hacke menace" },
  { CONFAB_CUE_NOT_YOU,
      "si_ce_n_est_pas si_ce_n_etait_pas pas_a_l_origine n_en_etes_pas si_vous_n_etes_pas "
      "non_reconnu n_avez_pas_effectue si_vous_n_avez_pas n_avez_pas_autorise ce_n_est_pas_vous "
      "etait_ce_vous ne_reconnaissez_pas d_etre_effectue vient_d_etre_debite sera_debite_e" },
  { CONFAB_CUE_SAFE, "securise securisee sure protege protegee" },
  { CONFAB_CUE_SAFE_ACCOUNT,
      "compte_securise compte_de_securite compte_protege compte_sequestre compte_tampon "
      "compte_de_secours compte_provisoire" },
  { CONFAB_CUE_APPROVAL,
      "la_notification l_operation la_demande_dans notification cle_digitale securipass "
      "notification_dans" },

  { CONFAB_CUE_MONEY,
      "argent especes somme montant liquide cash economies paiement thune fric mandat oseille "
      "fonds bijoux" },
  { CONFAB_CUE_BILL,
      "facture factures loyer billet visa amende operation soins medicaments essence dette "
      "un_paiement forfait ticket hotel frais_medicaux ordonnance" },
  { CONFAB_CUE_BACK,
      "rembourse rembourserai rembourser te_rends vous_rends rendrai rends_tout te_rembourse "
      "vous_rembourse je_te_rends te_le_rends rends_ca je_rends te_rendrai jusqu_a_vendredi "
      "jusqu_a_lundi jusqu_a_demain rembourserais remboursement_ce_soir jusqu_au_week" },
  { CONFAB_CUE_URGENT,
      "urgent urgence urgente d_urgence immediatement tout_de_suite vite rapidement au_plus_vite "
      "sous_# dans_l_heure avant_minuit avant_midi derniere_chance dernier_rappel dernier_avis "
      "dernier_delai sans_delai aujourd_hui_seulement immediat dans_les_# des_que_possible delai "
      "sinon faute_de_quoi avant_ce_soir d_ici_ce_soir asap sans_attendre dans_les_plus_brefs "
      "en_ce_moment immediate de_toute_urgence derniere_relance dans_#_heures avant_majoration" },
  { CONFAB_CUE_SECRECY,
      "n_en_parlez n_en_parle ne_dis_rien ne_dites_rien entre_nous confidentiel* discretion "
      "discretement discret ne_le_dis_a_personne parles_en_a_personne parle_a_personne "
      "garde_ca_pour garder_pour_vous garde_le_pour en_secret secret ne_le_dis_pas dis_rien "
      "n_informez_personne en_toute_confidentialite gene j_ai_honte dis_le_a_personne "
      "en_parle_pas en_parler_a_personne" },
  { CONFAB_CUE_NO_CALL,
      "peux_pas_parler peux_pas_appeler impossible_de_telephoner peux_pas_telephoner "
      "impossible_d_appeler peux_plus_appeler ne_peux_pas_parler en_reunion ne_m_appelle_pas "
      "pas_joignable injoignable micro_casse que_par_message uniquement_par_message "
      "t_explique_plus_tard t_expliquerai je_t_explique_apres ne_peux_pas_appeler "
      "je_t_explique_plus micro_ne_marche peux_pas_repondre micro_marche_pas" },
  { CONFAB_CUE_EXCUSE,
      "carte_est_bloquee carte_bloquee appli_bancaire_bugge appli_bancaire appli_bugge "
      "compte_est_bloque acces_a_mon_compte application_bancaire carte_avalee perdu_ma_carte "
      "perdu_mon_portefeuille plafond plafond_atteint compte_bloque carte_refusee "
      "plus_acces_a_mon pas_acces_a_mon carte_ne_marche carte_marche_pas oublie_ma_carte "
      "virement_ne_passe appli_de_ma_banque a_decouvert paie_pas_tombee" },
  { CONFAB_CUE_EMERGENCY,
      "hopital accident galere vole volee braque agresse agressee bloque_a bloquee_a coince "
      "coincee en_detresse en_difficulte operation operer blesse blessee urgences malade "
      "tout_vole m_a_tout_vole dans_le_besoin ambassade mauvaise_passe expulse a_la_rue aeroport "
      "en_panne" },
  { CONFAB_CUE_CUSTODY,
      "garde_a_vue prison arrete arretee detention emprisonne commissariat ravisseurs rancon "
      "kidnappe incarcere" },
  { CONFAB_CUE_THREAT,
      "mandat_d_arret poursuites huissier tribunal penal_e majoration poursuivi interpellation "
      "tous_vos_contacts tous_tes_contacts vos_contacts_recevront tes_contacts diffuse diffuser "
      "publierai publier coupure_de diffuserai amende_majoree fichage porter_plainte "
      "procedure_est procedure_judiciaire a_la_saisie justice_sera une_saisie" },
  { CONFAB_CUE_FILMED,
      "webcam filme filmee vous_ai_filme t_ai_filme la_video intime intimes nue nues "
      "camera_pirat* sites_pour_adultes porno pedopornograph* photos_de_toi_nue" },
  { CONFAB_CUE_SERVICE,
      "western_union moneygram mandat_cash lydia paysafe ria wafacash orange_money entre_proches "
      "paypal_proche mandat_compte nickel" },
  { CONFAB_CUE_CHANGED,
      "change nouveau_rib nouveau_compte nouvel_iban nouvelles_coordonnees modifie" },

  { CONFAB_CUE_KIN,
      "maman mam papa mamie papi papy mamy tonton tata tatie mere pere grand_mere grand_pere "
      "manou pepe mum m_man p_pa" },
  { CONFAB_CUE_KIN_CLAIM,
      "ton_fils ta_fille ton_petit_fils ta_petite_fille ton_neveu ta_niece votre_petit_fils "
      "votre_fils ton_grand ta_grande ton_frere ta_soeur ton_cousin ta_cousine ton_petit "
      "ta_petite" },
  { CONFAB_CUE_ITS_ME, "c_est_moi c_est_ta c_est_ton moi_ton moi_ta c_moi" },
  { CONFAB_CUE_GUESS,
      "devine_qui devine_qui_c devinez_qui tu_me_reconnais tu_sais_qui vous_me_reconnaissez "
      "tu_reconnais_ma qui_c_est" },
  { CONFAB_CUE_PHONE, "telephone portable mobile tel smartphone iphone ecran sim puce gsm" },
  { CONFAB_CUE_NUMBER, "numero num tel contact" },
  { CONFAB_CUE_NEW,
      "nouveau nouvel nouvelle provisoire temporaire autre change remplacement actuel" },
  { CONFAB_CUE_NEW_NUMBER,
      "nouveau_numero numero_provisoire numero_temporaire change_de_numero avec_celui_d "
      "une_copine_j celui_d_une celui_d_un sur_ce_numero a_ce_numero enregistre_ce "
      "enregistrez_ce ce_numero ancien_numero mon_autre_compte autre_compte telephone_d_une "
      "telephone_d_un supprime_l_ancien efface_l_ancien nouveau_contact ecris_moi_ici" },
  { CONFAB_CUE_BROKEN,
      "casse cassee tombe tombee eau toilettes wc perdu perdue vole volee reparation explose "
      "mort hs pirate piratee fichu foutu brise brisee egare machine_a_laver fissure noye grille" },

  { CONFAB_CUE_REMOTE,
      "anydesk teamviewer quicksupport rustdesk prise_en_main prendre_la_main acces_a_distance "
      "a_distance controle_a_distance nous_connecter_a me_connecter_a prendre_le_controle "
      "telemaintenance supremo ultraviewer" },
  { CONFAB_CUE_SCREEN,
      "partagez_votre_ecran partage_ton_ecran partage_d_ecran partager_votre_ecran "
      "partager_ton_ecran partage_de_votre" },
  { CONFAB_CUE_RISKY_FILE,
      "apk exe macros macro antivirus sources_inconnues mise_a_jour_de_securite maj_de_securite "
      "piece_jointe fausse_alerte autorisations pare_feu toutes_les_autorisations correctif "
      "fichier_zip play_protect" },
  { CONFAB_CUE_APP,
      "application appli app logiciel programme fichier jeu piece_jointe outil extension" },
  { CONFAB_CUE_BAIT,
      "c_est_toi_sur c_est_toi_dans c_est_bien_toi c_est_toi_la regarde_qui_est_mort "
      "video_de_toi tu_es_dans_cette est_ce_toi des_photos_de_toi" },

  { CONFAB_CUE_GIFT_CARD,
      "carte_cadeau cartes_cadeau cartes_cadeaux carte_steam cartes_steam carte_itunes "
      "cartes_itunes carte_google_play cartes_google_play coupon_pcs coupons_pcs pcs transcash "
      "neosurf paysafecard recharge_pcs tickets_premium carte_prepayee cartes_prepayees "
      "ticket_toneo carte_apple cartes_apple carte_amazon cartes_amazon toneo coupon_transcash "
      "cartes_neosurf e_carte recharges coupons_de_recharge" },
  { CONFAB_CUE_SCRATCH,
      "gratte grattez gratter photos_des_codes photo_des_codes codes_au_dos numeros_au_dos "
      "photo_du_code codes_de_recharge dos_des_cartes dos_de_la_carte les_codes photo_du_dos" },
  { CONFAB_CUE_CRYPTO,
      "bitcoin bitcoins btc crypto cryptos cryptomonnaie* usdt ethereum binance blockchain "
      "plateforme_de_trading forex" },
  { CONFAB_CUE_INVEST,
      "investis investir investissez investissement* placement trading gains rendement* "
      "benefice* profit bourse signaux trader miser depose_juste courtier livret" },
  { CONFAB_CUE_SURE,
      "garanti garantis garantie garanties sans_risque aucun_risque double doubler le_double "
      "doublez tripler par_semaine revenu_passif rendement_eleve te_montre montrer_comment "
      "liberte_financiere multipli* devenir_riche en_quelques_jours je_te_montre "
      "rendement_garanti" },
  { CONFAB_CUE_WITHDRAW, "retrait retirer retirez debloquer_les_fonds deblocage" },
  { CONFAB_CUE_PRIZE,
      "loterie tirage tire_au_sort gagnant gagnante gagne lot felicitations concours cadeau "
      "jackpot iphone grand_prix recompense selectionne selectionnee sondage bon_d_achat tombola "
      "heureux_gagnant" },
  { CONFAB_CUE_WON, "gagne gagnant gagnante selectionne selectionnee remporte tire_au_sort" },
  { CONFAB_CUE_YOU_WON,
      "vous_avez_gagne tu_as_gagne vous_etes_le_gagnant heureux_gagnant heureuse_gagnante "
      "vous_avez_remporte numero_a_ete_tire vous_avez_ete_selectionne* vous_etes_l_heureux "
      "t_as_gagne vous_avez_ete_tire avez_ete_choisi tu_as_ete_selectionne*" },
  { CONFAB_CUE_PARCEL, "colis livraison envoi paquet lettre courrier expedition livreur pli" },
  { CONFAB_CUE_FEE,
      "frais taxe taxes douane frais_de_port frais_de_douane affranchissement droits_de_douane "
      "supplement peage tva frais_de_dossier vignette frais_de_livraison" },
  { CONFAB_CUE_HELD,
      "en_attente bloque retenu pas_pu_etre_livre pas_ete_livre n_a_pas_pu manque impaye impayes "
      "retour_a_l_expediteur depot non_livre suspendu retournee retourne reprogrammer "
      "nouvelle_livraison pas_dans_la_boite adresse_incomplete en_instance immobilise "
      "n_a_pu_etre livraison_echouee reporter trop_volumineux boite_aux_lettres point_relais" },
  { CONFAB_CUE_WINDFALL,
      "heritage heritier defunt defunte decede succession legs millions #_millions beneficiaire "
      "donation don_de legue ayant_droit testament fonds_de_compensation" },
  { CONFAB_CUE_REFUND,
      "remboursement remboursement_d_impot trop_percu droit_a_un droit_a_une indemnisation "
      "credit_d_impot vous_rembourser cheque_energie indemnite allocation aide_de" },
  { CONFAB_CUE_ADVANCE,
      "d_avance au_prealable prealable avant_de_recevoir d_abord a_l_avance prealablement "
      "avance_de_frais" },
  { CONFAB_CUE_CHAIN,
      "a_#_amis a_#_contacts a_tous_tes avec_#_amis a_#_personnes a_dix_amis a_#_groupes" },
  { CONFAB_CUE_JOB,
      "job job_d_appoint teletravail travail_a_domicile votre_cv emploi recrutement recrute "
      "recrutons mission offre_d_emploi complement_de_revenu candidature poste travail_en_ligne "
      "revenus_complementaires temps_partiel cherche_personnes a_domicile" },
  { CONFAB_CUE_EARN,
      "gagner gagnez gagne salaire revenu revenus paiement_quotidien paye_chaque commission "
      "vous_gardez tu_gardes paiement_journalier remuneration paye_par_jour remunere" },
  { CONFAB_CUE_PER_DAY,
      "par_jour quotidien quotidienne chaque_jour par_semaine par_heure de_l_heure par_mois "
      "journalier" },
  { CONFAB_CUE_EASY,
      "depuis_chez_vous depuis_chez_toi de_chez_vous sans_experience aucune_experience "
      "argent_facile likant liker minutes_par_jour heures_par_jour taches_simples simples_taches "
      "depuis_ton_telephone temps_libre depuis_votre facile de_chez_toi a_la_maison "
      "depuis_la_maison simple_clic" },
  { CONFAB_CUE_LOAN,
      "pret prets credit_entre besoin_d_un_pret pret_entre sans_justificatif credit taux "
      "pret_rapide pret_personnel offre_de_pret" },

  { CONFAB_CUE_MESSENGER,
      "whatsapp telegram signal viber messenger instagram insta snapchat snap discord skype "
      "wechat hangouts google_chat kik wa facebook zangi" },
  { CONFAB_CUE_FLATTER,
      "visage_si belle beau ravissante faire_connaissance faire_votre_connaissance votre_profil "
      "ton_profil ta_photo votre_photo seul seule mon_amour mon_coeur cheri cherie rarement_ici "
      "l_air_sympa l_air_gentil veuf veuve celibataire ame_soeur charmante mignonne ton_sourire "
      "votre_sourire pas_souvent_ici peu_souvent_ici rarement_sur amitie se_connaitre bebe "
      "ma_belle" },
  { CONFAB_CUE_WRONG_PERSON,
      "mauvais_numero faux_numero trompe_de_numero trompee_de_numero trompe_de_personne "
      "erreur_de_numero mauvaise_personne" },

  { CONFAB_CUE_ORDINARY,
      "entrainement chorale club coach mediatheque bibliotheque musee ecole classe match equipe "
      "enfants diner gateau anniversaire fete cine cinema jardin jardins chien recette devoirs "
      "prof professeur repetition tournoi adherent adherents cotisation tresoriere tresorier "
      "pizza week_end foot piscine stand concert sortie colo camp voisin voisins voisine cabinet "
      "lave_linge table livre velo canape appartement ouverture commande enveloppe reservee "
      "cadeau perceuse imprimante barbecue argent_de_poche maillot maillots cours frigo guitare "
      "piano creche maternelle nounou vacances plage rando dejeuner cafe courses lessive "
      "kermesse brocante parents_d_eleves covoiturage cantine association gouter" },
  { CONFAB_CUE_WARN_TALK,
      "arnaque arnaques arnaqueur arnaqueurs escroc escrocs escroquerie mefie mefiez fait_passer "
      "se_fait_passer phishing hameconnage avoir_par faux_policier faux_conseiller attention_a "
      "ont_fait_le_coup piege spam" },
  { CONFAB_CUE_MUST, "faut dois doit devons devez il_faut est_a sont_a" },
  { CONFAB_CUE_SAYS,
      "dit a est demande veut pense disait avait va trouve vient peut arrive etait aime et" },
  { CONFAB_CUE_TELL, "dis dites dire parle parlez parler raconte racontez dit" },
  { CONFAB_CUE_TALK, "parler appeler telephoner" },
  { CONFAB_CUE_BAIL, "caution rancon liberer" },
  { CONFAB_CUE_SMS, "sms texto message" },
  { CONFAB_CUE_COUNT, NULL },
};
