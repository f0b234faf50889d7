/* English words of the judge "scam" for the stories that tricksters tell, and for ordinary talk;
 * the rest is in safety-scam-words-en.c. How a row is read: safety-scam-private.h. */

#include "safety/safety-scam-private.h"

const ConfabScamRow confab_safety_scam_stories_en[] = {
  { CONFAB_CUE_OFFICE,
      "fraud_desk security_desk "
      "support_team technical_support tech_support customer_support customer_service "
      "support_agent helpdesk help_desk fraud_department fraud_team security_team "
      "security_department security_service verification_team technical_department "
      "billing_department account_department it_department it_support microsoft paypal amazon "
      "netflix apple_support google_support facebook_support meta_support whatsapp_support irs "
      "hmrc customs tax_office tax_authority tax_department revenue "
      "social_security_administration benefits_office royal_mail fedex dhl hermes evri nhs dvla "
      "interpol europol fbi administrator admin server_admin moderator account_manager "
      "compliance_team recovery_team support_center support_centre confab_support help_center "
      "help_centre coinbase binance metamask windows_support bank_security fraud_prevention "
      "fraud_squad anti_fraud national_crime visa_security telegram_support signal_support "
      "facebook instagram_support customer_care security_centre security_center officer agent "
      "detective sergeant inspector bailiff mail_team wells_fargo barclays lloyds hsbc natwest "
      "santander revolut bank_of_america citibank utility_company electricity_provider "
      "energy_provider vodafone verizon geek_squad norton mcafee trust_wallet account_security "
      "safety_team account_team payroll hr_department immigration embassy support_desk "
      "service_desk system_administrator usps "
      "hr_team human_resources board_meeting electricity_company power_company water_company "
      "internet_provider security_officer federal trade_commission department homeland "
      "local_police cybercrime customs_office postal_service delivery_company apple_id "
      "whatsapp_team facebook_team instagram_team google_team microsoft_team google meta "
      "telegram_team service_center help_team our_security fraud_officer claims_department "
      "loan_department student_loans immigration_office tax_agency tax_man bank_manager "
      "service_team billing_team accounts_team legal_department tesco walmart costco at_t t_mobile "
      "revenue_service council social_security security_guard customs_officer "
      "internet_service_provider" },
  { CONFAB_CUE_AUTHORITY,
      "bank police your_bank officer government ministry lawyer attorney notary tax solicitor" },
  { CONFAB_CUE_CLAIM,
      "this_is i_am i_m we_are we_re calling_from writing_from on_behalf message_from here_is "
      "my_name_is speaking_from contacting_you_from from_the team_here here_from "
      "automated_notice alert notice notification warning important_message your_bank_here "
      "informs_you official department "
      "this_is_an hello_this_is good_day dear_sir speaking here_speaking attention urgent_notice "
      "final_notice security_alert fraud_alert system_message public_notice official_notice" },
  { CONFAB_CUE_CUSTOMER,
      "dear_customer dear_user dear_client dear_sir valued_customer dear_member dear_account "
      "dear_winner dear_beneficiary sir madam ma_am dear_friend dear_cardholder "
      "attention_customer dear_taxpayer dear_subscriber dear_valued account_holder dear_email "
      "all_users" },
  { CONFAB_CUE_ACCOUNT,
      "account accounts profile mailbox card wallet subscription access inbox apple_id paypal "
      "number membership sim email_account "
      "whatsapp netflix icloud instagram facebook amazon" },
  { CONFAB_CUE_TROUBLE,
      "blocked suspended limited locked unauthorised unauthorized suspicious compromised hacked "
      "restricted deactivated disabled expire expires expired deleted closed terminated unusual "
      "on_hold flagged breached frozen fraudulent irregular reported restriction will_be_closed "
      "be_deleted overdue lose_access losing_access cancelled billing_problem payment_failed "
      "declined almost_full is_full quota could_not_charge could_not_be_charged "
      "unable_to_process problem_with_your stolen leaked shut_down cut_off unverified violation "
      "violated infected empty_your someone_is_trying discontinued unusual_sign another_country "
      "new_device new_login was_not_processed unpaid revoked attacker drained mandatory_update "
      "must_be_validated deactivation suspension under_attack at_risk "
      "freeze supply_will_be will_be_cut will_be_blocked cut_in be_suspended be_disconnected "
      "be_terminated will_expire noticed_an_order noticed detected login_attempt sign_in_attempt "
      "unrecognized unrecognised unknown_device someone_has will_be_lost lose_your failed_payment "
      "payment_issue in_your_name has_arrived_but wrong_password out_of_date outdated "
      "no_longer_valid ending_soon will_be_frozen identity_theft abnormal illegal_activity "
      "security_breach data_breach problem_with_the withheld" },
  { CONFAB_CUE_COMPUTER, "computer pc laptop device phone windows system machine ip_address "
                         "browser android tablet macbook mac router network" },
  { CONFAB_CUE_VIRUS,
      "virus viruses infected malware trojan hackers spyware sending_out_viruses at_risk "
      "in_danger error_messages ransomware illegal_content errors "
      "errors_on" },
  { CONFAB_CUE_NOT_YOU,
      "if_this_was_not_you if_this_wasn_t_you if_it_wasn_t_you if_it_was_not_you wasn_t_you "
      "not_you if_you_did_not if_you_didn_t did_not_authorise did_not_authorize didn_t_authorize "
      "didn_t_make_this was_made_with_your was_charged_to_your will_be_charged has_been_charged "
      "was_this_you do_not_recognise don_t_recognise don_t_recognize did_you_make "
      "did_you_attempt did_you_just "
      "did_you_place was_it_you was_that_you is_this_you didn_t_place did_not_place not_recognize "
      "didn_t_request did_not_request an_order_for in_your_name if_not_call if_not_reply "
      "haven_t_ordered not_make_this unknown_charge" },
  { CONFAB_CUE_SAFE_ACCOUNT,
      "safe_account secure_account safety_account protected_account holding_account "
      "to_our_courier hand_them_to safe_place new_safe protect_your_money protect_your_savings "
      "secure_vault police_account temporary_account" },
  { CONFAB_CUE_APPROVAL,
      "notification the_request prompt push_message tap_yes the_sign_in approve_the pop_up "
      "approval" },

  { CONFAB_CUE_MONEY, "money cash funds payment savings sum deposit balance credit amount" },
  { CONFAB_CUE_BILL,
      "bill bills invoice invoices rent a_payment mortgage ticket tickets fees flight visa "
      "phone_bill medicine medication surgery operation treatment fuel petrol gas data_plan "
      "leave_papers shipping_costs hotel landlord supplier_payment wire_transfer "
      "lawyer embassy vendor wire new_phone medicines school_fees courier_fee funeral train_ticket "
      "bus_ticket plane_ticket boarding customs_clearance bills_are rent_is electricity_bill" },
  { CONFAB_CUE_BACK,
      "pay_you_back pay_it_back pay_u_back give_it_back paid_back refund_you reimburse* "
      "return_it give_you_back transfer_it_back back_tomorrow back_tonight back_monday back_on "
      "back_this_evening send_it_back payback repay back_by back_next pay_back until_friday "
      "until_monday until_tomorrow until_the_weekend until_payday until_next pay_ya_back "
      "back_asap wire_it_back back_as_soon have_it_back return_the_money get_it_back till_friday "
      "till_monday till_payday square_up" },
  { CONFAB_CUE_URGENT,
      "urgent urgently immediately right_away right_now asap at_once quickly act_now hurry "
      "within_# within_the_hour within_minutes within_an_hour before_noon before_midnight "
      "by_midnight by_noon final_notice last_notice last_warning final_warning last_chance "
      "emergency in_#_hours next_#_hours expires_in instantly today_only only_today "
      "limited_places without_delay straight_away time_is_running deadline quick fast "
      "in_a_few_minutes by_the_end_of_today by_tonight or_else closing_soon "
      "next_hour "
      "by_tomorrow right_now_or or_lose unless last_day in_the_next within spots_left places_left "
      "limited_time expires_today while_it_lasts this_instant immediate attention_required "
      "action_required response_required don_t_wait before_it_s_too_late time_sensitive "
      "last_reminder final_reminder" },
  { CONFAB_CUE_SECRECY,
      "don_t_tell do_not_tell dont_tell between_us keep_this_between keep_it_between "
      "confidential confidentially in_confidence secret_between discreet discreetly discretion "
      "keep_it_secret keep_this_secret keep_it_quiet our_secret tell_no_one tell_nobody "
      "not_a_word keep_this_private don_t_mention do_not_mention do_not_discuss don_t_discuss "
      "don_t_say_anything keep_this_quiet keep_quiet without_telling stay_between private_matter "
      "embarrassed awkward_to_ask do_not_speak do_not_inform "
      "keep_this_case don_t_hang_up do_not_hang_up awkward embarrassing only_you_and_me "
      "nobody_else email_only in_writing_only do_not_tell_anyone without_anyone this_stays "
      "a_surprise_for not_to_tell don_t_involve" },
  { CONFAB_CUE_NO_CALL,
      "stay_on_the_line stay_on_the_phone stay_on_this_chat not_hang_up don_t_hang_up "
      "can_t_talk cant_talk can_t_call cant_call cannot_talk cannot_call can_t_take_calls "
      "can_t_speak can_t_phone only_text no_calls don_t_call do_not_call unable_to_call "
      "unable_to_talk can_t_pick_up can_t_answer microphone_is_broken mic_is_broken mic_broken "
      "in_a_meeting explain_later tell_you_later can_t_explain can_t_really_talk "
      "cannot_take_calls no_phone_calls speaker_is_broken call_doesn_t_work calls_don_t_work "
      "cant_explain text_only "
      "email_only in_a_board phone_is_off signal_is_bad bad_reception text_is_better just_text "
      "only_message" },
  { CONFAB_CUE_EXCUSE,
      "card_is_blocked can_t_get_into_my can_t_log_in_to card_was_declined card_got_declined "
      "app_isn_t_working app_is_not_working app_is_down can_t_access_my locked_out_of_my_bank* "
      "card_isn_t_working banking_app_isn_t app_keeps_crashing card_doesn_t_work "
      "account_is_frozen lost_my_wallet lost_my_card forgot_my_wallet reached_my_limit "
      "transfer_limit daily_limit salary_is_late short_on_cash short_this_month app_doesn_t_work "
      "can_t_use_my_card online_banking_doesn_t my_bank_blocked can_t_access my_bank_is_blocking "
      "bank_card_is_blocked no_access_to_my my_card_stopped "
      "i_cant_log_in cant_log_in_to can_t_log_in can_t_get_into salary_comes next_paycheck payday "
      "my_bank_app my_app_is my_account_is my_card_is between_paychecks out_of_money "
      "run_out_of_cash no_cash wallet_was_stolen bank_is_closed paypal_is_blocked" },
  { CONFAB_CUE_EMERGENCY,
      "stranded stuck_in stuck_at robbed mugged stolen hospital accident operation surgery "
      "in_trouble in_a_mess in_a_bind kidnapped injured dying sick ill stolen_from in_a_jam "
      "embassy stuck_abroad need_help desperate emergency_room evicted detained my_only_hope "
      "you_are_the_only_one deported "
      "car_accident stuck_without orphanage starving nothing_to_eat hungry god_bless refugee war "
      "cancer pregnant_woman lost_everything flood earthquake donation donations broke_down "
      "no_petrol no_money tow_truck mechanic homeless in_need" },
  { CONFAB_CUE_CUSTODY,
      "arrested custody jail prison in_our_custody detained police_station kidnapped hostage "
      "ransom" },
  { CONFAB_CUE_THREAT,
      "warrant arrest legal_action lawsuit prosecuted bailiff bailiffs debt_collector "
      "debt_collection seizure sue to_the_police report_you_to disconnected power_cut "
      "legal_proceedings criminal_charges face_charges your_contacts_will be_published "
      "your_family_will will_get_the_video expose_you leak_your send_it_to_all all_your_contacts "
      "all_your_friends ruin_your or_i_will blacklisted deportation avoid_court to_court "
      "court_proceedings court_action be_prosecuted will_be_published seize_your "
      "late_fees extra_charges cut_off_your we_will_report legal_consequences will_be_arrested "
      "warrant_for you_will_be_charged face_jail lawsuit_against collections fine_will_increase "
      "doubled_fine lose_your_license lose_your_house" },
  { CONFAB_CUE_FILMED,
      "webcam filmed_you recorded_you your_camera hacked_your naked nude nudes the_video "
      "intimate compromising videos_of_you footage_of_you adult_sites porn screen_recording "
      "pictures_of_you" },
  { CONFAB_CUE_SERVICE,
      "western_union moneygram friends_and_family cash_app cashapp zelle ria paysend "
      "bank_transfer venmo remitly money_order transfer_service friends_family "
      "transferwise money_gram worldremit apple_pay google_pay chime bank_deposit crypto_atm "
      "cash_deposit bitcoin_atm" },
  { CONFAB_CUE_CHANGED,
      "changed new_account new_bank new_iban updated different_account account_below "
      "following_account following_new new_details" },

  { CONFAB_CUE_KIN,
      "mum mom mommy mummy mama dad daddy papa grandma grandpa granny gran nan nana grandad "
      "granddad auntie aunt uncle mother father mam grandmother grandfather hi_ma "
      "mumsy mamma pops gramps sis bro mama_mia mums" },
  { CONFAB_CUE_KIN_CLAIM,
      "your_son your_daughter your_grandson your_granddaughter your_nephew your_niece "
      "your_grandchild your_favourite_grand* your_favorite_grand* your_child your_oldest "
      "your_youngest your_boy your_cousin your_brother your_sister your_kid ur_son ur_daughter" },
  { CONFAB_CUE_ITS_ME,
      "it_s_me its_me it_is_me it_s_your its_your this_is_your i_m_your it_is_your s_me" },
  { CONFAB_CUE_GUESS,
      "guess_who do_you_know_who_this know_who_this_is recognise_me recognize_me "
      "don_t_you_recogni* guess_whos who_is_speaking do_you_remember_me remember_my_voice "
      "new_phone_who who_dis guess who_this_is" },
  { CONFAB_CUE_PHONE, "phone mobile cell cellphone iphone handset smartphone screen sim display" },
  { CONFAB_CUE_NUMBER, "number num no nr phone_number mobile_number contact" },
  { CONFAB_CUE_NEW,
      "new temporary different other another changed changing temp replacement current" },
  { CONFAB_CUE_NEW_NUMBER,
      "new_number new_no changed_number changed_my_number temporary_number using_a_friend_s "
      "friend_s_phone borrowed_phone text_me_on_this message_me_on_this on_this_number "
      "this_number_now save_this_number save_this_one delete_the_old this_is_my_number "
      "reach_me_here spare_phone text_this_number another_account new_account_because "
      "write_me_here message_me_here old_number save_my_new my_new_number replacement_phone "
      "text_me_here "
      "bin_my_old delete_my_old texting_from texting_you_from writing_from_a "
      "friends_phone my_friend_s_phone new_sim number_changed different_number "
      "using_another temp_number" },
  { CONFAB_CUE_BROKEN,
      "broke broken dropped smashed cracked lost water toilet washing_machine repair stolen "
      "damaged dead died crashed fell washer puddle sink hacked kaput soaked bath "
      "mine_is_broken through_the_wash the_wash shattered bricked fried drowned pool flat "
      "dropped_in left_it_on_the" },

  { CONFAB_CUE_REMOTE,
      "anydesk any_desk teamviewer team_viewer quicksupport quick_support rustdesk ultraviewer "
      "ultra_viewer supremo airdroid logmein remote_access remote_control remote_desktop "
      "remote_support remotely connect_to_your take_control_of screenconnect ammyy connectwise "
      "remote_session zoho_assist gotoassist take_over_your_computer iperius splashtop hoptodesk "
      "share_your_screen screen_sharing screen_share sharing_your_screen share_screen "
      "show_your_screen see_your_screen view_your_screen your_screen" },
  { CONFAB_CUE_RISKY_FILE,
      "apk exe macros macro antivirus anti_virus unknown_sources security_update sideload "
      "all_permissions firewall enable_content virus_scanner defender video_player codec "
      "not_from_the_store false_alarm false_positive attachment scr msi dmg zip_file "
      "developer_mode play_protect security_patch outside_the_store not_in_the_store "
      "critical_update "
      "cleaner virus_removal certificate_file security_app update_file this_update hacked_client "
      "modded mod_menu crack cracked keygen free_nitro nitro" },
  { CONFAB_CUE_APP,
      "app application program software tool file client player patch attachment game" },
  { CONFAB_CUE_BAIT,
      "is_this_you_in is_that_you_in you_in_this_video you_in_this_photo look_what_i_found_about "
      "look_who_died this_video_of_you photos_of_you_here is_it_you_in you_are_in_this "
      "have_you_seen_this_video omg_is_this_you i_found_your_pictures somebody_posted_your "
      "lol_is_this_you "
      "is_this_your_photo video_of_you is_this_you who_viewed_your who_blocked_you "
      "see_who_viewed" },

  { CONFAB_CUE_GIFT_CARD,
      "gift_card gift_cards giftcard giftcards steam_card steam_cards itunes_card itunes_cards "
      "google_play_card* google_play_voucher* apple_card apple_cards amazon_card amazon_cards "
      "prepaid_card* paysafecard paysafecards paysafe razer_gold vanilla_card* xbox_card* "
      "playstation_card* visa_gift* ebay_card voucher_cards neosurf itunes steam_gift* "
      "apple_gift* prepaid_voucher* store_cards target_card* sephora steam_voucher* "
      "amazon_voucher* e_gift egift "
      "google_play play_cards store_gift walmart_gift sephora_card nike_card visa_prepaid "
      "amex_gift roblox_card robux_card" },
  { CONFAB_CUE_SCRATCH,
      "scratch scratched photos_of_the_codes pictures_of_the_codes photo_of_the_code "
      "codes_on_the_back numbers_from_the_back back_of_the_card numbers_on_the_back send_the_pin "
      "send_the_codes picture_of_the_back pics_of_the_codes photo_of_the_back code_on_the_back "
      "peel redeem_code" },
  { CONFAB_CUE_CRYPTO,
      "bitcoin bitcoins btc crypto cryptocurrency usdt ethereum eth tether binance coinbase "
      "crypto_wallet blockchain metamask trust_wallet stablecoin dogecoin litecoin solana usdc "
      "trading_platform forex nft airdrop coins "
      "in_eth in_btc seed_investor token_sale presale coin_launch memecoin mining_platform "
      "wallet_address binary_options" },
  { CONFAB_CUE_INVEST,
      "invest investing investment investments trading trade trader broker profit profits "
      "returns stake stocks invested signals deposit_just staking shares mining portfolio forex "
      "invest_for_you trading_with trading_course mentor crypto_expert investor fund_manager "
      "trading_app stock_tips stock_group ipo" },
  { CONFAB_CUE_SURE,
      "guaranteed guarantee risk_free no_risk double doubled doubles triple tripled "
      "send_you_back_double send_back_double giveaway without_risk huge_profit secret_method "
      "turned_# make_#_a_week #_x passive_income experts financial_freedom insider twice_the "
      "get_rich zero_risk multiply sure_profit high_returns within_days per_cent_a_week "
      "show_you_how teach_you_how times_your every_week_with "
      "get_#_back have_#_back honest_woman while_you_sleep in_an_hour you_get_# last_week "
      "thanks_to turns_into turn_# grows_to made_# made_me profit_within i_made "
      "into_# no_risk_at_all introduce_you" },
  { CONFAB_CUE_WITHDRAW,
      "withdraw withdrawal payout cash_out release_the release_your unlock_your_funds" },
  { CONFAB_CUE_PRIZE,
      "lottery jackpot raffle prize sweepstake* lucky_winner winner drawn giveaway iphone "
      "free_iphone reward grand_prize lucky_draw anniversary_draw voucher_worth selected_as "
      "congratulations congrats been_selected were_selected been_chosen survey gift lucky "
      "loyalty_points "
      "selected visitor spin wheel home_a first_step free_gift giveaway_winner vip_club "
      "exclusive_reward mystery_box loyalty_reward raffle_winner anniversary" },
  { CONFAB_CUE_WON, "won win winner selected chosen drawn entitled eligible picked" },
  { CONFAB_CUE_YOU_WON,
      "you_have_won you_won you_ve_won you_are_the_winner u_have_won youve_won "
      "you_are_our_winner you_are_a_winner dear_winner your_number_was_drawn "
      "you_have_been_selected you_were_selected you_ve_been_selected your_email_won "
      "you_have_been_chosen you_re_a_winner your_number_won has_won #_winner you_re_our_lucky "
      "you_are_our you_are_one_of you_passed take_home you_are_selected u_won eligible_for_a "
      "you_re_selected you_qualify you_are_eligible pick_up_your_prize_money" },
  { CONFAB_CUE_PARCEL,
      "parcel parcels package packages delivery shipment shipping courier item_is depot letter "
      "redelivery mail_item "
      "item_has your_item deliver warehouse item parcel_is" },
  { CONFAB_CUE_FEE,
      "fee fees customs shipping_fee delivery_fee customs_fee postage charge import_duty duty "
      "handling_fee transfer_charge processing_fee surcharge redelivery_fee toll taxes tax "
      "admin_fee clearance release_fee toll_charge network_tax activation_fee legal_fees duties" },
  { CONFAB_CUE_HELD,
      "could_not_be_delivered held on_hold waiting outstanding unpaid returned_to_sender "
      "return_to_sender pending stuck undeliverable redeliver* reschedule could_not_deliver "
      "couldn_t_deliver missed failed_delivery suspended at_our_depot incomplete_address "
      "wrong_address delivery_attempt unable_to_deliver is_being_held be_returned "
      "insufficient_postage missing_house_number cannot_be_delivered "
      "tried_to_deliver new_date arrived_at_the rebook update_it update_your_address "
      "confirm_your_address sorting" },
  { CONFAB_CUE_WINDFALL,
      "inheritance inherit heir next_of_kin late_client deceased beneficiary million_dollars "
      "million_euro million_euros million_pounds #_million millions unclaimed consignment "
      "donation_of donate_to_you fortune compensation_fund grant_of widow dying_of_cancer "
      "estate_of bequeath* trunk_box gold_bars "
      "cancer_and_want donate_# for_charity charity_work orphans_fund #_million_to_you "
      "million_to_you million_usd bank_of_nigeria diplomat prince fund_transfer unclaimed_fund "
      "lottery_fund god_directed" },
  { CONFAB_CUE_REFUND,
      "refund rebate tax_refund reimbursement owed_to_you overpaid compensation overpayment "
      "tax_return_of entitled_to government_grant stimulus cost_of_living_payment "
      "unclaimed_money energy_rebate subsidy relief_payment "
      "eligible_for_a living_payment payment_of_# grant relief_fund rebate_of cashback "
      "compensation_of settlement bonus_payment winter_fuel" },
  { CONFAB_CUE_ADVANCE,
      "in_advance upfront up_front paid_first pay_first first_pay only_have_to_pay "
      "before_you_can advance_fee only_the_transfer pay_the_fee pay_the_tax prior_to_release "
      "only_pay_the just_pay_the "
      "activation_fee small_fee pay_a_small first_payment registration_fee admin_fee_first "
      "deposit_first processing_fee upfront_payment" },
  { CONFAB_CUE_CHAIN,
      "share_it_with share_this_with send_this_to_# send_it_to_# forward_this_to with_#_friends "
      "to_#_friends to_all_your_friends to_#_groups to_#_people with_#_contacts to_#_contacts" },
  { CONFAB_CUE_JOB,
      "part_time_job part_time job remote_work work_from_home online_job side_job side_hustle "
      "hiring recruiter recruitment vacancy vacancies home_office data_entry recruiting position "
      "your_cv your_resume job_offer flexible_hours employment freelance online_work "
      "simple_tasks job_opportunity work_remotely agents_wanted mystery_shopper extra_income "
      "second_income we_are_looking_for "
      "online_assistants assistants no_skills remote_position hr_team hiring_now "
      "looking_for_people be_your_own_boss part_time_work evaluate_products app_tester "
      "product_testers brand_ambassador "
      "our_company want_to_know_more" },
  { CONFAB_CUE_EARN,
      "earn earned earning earnings make_money make_# paid_daily daily_pay income salary "
      "commission you_keep get_paid payout_daily paid_weekly extra_cash i_make profit_of "
      "good_money wage daily_salary make_up_to weekly_pay "
      "per_hour salary_of daily_income make_extra commission_of quick_cash fast_cash easy_cash "
      "extra_income bank_#" },
  { CONFAB_CUE_PER_DAY,
      "a_day per_day daily per_hour an_hour a_week weekly each_day every_day per_task "
      "day_from_home in_two_weeks per_week every_week in_a_week within_days hourly" },
  { CONFAB_CUE_EASY,
      "from_home from_your_phone no_experience easy_money simple_tasks liking_videos like_videos "
      "just_liking in_your_free_time minutes_a_day hours_a_day no_skills few_clicks easy_work "
      "simply_by start_today spare_time rating_hotels liking_posts rate_products "
      "your_own_schedule your_smartphone without_experience easy_task "
      "while_you_sleep online_assistants any_location anywhere in_minutes #_minutes_a_day "
      "#_hours_a_day flexible with_your_phone like_and_subscribe "
      "rate_hotels review_hotels writing_reviews pays_people" },
  { CONFAB_CUE_LOAN,
      "need_a_loan loan loans we_lend personal_loan business_loan without_credit_check "
      "no_credit_check no_credit low_interest instant_loan loan_offer bad_credit interest_rate "
      "credit_card_with limit bad_credit_ok money_fast payday_loan get_a_credit need_cash_fast "
      "debt_relief consolidate" },

  { CONFAB_CUE_MESSENGER,
      "whatsapp whats_app telegram signal viber wechat line_app hangouts google_chat skype "
      "snapchat snap kik instagram insta discord wickr zangi teleguard messenger private_signal "
      "threema wire_app kakaotalk google_hangouts telegrm wa tg watsapp whatsap "
      "facebook_messenger session_app onlyfans kakao" },
  { CONFAB_CUE_FLATTER,
      "beautiful handsome kind_face your_profile your_photo get_to_know know_each_other lonely "
      "soulmate gorgeous my_love my_dear dear babe honey darling sweetheart you_seem_nice "
      "nice_person my_pics rarely_here not_often_here hardly_ever_here seldom_online "
      "this_app_is_boring my_pictures widowed single attractive cute fate destiny sugar_daddy "
      "sugar_baby make_friends your_smile pretty caught_my_eye rarely_use rarely_online "
      "don_t_come_here new_friends not_here_often your_friendship this_app_is_slow hook_up "
      "sweetie sweety cutie let_s_be_friends be_friends make_new_friends found_you_in saw_you_in "
      "came_across lovely profile_picture nice_to_meet friend_suggestion recommended_to_me "
      "your_contact good_looking serious_relationship looking_for_love hot_pics private_pics "
      "come_to_you so_much_but good_woman god_fearing" },
  { CONFAB_CUE_WRONG_PERSON,
      "wrong_number wrong_person is_this_dr is_this_mr is_this_mrs sorry_wrong is_this_doctor "
      "is_this_anna saved_the_wrong mistook_you not_lisa my_assistant_gave assistant_sent_me "
      "added_the_wrong wrong_contact "
      "sorry_wrong_number oh_sorry oops is_this_the_number are_you_lisa is_this_lisa is_this_kevin "
      "texted_the_wrong "
      "what_a_coincidence gave_me_your_contact secretary_gave oh_you_re_not you_re_not" },

  { CONFAB_CUE_ORDINARY,
      "same_number number_is_the_same keep_my_number kept_my_number "
      "training choir club coach library museum school class match team kids children dinner "
      "cake birthday party cinema garden allotment dog cat bread recipe homework teacher "
      "practice rehearsal tournament members membership pizza weekend grandma_s football "
      "swimming church_fair stall concert trip camp museum_trip neighbour neighbours appointment "
      "vet washing_machine table reading_group bike sofa flat pickup opening_hours order_number "
      "envelope reserved present tin drill printer barbecue picnic lift pocket_money treasurer "
      "jersey shirts shared_kitchen potluck orchestra rent_split fridge ski guitar piano lesson "
      "lessons yoga scout scouts nursery kindergarten playground babysitter holiday beach hike "
      "bbq lunch breakfast coffee tea pub beer groceries supermarket_run laundry "
      "viewing caterer wedding purse lunch_money cleaning_lady standing_order savings_account "
      "alarm interview salad surprise_party plumber landlord tenant second_floor church photos "
      "settings language button doctor swimming_pool costume ticket_for_the members_area "
      "tax_return_together cafeteria choir_practice band garage_sale jumble_sale neighbour_s "
      "mechanic_says school_office summer_fair "
      "pay_me_later pay_later later_is_fine "
      "pick_me_up pick_you_up drop_off battery rabbits rehearsals flight_lands parents_evening "
      "glasses calendar visiting_time passport_office" },
  { CONFAB_CUE_WARN_TALK,
      "scam scams scammer scammers phishing fraudster fraudsters beware pretends pretending "
      "pretended fell_for fake_police fake_call romance_fraud careful watch_out trick tricksters "
      "con_man conned be_careful impersonat* suspicious_mail that_is_a_scam spam scammed "
      "ripped_off hoax" },
  { CONFAB_CUE_MUST,
      "must have_to has_to need_to needs_to required_to gotta got_to is_to_be has_to_be must_be "
      "ought_to" },
  { CONFAB_CUE_SAYS,
      "says said is was has had asks asked wants thinks told will can just still got and came "
      "lives loves s called" },
  { CONFAB_CUE_TELL, "tell say mention discuss inform show speak" },
  { CONFAB_CUE_TALK, "talk speak call phone ring" },
  { CONFAB_CUE_COMMAND, "kindly" },
  { CONFAB_CUE_BAIL, "bail ransom release_him release_her lawyer_s_fee lawyer_fee "
                     "lawyer solicitor attorney" },
  { CONFAB_CUE_SMS, "sms text_message texted text_you texts message by_text" },
  { CONFAB_CUE_AMOUNT, "a_hundred hundred_bucks a_thousand two_hundred three_hundred five_hundred "
                       "any_amount few_hundred couple_of_hundred thousand_dollars hundred_dollars "
                       "hundred_pounds hundred_euros" },
  { CONFAB_CUE_IDENTITY,
      "maiden_name photo_of_your_id copy_of_your_id copy_of_your_passport your_id "
      "front_and_back_of social_security_number national_insurance_number ssn date_of_birth "
      "selfie_with id_card_and scan_of_your last_four_digits selfie_holding driver_s_license "
      "driving_licence" },
  { CONFAB_CUE_SOON, "today tonight now this_morning this_afternoon this_evening tomorrow soon "
                     "before_noon this_week" },
  { CONFAB_CUE_COUNT, NULL },
};
