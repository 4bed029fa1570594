// Finding canned messages by a few letters, in their titles first and then in their texts.

interface Searched {
  readonly title: string;
  readonly text: string;
}

/** Letters without case and accents. */
const folded = (words: string): string => words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const wordsOf = (text: string): string[] => text.split(/[^\p{L}\p{N}]+/u);

/** The smaller, the better: where all that is looked for stands; nothing, if it is nowhere. */
function rank({ title, text }: Searched, sought: string, parts: readonly string[]): number | undefined {
  const [head, body] = [folded(title), folded(text)];
  if (head.startsWith(sought)) return 0;
  const begins = (where: readonly string[]) =>
    parts.every((part) => where.some((word) => word.startsWith(part)));
  if (begins(wordsOf(head))) return 1;
  if (parts.every((part) => head.includes(part))) return 2;
  if (begins(wordsOf(`${head} ${body}`))) return 3;
  return parts.every((part) => head.includes(part) || body.includes(part)) ? 4 : undefined;
}

/** The best first, equals by title; everything, while nothing is looked for. */
export function findCanned<Message extends Searched>(messages: readonly Message[], words: string): Message[] {
  const sought = folded(words.trim());
  const parts = sought.split(/\s+/u).filter(Boolean);
  return messages
    .flatMap((message) => {
      const place = rank(message, sought, parts);
      return place === undefined ? [] : [{ message, place }];
    })
    .toSorted((one, other) => one.place - other.place || one.message.title.localeCompare(other.message.title))
    .map(({ message }) => message);
}
