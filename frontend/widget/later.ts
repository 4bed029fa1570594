// What a patron who only opens the form needn't load, in one file: the chat's own views, and the window of its own.
export { arrived, handOver } from './pop-out.tsx';
export { Talk } from './views/talk.tsx';
