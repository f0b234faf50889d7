/* Spanish words of the judge "scam" for the stories that tricksters tell, and for ordinary talk;
 * the rest is in safety-scam-words-es.c. How a row is read: safety-scam-private.h. */

#include "safety/safety-scam-private.h"

const ConfabScamRow confab_safety_scam_stories_es[] = {
  { CONFAB_CUE_OFFICE,
      "departamento_de_fraude* "
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
      "entidad_bancaria departamento_de "
      "responsable_de_seguridad atencion_al apple google meta id_de_apple su_banco "
      "empresa_de_mensajeria transportista investigador oficial agente_de compania gestoria "
      "asesoria juridica departamento_juridico cobros recobros sim equipo_de equipo_whatsapp "
      "guardia "
      "compania_de_internet operador soporte_de_apple seguridad_de_su" },
  { CONFAB_CUE_AUTHORITY, "banco policia abogado notario gobierno ayuntamiento fiscal juez" },
  { CONFAB_CUE_CLAIM,
      "soy somos le_llamamos le_llamo le_hablo le_escribimos aqui_el aviso alerta de_parte "
      "mi_nombre_es mensaje_de le_informamos notificacion su_banco atencion comunicado "
      "importante en_nombre informa "
      "le_habla hemos_detectado hemos_observado le_saluda soy_de le_atiende" },
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
      "acceso_no_reconocido "
      "congelada congelado cortaremos cortaran sera_desactivada sera_cerrada se_ha_desactivado "
      "detectado pedido_a_su_nombre a_su_nombre impagado perdera deshabilitado a_punto_de "
      "dejara_de expira expirara vencido robo_de_identidad obsoleta" },
  { CONFAB_CUE_COMPUTER,
      "ordenador pc portatil equipo movil dispositivo windows computadora sistema computador "
      "direccion_ip "
      "navegador tableta macbook red aparato" },
  { CONFAB_CUE_VIRUS,
      "virus infectado infectada malware hackers en_peligro troyano comprometido espia "
      "amenazas "
      "errores_en" },
  { CONFAB_CUE_NOT_YOU,
      "si_no_ha_sido si_no_has_sido si_no_la_reconoce no_la_reconoce si_no_reconoce "
      "no_reconoce_esta si_no_fue_usted si_no_fuiste no_ha_autorizado si_no_autorizo "
      "no_ha_realizado si_usted_no no_lo_reconoce si_no_es_usted ha_sido_usted si_no_la_ha "
      "si_no_lo_ha se_ha_cargado se_le_cobrara se_ha_realizado "
      "fue_usted si_no_le_ayudo se_ha_pedido no_lo_ha_pedido no_ha_solicitado has_sido_tu "
      "fuiste_tu" },
  { CONFAB_CUE_SAFE_ACCOUNT,
      "cuenta_segura cuenta_de_seguridad cuenta_protegida cuenta_puente cuenta_blindada "
      "a_buen_recaudo cuenta_de_respaldo "
      "a_nuestro_mensajero nuestro_mensajero proteger_su_dinero proteger_sus_ahorros "
      "a_un_mensajero" },
  { CONFAB_CUE_APPROVAL,
      "la_notificacion la_operacion en_la_app la_solicitud la_alerta_en notificacion" },

  { CONFAB_CUE_MONEY,
      "dinero efectivo suma importe ahorros plata pago cantidad fondos cash saldo joyas" },
  { CONFAB_CUE_BILL,
      "factura facturas alquiler billete visado recibo multa operacion medicinas un_pago "
      "hipoteca gasolina renta pasaje deuda hotel tratamiento vuelo luz "
      "abogado embajada movil_nuevo averia electricidad" },
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
      "ya_ahora ahora_ya "
      "manana_mismo quedan_# ultimas_plazas antes_de_manana tiempo_limitado accion_requerida "
      "ultimo_dia en_menos" },
  { CONFAB_CUE_SECRECY,
      "no_le_digas no_se_lo_digas no_digas_nada no_lo_comente no_lo_comentes entre_nosotros "
      "entre_tu_y_yo confidencial confidencialidad discrecion discreto secreto no_se_lo_cuentes "
      "no_se_lo_diga no_hable_con con_nadie a_nadie_mas no_cuentes que_quede_entre no_digas "
      "me_da_verguenza no_informe_a guardar_silencio "
      "solo_por_escrito no_cuelgue me_da_corte me_da_apuro no_se_lo_digas_a no_diga_nada "
      "que_nadie_se_entere" },
  { CONFAB_CUE_NO_CALL,
      "no_cuelgue no_cuelgues siga_en_linea permanezca_en_linea "
      "no_puedo_hablar no_puedo_llamar no_puedo_telefonear ahora_no_puedo no_me_llames "
      "estoy_reunido estoy_reunida en_una_reunion no_funciona_el_microfono luego_te_explico "
      "te_explico_luego te_cuento_luego luego_te_cuento solo_por_mensaje no_puedo_contestar "
      "micro_roto solo_mensajes no_puedo_atender no_llames "
      "solo_por_escrito por_escrito mala_cobertura sin_cobertura no_tengo_cobertura" },
  { CONFAB_CUE_EXCUSE,
      "bloqueado_la_tarjeta tarjeta_bloqueada app_del_banco_no app_no_funciona app_del_banco "
      "cuenta_bloqueada no_puedo_entrar_en_mi perdi_la_cartera perdido_la_cartera "
      "tarjeta_no_funciona bloquearon_la_tarjeta limite_de_transferencia no_me_funciona "
      "no_tengo_acceso_a_mi limite_diario tarjeta_no_me_va app_no_me_va mi_banco_no_me_deja "
      "no_me_deja_hacer nomina_se_retrasa ando_corto ando_corta "
      "me_pagan_la mi_nomina no_me_deja_entrar entrar_en_el_banco entrar_en_mi_banco sin_blanca "
      "sin_dinero no_llego_a_fin paypal_bloqueado me_han_robado_la_tarjeta" },
  { CONFAB_CUE_EMERGENCY,
      "hospital accidente robado robaron atracado operan operar operacion en_un_apuro apuro "
      "en_problemas tirado_en tirada_en secuestrado herido herida enfermo emergencia "
      "me_han_robado urgencias varado varada atrapado atrapada embajada desesperado desesperada "
      "desahucio aeropuerto "
      "embarazada tirado quedado_tirado quedado_tirada orfanato no_tiene_que_comer dios_le_bendiga "
      "dios_te_bendiga cancer hambre sin_gasolina averia grua herido_a he_herido refugiados "
      "entierro fallecio" },
  { CONFAB_CUE_CUSTODY,
      "detenida detenido carcel prision arrestado comisaria secuestro secuestrada rescate "
      "calabozo presa preso" },
  { CONFAB_CUE_THREAT,
      "detencion denuncia juicio recargo procedimiento orden_de_arresto todos_tus_contactos "
      "tus_contactos publicare acciones_legales juzgado arresto sancion penal corte_de_luz "
      "difundir difundire le_denunciare contactos_veran morosos morosidad via_judicial "
      "al_embargo el_embargo un_embargo "
      "recargos cortaremos_la_luz cortar_la_luz habra_recargo penalizacion via_legal procesado "
      "citacion lista_de_morosos" },
  { CONFAB_CUE_FILMED,
      "webcam grabado te_he_grabado con_tu_camara tu_camara el_video intimo intimas desnudo "
      "desnuda desnudos porno fotos_intimas masturb* paginas_para_adultos" },
  { CONFAB_CUE_SERVICE,
      "western_union moneygram amigos_y_familiares ria giro_postal bizum_inverso paypal_amigos "
      "halcash "
      "por_moneygram cajero_bitcoin western" },
  { CONFAB_CUE_CHANGED,
      "cambiado nueva_cuenta nuevo_iban cambio_de_cuenta cuenta_nueva nuevo_numero_de_cuenta "
      "esta_cuenta_nueva nueva_cuenta_bancaria" },

  { CONFAB_CUE_KIN,
      "mama mami papa papi abuela abuelo yaya yayo abuelita abuelito tia tio madre padre mam "
      "tita tito mamita papito hola_ma "
      "mamaa mamaita papaito abu yayita mamuchi" },
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
      "guardame_este "
      "borrar_el_numero nueva_sim escribeme_aqui_que movil_de_mi otro_numero "
      "" },
  { CONFAB_CUE_BROKEN,
      "roto rota caido cayo agua vater retrete perdi perdido robado reparacion estropeado "
      "estropeo hackeado hackeada averiado muerto rompio robaron mojado lavadora rompi perdio "
      "danado "
      "en_la_lavadora se_me_metio petado reventado destrozado piscina charco se_ha_muerto" },

  { CONFAB_CUE_REMOTE,
      "anydesk teamviewer quicksupport rustdesk acceso_remoto control_remoto remotamente "
      "en_remoto conectarnos_a conectarme_a escritorio_remoto conectar_a_su tomar_el_control "
      "conexion_remota a_distancia supremo "
      "comparta_su_pantalla comparte_tu_pantalla compartir_pantalla compartir_su_pantalla "
      "compartir_tu_pantalla comparte_pantalla veo_tu_pantalla ver_tu_pantalla ver_su_pantalla "
      "tu_pantalla su_pantalla" },
  { CONFAB_CUE_RISKY_FILE,
      "apk exe macros macro antivirus origenes_desconocidos fuentes_desconocidas "
      "actualizacion_de_seguridad falsa_alarma todos_los_permisos permisos cortafuegos adjunto "
      "adjunta archivo_adjunto parche zip play_protect "
      "limpiador app_de_seguridad certificado crack" },
  { CONFAB_CUE_APP, "aplicacion app programa archivo juego adjunto fichero herramienta" },
  { CONFAB_CUE_BAIT,
      "eres_tu_en eres_tu_el eres_tu_la este_eres_tu mira_quien_ha_muerto video_tuyo "
      "sales_en_este fotos_tuyas_aqui apareces_en tus_fotos_en eres_tu_este" },

  { CONFAB_CUE_GIFT_CARD,
      "tarjeta_regalo tarjetas_regalo tarjeta_de_regalo tarjetas_de_regalo tarjetas_steam "
      "tarjeta_steam tarjetas_itunes tarjeta_itunes tarjetas_google_play tarjeta_google_play "
      "paysafecard tarjetas_paysafecard tarjeta_prepago tarjetas_prepago tarjetas_apple "
      "tarjetas_amazon tarjeta_amazon google_play_tarjeta neosurf tarjeta_apple cheque_regalo "
      "bono_regalo "
      "google_play tarjetas_de_google tarjetas_google recarga_prepago" },
  { CONFAB_CUE_SCRATCH,
      "rasca rasque rascas rasquelas rascalas fotos_de_los_codigos foto_de_los_codigos "
      "numeros_de_detras codigos_de_detras foto_del_codigo los_codigos leame_los "
      "codigo_de_detras raspe raspa foto_de_atras" },
  { CONFAB_CUE_CRYPTO,
      "bitcoin bitcoins btc cripto criptos criptomoneda* usdt ethereum binance blockchain "
      "plataforma_de_trading forex "
      "en_eth en_btc direccion_de_wallet mineria" },
  { CONFAB_CUE_INVEST,
      "invierte invertir invierta inversion inversiones trading ganancias rentabilidad beneficio "
      "beneficios bolsa senales broker deposita_solo ingresa_solo rendimiento inversor apuestas "
      "invertir_por_ti mentor experta asesor_financiero grupo_de_bolsa" },
  { CONFAB_CUE_SURE,
      "garantizada garantizadas garantizado garantizados sin_riesgo doble el_doble duplicar "
      "duplica duplicamos triplicar a_la_semana por_semana ingresos_pasivos te_enseno "
      "rentabilidad_alta libertad_financiera multiplica* hacerte_rico en_pocos_dias "
      "te_muestro_como altas_ganancias te_ensenare como_lo_hago "
      "tienes_# en_una_hora mientras_duermes gane_# semana_pasada_gane gracias_a_la honrada "
      "recibes_# "
      "cero_riesgo te_lo_presento" },
  { CONFAB_CUE_WITHDRAW,
      "retirar retire retirada retirarlos cobrar_su liberar_los desbloquear_su retiro" },
  { CONFAB_CUE_PRIZE,
      "loteria premio premiado premiada ganador ganadora sorteo ganado enhorabuena felicidades "
      "felicitaciones iphone agraciado tocado vale encuesta regalo seleccionado seleccionada "
      "cupon_de "
      "preseleccionado preseleccionada gire_la visitante gratis_para fidelidad rasca_y_gana" },
  { CONFAB_CUE_WON, "ganado ganador ganadora premiado tocado seleccionado agraciado" },
  { CONFAB_CUE_YOU_WON,
      "has_ganado afortunado_ganador afortunada_ganadora ha_sido_premiado ha_resultado "
      "ha_sido_seleccionad* has_sido_seleccionad* es_usted_el_afortunado eres_el_ganador "
      "le_ha_tocado te_ha_tocado has_sido_elegid* ha_sido_agraciad* "
      "esta_preseleccionado ha_sido_elegid* usted_es_el es_uno_de" },
  { CONFAB_CUE_PARCEL, "paquete paquetes envio entrega pedido carta reparto repartidor encomienda "
                       "su_articulo mercancia entregar" },
  { CONFAB_CUE_FEE,
      "tasa tasas aduana aduanas gastos gastos_de_envio impuesto impuestos arancel aranceles "
      "portes comision tarifa peaje coste gastos_de_gestion iva derechos_de_aduana" },
  { CONFAB_CUE_HELD,
      "retenido no_se_ha_podido no_ha_podido pendiente devuelto remitente deposito en_espera "
      "faltan no_entregado reprogramar almacen direccion_incorrecta no_pudo_ser entrega_fallida "
      "direccion_incompleta no_se_pudo intento_de_entrega no_pudimos detenido devuelve "
      "sera_devuelto "
      "intentado_entregar nueva_fecha en_el_almacen direccion_esta_incompleta corrijala "
      "cambio_de_fecha punto_de_recogida" },
  { CONFAB_CUE_WINDFALL,
      "herencia heredero heredera fallecido fallecida difunto millones #_millones beneficiario "
      "donacion legado testamento fondo_de_compensacion millon "
      "donarle donarte obras_de_caridad caridad cancer_y principe diplomatico" },
  { CONFAB_CUE_REFUND,
      "devolucion reembolso_de derecho_a_una derecho_a_un compensacion indemnizacion ayuda_de_# "
      "subvencion devolucion_de_hacienda reintegro abono_pendiente bono_social cobro_indebido "
      "ayuda_del_gobierno "
      "derecho_al bono_de derecho_a_la ayuda_de paga_extra cheque_de bonificacion" },
  { CONFAB_CUE_ADVANCE,
      "por_adelantado antes previamente adelantado de_antemano primero anticipado por_anticipado "
      "pequena_tasa gastos_de_activacion senal pago_inicial anticipo" },
  { CONFAB_CUE_CHAIN,
      "a_#_amigos a_#_contactos a_todos_tus con_#_amigos a_#_personas a_diez_amigos a_#_grupos" },
  { CONFAB_CUE_JOB,
      "trabajo_extra teletrabajo trabajo_desde_casa empleo curriculum su_curriculum "
      "oferta_de_trabajo oferta_de_empleo trabajo_a_distancia ingresos_extra trabajar_desde_casa "
      "seleccion_de_personal busco_gente buscamos_personas media_jornada trabajo_online trabajo "
      "vacante contratando medio_tiempo tu_cv su_cv "
      "asistentes_online asistentes buscamos perfiles sin_experiencia probadores contratamos "
      "nuestra_empresa quieres_saber_mas saber_mas" },
  { CONFAB_CUE_EARN,
      "gana ganar gane gano ganas pago_diario cobras ingresos sueldo comision te_quedas "
      "pago_al_dia salario cobrar ingresos_de ganaras te_pagamos "
      "ganar_dinero euros_la_hora dinero_rapido" },
  { CONFAB_CUE_PER_DAY,
      "al_dia diario diarios por_dia diarias a_la_semana por_hora la_hora cada_dia al_mes "
      "semanales diaria" },
  { CONFAB_CUE_EASY,
      "desde_casa sin_experiencia dinero_facil dando_me_gusta me_gusta_a minutos_al_dia "
      "horas_al_dia tareas_sencillas tareas_simples desde_tu_movil ratos_libres tiempo_libre "
      "desde_tu_casa tareas_faciles dar_like dando_like facil_y "
      "mientras_duermes sin_esfuerzo sin_conocimientos #_minutos_al_dia "
      "puntuar valorar paga_por poner_resenas" },
  { CONFAB_CUE_LOAN, "prestamo prestamos credito sin_aval sin_nomina sin_papeleo microcredito "
                     "oferta_de_prestamo interes dinero_urgente asnef prestamista "
                     "con_asnef reunificacion dinero_rapido tarjeta_de_credito_con" },

  { CONFAB_CUE_MESSENGER,
      "whatsapp telegram signal viber messenger instagram insta snapchat discord skype wechat "
      "wasap guasap facebook hangouts google_chat kik wa whats zangi" },
  { CONFAB_CUE_FLATTER,
      "cara_muy_dulce guapa guapo preciosa conocernos nos_conocemos conocerte conocerle "
      "tu_perfil su_perfil tu_foto solo_te_tengo mi_amor carino mi_vida casi_no_entro "
      "no_entro_mucho parece_usted_simpatico parece_simpatico pareces_simpatic* viudo viuda "
      "soltera soltero alma_gemela linda hermosa tu_sonrisa amistad su_foto cielo mi_cielo bebe "
      "entro_poco no_uso_mucho "
      "seamos_amigos te_vi_en_el casi_nunca_miro nunca_miro_aqui ganas_de_ir relacion_seria mi_rey "
      "mi_reina nueva_por_aqui conocer_gente" },
  { CONFAB_CUE_WRONG_PERSON,
      "me_he_equivocado numero_equivocado equivocado_de_numero equivocado_de_persona "
      "perdon_me_equivoque me_equivoque_de no_es_usted_el persona_equivocada "
      "que_casualidad mi_secretaria" },

  { CONFAB_CUE_ORDINARY,
      "mismo_numero numero_sigue numero_es_el_mismo "
      "entrenamiento coro club mister biblioteca museo cole colegio clase partido partidos "
      "equipo ninos cena tarta cumple cumpleanos fiesta cine jardin huerto huertos perro gato "
      "pan receta deberes profe profesor ensayo torneo socio socios cuota tesorera tesorero "
      "pizza finde futbol piscina puesto concierto excursion campamento vecino vecinos vecina "
      "consulta cita lavadora mesa libro bici sofa piso recogida pedido sobre reservada regalo "
      "taladro impresora barbacoa paga camiseta camisetas curso nevera guitarra piano guarderia "
      "parque canguro vacaciones playa comida desayuno cafe bar compra colada ampa rastrillo "
      "comedor asociacion merienda coche abuela taller "
      "boda catering cartera_en_casa limpieza libreta alarma candidatura entrevista ensalada "
      "sorpresa fontanero casero inquilino segundo iglesia ajustes idioma medico rifa panaderia "
      "barras candado secretaria rellano "
      "pagais_luego pagas_luego me_pagais "
      "recogeme me_recoges te_recojo bateria gafas" },
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
      "rasquelas rasque introduce descargate invierte invierta retire "
      "recupere solicite restablezca escanee" },
  { CONFAB_CUE_BAIL, "fianza rescate liberarlo "
                     "abogado" },
  { CONFAB_CUE_SMS, "sms mensaje" },
  { CONFAB_CUE_AMOUNT, "cien_euros mil_euros doscientos trescientos quinientos unos_cientos "
                       "algo_de_dinero un_poco_de_dinero cien_pavos" },
  { CONFAB_CUE_IDENTITY,
      "apellido_de_su_madre apellido_de_soltera foto_de_su_dni foto_del_dni foto_de_tu_dni "
      "fecha_de_nacimiento ultimos_digitos dos_caras por_las_dos_caras copia_del_dni selfie "
      "numero_de_la_seguridad ambas_caras por_ambas_caras carnet_de_conducir" },
  { CONFAB_CUE_SOON, "hoy ahora manana esta_manana esta_noche esta_tarde pronto esta_semana" },
  { CONFAB_CUE_COUNT, NULL },
};
