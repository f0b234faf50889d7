/* The words that the judge "typed" knows, by what they mean, in English, German, French and
 * Spanish; written as folded text is: small, without marks, "straße" as "strasse".
 *
 * A word may stand in several rows. Names of people, firms or places are not here, but for the few
 * services whose codes are asked for by name. Knows words, not sentences: those are the rules'. */

#include "safety/safety-typed-private.h"

#define MAX_WORD_LETTERS 40
#define MIN_COMPOUND_HEAD 2

typedef struct {
  ConfabWordClass class;
  const char *words;
} Row;

static const Row rows[] = {
  { CONFAB_WORD_CARD, "card cards visa mastercard amex maestro discover debit credit cvv cvc cvn "
                      "expiry expires exp "
                      "valid thru cardholder "
                      "kreditkarte karte karten kartennummer kreditkartennummer girocard bankkarte "
                      "prufziffer ablaufdatum gultig "
                      "carte cartes bancaire cb bleue cryptogramme expiration "
                      "tarjeta tarjetas caduca caducidad credito debito" },
  { CONFAB_WORD_REFERENCE,
      "order orders tracking parcel package shipment delivery consignment invoice reference ref "
      "booking "
      "reservation ticket customer client member membership loyalty serial article item part "
      "product model "
      "sku ean isbn issn upc imei iccid barcode receipt case claim policy contract registration "
      "licence "
      "license meter docket transaction purchase quote catalogue catalog asset flight train "
      "library reader voucher "
      "bestellung bestell sendung sendungs paket rechnung rechnungs kunde kunden auftrag auftrags "
      "buchung buchungs "
      "vorgang vorgangs aktenzeichen serien seriennummer artikel mitglied mitglieds vertrag "
      "vertrags "
      "zahler zahlerstand lieferung lieferschein ausweis fall bon charge chargen teile modell "
      "sendungsverfolgung sendungsnummer sendungscode bestellnummer bibliothek "
      "commande suivi colis facture dossier adherent abonne serie article modele livraison envoi "
      "billet "
      "contrat bibliotheque "
      "pedido seguimiento paquete factura referencia reserva envio localizador albaran expediente "
      "matricula "
      "cliente socio articulo modelo contrato billete biblioteca waybill awb frachtbrief "
      "frachtbriefs voucher docket consignment" },
  { CONFAB_WORD_NUMBER,
      "number numbers no num nr nummer nummern numero numeros id digits ziffern chiffres cifras" },
  { CONFAB_WORD_LINK, "is are was s lautet ist war sind heisst est etait sont es era son reads "
                      "equals sera says sagt dice dit shows zeigt affiche muestra" },
  { CONFAB_WORD_FILLER,
      "the a an of for our your his her their its to with this that from by "
      "der die das den dem des ein eine einen einem einer fur von vom zum zur unser unsere euer "
      "dein deine "
      "deinem ihr ihre sein seine seiner mit zu bei beim "
      "le la les l un une de du d des votre notre ton ta tes sa ses leur pour avec au aux ce cette "
      "el los las una del al su sus tu tus nuestro nuestra para con este esta" },
  { CONFAB_WORD_CODE, "code codes kode codigo codigos clave token" },
  { CONFAB_WORD_CODE_ONCE,
      "otp totp tan mtan smstan pushtan chiptan passcode einmalcode einmalpasswort einmalkennwort "
      "bestatigungscode verifizierungscode sicherheitscode freischaltcode aktivierungscode "
      "anmeldecode "
      "logincode authcode authentifizierungscode smscode smscodes authenticator" },
  { CONFAB_WORD_CODE_CUE,
      "verification verify verifying verified confirmation confirm security login signin log "
      "logging sign "
      "authentication authenticator auth authorization onetime temporary sms text texted message "
      "otp fa "
      "factor reset activation activate whatsapp paypal google facebook instagram telegram signal "
      "amazon "
      "apple microsoft revolut bizum klarna snapchat tiktok discord steam bank banking access "
      "account "
      "bestatigung bestatigungs verifizierung verifizierungs anmeldung anmelde anmelden sicherheit "
      "sicherheits "
      "einmal freischalt freischaltung aktivierung aktivierungs zugang zugangs authentifizierung "
      "verification confirmation securite connexion connecter unique usage validation valider recu "
      "banque "
      "verificacion confirmacion seguridad sesion acceso unico mensaje activacion banco "
      "validacion inicio" },
  { CONFAB_WORD_CODE_NOT,
      "promo promotion promotional discount coupon voucher gift reward referral invite invitation "
      "postal "
      "post postcode zip area country dial dialling dialing dress error exit status door gate wifi "
      "wlan bar qr "
      "source sources product item order booking tracking colour color article building entry "
      "entrance garage lift "
      "elevator alarm locker lock lockbox padlock bike class classroom join game kahoot quiz "
      "meeting zoom "
      "room cheat morse binary sort swift bic routing shop checkout sale offer parking station "
      "airport stop "
      "test unit git python program "
      "rabatt rabattcode gutschein gutscheincode gutscheine aktions aktionscode postleitzahl plz "
      "vorwahl "
      "lander fehler fehlercode fehlermeldung farb farbe tur haustur tor garagen schloss schrank "
      "fahrrad "
      "einladungs freundschafts empfehlungs "
      "quell barcode strichcode qrcode produkt artikel "
      "reduction remise cadeau parrainage postale immeuble porte portail digicode interphone "
      "erreur couleur "
      "produit barres vestimentaire route penal civil immeubles cadenas velo bon "
      "descuento promocional cupon regalo puerta portal portero error barras vestimenta penal "
      "civil producto "
      "invitacion edificio garaje candado bici postales amigo course event team subject friend "
      "clan lobby party map island creator branch bsb blz table color" },
  { CONFAB_WORD_VERIFY, "verify verification confirm confirming log login sign authenticate "
                        "authorise authorize activate "
                        "verifizieren bestatigen anmelden anmeldung freischalten bestatigung "
                        "einloggen einzuloggen anzumelden "
                        "verifier confirmer valider connecter connexion authentifier activer "
                        "verificar confirmar iniciar sesion validar acceder activar autorizar" },
  { CONFAB_WORD_PASSWORD,
      "password passwords passwort passworter kennwort passwd passphrase passcode pw pwd pass psw "
      "losungswort zugangswort mdp motdepasse contrasena contrasenya contra clave "
      "netzwerkschlussel wlanschlussel" },
  { CONFAB_WORD_PIN, "pin pincode pinnummer geheimzahl geheimnummer" },
  { CONFAB_WORD_STATE,
      "wrong right correct incorrect invalid valid weak strong safe secure unsafe insecure secret "
      "long short "
      "same different new old good bad better best easy hard difficult great fine ok okay gone "
      "lost back "
      "forgotten stolen hidden broken due too so very not never always required mandatory "
      "necessary needed "
      "important missing empty blank case sensitive about only the a an in on at of for to from "
      "with by "
      "under inside behind written there here where what how why something anything nothing "
      "everything "
      "none yours mine his hers theirs ours up out down off that this it your you my impossible "
      "simple complex unique random obvious private public useless pointless annoying on "
      "like just unknown available optional ready set kept stuck being going getting "
      "falsch richtig korrekt ungultig gultig schwach stark sicher unsicher geheim lang kurz "
      "gleich anders neu "
      "alt gut schlecht besser leicht schwer schwierig einfach weg verloren zuruck vergessen "
      "gestohlen "
      "versteckt kaputt abgelaufen notig erforderlich pflicht wichtig leer fehlt nicht nie kein "
      "keine noch "
      "schon jetzt immer zu sehr nur im am auf aus bei mit unter hinter bekannt unbekannt lange "
      "zuruckgesetzt "
      "gesperrt da hier dort was wie wo etwas nichts alles deins meins dein ihr sein dran egal "
      "fallig tabu okay "
      "uberall irgendwo derselbe dasselbe dieselbe der die das ein eine einen "
      "faux fausse juste incorrecte incorrect correcte mauvais mauvaise bon bonne invalide valide "
      "faible fort "
      "forte sur sure secret secrete long longue court courte meme different nouveau nouvelle "
      "ancien ancienne "
      "facile difficile perdu perdue oublie oubliee change changee expire expiree obligatoire "
      "necessaire requis "
      "important vide pas jamais toujours trop tres encore deja dans chez sous avec le la les un "
      "une mon ton "
      "son sa simple complique votre en ecrit note cache bien mal mieux arrive a au ce que qui ou "
      "mal mala bien malo bueno buena correcta correcto incorrecta incorrecto invalida valida "
      "debil fuerte "
      "segura seguro insegura secreta secreto larga corta misma mismo diferente distinta nueva "
      "nuevo vieja "
      "antigua facil dificil perdida olvidada caducada obligatoria necesaria importante vacia no "
      "nunca siempre "
      "demasiado muy todavia ya aun en el la los las un una mi tu su como que cual donde para de "
      "del con sin "
      "lo algo nada todo sencilla compleja unica erronea equivocada esa eso esta este terrible "
      "awful stupid weird funny silly crazy sad cool nice perfect strange dumb lame super solid "
      "decent pathetic insane rubbish garbage trash shit crap bad enough later soon tbd yes no ja "
      "nein oui non si mine pending schlimm blod doof mist murks krass toll perfekt simpel fertig "
      "dasselbe futsch hinuber spater bald top nul nulle bete ridicule bizarre drole stupide "
      "parfait pourri chiant perime bientot prete pret compris tonta tonto ridicula ridiculo rara "
      "raro graciosa graciosa perfecta perfecto genial fatal absurda absurdo lista luego pronto "
      "basura" },
  { CONFAB_WORD_ADVERB, "still now currently actually simply again also always "
                        "jetzt nun aktuell momentan immer ubrigens einfach wieder auch "
                        "maintenant actuellement toujours simplement aussi ahora actualmente "
                        "siempre todavia tambien" },
  { CONFAB_WORD_PRONOUN,
      "this that it what which here there who das dies dieses es was welches hier wer ce ceci cela "
      "ca c quel "
      "quelle quoi voici eso esto esta ese este cual que qui y and und et so also" },
  { CONFAB_WORD_CHANGE, "change changed changing set setting reset updated geandert andere gesetzt "
                        "setze stelle zuruckgesetzt "
                        "andert changer modifie mis remis cambiado cambie puesto puse cambiar" },
  { CONFAB_WORD_TO, "to auf in en a par por zu as als comme como" },
  { CONFAB_WORD_AND,
      "and but or und aber oder et mais ou y pero o e with mit avec con so then dann puis luego "
      "because weil user username login benutzer benutzername benutzerin" },
  { CONFAB_WORD_MY, "my mine our mein meine meinen meinem meiner meins unser unsere mon ma mes "
                    "notre mi mis nuestra nuestro" },
  { CONFAB_WORD_ME, "i im my mine me ive ich mein meine meiner meinen meinem mich mir je j mon ma "
                    "mes moi suis yo mi mis naci "
                    "cumplo tengo soy nacido nacida bin cumpli hab habe voy acabo" },
  { CONFAB_WORD_SSN, "ssn social itin sozialversicherung" },
  { CONFAB_WORD_TAX_DE, "steuer steuerid steuernummer steueridentifikationsnummer "
                        "identifikationsnummer idnr tin steuerliche "
                        "identifikations tax" },
  { CONFAB_WORD_DNI, "dni nie nif documento identidad identificacion" },
  { CONFAB_WORD_NIR, "nir secu securite sociale vitale insee immatriculation" },
  { CONFAB_WORD_NINO, "nino insurance national ni" },
  { CONFAB_WORD_BANK, "iban account konto kontonummer bankverbindung compte rib cuenta bank bic" },
  { CONFAB_WORD_PHONE,
      "phone phones telephone tel mobile cell cellphone whatsapp viber call ring reach landline "
      "texting "
      "telefon telefonnummer handy handynummer mobil mobilnummer rufnummer anrufen festnetz ruf "
      "anruf ruft "
      "erreichst erreichbar durchwahl "
      "telephone portable gsm joindre appelle appeler appelez rappelle rappeler fixe joignable "
      "telefono movil celular llamame llama llamar llamarme llamad fijo wasap guasap marcar" },
  { CONFAB_WORD_BIRTH,
      "born birthday birthdate birth bday dob geboren geb geburtstag geburtsdatum geburts jahrgang "
      "ne nee naissance anniversaire naci nacido nacida nacimiento cumple cumpleanos cumplo" },
  { CONFAB_WORD_BIRTH_DATE, "dob birthdate geburtsdatum geb nacimiento naissance" },
  { CONFAB_WORD_MONTH,
      "january february march april may june july august september october november december jan "
      "feb mar apr "
      "jun jul aug sep sept oct nov dec "
      "januar janner februar feber marz mai juni juli oktober dezember okt dez "
      "janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre "
      "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre "
      "diciembre" },
  { CONFAB_WORD_YEARS, "years year yo yrs yr yrold jahre jahr jahren j ans an ano anos anitos "
                       "jaehrig jahrig jahrige jahriger jahriges jahrigen" },
  { CONFAB_WORD_AGE, "age aged alter age edad" },
  { CONFAB_WORD_KIN, "son daughter boy girl kid kids child children baby twins twin grandson "
                     "granddaughter niece nephew "
                     "brother sister oldest youngest eldest husband wife "
                     "sohn tochter kind kinder junge madchen enkel enkelin neffe nichte bruder "
                     "schwester zwillinge grosse kleine "
                     "kleiner grosser mann frau "
                     "fils fille garcon enfant enfants petit petite neveu niece frere soeur aine "
                     "ainee jumeaux mari femme "
                     "hijo hija hijos nino nina nieto nieta sobrino sobrina hermano hermana mayor "
                     "pequeno pequena peque gemelos "
                     "marido mujer" },
  { CONFAB_WORD_AM, "am im m bin turned turning werde wurde geworden turn werd" },
  { CONFAB_WORD_HAVE, "ai aurai tengo cumplo cumpli a tiene cumplio cumple tenia avais tendre fete "
                      "aura ont tienen tenemos avons cumplir" },
  { CONFAB_WORD_AGE_NAME,
      "six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
      "nineteen "
      "twenty sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn "
      "achtzehn "
      "neunzehn zwanzig sept huit neuf dix onze douze treize quatorze quinze seize vingt "
      "seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho "
      "diecinueve "
      "veinte" },
  { CONFAB_WORD_SCHOOL,
      "school elementary primary middle secondary highschool academy college university uni "
      "kindergarten "
      "preschool nursery gymnasium realschule grundschule hauptschule gesamtschule mittelschule "
      "berufsschule "
      "oberschule schule volksschule universitat hochschule kita berufskolleg waldorfschule "
      "ecole college lycee universite maternelle fac "
      "colegio cole instituto escuela ies ceip universidad insti guarderia" },
  { CONFAB_WORD_ATTEND,
      "go goes going attend attends attending study studying student pupil enrolled at started "
      "start graduated "
      "school "
      "gehe geht gehen besuche besucht studiere studiert schuler schulerin heisst "
      "vais va allons etudie scolarise scolarisee inscrit inscrite frequente eleve appelle "
      "voy va vamos estudio estudia alumno alumna matriculado matriculada asisto llama cole "
      "colegio" },
  { CONFAB_WORD_PLAIN,
      "the a an my our your his her their this that same new old small big large nice good great "
      "local public "
      "private state boarding high elementary primary middle secondary sunday night law medical "
      "business art music dance "
      "driving ski summer to at in on of for from after before near and or with every some any "
      "next first "
      "last whole little busy main long short side one back other another different wrong right "
      "quiet dark "
      "narrow is was are i we you he she they it school schools down up across along by no not all "
      "off "
      "bus home work week day time today tomorrow yesterday friday monday tuesday wednesday "
      "thursday saturday "
      "via per each two three minute minutes hour hours best "
      "die der das den dem des eine einer einem ein in im an am auf aufs zur zum von vom nach vor "
      "mit und oder "
      "neue neuen alte alten kleine grosse gute gleiche private katholische musik fahr tanz schul "
      "heute morgen "
      "gestern ist war hat wird um bei aus fur keine keinen jede wieder noch auch dann wenn ohne "
      "ab bis als "
      "le la les l un une de du des d en a au aux et ou nouvelle ancienne petite grande bonne meme "
      "privee publique "
      "primaire maternelle elementaire musique danse conduite catholique demain hier aujourd est "
      "sont pas plus "
      "apres avant pour avec sans dans chez ce cette mon ma mes il elle je tu nous vous on qui que "
      "el los las una unos al del y o e con sin por para nuevo nueva pequeno pequena grande bueno "
      "buena mismo "
      "misma privado publico publica musica baile idiomas hoy manana ayer es son esta no mas "
      "despues antes que "
      "mi mis su sus tu se lo como donde cuando" },
  { CONFAB_WORD_STREET, "street st road rd avenue ave boulevard blvd lane crescent parkway" },
  { CONFAB_WORD_STREET_WEAK, "drive dr court ct way close place pl terrace square sq gardens grove "
                             "hill row mews ln highway hwy walk "
                             "park rise green circle cir loop" },
  { CONFAB_WORD_RUE, "rue avenue boulevard bd bld blvd allee impasse av" },
  { CONFAB_WORD_RUE_WEAK,
      "chemin place quai cours route square passage residence sentier faubourg villa" },
  { CONFAB_WORD_CALLE, "calle c avda avenida av plaza pza paseo camino carretera ctra travesia "
                       "ronda rambla carrer" },
  { CONFAB_WORD_LIVE,
      "live lives living address addresses flat apartment apt home house adress moved "
      "wohne wohnen wohnst wohnt adresse anschrift ziehe gezogen zuhause hausnummer "
      "habite habitons adresse domicile demeure loge appartement "
      "vivo vivimos vive direccion domicilio casa resido piso" },
  { CONFAB_WORD_UNIT,
      "minute minutes min mins hour hours hr hrs second seconds sec secs day days week weeks month "
      "months km kms "
      "m mile miles metre metres meter meters cm mm kg g kilo kilos pound pounds lb lbs stone feet "
      "foot ft inch "
      "inches percent euro euros eur dollar dollars usd quid pence cents bucks chf gbp am pm "
      "oclock times "
      "people persons kids players points pieces litres liters l ml degrees stops steps pages "
      "characters "
      "letters digits words goals nights items "
      "minuten stunde stunden std sekunden tag tage tagen woche wochen monat monate meter "
      "kilometer uhr prozent "
      "franken cent stuck personen leute kinder punkte liter grad mal zeichen buchstaben seiten "
      "tore stationen "
      "heures heure h jours jour semaine semaines mois metres pourcent centimes personnes fois "
      "points pieces "
      "litres degres caracteres lettres pages experience buts arrets "
      "minuto minutos hora horas dia dias semana semanas mes meses metros kilometros kilos "
      "centimos personas "
      "veces puntos piezas litros grados caracteres letras paginas experiencia goles paradas" },
  { CONFAB_WORD_DAY,
      "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch "
      "donnerstag freitag "
      "samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes "
      "miercoles "
      "jueves viernes sabado domingo today tomorrow tonight heute morgen demain manana hoy" },
  { CONFAB_WORD_WALLET,
      "seed wallet recovery phrase mnemonic ledger metamask trezor bitcoin btc wiederherstellung "
      "wiederherstellungsphrase worter recuperation mots semilla cartera recuperacion palabras "
      "words" },
  { CONFAB_WORD_SECRET, "key keys apikey token secret bearer authorization credential credentials "
                        "accesskey secretkey api "
                        "schlussel cle jeton clave" },
  { CONFAB_WORD_FREE_CALL,
      "hotline helpline freephone tollfree emergency notruf servicenummer urgences emergencias" },
};

