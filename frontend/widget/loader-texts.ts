// The button's few words; the chat's own are in texts/.

interface LoaderTexts {
  readonly ask: string;
  readonly frame: string;
  readonly failed: string;
  readonly unread: (count: number) => string;
}

const en: LoaderTexts = {
  ask: 'Ask a librarian',
  frame: 'Chat with the library',
  failed: 'Chat can’t be reached. Try again',
  unread: (count) => (count === 1 ? '1 new message' : `${count} new messages`),
};
const es: LoaderTexts = {
  ask: 'Pregunte a la biblioteca',
  frame: 'Chat con la biblioteca',
  failed: 'El chat no responde. Reintentar',
  unread: (count) => (count === 1 ? '1 mensaje nuevo' : `${count} mensajes nuevos`),
};

export const loaderTexts = (language: string): LoaderTexts => (/^es\b/i.test(language) ? es : en);
