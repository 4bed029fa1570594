// The one table, its index and its time to live, and the only rights that a function may have on it.
import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { type IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { DEPARTMENT_INDEX, TABLE_KEYS, TTL_ATTRIBUTE } from '../lambdas/store/table.ts';
import type { ServiceFunction } from './service-function.ts';

/** Never Scan: a query that grows with the table would be refused before it is slow. */
const TABLE_ACTIONS = [
  'dynamodb:GetItem',
  'dynamodb:BatchGetItem',
  'dynamodb:Query',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:ConditionCheckItem',
];

const text = (name: string) => ({ name, type: AttributeType.STRING });

export class ChatTable extends Construct {
  readonly #table: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#table = new Table(this, 'Table', {
      partitionKey: text(TABLE_KEYS.partition),
      sortKey: text(TABLE_KEYS.sort),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: TTL_ATTRIBUTE,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.#table.addGlobalSecondaryIndex({
      indexName: DEPARTMENT_INDEX.name,
      partitionKey: text(DEPARTMENT_INDEX.partition),
      sortKey: text(DEPARTMENT_INDEX.sort),
      projectionType: ProjectionType.ALL,
    });
  }

  /** Tells the function which table is its own, and lets it read and write there. */
  bind(fn: ServiceFunction): void {
    const index = `${this.#table.tableArn}/index/${DEPARTMENT_INDEX.name}`;
    fn.bind({ TABLE_NAME: this.#table.tableName }, [
      new PolicyStatement({ actions: TABLE_ACTIONS, resources: [this.#table.tableArn] }),
      new PolicyStatement({ actions: ['dynamodb:Query'], resources: [index] }),
    ]);
  }

  /** Requests that DynamoDB turned away, of the table and of its index, by name. */
  throttles(): Readonly<Record<string, IMetric>> {
    const table = { TableName: this.#table.tableName };
    const index = { ...table, GlobalSecondaryIndexName: DEPARTMENT_INDEX.name };
    const metric = (metricName: string, dimensionsMap: Record<string, string>): IMetric =>
      new Metric({ namespace: 'AWS/DynamoDB', metricName, dimensionsMap, statistic: 'Sum' });
    return {
      TableReadThrottles: metric('ReadThrottleEvents', table),
      TableWriteThrottles: metric('WriteThrottleEvents', table),
      IndexReadThrottles: metric('ReadThrottleEvents', index),
      IndexWriteThrottles: metric('WriteThrottleEvents', index),
    };
  }
}
