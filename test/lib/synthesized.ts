// Synthesizes the service as the CDK CLI would, without bundling, and reads its templates back.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as v from 'valibot';
import { parseServiceContext } from '../../lib/context.ts';
import { addService, type Service } from '../../lib/service.ts';

const cdkJson = v.object({ context: v.record(v.string(), v.unknown()) });
const resources = v.record(
  v.string(),
  v.object({ Type: v.string(), Properties: v.optional(v.record(v.string(), v.unknown()), {}) }),
);

/** The example context that stands in cdk.json. */
export const example = {
  serviceName: 'Northfield Libraries',
  timeZone: 'America/Toronto',
  senderAddress: 'chat@library.northfield.example',
  askALibrarianAddress: 'ask@library.northfield.example',
  pageOrigins: ['https://library.northfield.example', 'https://catalogue.northfield.example'],
};

export const localIssuer = {
  issuer: 'http://127.0.0.1:4000/issuer',
  clientId: 'dashboard',
  jwksUri: 'http://127.0.0.1:4000/issuer/jwks',
  groupsClaim: 'groups',
};

export const emulation = {
  managementEndpoint: 'http://127.0.0.1:4566/_aws/execute-api/{api}/live',
  socket: 'ws://127.0.0.1:4566/_aws/execute-api/{api}/live',
  widgetOrigin: 'http://127.0.0.1:4001',
  dashboardOrigin: 'http://127.0.0.1:4002',
};

/** cdk.json's context as it stands in the repository, flags included. */
export const contextOfCdkJson = (): Record<string, unknown> =>
  v.parse(cdkJson, JSON.parse(readFileSync('cdk.json', 'utf8'))).context;

/** Everything that a test file's apps read and write; gone when the file is through. */
const folder = mkdtempSync(join(tmpdir(), 'carrel-template-'));
const built = join(folder, 'built');
for (const site of ['widget', 'dashboard']) {
  mkdirSync(join(built, site), { recursive: true });
  writeFileSync(join(built, site, 'index.html'), '<!doctype html><title>Page</title>');
}
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An app with cdk.json's flags, which bundles nothing. */
export const makeApp = (): App =>
  new App({
    outdir: mkdtempSync(join(folder, 'assembly-')),
    context: { ...contextOfCdkJson(), 'aws:cdk:bundling-stacks': [] },
  });

/** An app with the three stacks in it; the front ends are two folders with a page each. */
export const makeService = (carrel: unknown = example): { app: App; service: Service } => {
  const app = makeApp();
  return { app, service: addService(app, parseServiceContext(carrel), built) };
};

export type Templates = { sites: Template; chat: Template; frontEnds: Template };

export const synthesize = (carrel: unknown = example): Templates => {
  const { sites, chat, frontEnds } = makeService(carrel).service;
  return {
    sites: Template.fromStack(sites),
    chat: Template.fromStack(chat),
    frontEnds: Template.fromStack(frontEnds),
  };
};

/** The resources of a template, by logical id. */
export const resourcesOf = (template: Template) => v.parse(resources, template.toJSON()['Resources']);

/** The logical id of the only resource of a type whose id begins so. */
export const idOf = (template: Template, type: string, beginning: string): string => {
  const ids = Object.entries(resourcesOf(template))
    .filter(([id, resource]) => resource.Type === type && id.startsWith(beginning))
    .map(([id]) => id);
  if (ids.length !== 1 || ids[0] === undefined) throw new Error(`${type} ${beginning}*: ${ids.join(', ')}`);
  return ids[0];
};

/** A value of a template as text, its references written as ${Name} or ${Name.Attribute}. */
export const textOf = (value: unknown): string => {
  const found = v.safeParse(intrinsic, value);
  if (!found.success) throw new Error(`Not text: ${JSON.stringify(value)}`);
  const part = found.output;
  if (typeof part === 'string') return part;
  if ('Ref' in part) return `\${${part.Ref}}`;
  if ('Fn::GetAtt' in part) return `\${${part['Fn::GetAtt'].join('.')}}`;
  if ('Fn::ImportValue' in part) return `\${import ${textOf(part['Fn::ImportValue'])}}`;
  if ('Fn::Join' in part) return part['Fn::Join'][1].map(textOf).join(part['Fn::Join'][0]);
  return `\${${JSON.stringify(part)}}`;
};

const intrinsic = v.union([
  v.string(),
  v.object({ Ref: v.string() }),
  v.object({ 'Fn::GetAtt': v.array(v.string()) }),
  v.object({ 'Fn::ImportValue': v.unknown() }),
  v.object({ 'Fn::Join': v.tuple([v.string(), v.array(v.unknown())]) }),
  v.object({ 'Fn::Select': v.unknown() }),
]);
