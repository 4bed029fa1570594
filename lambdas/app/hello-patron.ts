// A patron's widget says hello: it learns which department answers, and is back in its chat if it had one.
import { availabilityIn } from '../domain/availability.ts';
import type { Chat } from '../domain/chat.ts';
import { returnPatron } from '../domain/chat-presence.ts';
import type { Opening } from '../domain/next-opening.ts';
import { refused } from '../domain/refused.ts';
import { patronChatView } from '../domain/views.ts';
import { PROTOCOL_VERSION } from '../protocol/limits.ts';
import type { PatronHello } from '../protocol/patron-frames.ts';
import type { ToPatron } from '../protocol/to-patron.ts';
import type { Department } from '../protocol/settings.ts';
import { announce } from './announce.ts';
import { changeChat } from './change-chat.ts';
import type { Delivery } from './delivery.ts';
import { deliver, refuse } from './delivery.ts';
import { findWidget, readConfig } from './read-config.ts';
import { patronLog } from './read-log.ts';
import type { Service } from './service.ts';
import { ownTextsFor } from './texts.ts';

type Welcome = Extract<ToPatron, { type: 'welcome' }>;

export async function helloPatron(
  service: Service,
  connectionId: string,
  frame: PatronHello,
): Promise<Delivery[]> {
  const { ref, widgetId } = frame;
  if (frame.version !== PROTOCOL_VERSION) return refuse(connectionId, refused('unsupportedVersion'), { ref });
  const now = service.now();
  const [config, caller, staff] = await Promise.all([
    readConfig(service),
    service.connections.whoIs(connectionId),
    service.connections.staff(),
  ]);
  if (caller) return refuse(connectionId, refused('alreadyGreeted'), { ref });
  const found = findWidget(config, widgetId);
  if (!found) return refuse(connectionId, refused('noSuchWidget'), { ref });
  const { widget, department } = found;
  const [added, texts, opening] = await Promise.all([
    service.connections.addPatron({ connectionId, widgetId }, now),
    ownTextsFor(service, department.id, frame.language),
    openingOf(department, service.timeZone, now),
  ]);
  if (added === 'lost') return refuse(connectionId, refused('alreadyGreeted'), { ref });
  const about = {
    widget: {
      id: widget.id,
      title: widget.title,
      promise: widget.promise,
      ...(widget.privacyAddress && { privacyAddress: widget.privacyAddress }),
    },
    department: { id: department.id, name: department.name },
    transcriptDays: department.settings.transcriptDays,
    availability: availabilityIn(staff, department.id, now),
    ...opening,
    waitingOfferSeconds: department.settings.waitingOfferSeconds,
    askAddress: service.askAddress,
    ...(texts && { texts }),
  };
  const back = frame.resume && (await resume(service, { connectionId, widgetId }, frame.resume, about));
  if (back === 'busy') {
    // The chat is there, so it must not be called gone: as if nothing had been said, the widget tries again.
    await service.connections.removePatron({ connectionId, widgetId });
    return refuse(connectionId, refused('busy'), { ref });
  }
  const welcome: Welcome = {
    type: 'welcome',
    ref,
    serverTime: now,
    ...about,
    ...(back && { resumed: back.resumed }),
  };
  return [deliver(connectionId, welcome), ...(back?.others ?? [])];
}

/** What the department's hours say, if it has any. */
async function openingOf(
  { settings: { hours } }: Department,
  timeZone: string,
  now: number,
): Promise<Partial<Opening>> {
  if (hours.every((spans) => spans.length === 0)) return {};
  // The calendar takes its time to load, and many libraries never need it.
  const { openingAt } = await import('../domain/next-opening.ts');
  return openingAt(hours, timeZone, now);
}

/** Back in the chat with everything after the last place that the widget has. */
async function resume(
  service: Service,
  { connectionId, widgetId }: { connectionId: string; widgetId: string },
  { chatId, token, place, page }: NonNullable<PatronHello['resume']>,
  about: unknown,
): Promise<{ resumed: NonNullable<Welcome['resumed']>; others: Delivery[] } | 'busy'> {
  const now = service.now();
  const tokenHash = service.hashOf(token);
  const result = await changeChat(
    service,
    chatId,
    (view) => returnPatron(view, { connectionId, tokenHash, ...(page && { page }) }, now),
    [service.connections.patronInChat({ connectionId, widgetId, chatId }, now)],
  );
  if (result.outcome === 'refused') {
    return result.code === 'busy' ? 'busy' : { resumed: { outcome: 'gone' }, others: [] };
  }
  return {
    resumed: { outcome: 'back', ...(await patronPage(service, result.chat, place, about)) },
    others: result.outcome === 'changed' ? await announce(service, result, connectionId) : [],
  };
}

/** The patron's chat with its entries after a place, as far as they fit beside the rest of the frame. */
export async function patronPage(service: Service, chat: Chat, after: number, rest: unknown = null) {
  const shown = patronChatView(chat);
  return { chat: shown, ...(await patronLog(service, chat.chatId, after, [shown, rest])) };
}
