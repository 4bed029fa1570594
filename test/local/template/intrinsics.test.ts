// CloudFormation's intrinsic functions, one by one, seen through the outputs of a stack.
import { readAssembly } from '../../../local/template/assembly.ts';
import { withOutputs, writeAssembly, type WrittenTemplate } from './written-assembly.ts';

async function outputOf(value: unknown, rest: WrittenTemplate = {}): Promise<string | undefined> {
  const folder = await writeAssembly({ Chat: withOutputs({ It: value }, rest) });
  return (await readAssembly(folder)).outputs['Chat']?.['It'];
}

const bucket = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'pages' } };
const conditions = {
  Yes: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] },
  No: { 'Fn::Not': [{ Condition: 'Yes' }] },
  Either: { 'Fn::Or': [{ Condition: 'No' }, { Condition: 'Yes' }] },
  Both: { 'Fn::And': [{ Condition: 'No' }, { Condition: 'Yes' }] },
};

test.each<[string, unknown, string, WrittenTemplate?]>([
  ['Ref to a resource', { Ref: 'Pages' }, 'pages', { Resources: { Pages: bucket } }],
  ['Ref to a parameter', { Ref: 'Size' }, '3', { Parameters: { Size: { Type: 'Number', Default: 3 } } }],
  ['AWS::Region', { Ref: 'AWS::Region' }, 'us-east-1'],
  ['AWS::AccountId', { Ref: 'AWS::AccountId' }, '000000000000'],
  ['AWS::Partition', { Ref: 'AWS::Partition' }, 'aws'],
  ['AWS::URLSuffix', { Ref: 'AWS::URLSuffix' }, 'amazonaws.com'],
  ['AWS::StackName', { Ref: 'AWS::StackName' }, 'Chat'],
  ['Fn::GetAtt', { 'Fn::GetAtt': ['Pages', 'Arn'] }, 'arn:aws:s3:::pages', { Resources: { Pages: bucket } }],
  [
    'Fn::GetAtt in one text',
    { 'Fn::GetAtt': 'Pages.Arn' },
    'arn:aws:s3:::pages',
    { Resources: { Pages: bucket } },
  ],
  ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }, 'b']] }, 'a-us-east-1-b'],
  ['AWS::NoValue', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::NoValue' }, 'b']] }, 'a-b'],
  ['Fn::Sub', { 'Fn::Sub': '${AWS::Region} ${!kept} $x' }, 'us-east-1 ${kept} $x'],
  [
    'Fn::Sub with variables',
    { 'Fn::Sub': ['${a}/${b}', { a: { Ref: 'AWS::Region' }, b: 'c' }] },
    'us-east-1/c',
  ],
  [
    'Fn::Sub with resources',
    { 'Fn::Sub': '${Pages} ${Pages.Arn}' },
    'pages arn:aws:s3:::pages',
    { Resources: { Pages: bucket } },
  ],
  ['Fn::Select', { 'Fn::Select': [1, ['a', 'b']] }, 'b'],
  ['Fn::Split', { 'Fn::Select': ['2', { 'Fn::Split': [':', 'a:b:c'] }] }, 'c'],
  ['Fn::If, true', { 'Fn::If': ['Yes', 'then', 'else'] }, 'then', { Conditions: conditions }],
  ['Fn::If, false', { 'Fn::If': ['No', 'then', 'else'] }, 'else', { Conditions: conditions }],
  ['Fn::If with Fn::Or', { 'Fn::If': ['Either', 'then', 'else'] }, 'then', { Conditions: conditions }],
  ['Fn::If with Fn::And', { 'Fn::If': ['Both', 'then', 'else'] }, 'else', { Conditions: conditions }],
  [
    'Fn::FindInMap',
    { 'Fn::FindInMap': ['Runtimes', { Ref: 'AWS::Region' }, 'node'] },
    'nodejs24.x',
    { Mappings: { Runtimes: { 'us-east-1': { node: 'nodejs24.x' } } } },
  ],
])('%s', async (_name, value, expected, rest = {}) => {
  expect(await outputOf(value, rest)).toBe(expected);
});

test('Fn::If leaves the branch alone that it does not take', async () => {
  const value = { 'Fn::If': ['Yes', 'then', { 'Fn::Cidr': [] }] };
  expect(await outputOf(value, { Conditions: conditions })).toBe('then');
});

test('Fn::ImportValue reads what another stack exports, through as many as it takes', async () => {
  const folder = await writeAssembly({
    Sites: {
      Resources: { Pages: bucket },
      Outputs: { A: { Value: { Ref: 'Pages' }, Export: { Name: 'Sites:Pages' } } },
    },
    Chat: {
      Outputs: {
        B: {
          Value: { 'Fn::ImportValue': 'Sites:Pages' },
          Export: { Name: { 'Fn::Sub': '${AWS::StackName}:Pages' } },
        },
      },
    },
    FrontEnds: withOutputs({ C: { 'Fn::ImportValue': 'Chat:Pages' } }),
  });
  expect((await readAssembly(folder)).outputs['FrontEnds']).toEqual({ C: 'pages' });
});

test('the region and the account can be chosen', async () => {
  const folder = await writeAssembly({
    Chat: withOutputs({ It: { 'Fn::Sub': '${AWS::Region}/${AWS::AccountId}' } }),
  });
  const model = await readAssembly(folder, { region: 'ca-central-1', accountId: '111111111111' });
  expect(model.outputs).toEqual({ Chat: { It: 'ca-central-1/111111111111' } });
});

test.each<[unknown, string]>([
  [{ Ref: 'Nothing' }, 'The template of the stack Chat has no resource or parameter named Nothing.'],
  [{ Ref: 'AWS::Weather' }, 'The template of the stack Chat refers to AWS::Weather, which is unknown.'],
  [{ 'Fn::Cidr': [] }, "The template of the stack Chat uses Fn::Cidr, which the local runner doesn't know."],
  [{ 'Fn::ImportValue': 'Nobody' }, 'The template of the stack Chat imports Nobody, which no stack exports.'],
  [{ 'Fn::If': ['Maybe', 1, 2] }, 'The template of the stack Chat has no condition named Maybe.'],
  [
    { 'Fn::GetAtt': ['Pages', 'WebsiteURL'] },
    "The template of the stack Chat reads Pages.WebsiteURL, an attribute that the local runner can't give.",
  ],
  [{ 'Fn::FindInMap': ['A', 'b', 'c'] }, 'The template of the stack Chat finds no b.c in the mapping A.'],
  [{ Ref: 'Size' }, 'The template of the stack Chat has a parameter without a default, Size.'],
])('%j stops with one sentence', async (value, sentence) => {
  const rest = { Resources: { Pages: bucket }, Parameters: { Size: { Type: 'Number' } } };
  await expect(outputOf(value, rest)).rejects.toMatchObject({ name: 'StartError', message: sentence });
});
