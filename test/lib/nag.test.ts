// AWS's own rules for solutions (cdk-nag): all met, or broken for a reason that stands here.
import { AwsSolutionsChecks } from 'cdk-nag';
import { makeService } from './synthesized.ts';

type Acknowledgement = { rule: RegExp; where: RegExp; reason: string };

const ACKNOWLEDGED: readonly Acknowledgement[] = [
  {
    rule: /^AwsSolutions-IAM5\[Resource::arn:.*\/live\/POST\/@connections\/\*\]$/,
    where: /^Carrel-Chat\/(Disconnect|Frame|Scheduled)\/Role\/DefaultPolicy\//,
    reason: 'Connections come and go: whoever pushes must reach each of this one stage.',
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::arn:.*:ses:.*:identity\/\*\]$/,
    where: /^Carrel-Chat\/(Frame|Scheduled)\/Role\/DefaultPolicy\//,
    reason: 'Which identity is verified is the library’s affair; the condition binds it to the one sender.',
  },
  {
    rule: /^AwsSolutions-APIG4$/,
    where: /^Carrel-Chat\/Socket\/Api\//,
    reason: 'Sign-in is inside the protocol, in the first frame, so that no token is ever in an address.',
  },
  {
    rule: /^AwsSolutions-IAM4\[Policy::.*\/AmazonAPIGatewayPushToCloudWatchLogs\]$/,
    where: /^Carrel-Chat\/Socket\/LoggingRole\//,
    reason:
      "The account's one logging role serves all its APIs, which is what AWS's policy for it is made for.",
  },
  {
    rule: /^AwsSolutions-COG2$/,
    where: /^Carrel-Chat\/SignIn\/People\//,
    reason: 'Staff may have no telephone at the desk: a second factor is theirs to switch on.',
  },
  {
    rule: /^AwsSolutions-COG[38]$/,
    where: /^Carrel-Chat\/SignIn\/People\//,
    reason: 'Threat protection is in a plan that is billed for each person; a library may choose it.',
  },
  {
    rule: /^AwsSolutions-CFR1$/,
    where: /^Carrel-Sites\/(Widget|Dashboard)\/Distribution\//,
    reason: "A library's patrons ask from anywhere in the world.",
  },
  {
    rule: /^AwsSolutions-CFR2$/,
    where: /^Carrel-Sites\/(Widget|Dashboard)\/Distribution\//,
    reason: 'Static files out of a private bucket: a firewall would have nothing to guard.',
  },
  {
    rule: /^AwsSolutions-CFR3$/,
    where: /^Carrel-Sites\/(Widget|Dashboard)\/Distribution\//,
    reason: "CloudFront's logs hold patrons' addresses, which Carrel logs nowhere; the buckets' own do not.",
  },
  {
    rule: /^AwsSolutions-CFR4$/,
    where: /^Carrel-Sites\/(Widget|Dashboard)\/Distribution\//,
    reason: 'TLS 1.2 is the least with a custom domain; the default certificate leaves no choice.',
  },
  {
    rule: /^AwsSolutions-S1$/,
    where: /^Carrel-Sites\/Availability\/File\//,
    reason: 'One public file that CloudFront asks for every two seconds: a log of that says nothing.',
  },
  {
    rule: /^AwsSolutions-(IAM4|IAM5)\[/,
    where: /^Carrel-FrontEnds\/Custom::CDKBucketDeployment\w+\/ServiceRole\//,
    reason: "CDK's own deployment function reads the assets and writes all files of the two sites.",
  },
];

const { app } = makeService();
app.synth();
const broken = new AwsSolutionsChecks()
  .validateScope(app)
  .violations.flatMap(({ ruleName, violatingResources }) =>
    violatingResources.map(({ constructPath = '' }) => ({ rule: ruleName, where: constructPath })),
  );
const acknowledges = ({ rule, where }: Acknowledgement, found: (typeof broken)[number]): boolean =>
  rule.test(found.rule) && where.test(found.where);

test('the rules are applied to all three stacks', () => {
  const stacks = new Set(broken.map(({ where }) => where.split('/')[0]));
  expect(stacks).toEqual(new Set(['Carrel-Chat', 'Carrel-FrontEnds', 'Carrel-Sites']));
});

test('no rule is broken without a reason', () => {
  expect(broken.filter((found) => !ACKNOWLEDGED.some((entry) => acknowledges(entry, found)))).toEqual([]);
});

test.each(ACKNOWLEDGED)('$rule is still broken: $reason', (entry) => {
  expect(broken.filter((found) => acknowledges(entry, found))).not.toEqual([]);
});
