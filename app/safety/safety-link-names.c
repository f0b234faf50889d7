/* Tables of the judge "link": well-known names, shorteners, suffixes, schemes, tracking parameters.
 *
 * Data, and how it is looked up. The suffixes are the common part of the public list, not all of
 * it: where one is missing, a longer name is shown as the site, never a shorter one of somebody
 * else's. It decides nothing. */

#include "safety/safety-link-private.h"

#include <string.h>

/* Each row is one firm: the first domain is the name that is shown. */
const ConfabLinkBrand confab_safety_link_brands[] = {
  { "paypal.com paypal.de paypal.me paypal-community.com paypalobjects.com", FALSE },
  { "amazon.com amazon.de amazon.co.uk amazon.fr amazon.es amazon.it amazon.nl amazonaws.com "
    "amazon.ca",
      FALSE },
  { "google.com google.de google.fr google.es google.co.uk gmail.com youtube.com goo.gl "
    "googleusercontent.com blogger.com",
      FALSE },
  { "apple.com icloud.com", TRUE },
  { "icloud.com apple.com", FALSE },
  { "microsoft.com live.com microsoftonline.com office.com outlook.com azure.com windows.com",
      FALSE },
  { "outlook.com live.com microsoft.com", TRUE },
  { "facebook.com fb.com fbcdn.net facebook.net messenger.com", FALSE },
  { "instagram.com cdninstagram.com", FALSE },
  { "whatsapp.com whatsapp.net wa.me", FALSE },
  { "telegram.org t.me telegram.me", TRUE },
  { "youtube.com youtu.be", FALSE },
  { "netflix.com", FALSE },
  { "spotify.com", FALSE },
  { "ebay.com ebay.de ebay.co.uk ebay.fr ebay.es ebay.it ebay-kleinanzeigen.de", TRUE },
  { "kleinanzeigen.de", TRUE },
  { "wallapop.com", FALSE },
  { "leboncoin.fr", FALSE },
  { "vinted.com vinted.de vinted.fr vinted.es vinted.co.uk", FALSE },
  { "linkedin.com lnkd.in", FALSE },
  { "twitter.com x.com", FALSE },
  { "wikipedia.org", FALSE },
  { "github.com github.io githubusercontent.com", FALSE },
  { "dropbox.com", FALSE },
  { "steampowered.com", FALSE },
  { "steamcommunity.com", FALSE },
  { "discord.com discord.gg discordapp.com", TRUE },
  { "tiktok.com", FALSE },
  { "snapchat.com", FALSE },
  { "coinbase.com", FALSE },
  { "binance.com", FALSE },
  { "metamask.io", FALSE },
  { "blockchain.com", TRUE },
  { "kraken.com", TRUE },
  { "revolut.com revolut.me", FALSE },
  { "klarna.com klarna.de", FALSE },
  { "booking.com", TRUE },
  { "airbnb.com airbnb.de airbnb.fr airbnb.es airbnb.co.uk", FALSE },
  { "westernunion.com", FALSE },
  { "moneygram.com", FALSE },
  { "mastercard.com mastercard.de", FALSE },
  { "adobe.com", TRUE },
  { "samsung.com", TRUE },
  { "zoom.us", TRUE },
  { "docusign.com docusign.net", FALSE },
  { "wetransfer.com we.tl", FALSE },
  { "chase.com", TRUE },
  { "wellsfargo.com", FALSE },
  { "bankofamerica.com", FALSE },
  { "citibank.com", FALSE },
  { "americanexpress.com", FALSE },
  { "hsbc.com hsbc.co.uk", FALSE },
  { "barclays.com barclays.co.uk barclays.de", FALSE },
  { "lloydsbank.com lloydsbank.co.uk", FALSE },
  { "natwest.com", FALSE },
  { "santander.com santander.co.uk santander.de bancosantander.es", TRUE },
  { "royalmail.com", FALSE },
  { "usps.com", FALSE },
  { "ups.com", TRUE },
  { "fedex.com", FALSE },
  { "dhl.com dhl.de dhl.fr dhl.es", FALSE },
  { "sparkasse.de", FALSE },
  { "volksbank.de", FALSE },
  { "commerzbank.de commerzbank.com", FALSE },
  { "deutsche-bank.de", FALSE },
  { "postbank.de", FALSE },
  { "comdirect.de", FALSE },
  { "targobank.de", FALSE },
  { "deutschepost.de", FALSE },
  { "elster.de", TRUE },
  { "bundesfinanzministerium.de", FALSE },
  { "telekom.de telekom.com t-online.de", TRUE },
  { "vodafone.com vodafone.de vodafone.es vodafone.co.uk", FALSE },
  { "gmx.net gmx.de gmx.com", FALSE },
  { "otto.de", TRUE },
  { "zalando.de zalando.com zalando.fr zalando.es", FALSE },
  { "credit-agricole.fr", FALSE },
  { "bnpparibas.com bnpparibas.net", FALSE },
  { "societegenerale.fr societegenerale.com", FALSE },
  { "labanquepostale.fr", FALSE },
  { "caisse-epargne.fr", FALSE },
  { "boursorama.com boursobank.com", FALSE },
  { "laposte.fr laposte.net", FALSE },
  { "chronopost.fr", FALSE },
  { "colissimo.fr", FALSE },
  { "ameli.fr", FALSE },
  { "impots.gouv.fr", FALSE },
  { "antai.gouv.fr", FALSE },
  { "correos.es", TRUE },
  { "bbva.es bbva.com", FALSE },
  { "caixabank.es caixabank.com", FALSE },
  { "bancosabadell.com", FALSE },
  { "bankinter.com", FALSE },
  { "agenciatributaria.es", FALSE },
  { NULL, FALSE },
};

