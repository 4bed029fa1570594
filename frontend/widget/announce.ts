// The panel's one voice for people who can't see it: two that speak in one place would cut each other short.
import { Announcer } from '../ui/announcer.ts';

let voice: Announcer | undefined;

export function announce(sentence: string): void {
  const region = document.getElementById('announcer');
  if (region === null) return;
  voice ??= new Announcer({ region });
  voice.say(sentence);
}
