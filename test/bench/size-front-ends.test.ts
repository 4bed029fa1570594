// Which files count as fetched with a page: those it names, and those that its scripts import at once.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  filesImportedBy,
  filesNamedBy,
  languageParts,
  laterParts,
  pageParts,
  plainName,
} from '../../bench/size-front-ends.ts';

test('a page names its scripts and style sheets', () => {
  const html = `<link rel="stylesheet" href="/main-ABCD1234.css"><script type="module" src="./main.js"></script>
    <a href="https://other.example/x.js">x</a><a href="/page">y</a>`;
  expect(filesNamedBy(html)).toEqual(['main-ABCD1234.css', 'main.js']);
});

test.each([
  ['import"./a.js";x()', ['a.js']],
  ['import{x as y}from"./a-1.js";import z from"./b.js"', ['a-1.js', 'b.js']],
  ['import*as q from "./a.js"', ['a.js']],
  ['export{x}from"./c.js"', ['c.js']],
  ['const l=()=>import("./late.js")', []],
  ['f("import x from y")', []],
])('%s imports %j at once', (script, files) => {
  expect(filesImportedBy(script)).toEqual(files);
});

test('a page is counted with what its chunks import, each file once, apart from what comes later', () => {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-size-test-'));
  const write = (file: string, text: string): void => writeFileSync(join(folder, file), text);
  write('index.html', '<script src="/main.js"></script><link href="/main.css">');
  write('main.js', 'import"./a.js";import"./b.js";import("./late.js")');
  write('a.js', 'import"./b.js"');
  write('b.js', 'import"./a.js"');
  write('main.css', 'p{}');
  write('late.js', 'import"./b.js";import("./later.js");late()');
  write('later.js', 'import("./late.js")');
  const parts = pageParts(folder, 'index.html');
  expect(parts.map(({ file }) => file).sort()).toEqual(['a.js', 'b.js', 'index.html', 'main.css', 'main.js']);
  expect(parts.every(({ bytes, gzip }) => bytes > 0 && gzip > 0)).toBe(true);
  expect(laterParts(folder, parts).map(({ file }) => file)).toEqual(['late.js', 'later.js']);
  rmSync(folder, { recursive: true });
});

test('a hash is left out of a name', () => {
  expect(plainName('panel-AB12CD34.js')).toBe('panel.js');
  expect(plainName('loader.js')).toBe('loader.js');
});

test('of the languages the largest counts, its words for opening and the later ones apart', () => {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-size-test-'));
  for (const file of ['ar-0A1B2C3D.js', 'ar-later-0A1B2C3D.js', 'en-0A1B2C3D.js', 'arrow-0A1B2C3D.js'])
    writeFileSync(join(folder, file), file.repeat(file.startsWith('ar-') ? 3 : 1));
  const named = (group: '' | '-later') => languageParts(folder, ['ar', 'en'], group).map(({ file }) => file);
  expect([named(''), named('-later')]).toEqual([['ar-0A1B2C3D.js'], ['ar-later-0A1B2C3D.js']]);
  rmSync(folder, { recursive: true });
});
