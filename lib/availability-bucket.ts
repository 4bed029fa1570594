// The bucket of the availability file: the functions write the one file, the widget's distribution reads it.
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  CachePolicy,
  CacheQueryStringBehavior,
  type ICachePolicy,
  type IOrigin,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { AVAILABILITY_FILE } from '../lambdas/protocol/availability.ts';
import type { ServiceFunction } from './service-function.ts';

/** A change of status shows within 10 s: this is what CloudFront adds to it at most. */
const FRESH = Duration.seconds(2);

export class AvailabilityBucket extends Construct {
  readonly path = AVAILABILITY_FILE;
  readonly origin: IOrigin;
  readonly cachePolicy: ICachePolicy;
  readonly bucketName: string;
  readonly #bucket: Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#bucket = new Bucket(this, 'File', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.bucketName = this.#bucket.bucketName;
    this.origin = S3BucketOrigin.withOriginAccessControl(this.#bucket);
    this.cachePolicy = new CachePolicy(this, 'ForTwoSeconds', {
      comment: 'As fresh as a status has to be',
      minTtl: Duration.seconds(0),
      defaultTtl: FRESH,
      maxTtl: FRESH,
      queryStringBehavior: CacheQueryStringBehavior.none(),
      enableAcceptEncodingBrotli: true,
      enableAcceptEncodingGzip: true,
    });
  }

  /** Tells the function where the file is, and lets it write that and nothing else. */
  bind(fn: ServiceFunction): void {
    const resources = [this.#bucket.arnForObjects(this.path)];
    fn.bind({ AVAILABILITY_BUCKET: this.bucketName }, [
      new PolicyStatement({ actions: ['s3:PutObject'], resources }),
    ]);
  }
}
