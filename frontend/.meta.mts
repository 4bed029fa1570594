import { build } from 'esbuild';
const r = await build({
  entryPoints: ['frontend/widget/panel.tsx'],
  outdir: '/tmp/slim-meta',
  bundle: true,
  minify: true,
  splitting: true,
  format: 'esm',
  metafile: true,
  write: false,
  jsx: 'automatic',
  jsxImportSource: 'preact',
  target: ['chrome123', 'safari17.5'],
  define: {
    LANGUAGES: '{}',
    LATER_FILE: '"l"',
    ATTENDANCE_FILE: '"l"',
    HEARTBEAT_WORKER: '"h"',
    DEVELOPMENT: 'false',
    TALK_STYLE: '""',
    'process.env.NODE_ENV': '"production"',
  },
});
for (const [o, m] of Object.entries(r.metafile.outputs)) {
  if (o.endsWith('.css')) continue;
  console.log('==', o, m.bytes);
  for (const [i, b] of Object.entries(m.inputs).sort((a, b) => b[1].bytesInOutput - a[1].bytesInOutput))
    if (b.bytesInOutput > 30)
      console.log(String(b.bytesInOutput).padStart(7), i.replace('node_modules/', '').slice(-60));
}
