// The functions' environment, as the stack sets it, checked once when a container starts.
import * as v from 'valibot';

const mailEnvironment = v.object({
  TABLE_NAME: v.string(),
  SERVICE_NAME: v.string(),
  TIME_ZONE: v.string(),
  /** Whoever sends no mail has none. */
  SENDER_ADDRESS: v.optional(v.string(), ''),
  ASK_A_LIBRARIAN_ADDRESS: v.string(),
});

const environment = v.object({
  MANAGEMENT_ENDPOINT: v.pipe(v.string(), v.url()),
  SIGN_IN_ISSUER: v.pipe(v.string(), v.url()),
  SIGN_IN_CLIENT_ID: v.string(),
  SIGN_IN_JWKS_URI: v.pipe(v.string(), v.url()),
  SIGN_IN_GROUPS_CLAIM: v.string(),
  /** Whose frame pages are to be shown in. */
  WIDGET_ORIGIN: v.pipe(v.string(), v.url()),
  /** Hosts, separated by commas, that the page check may ask whatever their address; the local runner's alone. */
  PAGE_CHECK_ALLOWED_HOSTS: v.optional(v.string(), ''),
  AVAILABILITY_BUCKET: v.string(),
  /** Set where S3 is not AWS's own. */
  AWS_ENDPOINT_URL_S3: v.optional(v.string()),
  AWS_ENDPOINT_URL: v.optional(v.string()),
});
export type Environment = v.InferOutput<typeof environment>;

export const readEnvironment = (variables: NodeJS.ProcessEnv): Environment => v.parse(environment, variables);

/** What the scheduled check reads, and the other functions too. */
export const readMailEnvironment = (variables: NodeJS.ProcessEnv): v.InferOutput<typeof mailEnvironment> =>
  v.parse(mailEnvironment, variables);
