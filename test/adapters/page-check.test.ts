// The page check asks public addresses only, follows few redirections, and tells nothing but yes, no or unknown.
import type { LookupAddress } from 'node:dns';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { PageCheck } from '../../lambdas/adapters/page-check.ts';

const EMBEDDER = 'http://chat.library.example';
let server: Server;
let origin: string;
let asked: string[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server does not listen.');
  origin = `http://127.0.0.1:${address.port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  asked = [];
  answer = (_, response) => response.end('words of the page');
});

const loopback = (): LookupAddress[] => [{ address: '127.0.0.1', family: 4 }];
const check = (allowedHosts: string[] = ['127.0.0.1'], found: () => LookupAddress[] = loopback) =>
  new PageCheck({ embedder: EMBEDDER, allowedHosts, resolve: async () => found() });
const withHeaders = (headers: Record<string, string | string[]>) => {
  answer = (_, response) => response.writeHead(200, headers).end();
};
const redirect = (location: (at: string) => string) => {
  answer = ({ url = '' }, response) => response.writeHead(302, { location: location(url) }).end();
};

describe('what a page says', () => {
  test('G3 says nothing of frames: yes', async () => {
    expect(await check().framingOf(`${origin}/a?q=1#part`)).toBe('yes');
    expect(asked).toEqual(['GET /a?q=1']);
  });

  test('G3 refuses frames: no', async () => {
    withHeaders({ 'x-frame-options': 'SAMEORIGIN' });
    expect(await check().framingOf(origin)).toBe('no');
    withHeaders({ 'content-security-policy': ['frame-ancestors *', "frame-ancestors 'none'"] });
    expect(await check().framingOf(origin)).toBe('no');
    withHeaders({ 'content-security-policy': `frame-ancestors ${EMBEDDER}` });
    expect(await check().framingOf(origin)).toBe('yes');
  });

  test('G3 is without encryption where the widget has it: no, and it is not asked', async () => {
    const secure = new PageCheck({ embedder: 'https://chat.library.example', allowedHosts: ['127.0.0.1'] });
    expect(await secure.framingOf(origin)).toBe('no');
    expect(asked).toEqual([]);
  });

  test('G3 is the widget’s own, or leads there: no', async () => {
    expect(await check().framingOf(`${EMBEDDER}/panel.html`)).toBe('no');
    redirect(() => `${EMBEDDER}/panel.html`);
    expect(await check().framingOf(origin)).toBe('no');
  });

  test('G3 a body without end is not read', async () => {
    answer = (_, response) => {
      response.writeHead(200);
      response.write('x'.repeat(1_000));
    };
    expect(await check().framingOf(origin)).toBe('yes');
  });
});

describe('redirections', () => {
  test('G3 are followed, five at most', async () => {
    redirect((at) => `${at}x`);
    expect(await check().framingOf(`${origin}/`)).toBe('unknown');
    expect(asked).toHaveLength(6);
  });

  test('G3 the last page counts', async () => {
    answer = ({ url }, response) =>
      url === '/last'
        ? response.writeHead(200, { 'x-frame-options': 'deny' }).end()
        : response.writeHead(301, { location: '/last' }).end();
    expect(await check().framingOf(`${origin}/first`)).toBe('no');
  });

  test.each(['http://10.0.0.1/', 'http://[::1]/', 'http://169.254.169.254/latest', 'file:///etc/passwd'])(
    'G3 to %s are not followed',
    async (location) => {
      redirect(() => location);
      expect(await check().framingOf(origin)).toBe('unknown');
      expect(asked).toHaveLength(1);
    },
  );
});

describe('addresses that are not public', () => {
  test.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://10.1.2.3/',
    'http://100.64.0.1/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://0.0.0.0/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[fd00:ec2::254]/',
    'http://[fe80::1]/',
    'http://[2002:7f00:1::]/',
    'http://user:secret@library.example/',
    'http://library.example:8080/',
    'http://library.example:22/',
    'ftp://library.example/',
    'no address',
  ])('G3 %s is not asked', async (address) => {
    expect(await check([]).framingOf(address)).toBe('unknown');
    expect(asked).toEqual([]);
  });

  test('G3 a name that means this machine, also besides a public one, is not asked', async () => {
    const besides = (): LookupAddress[] => [{ address: '93.184.215.14', family: 4 }, ...loopback()];
    const own = new URL(origin);
    for (const found of [loopback, besides, () => []]) {
      expect(await check([], found).framingOf('http://library.example/')).toBe('unknown');
    }
    expect(own.port).not.toBe('');
    expect(asked).toEqual([]);
  });

  test('a name that the local runner allows is asked where it leads', async () => {
    const { port } = new URL(origin);
    expect(await check(['library.example']).framingOf(`http://library.example:${port}/`)).toBe('yes');
    expect(asked).toEqual(['GET /']);
  });

  test('G3 nobody there, or no answer in time: unknown', async () => {
    answer = () => {};
    const begun = Date.now();
    expect(await check().framingOf(origin)).toBe('unknown');
    expect(Date.now() - begun).toBeLessThan(4_500);
    expect(await check().framingOf('http://127.0.0.1:1/')).toBe('unknown');
  });
});
