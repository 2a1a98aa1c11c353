/** English, and the list of sentences there are. */
export const en = {
  // The frame
  skipToContent: 'Skip to the content',
  languageLabel: 'Language',
  changeLanguage: 'Change',
  supportAt: 'Questions? {contact}',
  privacy: 'Privacy',
  terms: 'Terms',

  // The invite's page
  inviteTitle: 'Verify your business with 1Money',
  inviteIntro: '{partner} asks {business} to complete a verification form at 1Money.',
  inviteFor: 'This invitation is for {address}.',
  inviteWhat: 'You will be asked for details of the company, its owners and directors, and some documents.',
  inviteHowLong: 'It takes about 15 minutes. You can leave at any time; what you typed is kept.',
  inviteMessageFrom: 'A message from {partner}',
  inviteOpenForm: 'Continue to the form',
  inviteResumeForm: 'Continue where you left off',
  inviteOpenInBrowser: 'If the form does not open here, open this page in your browser.',
  inviteNothingToDo: 'There is nothing to fill in at the moment.',

  // The neutral page for every invite that does not live
  deadTitle: 'This link no longer works',
  deadText: 'It may have expired or been replaced. Nothing is lost: what you typed into the form is kept.',
  deadMailMe: 'E-mail me a new link',
  deadMailed: 'If this link belongs to an invitation, a new one is on its way to the address it was sent to.',
  deadAsk: 'Ask {partner} for a new link.',
  incompleteTitle: 'This link is incomplete',
  incompleteText:
    'Part of it is missing, often because it was split over two lines. Copy the whole link from the email and paste it into your browser.',
  incompleteSignIn: 'Sign in with a code instead',

  // Codes
  codeTitle: 'Enter the code from your e-mail',
  codeText: 'We sent a code with six digits to {address}. It is valid for ten minutes.',
  codeLabel: 'Code',
  codeContinue: 'Continue',
  codeSendAgain: 'Send a new code',
  codeWhy: 'Your data is already in the form, so we check that it is really you.',
  codeWrong: 'This code is not right, or it is no longer valid. Check the newest e-mail, or have a new code sent.',
  codeWait: 'Too many codes were sent to this address. Wait an hour, then try again.',

  // Sign-in
  signInTitle: 'Your business verification',
  signInText: 'Enter the e-mail address that your invitation was sent to. We send you a code; there is no password.',
  signInEmail: 'E-mail',
  signInSend: 'Send me a code',
  signInEmailWrong: 'This is not an e-mail address. Example: name@company.com',
  signInOtherAddress: 'Use another address',
  signOut: 'Sign out',

  // My businesses
  businessesTitle: 'Your businesses',
  businessesNone: 'There is no open invitation for this email. Ask {partner} to invite you.',
  notSetUpTitle: 'Your verification isn’t set up yet',
  notSetUpText:
    '{partner} still has to prepare it. You don’t need to do anything here. Close this page or go back in your browser, and try again later.',
  notSetUpContact: 'Still seeing this? Contact {partner}: {contact}',
  notSetUpAgain: 'Check again',
  businessesRange: '{from}–{to} of {total}',
  pagePrevious: 'Previous',
  pageNext: 'Next',
  businessOpen: 'Details',
  backToBusinesses: 'All businesses',

  // Status, in the customer's words
  statusNotFinished: 'You have not finished the form yet.',
  statusNeedsAnswer: '1Money needs something from you.',
  statusNotApproved: 'Not approved. You may correct your answers and send them again, or contact support.',
  statusReceived: 'Your answers were received. There is nothing to do for you now.',
  statusInReview: 'Your answers are in review.',
  statusAlmostDone: 'Almost done: the last approval is under way.',
  statusSettingUp: 'Approved. Your accounts are being prepared.',
  statusDone: 'Done. Your business is approved.',
  statusProcessing: 'Your application is being processed.',
  itemsTitle: 'What 1Money asks for',
  itemCompany: 'The company',
  itemPerson: 'A person',
  itemNoWords: '1Money gave no further words.',
  startForm: 'Start the form',
  resumeForm: 'Continue the form',

  // After the form
  returnTitle: 'Back from the form',
  returnNotFinished: 'Not finished yet',
  returnNotFinishedText: 'You can continue where you left off; what you typed is kept.',
  returnGoBack: 'To continue the form, go back to the people who sent you there: they open it for you.',
  returnWaiting: 'We have not received your answers yet. If you have just sent the form, this takes a moment…',
  returnReceived: 'Received',
  returnReceivedText: 'You can close this page.',
  returnNeedsAnswer: '1Money needs something from you',
  returnNeedsAnswerText: 'Your earlier answers are kept. Only the points below need your work.',
  returnNotApproved: 'Not approved',
  returnSettingUp: 'Approved',
  returnDone: 'All done',
  returnUnreachable: 'We cannot check right now',
  returnUnreachableText: '1Money did not answer. Nothing is lost: what you sent is safe. Check again in a few minutes.',
  returnStillWaiting: 'You can close this page; we will e-mail you when something changes.',
  returnCheck: 'Check status',
  returnNoChange: 'No change yet.',
  returnChecked: 'Checked {time}',
  returnTried: 'Tried {time}',
  returnUnknown: 'We do not know this address',
  returnExpired: 'This link has expired',
  returnExpiredText: 'Or part of it is missing. Your answers are saved with 1Money.',
  returnSignIn: 'Sign in to check your status',

  // Problems
  problemSlow: 'Too many tries. Wait a few minutes, then try again.',
  problemUpstream: '1Money cannot be reached at the moment. Nothing is lost. Try again in a few minutes.',
  problemClosed: 'The form is closed at the moment. {status}',
  problemBusy: 'The form is being opened already. Wait a few seconds and try again.',
  problemStale: 'This page is too old. Load it again, then press the button once more.',
  problemPortal: 'Something on our side did not work. Try again in a minute.',
  problemRetry: 'Try again',
  problemReference: 'Reference {id}',
  handoffDead: 'This hand-over is no longer valid. Go back to the page you came from and press the button again.',

  // Reminders
  remindersTitle: 'Stop reminders',
  remindersText: 'We will not remind you of this invitation any more. It stays valid.',
  remindersStop: 'Stop reminders',
  remindersStopped: 'You will get no more reminders of this invitation.',

  // Mails
  mailGreeting: 'Hello,',
  mailInviteSubject: '{partner}: please verify your business',
  mailInviteText: '{partner} asks {business} to complete a verification form at 1Money. It takes about 15 minutes.',
  mailInviteButton: 'Open the invitation',
  mailInviteValid: 'The invitation is valid until {date} and can be opened more than once.',
  mailMessageFrom: 'Message from {partner}:',
  mailReminderSubject: 'Reminder: {partner} is waiting for your business verification',
  mailReminderText: 'The verification form of {business} has not been opened yet.',
  mailReminderStop: 'No more reminders of this invitation:',
  mailCodeSubject: '{code} is your code for {partner}',
  mailCodeText: 'Your code is {code}. It is valid for ten minutes. Nobody of {partner} will ever ask you for it.',
  mailCodeIgnore: 'If you did not ask for a code, you can ignore this e-mail.',
  mailResponseSubject: 'Action required: {business}',
  mailResponseText: '1Money has looked at the answers of {business} and needs a correction or more information.',
  mailRejectedSubject: 'The verification of {business} was not approved',
  mailRejectedText:
    '1Money did not approve {business}. You may correct your answers and send them again, or contact support.',
  mailApprovedSubject: '{business} is approved',
  mailApprovedText: '1Money has approved {business}. There is nothing left to do for you.',
  mailOpenStatus: 'See the status',
  mailFooter: 'You get this e-mail because {partner} invited you.',
  mailFooterHandOver: 'You received this because you verify {business} through {partner}.',
};

/** One text for every name; languages are checked against it when they are compiled. */
export type Sentences = Readonly<Record<keyof typeof en, string>>;
