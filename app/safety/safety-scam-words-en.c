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
      "hand_out send_over photograph "
      "type tells show_me_the reply_with answer_with respond_with message_the text_the hand read "
      "enter_for text_back post_it put_it_in_here write_me_the email_me mail_me give_up drop_me "
      "confirm_the_code put_the_code supply_us say_the "
      "what_does_it_say what_did_it_say what_s_in_it what_is_in_it passing_it read_out_the" },
  { CONFAB_CUE_PAY,
      "pay paying transfer transferring wire wiring remit deposit settle venmo cashapp zelle "
      "top_up make_a_payment move_your move_the_money send_money send_cash send_the_money "
      "send_funds paypal_me send_over_the_money cover contribute donate fund advance_me "
      "process_a_payment handle_a_payment take_care_of_a_payment payed send_some_money "
      "send_me_money sort_out_the_payment be_paid be_settled be_transferred "
      "send_any send_something send_# send_it_by process_a_wire process_the pay_for settle_the "
      "money_order make_the_transfer do_a_transfer do_the_transfer transfer_it make_a_transfer "
      "send_over hand_them withdraw_your take_out put_down contribution paying_for pay_now payable "
      "lend_us send_via send_through send_by fund_the pay_a pay_the clear_the drop_off_the_cash" },
  { CONFAB_CUE_LEND,
      "lend loan_me borrow spot_me help_me_out help_out help_me help_us support_me assist_me "
      "front_me bail_me help_with helping_me do_me_a_favor do_me_a_favour "
      "help_me_with help_him help_her small_loan cover_me give_me_a_hand with_a_hundred loan "
      "sort_me_out tide_me_over help_you help_by" },
  { CONFAB_CUE_BUY,
      "buy buying purchase purchasing pick_up get_me get_some get_a get_them get_five get_us "
      "grab order_me obtain "
      "buy_me purchase_some" },
  { CONFAB_CUE_INSTALL,
      "install installing download downloading sideload run_it run_the open_the_attach* "
      "open_the_file execute enable switch_on turn_on disable turn_off deactivate "
      "allow_all_permissions open_play_store open_the_play_store open_the_app_store "
      "set_up_the_app get_the_app try_this_app try_the_app open_it open_the_document grant "
      "get_the_free get_this_app cleaner install_it add_the_extension accept_the_permissions "
      "press_allow allow_access allow_installation double_click open_attachment" },
  { CONFAB_CUE_VERIFY,
      "verify verifying confirm confirming validate validating authenticate update updating "
      "reactivate restore unlock upgrade authorise authorize approve accept_the review log_in "
      "login sign_in sign_on prove revalidate re_verify secure_your identify_yourself activate "
      "renew renewing unlock_it recover recertify resolve restore_access cancel_it "
      "cancel_the_order apply_now reset validate_it re_activate respond_to_avoid secure_it "
      "cooperate check_your check_the_details complete_your_profile "
      "re_enter regain follow_the_steps" },
  { CONFAB_CUE_ENTER,
      "enter type fill_in fill_out complete_the complete_your put_in insert register_your "
      "link_your add_your "
      "enter_your fill enter_it" },
  { CONFAB_CUE_CLICK,
      "click tap press follow_the follow_this visit go_to open_the_link open_this_link "
      "use_the_link use_this_link see_here click_here check_here act_now act_immediately "
      "apply_here tap_here open_link below_link following_link link_below secure_page "
      "secure_link this_link via_the_link "
      "spin apply tap_to to_unlock claim claim_it claim_your redeem get_it_here order_here here_to "
      "find_out_more learn_more start_here sign_up_here open_the_following swipe_up link_in_bio "
      "pay_here update_it_here book_here track_here" },
  { CONFAB_CUE_CALL,
      "call_us call_back call_me_back call_this call_the call_now call_immediately phone_us "
      "ring_us call_our dial contact contact_us reply respond write_to_us write_us message_us "
      "get_back_to get_in_touch reach_out answer_yes call_# text_yes report_to hit_me_up "
      "write_to_me message_me text_me write_me message_now msg_me ask_me "
      "call_me_on call_the_number phone_this reply_yes reply_with_yes text_back write_back "
      "stay_on_the_line don_t_hang_up press_# speak_to get_back_to_me interested text_her "
      "text_him" },
  { CONFAB_CUE_MOVE,
      "add_me_on message_me_on text_me_on write_me_on write_to_me_on contact_me_on chat_on "
      "talk_on continue_on continue_over move_to move_over switch_to let_s_go_to find_me_on "
      "reach_me_on hit_me_up_on text_my write_my message_my contact_her_on contact_him_on "
      "contact_our lets_continue let_s_continue let_s_talk_on lets_chat_on lets_talk_on "
      "let_s_chat_on let_s_move lets_move come_to dm_me_on write_me_at text_me_at message_me_at "
      "add_my continue_our continue_the_conversation continue_this get_me_on reach_me_at "
      "reach_me_via contact_me_via contact_me_through contact_me_at chat_with_me_on "
      "talk_to_me_on join_my join_our join_me_on add_me_at hmu hmu_on ping_me_on "
      "are_you_on give_me_your_number your_number give_me_your talk_privately text_her text_him "
      "message_me find_me write_to_him write_to_her more_private talk_there chat_there here_s_my "
      "this_is_my what_s_your off_this add_him add_her reach_out_to" },

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
      "to_release to_lift to_get_it to_proceed hurry need_ur remember_to have_you had_better "
      "if_you_can if_you_could need_your_help would_you_be are_you_free are_you_busy "
      "are_you_available are_you_at_your want_you interested need_a_favor need_a_favour "
      "do_me_a_favor do_me_a_favour a_quick_favor ask_a_favor help_me you_are_required you_must "
      "unless_you until_you if_you_don_t ask_you you_have_to" },
  { CONFAB_CUE_NEED, "need require needed i_want asking_for i_must_have waiting_for "
                     "wants_me_to_pay i_d_need must_pay am_short_of cannot_afford can_t_afford "
                     "demands wants_# is_asking_for" },
  { CONFAB_CUE_NOT,
      "not don_t dont never do_not doesn_t won_t can_t cannot no_need isn_t wasn_t haven_t cant "
      "wont shouldn_t should_not nobody_should no_one_should without no_one "
      "with_nobody" },
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
      "verification_number "
      "number_in_it text_from_signal number_to_your_phone sent_a_number number_we_sent "
      "reset_link" },
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
      "login_info net_banking "
      "security_answer security_question security_answers maiden_name memorable_word "
      "telephone_password" },
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
      "banking_information bank_account_details "
      "bank_card online_banking_details bank_login debit_card_details account_info banking_info "
      "card_and" },
  { CONFAB_CUE_LOGIN,
      "login log_in logging_in sign_in online_banking banking_app internet_banking mailbox" },
  { CONFAB_CUE_COUNT, NULL },
};
