// Puts a text on the clipboard, also where a frame in another site's page may not use the newer way.

/** Whether it is there now. Call it while the browser still sees the person's click. */
export async function copied(text: string): Promise<boolean> {
  // In a frame that the page around it gave no right to the clipboard, asking alone is a complaint in its console.
  if (window.parent !== window) return copiedBySelection(text);
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedBySelection(text);
  }
}

function copiedBySelection(text: string): boolean {
  const before = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.style.cssText = 'position:fixed;inset-block-start:-100vh';
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}
