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
      "fais_suivre faites_suivre refile remettre remettez photographie* faire_parvenir me_passer "
      "ecris ecrire recopie_moi repondez_avec reponds_avec repondez_ici_avec mettez marque "
      "indiquez_le envoyez_une fournis il_y_a_quoi qu_est_ce_qui envoyez_moi file refile_moi "
      "transmettez_nous epelle prends_en_photo prenez_en_photo ecris_le_moi note_moi envoyes "
      "remettez_le "
      "me_le_passer me_l_envoyer me_le_donner me_le_transmettre qu_est_ce_qui_est me_le_dire "
      "le_passer" },
  { CONFAB_CUE_PAY,
      "paie paies paye payes payer payez regle regles regler reglez vire vires virer virez "
      "virement verse verses verser versez depose deposer deposez transfere transferer "
      "transferez avance_moi m_avancer acquitter acquittez lyf paypal_moi envoyer_de_l_argent "
      "envoie_de_l_argent approvisionner crediter transfert effectuer_un_paiement "
      "faire_un_virement faire_un_paiement remettre_l_argent cotiser financer a_regler a_payer "
      "a_verser faire_un_lydia lydia paylib wero etre_paye etre_payee etre_reglee etre_regle "
      "etre_verse "
      "envoie_# envoyer_quelque_chose fais_le_virement tu_fais_le_virement virement_a retirez_vos "
      "retirer_vos remettez remettez_les remettre_les payez_la envoyez_par payez_# reglement "
      "a_votre_charge participer donner_de_l_argent envoyer_par me_faire_un_virement "
      "faire_virement regle_la m_envoies_# m_envoies_l verser_la" },
  { CONFAB_CUE_LEND,
      "prete pretes preter pretez depanne depanner depannes depannez avancer avance m_aider "
      "aide_moi aidez_moi aider aider_avec soutenir m_aides me_depanner emprunter un_service "
      "depanner_de me_preter avancer_la m_avancer_la de_l_aide besoin_d_aide aider_un_peu "
      "filer_un_coup un_coup_de_main rendre_un_service" },
  { CONFAB_CUE_BUY,
      "achete achetes acheter achetez prends prenez prendre procure procurer procurez "
      "commande_moi commander procurez_vous prenez_les achete_moi recuperer_des va_chercher "
      "aller_acheter prendre_des prendre_trois peux_prendre passe_prendre" },
  { CONFAB_CUE_INSTALL,
      "installe installer installez telecharge telecharger telechargez lance lancez lancer "
      "ouvrez ouvre_le_fichier activer activez active desactive desactiver desactivez autorise "
      "autoriser acceptez accepte executer executez telechargement ouvre_la_piece ouvrir "
      "coupe_l_antivirus "
      "nettoyeur telecharge_cette telecharge_l autoriser_l_acces installation ouvre_la ouvrez_la" },
  { CONFAB_CUE_VERIFY,
      "verifier verifiez verifie confirmer confirmez confirme valider validez valide "
      "mettre_a_jour mettez_a_jour mets_a_jour actualiser actualisez connectez connectez_vous "
      "authentifier authentifiez debloquer debloquez reactiver reactivez identifier identifiez "
      "vous_identifier regulariser regularisez renouveler renouvelez securiser securisez "
      "approuver approuvez prouver justifier connecte_toi identifie_toi "
      "debloquez_le renouvelez_le corrigez corriger annuler demande_en_ligne faites_la_demande "
      "commandez confirmer_vos confirmez_vos demandez cooperer completer_vos reinitialiser "
      "retablissez retablir suivez_les_etapes recuperer_l_acces recuperez" },
  { CONFAB_CUE_ENTER,
      "saisir saisissez entrer entrez remplir remplissez rempli renseigner renseignez completer "
      "completez inscrire mets_ta mettre_ta mettre_votre rentrer rentrez rentre taper tapez "
      "remplis enregistrer_votre" },
  { CONFAB_CUE_CLICK,
      "clique cliquer cliquez clic suivez suivre_ce appuyez consultez rendez_vous_sur rdv_sur "
      "via_le_lien sur_le_lien ce_lien le_lien visitez ouvrez_le_lien reagissez agissez "
      "payez_ici ici_pour coordonnees_ici lien_ci_dessous lien_suivant depuis_ce_lien allez_sur "
      "va_sur_ce cliques "
      "cliquez_ici ici_gratuitement tournez commandez_la debloquez_ici demandez_le allez_y "
      "faites_la_demande" },
  { CONFAB_CUE_CALL,
      "rappelez rappelle_moi appelez appelez_nous contacter contactez contacte repondez reponds "
      "repondre joindre joignez rappelez_nous ecrivez_nous appelez_le appeler_le composez "
      "ecris_moi ecrivez_moi contactez_nous contactez_le appelez_vite telephonez contacte_moi "
      "ne_raccrochez_pas repondez_oui repondez_ici ecrivez_a_mon ecris_lui ecris_lui_sur "
      "demande_moi interesse interessee renseignez_vous appelez_notre ecrivez_lui joignez_nous" },
  { CONFAB_CUE_MOVE,
      "ecris_moi_sur ecrivez_moi_sur ecris_moi_plutot_sur ecrivez_moi_plutot contacte_moi_sur "
      "contactez_moi_sur continue_sur continuer_sur continuons_sur on_continue_sur passons "
      "passons_sur passer_sur passe_sur ajoute_moi ajoutez_moi parlons_sur on_parle_sur "
      "on_se_parle_sur viens_sur venez_sur rejoins_moi rejoignez_moi retrouve_moi "
      "retrouvons_nous_sur discutons_sur discuter_sur plutot_sur contactez_notre contacte_notre "
      "rejoins_mon rejoignez_notre rejoins_notre plutot_sur_whatsapp joignable_sur "
      "me_joindre_sur poursuivre_sur poursuivons_sur echanger_sur parler_sur ecrire_sur "
      "contacter_sur contactez_nous_sur mon_contact "
      "t_as_whatsapp tu_as_whatsapp as_tu_whatsapp avez_vous_whatsapp donne_ton_numero "
      "donne_moi_ton_numero ton_numero ecris_lui_sur parlons_en_prive autre_appli mon_insta "
      "mon_snap mon_telegram echangeons ton_insta ton_snap" },

  { CONFAB_CUE_ME, "moi me nous m" },
  { CONFAB_CUE_I, "je j on_a on_va on_peut on_vous on_t" },
  { CONFAB_CUE_YOU, "tu te t toi ton ta tes vous votre vos" },
  { CONFAB_CUE_MY, "mon ma mes notre nos" },
  { CONFAB_CUE_THEY,
      "il elle ils quelqu quelqu_un qui les_gens la_banque la_police maman papa mamie papi "
      "un_faux tresoriere tresorier" },
  { CONFAB_CUE_ASK,
      "stp svp s_il_te_plait s_il_vous_plait merci_de veuillez peux_tu tu_peux pouvez_vous "
      "pourrais_tu tu_pourrais pourriez_vous vous_pourriez faudrait tu_dois "
      "vous_devez besoin_que besoin_de_vous besoin_de_toi besoin_de_ton besoin_de_votre "
      "il_suffit suffit juste simplement afin_de pour_eviter pour_recevoir pour_annuler "
      "pour_debloquer priere_de est_a_regler sont_a_payer tu_veux_bien voudrais_tu voulez_vous "
      "es_tu_d_accord possible_de t_as_moyen peut_tu si_tu_pouvais si_vous_pouviez vous_devrez "
      "tu_devras obligatoire necessaire on_doit nous_devons il_vous_faut peut_on "
      "serait_il_possible tu_peut ton_aide votre_aide afin_que pense_a pensez_a n_oubliez_pas "
      "peut_etre_tu vous_n_avez_qu tu_n_as_qu "
      "il_faudrait faudrait_me tu_es_dispo es_tu_dispo tu_es_la si_vous_ne si_tu_me un_service "
      "laisse_moi vous_etes_tenu tu_veux_bien_m si_vous_pouvez si_tu_peux tu_saurais interesse "
      "aurais_tu auriez_vous j_aurais_besoin besoin_d_un vous_serait_il t_aurais" },
  { CONFAB_CUE_NEED,
      "besoin il_me_faut il_nous_faut j_ai_besoin nous_avons_besoin me_faut manque manquent "
      "il_manque necessite j_aurais_besoin nous_faut "
      "demande_# demandent_# exige reclame il_faut_payer j_ai_besoin_de il_me_manque "
      "l_ambassade_demande" },
  { CONFAB_CUE_NOT, "pas jamais aucun aucune sans rien plus_besoin n_en_donnez ne_donnez "
                    "a_personne" },
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
      "code_a_quatre code_confidentiel "
      "un_nombre_vient ce_nombre nombre_recu sms_de_whatsapp sms_de_signal le_chiffre_recu "
      "nombre_par_sms" },
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
      "code_bancaire code_personnel "
      "nom_de_jeune_fille question_secrete question_de_securite reponse_secrete code_client" },
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
      "mode_de_paiement iban_et informations_de_facturation "
      "carte_bancaire_et identifiants_de_banque acces_bancaires" },
  { CONFAB_CUE_LOGIN,
      "connexion banque_en_ligne acces_en_ligne espace_client messagerie boite_mail acces "
      "espace_personnel appli_bancaire" },
  { CONFAB_CUE_COUNT, NULL },
};
