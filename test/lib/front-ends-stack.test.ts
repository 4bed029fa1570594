// What is put into the sites: the built files, how long browsers keep them, and each one's config.json.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { parseServiceContext } from '../../lib/context.ts';
import { addService } from '../../lib/service.ts';
import {
  emulation,
  example,
  localIssuer,
  makeApp,
  makeService,
  resourcesOf,
  synthesize,
} from './synthesized.ts';

const deployment = v.object({
  SourceObjectKeys: v.array(v.string()),
  Exclude: v.array(v.string()),
  Include: v.optional(v.array(v.string())),
  Prune: v.boolean(),
  SystemMetadata: v.object({ 'cache-control': v.string(), 'content-type': v.optional(v.string()) }),
});
const { frontEnds } = synthesize();
const deploymentOf = (id: string) => {
  const found = Object.entries(resourcesOf(frontEnds)).find(
    ([name, { Type }]) => Type === 'Custom::CDKBucketDeployment' && name.startsWith(id),
  );
  return v.parse(deployment, found?.[1].Properties);
};

describe.each(['Widget', 'Dashboard'])('the files of %s', (site) => {
  test('are kept for a year if their names change with their content, else for a minute', () => {
    const lasting = deploymentOf(`${site}Lasting`);
    const current = deploymentOf(`${site}Current`);
    expect(lasting.SystemMetadata['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(current.SystemMetadata['cache-control']).toBe('public, max-age=60');
    expect(lasting.Exclude).toEqual(['*']);
    expect(lasting.Include).toEqual(current.Exclude?.slice(0, 1));
  });

  test('that are pictures are kept for a year too, with their type', () => {
    const pictures = deploymentOf(`${site}Pictures`);
    expect(pictures.SystemMetadata).toEqual({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'image/webp',
    });
    expect(pictures.Exclude).toEqual(['*']);
    expect(pictures.Include).toEqual(deploymentOf(`${site}Current`).Exclude?.slice(1));
  });

  test('of the version before stay for the pages that are open', () => {
    expect([deploymentOf(`${site}Lasting`).Prune, deploymentOf(`${site}Current`).Prune]).toEqual([
      false,
      false,
    ]);
  });

  test('include config.json', () => {
    expect(deploymentOf(`${site}Current`).SourceObjectKeys).toHaveLength(2);
  });
});

test('the pattern of lasting names takes what esbuild hashes, and nothing else', () => {
  const [glob = ''] = deploymentOf('WidgetLasting').Include ?? [];
  const pattern = new RegExp(`^${glob.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
  expect('panel-3F2ABC7Z.js').toMatch(pattern);
  expect('chunks/settings-QWERTY23.css').toMatch(pattern);
  for (const name of ['loader.js', 'panel.html', 'config.json', 'high-contrast.css']) {
    expect(name).not.toMatch(pattern);
  }
});

test('an emulation is told its addresses and its issuer, and no other', () => {
  const local = synthesize({ ...example, signIn: localIssuer, emulation }).frontEnds;
  local.hasOutput('DashboardAddress', { Value: `${emulation.dashboardOrigin}/` });
  local.hasOutput('EmbedSnippet', {
    Value: `<script async src="${emulation.widgetOrigin}/loader.js" data-widget="reference"></script>`,
  });
});

test('front ends that are not built are asked for in one sentence', () => {
  expect(() => addService(makeApp(), parseServiceContext(example), join(tmpdir(), 'nowhere'))).toThrow(
    /^There is no front end in .+widget yet: run "npx tsx frontend\/build\.ts" first\.$/,
  );
});

test('no stack holds a secret', () => {
  const templates = synthesize();
  const { service } = makeService({ ...example, stackPrefix: 'Other' });
  expect(service.chat.stackName).toBe('Other-Chat');
  for (const template of Object.values(templates)) {
    const text = JSON.stringify(template.toJSON());
    expect(text).not.toMatch(/client_?secret|secretsmanager|BEGIN [A-Z ]*PRIVATE KEY|AKIA[A-Z0-9]{16}/i);
    expect(text).not.toMatch(/"GenerateSecret":true/);
  }
});
