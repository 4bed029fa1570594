// How large the pictures of the help are: all alike, so that nothing jumps from step to step.

/** In CSS pixels of the screen that they show. */
export const PICTURE_SIZE = { width: 520, height: 440 } as const;
