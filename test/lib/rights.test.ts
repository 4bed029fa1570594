// Least privilege: every policy of the functions, read from the template.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { DEPARTMENT_INDEX } from '../../lambdas/store/table.ts';
import { example, idOf, resourcesOf, synthesize, textOf } from './synthesized.ts';

const list = <T extends v.GenericSchema>(item: T) =>
  v.pipe(
    v.union([v.array(item), item]),
    v.transform((found) => (Array.isArray(found) ? found : [found])),
  );
const statement = v.object({
  Effect: v.literal('Allow'),
  Action: list(v.string()),
  Condition: v.optional(v.unknown()),
  Resource: v.pipe(
    v.unknown(),
    v.transform((found) => (Array.isArray(found) ? found : [found]).map(textOf)),
  ),
});
const policy = v.object({
  PolicyDocument: v.object({ Statement: v.array(statement) }),
  Roles: v.array(v.object({ Ref: v.string() })),
});

const { chat } = synthesize();
const table = idOf(chat, 'AWS::DynamoDB::Table', 'Chats');
const api = idOf(chat, 'AWS::ApiGatewayV2::Api', 'Socket');
const policies = Object.values(resourcesOf(chat))
  .filter(({ Type }) => Type === 'AWS::IAM::Policy')
  .map(({ Properties }) => v.parse(policy, Properties));

/** What the function's role may do, as a list of action and resource. */
const rightsOf = (name: string): ReadonlyArray<readonly [action: string, resource: string]> => {
  const role = idOf(chat, 'AWS::IAM::Role', `${name}Role`);
  return policies
    .filter(({ Roles }) => Roles.some(({ Ref }) => Ref === role))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .flatMap(({ Action, Resource }) =>
      Action.flatMap((action) => Resource.map((at) => [action, at] as const)),
    );
};

const ownLog = (name: string) => {
  const log = `\${${idOf(chat, 'AWS::Logs::LogGroup', `${name}Log`)}.Arn}`;
  return [
    ['logs:CreateLogStream', log],
    ['logs:PutLogEvents', log],
  ];
};
const arn = `\${${table}.Arn}`;
const connections = `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${${api}}/live/POST/@connections/*`;
const tableRights: readonly (readonly [string, unknown])[] = [
  ...['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'].map(
    (action) => [`dynamodb:${action}`, arn] as const,
  ),
  ['dynamodb:Query', `${arn}/index/${DEPARTMENT_INDEX.name}`],
];
const socketRights: typeof tableRights = [
  ['execute-api:ManageConnections', connections],
  [
    's3:PutObject',
    expect.stringMatching(/^\$\{import Carrel-Sites:\w+AvailabilityFile\w+Arn\w+\}\/availability\.json$/),
  ],
];
const mailRights: typeof tableRights = [
  ['ses:SendRawEmail', 'arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/*'],
];
describe('the rights of', () => {
  test('Connect end at its own log', () => {
    expect(rightsOf('Connect')).toEqual(ownLog('Connect'));
  });

  test.each([
    [
      'Disconnect',
      'the table, its index, its own connections and one file',
      [...tableRights, ...socketRights],
    ],
    ['Frame', 'those, and mail from one address', [...tableRights, ...socketRights, ...mailRights]],
    ['Scheduled', 'the same', [...tableRights, ...socketRights, ...mailRights]],
  ])('%s are %s', (name, _what, rights) => {
    expect(new Set(rightsOf(name))).toEqual(new Set([...ownLog(name), ...rights]));
  });

  test('mail are bound to the sender’s address', () => {
    const mailing = policies
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
      .filter(({ Action }) => Action.some((action) => action.startsWith('ses:')));
    expect(mailing).toHaveLength(2);
    for (const { Condition } of mailing) {
      expect(Condition).toEqual({ StringEquals: { 'ses:FromAddress': example.senderAddress } });
    }
  });

  test('every policy name a resource and never a family of actions', () => {
    const statements = policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
    expect(statements.length).toBeGreaterThan(0);
    for (const { Action, Resource } of statements) {
      for (const action of Action) expect(action).not.toMatch(/\*|:Scan$/);
      for (const resource of Resource) expect(resource).not.toBe('*');
    }
  });

  test('the functions come from these policies alone', () => {
    for (const [id, { Type, Properties }] of Object.entries(resourcesOf(chat))) {
      if (Type !== 'AWS::IAM::Role' || id.startsWith('SocketLoggingRole')) continue;
      expect(Properties).not.toHaveProperty('ManagedPolicyArns');
      expect(Properties).not.toHaveProperty('Policies');
    }
  });

  test('each function belong to a role of its own', () => {
    const roles = Object.values(resourcesOf(chat))
      .filter(({ Type }) => Type === 'AWS::Lambda::Function')
      .map(({ Properties }) => JSON.stringify(Properties['Role']));
    expect(roles).toHaveLength(4);
    expect(new Set(roles).size).toBe(4);
  });

  test('are those that the code has a use for', () => {
    const used = readdirSync('lambdas', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => readFileSync(join('lambdas', file), 'utf8').match(/\b[A-Z]\w+Command\b/g) ?? []);
    // The parts of a transaction are granted by the names of their kinds.
    const actions = used.flatMap((command) =>
      command === 'TransactWriteItemsCommand'
        ? ['PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem']
        : [command === 'PostToConnectionCommand' ? 'ManageConnections' : command.replace('Command', '')],
    );
    const granted = [...tableRights, ...socketRights, ...mailRights].map(([action]) =>
      action.replace(/^.*:/, ''),
    );
    expect(new Set(granted)).toEqual(new Set(actions));
  });
});
