// What a patron who only opens the form needn't load, in one file: the chat's own views, and the window of its own.
export { buttonState } from './button-state.ts';
export { Conversation } from './conversation.ts';
export { goBeside } from './go-beside.ts';
export { arrived, handOver } from './pop-out.tsx';
export { showAbsence } from './show-absence.tsx';
export { CharactersLeft } from './views/characters-left.tsx';
export { Privacy } from './views/privacy.tsx';
export { Talk } from './views/talk.tsx';
