// Where the focus of the desk should go, or what should open there: views take it, once they are drawn.

/**
 * `composer`: where one goes on with the chat, or the button in its place; `message`, `note`: the field for that only,
 * which may not be drawn yet. `canned`: the list of canned messages over
 * the composer. `chat`: its messages. `details`: what is known of the patron. `page`, `guided`: the dialogs that show the patron a page and offer guided mode.
 */
export type FocusWish =
  | 'composer'
  | 'message'
  | 'note'
  | 'canned'
  | 'list'
  | 'chat'
  | 'page'
  | 'guided'
  | 'details';
