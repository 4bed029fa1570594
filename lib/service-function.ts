// One Lambda function: its code, its own log, and a role that may do nothing else until something is bound.
import { type Duration, Stack } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  type IFunction,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, type LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { handlerBundle } from './handler-bundle.ts';
import { serviceLog } from './service-log.ts';

export type ServiceFunctionProps = {
  /** The handler's file in lambdas/handlers, without its ending. */
  handler: string;
  description: string;
  /** For a route at most 29 s, after which API Gateway stops waiting. */
  timeout: Duration;
};

export class ServiceFunction extends Construct {
  readonly #function: LambdaFunction;
  readonly #logGroup: LogGroup;
  readonly #role: Role;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id);
    this.#logGroup = serviceLog(this, 'Log');
    // A role of its own instead of AWS's managed one, which may write to every log of the account.
    this.#role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.#logGroup.grantWrite(this.#role);
    this.#function = new LambdaFunction(this, 'Function', {
      description: props.description,
      code: handlerBundle(props.handler),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      // CPU comes with memory: with less, a cold start is what a patron waits for.
      memorySize: 1024,
      timeout: props.timeout,
      role: this.#role,
      logGroup: this.#logGroup,
      loggingFormat: LoggingFormat.JSON,
    });
  }

  /** Gives the function the environment that it reads and the rights that go with it, together. */
  bind(environment: Readonly<Record<string, string>>, statements: readonly PolicyStatement[] = []): void {
    for (const [name, value] of Object.entries(environment)) this.#function.addEnvironment(name, value);
    for (const statement of statements) this.#role.addToPolicy(statement);
  }

  /** For whoever calls it: a route of the API, or a rule. */
  get target(): IFunction {
    return this.#function;
  }

  /** Invocations that ended with an exception, a timeout, or without memory. */
  errors(): IMetric {
    return this.#function.metricErrors();
  }

  /**
   * Failures that the function caught and answered: lines of the level error in its log. Lambda itself counts
   * an invocation as good that told somebody that something went wrong.
   */
  failures(): IMetric {
    const isError = (path: string, level: string) => FilterPattern.stringValue(path, '=', level);
    const filter = new MetricFilter(this, 'Failures', {
      logGroup: this.#logGroup,
      metricNamespace: `Carrel/${Stack.of(this).stackName}`,
      metricName: `${this.node.id}Failures`,
      // The runtime puts a line that is JSON as it is, or into its own.
      filterPattern: FilterPattern.any(
        isError('$.level', 'error'),
        isError('$.level', 'ERROR'),
        isError('$.message.level', 'error'),
      ),
    });
    return filter.metric({ statistic: 'Sum' });
  }

  /** Lines of the log that tell of an event; functions that give them one name are counted together. */
  events(event: string, metricName: string): IMetric {
    const isEvent = (path: string) => FilterPattern.stringValue(path, '=', event);
    const filter = new MetricFilter(this, metricName, {
      logGroup: this.#logGroup,
      metricNamespace: `Carrel/${Stack.of(this).stackName}`,
      metricName,
      filterPattern: FilterPattern.any(isEvent('$.event'), isEvent('$.message.event')),
    });
    return filter.metric({ statistic: 'Sum' });
  }

  throttles(): IMetric {
    return this.#function.metricThrottles();
  }
}
