/** Spanish of Latin America, formal. */
import type { Sentences } from './en';

export const es: Sentences = {
  // The frame
  skipToContent: 'Ir al contenido',
  languageLabel: 'Idioma',
  changeLanguage: 'Cambiar',
  supportAt: '¿Tiene preguntas? {contact}',
  privacy: 'Privacidad',
  terms: 'Términos',

  // The invite's page
  inviteTitle: 'Verifique su empresa con 1Money',
  inviteIntro: '{partner} solicita a {business} que complete un formulario de verificación en 1Money.',
  inviteFor: 'Esta invitación es para {address}.',
  inviteWhat: 'Se le pedirán datos de la empresa, de sus propietarios y directores, y algunos documentos.',
  inviteHowLong: 'Toma unos 15 minutos. Puede salir en cualquier momento; lo que haya escrito se conserva.',
  inviteFix: '{partner} le pide que actualice sus respuestas en el formulario de 1Money.',
  inviteKept: 'Sus respuestas anteriores están guardadas.',
  inviteMessageFrom: 'Un mensaje de {partner}',
  inviteOpenForm: 'Ir al formulario',
  inviteResumeForm: 'Continuar donde lo dejó',
  inviteOpenInBrowser: 'Si el formulario no se abre aquí, abra esta página en su navegador.',
  inviteNothingToDo: 'Por el momento no hay nada que completar.',

  // The neutral page for every invite that does not live
  deadTitle: 'Este enlace ya no funciona',
  deadText:
    'Puede que haya vencido o que se haya reemplazado. No se perdió nada: lo que escribió en el formulario se conserva.',
  deadMailMe: 'Recibir un enlace nuevo por correo',
  deadMailed: 'Si este enlace corresponde a una invitación, enviaremos uno nuevo a la dirección que la recibió.',
  deadAsk: 'Pida un enlace nuevo a {partner}.',
  incompleteTitle: 'Este enlace está incompleto',
  incompleteText:
    'Falta una parte, a menudo porque se dividió en dos líneas. Copie el enlace completo del correo y péguelo en su navegador.',
  incompleteSignIn: 'O ingrese con un código',

  // Codes
  codeTitle: 'Ingrese el código que recibió por correo',
  codeText: 'Enviamos un código de seis dígitos a {address}. Es válido por diez minutos.',
  codeLabel: 'Código',
  codeContinue: 'Continuar',
  codeSendAgain: 'Enviar un código nuevo',
  codeWhy: 'El formulario ya contiene sus datos; por eso comprobamos que realmente es usted.',
  codeWrong: 'El código no es correcto o ya no es válido. Revise el correo más reciente o pida un código nuevo.',
  codeWait: 'Se enviaron demasiados códigos a esta dirección. Espere una hora e intente de nuevo.',

  // Sign-in
  signInTitle: 'La verificación de su empresa',
  signInText:
    'Ingrese el correo electrónico en el que recibió la invitación. Le enviaremos un código; no hay contraseña.',
  signInEmail: 'Correo electrónico',
  signInSend: 'Enviarme un código',
  signInEmailWrong: 'Esta no es una dirección de correo válida. Ejemplo: nombre@empresa.com',
  signInOtherAddress: 'Usar otra dirección',
  signOut: 'Cerrar sesión',

  // My businesses
  businessesTitle: 'Sus empresas',
  businessesNone: 'No hay ninguna invitación abierta para este correo. Pida una a {partner}.',
  notSetUpTitle: 'Su verificación aún no está lista para comenzar',
  notSetUpText:
    'Falta que {partner} la prepare. Aquí no tiene que hacer nada. Cierre esta página o vuelva atrás en su navegador, e intente de nuevo más tarde.',
  notSetUpContact: '¿Sigue viendo esto? Contacte a {partner}: {contact}',
  notSetUpAgain: 'Comprobar de nuevo',
  businessesRange: '{from}–{to} de {total}',
  pagePrevious: 'Anterior',
  pageNext: 'Siguiente',
  businessOpen: 'Ver detalles',
  backToBusinesses: 'Todas las empresas',

  // Status, in the customer's words
  statusNotFinished: 'Todavía no ha terminado el formulario.',
  statusNeedsAnswer: '1Money necesita más información.',
  statusNotApproved: 'No se aprobó. Puede corregir sus respuestas y enviarlas de nuevo, o contactar a soporte.',
  statusReceived: 'Recibimos sus respuestas. Por ahora no tiene que hacer nada.',
  statusInReview: 'Sus respuestas están en revisión.',
  statusAlmostDone: 'Ya casi: la última aprobación está en curso.',
  statusSettingUp: 'Verificación aprobada. Estamos preparando sus cuentas.',
  statusDone: 'Listo. Su empresa está aprobada.',
  statusProcessing: 'Su solicitud se está procesando.',
  itemsTitle: 'Lo que solicita 1Money',
  itemCompany: 'La empresa',
  itemPerson: 'Una persona',
  itemNoWords: '1Money no dio más detalles.',
  startForm: 'Comenzar el formulario',
  resumeForm: 'Continuar el formulario',

  // After the form
  returnTitle: 'De vuelta del formulario',
  returnChecking: 'Comprobando su envío…',
  returnCheckingText: 'Normalmente toma unos segundos.',
  returnNotFinished: 'Aún no ha enviado el formulario',
  returnNotFinishedText: 'Puede continuar donde lo dejó. Sus respuestas están guardadas.',
  returnGoBack: 'Para continuar con el formulario, vuelva con quienes le enviaron: ellos se lo abren.',
  returnReceived: 'Formulario enviado',
  returnWillMail: 'Le enviaremos un correo cuando haya novedades.',
  returnReceivedText: 'Puede cerrar esta página.',
  returnNeedsAnswer: '1Money necesita más información',
  returnNeedsAnswerText: 'Corrija los puntos siguientes y envíe el formulario de nuevo.',
  returnNeedsAnswerOpen: 'Abra el formulario para ver qué se necesita y envíelo de nuevo.',
  returnNotApproved: 'Verificación no aprobada',
  returnSettingUp: 'Verificación aprobada',
  returnDone: 'Todo listo',
  returnUnreachable: 'No podemos consultar el estado en este momento',
  returnUnreachableText:
    '1Money no respondió. No se perdió nada: lo que envió está a salvo. Vuelva a consultar en unos minutos.',
  returnCheck: 'Consultar el estado',
  returnNoChange: 'Aún no hay cambios.',
  returnChecked: 'Última consulta: {time}',
  returnTried: 'Intentado a las {time}',
  returnUnknown: 'No reconocemos esta dirección web',
  returnExpired: 'Este enlace venció',
  returnExpiredText: 'O le falta una parte. Sus respuestas están guardadas en 1Money.',
  returnSignIn: 'Ingrese para ver el estado',

  // Problems
  problemSlow: 'Demasiados intentos. Espere unos minutos e intente de nuevo.',
  problemUpstreamBusy: '1Money está ocupado en este momento. No se perdió nada. Intente de nuevo en un minuto.',
  problemUpstream:
    'No es posible conectar con 1Money en este momento. No se perdió nada. Intente de nuevo en unos minutos.',
  problemClosed: 'El formulario está cerrado por el momento. {status}',
  problemBusy: 'El formulario ya se está abriendo. Espere unos segundos e intente de nuevo.',
  problemStale: 'Esta página es demasiado antigua. Vuelva a cargarla y presione el botón una vez más.',
  problemPortal: 'Algo falló de nuestro lado. Intente de nuevo en un minuto.',
  problemRetry: 'Intentar de nuevo',
  problemReference: 'Referencia {id}',
  handoffDead: 'Este acceso ya no es válido. Vuelva a la página de la que vino y presione el botón otra vez.',

  // Reminders
  remindersTitle: 'Detener los recordatorios',
  remindersText: 'Ya no le enviaremos recordatorios de esta invitación. La invitación sigue siendo válida.',
  remindersStop: 'Detener los recordatorios',
  remindersStopped: 'No recibirá más recordatorios de esta invitación.',

  // Mails
  mailGreeting: 'Hola:',
  mailInviteSubject: '{partner}: verifique su empresa',
  mailInviteText:
    '{partner} solicita a {business} que complete un formulario de verificación en 1Money. Toma unos 15 minutos.',
  mailInviteButton: 'Abrir la invitación',
  mailInviteValid: 'La invitación es válida hasta el {date} y se puede abrir más de una vez.',
  mailMessageFrom: 'Mensaje de {partner}:',
  mailReminderSubject: 'Recordatorio: {partner} espera la verificación de su empresa',
  mailReminderText: 'El formulario de verificación de {business} aún no se ha abierto.',
  mailReminderFixSubject: 'Recordatorio: acción requerida para {business}',
  mailLinkSubject: 'Su enlace a la verificación de {business}',
  mailReminderStop: 'No recibir más recordatorios de esta invitación:',
  mailCodeSubject: '{code} es su código para {partner}',
  mailCodeText: 'Su código es {code}. Es válido por diez minutos. Nadie de {partner} se lo pedirá jamás.',
  mailCodeIgnore: 'Si no pidió un código, puede ignorar este correo.',
  mailResponseSubject: 'Acción requerida: {business}',
  mailResponseText: '1Money revisó {business} y necesita más información.',
  mailRejectedSubject: 'La verificación de {business} no se aprobó',
  mailRejectedText:
    '1Money no aprobó la verificación de {business}. Puede corregir sus respuestas y enviarlas de nuevo, o contactar a soporte.',
  mailApprovedSubject: 'La verificación de {business} se aprobó',
  mailApprovedText: '1Money aprobó la verificación de {business}. Ya no tiene que hacer nada más.',
  mailOpenStatus: 'Ver el estado',
  mailFooter: 'Recibe este correo porque {partner} le envió una invitación.',
  mailFooterHandOver: 'Recibe este correo porque verifica {business} a través de {partner}.',
  copyOpenForm: 'Abra el formulario aquí:',
  copySignIn: 'Ingrese con su correo electrónico para abrir el formulario:',
  copyAskLink: 'Responda a este mensaje y le enviaremos un enlace al formulario.',
};
