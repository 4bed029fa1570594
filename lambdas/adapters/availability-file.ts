// Puts the availability file into its bucket, where CloudFront finds it.
import type { S3Client } from '@aws-sdk/client-s3';
import type { PublicFile } from '../app/service.ts';
import type { AvailabilityOfWidgets } from '../protocol/availability.ts';
import { AVAILABILITY_FILE } from '../protocol/availability.ts';

/** CloudFront and browsers ask again after this long (s): a change shows within 10 s. */
const FRESH_SECONDS = 2;

export interface FilePlace {
  readonly bucket: string;
  /** Another endpoint than AWS's own, which knows buckets by path and not by host name. */
  readonly pathStyle: boolean;
}

export class AvailabilityFile implements PublicFile {
  readonly #place: FilePlace;
  #client: S3Client | undefined;

  constructor(place: FilePlace) {
    this.#place = place;
  }

  async put(file: AvailabilityOfWidgets): Promise<void> {
    // Most containers never write it: the client is no part of their cold start.
    const { PutObjectCommand, S3Client } = await import('@aws-sdk/client-s3');
    this.#client ??= new S3Client({
      cacheMiddleware: true,
      forcePathStyle: this.#place.pathStyle,
      // Well within the function's own time: the next heartbeat tries again.
      requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000 },
      maxAttempts: 2,
    });
    await this.#client.send(
      new PutObjectCommand({
        Bucket: this.#place.bucket,
        Key: AVAILABILITY_FILE,
        Body: JSON.stringify(file),
        ContentType: 'application/json',
        CacheControl: `public, max-age=${FRESH_SECONDS}`,
      }),
    );
  }
}
