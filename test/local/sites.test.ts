// Static hosting: what deployments leave in a bucket, and what a distribution makes of it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { serveDemoSite } from '../../local/demo-site/demo-site.ts';
import { type Bucket, fillBucket } from '../../local/sites/bucket.ts';
import { Distribution } from '../../local/sites/distribution.ts';
import { serveStorage } from '../../local/sites/storage.ts';
import type { WebServer } from '../../local/sites/web-server.ts';
import type {
  BehaviourModel,
  DeploymentModel,
  DistributionModel,
  ResponseHeadersModel,
} from '../../local/template/model.ts';

const folder = mkdtempSync(join(tmpdir(), 'carrel-sites-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function source(name: string, files: Record<string, string>, markers: Record<string, string> = {}) {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return { folder: join(folder, name), markers };
}

function deployment(parts: Partial<DeploymentModel>): DeploymentModel {
  return {
    stack: 'FrontEnds',
    logicalId: 'Files',
    bucket: 'files',
    prefix: '',
    prune: false,
    sources: [],
    exclude: [],
    include: [],
    headers: {},
    ...parts,
  };
}

describe('a bucket', () => {
  const built = source('built', { 'index.html': '<p>', 'assets/main-ABCD1234.js': 'js', 'main.js': 'js' });
  const HASHED = `*-${'[A-Z0-9]'.repeat(8)}.*`;

  it('takes and leaves files as the filters say, slashes included, each with its deployment’s headers', () => {
    const bucket = fillBucket([
      deployment({
        sources: [built],
        exclude: ['*'],
        include: [HASHED],
        headers: { 'cache-control': 'year' },
      }),
      deployment({ sources: [built], exclude: [HASHED], headers: { 'cache-control': 'minute' } }),
    ]);

    const kept = [...bucket].map(([key, { headers }]) => [key, headers['cache-control']]);
    expect(kept.sort()).toEqual([
      ['assets/main-ABCD1234.js', 'year'],
      ['index.html', 'minute'],
      ['main.js', 'minute'],
    ]);
    expect(bucket.get('index.html')?.headers['content-type']).toBe('text/html; charset=utf-8');
  });

  it('replaces the markers of a source in its text files', () => {
    const config = source('config', { 'config.json': '{"socket":"<<m:1>>"}' }, { '<<m:1>>': 'wss://here' });

    const bucket = fillBucket([deployment({ sources: [config], prefix: 'site/' })]);

    expect(bucket.get('site/config.json')?.content.toString()).toBe('{"socket":"wss://here"}');
  });

  it('loses what a pruning deployment lacks, but not what its filters leave out', () => {
    const before = source('before', { 'old.js': '', 'keep.txt': '' });

    const bucket = fillBucket([
      deployment({ sources: [before] }),
      deployment({ sources: [built], prune: true, exclude: ['*.txt'] }),
    ]);

    expect(bucket.has('old.js')).toBe(false);
    expect(bucket.has('keep.txt')).toBe(true);
  });
});

describe('a distribution', () => {
  const HEADERS: ResponseHeadersModel = {
    headers: [
      { name: 'Content-Security-Policy', value: "default-src 'none'", override: true },
      { name: 'Cache-Control', value: 'no-store', override: false },
    ],
    remove: ['X-Extra'],
  };
  const behaviour = (pathPattern: string, responseHeaders?: ResponseHeadersModel): BehaviourModel => ({
    pathPattern,
    originId: 'files',
    viewerProtocol: 'redirect-to-https',
    ...(responseHeaders === undefined ? {} : { responseHeaders }),
  });
  const site = (parts: Partial<DistributionModel> = {}) => {
    const files = source('site', { 'index.html': 'home', 'loader.js': 'load', 'missing.html': 'lost' });
    const bucket = fillBucket([
      deployment({ sources: [files], headers: { 'cache-control': 'public', 'x-extra': 'yes' } }),
    ]);
    const model: DistributionModel = {
      stack: 'Sites',
      logicalId: 'WidgetDistribution',
      id: 'E1',
      domainName: 'd1.cloudfront.net',
      origins: [{ id: 'files', bucket: 'files', path: '', customHeaders: {} }],
      behaviours: [behaviour('*', HEADERS)],
      errorResponses: [],
      ...parts,
    };
    const distribution = new Distribution(model, new Map([['files', bucket]]));
    return (path: string, headers: Record<string, string> = {}, method = 'GET') =>
      distribution.answer({ method, path, query: '', headers });
  };

  it('adds, keeps and removes headers as the policy says', () => {
    const { status, headers, body } = site()('/loader.js');

    expect([status, body.toString()]).toEqual([200, 'load']);
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none'",
      'cache-control': 'public',
    });
    expect(headers).not.toHaveProperty('x-extra');
  });

  it('has a home only where the distribution names one', () => {
    expect(site()('/').status).toBe(404);
    expect(site({ defaultRootObject: 'index.html' })('/').body.toString()).toBe('home');
  });

  it('takes the first behaviour whose pattern fits', () => {
    const answer = site({ behaviours: [behaviour('loader.js'), behaviour('*', HEADERS)] });

    expect(answer('/loader.js').headers).not.toHaveProperty('content-security-policy');
    expect(answer('/index.html').headers).toHaveProperty('content-security-policy');
  });

  it('shows the error page for what is not there', () => {
    const errorResponses = [{ errorCode: 403, responseCode: 404, responsePagePath: '/missing.html' }];
    const { status, body } = site({ errorResponses })('/nowhere');

    expect([status, body.toString()]).toEqual([404, 'lost']);
  });

  it('says 304 for what the browser has already', () => {
    const answer = site();
    const { headers } = answer('/loader.js');

    const again = answer('/loader.js', { 'if-none-match': headers.etag ?? '' });

    expect([again.status, again.body.length]).toEqual([304, 0]);
  });

  it('gives nothing outside the bucket, and changes nothing', () => {
    expect(site()('/../../etc/passwd').status).toBe(404);
    expect(site()('/%2e%2e/%2e%2e/etc/passwd').status).toBe(404);
    expect(site()('/loader.js', {}, 'DELETE').status).toBe(405);
  });

  it('answers other origins where the policy allows them', () => {
    const cors = {
      allowOrigins: ['https://library.example'],
      allowMethods: ['GET'],
      allowHeaders: [],
      exposeHeaders: [],
      allowCredentials: false,
      override: true,
    };
    const answer = site({ behaviours: [behaviour('*', { ...HEADERS, cors })] });

    const allowed = answer('/loader.js', { origin: 'https://library.example' });
    const other = answer('/loader.js', { origin: 'https://other.example' });

    expect(allowed.headers['access-control-allow-origin']).toBe('https://library.example');
    expect(other.headers).not.toHaveProperty('access-control-allow-origin');
  });
});