typedef struct {
  const char *name;
  ConfabLinkScheme scheme;
} Scheme;

static const Scheme schemes[] = {
  { "http", CONFAB_LINK_SCHEME_HTTP },
  { "https", CONFAB_LINK_SCHEME_HTTPS },
  { "xmpp", CONFAB_LINK_SCHEME_XMPP },
  { "mailto", CONFAB_LINK_SCHEME_MAILTO },
  { "tel", CONFAB_LINK_SCHEME_TEL },
  { "geo", CONFAB_LINK_SCHEME_GEO },
};

/* Known to run programs, open files or speak for a page. Everything else that is no link of ours is
 * unknown, and no link either. */
static const char dangerous_schemes[] =
    " javascript vbscript data file intent blob about view-source filesystem jar res mk shell smb "
    "cifs "
    "nfs afp ftp sftp ssh telnet ldap ldaps rlogin dict gopher netdoc local search search-ms "
    "ms-msdt "
    "ms-settings ms-word ms-excel ms-powerpoint ms-officecmd ms-cxh ms-appinstaller ms-search "
    "ms-gamebar "
    "steam admin trash recent computer network burn davs dav help ghelp man info apt snap "
    "appstream "
    "flatpak itms itms-services itms-apps market android-app vscode vscode-insiders jetbrains "
    "zoommtg "
    "zoomus msteams slack skype tg sms smsto facetime facetime-audio callto sip sips x-apple "
    "chrome chrome-extension moz-extension resource opera edge brave wyciwyg livescript mocha hcp "
    "its ms-its mhtml feed podcast magnet ed2k thunder bitcoin ethereum lightning wss ws "
    "svn svn+ssh git+ssh dns teamviewer anydesk rdp vnc ms-rd cmd powershell wmic ";

static const char common_tlds[] =
    " com org net edu gov mil int info biz name pro eu de at ch li fr es it nl be lu uk ie pt pl "
    "cz sk hu "
    "ro bg gr se no dk fi ee lv lt ru ua tr us ca mx br ar cl co pe ve au nz jp cn kr in za ng ke "
    "il ae "
    "io ai app dev page web site online shop store xyz top club live link click icu cc tk ml ga cf "
    "gq "
    "ly tv blog cloud tech space website fun win bid loan men work party date review stream "
    "download "
    "trade vip world today news email help support services solutions network digital media agency "
    "center group team chat social wiki one life zone rocks cat gal eus bzh berlin hamburg koeln "
    "wien "
    "paris im gl gg sh to example test local buzz rest cfd sbs quest cyou monster bond ink su ws "
    "finance bank money cash pay credit games game zip mov ";

