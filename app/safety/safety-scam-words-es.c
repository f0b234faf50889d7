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
      "fotografia facilitarnos mandanos" },
  { CONFAB_CUE_DO_GIVE,
      "mandame mandamelo mandamela enviame enviamelo dime dimelo digame digamelo diganos dame "
      "damelo deme denos pasame pasamelo paseme comparteme reenviame reenviamelo copiamelo "
      "copiame leeme leame mandeme envieme dinos facilitame faciliteme indiqueme mandemelo "
      "enviemelo pasanos envienos mandenos reenvieme reenviemelo dictamelo dictemelo escribemelo "
      "mandamelos enviamelos confirmame decidnos leamelo leamelos ensename muestrame indiquenos "
      "proporcionenos comuniquenos" },
  { CONFAB_CUE_PAY,
      "paga pagas pagar pague paguen pagame transfiere transferir transfiera ingresa ingresar "
      "ingrese abona abonar abone abonela aboname deposita depositar deposite transferencia "
      "bizum hazme_un hacerme_una hacer_una_transferencia traspase traspasar traspasa "
      "mandar_dinero enviar_dinero hay_que_pagar hay_que_abonar remesa girar gire adelantar "
      "adelantarme paguelo pagala paguela realizar_el_pago realice_el_pago efectuar_un_pago "
      "gestione_un_pago pago_pendiente financiar poner_dinero abonar_antes un_giro liquidar "
      "liquide ser_abonado ser_pagado ser_abonada pagarse abonarse" },
  { CONFAB_CUE_DO_PAY,
      "mandame_dinero pagame paguela paguelo abonela abonelo hazme_una hazme_un prestame "
      "transfiereme ingresame ingreseme" },
  { CONFAB_CUE_LEND,
      "presta prestas prestar prestarme prestame preste dejas dejarme dejame_# me_dejas ayuda "
      "ayudar ayudas ayudarme ayudame fiar fiarme adelantarme adelantas echarme_una_mano "
      "echas_una_mano un_favor ayudeme pedir_prestado" },
  { CONFAB_CUE_BUY,
      "compra compras comprar compre compreme comprame compralas comprelas consigue conseguir "
      "consiga consigueme adquiera adquirir comprarme comprarlas" },
  { CONFAB_CUE_INSTALL,
      "instala instalar instale instalas descarga descargar descargue descargate descarguese "
      "abra abre_el_archivo ejecuta ejecutalo ejecutar habilite habilitar active activa activar "
      "desactiva desactive desactivar quita_el acepte acepta abrir bajate permite permita "
      "instalate bajar instalalo descargalo" },
  { CONFAB_CUE_VERIFY,
      "verifica verifique verificar verifiquelo confirma confirme confirmar confirmelo valida "
      "valide validar validarse actualiza actualice actualizar inicie_sesion inicia_sesion "
      "iniciar_sesion acredite acreditar desbloquear desbloquee reactivar reactive autentique "
      "identifiquese identificarse comprobar renovar renueve regularice regularizar asegure "
      "comprobamos autorice aprobar apruebe acceda acceder" },
  { CONFAB_CUE_ENTER,
      "introduce introduzca introducir pon poner ponga rellena rellene rellenar completa "
      "complete completar registre ingrese_su ingrese_sus escriba_su teclee meter inserte "
      "cumplimente complete_el" },
  { CONFAB_CUE_CLICK,
      "clic click pincha pinche pinchar pulsa pulse pulsar haga_clic haz_clic siga sigue_el "
      "entra_en entre_en enlace el_enlace este_enlace desde_este_enlace siguiente_enlace "
      "actue_ahora visite visita acceda_a pague_aqui datos_aqui aqui_para en_la_pagina clica "
      "clicar acceda_aqui via_enlace toque_aqui ingresa_a" },
  { CONFAB_CUE_CALL,
      "llama llame llamenos llamame_ya llame_al contacta contacte contactar contactenos responda "
      "responde responder conteste contesta escribanos escribenos comuniquese "
      "pongase_en_contacto devuelva_la_llamada llamar_al llamanos escribeme escribame contactame "
      "respondame contacta_con marque llamen" },
  { CONFAB_CUE_MOVE,
      "escribeme_por escribeme_al escribeme_a escribame_por escribeme_en hablame_por hablame_al "
      "hablamos_por seguimos_por seguimos_en sigamos_por seguir_por agregame anademe anademe_a "
      "anadir_me pasamos_a pasemonos_a vamos_a_whatsapp mejor_por mejor_hablamos mejor_en "
      "contactame_por contactame_en contacteme contacta_con_nuestra contacta_con_nuestro "
      "agregueme hablemos_por nos_vemos_en unete_a unete escribe_a escribame_al escribirme_por "
      "chateamos_por continuamos_por continuemos_por buscame_en mandame_un_whatsapp anade_mi "
      "agrega_mi contactar_por contacto_por escribenos_por contactanos_por" },

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
      "por_favor porfa porfavor porfi pf puedes podrias puede podria pueden podeis podriais "
      "me_puedes necesito_que necesitamos_que debera solo_tienes solo_tiene solo_hay rogamos "
      "le_rogamos le_pedimos te_pido es_necesario es_obligatorio simplemente para_anular "
      "para_evitar para_recibir para_poder asi_puedo te_importa te_importaria me_haces me_pasas "
      "me_mandas me_dejas me_envias me_ayudas seria_posible me_das quieres podemos ayudarme "
      "me_dices sirvase para_cobrar si_pudieras nos_pasas me_reenvias me_prestas "
      "me_haces_el_favor tu_ayuda su_ayuda necesitas_solo te_toca le_agradeceriamos acuerdate_de" },
  { CONFAB_CUE_NEED,
      "necesito necesitamos necesita hace_falta me_hace_falta falta faltan me_falta requerimos "
      "se_requiere precisamos preciso" },
  { CONFAB_CUE_NOT, "no nunca jamas sin nada ningun ninguna tampoco" },
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
      "codigo_de_un_solo codigo_de_registro clave_de_seguridad clave_dinamica clave_sms" },
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
      "datos_de_usuario password pass" },
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
      "medio_de_pago" },
  { CONFAB_CUE_LOGIN,
      "banca_online banca_en_linea acceso inicio_de_sesion buzon area_de_cliente app_del_banco "
      "banca_electronica banca_movil" },

  { CONFAB_CUE_OFFICE,
      "soporte_tecnico servicio_tecnico servicio_de_atencion atencion_al_cliente "
      "departamento_de_seguridad departamento_de_fraude departamento_de_fraudes "
      "departamento_tecnico microsoft paypal amazon netflix gestor gestora hacienda "
      "agencia_tributaria aeat seguridad_social dgt policia_nacional guardia_civil interpol "
      "europol aduana aduanas correos seur mrw dhl bbva santander caixabank sabadell bankinter "
      "ing unicaja endesa iberdrola naturgy movistar vodafone administrador admin soporte "
      "soporte_confab nominas recursos_humanos la_direccion direccion_general inspector "
      "comisario juzgado abogado_de agente servicio_al_cliente equipo_de_seguridad ministerio "
      "bizum_soporte wallapop sepe centro_de_seguridad banco_de_espana subinspector operadora "
      "compania_de_luz abanca kutxabank openbank soporte_de equipo_de_soporte gls fedex "
      "entidad_bancaria departamento_de" },
  { CONFAB_CUE_AUTHORITY, "banco policia abogado notario gobierno ayuntamiento fiscal juez" },
  { CONFAB_CUE_CLAIM,
      "soy somos le_llamamos le_llamo le_hablo le_escribimos aqui_el aviso alerta de_parte "
      "mi_nombre_es mensaje_de le_informamos notificacion su_banco atencion comunicado "
      "importante en_nombre informa" },
  { CONFAB_CUE_CUSTOMER,
      "estimado_cliente estimada_clienta estimado_usuario querido_cliente apreciado_cliente "
      "estimados_clientes estimado_contribuyente estimado_beneficiario estimado_a "
      "estimada_cliente distinguido_cliente estimado_ganador" },
  { CONFAB_CUE_ACCOUNT,
      "cuenta cuentas perfil buzon tarjeta acceso monedero cartera suscripcion linea correo" },
  { CONFAB_CUE_TROUBLE,
      "suspendida suspendido bloqueada bloqueado bloqueo limitada limitado restringida "
      "restringido sospechos* inusual inusuales caduca caducara caducado cerrara cerrada "
      "eliminados eliminada eliminado desactivada desactivado hackeada hackeado fraudulent* "
      "no_autorizad* vaciando lleno irregular* comprometida comprometido cancelada anomala "
      "extrana intento_de_acceso cortara corte rechazado pendiente vencida impagada incidencia "
      "suspension restriccion infringido dispositivo_nuevo nuevo_dispositivo "
      "dispositivo_no_reconocido desconocido inhabilitad* deshabilitad* denunciad* retenida "
      "acceso_no_reconocido" },
  { CONFAB_CUE_COMPUTER,
      "ordenador pc portatil equipo movil dispositivo windows computadora sistema computador "
      "direccion_ip" },
  { CONFAB_CUE_VIRUS,
      "virus infectado infectada malware hackeado hackers en_peligro troyano comprometido espia "
      "amenazas" },
  { CONFAB_CUE_NOT_YOU,
      "si_no_ha_sido si_no_has_sido si_no_la_reconoce no_la_reconoce si_no_reconoce "
      "no_reconoce_esta si_no_fue_usted si_no_fuiste no_ha_autorizado si_no_autorizo "
      "no_ha_realizado si_usted_no no_lo_reconoce si_no_es_usted ha_sido_usted si_no_la_ha "
      "si_no_lo_ha se_ha_cargado se_le_cobrara se_ha_realizado" },
  { CONFAB_CUE_SAFE, "segura seguro protegida seguros salvo" },
  { CONFAB_CUE_SAFE_ACCOUNT,
      "cuenta_segura cuenta_de_seguridad cuenta_protegida cuenta_puente cuenta_blindada "
      "a_buen_recaudo cuenta_de_respaldo" },
  { CONFAB_CUE_APPROVAL,
      "la_notificacion la_operacion en_la_app la_solicitud la_alerta_en notificacion" },

  { CONFAB_CUE_MONEY,
      "dinero efectivo suma importe ahorros plata pago cantidad fondos cash saldo joyas" },
  { CONFAB_CUE_BILL,
      "factura facturas alquiler billete visado recibo multa operacion medicinas un_pago "
      "hipoteca gasolina renta pasaje deuda hotel tratamiento vuelo luz" },
  { CONFAB_CUE_BACK,
      "devuelvo te_lo_devuelvo te_los_devuelvo te_la_devuelvo devolvere te_devuelvo reembolso "
      "reembolsare te_lo_pago hasta_el_viernes hasta_el_lunes hasta_manana se_lo_reembolso "
      "se_lo_devuelvo te_pago_el lo_devuelvo te_lo_doy hasta_el_finde te_lo_regreso "
      "te_lo_ingreso te_lo_reintegro devolvertelo" },
  { CONFAB_CUE_URGENT,
      "urgente urgentemente urge inmediato inmediatamente de_inmediato ahora_mismo ya_mismo "
      "enseguida rapido cuanto_antes en_#_horas en_una_hora antes_de_medianoche "
      "antes_del_mediodia ultimo_aviso ultima_oportunidad solo_hoy plazo hoy_mismo rapidamente "
      "en_las_proximas sin_demora lo_antes_posible en_menos_de de_lo_contrario en_#_minutos "
      "ultimas_horas hoy_para actue_ahora en_este_momento antes_de_las antes_de_hoy dentro_de_# "
      "ya_ahora ahora_ya" },
  { CONFAB_CUE_SECRECY,
      "no_le_digas no_se_lo_digas no_digas_nada no_lo_comente no_lo_comentes entre_nosotros "
      "entre_tu_y_yo confidencial confidencialidad discrecion discreto secreto no_se_lo_cuentes "
      "no_se_lo_diga no_hable_con con_nadie a_nadie_mas no_cuentes que_quede_entre no_digas "
      "me_da_verguenza no_informe_a guardar_silencio" },
  { CONFAB_CUE_NO_CALL,
      "no_puedo_hablar no_puedo_llamar no_puedo_telefonear ahora_no_puedo no_me_llames "
      "estoy_reunido estoy_reunida en_una_reunion no_funciona_el_microfono luego_te_explico "
      "te_explico_luego te_cuento_luego luego_te_cuento solo_por_mensaje no_puedo_contestar "
      "micro_roto solo_mensajes no_puedo_atender no_llames" },
  { CONFAB_CUE_EXCUSE,
      "bloqueado_la_tarjeta tarjeta_bloqueada app_del_banco_no app_no_funciona app_del_banco "
      "cuenta_bloqueada no_puedo_entrar_en_mi perdi_la_cartera perdido_la_cartera "
      "tarjeta_no_funciona bloquearon_la_tarjeta limite_de_transferencia no_me_funciona "
      "no_tengo_acceso_a_mi limite_diario tarjeta_no_me_va app_no_me_va mi_banco_no_me_deja "
      "no_me_deja_hacer nomina_se_retrasa ando_corto ando_corta" },
  { CONFAB_CUE_EMERGENCY,
      "hospital accidente robado robaron atracado operan operar operacion en_un_apuro apuro "
      "en_problemas tirado_en tirada_en secuestrado herido herida enfermo emergencia "
      "me_han_robado urgencias varado varada atrapado atrapada embajada desesperado desesperada "
      "desahucio aeropuerto" },
  { CONFAB_CUE_CUSTODY,
      "detenida detenido carcel prision arrestado comisaria secuestro secuestrada rescate "
      "calabozo presa preso" },
  { CONFAB_CUE_THREAT,
      "detencion denuncia juicio recargo procedimiento orden_de_arresto todos_tus_contactos "
      "tus_contactos publicare acciones_legales juzgado arresto sancion penal corte_de_luz "
      "difundir difundire le_denunciare contactos_veran morosos morosidad via_judicial "
      "al_embargo el_embargo un_embargo" },
  { CONFAB_CUE_FILMED,
      "webcam grabado te_he_grabado con_tu_camara tu_camara el_video intimo intimas desnudo "
      "desnuda desnudos porno fotos_intimas masturb* paginas_para_adultos" },
  { CONFAB_CUE_SERVICE,
      "western_union moneygram amigos_y_familiares ria giro_postal bizum_inverso paypal_amigos "
      "halcash" },
  { CONFAB_CUE_CHANGED,
      "cambiado nueva_cuenta nuevo_iban cambio_de_cuenta cuenta_nueva nuevo_numero_de_cuenta" },

  { CONFAB_CUE_KIN,
      "mama mami papa papi abuela abuelo yaya yayo abuelita abuelito tia tio madre padre mam "
      "tita tito mamita papito hola_ma" },
  { CONFAB_CUE_KIN_CLAIM,
      "tu_hijo tu_hija tu_nieto tu_nieta tu_sobrino tu_sobrina tu_primo tu_prima tu_hermano "
      "tu_hermana su_nieto su_hijo su_hija tu_nino" },
  { CONFAB_CUE_ITS_ME, "soy_yo soy_tu yo_soy soy_tu_hijo" },
  { CONFAB_CUE_GUESS,
      "a_que_no_sabes sabes_quien adivina quien_soy me_reconoces no_me_reconoces adivina_quien "
      "no_me_conoces" },
  { CONFAB_CUE_PHONE, "movil telefono celular cel pantalla sim iphone smartphone" },
  { CONFAB_CUE_NUMBER, "numero num contacto" },
  { CONFAB_CUE_NEW, "nuevo nueva temporal otro otra cambiado provisional cambie actual" },
  { CONFAB_CUE_NEW_NUMBER,
      "numero_nuevo nuevo_numero numero_temporal cambiado_de_numero cambie_de_numero "
      "desde_el_de_una desde_el_de_un este_numero a_este_numero guarda_este borra_el_viejo "
      "borra_el_otro numero_provisional otro_movil movil_de_una movil_de_un otra_cuenta "
      "escribeme_aqui numero_viejo mi_nuevo_numero desde_el_movil agenda_este apunta_este "
      "guardame_este" },
  { CONFAB_CUE_BROKEN,
      "roto rota caido cayo agua vater retrete perdi perdido robado reparacion estropeado "
      "estropeo hackeado hackeada averiado muerto rompio robaron mojado lavadora rompi perdio "
      "danado" },

  { CONFAB_CUE_REMOTE,
      "anydesk teamviewer quicksupport rustdesk acceso_remoto control_remoto remotamente "
      "en_remoto conectarnos_a conectarme_a escritorio_remoto conectar_a_su tomar_el_control "
      "conexion_remota a_distancia supremo" },
  { CONFAB_CUE_SCREEN,
      "comparta_su_pantalla comparte_tu_pantalla compartir_pantalla compartir_su_pantalla "
      "compartir_tu_pantalla comparte_pantalla" },
  { CONFAB_CUE_RISKY_FILE,
      "apk exe macros macro antivirus origenes_desconocidos fuentes_desconocidas "
      "actualizacion_de_seguridad falsa_alarma todos_los_permisos permisos cortafuegos adjunto "
      "adjunta archivo_adjunto parche zip play_protect" },
  { CONFAB_CUE_APP, "aplicacion app programa archivo juego adjunto fichero herramienta" },
  { CONFAB_CUE_BAIT,
      "eres_tu_en eres_tu_el eres_tu_la este_eres_tu mira_quien_ha_muerto video_tuyo "
      "sales_en_este fotos_tuyas_aqui apareces_en tus_fotos_en eres_tu_este" },

  { CONFAB_CUE_GIFT_CARD,
      "tarjeta_regalo tarjetas_regalo tarjeta_de_regalo tarjetas_de_regalo tarjetas_steam "
      "tarjeta_steam tarjetas_itunes tarjeta_itunes tarjetas_google_play tarjeta_google_play "
      "paysafecard tarjetas_paysafecard tarjeta_prepago tarjetas_prepago tarjetas_apple "
      "tarjetas_amazon tarjeta_amazon google_play_tarjeta neosurf tarjeta_apple cheque_regalo "
      "bono_regalo" },
  { CONFAB_CUE_SCRATCH,
      "rasca rasque rascas rasquelas rascalas fotos_de_los_codigos foto_de_los_codigos "
      "numeros_de_detras codigos_de_detras foto_del_codigo los_codigos leame_los "
      "codigo_de_detras raspe raspa foto_de_atras" },
  { CONFAB_CUE_CRYPTO,
      "bitcoin bitcoins btc cripto criptos criptomoneda* usdt ethereum binance blockchain "
      "plataforma_de_trading forex" },
  { CONFAB_CUE_INVEST,
      "invierte invertir invierta inversion inversiones trading ganancias rentabilidad beneficio "
      "beneficios bolsa senales broker deposita_solo ingresa_solo rendimiento inversor apuestas" },
  { CONFAB_CUE_SURE,
      "garantizada garantizadas garantizado garantizados sin_riesgo doble el_doble duplicar "
      "duplica duplicamos triplicar a_la_semana por_semana ingresos_pasivos te_enseno "
      "rentabilidad_alta libertad_financiera multiplica* hacerte_rico en_pocos_dias "
      "te_muestro_como altas_ganancias te_ensenare como_lo_hago" },
  { CONFAB_CUE_WITHDRAW,
      "retirar retire retirada retirarlos cobrar_su liberar_los desbloquear_su retiro" },
  { CONFAB_CUE_PRIZE,
      "loteria premio premiado premiada ganador ganadora sorteo ganado enhorabuena felicidades "
      "felicitaciones iphone agraciado tocado vale encuesta regalo seleccionado seleccionada "
      "cupon_de" },
  { CONFAB_CUE_WON, "ganado ganador ganadora premiado tocado seleccionado agraciado" },
  { CONFAB_CUE_YOU_WON,
      "has_ganado afortunado_ganador afortunada_ganadora ha_sido_premiado ha_resultado "
      "ha_sido_seleccionad* has_sido_seleccionad* es_usted_el_afortunado eres_el_ganador "
      "le_ha_tocado te_ha_tocado has_sido_elegid* ha_sido_agraciad*" },
  { CONFAB_CUE_PARCEL,
      "paquete paquetes envio entrega pedido carta reparto repartidor encomienda" },
  { CONFAB_CUE_FEE,
      "tasa tasas aduana aduanas gastos gastos_de_envio impuesto impuestos arancel aranceles "
      "portes comision tarifa peaje coste gastos_de_gestion iva derechos_de_aduana" },
  { CONFAB_CUE_HELD,
      "retenido no_se_ha_podido no_ha_podido pendiente devuelto remitente deposito en_espera "
      "faltan no_entregado reprogramar almacen direccion_incorrecta no_pudo_ser entrega_fallida "
      "direccion_incompleta no_se_pudo intento_de_entrega no_pudimos detenido devuelve "
      "sera_devuelto" },
  { CONFAB_CUE_WINDFALL,
      "herencia heredero heredera fallecido fallecida difunto millones #_millones beneficiario "
      "donacion legado testamento fondo_de_compensacion millon" },
  { CONFAB_CUE_REFUND,
      "devolucion reembolso_de derecho_a_una derecho_a_un compensacion indemnizacion ayuda_de_# "
      "subvencion devolucion_de_hacienda reintegro abono_pendiente bono_social cobro_indebido "
      "ayuda_del_gobierno" },
  { CONFAB_CUE_ADVANCE,
      "por_adelantado antes previamente adelantado de_antemano primero anticipado por_anticipado" },
  { CONFAB_CUE_CHAIN,
      "a_#_amigos a_#_contactos a_todos_tus con_#_amigos a_#_personas a_diez_amigos a_#_grupos" },
  { CONFAB_CUE_JOB,
      "trabajo_extra teletrabajo trabajo_desde_casa empleo curriculum su_curriculum "
      "oferta_de_trabajo oferta_de_empleo trabajo_a_distancia ingresos_extra trabajar_desde_casa "
      "seleccion_de_personal busco_gente buscamos_personas media_jornada trabajo_online trabajo "
      "vacante contratando medio_tiempo tu_cv su_cv" },
  { CONFAB_CUE_EARN,
      "gana ganar gane gano ganas pago_diario cobras ingresos sueldo comision te_quedas "
      "pago_al_dia salario cobrar ingresos_de ganaras te_pagamos" },
  { CONFAB_CUE_PER_DAY,
      "al_dia diario diarios por_dia diarias a_la_semana por_hora la_hora cada_dia al_mes "
      "semanales diaria" },
  { CONFAB_CUE_EASY,
      "desde_casa sin_experiencia dinero_facil dando_me_gusta me_gusta_a minutos_al_dia "
      "horas_al_dia tareas_sencillas tareas_simples desde_tu_movil ratos_libres tiempo_libre "
      "desde_tu_casa tareas_faciles dar_like dando_like facil_y" },
  { CONFAB_CUE_LOAN, "prestamo prestamos credito sin_aval sin_nomina sin_papeleo microcredito "
                     "oferta_de_prestamo interes dinero_urgente asnef prestamista" },

  { CONFAB_CUE_MESSENGER,
      "whatsapp telegram signal viber messenger instagram insta snapchat discord skype wechat "
      "wasap guasap facebook hangouts google_chat kik wa whats zangi" },
  { CONFAB_CUE_FLATTER,
      "cara_muy_dulce guapa guapo preciosa conocernos nos_conocemos conocerte conocerle "
      "tu_perfil su_perfil tu_foto solo_te_tengo mi_amor carino mi_vida casi_no_entro "
      "no_entro_mucho parece_usted_simpatico parece_simpatico pareces_simpatic* viudo viuda "
      "soltera soltero alma_gemela linda hermosa tu_sonrisa amistad su_foto cielo mi_cielo bebe "
      "entro_poco no_uso_mucho" },
  { CONFAB_CUE_WRONG_PERSON,
      "me_he_equivocado numero_equivocado equivocado_de_numero equivocado_de_persona "
      "perdon_me_equivoque me_equivoque_de no_es_usted_el persona_equivocada" },

  { CONFAB_CUE_ORDINARY,
      "entrenamiento coro club mister biblioteca museo cole colegio clase partido partidos "
      "equipo ninos cena tarta cumple cumpleanos fiesta cine jardin huerto huertos perro gato "
      "pan receta deberes profe profesor ensayo torneo socio socios cuota tesorera tesorero "
      "pizza finde futbol piscina puesto concierto excursion campamento vecino vecinos vecina "
      "consulta cita lavadora mesa libro bici sofa piso recogida pedido sobre reservada regalo "
      "taladro impresora barbacoa paga camiseta camisetas curso nevera guitarra piano guarderia "
      "parque canguro vacaciones playa comida desayuno cafe bar compra colada ampa rastrillo "
      "comedor asociacion merienda coche abuela taller" },
  { CONFAB_CUE_WARN_TALK,
      "estafa estafas estafador estafadores timo timos cuidado ojo_con hace_pasar hacen_pasar "
      "phishing enganan enganar falsos_policias enganaron fraude_del fraudes spam timado" },
  { CONFAB_CUE_MUST,
      "tengo_que tiene_que tienes_que hay_que debe debo debes tenemos_que debera hay_que_pagar" },
  { CONFAB_CUE_SAYS,
      "dice ha es pregunta quiere esta dijo tiene va viene puede era estaba cree y" },
  { CONFAB_CUE_TELL, "digas diga decir cuentes cuente comente comentes hables hable contar" },
  { CONFAB_CUE_TALK, "hablar llamar telefonear" },
  { CONFAB_CUE_COMMAND,
      "descargue instale compre pague paguen abone abonela confirme verifique introduzca envie "
      "mande transfiera ingrese deposite actualice inicie_sesion valide acceda pulse pinche "
      "contacte llame llamenos responda escriba escribanos rellene complete indique habilite "
      "active desactive abra acepte comparta facilite proporcione traspase realice comprelas "
      "rasquelas rasque introduce descargate invierte invierta retire" },
  { CONFAB_CUE_BAIL, "fianza rescate liberarlo" },
  { CONFAB_CUE_SMS, "sms mensaje" },
  { CONFAB_CUE_COUNT, NULL },
};
