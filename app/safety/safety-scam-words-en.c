/* English words of the judge "scam", by what they mean; folded as the text is: small, no marks, an
 * apostrophe parts two words. How a row is read: safety-scam-private.h.
 *
 * Words, not sentences: what they mean together is said by the roles and the rules. */

#include "safety/safety-scam-private.h"

const ConfabScamRow confab_safety_scam_words_en[] = {
  { CONFAB_CUE_GIVE,
      "send sending resend forward fwd share sharing tell give provide supply submit read_out "
      "read_back read_me dictate text_me text_it message_me pass_on pass_it pass_me hand_over "
      "hand_me state disclose copy paste screenshot reveal show_me upload repeat let_me_know "
      "let_us_know msg_me dm_me what_is what_s whats what_are gimme quote snd relay inform "
      "hand_out send_over photograph" },
  { CONFAB_CUE_PAY,
      "pay paying transfer transferring wire wiring remit deposit settle venmo cashapp zelle "
      "top_up make_a_payment move_your move_the_money send_money send_cash send_the_money "
      "send_funds paypal_me send_over_the_money cover contribute donate fund advance_me "
      "process_a_payment handle_a_payment take_care_of_a_payment payed send_some_money "
      "send_me_money sort_out_the_payment be_paid be_settled be_transferred" },
  { CONFAB_CUE_LEND,
      "lend loan_me borrow spot_me help_me_out help_out help_me help_us support_me assist_me "
      "front_me bail_me help_with helping_me do_me_a_favor do_me_a_favour" },
  { CONFAB_CUE_BUY,
      "buy buying purchase purchasing pick_up get_me get_some get_a get_them get_five get_us "
      "grab order_me obtain" },
  { CONFAB_CUE_INSTALL,
      "install installing download downloading sideload run_it run_the open_the_attach* "
      "open_the_file execute enable switch_on turn_on disable turn_off deactivate "
      "allow_all_permissions open_play_store open_the_play_store open_the_app_store "
      "set_up_the_app get_the_app try_this_app try_the_app open_it open_the_document grant" },
  { CONFAB_CUE_VERIFY,
      "verify verifying confirm confirming validate validating authenticate update updating "
      "reactivate restore unlock upgrade authorise authorize approve accept_the review log_in "
      "login sign_in sign_on prove revalidate re_verify secure_your identify_yourself activate" },
  { CONFAB_CUE_ENTER,
      "enter type fill_in fill_out complete_the complete_your put_in insert register_your "
      "link_your add_your" },
  { CONFAB_CUE_CLICK,
      "click tap press follow_the follow_this visit go_to open_the_link open_this_link "
      "use_the_link use_this_link see_here click_here check_here act_now act_immediately "
      "apply_here tap_here open_link below_link following_link link_below secure_page "
      "secure_link this_link via_the_link" },
  { CONFAB_CUE_CALL,
      "call_us call_back call_me_back call_this call_the call_now call_immediately phone_us "
      "ring_us call_our dial contact contact_us reply respond write_to_us write_us message_us "
      "get_back_to get_in_touch reach_out answer_yes call_# text_yes report_to hit_me_up "
      "write_to_me message_me text_me write_me message_now msg_me ask_me" },
  { CONFAB_CUE_MOVE,
      "add_me_on message_me_on text_me_on write_me_on write_to_me_on contact_me_on chat_on "
      "talk_on continue_on continue_over move_to move_over switch_to let_s_go_to find_me_on "
      "reach_me_on hit_me_up_on text_my write_my message_my contact_her_on contact_him_on "
      "contact_our lets_continue let_s_continue let_s_talk_on lets_chat_on lets_talk_on "
      "let_s_chat_on let_s_move lets_move come_to dm_me_on write_me_at text_me_at message_me_at "
      "add_my continue_our continue_the_conversation continue_this get_me_on reach_me_at "
      "reach_me_via contact_me_via contact_me_through contact_me_at chat_with_me_on "
      "talk_to_me_on join_my join_our join_me_on add_me_at hmu hmu_on ping_me_on" },

  { CONFAB_CUE_ME, "me us" },
  { CONFAB_CUE_I, "i we ill ive" },
  { CONFAB_CUE_YOU, "you your yours u ur ya" },
  { CONFAB_CUE_MY, "my our mine" },
  { CONFAB_CUE_THEY,
      "he she they someone somebody it who nobody anyone_who people dad mum mom neighbour "
      "neighbor treasurer coach school bank bank_closed" },
  { CONFAB_CUE_ASK,
      "please pls plz kindly can_you could_you would_you will_you can_u could_u cud_u would_u "
      "need_you_to need_u_to you_need_to you_ll_need_to want_you_to ask_you_to like_you_to "
      "should you_can_now simply just_need_you required are_you_able_to be_able_to u_need_to "
      "u_have_to mind_sending would_you_mind do_you_mind any_chance_you able_to_help can_someone "
      "would_it_be_possible i_d_like_you make_sure_to all_you_have_to_do only_have_to "
      "only_need_to just_have_to your_help in_order_to to_avoid to_receive to_claim to_keep "
      "to_release to_lift to_get_it to_proceed hurry need_ur remember_to have_you had_better" },
  { CONFAB_CUE_NEED,
      "need needs require requires needed i_want asking_for i_must_have waiting_for" },
  { CONFAB_CUE_NOT,
      "not don_t dont never do_not doesn_t won_t can_t cannot no_need isn_t wasn_t haven_t cant "
      "wont shouldn_t should_not nobody_should no_one_should without no_one" },
  { CONFAB_CUE_AND, "and then or so if" },
  { CONFAB_CUE_GREET, "hi hello hey heya hiya yo hallo morning afternoon evening hii helloo" },
  { CONFAB_CUE_ANYONE, "anyone anybody no_one nobody others the_others any_one everyone else" },
  { CONFAB_CUE_PERCENT, "percent" },
  { CONFAB_CUE_CURRENCY,
      "dollar dollars bucks usd eur euro euros pound pounds quid gbp chf aud cad rupees naira "
      "sterling k" },

  { CONFAB_CUE_CODE, "code codes pin token_number passkey" },
  { CONFAB_CUE_CODE_ONCE,
      "otp otps totp passcode one_time_password one_time_passcode one_time_code one_time_pin "
      "verification_code verification_pin security_code sms_code authentication_code "
      "confirmation_code login_code activation_code six_digit_code #_digit_code #_digit_number "
      "access_code whatsapp_code google_code registration_code auth_code signal_code "
      "recovery_code backup_code authorisation_code authorization_code reset_code #_digit_pin "
      "verification_number" },
  { CONFAB_CUE_CODE_CUE,
      "sms text texted verification verify authentication whatsapp google instagram facebook "
      "telegram signal login log_in security #_digit six_digit message locked_out registering "
      "register texts account register_my new_phone helper vote one_time apple_id by_text "
      "back_in" },
  { CONFAB_CUE_CODE_NOT,
      "discount promo voucher_code postal post zip door gate garage alarm wifi entry qr bar "
      "dress source pickup pick_up_code collection meeting zoom building fridge booking tracking "
      "area dial error lock locker bike house key_safe front classroom homework python game "
      "level cheat room country key conference gym parking printer copier postcode kahoot order "
      "morse colour color repo git lift door_code class_code invite coupon library "
      "access_to_the_hall" },
  { CONFAB_CUE_NUMERALS, "digits numbers numerals six_digits" },
  { CONFAB_CUE_RECEIVE,
      "receive received receiving get gets got arrive arrived arrives come_in came_in "
      "came_through just_got just_came texted_you sent_you sent_to_you appears shows it_shows "
      "displayed we_just_texted sent_to_your incoming get_a_text texted_to" },
  { CONFAB_CUE_MISTAKE,
      "accidentally mistake mistakenly by_accident by_mistake in_error wrongly instead_of_mine "
      "meant_for_me wrong_number_by intended_for_me was_for_me mixed_up inadvertently "
      "unintentionally entered_your_number used_your_number put_your_number" },
  { CONFAB_CUE_SECRET,
      "password passwords passwort pasword passwd pw pwd passphrase pin pincode pin_code "
      "login_details login_data log_in_details credentials user_name_and username_and "
      "login_information log_in_data sign_in_details banking_login bank_login master_password "
      "login_info net_banking" },
  { CONFAB_CUE_SECRET_NOT,
      "wifi wlan wi_fi netflix spotify disney router guest zoom meeting streaming fridge choir "
      "printer blog prime_video hbo school_portal" },
  { CONFAB_CUE_CARD, "card credit_card debit_card bank_card visa mastercard cards amex" },
  { CONFAB_CUE_CARD_PART,
      "number expiry expiration expires digits cvv cvc code data details info pin security "
      "valid_until numbers" },
  { CONFAB_CUE_CARD_DATA,
      "cvv cvc card_number card_details card_data card_info card_information three_digits_on "
      "digits_on_the_back number_on_the_back card_s_number cvn expiry_date_and "
      "numbers_on_your_card both_sides_of_your" },
  { CONFAB_CUE_SEED,
      "seed_phrase recovery_phrase secret_phrase backup_phrase seed_words recovery_words "
      "mnemonic private_key #_words #_word_phrase #_word twelve_words wallet_phrase "
      "secret_recovery keyphrase twelve_word secret_words" },
  { CONFAB_CUE_DATA,
      "details information info identity data personal_details personal_data particulars address "
      "date_of_birth id_card passport social_security ssn full_name id_photo billing_address" },
  { CONFAB_CUE_BANK_DATA,
      "bank_details bank_account_number account_details payment_details billing_details "
      "account_number bank_data banking_details iban_and sort_code payment_information "
      "billing_information bank_info payment_method bank_information routing_number "
      "banking_information bank_account_details" },
  { CONFAB_CUE_LOGIN,
      "login log_in logging_in sign_in online_banking banking_app internet_banking mailbox" },

  { CONFAB_CUE_OFFICE,
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
      "service_desk system_administrator usps" },
  { CONFAB_CUE_AUTHORITY,
      "bank police your_bank officer government ministry lawyer attorney notary tax solicitor" },
  { CONFAB_CUE_CLAIM,
      "this_is i_am i_m we_are we_re calling_from writing_from on_behalf message_from here_is "
      "my_name_is speaking_from contacting_you_from from_the team_here here_from "
      "automated_notice alert notice notification warning important_message your_bank_here "
      "informs_you official department" },
  { CONFAB_CUE_CUSTOMER,
      "dear_customer dear_user dear_client dear_sir valued_customer dear_member dear_account "
      "dear_winner dear_beneficiary sir madam ma_am dear_friend dear_cardholder "
      "attention_customer dear_taxpayer dear_subscriber dear_valued account_holder dear_email "
      "all_users" },
  { CONFAB_CUE_ACCOUNT,
      "account accounts profile mailbox card wallet subscription access inbox apple_id paypal "
      "number membership sim email_account" },
  { CONFAB_CUE_TROUBLE,
      "blocked suspended limited locked unauthorised unauthorized suspicious compromised hacked "
      "restricted deactivated disabled expire expires expired deleted closed terminated unusual "
      "on_hold flagged breached frozen fraudulent irregular reported restriction will_be_closed "
      "be_deleted overdue lose_access losing_access cancelled billing_problem payment_failed "
      "declined almost_full is_full quota could_not_charge could_not_be_charged "
      "unable_to_process problem_with_your stolen leaked shut_down cut_off unverified violation "
      "violated infected empty_your someone_is_trying discontinued unusual_sign another_country "
      "new_device new_login was_not_processed unpaid revoked attacker drained mandatory_update "
      "must_be_validated deactivation suspension under_attack at_risk" },
  { CONFAB_CUE_COMPUTER, "computer pc laptop device phone windows system machine ip_address" },
  { CONFAB_CUE_VIRUS,
      "virus viruses infected malware trojan hacked hackers spyware sending_out_viruses at_risk "
      "in_danger error_messages ransomware illegal_content errors" },
  { CONFAB_CUE_NOT_YOU,
      "if_this_was_not_you if_this_wasn_t_you if_it_wasn_t_you if_it_was_not_you wasn_t_you "
      "not_you if_you_did_not if_you_didn_t did_not_authorise did_not_authorize didn_t_authorize "
      "didn_t_make_this was_made_with_your was_charged_to_your will_be_charged has_been_charged "
      "was_this_you do_not_recognise don_t_recognise don_t_recognize did_you_make "
      "did_you_attempt did_you_just" },
  { CONFAB_CUE_SAFE, "safe secure protected secured safely safety" },
  { CONFAB_CUE_SAFE_ACCOUNT,
      "safe_account secure_account safety_account protected_account holding_account" },
  { CONFAB_CUE_APPROVAL,
      "notification the_request prompt push_message tap_yes the_sign_in approve_the pop_up "
      "approval" },

  { CONFAB_CUE_MONEY, "money cash funds payment savings sum deposit balance credit amount" },
  { CONFAB_CUE_BILL,
      "bill bills invoice invoices rent a_payment mortgage ticket tickets fees flight visa "
      "phone_bill medicine medication surgery operation treatment fuel petrol gas data_plan "
      "leave_papers shipping_costs hotel landlord supplier_payment wire_transfer" },
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
      "in_a_few_minutes by_the_end_of_today by_tonight otherwise or_else for_# closing_soon "
      "next_hour" },
  { CONFAB_CUE_SECRECY,
      "don_t_tell do_not_tell dont_tell between_us keep_this_between keep_it_between "
      "confidential confidentially in_confidence secret_between discreet discreetly discretion "
      "keep_it_secret keep_this_secret keep_it_quiet our_secret tell_no_one tell_nobody "
      "not_a_word keep_this_private don_t_mention do_not_mention do_not_discuss don_t_discuss "
      "don_t_say_anything keep_this_quiet keep_quiet without_telling stay_between private_matter "
      "embarrassed awkward_to_ask do_not_speak do_not_inform" },
  { CONFAB_CUE_NO_CALL,
      "can_t_talk cant_talk can_t_call cant_call cannot_talk cannot_call can_t_take_calls "
      "can_t_speak can_t_phone only_text no_calls don_t_call do_not_call unable_to_call "
      "unable_to_talk can_t_pick_up can_t_answer microphone_is_broken mic_is_broken mic_broken "
      "in_a_meeting explain_later tell_you_later can_t_explain can_t_really_talk "
      "cannot_take_calls no_phone_calls speaker_is_broken call_doesn_t_work calls_don_t_work "
      "cant_explain text_only" },
  { CONFAB_CUE_EXCUSE,
      "card_is_blocked can_t_get_into_my can_t_log_in_to card_was_declined card_got_declined "
      "app_isn_t_working app_is_not_working app_is_down can_t_access_my locked_out_of_my_bank* "
      "card_isn_t_working banking_app_isn_t app_keeps_crashing card_doesn_t_work "
      "account_is_frozen lost_my_wallet lost_my_card forgot_my_wallet reached_my_limit "
      "transfer_limit daily_limit salary_is_late short_on_cash short_this_month app_doesn_t_work "
      "can_t_use_my_card online_banking_doesn_t my_bank_blocked can_t_access my_bank_is_blocking "
      "bank_card_is_blocked no_access_to_my my_card_stopped" },
  { CONFAB_CUE_EMERGENCY,
      "stranded stuck_in stuck_at robbed mugged stolen hospital accident operation surgery "
      "in_trouble in_a_mess in_a_bind kidnapped injured dying sick ill stolen_from in_a_jam "
      "embassy stuck_abroad need_help desperate emergency_room evicted detained my_only_hope "
      "you_are_the_only_one deported" },
  { CONFAB_CUE_CUSTODY,
      "arrested custody jail prison in_our_custody detained police_station kidnapped hostage "
      "ransom" },
  { CONFAB_CUE_THREAT,
      "warrant arrest legal_action lawsuit prosecuted bailiff bailiffs debt_collector "
      "debt_collection seizure sue to_the_police report_you_to disconnected power_cut "
      "legal_proceedings criminal_charges face_charges your_contacts_will be_published "
      "your_family_will will_get_the_video expose_you leak_your send_it_to_all all_your_contacts "
      "all_your_friends ruin_your or_i_will blacklisted deportation avoid_court to_court "
      "court_proceedings court_action be_prosecuted will_be_published seize_your" },
  { CONFAB_CUE_FILMED,
      "webcam filmed_you recorded_you your_camera hacked_your naked nude nudes the_video "
      "intimate compromising videos_of_you footage_of_you adult_sites porn screen_recording "
      "pictures_of_you" },
  { CONFAB_CUE_SERVICE,
      "western_union moneygram friends_and_family cash_app cashapp zelle ria paysend "
      "bank_transfer venmo remitly money_order transfer_service friends_family" },
  { CONFAB_CUE_CHANGED,
      "changed new_account new_bank new_iban updated different_account account_below" },

  { CONFAB_CUE_KIN,
      "mum mom mommy mummy mama dad daddy papa grandma grandpa granny gran nan nana grandad "
      "granddad auntie aunt uncle mother father mam grandmother grandfather hi_ma" },
  { CONFAB_CUE_KIN_CLAIM,
      "your_son your_daughter your_grandson your_granddaughter your_nephew your_niece "
      "your_grandchild your_favourite_grand* your_favorite_grand* your_child your_oldest "
      "your_youngest your_boy your_cousin your_brother your_sister your_kid ur_son ur_daughter" },
  { CONFAB_CUE_ITS_ME,
      "it_s_me its_me it_is_me it_s_your its_your this_is_your i_m_your it_is_your s_me" },
  { CONFAB_CUE_GUESS,
      "guess_who do_you_know_who_this know_who_this_is recognise_me recognize_me "
      "don_t_you_recogni* guess_whos who_is_speaking do_you_remember_me remember_my_voice" },
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
      "text_me_here" },
  { CONFAB_CUE_BROKEN,
      "broke broken dropped smashed cracked lost water toilet washing_machine repair stolen "
      "damaged dead died crashed fell washer puddle sink hacked kaput soaked bath" },

  { CONFAB_CUE_REMOTE,
      "anydesk any_desk teamviewer team_viewer quicksupport quick_support rustdesk ultraviewer "
      "ultra_viewer supremo airdroid logmein remote_access remote_control remote_desktop "
      "remote_support remotely connect_to_your take_control_of screenconnect ammyy connectwise "
      "remote_session zoho_assist gotoassist take_over_your_computer iperius splashtop hoptodesk" },
  { CONFAB_CUE_SCREEN,
      "share_your_screen screen_sharing screen_share sharing_your_screen share_screen "
      "show_your_screen" },
  { CONFAB_CUE_RISKY_FILE,
      "apk exe macros macro antivirus anti_virus unknown_sources security_update sideload "
      "all_permissions firewall enable_content virus_scanner defender video_player codec "
      "not_from_the_store false_alarm false_positive attachment scr msi dmg zip_file "
      "developer_mode play_protect security_patch outside_the_store not_in_the_store "
      "critical_update" },
  { CONFAB_CUE_APP,
      "app application program software tool file client player patch attachment game" },
  { CONFAB_CUE_BAIT,
      "is_this_you_in is_that_you_in you_in_this_video you_in_this_photo look_what_i_found_about "
      "look_who_died this_video_of_you photos_of_you_here is_it_you_in you_are_in_this "
      "have_you_seen_this_video omg_is_this_you i_found_your_pictures somebody_posted_your "
      "lol_is_this_you" },

  { CONFAB_CUE_GIFT_CARD,
      "gift_card gift_cards giftcard giftcards steam_card steam_cards itunes_card itunes_cards "
      "google_play_card* google_play_voucher* apple_card apple_cards amazon_card amazon_cards "
      "prepaid_card* paysafecard paysafecards paysafe razer_gold vanilla_card* xbox_card* "
      "playstation_card* visa_gift* ebay_card voucher_cards neosurf itunes steam_gift* "
      "apple_gift* prepaid_voucher* store_cards target_card* sephora steam_voucher* "
      "amazon_voucher* e_gift egift" },
  { CONFAB_CUE_SCRATCH,
      "scratch scratched photos_of_the_codes pictures_of_the_codes photo_of_the_code "
      "codes_on_the_back numbers_from_the_back back_of_the_card numbers_on_the_back send_the_pin "
      "send_the_codes picture_of_the_back pics_of_the_codes photo_of_the_back code_on_the_back "
      "peel redeem_code" },
  { CONFAB_CUE_CRYPTO,
      "bitcoin bitcoins btc crypto cryptocurrency usdt ethereum eth tether binance coinbase "
      "crypto_wallet blockchain metamask trust_wallet stablecoin dogecoin litecoin solana usdc "
      "trading_platform forex nft airdrop coins" },
  { CONFAB_CUE_INVEST,
      "invest investing investment investments trading trade trader broker profit profits "
      "returns stake stocks invested signals deposit_just staking shares mining portfolio forex" },
  { CONFAB_CUE_SURE,
      "guaranteed guarantee risk_free no_risk double doubled doubles triple tripled "
      "send_you_back_double send_back_double giveaway without_risk huge_profit secret_method "
      "turned_# make_#_a_week #_x passive_income experts financial_freedom insider twice_the "
      "get_rich zero_risk multiply sure_profit high_returns within_days per_cent_a_week "
      "show_you_how teach_you_how times_your every_week_with" },
  { CONFAB_CUE_WITHDRAW,
      "withdraw withdrawal payout cash_out release_the release_your unlock_your_funds" },
  { CONFAB_CUE_PRIZE,
      "lottery jackpot raffle prize sweepstake* lucky_winner winner drawn giveaway iphone "
      "free_iphone reward grand_prize lucky_draw anniversary_draw voucher_worth selected_as "
      "congratulations congrats been_selected were_selected been_chosen survey gift lucky "
      "loyalty_points" },
  { CONFAB_CUE_WON, "won win winner selected chosen drawn entitled eligible picked" },
  { CONFAB_CUE_YOU_WON,
      "you_have_won you_won you_ve_won you_are_the_winner u_have_won youve_won "
      "you_are_our_winner you_are_a_winner dear_winner your_number_was_drawn "
      "you_have_been_selected you_were_selected you_ve_been_selected your_email_won "
      "you_have_been_chosen you_re_a_winner your_number_won has_won #_winner you_re_our_lucky" },
  { CONFAB_CUE_PARCEL,
      "parcel parcels package packages delivery shipment shipping courier item_is depot letter "
      "redelivery mail_item" },
  { CONFAB_CUE_FEE,
      "fee fees customs shipping_fee delivery_fee customs_fee postage charge import_duty duty "
      "handling_fee transfer_charge processing_fee surcharge redelivery_fee toll taxes tax "
      "admin_fee clearance release_fee toll_charge network_tax activation_fee legal_fees duties" },
  { CONFAB_CUE_HELD,
      "could_not_be_delivered held on_hold waiting outstanding unpaid returned_to_sender "
      "return_to_sender pending stuck undeliverable redeliver* reschedule could_not_deliver "
      "couldn_t_deliver missed failed_delivery suspended at_our_depot incomplete_address "
      "wrong_address delivery_attempt unable_to_deliver is_being_held be_returned "
      "insufficient_postage missing_house_number cannot_be_delivered" },
  { CONFAB_CUE_WINDFALL,
      "inheritance inherit heir next_of_kin late_client deceased beneficiary million_dollars "
      "million_euro million_euros million_pounds #_million millions unclaimed consignment "
      "donation_of donate_to_you fortune compensation_fund grant_of widow dying_of_cancer "
      "estate_of bequeath* trunk_box gold_bars" },
  { CONFAB_CUE_REFUND,
      "refund rebate tax_refund reimbursement owed_to_you overpaid compensation overpayment "
      "tax_return_of entitled_to government_grant stimulus cost_of_living_payment "
      "unclaimed_money energy_rebate subsidy relief_payment" },
  { CONFAB_CUE_ADVANCE,
      "in_advance upfront up_front paid_first pay_first first_pay only_have_to_pay "
      "before_you_can advance_fee only_the_transfer pay_the_fee pay_the_tax prior_to_release "
      "only_pay_the just_pay_the" },
  { CONFAB_CUE_CHAIN,
      "share_it_with share_this_with send_this_to_# send_it_to_# forward_this_to with_#_friends "
      "to_#_friends to_all_your_friends to_#_groups to_#_people with_#_contacts to_#_contacts" },
  { CONFAB_CUE_JOB,
      "part_time_job part_time job remote_work work_from_home online_job side_job side_hustle "
      "hiring recruiter recruitment vacancy vacancies home_office data_entry recruiting position "
      "your_cv your_resume job_offer flexible_hours employment freelance online_work "
      "simple_tasks job_opportunity work_remotely agents_wanted mystery_shopper extra_income "
      "second_income we_are_looking_for" },
  { CONFAB_CUE_EARN,
      "earn earned earning earnings make_money make_# paid_daily daily_pay income salary "
      "commission you_keep get_paid payout_daily paid_weekly extra_cash i_make profit_of "
      "good_money wage daily_salary make_up_to weekly_pay" },
  { CONFAB_CUE_PER_DAY,
      "a_day per_day daily per_hour an_hour a_week weekly each_day every_day per_task "
      "day_from_home in_two_weeks per_week every_week in_a_week within_days hourly" },
  { CONFAB_CUE_EASY,
      "from_home from_your_phone no_experience easy_money simple_tasks liking_videos like_videos "
      "just_liking in_your_free_time minutes_a_day hours_a_day no_skills few_clicks easy_work "
      "simply_by start_today spare_time rating_hotels liking_posts rate_products "
      "your_own_schedule your_smartphone without_experience easy_task" },
  { CONFAB_CUE_LOAN,
      "need_a_loan loan loans we_lend personal_loan business_loan without_credit_check "
      "no_credit_check no_credit low_interest instant_loan loan_offer bad_credit interest_rate" },

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
      "don_t_come_here new_friends not_here_often your_friendship this_app_is_slow hook_up" },
  { CONFAB_CUE_WRONG_PERSON,
      "wrong_number wrong_person is_this_dr is_this_mr is_this_mrs sorry_wrong is_this_doctor "
      "is_this_anna saved_the_wrong mistook_you not_lisa my_assistant_gave assistant_sent_me "
      "added_the_wrong wrong_contact" },

  { CONFAB_CUE_ORDINARY,
      "training choir club coach library museum school class match team kids children dinner "
      "cake birthday party cinema garden allotment dog cat bread recipe homework teacher "
      "practice rehearsal tournament members membership pizza weekend grandma_s football "
      "swimming church_fair stall concert trip camp museum_trip neighbour neighbours appointment "
      "vet washing_machine table reading_group bike sofa flat pickup opening_hours order_number "
      "envelope reserved present tin drill printer barbecue picnic lift pocket_money treasurer "
      "jersey shirts shared_kitchen potluck orchestra rent_split fridge ski guitar piano lesson "
      "lessons yoga scout scouts nursery kindergarten playground babysitter holiday beach hike "
      "bbq lunch breakfast coffee tea pub beer groceries supermarket_run laundry" },
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
  { CONFAB_CUE_BAIL, "bail ransom release_him release_her lawyer_s_fee lawyer_fee" },
  { CONFAB_CUE_SMS, "sms text_message texted text_you texts message by_text" },
  { CONFAB_CUE_COUNT, NULL },
};
