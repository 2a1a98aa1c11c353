/** Portuguese of Brazil. */
import type { Sentences } from './en';

export const ptBr: Sentences = {
  // The frame
  skipToContent: 'Ir para o conteúdo',
  languageLabel: 'Idioma',
  changeLanguage: 'Alterar',
  supportAt: 'Dúvidas? {contact}',
  privacy: 'Privacidade',
  terms: 'Termos',

  // The invite's page
  inviteTitle: 'Verifique sua empresa com a 1Money',
  inviteIntro: '{partner} solicita que {business} preencha um formulário de verificação na 1Money.',
  inviteFor: 'Este convite é para {address}.',
  inviteWhat:
    'Você precisará informar dados da empresa, dos sócios e dos administradores, além de enviar alguns documentos.',
  inviteHowLong: 'Leva cerca de 15 minutos. Você pode sair a qualquer momento; o que já preencheu fica salvo.',
  inviteFix: '{partner} pede que você atualize suas respostas no formulário da 1Money.',
  inviteKept: 'Suas respostas anteriores estão salvas.',
  inviteMessageFrom: 'Uma mensagem de {partner}',
  inviteOpenForm: 'Ir para o formulário',
  inviteResumeForm: 'Continuar de onde parou',
  inviteOpenInBrowser: 'Se o formulário não abrir aqui, abra esta página no seu navegador.',
  inviteNothingToDo: 'Não há nada para preencher no momento.',

  // The neutral page for every invite that does not live
  deadTitle: 'Este link não funciona mais',
  deadText:
    'Ele pode ter expirado ou sido substituído. Nada foi perdido: o que você preencheu no formulário continua salvo.',
  deadMailMe: 'Receber um novo link por e-mail',
  deadMailed: 'Se este link for de um convite, enviaremos um novo para o endereço que o recebeu.',
  deadAsk: 'Peça um novo link a {partner}.',
  incompleteTitle: 'Este link está incompleto',
  incompleteText:
    'Falta uma parte, muitas vezes porque ele foi dividido em duas linhas. Copie o link inteiro do e-mail e cole-o no navegador.',
  incompleteSignIn: 'Ou entre com um código',

  // Codes
  codeTitle: 'Digite o código que você recebeu por e-mail',
  codeText: 'Enviamos um código de seis dígitos para {address}. Ele é válido por dez minutos.',
  codeLabel: 'Código',
  codeContinue: 'Continuar',
  codeSendAgain: 'Enviar um novo código',
  codeWhy: 'Seus dados já estão no formulário, por isso confirmamos que é mesmo você.',
  codeWrong: 'O código está incorreto ou não é mais válido. Confira o e-mail mais recente ou peça um novo código.',
  codeWait: 'Muitos códigos foram enviados para este endereço. Aguarde uma hora e tente novamente.',

  // Sign-in
  signInTitle: 'A verificação da sua empresa',
  signInText: 'Digite o e-mail em que você recebeu o convite. Enviaremos um código; não é preciso senha.',
  signInEmail: 'E-mail',
  signInSend: 'Receber um código',
  signInEmailWrong: 'Este não é um e-mail válido. Exemplo: nome@empresa.com',
  signInOtherAddress: 'Usar outro endereço',
  signOut: 'Sair',

  // My businesses
  businessesTitle: 'Suas empresas',
  businessesNone: 'Não há convite aberto para este e-mail. Peça um convite a {partner}.',
  notSetUpTitle: 'Sua verificação ainda não foi preparada',
  notSetUpText:
    'Falta {partner} prepará-la. Você não precisa fazer nada aqui. Feche esta página ou volte no navegador e tente novamente mais tarde.',
  notSetUpContact: 'Continua vendo isto? Fale com {partner}: {contact}',
  notSetUpAgain: 'Verificar novamente',
  businessesRange: '{from} a {to} de {total}',
  pagePrevious: 'Anterior',
  pageNext: 'Próxima',
  businessOpen: 'Ver detalhes',
  backToBusinesses: 'Todas as empresas',

  // Status, in the customer's words
  statusNotFinished: 'Você ainda não concluiu o formulário.',
  statusNeedsAnswer: 'A 1Money precisa de mais informações.',
  statusNotApproved: 'Não aprovado. Você pode corrigir suas respostas e enviá-las de novo ou falar com o suporte.',
  statusReceived: 'Recebemos suas respostas. Você não precisa fazer nada agora.',
  statusInReview: 'Suas respostas estão em análise.',
  statusAlmostDone: 'Quase lá: a última aprovação está em andamento.',
  statusSettingUp: 'Aprovado. Suas contas estão sendo preparadas.',
  statusDone: 'Tudo pronto. Sua empresa foi aprovada.',
  statusProcessing: 'Sua solicitação está sendo processada.',
  itemsTitle: 'O que a 1Money solicita',
  itemCompany: 'A empresa',
  itemPerson: 'Uma pessoa',
  itemNoWords: 'A 1Money não deu mais detalhes.',
  startForm: 'Começar o formulário',
  resumeForm: 'Continuar o formulário',

  // After the form
  returnTitle: 'De volta do formulário',
  returnChecking: 'Verificando seu envio…',
  returnCheckingText: 'Geralmente leva alguns segundos.',
  returnNotFinished: 'Você ainda não enviou o formulário',
  returnNotFinishedText: 'Você pode continuar de onde parou. Suas respostas estão salvas.',
  returnGoBack: 'Para continuar o formulário, volte às pessoas que o enviaram a você: elas o abrem.',
  returnReceived: 'Enviado',
  returnWillMail: 'Avisaremos por e-mail quando houver novidades.',
  returnReceivedText: 'Você pode fechar esta página.',
  returnNeedsAnswer: 'A 1Money precisa de mais informações',
  returnNeedsAnswerText: 'Corrija os itens abaixo e envie o formulário novamente.',
  returnNeedsAnswerOpen: 'Abra o formulário para ver o que é necessário e envie-o novamente.',
  returnNotApproved: 'Não aprovado',
  returnSettingUp: 'Aprovado',
  returnDone: 'Tudo pronto',
  returnUnreachable: 'Não é possível consultar agora',
  returnUnreachableText:
    'A 1Money não respondeu. Nada foi perdido: o que você enviou está seguro. Consulte de novo em alguns minutos.',
  returnCheck: 'Consultar status',
  returnNoChange: 'Nenhuma mudança por enquanto.',
  returnChecked: 'Última consulta: {time}',
  returnTried: 'Tentativa às {time}',
  returnUnknown: 'Não reconhecemos este endereço',
  returnExpired: 'Este link expirou',
  returnExpiredText: 'Ou falta uma parte dele. Suas respostas estão salvas na 1Money.',
  returnSignIn: 'Entre para consultar o status',

  // Problems
  problemSlow: 'Muitas tentativas. Aguarde alguns minutos e tente novamente.',
  problemUpstreamBusy: 'A 1Money está ocupada no momento. Nada foi perdido. Tente novamente em um minuto.',
  problemUpstream: 'Não é possível acessar a 1Money no momento. Nada foi perdido. Tente novamente em alguns minutos.',
  problemClosed: 'O formulário está fechado no momento. {status}',
  problemBusy: 'O formulário já está sendo aberto. Aguarde alguns segundos e tente novamente.',
  problemStale: 'Esta página está desatualizada. Recarregue-a e clique no botão mais uma vez.',
  problemPortal: 'Algo deu errado do nosso lado. Tente novamente em um minuto.',
  problemRetry: 'Tentar novamente',
  problemReference: 'Referência {id}',
  handoffDead: 'Este acesso não é mais válido. Volte à página de onde você veio e clique no botão novamente.',

  // Reminders
  remindersTitle: 'Parar lembretes',
  remindersText: 'Não enviaremos mais lembretes deste convite. Ele continua válido.',
  remindersStop: 'Parar lembretes',
  remindersStopped: 'Você não receberá mais lembretes deste convite.',

  // Mails
  mailGreeting: 'Olá,',
  mailInviteSubject: '{partner}: verifique sua empresa',
  mailInviteText:
    '{partner} solicita que {business} preencha um formulário de verificação na 1Money. Leva cerca de 15 minutos.',
  mailInviteButton: 'Abrir o convite',
  mailInviteValid: 'O convite é válido até {date} e pode ser aberto mais de uma vez.',
  mailMessageFrom: 'Mensagem de {partner}:',
  mailReminderSubject: 'Lembrete: {partner} aguarda a verificação da sua empresa',
  mailReminderText: 'O formulário de verificação de {business} ainda não foi aberto.',
  mailReminderFixSubject: 'Lembrete: ação necessária para {business}',
  mailLinkSubject: 'Seu link para a verificação de {business}',
  mailReminderStop: 'Não receber mais lembretes deste convite:',
  mailCodeSubject: '{code} é o seu código para {partner}',
  mailCodeText:
    'Seu código é {code}. Ele é válido por dez minutos. Ninguém de {partner} jamais pedirá esse código a você.',
  mailCodeIgnore: 'Se você não pediu um código, pode ignorar este e-mail.',
  mailResponseSubject: 'Ação necessária: {business}',
  mailResponseText: 'A 1Money analisou {business} e precisa de mais informações.',
  mailRejectedSubject: 'A verificação de {business} não foi aprovada',
  mailRejectedText:
    'A 1Money não aprovou a verificação de {business}. Você pode corrigir suas respostas e enviá-las de novo ou falar com o suporte.',
  mailApprovedSubject: 'A verificação de {business} foi aprovada',
  mailApprovedText: 'A 1Money aprovou a verificação de {business}. Você não precisa fazer mais nada.',
  mailOpenStatus: 'Ver o status',
  mailFooter: 'Você recebeu este e-mail porque {partner} enviou um convite a você.',
  mailFooterHandOver: 'Você recebeu este e-mail porque verifica {business} por meio de {partner}.',
  copyOpenForm: 'Abra o formulário aqui:',
  copySignIn: 'Entre com o seu e-mail para abrir o formulário:',
  copyAskLink: 'Responda a esta mensagem e enviaremos um link para o formulário.',
};