/* German puts words together; the end says what it is, the beginning what for. */
typedef struct {
  const char *end;
  guint64 is;
} Ending;

static const Ending endings[] = {
  { "nummer", CONFAB_WORD_BIT (CONFAB_WORD_NUMBER) },
  { "nr", CONFAB_WORD_BIT (CONFAB_WORD_NUMBER) },
  { "code", CONFAB_WORD_BIT (CONFAB_WORD_CODE) },
  { "passwort", CONFAB_WORD_BIT (CONFAB_WORD_PASSWORD) },
  { "kennwort", CONFAB_WORD_BIT (CONFAB_WORD_PASSWORD) },
};

/* FNV-1a, 64 bits. */
static guint64
hash_word (const char *word, gsize length) {
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guint8)word[i]) * G_GUINT64_CONSTANT (0x100000001b3);
  return hash;
}

static gsize
find_slot (const ConfabTypedLexicon *lexicon, guint64 hash) {
  gsize slot = (gsize)(hash ^ hash >> 32) % CONFAB_TYPED_LEXICON_SLOTS;

  while (lexicon->is[slot] != 0 && lexicon->hash[slot] != hash)
    slot = (slot + 1) % CONFAB_TYPED_LEXICON_SLOTS;
  return slot;
}

void
confab_safety_typed_lexicon_build (ConfabTypedLexicon *lexicon) {
  memset (lexicon, 0, sizeof *lexicon);
  for (gsize row = 0; row < G_N_ELEMENTS (rows); row++)
    for (const char *word = rows[row].words; *word != '\0';) {
      gsize length = strcspn (word, " "), slot;
      guint64 hash = hash_word (word, length);

      slot = find_slot (lexicon, hash);
      lexicon->hash[slot] = hash;
      lexicon->is[slot] |= CONFAB_WORD_BIT (rows[row].class);
      word += length + strspn (word + length, " ");
    }
}

