// A library in one process for looking at the widget: a page, the widget's site, and patrons' chats in memory.
import { createServer, type Server } from 'node:http';
import * as v from 'valibot';
import { closed, listening, portOf } from './http-listening.ts';
import type { OwnPage } from './fake-page.ts';
import { servePage, serveSite } from './fake-site.ts';
import { append, askedOf, chatPage, type FakeChat, type Said } from './fake-chat.ts';
import { type WebSocket, WebSocketServer } from 'ws';
import type { WidgetAvailability } from '../../lambdas/protocol/availability.ts';
import type { LeaveFollowUp } from '../../lambdas/protocol/follow-up-frames.ts';
import type { RefusalCode } from '../../lambdas/protocol/refusal.ts';
import type { Framing, Offer } from '../../lambdas/protocol/guided-frames.ts';
import { type PatronFrame, patronFrame } from '../../lambdas/protocol/patron-frames.ts';
import type { ToPatron } from '../../lambdas/protocol/to-patron.ts';

const TRANSFER_MS = 60_000;
const FOR_EVER = Date.UTC(2100, 0);

export class FakeLibrary {
  readonly chats: FakeChat[] = [];
  /** Of the widget. */
  promise = 'Usually answers within a minute';
  /** The library's own page on privacy. */
  privacyAddress: string | undefined;
  /** What is asked for after the end is refused with this code. */
  refuses: RefusalCode | undefined;
  language = 'en';
  /** As a welcome and the file have it. */
  availability: WidgetAvailability = { availableUntil: FOR_EVER, onDutyUntil: FOR_EVER };
  opening: { readonly openNow?: boolean; readonly opensAt?: number } = {};
  waitingOfferSeconds = 45;
  /** The library's own texts, as a welcome has them. */
  texts: Readonly<Record<string, string>> | undefined;
  /** Another site than the widget's 127.0.0.1: localhost. */
  pageHost = '127.0.0.1';
  pageOrigins: string[] = [];
  /** The page's policy lets the loader read the availability file. */
  mayRead = true;
  /** The page's own content, style sheet and script, in place of the usual page with the plain snippet. */
  ownPage: OwnPage | undefined;
  /** Left for an answer by email, each once. */
  readonly followUps: LeaveFollowUp[] = [];
  /** What the next follow-ups are refused with. */
  readonly refusals: RefusalCode[] = [];
  /** Answers no follow-up. */
  isForgetful = false;
  /** What page checks find, by the page's path; `unknown` where nothing is said. */
  framings: Readonly<Record<string, Framing>> = {};
  /** Every request to the page's site: its path, and what it tells of where it comes from. */
  readonly requests: { readonly url: string; readonly referrer: string | undefined }[] = [];
  /** What patrons sent, hellos and pings included. */
  readonly heard: PatronFrame[] = [];
  #isCutOff = false;
  readonly #site: Server;
  readonly #page: Server;
  readonly #sockets: WebSocketServer;

