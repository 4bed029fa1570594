// What browsers fetch, compressed: the loader on every page, the panel when it is opened, the dashboard's first load.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface Part {
  readonly file: string;
  readonly bytes: number;
  readonly gzip: number;
}

const part = (folder: string, file: string): Part => {
  const content = readFileSync(join(folder, file));
  return { file, bytes: content.length, gzip: gzipSync(content, { level: 9 }).length };
};

/** `src="/main.js"` and `href="style.css"` of a page, without addresses elsewhere. */
export function filesNamedBy(html: string): string[] {
  const named = [...html.matchAll(/\s(?:src|href)="\/?(?:\.\/)?([\w.-]+\.(?:js|css|svg))"/g)];
  return named.flatMap(([, file]) => (file === undefined ? [] : [file]));
}

/** Chunks that a script imports at once; those in `import(…)` are fetched when they are needed. */
export function filesImportedBy(script: string): string[] {
  const imported = [
    ...script.matchAll(
      /(?:^|[;}\s])(?:import|export)\s*(?:[\w*{][^"'()]*?from\s*)?["']\.\/([\w.-]+\.m?js)["']/g,
    ),
  ];
  return imported.flatMap(([, file]) => (file === undefined ? [] : [file]));
}

/** Chunks that a script fetches when they are needed. */
export function filesImportedLaterBy(script: string): string[] {
  const imported = [...script.matchAll(/\bimport\(\s*["'`]\.\/([\w.-]+\.js)["'`]\s*\)/g)];
  return imported.flatMap(([, file]) => (file === undefined ? [] : [file]));
}

/** A page with everything that it fetches before it can be used. */
export function pageParts(folder: string, page: string): Part[] {
  return partsFrom(folder, [page, ...filesNamedBy(readFileSync(join(folder, page), 'utf8'))]);
}

/** What a page with these parts fetches in the course of its use. */
export function laterParts(folder: string, opening: readonly Part[]): Part[] {
  const known = [...opening];
  // What is found is looked through in its turn.
  for (const { file } of known) {
    if (!file.endsWith('.js')) continue;
    const wanted = filesImportedLaterBy(readFileSync(join(folder, file), 'utf8'));
    const isKnown = (each: Part): boolean => known.some((other) => other.file === each.file);
    known.push(...partsFrom(folder, wanted).filter((each) => !isKnown(each)));
  }
  return known.slice(opening.length);
}

function partsFrom(folder: string, wanted: string[]): Part[] {
  const parts = new Map<string, Part>();
  for (let file = wanted.shift(); file !== undefined; file = wanted.shift()) {
    if (parts.has(file) || !existsSync(join(folder, file))) continue;
    parts.set(file, part(folder, file));
    if (file.endsWith('.js')) wanted.push(...filesImportedBy(readFileSync(join(folder, file), 'utf8')));
  }
  return [...parts.values()];
}

/** The worker that keeps time in background tabs: fetched by a script, so no page names it. */
export const workerParts = (folder: string): Part[] =>
  readdirSync(folder)
    .filter((file) => file.startsWith('heartbeat-'))
    .map((file) => part(folder, file));

/**
 * The largest of the languages, the words for opening or the later ones: a patron fetches one of them, whose name the
 * panel's script has as a text.
 */
export function languageParts(folder: string, tags: readonly string[], group: '' | '-later'): Part[] {
  const names = new RegExp(`^(?:${tags.join('|')})${group}-[A-Z0-9]{8}\\.js$`);
  const languages = readdirSync(folder)
    .filter((file) => names.test(file))
    .map((file) => part(folder, file));
  return languages.toSorted((a, b) => b.gzip - a.gzip).slice(0, 1);
}

/** What pages with other forms than the plain button fetch besides. */
export const embeddingParts = (folder: string): Part[] => [part(folder, 'embedding.js')];

/** The frame's script: prepared when a patron comes near the button, and needed when it is used. */
export const frameParts = (folder: string): Part[] => [part(folder, 'frame.js')];

export const loaderParts = (folder: string): Part[] => [part(folder, 'loader.js')];

/** A file's name without the hash of its content, for people. */
export const plainName = (file: string): string => basename(file).replace(/-[A-Z0-9]{8}\./, '.');
