// The chat's own views in their place, as soon as they and their words are here.
import { useEffect } from 'preact/hooks';
import { later, loadLater } from '../later-part.ts';
import { useStore, useWidget } from '../widget.ts';

export function LazyTalk() {
  const { language } = useWidget();
  const { part } = useStore(later);
  useEffect(() => void loadLater(language), []);
  return part ? <part.Talk words={part.words} /> : <div class="body" />;
}