describe('the demo library', () => {
  const WIDGET = 'http://127.0.0.1:9';
  let demo: WebServer;
  beforeAll(async () => {
    demo = await serveDemoSite(0, WIDGET);
  });
  afterAll(async () => demo.stop());

  it.each(['/', '/catalogue', '/catalogue?q=heat', '/catalogue/the-quiet-carrel', '/nowhere'])(
    'holds the real embed snippet on %s, and no script of its own',
    async (path) => {
      const html = await (await fetch(demo.origin + path)).text();

      expect(html.match(/<script[^]*?<\/script>/g)).toEqual([
        `<script async src="${WIDGET}/loader.js" data-widget="reference"></script>`,
      ]);
      expect(html).not.toMatch(/\sstyle="|\son\w+="/);
    },
  );

  it('allows the widget its script and its frame, and nobody else anything', async () => {
    const { headers } = await fetch(demo.origin);

    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`script-src 'self' ${WIDGET};`);
    expect(policy).toContain(`frame-src ${WIDGET};`);
    expect(policy).not.toContain('unsafe');
  });

  it('has no dead links', async () => {
    const html = await (await fetch(`${demo.origin}/`)).text();
    const catalogue = await (await fetch(`${demo.origin}/catalogue`)).text();
    const links = [...(html + catalogue).matchAll(/(?:href|src)="(\/[^"#]*)/g)].map(([, path = '']) => path);

    const answers = await Promise.all([...new Set(links)].map((path) => fetch(demo.origin + path)));

    expect(links.length).toBeGreaterThan(20);
    expect(answers.filter(({ ok }) => !ok).map(({ url }) => url)).toEqual([]);
  });

  it('shows what was searched for as text, whatever it is', async () => {
    const html = await (
      await fetch(`${demo.origin}/catalogue?q=${encodeURIComponent('"><img src=x>')}`)
    ).text();

    expect(html).not.toContain('<img src=x>');
    expect(html).toContain('0 titles for “&quot;&gt;&lt;img src=x&gt;”');
  });
});

describe('the storage', () => {
  const bucket: Bucket = new Map();
  let storage: WebServer;
  beforeAll(async () => {
    storage = await serveStorage(new Map([['live', bucket]]), 0);
  });
  afterAll(() => storage.stop());
  const at = (path: string, init: RequestInit = {}): Promise<Response> => fetch(storage.origin + path, init);
  const put = (path: string, body: string, headers: Record<string, string> = {}): Promise<Response> =>
    at(path, { method: 'PUT', body, headers });

  it('gives back what was put, with the headers that came with it', async () => {
    const headers = { 'content-type': 'application/json', 'cache-control': 'max-age=2' };
    const stored = await put('/live/a%20folder/file.json?x-id=PutObject', '{"é":1}', headers);
    const found = await at('/live/a%20folder/file.json');

    expect([...bucket.keys()]).toEqual(['a folder/file.json']);
    expect(await found.text()).toBe('{"é":1}');
    expect(Object.fromEntries(found.headers)).toMatchObject({
      ...headers,
      etag: stored.headers.get('etag'),
    });
    const head = await at('/live/a%20folder/file.json', { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '8', '']);
  });

  it('is what a distribution serves from then on, and not once more while it stays the same', async () => {
    const distribution = new Distribution(
      {
        stack: 'Sites',
        logicalId: 'Widget',
        id: 'E1',
        domainName: 'd1.cloudfront.net',
        origins: [{ id: 'live', bucket: 'live', path: '', customHeaders: {} }],
        behaviours: [{ pathPattern: 'file.json', originId: 'live', viewerProtocol: 'redirect-to-https' }],
        errorResponses: [{ errorCode: 403 }, { errorCode: 404 }],
      },
      new Map([['live', bucket]]),
    );
    const asks = (headers: Record<string, string> = {}) =>
      distribution.answer({ method: 'GET', path: '/file.json', query: '', headers });

    expect(asks().status).toBe(404);
    await put('/live/file.json', 'one');
    const { body, headers } = asks();
    expect([body.toString(), headers['age']]).toEqual(['one', '0']);
    expect(asks({ 'if-none-match': headers['etag'] ?? '' }).status).toBe(304);
    await put('/live/file.json', 'two');
    expect(asks({ 'if-none-match': headers['etag'] ?? '' }).body.toString()).toBe('two');
  });

  it.each([
    ['a bucket that the stacks don’t have', '/other/file.json', 'PUT', 404, 'NoSuchBucket'],
    ['an object that is not there', '/live/none', 'GET', 404, 'NoSuchKey'],
    ['a listing', '/live/', 'GET', 501, 'NotImplemented'],
    ['a deletion', '/live/file.json', 'DELETE', 501, 'NotImplemented'],
  ])('refuses %s as S3 would', async (_, path, method, status, code) => {
    const answer = await at(path, { method });
    expect([answer.status, await answer.text()]).toEqual([
      status,
      expect.stringContaining(`<Code>${code}</Code>`),
    ]);
  });
});
