import { buildWidget } from '/tmp/wt/slim/frontend/build.ts';
import { pageParts, workerParts, languageParts, frameParts, laterParts, plainName } from '/tmp/wt/slim/bench/size-front-ends.ts';
const out='/tmp/slim-dist/widget';
await buildWidget({outdir: out, minify: true});
const op=pageParts(out,'panel.html');
const all=[...frameParts(out),...op,...workerParts(out),...languageParts(out,['en','es','ar'],'')];
for (const p of all) console.log(plainName(p.file).padEnd(20),p.bytes,p.gzip);
console.log('TOTAL',all.reduce((a,p)=>a+p.gzip,0));
for (const p of laterParts(out,op)) console.log('  later',plainName(p.file).padEnd(20),p.bytes,p.gzip);
