// Reads what the acceptance suite needs of a real deployment: CDK's outputs, and people to sign in.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { StartError } from '../../local/start-error.ts';

const chatOutputs = v.object({
  SocketAddress: v.pipe(v.string(), v.regex(/^wss?:\/\//)),
  SignInIssuer: v.string(),
  SignInClientId: v.string(),
  UserPoolId: v.optional(v.string()),
});
const frontEndsOutputs = v.object({ DashboardAddress: v.string(), AvailabilityAddress: v.string() });
const stacks = v.record(v.string(), v.record(v.string(), v.string()));

const role = v.picklist(['operator', 'coordinator', 'administrator', 'none']);
const withTokens = v.object({ accessToken: v.string(), idToken: v.optional(v.string()), role });
const withPassword = v.object({ username: v.string(), password: v.string(), role });
const people = v.array(v.union([withTokens, withPassword]));
type People = v.InferOutput<typeof people>;

export type LiveTarget = {
  socket: string;
  availability: string;
  signIn: { issuer: string; clientId: string; redirectUri: string; scope: string };
  people: People;
};

const USAGE = 'npm run test:live -- --outputs FILE --people FILE';
const PEOPLE_FORM =
  '[{"role": "operator", "accessToken": "…", "idToken": "…"}, …]: two operators and a coordinator, none of whom anybody needs for work';

/** @throws StartError with a sentence about what is missing. */
export function readLiveTarget(flags: readonly string[], environment: NodeJS.ProcessEnv): LiveTarget {
  const { outputs, people: peopleFlag } = parseFlags(flags);
  if (!outputs) {
    throw new StartError(
      `Which deployment? ${USAGE}, where the first is what "npx cdk deploy --all --outputs-file FILE" wrote.`,
    );
  }
  const found = readOutputs(outputs);
  const peopleFile = peopleFlag ?? environment['CARREL_PEOPLE'];
  if (!peopleFile) throw new StartError(whoSentence(found.chat));
  return {
    socket: found.chat.SocketAddress,
    availability: found.frontEnds.AvailabilityAddress,
    signIn: {
      issuer: found.chat.SignInIssuer,
      clientId: found.chat.SignInClientId,
      redirectUri: found.frontEnds.DashboardAddress,
      scope: 'openid profile email',
    },
    people: readPeople(peopleFile, found.chat),
  };
}

function parseFlags(flags: readonly string[]): { outputs?: string | undefined; people?: string | undefined } {
  try {
    const options = { outputs: { type: 'string' }, people: { type: 'string' } } as const;
    return parseArgs({ args: [...flags], options }).values;
  } catch {
    throw new StartError(`Use it so: ${USAGE}.`);
  }
}

type ChatOutputs = v.InferOutput<typeof chatOutputs>;
type FrontEndsOutputs = v.InferOutput<typeof frontEndsOutputs>;

function readOutputs(file: string): { chat: ChatOutputs; frontEnds: FrontEndsOutputs } {
  const all = v.safeParse(stacks, readJson(file));
  // Stacks may have any prefix: they are known by what they put out.
  const found = all.success ? Object.values(all.output) : [];
  const chat = found.map((stack) => v.safeParse(chatOutputs, stack)).find(({ success }) => success);
  const frontEnds = found.map((stack) => v.safeParse(frontEndsOutputs, stack)).find(({ success }) => success);
  if (!chat?.success || !frontEnds?.success) {
    throw new StartError(
      `${file} lacks the outputs of the chat's and the front ends' stacks: deploy with "npx cdk deploy --all --outputs-file ${file}".`,
    );
  }
  return { chat: chat.output, frontEnds: frontEnds.output };
}

function readPeople(file: string, chat: ChatOutputs): People {
  const parsed = v.safeParse(people, readJson(file));
  if (!parsed.success) throw new StartError(`${file} is not such a list: ${PEOPLE_FORM}.`);
  const count = (wanted: string): number => parsed.output.filter((person) => person.role === wanted).length;
  if (count('operator') < 2 || count('coordinator') + count('administrator') < 1) {
    throw new StartError(`${file} needs two operators, and a coordinator or an administrator.`);
  }
  // Cognito's sign-in pages are a program, which no test can fill in as it would a form.
  if (chat.UserPoolId && parsed.output.some((person) => 'password' in person)) {
    throw new StartError(`${file} must give tokens, not passwords, for Cognito. ${tokensSentence(chat)}`);
  }
  return parsed.output;
}

const whoSentence = (chat: ChatOutputs): string =>
  `Who signs in? Name a file with --people or CARREL_PEOPLE: ${PEOPLE_FORM}. ${tokensSentence(chat)}`;

const tokensSentence = ({ UserPoolId, SignInClientId, SignInIssuer }: ChatOutputs): string =>
  UserPoolId
    ? `Tokens (for an hour) come from: aws cognito-idp admin-initiate-auth --user-pool-id ${UserPoolId} --client-id ${SignInClientId} --auth-flow ADMIN_USER_PASSWORD_AUTH --auth-parameters USERNAME=…,PASSWORD=… --query 'AuthenticationResult.{accessToken:AccessToken,idToken:IdToken}'`
    : `If ${SignInIssuer} signs people in with a plain form, "username" and "password" do as well as tokens.`;

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new StartError(`${file} can't be read as JSON.`, { cause });
  }
}
