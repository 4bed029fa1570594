// The typed model of the stacks that the local runner runs, as the template reader makes it.

export interface AssemblyModel {
  readonly region: string;
  readonly accountId: string;
  readonly tables: readonly TableModel[];
  readonly functions: readonly FunctionModel[];
  readonly schedules: readonly ScheduleModel[];
  readonly socketApis: readonly SocketApiModel[];
  readonly buckets: readonly BucketModel[];
  readonly deployments: readonly DeploymentModel[];
  readonly distributions: readonly DistributionModel[];
  /** The outputs of each stack, by the stack's name and the output's logical id, resolved. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface ResourceIdentity {
  readonly stack: string;
  readonly logicalId: string;
}

export interface TableModel extends ResourceIdentity {
  readonly name: string;
  readonly key: KeyModel;
  readonly indexes: readonly IndexModel[];
  /** The attribute with the epoch second after which an item is deleted. */
  readonly ttlAttribute?: string;
}

export interface KeyModel {
  readonly partition: KeyAttribute;
  readonly sort?: KeyAttribute;
}

export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
}

export interface IndexModel {
  readonly name: string;
  readonly kind: 'global' | 'local';
  readonly key: KeyModel;
  readonly projection: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
  readonly projectedAttributes: readonly string[];
}

export interface FunctionModel extends ResourceIdentity {
  readonly name: string;
  readonly arn: string;
  /** The folder with the bundle: the asset's, absolute. */
  readonly folder: string;
  /** As in the template: `index.handler`. */
  readonly handler: string;
  readonly runtime: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
}

/** A function that is called by the clock. */
export interface ScheduleModel extends ResourceIdentity {
  readonly everySeconds: number;
  readonly functionName: string;
}

export interface SocketApiModel extends ResourceIdentity {
  /** The API's id, as `Ref` gives it. */
  readonly id: string;
  readonly name: string;
  readonly region: string;
  /** As in the template: `$request.body.action`. */
  readonly routeSelectionExpression: string;
  readonly stage: StageModel;
  readonly routes: readonly RouteModel[];
}

export interface StageModel {
  readonly name: string;
  /** What the stage allows on each route; absent: no limit. */
  readonly throttle?: ThrottleModel;
}

export interface ThrottleModel {
  readonly ratePerSecond: number;
  readonly burst: number;
}

export interface RouteModel {
  /** `$connect`, `$disconnect`, `$default` or a value of the route selection expression. */
  readonly key: string;
  /** The name of the function that the route calls. */
  readonly functionName: string;
}

export interface BucketModel extends ResourceIdentity {
  readonly name: string;
}

export interface DeploymentModel extends ResourceIdentity {
  readonly bucket: string;
  /** Put before each file's path; empty for the top of the bucket. */
  readonly prefix: string;
  /** Whether files that the sources lack are deleted from the bucket (under the prefix). */
  readonly prune: boolean;
  /** In order: a later source's file replaces an earlier one's. */
  readonly sources: readonly DeploymentSource[];
  /** Globs, as `aws s3 sync` takes them; usually empty. */
  readonly exclude: readonly string[];
  readonly include: readonly string[];
  /** HTTP headers stored with each file, such as `cache-control`, in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface DeploymentSource {
  /** Absolute. */
  readonly folder: string;
  /** In every text file of the source each key is replaced by its value. Empty: copy the files as they are. */
  readonly markers: Readonly<Record<string, string>>;
}

export interface DistributionModel extends ResourceIdentity {
  readonly id: string;
  readonly domainName: string;
  readonly defaultRootObject?: string;
  readonly origins: readonly OriginModel[];
  /** In order of precedence; the last one's pattern is `*`. */
  readonly behaviours: readonly BehaviourModel[];
  readonly errorResponses: readonly ErrorResponseModel[];
}

export interface OriginModel {
  readonly id: string;
  /** The name of the bucket that the origin reads. */
  readonly bucket: string;
  /** Put before each path; empty or `/folder`. */
  readonly path: string;
  /** Headers that CloudFront adds to its requests to the origin. */
  readonly customHeaders: Readonly<Record<string, string>>;
}

export interface BehaviourModel {
  readonly pathPattern: string;
  readonly originId: string;
  readonly viewerProtocol: 'allow-all' | 'https-only' | 'redirect-to-https';
  readonly responseHeaders?: ResponseHeadersModel;
}

export interface ResponseHeadersModel {
  /** Security and custom headers in one list, names as the template gives them. */
  readonly headers: readonly { readonly name: string; readonly value: string; readonly override: boolean }[];
  /** Names of headers that are taken out of the origin's answer. */
  readonly remove: readonly string[];
  readonly cors?: CorsModel;
}

export interface CorsModel {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly allowCredentials: boolean;
  readonly maxAgeSeconds?: number;
  readonly override: boolean;
}

export interface ErrorResponseModel {
  readonly errorCode: number;
  readonly responseCode?: number;
  readonly responsePagePath?: string;
}
