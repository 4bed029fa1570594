// Builds a mail from what is stored about its subject at the moment when it is sent.
import { publicEntryView } from '../../domain/views.ts';
import type { Mail } from '../../domain/mail.ts';
import type { PublicEntry } from '../../protocol/entry.ts';
import type { Mailing } from '../mailing.ts';
import type { BuiltMail } from './built-mail.ts';
import { confirmationMail } from './confirmation-mail.ts';
import { libraryMail } from './library-mail.ts';
import type { Transcript } from './transcript-mail.ts';
import { transcriptMail } from './transcript-mail.ts';

/** SES takes 10 MB, and each character stands in a mail twice, encoded. */
const TRANSCRIPT_CHARACTERS = 500_000;

/** The mail, or nothing where what it tells of is no longer kept. */
export async function buildMail(mailing: Mailing, { about, address }: Mail): Promise<BuiltMail | undefined> {
  switch (about.kind) {
    case 'transcript': {
      const transcript = await readTranscript(mailing, about.chatId);
      return transcript && transcriptMail(transcript, { address, language: about.language }, mailing);
    }
    case 'followUpToPatron': {
      const followUp = await keptFollowUp(mailing, about.followUpId);
      return followUp && confirmationMail(followUp, mailing);
    }
    case 'followUpToLibrary': {
      const followUp = await keptFollowUp(mailing, about.followUpId);
      if (!followUp) return undefined;
      const { departmentId, chatId } = followUp;
      const [{ departments }, transcript] = await Promise.all([
        mailing.settings.read(),
        chatId === undefined ? undefined : readTranscript(mailing, chatId),
      ]);
      const departmentName = departments.find(({ id }) => id === departmentId)?.name ?? departmentId;
      return libraryMail({ followUp, departmentName, transcript, address }, mailing);
    }
  }
}

async function keptFollowUp({ followUps, now }: Mailing, followUpId: string) {
  const followUp = await followUps.read(followUpId);
  return followUp && followUp.keptUntil > now() ? followUp : undefined;
}

async function readTranscript({ chats, now }: Mailing, chatId: string): Promise<Transcript | undefined> {
  const chat = await chats.readHead(chatId);
  if (!chat || chat.keptUntil <= now()) return undefined;
  const entries: PublicEntry[] = [];
  let after = 0;
  let room = TRANSCRIPT_CHARACTERS;
  for (;;) {
    const page = await chats.readEntries(chatId, after);
    for (const entry of page.entries) {
      const shown = publicEntryView(entry);
      if (!shown) continue;
      room -= shown.kind === 'message' ? shown.text.length : 0;
      if (room < 0) return { chat, entries, isCut: true };
      entries.push(shown);
    }
    after = page.entries.at(-1)?.place ?? after;
    if (!page.more) return { chat, entries, isCut: false };
  }
}
