// A storage in memory for the dashboard's tests.
import type { KeptStorage } from '../../../frontend/connection/kept.ts';

export function kept(): KeptStorage {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => {
      items.set(key, value);
    },
    removeItem: (key) => {
      items.delete(key);
    },
  };
}
