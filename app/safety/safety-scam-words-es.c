/* Spanish words of the judge "scam", by what they mean; folded as the text is: small, no marks.
 * Pronouns that hang on a verb ("mandame") make rows of their own. How a row is read:
 * safety-scam-private.h.
 *
 * Words, not sentences: what they mean together is said by the roles and the rules. */

#include "safety/safety-scam-private.h"

const ConfabScamRow confab_safety_scam_words_es[] = {
  { CONFAB_CUE_GIVE,
      "manda mandas mandar mande manden envia envias enviar envie envien de_nos dices decir diga "
      "pasa pasas pasar pase comparte compartes compartir comparta reenvia reenviar reenvie "
      "reenvias reenviarlo mandarme mandarlo enviarme enviarlo pasarme pasarlo decirme darme "
      "reenviarmelo facilita facilitar facilite proporcione proporcionar copia copiar indica "
      "indicar indique lee leer lea comunica comunique cual_es cuales_son captura dicta dicte "
      "dictame dar_nos facilitenos suministre revela comunicar remita rellenar_con muestra "
      "fotografia facilitarnos mandanos "
      "pon ponme escribe respondas ponia que_ponia adjunte adjunta_foto mandeme_una entregue "
      "facilitanos fotografie dinos_el enviadme "
      "que_pone que_dice me_lo_pasas me_lo_mandas me_lo_dices" },
  { CONFAB_CUE_DO_GIVE,
      "mandame mandamelo mandamela enviame enviamelo dime dimelo digame digamelo diganos dame "
      "damelo deme denos pasame pasamelo paseme comparteme reenviame reenviamelo copiamelo "
      "copiame leeme leame mandeme envieme dinos facilitame faciliteme indiqueme mandemelo "
      "enviemelo pasanos envienos mandenos reenvieme reenviemelo dictamelo dictemelo escribemelo "
      "mandamelos enviamelos confirmame decidnos leamelo leamelos ensename muestrame indiquenos "
      "proporcionenos comuniquenos "
      "escribeme_el ponme_el respondame_con responda_aqui_con escribeme_los dime_el dime_los "
      "copialo entreguelos" },
  { CONFAB_CUE_PAY,
      "paga pagas pagar pague paguen pagame transfiere transferir transfiera ingresa ingresar "
      "ingrese abona abonar abone abonela aboname deposita depositar deposite transferencia "
      "bizum hazme_un hacerme_una hacer_una_transferencia traspase traspasar traspasa "
      "mandar_dinero enviar_dinero hay_que_pagar hay_que_abonar remesa girar gire adelantar "
      "adelantarme paguelo pagala paguela realizar_el_pago realice_el_pago efectuar_un_pago "
      "gestione_un_pago pago_pendiente financiar poner_dinero abonar_antes un_giro liquidar "
      "liquide ser_abonado ser_pagado ser_abonada pagarse abonarse "
      "saque_sus sacar_sus entregue entreguelos entregarlos manda_algo hazme_la haces_tu haz_la "
      "haces_la_transferencia transferencia_al me_mandas_# pague_# manda_# enviar_algo "
      "hacer_un_pago pagarle aporta aportar poner_# dona donar entregar_el_dinero abone_la" },
  { CONFAB_CUE_DO_PAY,
      "mandame_dinero pagame paguela paguelo abonela abonelo hazme_una hazme_un prestame "
      "transfiereme ingresame ingreseme" },
  { CONFAB_CUE_LEND,
      "presta prestas prestar prestarme prestame preste dejas dejarme dejame_# me_dejas ayuda "
      "ayudar ayudas ayudarme ayudame fiar fiarme adelantarme adelantas echarme_una_mano "
      "echas_una_mano un_favor ayudeme pedir_prestado "
      "me_prestas me_podrias_dejar dejar_cien prestas_# echarme_un_cable echar_un_cable ayudarias "
      "ayudarnos necesito_ayuda me_ayudas" },
  { CONFAB_CUE_BUY,
      "compra compras comprar compre compreme comprame compralas comprelas consigue conseguir "
      "consiga consigueme adquiera adquirir comprarme comprarlas "
      "compras_tres coge coges comprar_unas compras_unas ir_a_comprar" },
  { CONFAB_CUE_INSTALL,
      "instala instalar instale instalas descarga descargar descargue descargate descarguese "
      "abra abre_el_archivo ejecuta ejecutalo ejecutar habilite habilitar active activa activar "
      "desactiva desactive desactivar quita_el acepte acepta abrir bajate permite permita "
      "instalate bajar instalalo descargalo "
      "bajate_esta limpiador instalacion permitir_acceso conceder_permisos" },
  { CONFAB_CUE_VERIFY,
      "verifica verifique verificar verifiquelo confirma confirme confirmar confirmelo valida "
      "valide validar validarse actualiza actualice actualizar inicie_sesion inicia_sesion "
      "iniciar_sesion acredite acreditar desbloquear desbloquee reactivar reactive autentique "
      "identifiquese identificarse comprobar renovar renueve regularice regularizar asegure "
      "comprobamos autorice aprobar apruebe acceda acceder "
      "desbloqueelo renuevelo corrijala corregir solicitelo solicitar solicite cancelarlo "
      "confirma_hoy cancelar colabore completar_su restablecer "
      "recupere recuperar siga_los_pasos restablezca" },
  { CONFAB_CUE_ENTER,
      "introduce introduzca introducir pon poner ponga rellena rellene rellenar completa "
      "complete completar registre ingrese_su ingrese_sus escriba_su teclee meter inserte "
      "cumplimente complete_el" },
  { CONFAB_CUE_CLICK,
      "clic click pincha pinche pinchar pulsa pulse pulsar haga_clic haz_clic siga sigue_el "
      "entra_en entre_en enlace el_enlace este_enlace desde_este_enlace siguiente_enlace "
      "actue_ahora visite visita acceda_a pague_aqui datos_aqui aqui_para en_la_pagina clica "
      "clicar acceda_aqui via_enlace toque_aqui ingresa_a "
      "corrijala_aqui gratis_aqui solicitelo desbloqueelo pinche_aqui gire verifique_aqui" },
  { CONFAB_CUE_CALL,
      "llama llame llamenos llamame_ya llame_al contacta contacte contactar contactenos responda "
      "responde responder conteste contesta escribanos escribenos comuniquese "
      "pongase_en_contacto devuelva_la_llamada llamar_al llamanos escribeme escribame contactame "
      "respondame contacta_con marque llamen "
      "no_cuelgue responda_si responda_aqui escriba_a_mi escribele preguntame le_interesa "
      "interesado interesada escriba_al" },
  { CONFAB_CUE_MOVE,
      "escribeme_por escribeme_al escribeme_a escribame_por escribeme_en hablame_por hablame_al "
      "hablamos_por seguimos_por seguimos_en sigamos_por seguir_por agregame anademe anademe_a "
      "anadir_me pasamos_a pasemonos_a vamos_a_whatsapp mejor_por mejor_hablamos mejor_en "
      "contactame_por contactame_en contacteme contacta_con_nuestra contacta_con_nuestro "
      "agregueme hablemos_por nos_vemos_en unete_a unete escribe_a escribame_al escribirme_por "
      "chateamos_por continuamos_por continuemos_por buscame_en mandame_un_whatsapp anade_mi "
      "agrega_mi contactar_por contacto_por escribenos_por contactanos_por "
      "tienes_whatsapp dame_tu_numero tu_numero escribele_por me_das_tu_numero hablar_en_privado "
      "por_privado mi_insta mi_telegram tu_insta otra_app escribeme_al_telegram al_telegram" },

  { CONFAB_CUE_ME, "me mi nos" },
  { CONFAB_CUE_I,
      "yo he te_mando te_envio te_paso te_hago te_doy le_mando le_envio mando envio pago hago "
      "te_pago te_la te_lo os_mando voy_a vamos_a" },
  { CONFAB_CUE_YOU, "tu tus te ti usted ustedes su sus os vuestro vuestra" },
  { CONFAB_CUE_MY, "mi mis nuestro nuestra nuestros" },
  { CONFAB_CUE_THEY,
      "el_banco la_policia alguien quien la_gente ellos ella papa mama abuelo abuela unos_falsos "
      "pide piden tesorera tesorero" },
  { CONFAB_CUE_ASK,
      "por_favor porfa porfavor porfi pf puedes podrias podria podeis podriais "
      "me_puedes necesito_que necesitamos_que debera solo_tienes solo_tiene solo_hay rogamos "
      "le_rogamos le_pedimos te_pido es_necesario es_obligatorio simplemente para_anular "
      "para_evitar para_recibir para_poder asi_puedo te_importa te_importaria me_haces me_pasas "
      "me_mandas me_dejas me_envias me_ayudas seria_posible me_das quieres podemos ayudarme "
      "me_dices sirvase para_cobrar si_pudieras nos_pasas me_reenvias me_prestas "
      "me_haces_el_favor tu_ayuda su_ayuda necesitas_solo te_toca le_agradeceriamos acuerdate_de "
      "habria_que tienes_un_momento si_no_confirma un_favor me_haces_un_favor si_puedes dejame "
      "si_usted_puede tendrias_que hazme_un_favor hazme_el_favor le_interesa tendria_que estas_ahi "
      "me_echas te_importa_dejarme" },
  { CONFAB_CUE_NEED,
      "necesito necesitamos hace_falta me_hace_falta falta faltan me_falta requerimos "
      "se_requiere precisamos preciso "
      "pide_# piden_# exige exigen la_embajada_pide reclama" },
  { CONFAB_CUE_NOT, "no nunca jamas sin nada ningun ninguna tampoco "
                    "con_nadie a_nadie" },
  { CONFAB_CUE_AND, "y e o luego entonces despues asi si" },
  { CONFAB_CUE_GREET,
      "hola buenas buenos_dias buenas_tardes oye hey ey querido querida estimado estimada holi" },
  { CONFAB_CUE_ANYONE, "nadie ninguno otros demas terceros" },
  { CONFAB_CUE_PERCENT, "porciento por_ciento" },
  { CONFAB_CUE_CURRENCY, "euro euros eur dolares pesos soles pavos bolivares lempiras usd" },

  { CONFAB_CUE_CODE, "codigo codigos pin clave claves" },
  { CONFAB_CUE_CODE_ONCE,
      "codigo_de_verificacion codigo_de_confirmacion codigo_de_seguridad codigo_de_activacion "
      "codigo_sms codigo_de_#_digitos codigo_de_seis codigo_de_acceso clave_de_un_solo_uso "
      "clave_de_firma clave_de_operaciones codigo_de_whatsapp codigo_por_sms codigo_otp otp "
      "codigo_temporal clave_temporal codigo_de_autorizacion codigo_de_validacion token "
      "codigo_de_un_solo codigo_de_registro clave_de_seguridad clave_dinamica clave_sms "
      "un_numero_al_movil ese_numero numerito sms_de_whatsapp sms_de_signal el_numerito "
      "numero_que_te" },
  { CONFAB_CUE_CODE_CUE,
      "sms whatsapp verificacion confirmacion seguridad google instagram facebook telegram "
      "mensaje voto concurso movil cuenta cargo anular banco sesion registro registrarme fuera "
      "#_digitos #_cifras wallapop" },
  { CONFAB_CUE_CODE_NOT,
      "descuento promocional cupon regalo puerta portal portero error barras postal recogida "
      "edificio garaje candado bici wifi qr reunion clase juego producto invitacion pedido "
      "seguimiento taquilla alarma zoom amigo fuente caja_fuerte entrada color vestimenta penal "
      "civil gimnasio valla piscina trastero llave aula impresora parking kahoot" },
  { CONFAB_CUE_NUMERALS, "numeros digitos cifras" },
  { CONFAB_CUE_RECEIVE,
      "recibir recibira recibiras recibido reciba recibes recibe llegar llegara llega llego "
      "llegado llegarte te_va_a_llegar aparece aparecen sale salen le_llegara le_ha_llegado "
      "has_recibido ha_recibido te_llega te_llegara acaba_de_llegar te_acaba recibio" },
  { CONFAB_CUE_MISTAKE,
      "por_error error equivocacion por_equivocacion sin_querer equivocado equivoque "
      "me_equivoque puse_tu_numero puse_su_numero en_vez_del_mio era_para_mi confundi confundido "
      "por_accidente puse_tu tu_numero_por" },
  { CONFAB_CUE_SECRET,
      "contrasena contrasenas clave claves pin usuario_y usuario_y_clave credenciales "
      "datos_de_acceso clave_de_acceso contrasenya clave_secreta claves_de_acceso clave_bancaria "
      "datos_de_usuario password pass "
      "apellido_de_su_madre apellido_de_soltera pregunta_de_seguridad respuesta_secreta "
      "clave_telefonica" },
  { CONFAB_CUE_SECRET_NOT,
      "wifi netflix spotify disney router invitados zoom coro impresora nevera streaming hbo "
      "movistar plataforma_del_cole" },
  { CONFAB_CUE_CARD, "tarjeta tarjetas tarjeta_de_credito visa mastercard" },
  { CONFAB_CUE_CARD_PART, "numero caducidad detras cvv cvc digitos cifras datos fecha pin codigo" },
  { CONFAB_CUE_CARD_DATA,
      "numero_de_tarjeta numero_de_tu_tarjeta numero_de_su_tarjeta datos_de_tu_tarjeta "
      "datos_de_su_tarjeta datos_de_la_tarjeta cvv cvc tres_digitos tres_cifras codigo_de_detras "
      "datos_de_tarjeta numeros_de_la_tarjeta fecha_de_caducidad" },
  { CONFAB_CUE_SEED,
      "frase_de_recuperacion frase_semilla #_palabras doce_palabras frase_secreta clave_privada "
      "semilla frase_de_seguridad palabras_clave" },
  { CONFAB_CUE_DATA,
      "datos datos_personales identidad informacion documento dni direccion fecha_de_nacimiento "
      "formulario titular pasaporte" },
  { CONFAB_CUE_BANK_DATA,
      "datos_bancarios numero_de_cuenta datos_de_pago metodo_de_pago forma_de_pago "
      "datos_de_facturacion informacion_bancaria datos_de_su_cuenta datos_de_tu_cuenta iban_y "
      "medio_de_pago "
      "tarjeta_del_banco tarjeta_bancaria acceso_bancario" },
  { CONFAB_CUE_LOGIN,
      "banca_online banca_en_linea acceso inicio_de_sesion buzon area_de_cliente app_del_banco "
      "banca_electronica banca_movil" },
  { CONFAB_CUE_COUNT, NULL },
};
