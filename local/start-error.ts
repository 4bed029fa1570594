// The error for everything that a person can put right before starting again: its message is one clear sentence.

export class StartError extends Error {
  override readonly name = 'StartError';
}
