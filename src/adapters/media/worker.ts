import { parentPort } from "node:worker_threads";
import sharp from "sharp";
import * as z from "zod";
import { probe } from "./probe.ts";

const job = z.object({ path: z.string(), bytes: z.instanceof(Uint8Array) });

// One file at a time keeps the memory of a worker within its bounds.
sharp.concurrency(1);
sharp.cache(false);

parentPort?.on("message", (message: unknown) => {
  const { path, bytes } = job.parse(message);
  probe(bytes, path).then(
    (facts) => parentPort?.postMessage(facts),
    (error: unknown) => {
      // An error that nobody foresaw ends the worker; the pool says so and takes a fresh one.
      throw error;
    },
  );
});
