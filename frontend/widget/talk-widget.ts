// What the views of the chat itself need: the widget, and all of its words, which only they have.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { FullLanguage } from './texts/language.ts';
import { type DrawnWidget, useWidget } from './widget.ts';

export interface TalkWidget extends Omit<DrawnWidget, 'language'> {
  readonly language: FullLanguage;
}

const context = createContext<FullLanguage | undefined>(undefined);
export const TalkProvider = context.Provider;

export function useTalk(): TalkWidget {
  const widget = useWidget();
  const language = useContext(context);
  if (language === undefined) throw new Error('A view of the chat was drawn outside of it');
  return { ...widget, language };
}
