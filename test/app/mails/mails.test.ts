// The mails themselves: the same content as text and HTML, each language whole, nothing that anybody wrote as markup.
import { ar } from '../../../lambdas/app/mails/languages/ar.ts';
import { en } from '../../../lambdas/app/mails/languages/en.ts';
import { es } from '../../../lambdas/app/mails/languages/es.ts';
import { confirmationMail } from '../../../lambdas/app/mails/confirmation-mail.ts';
import { libraryMail } from '../../../lambdas/app/mails/library-mail.ts';
import { mailTextsIn } from '../../../lambdas/app/mails/mail-texts.ts';
import { transcriptMail } from '../../../lambdas/app/mails/transcript-mail.ts';
import type { PublicEntry } from '../../../lambdas/protocol/entry.ts';
import { ENTRIES, MAILS, SIGNER, aFollowUp, aTranscript } from '../../support/mails.ts';

const UNESCAPED: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

/** The words of an HTML part, as somebody reads them. */
const wordsOf = (html: string): string[] =>
  html
    .replace(/<head>.*<\/head>/su, '')
    .replace(/<[^>]*>/gu, ' ')
    .replace(/&(?:lt|gt|quot|#39|amp);/gu, (entity) => UNESCAPED[entity] ?? entity)
    .split(/[\s>:,·()-]+/u)
    .filter(Boolean);

const textWords = (text: string): Set<string> => new Set(text.split(/[\s>:,·()-]+/u).filter(Boolean));

test.each(Object.keys(MAILS))('%s: what the HTML says the text says too, and nothing is fetched', (name) => {
  const { html, text, subject } = MAILS[name]!;
  const inText = textWords(text);
  expect(wordsOf(html).filter((word) => !inText.has(word))).toEqual([]);
  expect(html).not.toMatch(/<(?:img|script|link|iframe|object|svg)\b|url\(|@import|src=/u);
  expect(html).toMatch(/^<!doctype html>\n<html lang="(?:en|es|ar)" dir="(?:ltr|rtl)">/u);
  expect(subject).not.toMatch(/[\r\n]/u);
});

const nasty = '<img src=x onerror=alert(1)>"\'&amp; </td></table><script>x</script>';

test('F13: what people wrote and are called is text in the HTML', () => {
  const followUp = aFollowUp({
    question: nasty,
    patronName: nasty,
    note: nasty,
    chatId: 'c'.repeat(22),
    leftBy: { id: 'p', name: nasty },
    page: { address: 'https://x.example/"><b>', title: nasty },
  });
  const entries = ENTRIES.map((entry) =>
    entry.kind === 'message'
      ? { ...entry, text: nasty }
      : { ...entry, by: { role: 'operator', name: nasty } as const },
  );
  const signer = { ...SIGNER, serviceName: nasty };
  const transcript = aTranscript(entries);
  for (const mail of [
    confirmationMail(followUp, signer),
    libraryMail({ followUp, departmentName: nasty, transcript, address: 'ask@library.example' }, signer),
    transcriptMail(transcript, { address: 'sam@example.org', language: 'ar' }, signer),
  ]) {
    expect(mail.html).not.toMatch(/<img|<script|<b>|onerror=alert\(1\)>/u);
    expect(mail.html).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;amp;');
    expect(mail.text).toContain(nasty);
  }
});

test('the subject shows the beginning of the question in one line', () => {
  const question = `  Line one\r\nBcc: eve@example.org\n${'and so on '.repeat(50)}`;
  const { subject } = libraryMail(
    {
      followUp: aFollowUp({ question }),
      departmentName: 'Reference',
      transcript: undefined,
      address: 'a@b.org',
    },
    SIGNER,
  );
  expect(subject).toMatch(/^Follow-up 1017: Line one Bcc: eve@example\.org and so on .*…$/u);
  expect(Array.from(subject).length).toBeLessThan(80);
});

test('days and times are those of the service’s time zone, as the language writes them', () => {
  expect(MAILS['transcript-en']?.text).toContain('It began on January 15, 2030 at 4:00 AM.');
  expect(MAILS['confirmation-es']?.text).toContain('14 de febrero de 2030');
  expect(MAILS['confirmation-ar']?.text).toContain('فبراير');
});

test('a chat that is no longer kept is said to be', () => {
  const followUp = aFollowUp({ chatId: 'c'.repeat(22) });
  const mail = libraryMail(
    { followUp, departmentName: 'Reference', transcript: undefined, address: 'a@b.org' },
    SIGNER,
  );
  expect(mail.text).toContain('The chat is no longer kept.');
});

test('a chat that doesn’t fit into a mail is said to be cut', () => {
  const cut = { ...aTranscript(), isCut: true };
  const mail = transcriptMail(cut, { address: 'sam@example.org', language: 'es' }, SIGNER);
  expect(mail.text).toContain(es.transcript.cut);
});

test('F14: every language has every text, each of them its own', () => {
  const shapeOf = (texts: object): unknown =>
    Object.entries(texts).map(([key, text]) => [key, typeof text === 'object' ? shapeOf(text) : typeof text]);
  const saidIn = (texts: object): string[] =>
    Object.values(texts).flatMap((text): string[] => {
      if (typeof text === 'function') return [text('A', 'B')];
      return typeof text === 'object' ? saidIn(text) : [text];
    });
  for (const texts of [es, ar]) {
    expect(shapeOf(texts)).toEqual(shapeOf(en));
    const english = new Set(saidIn(en));
    expect(saidIn(texts).filter((text) => english.has(text) && text !== 'ltr')).toEqual([]);
    for (const text of saidIn(texts)) expect(text.trim()).not.toBe('');
  }
});

test.each([
  [undefined, 'en'],
  ['es', 'es'],
  ['es-mx', 'es'],
  ['ar-eg', 'ar'],
  ['de', 'en'],
  ['constructor', 'en'],
])('F14: for %s the mail is in %s', (language, expected) => {
  expect(mailTextsIn(language).language).toBe(expected);
});

test.each([
  ['en', ['Ben took over from Ana', 'Ana took over from Ben, who stayed in the chat', 'Ben left the chat']],
  ['es', ['Ben ha tomado el relevo de Ana', 'Ben, que sigue en el chat', 'Ben ha dejado el chat']],
  [
    'ar',
    [
      'تولى \u2068Ben\u2069 المحادثة بدلًا من \u2068Ana\u2069',
      'الذي بقي فيها',
      'غادر \u2068Ben\u2069 المحادثة',
    ],
  ],
])('H84: a transcript in %s says who took over and who left, not what was only asked', (language, said) => {
  const [question] = ENTRIES;
  const ana = { role: 'operator', name: 'Ana' } as const;
  const ben = { role: 'operator', name: 'Ben' } as const;
  // Past midnight: what is left out must not take the day with it.
  const at = (question?.at ?? 0) + 86_400_000;
  const happened = [
    { kind: 'transferOffered', by: ana, other: 'Ben', until: at + 60_000, asks: true },
    { kind: 'transferAgreed', by: { role: 'patron' }, until: at + 60_000 },
    { kind: 'transferred', by: ben, other: 'Ana', stays: false },
    { kind: 'transferred', by: ana, other: 'Ben', stays: true },
    { kind: 'transferOffered', by: ana, other: 'Cleo', until: at + 60_000 },
    { kind: 'transferEnded', by: ana },
    { kind: 'left', by: ben },
  ] as const;
  const entries: PublicEntry[] = happened.map((what, index) => ({
    ...what,
    place: index + 2,
    after: index + 1,
    at,
  }));
  const transcript = aTranscript([...ENTRIES.slice(0, 1), ...entries]);

  const { text } = transcriptMail(transcript, { address: 'sam@example.org', language }, SIGNER);

  for (const words of said) expect(text).toContain(words);
  expect(text).not.toContain('Cleo');
  // The day is told with the first line that is there.
  const took = text.split('\n').find((line) => line.includes('Ana'));
  expect(took).toMatch(/16|١٦/u);
});
