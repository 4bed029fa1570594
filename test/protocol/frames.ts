// A valid frame of every action, as small as may be and with everything in it.
const chatId = 'A'.repeat(22);
const token = 'B'.repeat(43);
const page = { address: 'https://library.example/hours', title: 'Hours' };

export const VALID_FRAMES: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  hello: [
    { as: 'patron', ref: 'r1', version: 1, widgetId: 'reference' },
    { as: 'patron', ref: 'r1', version: 1, widgetId: 'reference', language: 'zh-hant' },
    { as: 'patron', ref: 'r1', version: 1, widgetId: 'r', resume: { chatId, token, place: 7, page } },
    { as: 'operator', ref: 'r1', version: 1, accessToken: 'x.y.z', status: 'available' },
    { as: 'operator', ref: 'r1', version: 1, accessToken: 'x.y.z', idToken: 'x.y.z', status: 'offline' },
    {
      as: 'operator',
      ref: 'r1',
      version: 1,
      accessToken: 'x.y.z',
      status: 'away',
      awayUntil: 1_795_468_800_000,
    },
  ],
  startChat: [
    { ref: 'r1', widgetId: 'reference', chatId, token, name: 'outbox-1.1', text: 'Where?' },
    {
      ref: 'r1',
      widgetId: 'reference',
      chatId,
      token,
      name: 'outbox-1.1',
      text: 'x'.repeat(4_000),
      patronName: 'Sam',
      page,
    },
  ],
  send: [
    { chatId, name: 'outbox-1.999999', text: '.' },
    {
      chatId,
      name: 'outbox-1.1',
      text: 'Look',
      offer: { kind: 'page', address: 'https://l.example/?q=1#a' },
    },
    { chatId, name: 'outbox-1.1', text: 'Come along', offer: { kind: 'guided' } },
  ],
  checkPage: [{ ref: 'r1', chatId, address: 'http://library.example/catalogue?q=maps' }],
  typing: [
    { chatId, writing: true },
    { chatId, writing: false },
  ],
  catchUp: [{ ref: 'r1', chatId, after: 0 }],
  endChat: [{ ref: 'r1', chatId }],
  ping: [{}],
  renew: [{ ref: 'r1', accessToken: 'x.y.z' }],
  setStatus: [
    { ref: 'r1', status: 'offline' },
    { ref: 'r1', status: 'away', awayMinutes: 240 },
  ],
  openChats: [
    { ref: 'r1', departmentId: 'reference' },
    { ref: 'r1', departmentId: 'reference', after: '001894698000000#chat' },
  ],
  claim: [{ ref: 'r1', chatId }],
  attach: [{ ref: 'r1', chatId, after: 9_999_999 }],
  readChat: [{ ref: 'r1', chatId, after: 0 }],
  transcripts: [
    { ref: 'r1', departmentId: 'reference' },
    { ref: 'r1', departmentId: 'reference', words: 'opening hours', after: 'x' },
  ],
  readSettings: [{ ref: 'r1' }],
  readOperators: [{ ref: 'r1' }, { ref: 'r1', after: 'subject' }],
  saveDepartment: [
    { ref: 'r1', department: { id: 'music', name: 'Music', settings: { transcriptDays: 365 }, version: 0 } },
  ],
  saveWidget: [
    { ref: 'r1', widget: { id: 'music', departmentId: 'music', title: '', promise: '', version: 3 } },
  ],
  readTexts: [{ ref: 'r1', departmentId: 'music', language: 'es' }],
  saveTexts: [
    { ref: 'r1', texts: { departmentId: 'music', language: 'ar', texts: { send: 'Go' }, version: 0 } },
  ],
  readCanned: [{ ref: 'r1' }, { ref: 'r1', departmentId: 'music', after: 'Opening hours' }],
  saveCanned: [
    { ref: 'r1', message: { title: 'Hours', text: 'We are open {hours}.', version: 0 } },
    {
      ref: 'r1',
      departmentId: 'music',
      message: { title: 'x'.repeat(60), text: 'x'.repeat(2_000), version: 3 },
      was: 'Hours',
    },
  ],
  removeCanned: [
    { ref: 'r1', title: 'Hours', version: 1 },
    { ref: 'r1', departmentId: 'music', title: 'Hours', version: 1 },
  ],
  removeWidget: [{ ref: 'r1', widgetId: 'music', version: 3 }],
  say: [
    { roomId: 'all', name: 'outbox-1.1', text: '.' },
    { roomId: 'dep~reference', name: 'outbox-1.1', text: 'x'.repeat(4_000) },
    { roomId: 'two~a subject | with\nanything', name: 'outbox-1.1', text: 'Ken?' },
  ],
  readRoom: [
    { ref: 'r1', roomId: 'all' },
    { ref: 'r1', roomId: 'all', after: 7 },
    { ref: 'r1', roomId: 'all', before: 7 },
  ],
  rooms: [{ ref: 'r1' }],
  markRead: [{ roomId: 'two~subject', place: 3 }],
  typeInRoom: [{ roomId: 'all', writing: true }],
  saveMembership: [{ ref: 'r1', operatorId: 'subject', departmentIds: ['music'], version: 3 }],
};

export const EVERY_FRAME = Object.entries(VALID_FRAMES).flatMap(([action, frames]) =>
  frames.map((frame): Readonly<Record<string, unknown>> => ({ action, ...frame })),
);
