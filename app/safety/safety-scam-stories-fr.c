/* French words of the judge "scam" for the stories that tricksters tell, and for ordinary talk; the
 * rest is in safety-scam-words-fr.c. How a row is read: safety-scam-private.h. */

#include "safety/safety-scam-private.h"

const ConfabScamRow confab_safety_scam_stories_fr[] = {
  { CONFAB_CUE_OFFICE,
      "service_anti_fraude "
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
      "drh visa_securite equipe_de_securite service_de_verification "
      "responsable_securite ressources_humaines service_clients apple_id amazon_prime "
      "fournisseur_d_energie centre_des_impots bureau_de_poste transporteur service_livraison "
      "apple google meta enqueteur officier policier gendarme brigadier conseiller_client "
      "conseiller_clientele cellule_anti gestionnaire service_contentieux recouvrement avocat_de "
      "la_direction_generale free carte_sim caisse_d_allocations medecin_conseil "
      "service_facturation contentieux douanier votre_banque commissariat "
      "fournisseur_internet operateur_telephonique assistance_apple assistance pole_securite" },
  { CONFAB_CUE_AUTHORITY, "banque police avocat notaire ministere mairie gouvernement prefecture" },
  { CONFAB_CUE_CLAIM,
      "ici je_suis nous_sommes c_est_le_service de_la_part je_vous_appelle je_vous_contacte "
      "alerte avis mon_nom_est message_de nous_vous_informons au_nom_de notification attention "
      "important votre_banque rappel information "
      "ici_le ici_la je_me_presente nous_avons_detecte nous_avons_constate a_l_appareil service_de "
      "votre_conseiller" },
  { CONFAB_CUE_CUSTOMER,
      "cher_client chere_cliente cher_utilisateur chers_clients cher_abonne cher_adherent_e "
      "madame_monsieur cher_titulaire cher_beneficiaire monsieur_madame chere_client "
      "cher_e_client cher_assure cher_gagnant madame" },
  { CONFAB_CUE_ACCOUNT,
      "compte comptes profil boite_mail boite messagerie carte portefeuille acces abonnement "
      "espace dossier forfait ligne "
      "icloud netflix" },
  { CONFAB_CUE_TROUBLE,
      "suspendu suspendue suspension bloque bloquee restreint restreinte limite limitee suspecte "
      "suspect inhabituel* expire expiration ferme fermee supprime* desactive* pirate piratee "
      "frauduleu* non_autorise* anomalie compromis* connexion_suspecte vide_votre_compte pleine "
      "verrouille* interrompu* cloture* coupe coupure irregul* echoue refuse rejete incident "
      "resilie* signale vide_ton_compte impaye impayee retard incomplet* arrive_a_expiration "
      "nouvel_appareil appareil_inconnu tentative_de_connexion usurpation detourne expirera "
      "gele gelee sera_coupe sera_coupee couper desactive desactivee desactivera detecte "
      "commande_a_votre a_votre_nom perdu_definitivement sera_ferme sera_bloque seront_supprimes "
      "pas_en_regle n_est_pas_en en_regle expirent perime plus_valide defaut_de_paiement "
      "prelevement_rejete vol_d_identite sera_debite obsolete" },
  { CONFAB_CUE_COMPUTER, "ordinateur pc telephone appareil windows systeme portable adresse_ip "
                         "navigateur tablette macbook reseau box" },
  { CONFAB_CUE_VIRUS, "virus infecte infectee piratage malware cheval_de_troie en_danger "
                      "logiciel_malveillant hackers logiciels_espions contamine menace "
                      "erreurs_sur" },
  { CONFAB_CUE_NOT_YOU,
      "si_ce_n_est_pas si_ce_n_etait_pas pas_a_l_origine n_en_etes_pas si_vous_n_etes_pas "
      "non_reconnu n_avez_pas_effectue si_vous_n_avez_pas n_avez_pas_autorise ce_n_est_pas_vous "
      "etait_ce_vous ne_reconnaissez_pas d_etre_effectue vient_d_etre_debite sera_debite_e "
      "c_etait_vous sinon_je_vous_aide si_ce_n si_vous_n_avez a_ete_commande n_avez_pas_commande "
      "si_non_appelez est_ce_bien_vous" },
  { CONFAB_CUE_SAFE_ACCOUNT,
      "compte_securise compte_de_securite compte_protege compte_sequestre compte_tampon "
      "compte_de_secours compte_provisoire "
      "a_notre_coursier notre_coursier proteger_votre_argent proteger_vos_economies a_un_coursier "
      "mettre_en_securite" },
  { CONFAB_CUE_APPROVAL,
      "la_notification l_operation la_demande_dans notification cle_digitale securipass "
      "notification_dans" },

  { CONFAB_CUE_MONEY,
      "argent especes somme montant liquide cash economies paiement thune fric mandat oseille "
      "fonds bijoux" },
  { CONFAB_CUE_BILL,
      "facture factures loyer billet visa amende operation soins medicaments essence dette "
      "un_paiement forfait ticket hotel frais_medicaux ordonnance "
      "avocat ambassade nouveau_telephone essence_pour vol nouveau_portable electricite reparation "
      "remorquage" },
  { CONFAB_CUE_BACK,
      "rembourse rembourserai rembourser te_rends vous_rends rendrai rends_tout te_rembourse "
      "vous_rembourse je_te_rends te_le_rends rends_ca je_rends te_rendrai jusqu_a_vendredi "
      "jusqu_a_lundi jusqu_a_demain rembourserais remboursement_ce_soir jusqu_au_week" },
  { CONFAB_CUE_URGENT,
      "urgent urgence urgente d_urgence immediatement tout_de_suite vite rapidement au_plus_vite "
      "sous_# dans_l_heure avant_minuit avant_midi derniere_chance dernier_rappel dernier_avis "
      "dernier_delai sans_delai aujourd_hui_seulement immediat dans_les_# des_que_possible delai "
      "sinon faute_de_quoi avant_ce_soir d_ici_ce_soir asap sans_attendre dans_les_plus_brefs "
      "en_ce_moment immediate de_toute_urgence derniere_relance dans_#_heures avant_majoration "
      "plus_que_# places_restantes derniers_jours immediatement_ou offre_limitee action_requise "
      "il_reste_peu dans_#_minutes" },
  { CONFAB_CUE_SECRECY,
      "n_en_parlez n_en_parle ne_dis_rien ne_dites_rien entre_nous confidentiel* discretion "
      "discretement discret ne_le_dis_a_personne parles_en_a_personne parle_a_personne "
      "garde_ca_pour garder_pour_vous garde_le_pour en_secret secret ne_le_dis_pas dis_rien "
      "n_informez_personne en_toute_confidentialite gene j_ai_honte dis_le_a_personne "
      "en_parle_pas en_parler_a_personne "
      "par_ecrit_seulement ne_raccrochez_pas ne_dis_rien_a c_est_genant genant genee c_est_delicat "
      "n_en_dites n_en_dis uniquement_nous ca_reste_entre" },
  { CONFAB_CUE_NO_CALL,
      "restez_en_ligne ne_raccrochez ne_raccroche "
      "peux_pas_parler peux_pas_appeler impossible_de_telephoner peux_pas_telephoner "
      "impossible_d_appeler peux_plus_appeler ne_peux_pas_parler en_reunion ne_m_appelle_pas "
      "pas_joignable injoignable micro_casse que_par_message uniquement_par_message "
      "t_explique_plus_tard t_expliquerai je_t_explique_apres ne_peux_pas_appeler "
      "je_t_explique_plus micro_ne_marche peux_pas_repondre micro_marche_pas "
      "par_ecrit_seulement par_ecrit en_rendez_vous pas_de_reseau je_capte_mal appelle_pas "
      "ne_peux_pas_repondre" },
  { CONFAB_CUE_EXCUSE,
      "carte_est_bloquee carte_bloquee appli_bancaire_bugge appli_bancaire appli_bugge "
      "compte_est_bloque acces_a_mon_compte application_bancaire carte_avalee perdu_ma_carte "
      "perdu_mon_portefeuille plafond plafond_atteint compte_bloque carte_refusee "
      "plus_acces_a_mon pas_acces_a_mon carte_ne_marche carte_marche_pas oublie_ma_carte "
      "virement_ne_passe appli_de_ma_banque a_decouvert paie_pas_tombee "
      "salaire_n_arrive salaire_arrive mon_salaire arrive_pas_a_me_connecter a_ma_banque "
      "plus_d_argent a_sec fauche fauchee compte_vide paypal_bloque carte_volee" },
  { CONFAB_CUE_EMERGENCY,
      "hopital accident galere vole volee braque agresse agressee bloque_a bloquee_a coince "
      "coincee en_detresse en_difficulte operation operer blesse blessee urgences malade "
      "tout_vole m_a_tout_vole dans_le_besoin ambassade mauvaise_passe expulse a_la_rue aeroport "
      "en_panne "
      "femme_enceinte orphelinat rien_a_manger dieu_vous_benisse cancer faim panne_d_essence "
      "sans_un_sou dons refugie decede enterrement obseques blesse_une" },
  { CONFAB_CUE_CUSTODY,
      "garde_a_vue prison arrete arretee detention emprisonne commissariat ravisseurs rancon "
      "kidnappe incarcere" },
  { CONFAB_CUE_THREAT,
      "mandat_d_arret poursuites huissier tribunal penal_e majoration poursuivi interpellation "
      "tous_vos_contacts tous_tes_contacts vos_contacts_recevront tes_contacts diffuse diffuser "
      "publierai publier coupure_de diffuserai amende_majoree fichage porter_plainte "
      "procedure_est procedure_judiciaire a_la_saisie justice_sera une_saisie "
      "penalites courant_sera_coupe frais_supplementaires poursuite_judiciaire "
      "poursuites_judiciaires inscrit_au_fichier garde_a_vue convocation interdit_bancaire "
      "courant" },
  { CONFAB_CUE_FILMED,
      "webcam filme filmee vous_ai_filme t_ai_filme la_video intime intimes nue nues "
      "camera_pirat* sites_pour_adultes porno pedopornograph* photos_de_toi_nue" },
  { CONFAB_CUE_SERVICE,
      "western_union moneygram mandat_cash lydia paysafe ria wafacash orange_money entre_proches "
      "paypal_proche mandat_compte nickel "
      "par_moneygram transfert_d_argent borne_bitcoin western" },
  { CONFAB_CUE_CHANGED,
      "change nouveau_rib nouveau_compte nouvel_iban nouvelles_coordonnees modifie "
      "ce_nouveau_compte nouvelles_coordonnees_bancaires" },

  { CONFAB_CUE_KIN,
      "maman mam papa mamie papi papy mamy tonton tata tatie mere pere grand_mere grand_pere "
      "manou pepe mum m_man p_pa "
      "mamounette mamoune maminou papounet papou mamita cousine cousin" },
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
      "telephone_d_un supprime_l_ancien efface_l_ancien nouveau_contact ecris_moi_ici "
      "efface_mon_ancien l_ancien_numero effacer_l_ancien "
      "nouvelle_puce autre_numero numero_d_une_copine telephone_de_ma" },
  { CONFAB_CUE_BROKEN,
      "casse cassee tombe tombee eau toilettes wc perdu perdue vole volee reparation explose "
      "mort hs pirate piratee fichu foutu brise brisee egare machine_a_laver fissure noye grille "
      "passe_a_la_machine a_la_machine inonde cuit rendu_l_ame tombee_dans lache" },

  { CONFAB_CUE_REMOTE,
      "anydesk teamviewer quicksupport rustdesk prise_en_main prendre_la_main acces_a_distance "
      "a_distance controle_a_distance nous_connecter_a me_connecter_a prendre_le_controle "
      "telemaintenance supremo ultraviewer "
      "partagez_votre_ecran partage_ton_ecran partage_d_ecran partager_votre_ecran "
      "partager_ton_ecran partage_de_votre vois_ton_ecran voir_votre_ecran voir_ton_ecran "
      "votre_ecran ton_ecran" },
  { CONFAB_CUE_RISKY_FILE,
      "apk exe macros macro antivirus sources_inconnues mise_a_jour_de_securite maj_de_securite "
      "piece_jointe fausse_alerte autorisations pare_feu toutes_les_autorisations correctif "
      "fichier_zip play_protect "
      "nettoyeur appli_de_securite certificat crack" },
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
      "cartes_neosurf e_carte recharges coupons_de_recharge "
      "google_play cartes_google carte_google recharge_prepayee cartes_de_recharge" },
  { CONFAB_CUE_SCRATCH,
      "gratte grattez gratter photos_des_codes photo_des_codes codes_au_dos numeros_au_dos "
      "photo_du_code codes_de_recharge dos_des_cartes dos_de_la_carte les_codes photo_du_dos" },
  { CONFAB_CUE_CRYPTO,
      "bitcoin bitcoins btc crypto cryptos cryptomonnaie* usdt ethereum binance blockchain "
      "plateforme_de_trading forex "
      "en_eth en_btc adresse_de_portefeuille minage" },
  { CONFAB_CUE_INVEST,
      "investis investir investissez investissement* placement trading gains rendement* "
      "benefice* profit bourse signaux trader miser depose_juste courtier livret "
      "investir_pour_toi mentor conseiller_financier experte groupe_boursier placements" },
  { CONFAB_CUE_SURE,
      "garanti garantis garantie garanties sans_risque aucun_risque double doubler le_double "
      "doublez tripler par_semaine revenu_passif rendement_eleve te_montre montrer_comment "
      "liberte_financiere multipli* devenir_riche en_quelques_jours je_te_montre "
      "rendement_garanti "
      "tu_recuperes_# dans_une_heure en_dormant semaine_derniere_avec grace_a_mme honnete "
      "gagne_#_euros recois_# "
      "zero_risque te_le_presente" },
  { CONFAB_CUE_WITHDRAW, "retrait retirer retirez debloquer_les_fonds deblocage" },
  { CONFAB_CUE_PRIZE,
      "loterie tirage tire_au_sort gagnant gagnante gagne lot felicitations concours cadeau "
      "jackpot iphone grand_prix recompense selectionne selectionnee sondage bon_d_achat tombola "
      "heureux_gagnant "
      "preselectionne tournez_la visiteur gratuit_pour fidelite jeu_concours" },
  { CONFAB_CUE_WON, "gagne gagnant gagnante selectionne selectionnee remporte tire_au_sort" },
  { CONFAB_CUE_YOU_WON,
      "vous_avez_gagne tu_as_gagne vous_etes_le_gagnant heureux_gagnant heureuse_gagnante "
      "vous_avez_remporte numero_a_ete_tire vous_avez_ete_selectionne* vous_etes_l_heureux "
      "t_as_gagne vous_avez_ete_tire avez_ete_choisi tu_as_ete_selectionne* "
      "vous_etes_preselectionne vous_avez_ete_choisi vous_faites_partie vous_etes_l_un" },
  { CONFAB_CUE_PARCEL, "colis livraison envoi paquet lettre courrier expedition livreur pli "
                       "livrer votre_article marchandise" },
  { CONFAB_CUE_FEE,
      "frais taxe taxes douane frais_de_port frais_de_douane affranchissement droits_de_douane "
      "supplement peage tva frais_de_dossier vignette frais_de_livraison" },
  { CONFAB_CUE_HELD,
      "en_attente bloque retenu pas_pu_etre_livre pas_ete_livre n_a_pas_pu manque impaye impayes "
      "retour_a_l_expediteur depot non_livre suspendu retournee retourne reprogrammer "
      "nouvelle_livraison pas_dans_la_boite adresse_incomplete en_instance immobilise "
      "n_a_pu_etre livraison_echouee reporter trop_volumineux boite_aux_lettres point_relais "
      "tente_de_livrer nouveau_passage a_l_entrepot adresse_est_incomplete entrepot corrigez_la "
      "nouvelle_date point_de_retrait" },
  { CONFAB_CUE_WINDFALL,
      "heritage heritier defunt defunte decede succession legs millions #_millions beneficiaire "
      "donation don_de legue ayant_droit testament fonds_de_compensation "
      "vous_faire_don oeuvres_caritatives bonnes_oeuvres cancer_et prince diplomate "
      "millions_pour" },
  { CONFAB_CUE_REFUND,
      "remboursement remboursement_d_impot trop_percu droit_a_un droit_a_une indemnisation "
      "credit_d_impot vous_rembourser cheque_energie indemnite allocation aide_de "
      "vous_avez_droit versement_de rembourse_de bonus prime_de subvention rappel_de_pension "
      "trop_verse" },
  { CONFAB_CUE_ADVANCE,
      "d_avance au_prealable prealable avant_de_recevoir d_abord a_l_avance prealablement "
      "avance_de_frais "
      "petite_caution frais_d_activation avance_sur acompte payer_d_abord" },
  { CONFAB_CUE_CHAIN,
      "a_#_amis a_#_contacts a_tous_tes avec_#_amis a_#_personnes a_dix_amis a_#_groupes" },
  { CONFAB_CUE_JOB,
      "job job_d_appoint teletravail travail_a_domicile votre_cv emploi recrutement recrute "
      "recrutons mission offre_d_emploi complement_de_revenu candidature poste travail_en_ligne "
      "revenus_complementaires temps_partiel cherche_personnes a_domicile "
      "assistants_en_ligne assistants recherchons nous_recherchons profils sans_competence "
      "testeurs nous_recrutons collaborateurs "
      "notre_societe envie_d_en en_savoir_plus" },
  { CONFAB_CUE_EARN,
      "gagner gagnez gagne salaire revenu revenus paiement_quotidien paye_chaque commission "
      "vous_gardez tu_gardes paiement_journalier remuneration paye_par_jour remunere "
      "gagner_de_l_argent euros_de_l_heure remuneration_de argent_rapide" },
  { CONFAB_CUE_PER_DAY,
      "par_jour quotidien quotidienne chaque_jour par_semaine par_heure de_l_heure par_mois "
      "journalier" },
  { CONFAB_CUE_EASY,
      "depuis_chez_vous depuis_chez_toi de_chez_vous sans_experience aucune_experience "
      "argent_facile likant liker minutes_par_jour heures_par_jour taches_simples simples_taches "
      "depuis_ton_telephone temps_libre depuis_votre facile de_chez_toi a_la_maison "
      "depuis_la_maison simple_clic "
      "en_dormant sans_competence sans_competences aucune_competence en_ligne_depuis "
      "#_minutes_par_jour sans_effort depuis_ton "
      "noter_des paie_des_gens evaluer_des donner_des_avis" },
  { CONFAB_CUE_LOAN,
      "pret prets credit_entre besoin_d_un_pret pret_entre sans_justificatif credit taux "
      "pret_rapide pret_personnel offre_de_pret "
      "sans_enquete interdit_bancaire_ok rachat_de_credit argent_rapide taux_de_#" },

  { CONFAB_CUE_MESSENGER,
      "whatsapp telegram signal viber messenger instagram insta snapchat snap discord skype "
      "wechat hangouts google_chat kik wa facebook zangi" },
  { CONFAB_CUE_FLATTER,
      "visage_si belle beau ravissante faire_connaissance faire_votre_connaissance votre_profil "
      "ton_profil ta_photo votre_photo seul seule mon_amour mon_coeur cheri cherie rarement_ici "
      "l_air_sympa l_air_gentil veuf veuve celibataire ame_soeur charmante mignonne ton_sourire "
      "votre_sourire pas_souvent_ici peu_souvent_ici rarement_sur amitie se_connaitre bebe "
      "ma_belle "
      "soyons_amis mon_beau ma_jolie presque_jamais_ici trouve_dans_le_groupe vu_dans_le_groupe "
      "envie_de_venir nouvelle_ici relation_serieuse te_connaitre mon_ange" },
  { CONFAB_CUE_WRONG_PERSON,
      "mauvais_numero faux_numero trompe_de_numero trompee_de_numero trompe_de_personne "
      "erreur_de_numero mauvaise_personne "
      "quelle_coincidence ma_secretaire" },

  { CONFAB_CUE_ORDINARY,
      "meme_numero garde_mon_numero numero_ne_change "
      "entrainement chorale club coach mediatheque bibliotheque musee ecole classe match equipe "
      "enfants diner gateau anniversaire fete cine cinema jardin jardins chien recette devoirs "
      "prof professeur repetition tournoi adherent adherents cotisation tresoriere tresorier "
      "pizza week_end foot piscine stand concert sortie colo camp voisin voisins voisine cabinet "
      "lave_linge table livre velo canape appartement ouverture commande enveloppe reservee "
      "cadeau perceuse imprimante barbecue argent_de_poche maillot maillots cours frigo guitare "
      "piano creche maternelle nounou vacances plage rando dejeuner cafe courses lessive "
      "kermesse brocante parents_d_eleves covoiturage cantine association gouter "
      "mariage traiteur porte_monnaie femme_de_menage livret alarme candidature entretien salade "
      "surprise plombier proprietaire locataire deuxieme eglise parametres langue medecin tombola "
      "boulangerie pains antivol visite "
      "payez_plus_tard paies_plus_tard payer_plus_tard "
      "viens_me_chercher venir_me_chercher viens_te batterie lunettes te_chercher" },
  { CONFAB_CUE_WARN_TALK,
      "arnaque arnaques arnaqueur arnaqueurs escroc escrocs escroquerie mefie mefiez fait_passer "
      "se_fait_passer phishing hameconnage avoir_par faux_policier faux_conseiller attention_a "
      "ont_fait_le_coup piege spam" },
  { CONFAB_CUE_MUST, "faut dois doit devons devez il_faut est_a sont_a" },
  { CONFAB_CUE_SAYS,
      "dit a est demande veut pense disait avait va trouve vient peut arrive etait aime et" },
  { CONFAB_CUE_TELL, "dis dites dire parle parlez parler raconte racontez dit" },
  { CONFAB_CUE_TALK, "parler appeler telephoner" },
  { CONFAB_CUE_BAIL, "caution rancon liberer "
                     "avocat" },
  { CONFAB_CUE_SMS, "sms texto message" },
  { CONFAB_CUE_AMOUNT, "cent_euros mille_euros deux_cents trois_cents cinq_cents "
                       "quelques_centaines un_peu_d_argent centaine_d_euros cent_balles" },
  { CONFAB_CUE_IDENTITY,
      "nom_de_jeune_fille piece_d_identite recto_verso copie_de_votre date_de_naissance "
      "derniers_chiffres carte_d_identite_et selfie numero_de_securite photo_de_votre_carte "
      "photo_de_ta_carte passeport_et permis_de_conduire justificatif_de_domicile" },
  { CONFAB_CUE_SOON, "aujourd_hui demain maintenant ce_matin ce_soir bientot cette_semaine" },
  { CONFAB_CUE_COUNT, NULL },
};
