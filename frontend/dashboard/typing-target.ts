// Whether somebody types into the page at this moment.

/** Single characters are text there. */
export const isTyping = (target: unknown): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
