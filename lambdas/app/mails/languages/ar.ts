// Mails to patrons in Arabic. Names, numbers and addresses are isolated, so that they keep their own direction.
import type { MailTexts } from '../mail-texts.ts';

/** Between "first strong isolate" and "pop directional isolate". */
const apart = (text: string): string => `\u2068${text}\u2069`;

export const ar: MailTexts = {
  language: 'ar',
  direction: 'rtl',
  confirmation: {
    subject: (service, number) => `سؤالك إلى ${apart(service)} (رقم ${apart(number)})`,
    title: (number) => `وصلنا سؤالك: رقم ${apart(number)}`,
    greeting: 'مرحبًا،',
    greetingTo: (name) => `مرحبًا ${apart(name)}،`,
    promise: (service, email) =>
      `شكرًا لسؤالك ${apart(service)}. سنجيبك بالبريد الإلكتروني على العنوان ${apart(email)}.`,
    promiseAfterChat: (service, email) =>
      `شكرًا لمحادثتك مع ${apart(service)}. سنبحث في سؤالك ونجيبك بالبريد الإلكتروني على العنوان ${apart(email)}.`,
    yourQuestion: 'سؤالك',
    addSomething: 'إذا أردت إضافة شيء فيكفي أن ترد على هذه الرسالة.',
    why: (service, date) =>
      `تصلك هذه الرسالة لأن هذا العنوان أُعطي لتلقي إجابة من ${apart(service)}. إن لم تكن أنت من أعطاه فلا حاجة إلى أي إجراء. يُحذف السؤال في ${apart(date)}.`,
  },
  transcript: {
    subject: (service) => `محادثتك مع ${apart(service)}`,
    title: (service) => `محادثتك مع ${apart(service)}`,
    began: (date) => `بدأت في ${apart(date)}.`,
    cut: 'المحادثة أطول من أن تتسع لها رسالة، فحُذفت بقيتها.',
    addSomething: 'إذا كان لديك سؤال آخر فيكفي أن ترد على هذه الرسالة.',
    why: (service, date) =>
      `تصلك هذه الرسالة لأن هذا العنوان أُعطي في محادثة مع ${apart(service)}. إن لم تكن أنت من أعطاه فلا حاجة إلى أي إجراء. تحذف المكتبة المحادثة في ${apart(date)}.`,
  },
  log: {
    you: 'أنت',
    joined: (name) => `انضم ${apart(name)}`,
    left: (name) => `غادر ${apart(name)} المحادثة`,
    tookOver: (name, from) => `تولى ${apart(name)} المحادثة بدلًا من ${apart(from)}`,
    tookOverBeside: (name, from) => `تولى ${apart(name)} المحادثة بدلًا من ${apart(from)} الذي بقي فيها`,
    endedBy: (name) => `أنهى ${apart(name)} المحادثة`,
    endedByYou: 'أنهيت المحادثة',
    followUp: (number) => `تُرك السؤال ليُجاب عنه بالبريد الإلكتروني: رقم ${apart(number)}`,
  },
};