/* Below these anybody may register a name. */
static const char suffixes[] =
    " co.uk org.uk gov.uk ac.uk me.uk ltd.uk plc.uk net.uk sch.uk nhs.uk police.uk com.au net.au "
    "org.au "
    "edu.au gov.au id.au co.nz org.nz net.nz govt.nz ac.nz co.jp ne.jp or.jp ac.jp go.jp co.kr "
    "or.kr "
    "go.kr com.br net.br org.br gov.br com.mx org.mx gob.mx net.mx com.ar org.ar gob.ar com.co "
    "gov.co "
    "org.co com.pe gob.pe com.ve com.ec com.uy com.py com.bo com.cl gob.cl com.es nom.es org.es "
    "gob.es "
    "edu.es com.pt gov.pt com.fr asso.fr nom.fr gouv.fr co.at or.at gv.at ac.at com.tr gov.tr "
    "org.tr "
    "com.pl org.pl net.pl gov.pl com.ru com.ua gov.ua com.cn net.cn org.cn gov.cn com.tw org.tw "
    "gov.tw "
    "com.hk gov.hk com.sg gov.sg com.my gov.my co.in net.in org.in gov.in nic.in co.id go.id co.th "
    "go.th "
    "com.ph gov.ph com.vn gov.vn co.za org.za gov.za com.ng gov.ng co.ke go.ke com.gh com.eg "
    "gov.eg "
    "co.il org.il gov.il com.sa gov.sa co.it gov.it com.gr gov.gr com.ro com.de uk.com us.com "
    "eu.com "
    "de.com gb.net co.com "
    "github.io gitlab.io pages.dev workers.dev vercel.app netlify.app web.app firebaseapp.com "
    "herokuapp.com onrender.com glitch.me repl.co replit.app blogspot.com blogspot.de blogspot.fr "
    "blogspot.co.uk wordpress.com weebly.com wixsite.com webflow.io square.site godaddysites.com "
    "000webhostapp.com altervista.org neocities.org duckdns.org ddns.net no-ip.org hopto.org "
    "zapto.org "
    "ngrok.io ngrok.app ngrok-free.app trycloudflare.com r2.dev azurewebsites.net cloudfront.net "
    "s3.amazonaws.com appspot.com translate.goog mystrikingly.com jimdofree.com tumblr.com "
    "myshopify.com webnode.page yolasite.com surge.sh fly.dev ";

static const char shorteners[] =
    " bit.ly t.co tinyurl.com goo.gl ow.ly is.gd v.gd buff.ly rebrand.ly cutt.ly shorturl.at rb.gy "
    "t.ly "
    "tiny.cc bl.ink lnkd.in s.id adf.ly bit.do tr.im snip.ly soo.gd shorte.st cli.gs qr.ae qrco.de "
    "urlz.fr u.to clck.ru vk.cc surl.li surl.lt shorturl.gg tinyurl.fr x.gd n9.cl acortar.link "
    "short.gy dub.sh dub.co linktr.ee lc.cx kurzelinks.de t1p.de amzn.to amzn.eu youtu.be.link "
    "fb.me wp.me dlvr.it trib.al hubs.ly hubs.la mcaf.ee 1drv.ms aka.ms g.co spoti.fi apple.co "
    "ebay.us "
    "flip.it po.st zpr.io tny.im ulvis.net iplogger.org grabify.link 2no.co bc.vc ouo.io gg.gg "
    "urlscan.link rotf.lol da.gd shrtco.de 9qr.de tny.sh ";

/* Everywhere; a "*" stands for any ending. */
static const char tracking[] =
    " utm_* fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid twclid ttclid li_fat_id "
    "igshid "
    "igsh mc_eid mc_cid mkt_tok vero_id vero_conv _hsenc _hsmi __hssc __hstc __hsfp hsctatracking "
    "hsa_* "
    "oly_enc_id oly_anon_id wickedid s_cid sc_cid ml_subscriber ml_subscriber_hash rb_clickid "
    "srsltid "
    "gad_source gad_campaignid mtm_* pk_* piwik_* matomo_* _openstat ga_source ga_medium "
    "ga_campaign ga_term "
    "ga_content itm_* cmpid epik rdt_cid obclid _ga _gl __twitter_impression ref_src ref_url "
    "guccounter "
    "guce_referrer guce_referrer_sig trk_* mibextid sfnsn __tn__ __cft__ bsft_* ir_* irclickid "
    "irgwc "
    "zanpid awc action_object_map action_type_map action_ref_map fb_action_* fb_source fb_ref "
    "campaign_id ad_id adset_id xtor at_campaign at_medium at_custom* wt_mc wt.mc_id wtmc etcc_* "
    "nr_email_referer mbid tt_medium tt_content ns_* spm scm aff_* sca_* ";

/* Of one site: "name@host". */
static const char site_tracking[] =
    " si@youtube.com si@youtu.be si@open.spotify.com feature@youtube.com pp@youtube.com "
    "s@twitter.com t@twitter.com s@x.com t@x.com ref_@amazon.com ref_@amazon.de ref_@amazon.fr "
    "ref_@amazon.es ref_@amazon.co.uk pd_rd_r@amazon.de pd_rd_w@amazon.de pd_rd_wg@amazon.de "
    "pf_rd_p@amazon.de pf_rd_r@amazon.de trk@linkedin.com trackingid@linkedin.com "
    "lipi@linkedin.com "
    "is_from_webapp@tiktok.com sender_device@tiktok.com share_id@reddit.com rcm@linkedin.com "
    "ved@google.com ei@google.com sxsrf@google.com sca_esv@google.com gs_lcp@google.com ";

