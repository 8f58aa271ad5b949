import { createHash } from "node:crypto";
import { AwsClient } from "aws4fetch";

/** A place in an S3-compatible bucket, and who may write there. */
export interface S3Place {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  /** The bucket stands in the path instead of the host name: MinIO and the like; OSS and COS refuse it. */
  readonly pathStyle: boolean;
  /** What every key begins with; empty or ending in a slash. */
  readonly prefix: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** A client that signs its requests and repeats what fails, and the bucket's address without a slash at its end. */
export function openClient(place: S3Place): { readonly client: AwsClient; readonly root: string } {
  const { accessKey: accessKeyId, secretKey: secretAccessKey, region } = place;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: "s3", retries: 4 });
  return { client, root: rootOf(place) };
}

function rootOf({ endpoint, bucket, pathStyle }: S3Place): string {
  const { protocol, host } = new URL(endpoint);
  return pathStyle ? `${protocol}//${host}/${bucket}` : `${protocol}//${bucket}.${host}`;
}

/** The header by which the server notices a body that was damaged on its way. */
export function checksumOf(body: Uint8Array): Readonly<Record<string, string>> {
  return { "x-amz-checksum-sha256": createHash("sha256").update(body).digest("base64") };
}
