/** Chinese in simplified characters. */
import type { Sentences } from './en';

export const zhCn: Sentences = {
  // The frame
  skipToContent: '跳到正文',
  languageLabel: '语言',
  changeLanguage: '切换',
  supportAt: '有疑问？请联系 {contact}',
  privacy: '隐私政策',
  terms: '服务条款',

  // The invite's page
  inviteTitle: '在 1Money 完成企业认证',
  inviteIntro: '{partner} 邀请 {business} 在 1Money 填写认证表单。',
  inviteFor: '此邀请的收件人为 {address}。',
  inviteWhat: '您需要填写公司及其所有者和董事的信息，并提供一些文件。',
  inviteHowLong: '大约需要 15 分钟。您可以随时离开，已填写的内容会保留。',
  inviteMessageFrom: '{partner} 的留言',
  inviteOpenForm: '前往填写表单',
  inviteResumeForm: '从上次的位置继续',
  inviteOpenInBrowser: '如果表单无法在此打开，请在浏览器中打开本页面。',
  inviteNothingToDo: '目前没有需要填写的内容。',

  // The neutral page for every invite that does not live
  deadTitle: '此链接已失效',
  deadText: '链接可能已过期或已被替换。您的内容没有丢失，已在表单中填写的信息都会保留。',
  deadMailMe: '通过邮件获取新链接',
  deadMailed: '如果此链接对应某个邀请，我们会将新链接发送到当初接收邀请的邮箱。',

  // Codes
  codeTitle: '请输入邮件中的验证码',
  codeText: '我们已将六位数字验证码发送至 {address}，十分钟内有效。',
  codeLabel: '验证码',
  codeContinue: '继续',
  codeSendAgain: '重新发送验证码',
  codeWhy: '表单中已有您的信息，因此我们需要确认是您本人在操作。',
  codeWrong: '验证码不正确或已失效。请查看最新的邮件，或重新获取验证码。',
  codeWait: '向此邮箱发送的验证码过多。请一小时后再试。',

  // Sign-in
  signInTitle: '您的企业认证',
  signInText: '请输入接收邀请的邮箱地址。我们会向您发送验证码，无需密码。',
  signInEmail: '邮箱',
  signInSend: '发送验证码',
  signInEmailWrong: '邮箱地址格式不正确。示例：name@company.com',
  signInOtherAddress: '使用其他地址',
  signOut: '退出登录',

  // My businesses
  businessesTitle: '您的企业',
  businessesNone: '此邮箱没有待处理的邀请。请联系与您合作的公司发送邀请。',
  businessOpen: '查看详情',
  backToBusinesses: '全部企业',

  // Status, in the customer's words
  statusNotFinished: '您尚未填完表单。',
  statusNeedsAnswer: '1Money 需要您补充信息。',
  statusNotApproved: '未通过。您可以修改后重新提交，或联系客服。',
  statusReceived: '我们已收到您提交的内容，您目前无需任何操作。',
  statusInReview: '您提交的内容正在审核中。',
  statusAlmostDone: '即将完成：正在进行最后一步审批。',
  statusSettingUp: '已通过。正在为您准备账户。',
  statusDone: '已完成。您的企业已通过认证。',
  statusProcessing: '您的申请正在处理中。',
  itemsTitle: '1Money 需要您提供的内容',
  itemCompany: '公司',
  itemPerson: '个人',
  itemNoWords: '1Money 未提供更多说明。',
  startForm: '开始填写表单',
  resumeForm: '继续填写表单',

  // After the form
  returnTitle: '从表单返回',
  returnNotFinished: '尚未完成',
  returnNotFinishedText: '您可以从上次的位置继续，已填写的内容都会保留。',
  returnGoBack: '如需继续填写表单，请联系发送给您表单的人员，由他们为您打开。',
  returnWaiting: '我们尚未收到您提交的内容。如果您刚刚提交表单，请稍候片刻…',
  returnReceived: '已收到',
  returnReceivedText: '您可以关闭此页面。',
  returnNeedsAnswer: '1Money 需要您补充信息',
  returnNeedsAnswerText: '您之前填写的内容已保留，只需处理以下各项。',
  returnNotApproved: '未通过',
  returnSettingUp: '已通过',
  returnDone: '全部完成',
  returnUnreachable: '暂时无法查询',
  returnUnreachableText: '1Money 没有响应。您提交的内容已妥善保存，没有丢失。请几分钟后再次查询。',
  returnStillWaiting: '您可以关闭此页面。如有变化，我们会通过邮件通知您。',
  returnCheck: '查询状态',
  returnNoChange: '暂无变化。',
  returnChecked: '上次查询：{time}',
  returnTried: '尝试时间：{time}',
  returnUnknown: '无法识别此网址',
  returnUnknownText: '该网址不完整或已过期。您的内容没有丢失，已在表单中填写的信息都保留在 1Money。',

  // Problems
  problemSlow: '尝试次数过多。请几分钟后再试。',
  problemUpstream: '暂时无法连接 1Money。您的内容没有丢失，请几分钟后再试。',
  problemClosed: '表单目前已关闭。{status}',
  problemBusy: '表单正在打开。请几秒后再试。',
  problemStale: '此页面已过期。请刷新页面，然后再次点击按钮。',
  problemPortal: '我们的系统出现问题。请一分钟后再试。',
  problemRetry: '重试',
  problemReference: '参考编号 {id}',
  handoffDead: '此次跳转已失效。请返回之前的页面，再次点击按钮。',

  // Reminders
  remindersTitle: '停止提醒',
  remindersText: '我们将不再就此邀请向您发送提醒。邀请仍然有效。',
  remindersStop: '停止提醒',
  remindersStopped: '您不会再收到此邀请的提醒。',

  // Mails
  mailGreeting: '您好！',
  mailInviteSubject: '{partner}：请完成企业认证',
  mailInviteText: '{partner} 邀请 {business} 在 1Money 填写认证表单，大约需要 15 分钟。',
  mailInviteButton: '打开邀请',
  mailInviteValid: '邀请有效期至 {date}，可多次打开。',
  mailMessageFrom: '{partner} 的留言：',
  mailReminderSubject: '提醒：{partner} 正在等待您完成企业认证',
  mailReminderText: '{business} 的认证表单尚未打开。',
  mailReminderStop: '不再接收此邀请的提醒：',
  mailCodeSubject: '{code} 是您的 {partner} 验证码',
  mailCodeText: '您的验证码是 {code}，十分钟内有效。{partner} 的任何人员都不会向您索要验证码。',
  mailCodeIgnore: '如果您没有请求验证码，请忽略此邮件。',
  mailResponseSubject: '1Money 需要 {business} 补充信息',
  mailResponseText: '1Money 已查看 {business} 提交的内容，需要您更正或补充信息。',
  mailRejectedSubject: '{business} 的企业认证未通过',
  mailRejectedText: '1Money 未通过 {business} 的企业认证。您可以修改后重新提交，或联系客服。',
  mailApprovedSubject: '{business} 已通过企业认证',
  mailApprovedText: '1Money 已通过 {business} 的企业认证。您无需再进行任何操作。',
  mailOpenStatus: '查看状态',
  mailFooter: '您收到此邮件，是因为 {partner} 向您发出了邀请。',
};