static const char lures[] =
    " login log signin sign secure security verify verification account accounts support service "
    "services "
    "help helpdesk update billing pay payment payments bank banking online info customer client "
    "clients auth "
    "confirm alert center team id my web mail app wallet refund delivery track tracking parcel "
    "unlock recover gift prize bonus promo reward konto sicherheit sicher anmeldung kunde kunden "
    "kundenservice "
    "kundendienst pruefung verifizierung bestaetigung paket sendung zustellung zahlung rechnung "
    "dienst hilfe "
    "compte securite connexion verif espace paiement livraison colis facture assistance suivi "
    "cuenta seguridad acceso clientes cliente verificacion verifica pago pagos envio entrega "
    "paquete ayuda "
    "soporte factura aviso ";

static const char programs[] = " .apk .exe .msi .bat .cmd .scr .com .pif .vbs .vbe .js .jse .wsf "
                               ".hta .ps1 .jar .lnk .reg .iso .img .dmg "
                               ".pkg .deb .rpm .appimage .flatpakref .sh .run .xpi .crx .aab .xapk "
                               ".docm .xlsm .pptm .appinstaller "
                               ".msix .desktop ";

/* TRUE if `word` stands in the list, which begins and ends with a blank. */
static gboolean
list_has (const char *list, const char *word, gsize length) {
  if (length == 0 || memchr (word, ' ', length) != NULL)
    return FALSE;
  for (const char *at = list + 1; *at != '\0';) {
    gsize entry = strcspn (at, " ");

    if (entry == length && g_ascii_strncasecmp (at, word, length) == 0)
      return TRUE;
    if (entry > 0 && at[entry - 1] == '*' && length >= entry - 1 &&
        g_ascii_strncasecmp (at, word, entry - 1) == 0)
      return TRUE;
    at += entry;
    at += *at == ' ' ? 1 : 0;
  }
  return FALSE;
}

ConfabLinkScheme
confab_safety_link_scheme (const char *scheme, gsize length) {
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (strlen (schemes[i].name) == length &&
        g_ascii_strncasecmp (schemes[i].name, scheme, length) == 0)
      return schemes[i].scheme;
  if (list_has (dangerous_schemes, scheme, length) ||
      (length > 3 && (g_ascii_strncasecmp (scheme, "ms-", 3) == 0 ||
                         g_ascii_strncasecmp (scheme, "web+", 4) == 0)))
    return CONFAB_LINK_SCHEME_DANGEROUS;
  return CONFAB_LINK_SCHEME_UNKNOWN;
}

gboolean
confab_safety_link_is_common_tld (const char *tld, gsize length) {
  /* Two full stops in one: names of other scripts. */
  return list_has (common_tlds, tld, length) ||
         (length >= 4 && g_ascii_strncasecmp (tld, "xn--", 4) == 0);
}

gboolean
confab_safety_link_is_suffix (const char *domain) {
  return list_has (suffixes, domain, strlen (domain));
}

gboolean
confab_safety_link_is_shortener (const char *host) {
  if (g_str_has_prefix (host, "www."))
    host += 4;
  return list_has (shorteners, host, strlen (host));
}

gboolean
confab_safety_link_is_tracking (const char *name, gsize length, const char *host) {
  char of_site[128];
  const char *site;

  if (list_has (tracking, name, length))
    return TRUE;
  if (length > 32)
    return FALSE;
  if (g_str_has_prefix (host, "www."))
    host += 4;
  site = confab_safety_link_site (host);
  g_snprintf (of_site, sizeof of_site, "%.*s@%s", (int)length, name, host);
  if (list_has (site_tracking, of_site, strlen (of_site)))
    return TRUE;
  g_snprintf (of_site, sizeof of_site, "%.*s@%s", (int)length, name, site);
  return list_has (site_tracking, of_site, strlen (of_site));
}

gboolean
confab_safety_link_is_lure (const char *word, gsize length) {
  return list_has (lures, word, length);
}

gboolean
confab_safety_link_is_program (const char *path, gsize length) {
  gsize dot = length;

  while (dot > 0 && path[dot - 1] != '.' && path[dot - 1] != '/')
    dot--;
  if (dot == 0 || path[dot - 1] != '.')
    return FALSE;
  return list_has (programs, path + dot - 1, length - dot + 1);
}
