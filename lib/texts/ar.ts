/**
 * Modern Standard Arabic. Every sentence begins with an Arabic word and not with a name, so that it runs from right to
 * left also where nothing but its first letter says so, e.g. a mail's subject.
 */
import type { Sentences } from './en';

export const ar: Sentences = {
  // The frame
  skipToContent: 'انتقل إلى المحتوى',
  languageLabel: 'اللغة',
  changeLanguage: 'تغيير',
  supportAt: 'هل لديك أسئلة؟ {contact}',
  privacy: 'الخصوصية',
  terms: 'الشروط',

  // The invite's page
  inviteTitle: 'التحقق من شركتك لدى 1Money',
  inviteIntro: 'تطلب {partner} من {business} إكمال نموذج تحقق لدى 1Money.',
  inviteFor: 'هذه الدعوة موجّهة إلى {address}.',
  inviteWhat: 'سنطلب منك بيانات عن الشركة ومالكيها ومديريها، إضافةً إلى بعض المستندات.',
  inviteHowLong: 'يستغرق ذلك نحو 15 دقيقة. يمكنك المغادرة في أي وقت، وسيبقى ما أدخلته محفوظًا.',
  inviteMessageFrom: 'رسالة من {partner}',
  inviteOpenForm: 'المتابعة إلى النموذج',
  inviteResumeForm: 'المتابعة من حيث توقفت',
  inviteOpenInBrowser: 'إذا لم يُفتح النموذج هنا، فافتح هذه الصفحة في متصفحك.',
  inviteNothingToDo: 'لا يوجد ما يجب تعبئته في الوقت الحالي.',

  // The neutral page for every invite that does not live
  deadTitle: 'لم يعد هذا الرابط صالحًا',
  deadText: 'ربما انتهت صلاحيته أو استُبدل. لم يُفقد شيء: ما أدخلته في النموذج لا يزال محفوظًا.',
  deadMailMe: 'إرسال رابط جديد إلى بريدي الإلكتروني',
  deadMailed: 'إذا كان هذا الرابط يخص دعوة، فسنرسل رابطًا جديدًا إلى العنوان الذي أُرسلت إليه.',
  deadAsk: 'اطلب رابطًا جديدًا من {partner}.',
  incompleteTitle: 'هذا الرابط غير مكتمل',
  incompleteText: 'ينقصه جزء، غالبًا لأنه انقسم إلى سطرين. انسخ الرابط كاملًا من الرسالة والصقه في متصفحك.',
  incompleteSignIn: 'تسجيل الدخول برمز بدلًا من ذلك',

  // Codes
  codeTitle: 'أدخل الرمز الوارد في بريدك الإلكتروني',
  codeText: 'أرسلنا رمزًا من ستة أرقام إلى {address}. وهو صالح لمدة عشر دقائق.',
  codeLabel: 'الرمز',
  codeContinue: 'متابعة',
  codeSendAgain: 'إرسال رمز جديد',
  codeWhy: 'يحتوي النموذج على بياناتك، لذلك نتأكد من هويتك أولًا.',
  codeWrong: 'هذا الرمز غير صحيح أو لم يعد صالحًا. تحقق من أحدث رسالة في بريدك أو اطلب رمزًا جديدًا.',
  codeWait: 'أُرسل عدد كبير من الرموز إلى هذا العنوان. انتظر ساعة ثم حاول مجددًا.',

  // Sign-in
  signInTitle: 'التحقق من شركتك',
  signInText: 'أدخل عنوان البريد الإلكتروني الذي وصلتك عليه الدعوة. سنرسل إليك رمزًا، ولا حاجة إلى كلمة مرور.',
  signInEmail: 'البريد الإلكتروني',
  signInSend: 'إرسال الرمز',
  signInEmailWrong: 'عنوان البريد الإلكتروني غير صحيح. مثال: name@company.com',
  signInOtherAddress: 'استخدام عنوان آخر',
  signOut: 'تسجيل الخروج',

  // My businesses
  businessesTitle: 'شركاتك',
  businessesNone: 'لا توجد دعوة مفتوحة لهذا البريد الإلكتروني. اطلب دعوة من {partner}.',
  notSetUpTitle: 'لم يتم إعداد التحقق الخاص بك بعد',
  notSetUpText:
    'ما زال على {partner} إعداده. لا يلزمك فعل أي شيء هنا. أغلق هذه الصفحة أو ارجع في متصفحك، ثم حاول مجددًا لاحقًا.',
  notSetUpContact: 'هل ما زلت ترى هذا؟ تواصل مع {partner}: {contact}',
  notSetUpAgain: 'التحقق مجددًا',
  businessesRange: 'من {from} إلى {to} من أصل {total}',
  pagePrevious: 'السابق',
  pageNext: 'التالي',
  businessOpen: 'التفاصيل',
  backToBusinesses: 'جميع الشركات',

  // Status, in the customer's words
  statusNotFinished: 'لم تُكمل النموذج بعد.',
  statusNeedsAnswer: 'تحتاج 1Money إلى شيء منك.',
  statusNotApproved: 'لم تتم الموافقة. يمكنك تصحيح إجاباتك وإرسالها مجددًا، أو التواصل مع الدعم.',
  statusReceived: 'استلمنا إجاباتك. لا يلزمك فعل أي شيء الآن.',
  statusInReview: 'إجاباتك قيد المراجعة.',
  statusAlmostDone: 'أوشكنا على الانتهاء: الموافقة الأخيرة قيد الإجراء.',
  statusSettingUp: 'تمت الموافقة. يجري تجهيز حساباتك.',
  statusDone: 'اكتمل التحقق. تمت الموافقة على شركتك.',
  statusProcessing: 'طلبك قيد المعالجة.',
  itemsTitle: 'ما تطلبه 1Money',
  itemCompany: 'الشركة',
  itemPerson: 'شخص',
  itemNoWords: 'لم تقدّم 1Money مزيدًا من التفاصيل.',
  startForm: 'بدء النموذج',
  resumeForm: 'متابعة النموذج',

  // After the form
  returnTitle: 'العودة من النموذج',
  returnNotFinished: 'لم يكتمل بعد',
  returnNotFinishedText: 'يمكنك المتابعة من حيث توقفت، فما أدخلته محفوظ.',
  returnGoBack: 'لمتابعة النموذج، عد إلى من أرسلك إليه؛ فهم يفتحونه لك.',
  returnWaiting: 'لم نستلم إجاباتك بعد. إذا كنت قد أرسلت النموذج للتو، فقد يستغرق ذلك لحظات…',
  returnReceived: 'تم الاستلام',
  returnReceivedText: 'يمكنك إغلاق هذه الصفحة.',
  returnNeedsAnswer: 'تحتاج 1Money إلى شيء منك',
  returnNeedsAnswerText: 'إجاباتك السابقة محفوظة. ما عليك سوى معالجة النقاط أدناه.',
  returnNotApproved: 'لم تتم الموافقة',
  returnSettingUp: 'تمت الموافقة',
  returnDone: 'اكتمل كل شيء',
  returnUnreachable: 'يتعذّر الاستعلام عن الحالة الآن',
  returnUnreachableText: 'لم نتلقَّ ردًا من 1Money. لم يُفقد شيء: ما أرسلته محفوظ. أعد الاستعلام بعد بضع دقائق.',
  returnStillWaiting: 'يمكنك إغلاق هذه الصفحة، وسنراسلك عبر البريد الإلكتروني عند حدوث أي تغيير.',
  returnCheck: 'الاستعلام عن الحالة',
  returnNoChange: 'لا تغيير حتى الآن.',
  returnChecked: 'آخر استعلام: {time}',
  returnTried: 'جرت المحاولة في {time}',
  returnUnknown: 'لم نتعرّف على رابط هذه الصفحة',
  returnExpired: 'انتهت صلاحية هذا الرابط',
  returnExpiredText: 'أو ينقصه جزء. إجاباتك محفوظة لدى 1Money.',
  returnSignIn: 'سجّل الدخول لمعرفة الحالة',

  // Problems
  problemSlow: 'محاولات كثيرة جدًا. انتظر بضع دقائق ثم حاول مجددًا.',
  problemUpstream: 'يتعذّر الاتصال بـ 1Money في الوقت الحالي. لم يُفقد شيء. حاول مجددًا بعد بضع دقائق.',
  problemClosed: 'النموذج مغلق حاليًا. {status}',
  problemBusy: 'يجري فتح النموذج بالفعل. انتظر بضع ثوانٍ ثم حاول مجددًا.',
  problemStale: 'هذه الصفحة قديمة. أعد تحميلها ثم اضغط على الزر مرة أخرى.',
  problemPortal: 'حدث خطأ من جانبنا. حاول مجددًا بعد دقيقة.',
  problemRetry: 'حاول مجددًا',
  problemReference: 'المرجع {id}',
  handoffDead: 'لم يعد هذا الانتقال صالحًا. عُد إلى الصفحة التي جئت منها واضغط على الزر مجددًا.',

  // Reminders
  remindersTitle: 'إيقاف التذكيرات',
  remindersText: 'لن نرسل إليك تذكيرات أخرى بشأن هذه الدعوة، وستبقى الدعوة صالحة.',
  remindersStop: 'إيقاف التذكيرات',
  remindersStopped: 'لن تصلك تذكيرات أخرى بشأن هذه الدعوة.',

  // Mails
  mailGreeting: 'مرحبًا،',
  mailInviteSubject: 'دعوة من {partner} لإكمال التحقق من شركتك',
  mailInviteText: 'تطلب {partner} من {business} إكمال نموذج تحقق لدى 1Money. يستغرق ذلك نحو 15 دقيقة.',
  mailInviteButton: 'فتح الدعوة',
  mailInviteValid: 'الدعوة صالحة حتى {date}، ويمكن فتحها أكثر من مرة.',
  mailMessageFrom: 'رسالة من {partner}:',
  mailReminderSubject: 'تذكير: تنتظر {partner} إكمال التحقق من شركتك',
  mailReminderText: 'لم يُفتح نموذج التحقق الخاص بـ {business} بعد.',
  mailReminderStop: 'لإيقاف التذكيرات بشأن هذه الدعوة:',
  mailCodeSubject: '{code} هو رمزك لدى {partner}',
  mailCodeText: 'رمزك هو {code}. وهو صالح لمدة عشر دقائق. لن يطلبه منك أبدًا أي شخص من {partner}.',
  mailCodeIgnore: 'إذا لم تطلب رمزًا، فيمكنك تجاهل هذه الرسالة.',
  mailResponseSubject: 'إجراء مطلوب: {business}',
  mailResponseText: 'اطّلعت 1Money على إجابات {business} وتحتاج إلى تصحيح أو معلومات إضافية.',
  mailRejectedSubject: 'لم تتم الموافقة على التحقق من {business}',
  mailRejectedText: 'لم توافق 1Money على {business}. يمكنك تصحيح إجاباتك وإرسالها مجددًا، أو التواصل مع الدعم.',
  mailApprovedSubject: 'تمت الموافقة على {business}',
  mailApprovedText: 'وافقت 1Money على {business}. لم يعد هناك ما يلزمك فعله.',
  mailOpenStatus: 'عرض الحالة',
  mailFooter: 'وصلتك هذه الرسالة لأن {partner} أرسلت إليك دعوة.',
  mailFooterHandOver: 'وصلتك هذه الرسالة لأنك تُجري التحقق من {business} عبر {partner}.',
};