  private constructor(dist: string) {
    this.#site = createServer(({ url }, response) => {
      // `law` is another widget of some pages.
      const heard = this.heard.map((frame) => ('widgetId' in frame ? frame.widgetId : ''));
      const widgetIds = ['reference', 'law', ...heard];
      const { siteOrigin, pageOrigins, availability } = this;
      serveSite(url ?? '/', response, { dist, siteOrigin, pageOrigins, availability, widgetIds });
    });
    this.#page = createServer(({ url = '/', headers }, response) => {
      this.requests.push({ url, referrer: headers.referer });
      servePage(url, response, this);
    });
    this.#sockets = new WebSocketServer({ server: this.#site });
    this.#sockets.on('connection', (socket) => {
      if (this.#isCutOff) socket.terminate();
      socket.on('message', (data: Buffer) =>
        this.#read(socket, v.parse(patronFrame, JSON.parse(data.toString('utf8')))),
      );
    });
  }

  /** `dist`: a built widget. */
  static async open(dist: string): Promise<FakeLibrary> {
    const library = new FakeLibrary(dist);
    await Promise.all([listening(library.#site), listening(library.#page)]);
    return library;
  }

  get siteOrigin(): string {
    return `http://127.0.0.1:${portOf(this.#site)}`;
  }

  get pageAddress(): string {
    return `http://${this.pageHost}:${portOf(this.#page)}/catalogue/heat?q=1`;
  }

  get chat(): FakeChat {
    const chat = this.chats.at(-1);
    if (chat === undefined) throw new Error('Nobody has asked yet');
    return chat;
  }

  joins(name: string): void {
    this.#tell({ kind: 'joined', by: { role: 'operator', name }, at: Date.now() });
  }

  says(name: string, text: string, at = Date.now()): void {
    const own = `operator0.${this.chat.entries.length + 1}`;
    this.#tell({ kind: 'message', by: { role: 'operator', name }, name: own, text, at });
  }

  offers(name: string, offer: Offer, text = offer.kind === 'page' ? offer.address : 'Come along'): void {
    const own = `operator0.${this.chat.entries.length + 1}`;
    this.#tell({ kind: 'message', by: { role: 'operator', name }, name: own, text, offer, at: Date.now() });
  }

  writes(name: string, writing = true): void {
    const { chatId } = this.chat;
    this.#push({ type: 'typing', chatId, by: { role: 'operator', name }, writing });
  }

  ends(name: string): void {
    this.#tell({ kind: 'ended', by: { role: 'operator', name }, at: Date.now() });
  }

  /** `name` asks for somebody to take over; the patron, where they are asked first. */
  offersTransfer(name: string, other: string, more: { asks?: boolean; lasts?: number } = {}): void {
    const at = Date.now();
    const { asks = false, lasts = TRANSFER_MS } = more;
    const until = at + lasts;
    this.#tell({ kind: 'transferOffered', by: { role: 'operator', name }, other, until, asks, at });
  }

  takesOver(name: string, other: string, stays = false): void {
    this.#tell({ kind: 'transferred', by: { role: 'operator', name }, other, stays, at: Date.now() });
  }

  /** `name` stays: nobody has taken the chat over. Or leaves it. */
  tells(kind: 'transferEnded' | 'left', name: string): void {
    this.#tell({ kind, by: { role: 'operator', name }, at: Date.now() });
  }

  /** Breaks every connection. */
  drop(): void {
    for (const client of this.#sockets.clients) client.terminate();
  }

  /** Breaks every connection, and takes no other one. */
  cutOff(): void {
    this.#isCutOff = true;
    this.drop();
  }

  letIn(): void {
    this.#isCutOff = false;
  }

  async close(): Promise<void> {
    this.drop();
    this.#sockets.close();
    await Promise.all([this.#site, this.#page].map((server) => closed(server)));
  }

  #tell(said: Said): void {
    const entry = append(this.chat, said);
    this.#push({ type: 'entry', chatId: this.chat.chatId, entry });
  }

  #push(frame: ToPatron): void {
    for (const socket of this.chat.sockets) answer(socket, frame);
  }

  #read(socket: WebSocket, frame: PatronFrame): void {
    this.heard.push(frame);
    switch (frame.action) {
      case 'hello':
        this.#welcome(socket, frame);
        return;
      case 'startChat':
        this.#start(socket, frame);
        return;
      case 'send':
        this.#store(socket, frame);
        return;
      case 'catchUp': {
        const entries = this.chat.entries.filter(({ place }) => place > frame.after);
        answer(socket, { type: 'entries', ref: frame.ref, chatId: frame.chatId, entries, more: false });
        return;
      }
      case 'endChat':
        answer(socket, { type: 'done', ref: frame.ref });
        this.#tell({ kind: 'ended', by: { role: 'patron' }, at: Date.now() });
        return;
      case 'ping':
        answer(socket, { type: 'pong', serverTime: Date.now() });
        return;
      case 'checkPage': {
        const { ref, address } = frame;
        const framing = this.framings[new URL(address).pathname] ?? 'unknown';
        answer(socket, { type: 'pageChecked', ref, address, framing });
        return;
      }
      case 'rateChat':
      case 'mailTranscript':
        answer(
          socket,
          this.refuses
            ? { type: 'error', ref: frame.ref, code: this.refuses, message: 'No.' }
            : { type: 'done', ref: frame.ref },
        );
        return;
      case 'answerTransfer':
        this.#answerTransfer(socket, frame);
        return;
      case 'leaveFollowUp':
        this.#leave(socket, frame);
        return;
      case 'typing':
    }
  }

  #welcome(socket: WebSocket, { ref, resume }: Extract<PatronFrame, { action: 'hello' }>): void {
    const chat = this.chats.find(({ chatId }) => chatId === resume?.chatId);
    chat?.sockets.add(socket);
    answer(socket, {
      type: 'welcome',
      ref,
      serverTime: Date.now(),
      widget: {
        id: 'reference',
        title: '',
        promise: this.promise,
        ...(this.privacyAddress !== undefined && { privacyAddress: this.privacyAddress }),
      },
      department: { id: 'reference', name: 'Reference' },
      transcriptDays: 30,
      availability: this.availability,
      ...this.opening,
      waitingOfferSeconds: this.waitingOfferSeconds,
      askAddress: 'ask@library.example',
      ...(this.texts && { texts: this.texts }),
      ...(resume && {
        resumed: chat ? { outcome: 'back', ...chatPage(chat, resume.place) } : { outcome: 'gone' },
      }),
    });
  }

  #start(socket: WebSocket, frame: Extract<PatronFrame, { action: 'startChat' }>): void {
    const known = this.chats.find(({ chatId }) => chatId === frame.chatId);
    const chat = known ?? { chatId: frame.chatId, token: frame.token, entries: [], sockets: new Set() };
    if (known === undefined) {
      this.chats.push(chat);
      const { name, text } = frame;
      append(chat, { kind: 'message', by: { role: 'patron' }, name, text, at: Date.now() });
    }
    chat.sockets.add(socket);
    answer(socket, { type: 'chatStarted', ref: frame.ref, ...chatPage(chat, 0) });
  }

  #store(socket: WebSocket, { name, text, chatId }: Extract<PatronFrame, { action: 'send' }>): void {
    if (text.startsWith('refuse')) {
      answer(socket, { type: 'error', name, code: 'malformed', message: 'Refused for the test.' });
      return;
    }
    const stored = this.chat.entries.find((entry) => entry.kind === 'message' && entry.name === name);
    const { place, after, at } =
      stored ?? append(this.chat, { kind: 'message', by: { role: 'patron' }, name, text, at: Date.now() });
    answer(socket, { type: 'sent', chatId, name, place, after, at });
  }

  #answerTransfer(
    socket: WebSocket,
    { ref, agrees }: Extract<PatronFrame, { action: 'answerTransfer' }>,
  ): void {
    const asking = askedOf(this.chat);
    if (this.refuses || asking === undefined) {
      answer(socket, { type: 'error', ref, code: this.refuses ?? 'noSuchRequest', message: 'No.' });
      return;
    }
    answer(socket, { type: 'done', ref });
    const at = Date.now();
    if (agrees) this.#tell({ kind: 'transferAgreed', by: { role: 'patron' }, until: at + TRANSFER_MS, at });
    else this.tells('transferEnded', asking);
  }

  #leave(socket: WebSocket, frame: LeaveFollowUp): void {
    const { ref, followUpId, email, website } = frame;
    const code = website ? 'notAllowed' : this.refusals.shift();
    if (code !== undefined) {
      answer(socket, { type: 'error', ref, code, message: 'Refused for the test.' });
      return;
    }
    const known = this.followUps.findIndex((each) => each.followUpId === followUpId);
    if (known === -1) this.followUps.push(frame);
    const number = 1_042 + (known === -1 ? this.followUps.length - 1 : known);
    if (frame.chat) this.#tell({ kind: 'followUp', by: { role: 'patron' }, at: Date.now(), number });
    if (!this.isForgetful) answer(socket, { type: 'followUpLeft', ref, followUpId, number, email });
  }
}

function answer(socket: WebSocket, frame: ToPatron): void {
  socket.send(JSON.stringify(frame));
}