static guint64
look_up_simple (const ConfabTypedLexicon *lexicon, const char *word, gsize length) {
  char bare[MAX_WORD_LETTERS];
  gsize n;
  guint64 is = lexicon->is[find_slot (lexicon, hash_word (word, length))];

  if (is != 0)
    return is;
  /* "Bestaetigung" for "Bestätigung", which folds to "bestatigung". */
  n = confab_safety_typed_fold_bare (word, length, bare, sizeof bare);
  return n < length ? lexicon->is[find_slot (lexicon, hash_word (bare, n))] : 0;
}

guint64
confab_safety_typed_lexicon_look_up (
    const ConfabTypedLexicon *lexicon, const char *word, gsize length) {
  guint64 is;

  if (length > MAX_WORD_LETTERS)
    return 0;
  is = look_up_simple (lexicon, word, length);
  if (is != 0)
    return is;

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++) {
    gsize ending = strlen (endings[i].end);

    if (length < ending + MIN_COMPOUND_HEAD ||
        memcmp (word + length - ending, endings[i].end, ending) != 0)
      continue;
    is = look_up_simple (lexicon, word, length - ending);
    /* A number of something is a reference unless that something is known. */
    if (is == 0 && (endings[i].is & CONFAB_WORD_BIT (CONFAB_WORD_NUMBER)) && ending > 2)
      is = CONFAB_WORD_BIT (CONFAB_WORD_REFERENCE);
    if (is != 0 || ending > 2)
      return is | endings[i].is;
  }
  return 0;
}
